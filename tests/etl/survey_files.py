"""Exports of the 2022 questionnaire in the shapes that survey systems write them, made from the example answers."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl

ANSWERS = Path(__file__).parents[2] / "data" / "examples" / "answers_2022.csv"

# Question by question as printed in the report's appendix: field, number, wording.
QUESTIONS = (
    ("kommun", "2.1", "Vilken kommun arbetar du i?"),
    (
        "sokt_hjalp",
        "3.1",
        "Hur många personer har sökt hjälp hos kommunen för missbruks- och/eller beroendeproblematik under 2022?",
    ),
    (
        "fatt_insats",
        "3.2",
        "Av de som sökt hjälp, hur många har behandlats eller fått andra insatser av kommunen under 2022?",
    ),
    ("cra", "4.1", "CRA (Community Reinforcement Approach)"),
    ("ap", "4.2", "ÅP (Återfallsprevention)"),
    ("hap", "4.3", "HAP (Haschavvänjningsprogrammet)"),
    ("met", "4.4", "MET (Motivational Enhancement Therapy)"),
    ("cm", "4.5", "CM (Case Management)"),
    ("act", "4.6", "ACT (Assertive Community Treatment)"),
    ("tolvsteg", "4.7", "12-stepsprogrammet"),
    ("mi", "4.8", "Motiverande samtal (MI)"),
    ("narstaende", "4.9", "Stöd till närstående (ex. Craft, individuella stödsamtal)"),
    ("annan_evidens_vad", "4.10", "Annan evidensbaserad metod (ange vad)"),
    ("annan_insats_vad", "4.11", "Annan insats, ange vad (ex. stödsatser/stödsamtal)"),
    ("fritext_metoder", "4.12", "Fritext kommentar:"),
    ("5.1", "5.1", "Vilka insatser ges i grupp?"),
    ("grupp_annat", "5.2", "Annat, ange vad ..."),
    ("fritext_grupp", "5.3", "Fritext kommentar:"),
    (
        "dokumentation",
        "6.1",
        "Hur många besök för dokumentation av drogfrihet (urinprov, salivprov och utandningsprov) har sammantaget "
        "genomförts under 2022?",
    ),
    ("hvb", "7.1", "HVB (inklusive familjehemsplacering)"),
    ("lvm", "7.2", "LVM (inklusive LVU för personer över 18 år)"),
    ("ovrigt", "8.1", "Övriga synpunkter/kommentarer:"),
)
OPTIONS = (
    ("grupp_12steg", "12-stegsgrupp"),
    ("grupp_anhorig", "Anhöriggrupp"),
    ("grupp_motivation", "Motivationsgrupp"),
    ("grupp_ap", "ÅP (Återfallsprevention)"),
)
COUNTS = tuple(f for f, n, _ in QUESTIONS if n[0] in "3467" and not f.endswith("vad") and f != "fritext_metoder")
LONG_NAMES = {"Luleå": "Luleå kommun", "Boden": "Bodens kommun", "Haparanda": "Haparanda stad"}


@dataclass(frozen=True)
class Style:
    """How a system writes an export.

    Attributes:
        headings: number, v_number, underscore, numbered_wording, wording or id.
        ticks: joined (with semicolons), commas, zero_one, x, own_number, own_text, yes_no.
        system: columns that the system adds of itself.
    """

    headings: str = "numbered_wording"
    ticks: str = "joined"
    system: bool = True


def municipalities() -> list[str]:
    return list(_table())


def answers_of(name: str) -> dict[str, str]:
    """A municipality's answers as the example table has them."""
    return _table()[name]


def _table() -> dict[str, dict[str, str]]:
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name != "field"]
    return {name: {row["field"]: row[name] for row in rows} for name in names}


_USUAL = Style()


def rows(style: Style = _USUAL) -> list[list[str]]:
    """Headings and one row per municipality."""
    return [_headings(style), *(_row(name, style, number) for number, name in enumerate(municipalities(), 1))]


