"""A checked file beside the same municipality's own earlier answers: what to ask before it is handed in. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from etl.areas import load_areas
from etl.earlier_outliers import Kind, Outlier, outliers
from etl.earlier_words import label_of, said_of, said_of_many
from etl.forms.catalogue import get_form
from etl.problems import CATALOGUE, Problem, merged, problem
from etl.receipts import Key
from etl.submission import CheckedFile, Submission

CODES: Mapping[Kind, str] = {
    "jump": "hopp_mot_forra_aret",
    "zero": "noll_mot_forra_aret",
    "all_zero": "noll_mot_forra_aret",
    "all_same": "identiskt_med_forra_aret",
}
# More than these have one reason more often than one each; then one sentence answers them all.
_MOST_ASKED_APART = 3


def compare_with_earlier(checked: CheckedFile, earlier: Mapping[Key, Sequence[Submission]]) -> CheckedFile:
    """The checked file with a warning for each number that does not look like the municipality's own earlier ones.

    Args:
        checked: the answer of the check; a rejected one is handed back as it is.
        earlier: what the municipality has answered for earlier periods, by the key of what is handed in.
    """
    if checked.outcome == "rejected":
        return checked
    found = [p for each in checked.submissions for p in _warnings(each, earlier.get(_key(each), ()))]
    if not found:
        return checked
    return replace(checked, outcome="accepted_with_warnings", problems=merged((*checked.problems, *found)))


def _key(submission: Submission) -> Key:
    return submission.form, submission.area, submission.period


def _warnings(now: Submission, earlier: Iterable[Submission]) -> list[Problem]:
    found = outliers(get_form(now.form), now, earlier)
    by_code: dict[str, list[Outlier]] = {}
    for each in found:
        by_code.setdefault(CODES[each.kind], []).append(each)
    return [p for code, group in by_code.items() for p in _of_code(code, group, now)]


def _of_code(code: str, found: Sequence[Outlier], now: Submission) -> list[Problem]:
    if len(found) <= _MOST_ASKED_APART:
        return [_problem(code, (each,), now, said_of(each, now)) for each in found]
    return [_problem(code, found, now, said_of_many(found, now))]


def _problem(code: str, found: Sequence[Outlier], now: Submission, says: str) -> Problem:
    """Problems that ask for a sentence each need something each expects, or they would be merged into one."""
    answers = [now.answers[each.field] for each in found if each.field]
    label = label_of(found[0], now) if len(found) == 1 else ""
    of_form = next((answer.sheet for answer in now.answers.values()), "")
    whose = f" ({load_areas().get(now.area).answers_as})"
    wanted = f"{CATALOGUE[code].expected} för {label}" if label else CATALOGUE[code].expected
    return problem(
        code,
        sheet=answers[0].sheet if answers else of_form,
        cells=[answer.cell for answer in answers],
        label=label,
        says=says,
        expected=wanted + whose,
    )
