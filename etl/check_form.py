"""A recognised form checked from head to foot: the submission, everything that is wrong, and what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.cells import Workbook
from etl.check_answers import comments, is_blank, read_answers
from etl.check_beside import check_beside
from etl.check_sense import check_sense
from etl.check_who import Who, check_who
from etl.form_answers import Answers, is_choice
from etl.kept_copy import keep_answers
from etl.periods import Period
from etl.problems import Problem, problem
from etl.recognise import Found
from etl.submission import Answer, Kept, Submission


@dataclass(frozen=True)
class FormResult:
    """What was understood of one form.

    Attributes:
        submission: None when it is not settled whose answers these are or when.
        area, period, answers: as far as they could be read; for the answer to the sender.
        fine: "14 av 15 uppgifter är lästa."
    """

    submission: Submission | None = None
    area: str | None = None
    period: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    kept: Kept = field(default_factory=dict)
    fine: str = ""


def check_form(
    found: Found, workbook: Workbook, *, as_area: str | None, county: str | None, period: Period | None
) -> FormResult:
    """Check one form; from the cells on every problem is told at once.

    Args:
        as_area: the municipality that sends; None for the analyst.
        county: the county of the house.
        period: what the form must be about; None takes the form's word.
    """
    if found.outdated:
        return FormResult(problems=(problem("gammal_mall", sheet=found.sheet.name),))
    if is_blank(found):
        return FormResult(problems=(problem("tom_mall", sheet=found.sheet.name),))
    who = check_who(found, as_area=as_area, county=county, wanted=period)
    read = read_answers(found)
    check_sense(read, who.period)
    check_beside(read, workbook)
    submission = _submission(found, who, read)
    return FormResult(
        submission=submission,
        area=who.area,
        period=who.period.id if who.period else None,
        answers=read.answers,
        problems=(*found.problems, *who.problems, *read.problems),
        kept=keep_answers([submission], _kept(found)) if submission else {},
        fine=_fine(found, read),
    )


def _submission(found: Found, who: Who, read: Answers) -> Submission | None:
    if who.area is None or who.period is None:
        return None
    form, layout = found.form.id, found.layout.id
    return Submission(form, layout, who.area, who.period.id, read.answers, comments(found))


def _kept(found: Found) -> Kept:
    """Labels, tags, statuses and comments that were read, at their addresses; the answers are added by the index."""
    cells: dict[str, str | int | float | bool | None] = {}
    for field_id in found.places:
        for column in ("label", "tag", "value", "status", "comment"):
            cell = found.cell(field_id, column)
            if cell is not None and cell.value is not None and (column != "status" or is_choice(cell)):
                value = cell.value
                cells[cell.address] = value if isinstance(value, str | int | float | bool) else str(value)[:10]
    return {found.sheet.name: cells}


def _fine(found: Found, read: Answers) -> str:
    fields = found.form.fields(found.layout)
    if any(each.leads for each in fields):
        leading = [each for each in fields if each.leads]
        answered = sum(read.answers[e.id].status != "not_answered" for e in leading if e.id in read.answers)
        return f"{answered} av {len(leading)} frågor är besvarade." if answered else ""
    asked = [each for each in fields if each.kind in ("count", "number") and not each.may_be_blank]
    fine = sum(each.id in read.answers for each in asked)
    return f"{fine} av {len(asked)} uppgifter är lästa." if fine else ""