def _system_columns(style: Style) -> tuple[str, ...]:
    """Those of the system that parts options so: Google by commas, Microsoft by semicolons."""
    if not style.system:
        return ()
    return ("Tidstämpel", "E-post") if style.ticks == "commas" else _OF_FORMS


_OF_FORMS = ("ID", "Starttid", "Slutförandetid", "E-post", "Namn")


def _headings(style: Style) -> list[str]:
    headings = list(_system_columns(style))
    for field, number, wording in QUESTIONS:
        if field == "5.1" and style.ticks not in ("joined", "commas"):
            headings += [
                _heading(style.headings, option, f"5.1_{place}", f"{wording} [{text}]")
                for place, (option, text) in enumerate(OPTIONS, 1)
            ]
        else:
            headings.append(_heading(style.headings, field if field != "5.1" else "5.1", number, wording))
    return headings


def _heading(how: str, field: str, number: str, wording: str) -> str:
    return {
        "number": number,
        "v_number": f"V{number}",
        "underscore": number.replace(".", "_"),
        "numbered_wording": f"{number} {wording}",
        "wording": wording,
        "shouted": f"  {number}\u00a0{wording.upper()} ",
        "broken": f"{number} {wording}".replace(" har ", "\nhar\n").replace(" (", "\n("),
        "id": field,
    }[how]


def _row(name: str, style: Style, number: int) -> list[str]:
    answers = answers_of(name)
    system = {"ID": str(number), "E-post": f"{number}@example.invalid", "Namn": "Anna Svensson"}
    row = [system.get(heading, "2022-12-01 09:00") for heading in _system_columns(style)]
    for field, _, _ in QUESTIONS:
        if field == "kommun":
            row.append(LONG_NAMES.get(name, name))
        elif field == "5.1":
            row += _ticks(answers, style.ticks)
        elif field in ("annan_evidens_vad", "annan_insats_vad"):
            row.append(_named(answers, field.removesuffix("_vad")))
        else:
            written = answers.get(field, "").replace("~", "ca ")
            row.append("uppgift saknas" if written == "saknas" else written)
    return row


def _named(answers: dict[str, str], stem: str) -> str:
    pairs = [(answers.get(f"{stem}_vad{n}", ""), answers.get(f"{stem}_antal{n}", "")) for n in ("", "_2")]
    return "; ".join(f"{what} {count}" for what, count in pairs if what)


def _ticks(answers: dict[str, str], how: str) -> list[str]:
    ticked = [answers[option] == "Ja" for option, _ in OPTIONS]
    texts = [text for _, text in OPTIONS]
    chosen = [text for text, is_ticked in zip(texts, ticked, strict=True) if is_ticked]
    if how == "joined":
        return ["".join(f"{text};" for text in chosen)]
    if how == "commas":
        return [", ".join(chosen)]
    signs = {
        "zero_one": [("1", "0")] * 4,
        "x": [("x", "")] * 4,
        "own_number": [(str(place), "0") for place in range(1, 5)],
        "own_text": [(text, "") for text in texts],
        "yes_no": [("Ja", "Nej")] * 4,
        "y_blank": [("Y", "")] * 4,
    }[how]
    return [yes if is_ticked else no for (yes, no), is_ticked in zip(signs, ticked, strict=True)]


def as_text(
    table: list[list[str]],
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
    newline: str = "\r\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """The rows as a text file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(table)  # type: ignore[arg-type]  # the stub wants literals
    return out.getvalue().encode(encoding)


def as_xlsx(table: list[list[str]], sheet: str = "Form1") -> bytes:
    """The rows as a workbook, numbers as numbers."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    if page is None:
        raise ValueError("a new workbook has a sheet")
    page.title = sheet
    for row in table:
        page.append([int(value) if value.isdigit() else (value or None) for value in row])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
