"""A file that is sent in: is it ours, whose is it, what does it say, what must be mended? Pure: no clock, no disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypedDict

from etl.cells import Workbook
from etl.check_form import check_form
from etl.codebook import read_codebook
from etl.column_mapping import ColumnMapping
from etl.column_mapping_proposal import NOTHING_TOLD, Told
from etl.form_rows import GUIDE_SHEET, META_SHEET
from etl.forms.catalogue import survey_form
from etl.gate import FileRefused
from etl.kept_copy import keep_answers
from etl.periods import Period
from etl.person_export import PersonsResult, check_persons, without_rows
from etl.personal_data import find_personal_data
from etl.personal_numbers import holds_personal_number
from etl.problems import Problem, merged, problem, without_echoes
from etl.read import read_workbook
from etl.recognise import Found, recognise
from etl.submission import Answer, Channel, CheckedFile, FileKind, Kept, Outcome, Submission
from etl.survey_export import ExportResult, check_export, is_export
from etl.survey_privacy import Dropped, suspicions_left

CHECKER_VERSION = "1"
_PERSONAL = frozenset({"personuppgift", "individdata"})
_NO_QUESTIONS_LEFT = "Filen är ett formulär från Samsyn, men frågorna i det är borta eller utbytta."
_AFRESH = "Hämta ett nytt formulär i Samsyn, för över svaren och skicka det."


@dataclass(frozen=True)
class Original:
    """What is known of the original, which is itself kept nowhere."""

    sha256: str
    size: int
    name_sha256: str
    channel: Channel = "file"


@dataclass(frozen=True)
class Understood:
    """What a workbook came to, with every problem by itself."""

    submissions: tuple[Submission, ...] = ()
    problems: tuple[Problem, ...] = ()
    kept: Kept = field(default_factory=dict)
    example: bool = False
    kind: FileKind = "form"
    fine: str = ""
    open_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    area: str | None = None
    period: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    form: str | None = None
    mapping: ColumnMapping | None = None
    dropped: Dropped | None = None


class Asked(TypedDict, total=False):
    """What can be said of a file that is to be checked; the arguments of ``check_file`` by name."""

    as_area: str | None
    county: str | None
    period: Period | None
    choices: Mapping[str, str] | None
    codebook: bytes | None
    mappings: Sequence[ColumnMapping]


def check_file(
    data: bytes,
    name: str,
    *,
    as_area: str | None = None,
    county: str | None = None,
    period: Period | None = None,
    choices: Mapping[str, str] | None = None,
    codebook: bytes | None = None,
    mappings: Sequence[ColumnMapping] = (),
) -> CheckedFile:
    """Check a file; the same bytes and arguments always get the same answer.

    Args:
        data: the file's bytes; they are kept nowhere.
        name: its name, for the extension and since names can hold personal data.
        as_area: check as this municipality would be checked; None as the analyst.
        county: the county of the house; None takes any.
        period: what a survey export is about, if it does not say itself; what a form must be about.
        choices: row number (as text) -> area code, for export rows that can be read in two ways.
        codebook: EvaSys' codebook of an export.
        mappings: what people have said that an export's columns stand for; the one about its headings is used.

    Raises:
        UserError: a choice that the file does not allow, or a codebook that is none.
    """
    told = Told(read_codebook(codebook) if codebook else (), tuple(mappings))
    original = Original(_sha256(data), len(data), _sha256(name.encode("utf-8", "surrogatepass")))
    try:
        workbook = read_workbook(data, name)
    except FileRefused as refused:
        return answer(original, Understood(problems=(refused.problem,)))
    personal = find_personal_data(data, workbook, name)
    understood = understand(
        workbook, personal, as_area=as_area, county=county, period=period, choices=choices, told=told
    )
    return answer(original, understood)


def understand(
    workbook: Workbook,
    personal: Iterable[Problem],
    *,
    as_area: str | None,
    county: str | None,
    period: Period | None,
    choices: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD,
) -> Understood:
    """What a workbook says, wherever its cells came from.

    Args:
        personal: what the search for personal data found.
        as_area, county, period, choices: as in ``check_file``.
        told: what a codebook and people say of an export's columns.

    Raises:
        UserError: a choice that the workbook does not allow.
    """
    if (counted := check_persons(workbook, as_area=as_area, county=county, period=period, told=told)) is not None:
        told_of = (*workbook.remarks, *without_rows(personal, counted.sheet), *counted.problems)
        return replace(_of_persons(counted), problems=tuple(_without_secret_name(each, workbook) for each in told_of))
    found = _check(workbook, as_area, county, period, choices, told)
    if found.dropped is not None:
        personal = tuple(suspicions_left(personal, workbook, found.dropped))
    if any(each.code == "personuppgift" for each in personal):
        found = replace(found, mapping=None)
    problems = [_without_secret_name(each, workbook) for each in (*workbook.remarks, *personal, *found.problems)]
    return replace(found, problems=tuple(without_echoes(problems)))


def _without_secret_name(each: Problem, workbook: Workbook) -> Problem:
    """A sheet may be named after a person; then it is called by its place."""
    if not holds_personal_number(each.sheet):
        return each
    place = next((n for n, sheet in enumerate(workbook.sheets, start=1) if sheet.name == each.sheet), 0)
    return replace(each, sheet=f"Blad nr {place}")


def _check(
    workbook: Workbook,
    as_area: str | None,
    county: str | None,
    period: Period | None,
    choices: Mapping[str, str] | None,
    told: Told,
) -> Understood:
    found, form = recognise(workbook), survey_form()
    may_be_export = found is not None and found.form.is_survey and found.area is None
    if found is not None and not (may_be_export and is_export(workbook, form, told)):
        if workbook.kind == "csv":
            return Understood(problems=(problem("filtyp_stods_ej", found="formuläret sparat som text (csv)"),))
        return _check_one(found, workbook, as_area, county, period)
    if found is None and any(workbook.sheet(name) for name in (META_SHEET, GUIDE_SHEET)):
        return Understood(problems=(problem("fel_mall", says=_NO_QUESTIONS_LEFT, mend=_AFRESH),))
    export = check_export(
        workbook, form=form, as_area=as_area, county=county, period=period, choices=choices, told=told
    )
    if not is_export(workbook, form, told):
        return Understood(problems=(problem("fel_mall"),), mapping=export.mapping, dropped=export.dropped)
    return _of_export(export)


def _check_one(
    found: Found, workbook: Workbook, as_area: str | None, county: str | None, period: Period | None
) -> Understood:
    checked = check_form(found, workbook, as_area=as_area, county=county, period=period)
    return Understood(
        submissions=(checked.submission,) if checked.submission else (),
        problems=checked.problems,
        kept=checked.kept,
        example=found.example,
        fine=checked.fine,
        area=checked.area,
        period=checked.period,
        answers=checked.answers,
        form=found.form.id,
    )


def _of_persons(found: PersonsResult) -> Understood:
    submissions = (found.submission,) if found.submission else ()
    return Understood(
        submissions=submissions,
        kept=keep_answers(submissions, {}),
        kind="persons",
        fine=found.fine,
        area=found.area,
        period=found.period,
        answers=submissions[0].answers if submissions else {},
        form=found.form,
    )


def _of_export(found: ExportResult) -> Understood:
    count = len(found.submissions)
    return Understood(
        submissions=found.submissions,
        problems=found.problems,
        kept=keep_answers(found.submissions, found.kept),
        kind="export",
        fine=f"{count} {'kommuns' if count == 1 else 'kommuners'} svar är lästa." if count else "",
        open_rows=found.open_rows,
        mapping=found.mapping,
        dropped=found.dropped,
    )


def answer(original: Original, understood: Understood) -> CheckedFile:
    """The answer to the sender: the same fault in many cells is told once, and nothing is kept of what is rejected."""
    problems = merged(understood.problems)
    outcome = _outcome(problems)
    return CheckedFile(
        outcome=outcome,
        submissions=understood.submissions,
        problems=problems,
        sha256=original.sha256,
        size=original.size,
        name_sha256=original.name_sha256,
        example=understood.example,
        kept=understood.kept if outcome != "rejected" else {},
        kind=understood.kind,
        checker_version=CHECKER_VERSION,
        fine=understood.fine,
        open_rows=understood.open_rows,
        area=understood.area,
        period=understood.period,
        answers=understood.answers,
        form=understood.form,
        channel=original.channel,
        mapping=understood.mapping,
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _outcome(problems: Iterable[Problem]) -> Outcome:
    severities = {each.severity for each in problems}
    if "error" in severities:
        return "rejected"
    return "accepted_with_warnings" if severities else "accepted"


def to_json(checked: CheckedFile) -> dict[str, Any]:
    """The answer as ``samsyn check --json`` prints it.

    Texts are left out of a file that holds personal data, and those that may hold some of any file.
    """
    submissions = [_of_one(s.area, s.period, s.answers, checked.problems) for s in checked.submissions]
    # What could be read of a single form is told also when it is not settled whose it is.
    alone = _of_one(checked.area, checked.period, checked.answers, checked.problems)
    if checked.kind == "export" and len(submissions) == 1:
        alone = submissions[0]
    answer: dict[str, Any] = {"outcome": checked.outcome, **alone}
    if len(submissions) > 1 or checked.kind == "export":
        answer["submissions"] = submissions
    if checked.kind == "export" and checked.mapping is not None:
        mapping = checked.mapping
        answer["export"] = {
            "system": mapping.system,
            "mapping": mapping.fingerprint,
            "approved_on": mapping.approved_on or None,
        }
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


def _of_one(
    area: str | None, period: str | None, answers: Mapping[str, Answer], problems: Iterable[Problem]
) -> dict[str, Any]:
    return {
        "area": area,
        "period": period,
        "values": {id: _value(answer) for id, answer in answers.items() if not _is_secret(answer, problems)},
    }


def _is_secret(answer: Answer, problems: Iterable[Problem]) -> bool:
    if not isinstance(answer.value, str):
        return False
    suspected = (each for each in problems if each.code == "personuppgift_misstankt")
    return any(each.code in _PERSONAL for each in problems) or any(
        each.sheet == answer.sheet and answer.cell in each.cells for each in suspected
    )


def _value(answer: Answer) -> dict[str, Any]:
    value = answer.value
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return {"value": whole, "status": answer.status, "cell": answer.cell}
