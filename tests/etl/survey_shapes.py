"""One set of answers as each survey system would write it out; everything that names the respondent is made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

from tests.etl.survey_files import OPTIONS, QUESTIONS

YEAR = "2024"
# The row of its own that later years have.
_QUESTIONS_OF_2022 = [(f, n, w.replace("2022", YEAR)) for f, n, w in QUESTIONS]
_AT = [f for f, _, _ in QUESTIONS].index("annan_evidens_vad")
ASKED = (
    *_QUESTIONS_OF_2022[:_AT],
    ("stodsamtal", "4.9b", "Stödsamtal på öppenvård"),
    *_QUESTIONS_OF_2022[_AT:],
)
ORDINARY = dict(OPTIONS)
# Options that hold what systems part options by.
AWKWARD = {
    "grupp_12steg": "12-stegsgrupp, öppen",
    "grupp_anhorig": "Anhöriggrupp; även för barn, unga\noch andra närstående",
    "grupp_motivation": "Motivationsgrupp",
    "grupp_ap": "ÅP, i grupp; Återfallsprevention",
}
RESPONDENT = ("zlatana.vretskog@example.invalid", "Zlatana", "Vretskog", "192.0.2.17")
METHODS = "Hur många individer har behandlats under 2024?"


@dataclass(frozen=True)
class Reply:
    """What one municipality answered.

    Attributes:
        written: by field id, as it was written; a blank is an answer that is missing.
        ticked: the options of 5.1; None when the question was passed over.
    """

    kommun: str
    written: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] | None = None


@dataclass(frozen=True)
class File:
    """An export: bytes, name, and the codebook where the system has one."""

    name: str
    data: bytes
    codebook: bytes | None = None


Rows = list[list[str]]


def _ticks(reply: Reply, yes: Mapping[str, str], no: str = "") -> list[str]:
    return [yes[option] if reply.ticked and option in reply.ticked else no for option, _ in OPTIONS]


def _joined(reply: Reply, labels: Mapping[str, str]) -> list[str]:
    return [labels[option] for option, _ in OPTIONS if reply.ticked and option in reply.ticked]


def _csv(rows: Rows, delimiter: str, encoding: str, *, quoting: int = csv.QUOTE_MINIMAL, newline: str = "\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(rows)  # type: ignore[arg-type]  # the stub wants literals
    return out.getvalue().encode(encoding, "replace")


def _xlsx(rows: Rows) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Form1")
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value.isdecimal():
                    sheet.write_number(row, column, int(value))
                elif value:
                    sheet.write_string(row, column, value)
    return out.getvalue()


# ---- EvaSys: short names, codes, and a codebook that says what they mean ----


def evasys(replies: Sequence[Reply], labels: Mapping[str, str] = ORDINARY) -> File:
    """Variables by name, the municipality by number, an option as 0 or its own number."""
    kommuner = sorted({reply.kommun for reply in replies} - {""}, reverse=True)
    names = {f: f"V{number}" for number, (f, _, _) in enumerate(ASKED, 1)}
    heading: list[str] = []
    for asked, _, _ in ASKED:
        if asked == "5.1":
            heading += [f"{names[asked]}_{place}" for place in range(1, 5)]
        else:
            heading.append(("[FILTER] " if asked == "grupp_annat" else "") + names[asked])
    rows = [["Bogen", "Zeitstempel", *heading]]
    for number, reply in enumerate(replies, 1):
        row = [str(100 + number), "01.12.2024 09:00:00"]
        for asked, _, _ in ASKED:
            if asked == "kommun":
                row.append(str(kommuner.index(reply.kommun) + 1) if reply.kommun else "")
            elif asked == "5.1":
                row += _ticks(reply, {option: str(place) for place, (option, _) in enumerate(OPTIONS, 1)}, "0")
            else:
                row.append(reply.written.get(asked, ""))
        rows.append(row)
    return File("rohdaten.csv", _csv(rows, ";", "latin-1", newline="\r\n"), codebook(names, kommuner, labels))


def codebook(names: Mapping[str, str], kommuner: Sequence[str], labels: Mapping[str, str]) -> bytes:
    """As public examples show it: German words, blocks, quotation marks within quotation marks."""
    lines: list[str] = []
    for asked, number, wording in ASKED:
        head = f'Variable:;"""{names[asked]}"""'
        if asked == "kommun":
            lines += [head, 'Fragetyp:;"1 aus n"', f'Fragetext:;"""{number} {wording}"""']
            lines += ['Wert:;"<leer>: Ungültig / Keine Antwort"']
            lines += [f'" ";"""{code}: {name}"""' for code, name in enumerate(kommuner, 1)]
        elif asked == "5.1":
            lines += [head, 'Fragetyp:;"n aus m"', f'Fragetext:;"""{number} {wording}"""']
            for code, (option, _) in enumerate(OPTIONS, 1):
                lines += ["------------", head, 'Fragetyp:;"n aus m"']
                lines += [f"""Fragetext:;\"\"\"'{number} {wording}' : {labels[option]}\"\"\""""]
                lines += ['Werte:;"0 : nicht angekreuzt"', f'" ";"""{code}"": angekreuzt"']
        else:
            lines += [head, "Zeichenlimit:;1500", 'Fragetyp:;"Offene Frage"', f'Fragetext:;"""{number} {wording}"""']
            lines += ['Wert:;"Antworttext / Platzhalter"']
        lines.append("------------")
    return "\n".join(lines).encode("latin-1", "replace")


