"""A survey with a row for each person, counted as it is received: what leaves here is counts and where faults are.

No answer of a person, no open answer, id or time is kept, returned or told: a fault is told by its cell and by what
should have stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.areas import load_areas
from etl.cells import Workbook
from etl.column_mapping_proposal import NOTHING_TOLD, Told
from etl.form_rows import SHEET
from etl.forms.counted_rules import LEAST_ANSWERS
from etl.forms.description import Form
from etl.forms.person_question import PersonQuestion
from etl.periods import Period
from etl.person_columns import PersonTable, find_persons
from etl.person_counts import Tally, asked, kept_counts, tally
from etl.problems import Problem, join_words, problem
from etl.submission import Answer, Submission
from etl.survey_findings import Findings
from etl.survey_headings import other_sheets
from etl.template import field_cells

_ABOUT_ROWS = ("individdata", "personuppgift_misstankt")
_WHOSE = "Filen säger inte vilket län svaren gäller."
_SAY_WHOSE = "Välj region på sidan Lämna uppgifter. Vid kommandoraden: --as, till exempel --as 07."
_WHEN = "Filen säger inte när enkäten gjordes."
_SAY_WHEN = "Välj period på sidan Lämna uppgifter. Vid kommandoraden: --period, till exempel --period 2026-04."


@dataclass(frozen=True)
class PersonsResult:
    """What was understood of the file, in counts.

    Attributes:
        submission: None when anything is wrong, or it is not said whose answers these are or when.
        sheet: the sheet that was counted.
    """

    form: str
    sheet: str
    problems: tuple[Problem, ...]
    submission: Submission | None = None
    area: str | None = None
    period: str | None = None
    fine: str = ""


def check_persons(
    workbook: Workbook,
    *,
    as_area: str | None = None,
    county: str | None = None,
    period: Period | None = None,
    told: Told = NOTHING_TOLD,
) -> PersonsResult | None:
    """Count an export of persons' answers; None where the file is something else.

    Args:
        as_area: the region that sends; nothing in the file says it.
        county: the county of the house; None takes any.
        period: when the survey was made; nothing in the file says it.
        told: what a codebook says of the columns and their codes.
    """
    table = find_persons(workbook, told.codebook)
    if table is None:
        return None
    findings = Findings(table.raw.sheet.name)
    _check_columns(table, findings)
    counted = tally(table)
    _tell_rows(table, counted, findings)
    stray = [problem("okant_blad", sheet=sheet.name) for sheet in other_sheets(workbook, table.raw.sheet)]
    who = [*_whose(table.form, as_area, county), *_when(period)]
    problems = (*findings.problems(), *stray, *who)
    area, when = (None if who else as_area), period.id if period else None
    sheet = table.raw.sheet.name
    if area is None or period is None or any(each.severity == "error" for each in problems):
        return PersonsResult(table.form.id, sheet, problems, area=area, period=when)
    submission, fine = _submission(table, counted, area, period)
    return PersonsResult(table.form.id, sheet, problems, submission, area, when, fine)


def without_rows(personal: Iterable[Problem], sheet: str) -> Iterator[Problem]:
    """What is left of the search for personal data when the rows of a sheet have been counted and are kept nowhere.

    A personal number stops the file wherever it stands, and every other sheet is judged as ever.
    """
    return (each for each in personal if each.sheet != sheet or each.code not in _ABOUT_ROWS)


def _check_columns(table: PersonTable, findings: Findings) -> None:
    for question in table.survey.questions:
        places = table.columns(question)
        for place in places if len(places) > 1 else ():
            findings.add("kolumn_dubbel", table.raw.headings[place].address, label=f"Fråga {question.number}")
        if not places and question.unanswered:
            findings.add(
                "kolumn_saknas",
                label=f"Fråga {question.number}",
                severity="warning",
                says="Frågan har ingen kolumn i filen och redovisas inte.",
                mend="Hämta ut enkäten med alla frågor om den ställdes.",
            )
    for place in table.unknown:
        findings.add(
            "okand_kolumn",
            table.raw.headings[place].address,
            says="Kolumnen känns inte igen som någon av frågorna. Den har inte lästs och sparas inte.",
            expected="enkätens frågor",
            mend="Är det inte en av frågorna behöver ni inte göra något.",
        )


def _tell_rows(table: PersonTable, counted: Tally, findings: Findings) -> None:
    for cell, question in counted.unknown:
        alternatives = join_words([each.labels[0] for each in question.options])
        findings.add("okant_svar", cell, label=f"Fråga {question.number}", expected=alternatives)
    for cell, question in counted.after_skip:
        findings.add("svar_efter_hopp", cell, label=f"Fråga {question.number}")
    for cell in counted.not_counted:
        findings.add("rad_inte_raknad", cell)
    if counted.persons < LEAST_ANSWERS:
        says = f"Filen har svar från färre än {LEAST_ANSWERS} personer. Så få redovisas aldrig."
        findings.add("for_fa_svar", says=says, mend="Enkäten kan inte lämnas.")


def _whose(form: Form, as_area: str | None, county: str | None) -> list[Problem]:
    areas = load_areas()
    if as_area is None:
        return [problem("kommun_saknas", says=_WHOSE, mend=_SAY_WHOSE)]
    area = areas.get(as_area)
    if area.level not in form.levels:
        says = f"Enkäten redovisas för ett helt län, inte för {area.name}: svaren är för få."
        return [problem("kommun_fel", says=says, mend=_SAY_WHOSE)]
    if county is not None and area.county != county:
        says = f"{area.name} hör inte till {areas.get(county).short_name}."
        return [problem("kommun_fel", says=says, mend="Välj det egna länet.")]
    return []


def _when(period: Period | None) -> list[Problem]:
    return [] if period else [problem("period_fel", says=_WHEN, mend=_SAY_WHEN)]


def _submission(table: PersonTable, counted: Tally, area: str, period: Period) -> tuple[Submission, str]:
    """The counts at the cells that they have in the form, and what there is to say of them."""
    form, there = table.form, asked(table)
    cells = field_cells(form, period)["fields"]
    kept = kept_counts(table.survey, counted, there)
    answers = {
        id: Answer(None if count is None else float(count), "not_kept" if count is None else "ok", cells[id], SHEET)
        for id, count in kept.items()
    }
    submission = Submission(form.id, form.layout_for(period).id, area, period.id, answers)
    return submission, _fine(counted, [each for each in there if all(kept[field] is None for field in _groups(each))])


def _groups(question: PersonQuestion) -> tuple[str, ...]:
    return (*question.fields, *(field for field, _ in question.coarser))


def _fine(counted: Tally, too_few: list[PersonQuestion]) -> str:
    said = f"{counted.persons} personers svar är räknade. Bara antalen sparas, aldrig en persons svar."
    if not too_few:
        return said
    numbers = join_words([each.number for each in too_few])
    what = "Fråga" if len(too_few) == 1 else "Frågorna"
    return f"{said} {what} {numbers} sparas inte: svaren eller grupperna är för små, eller går att räkna fram."
