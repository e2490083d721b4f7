"""Answers of invented persons to the user survey, as each survey system would write them out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from etl.forms.catalogue import get_form
from etl.forms.person_question import PersonSurvey

NUMBERS = ("1", "2", "4", "5a", "6", "7a", "8", "9a")
SYSTEMS = ("google", "forms", "limesurvey", "limesurvey_codes", "surveymonkey", "evasys", "numbers_and_words")


def survey() -> PersonSurvey:
    found = get_form("brukarenkat").persons
    assert found is not None
    return found


WORDINGS = {each.number: each.wordings[0] for each in survey().questions}
LEFT_OUT = dict(zip(("3", "5b", "7b", "9b", "10"), (survey().left_out[at] for at in (0, 2, 3, 4, 5)), strict=True))
_SCALE = ("Stämmer helt", "Stämmer delvis", "Stämmer lite", "Stämmer inte alls")
# EvaSys writes codes and explains them in a codebook.
_CODES = {"1": ("Man", "Kvinna", "Annat/vill inte svara"), "2": ("18–29 år", "30–45 år", "46–64 år", "65 år och äldre")}
_CODES |= dict.fromkeys(("4", "8"), ("Ja", "Nej")) | dict.fromkeys(("5a", "6", "7a", "9a"), _SCALE)


@dataclass(frozen=True)
class Person:
    """Answers in the order of ``NUMBERS``; a blank is an answer that is missing. ``secret`` stands wherever it can."""

    answers: tuple[str, ...]
    secret: str = "En egen mening"

    def __getitem__(self, number: str) -> str:
        return self.answers[NUMBERS.index(number)]


def person(written: str, secret: str = "En egen mening") -> Person:
    """``Man | 30–45 år | Nej | Stämmer helt | ...``: one line of a table."""
    parts = tuple(part.strip() for part in written.split("|"))
    return Person((*parts, *[""] * (len(NUMBERS) - len(parts))), secret)


def export(system: str, persons: Sequence[Person]) -> tuple[bytes, str, bytes | None]:
    """The file, its name, and the codebook where the system has one."""
    if system == "evasys":
        return _evasys(persons), "rådata.csv", _codebook()
    if system == "forms":
        return _xlsx([_forms_headings(), *map(_forms_row, enumerate(persons, start=1))]), "svar.xlsx", None
    if system == "surveymonkey":
        return _csv(_surveymonkey(persons), ","), "Sheet_1.csv", None
    separator = {"google": ",", "limesurvey": ";", "limesurvey_codes": ";"}.get(system, ";")
    before = {"limesurvey": ["Response ID", "Date submitted"], "limesurvey_codes": ["id", "submitdate"]}
    first = before.get(system, ["Tidstämpel"])
    rows = [[*first, *(_heading(system, number) for number in _order())]]
    for at, each in enumerate(persons, start=1):
        own = [str(at), f"2026-04-1{at % 9} 10:00:00"] if len(first) == 2 else [f"2026-04-1{at % 9} 10:00:00"]
        rows.append([*own, *(_cell(each, number) for number in _order())])
    return _csv(rows, separator), "svar.csv", None


def _order() -> tuple[str, ...]:
    return ("1", "2", "3", "4", "5a", "5b", "6", "7a", "7b", "8", "9a", "9b", "10")


def _words(number: str) -> str:
    return WORDINGS.get(number) or LEFT_OUT[number]


def _heading(system: str, number: str) -> str:
    if system == "limesurvey_codes":
        return f"G01Q{number.zfill(2)}[SQ001]. {_words(number)}"
    if system == "numbers_and_words":
        return f"Fråga {number}: {_words(number)}"
    return _words(number)


def _cell(each: Person, number: str) -> str:
    if number == "3":
        return f"Annan kommun, {each.secret}"
    return each[number] if number in NUMBERS else each.secret


def _forms_headings() -> list[str]:
    return ["ID", "Starttid", "Slutförandetid", "E-post", "Namn", *(_words(number) for number in _order())]


def _forms_row(numbered: tuple[int, Person]) -> list[str]:
    at, each = numbered
    own = [str(at), "2026-04-11 09:00", "2026-04-11 09:05", f"{each.secret}@example.invalid", each.secret]
    return [*own, *(_cell(each, number) for number in _order())]


def _surveymonkey(persons: Sequence[Person]) -> list[list[str]]:
    own = ["Respondent ID", "Collector ID", "Start Date", "IP Address", "First Name"]
    second = ["Open-Ended Response" if number in LEFT_OUT else "Response" for number in _order()]
    rows = [[*own, *(_words(number) for number in _order())], [*[""] * len(own), *second]]
    for at, each in enumerate(persons, start=1):
        rows.append(
            [str(118_000 + at), "9", "04/11/2026", "192.0.2.7", each.secret, *(_cell(each, n) for n in _order())]
        )
    return rows


def _evasys(persons: Sequence[Person]) -> bytes:
    rows = [["Formulär-ID", *(f"v_{number}" for number in _order())]]
    for at, each in enumerate(persons, start=1):
        rows.append([str(at), *(_code(each, number) for number in _order())])
    return _csv(rows, ";", "latin-1")


def _code(each: Person, number: str) -> str:
    if number not in _CODES:
        return _cell(each, number)
    written = each[number].replace("-", "–")
    labels = _CODES[number]
    if not written:
        return "0"
    return str(labels.index(written) + 1) if written in labels else written


def _codebook() -> bytes:
    lines: list[str] = []
    for number in _order():
        kind = "Enval" if number in _CODES else "Öppen fråga"
        lines += [f"Variabel:;v_{number}", f"Frågetyp:;{kind}", f'Frågetext:;"{_words(number)}"']
        for code, label in enumerate(_CODES.get(number, ()), start=1):
            lines.append(f'{"Värden:" if code == 1 else ""};{code}: "{label}"')
        lines.append("")
    return "\n".join(lines).encode("utf-8")


def _csv(rows: Sequence[Sequence[str]], separator: str, encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def _xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Form1")
        for row, values in enumerate(rows):
            sheet.write_row(row, 0, values)
    return out.getvalue()