# ---- LimeSurvey: every cell quoted, Y or nothing, an extra empty line, answers that were never sent in ----


def limesurvey(
    replies: Sequence[Reply], labels: Mapping[str, str] = ORDINARY, *, headings: str = "full", delimiter: str = ";"
) -> File:
    """Headings by the question's text (full), by code and text (codetext) or by code alone (code)."""
    heading = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr"]
    for number, (asked, _, wording) in enumerate(ASKED, 1):
        if asked == "5.1":
            for place, (option, _) in enumerate(OPTIONS, 1):
                code, text = f"G{number}[SQ00{place}]", f"{wording} [{labels[option]}]"
                heading.append({"full": text, "code": code}.get(headings, f"{code}. {text}"))
        else:
            heading.append({"full": wording, "code": f"G{number}"}.get(headings, f"G{number}. {wording}"))
    rows = [heading]
    for number, reply in enumerate(replies, 1):
        rows.append(_lime_row(number, reply, "2024-12-01 09:20:00"))
    begun = Reply("Kiruna", {"sokt_hjalp": "77777"})
    rows.append(_lime_row(99, begun, ""))
    return File("results.csv", _csv(rows, delimiter, "utf-8-sig", quoting=csv.QUOTE_ALL, newline="\r\n") + b"\r\n")


def _lime_row(number: int, reply: Reply, sent: str) -> list[str]:
    row = [str(number), sent, "4", "sv", "1234", "2024-12-01 09:00:00", "2024-12-01 09:20:00", RESPONDENT[3]]
    for asked, _, _ in ASKED:
        if asked == "kommun":
            row.append(reply.kommun)
        elif asked == "5.1":
            row += _ticks(reply, dict.fromkeys(ORDINARY, "Y"))
        else:
            text = reply.written.get(asked, "")
            row.append(f"'{text}" if text.startswith("=") else text)
    return row


# ---- Microsoft Forms and Google Forms: what is ticked joined in one cell ----


def forms(replies: Sequence[Reply], labels: Mapping[str, str] = ORDINARY, *, swedish: bool = True) -> File:
    """A workbook; every choice followed by a semicolon; headings with line breaks and no-break spaces."""
    own = ["Id", "Start time", "Completion time", "Email", "Name", "Last modified time"]
    if swedish:
        own = ["Id", "Starttid", "Slutförandetid", "E-post", "Namn", "Tid för senaste ändring"]
    rows = [own + [f"{number} {wording}".replace(" har ", "\nhar\u00a0") for _, number, wording in ASKED]]
    for number, reply in enumerate(replies, 1):
        who = [str(number), "12/1/24 9:00:00", "12/1/24 9:20:00", RESPONDENT[0], "Zlatana Vretskog", "12/1/24 9:20:00"]
        rows.append(who + _cells(reply, "".join(f"{each};" for each in _joined(reply, labels))))
    return File("Kartläggning(1-14).xlsx", _xlsx(rows))


