"""A file that is sent in: is it ours, whose is it, what does it say, what must be mended? Pure: no clock, no disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from etl.cells import Workbook
from etl.check_form import check_form
from etl.forms.catalogue import all_forms
from etl.gate import FileRefused
from etl.kept_copy import keep_answers
from etl.periods import Period
from etl.personal_data import find_personal_data
from etl.problems import Problem, merged, problem
from etl.read import read_workbook
from etl.recognise import Found, recognise
from etl.submission import Answer, CheckedFile, Kept, Outcome, Submission
from etl.survey_export import check_export, looks_like_export

CHECKER_VERSION = "1"
_PERSONAL = frozenset({"personuppgift", "personuppgift_misstankt", "individdata"})


@dataclass(frozen=True)
class _Result:
    """What one kind of file came to."""

    submissions: tuple[Submission, ...] = ()
    problems: tuple[Problem, ...] = ()
    kept: Kept = field(default_factory=dict)
    example: bool = False
    kind: Literal["form", "export"] = "form"
    fine: str = ""
    open_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def check_file(
    data: bytes,
    name: str,
    *,
    as_area: str | None = None,
    county: str | None = None,
    period: Period | None = None,
    choices: Mapping[str, str] | None = None,
) -> CheckedFile:
    """Check a file; the same bytes and arguments always get the same answer.

    Args:
        data: the file's bytes; they are kept nowhere.
        name: its name, for the extension and since names can hold personal data.
        as_area: check as this municipality would be checked; None as the analyst.
        county: the county of the house; None takes any.
        period: what a survey export is about, if it does not say itself.
        choices: row number (as text) -> area code, for export rows that can be read in two ways.

    Raises:
        UserError: a choice that the file does not allow.
    """
    try:
        workbook = read_workbook(data, name)
    except FileRefused as refused:
        return _answer(data, name, _Result(problems=(refused.problem,)))
    personal = find_personal_data(data, workbook, name)
    result = _check(workbook, as_area, county, period, choices)
    problems = (*workbook.remarks, *personal, *result.problems)
    return _answer(data, name, replace(result, problems=problems))


def _check(
    workbook: Workbook,
    as_area: str | None,
    county: str | None,
    period: Period | None,
    choices: Mapping[str, str] | None,
) -> _Result:
    found = recognise(workbook)
    if found is not None and not (found.area is None and looks_like_export(workbook)):
        return _check_one(found, workbook, as_area, county)
    if looks_like_export(workbook):
        return _check_many(workbook, as_area, county, period, choices)
    return _Result(problems=(problem("fel_mall"),))


def _check_one(found: Found, workbook: Workbook, as_area: str | None, county: str | None) -> _Result:
    checked = check_form(found, workbook, as_area=as_area, county=county)
    submissions = (checked.submission,) if checked.submission else ()
    return _Result(submissions, checked.problems, checked.kept, found.example, "form", checked.fine)


def _check_many(
    workbook: Workbook,
    as_area: str | None,
    county: str | None,
    period: Period | None,
    choices: Mapping[str, str] | None,
) -> _Result:
    form = next(iter(all_forms()))
    found = check_export(workbook, form=form, as_area=as_area, county=county, period=period, choices=choices)
    kept = keep_answers(found.submissions, found.kept)
    count = len(found.submissions)
    fine = f"{count} {'kommuns' if count == 1 else 'kommuners'} svar är lästa." if count else ""
    return _Result(found.submissions, found.problems, kept, kind="export", fine=fine, open_rows=found.open_rows)


def _answer(data: bytes, name: str, result: _Result) -> CheckedFile:
    problems = merged(result.problems)
    outcome = _outcome(problems)
    return CheckedFile(
        outcome=outcome,
        submissions=result.submissions,
        problems=problems,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        name_sha256=hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest(),
        example=result.example,
        kept=result.kept if outcome != "rejected" else {},
        kind=result.kind,
        checker_version=CHECKER_VERSION,
        fine=result.fine,
        open_rows=result.open_rows,
    )


def _outcome(problems: Iterable[Problem]) -> Outcome:
    severities = {each.severity for each in problems}
    if "error" in severities:
        return "rejected"
    return "accepted_with_warnings" if severities else "accepted"


def to_json(checked: CheckedFile) -> dict[str, Any]:
    """The answer as ``samsyn check --json`` prints it; texts are left out of a file that holds personal data."""
    secret = any(each.code in _PERSONAL for each in checked.problems)
    submissions = [
        {"area": s.area, "period": s.period, "values": {id: _value(a, secret) for id, a in s.answers.items()}}
        for s in checked.submissions
    ]
    alone: dict[str, Any] = submissions[0] if len(submissions) == 1 else {"area": None, "period": None, "values": {}}
    answer: dict[str, Any] = {"outcome": checked.outcome, **alone}
    if len(submissions) > 1 or checked.kind == "export":
        answer["submissions"] = submissions
    answer["problems"] = [
        {
            "code": each.code,
            "severity": each.severity,
            "sheet": each.sheet,
            "cells": list(each.cells),
            "message": each.message,
        }
        for each in checked.problems
    ]
    return answer


def _value(answer: Answer, secret: bool) -> dict[str, Any]:
    value = None if secret and isinstance(answer.value, str) else answer.value
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return {"value": whole, "status": answer.status, "cell": answer.cell}
