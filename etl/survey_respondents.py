"""Whose answers a line of an export holds, and for which period. Asked about where it cannot be told, never guessed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.areas import Area, load_areas
from etl.cells import Cell
from etl.delimited import looks_spoilt
from etl.forms.description import Form
from etl.periods import Period, contains, parse_period
from etl.problems import UserError, shown
from etl.survey_columns import period_words
from etl.survey_findings import Findings
from etl.survey_table import Line, Table

# What the words of a questionnaire mean where they do not say it: "2022" was January to October.
_PERIODS_IN_WORDS = {("kommunenkat", "2022"): "2022-01/2022-10"}
# The questionnaire of 2022 listed Övertorneå twice and Överkalix never: its answer may be either's.
_AMBIGUOUS = {("kommunenkat", "2022", "2518"): ("2518", "2513")}
_BETWEEN_NAMES = re.compile(r"\s+(?:och|samt|&|\+)\s+|\s*[,/;+&]\s*")


@dataclass(frozen=True)
class Respondent:
    """A line whose municipality and period are known."""

    line: Line
    area: str
    period: Period
    chosen: bool


@dataclass(frozen=True)
class Wanted:
    """What the caller has said about whose file it is.

    Attributes:
        choices: row -> area code, for rows that can be read in two ways.
    """

    as_area: str | None
    county: str | None
    period: Period | None
    choices: Mapping[str, str]


def identify(table: Table, form: Form, wanted: Wanted, findings: Findings) -> list[Respondent]:
    """Every line that can be attributed; the others are told of."""
    lines = [line for line in table.lines if _is_answered(table, line, findings)]
    if not lines:
        findings.add(
            "tom_mall", says="Det finns inga svar i filen, bara rubriker.", mend="Hämta ut enkäten med svaren."
        )
    respondents: list[Respondent] = []
    waiting: list[tuple[Line, Cell, tuple[str, ...]]] = []
    for line in lines:
        period = _period(table, form, line, wanted, findings)
        area = _area(table, line, wanted, findings)
        if area is None or period is None:
            continue
        cell = table.head("kommun", line)
        either = _either(form, period, area, cell)
        choice = _choice(line, either, wanted)
        if cell is not None and either and not choice:
            waiting.append((line, cell, either))
        elif _is_wanted(choice or area.code, cell, wanted, findings):
            respondents.append(Respondent(line, choice or area.code, period, bool(choice)))
    _ask_which(waiting, findings)
    _refuse_repeats(table, lines, respondents, wanted, findings)
    return respondents


def _is_answered(table: Table, line: Line, findings: Findings) -> bool:
    first = table.address(line, line.first)
    if line.is_sum:
        findings.add(
            "okand_rad", first, says="Raden är en summa och har inte lästs.", mend="Ni behöver inte göra något."
        )
        return False
    if not line.cells:
        findings.add(
            "okand_rad", first, says="Raden har inga svar och har inte lästs.", mend="Ni behöver inte göra något."
        )
        return False
    # LimeSurvey keeps answers that were begun and never sent.
    if not line.finished:
        findings.add(
            "okand_rad",
            first,
            says="Svaret är påbörjat men aldrig inskickat, och har inte lästs.",
            mend="Be kommunen skicka in sitt svar om det ska räknas.",
        )
        return False
    return True


def _area(table: Table, line: Line, wanted: Wanted, findings: Findings) -> Area | None:
    cell = table.head("kommun", line)
    if cell is None:
        if wanted.as_area and not table.columns("head", "kommun"):
            return load_areas().get(wanted.as_area)
        if places := table.columns("head", "kommun"):
            findings.add("kommun_saknas", table.address(line, places[0]), label="2.1 Kommun")
        return None
    text = _plain(cell)
    if looks_spoilt(text):
        findings.add("teckenkodning", cell.address, label="2.1 Kommun")
        return None
    area = load_areas().find(text)
    if area is None or area.level != "municipality":
        _tell_unknown(cell, text, findings)
        return None
    return area


def _is_wanted(code: str, cell: Cell | None, wanted: Wanted, findings: Findings) -> bool:
    county = load_areas().get(code).county
    if (wanted.as_area or code) == code and (wanted.county or county) == county:
        return True
    mend = None if wanted.as_area else "Ta bort raden om kommunen inte ingår i undersökningen."
    says = None if wanted.as_area else "Kommunen ligger i ett annat län än det som undersökningen gäller."
    found = shown(_plain(cell)) if cell else ""
    findings.add("kommun_fel", cell.address if cell else "", label="2.1 Kommun", found=found, says=says, mend=mend)
    return False


def _tell_unknown(cell: Cell, text: str, findings: Findings) -> None:
    areas = load_areas()
    parts = [areas.find(part) for part in _BETWEEN_NAMES.split(text)]
    if len(parts) > 1 and all(parts):
        findings.add("kommun_flera", cell.address, label="2.1 Kommun", mend="Ange en kommun på varje rad.")
        return
    near = areas.nearest(text) if not any(character.isdigit() for character in text) else None
    mend = f"Menas {near}? Rätta namnet i filen." if near else None
    findings.add("kommun_okand", cell.address, label="2.1 Kommun", found=shown(text), mend=mend)


def _plain(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _either(form: Form, period: Period, area: Area, cell: Cell | None) -> tuple[str, ...]:
    """The municipalities that a name may mean; none where it means one. A code always means one."""
    if cell is None or area.code in _plain(cell):
        return ()
    return _AMBIGUOUS.get((form.id, form.layout_for(period).id, area.code), ())


def _choice(line: Line, either: tuple[str, ...], wanted: Wanted) -> str:
    choice = wanted.choices.get(line.name, "") if either else ""
    if choice and choice not in either:
        raise UserError(f"Rad {line.name} kan bara gälla {' eller '.join(either)}, inte ”{choice}”.")
    return choice


def _ask_which(waiting: list[tuple[Line, Cell, tuple[str, ...]]], findings: Findings) -> None:
    """All such rows in one question; the answer comes back as a choice for each row."""
    for line, cell, either in waiting:
        findings.open_rows[line.name] = either
        findings.add(
            "kommun_okand",
            cell.address,
            label="2.1 Kommun",
            says="I 2022 års enkät stod Övertorneå två gånger och Överkalix inte alls, så ett svar från ”Övertorneå” "
            "kan gälla vilken som helst av dem.",
            expected="besked om vilken kommun som svarade: Övertorneå (2518) eller Överkalix (2513)",
            mend="Fråga den som svarade, och ange sedan vilken kommun raden gäller.",
        )


def _refuse_repeats(
    table: Table, lines: list[Line], respondents: list[Respondent], wanted: Wanted, findings: Findings
) -> None:
    if wanted.as_area and len(lines) > 1:
        for line in lines:
            place = (table.columns("head", "kommun") or [line.first])[0]
            findings.add("kommun_flera", table.address(line, place), mend="Skicka bara er egen kommuns svar.")
        return
    seen: dict[tuple[str, str], list[Respondent]] = {}
    for each in respondents:
        seen.setdefault((each.area, each.period.id), []).append(each)
    for (area, _), same in seen.items():
        for each in same if len(same) > 1 else ():
            place = (table.columns("head", "kommun") or [each.line.first])[0]
            findings.add("dubblett", table.address(each.line, place), label=load_areas().get(area).name)


def _period(table: Table, form: Form, line: Line, wanted: Wanted, findings: Findings) -> Period | None:
    """The period the caller has named, else the one in the line, else what the questions' words mean."""
    if not _period_can_be_read(table, line, findings):
        return None
    days, year = _days(table, line), _year(table, line)
    said = period_words(table.meanings.values())
    in_words = _PERIODS_IN_WORDS.get((form.id, said), "")
    if wanted.period is not None:
        return wanted.period if _agrees(table, line, wanted.period, said if in_words else "", findings) else None
    if days is not None:
        return days
    if in_words and year in ("", said):
        return parse_period(in_words)
    if year:
        return parse_period(year)
    findings.add(
        "period_fel",
        says="Filen säger inte vilken period svaren gäller.",
        expected="en period",
        mend="Ange perioden, till exempel --period 2022-01/2022-10.",
    )
    return None