def google(replies: Sequence[Reply], labels: Mapping[str, str] = ORDINARY, *, swedish: bool = True) -> File:
    """A csv file; choices joined by a comma and a space, also when an option holds a comma."""
    own = ["Tidstämpel", "E-postadress"] if swedish else ["Timestamp", "Email Address"]
    rows = [own + [wording for _, _, wording in ASKED]]
    for reply in replies:
        rows.append(["2024-12-01 09.20.00", RESPONDENT[0], *_cells(reply, ", ".join(_joined(reply, labels)))])
    return File("Kartlaggning.csv", _csv(rows, ",", "utf-8", newline="\n"))


def _cells(reply: Reply, ticked: str) -> list[str]:
    special = {"kommun": reply.kommun, "5.1": ticked}
    return [special[asked] if asked in special else reply.written.get(asked, "") for asked, _, _ in ASKED]


# ---- SurveyMonkey: two rows of headings, nine columns of its own, an option's own text ----


def surveymonkey(replies: Sequence[Reply], labels: Mapping[str, str] = ORDINARY, *, workbook: bool = False) -> File:
    """Methods as one question with a row for each, options as columns with their own text."""
    own = ["RespondentID", "CollectorID", "StartDate", "EndDate", "IP Address", "Email Address", "First Name"]
    own += ["LastName", "Custom Data"]
    first, second = list(own), [""] * len(own)
    for asked, number, wording in ASKED:
        if asked == "5.1":
            first += [f"<p>{wording}</p>", "", "", ""]
            second += [labels[option] for option, _ in OPTIONS]
        elif number.startswith("4.") and number not in ("4.10", "4.11", "4.12"):
            first.append(METHODS if asked == "cra" else "")
            second.append(wording)
        else:
            first.append(f"<strong>{number}</strong>&nbsp;{wording}")
            second.append("Response" if asked == "kommun" else "Open-Ended Response")
    rows = [first, second]
    email, name, last, ip = RESPONDENT
    for place, reply in enumerate(replies, 1):
        who = [str(6_000_000 + place), "901", "12/01/2024 09:00:00", "12/01/2024 09:20:00", ip, email, name, last, ""]
        for asked, _, _ in ASKED:
            if asked == "5.1":
                who += _ticks(reply, labels)
            else:
                who.append(reply.kommun if asked == "kommun" else reply.written.get(asked, ""))
        rows.append(who)
    return File("Sheet_1.xlsx", _xlsx(rows)) if workbook else File("Sheet_1.csv", _csv(rows, ",", "utf-8"))


# ---- A system that nothing is known of ----


def unknown(replies: Sequence[Reply], labels: Mapping[str, str] = ORDINARY) -> File:
    """Headings that say nothing, the municipality by number, an option as "vald"."""
    kommuner = sorted({reply.kommun for reply in replies} - {""})
    heading = ["Svarare", "Förnamn", "Efternamn", "E-post"]
    for number, (asked, _, _) in enumerate(ASKED, 1):
        heading += [f"X{number}:{place}" for place in range(1, 5)] if asked == "5.1" else [f"X{number}"]
    rows = [heading]
    for number, reply in enumerate(replies, 1):
        row = [str(number), RESPONDENT[1], RESPONDENT[2], RESPONDENT[0]]
        for asked, _, _ in ASKED:
            if asked == "kommun":
                row.append(str(kommuner.index(reply.kommun) + 1) if reply.kommun else "")
            elif asked == "5.1":
                row += _ticks(reply, dict.fromkeys(ORDINARY, "vald"))
            else:
                row.append(reply.written.get(asked, ""))
        rows.append(row)
    return File("report.csv", _csv(rows, "\t", "utf-16", newline="\r\n"))