def _agrees(table: Table, line: Line, period: Period, said: str, findings: Findings) -> bool:
    days, year = _days(table, line), _year(table, line)
    if days is not None and days != period:
        findings.add("period_fel", _period_cell(table, line), found=f"”{days.label}”")
        return False
    if year and year != str(period.start.year):
        findings.add("ar_fel", _period_cell(table, line), found=shown(year))
        return False
    if said and not contains(parse_period(said), period):
        findings.add(
            "period_misstankt",
            says=f"Frågorna gäller {said}, men filen läses för {period.label}.",
            mend="Kontrollera att det är rätt fil och rätt period.",
        )
    return True


def _period_cell(table: Table, line: Line) -> str:
    columns = [p for name in ("period_fran", "period_till", "ar") for p in table.columns("head", name)]
    return next((line.cells[p].address for p in columns if p in line.cells), "")


def _period_can_be_read(table: Table, line: Line, findings: Findings) -> bool:
    try:
        days, year = _days(table, line), _year(table, line)
        if year:
            parse_period(year)
    except UserError:
        findings.add("period_fel", _period_cell(table, line), says="Det går inte att läsa vilken period svaren gäller.")
        return False
    if days is not None and year and year != str(days.start.year):
        findings.add("ar_fel", _period_cell(table, line), found=shown(year))
        return False
    return True


def _days(table: Table, line: Line) -> Period | None:
    first, last = (_day(table.head(name, line)) for name in ("period_fran", "period_till"))
    return parse_period(f"{first}/{last}") if first and last else None


def _year(table: Table, line: Line) -> str:
    return re.sub(r"^(\d{4})-\d\d-\d\d$", r"\1", _day(table.head("ar", line)))


def _day(cell: Cell | None) -> str:
    """A day as ISO text, whether it stands as a date, a text or a number such as 20220101."""
    if cell is None:
        return ""
    if isinstance(cell.value, datetime.datetime | datetime.date):
        return f"{cell.value:%Y-%m-%d}"
    return re.sub(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", _plain(cell))
