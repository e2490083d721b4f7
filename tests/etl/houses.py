"""Houses for tests: submissions made by hand and received as the product would, without any workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from etl.forms.catalogue import get_form
from etl.house import House, create_house
from etl.kept_copy import keep_submissions
from etl.periods import parse_period
from etl.receipts import Receipt
from etl.receive import Words, receive
from etl.submission import Answer, CheckedFile, Submission

PERIOD = "2022-01/2022-10"
FORM = get_form("kommunenkat")
FIRST_DAY = datetime(2023, 1, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
SHEET = "Svar"

# A figure, a figure with its status, or a status alone.
Given = float | tuple[float, str] | str


def demo_house(tmp_path: Path, county: str = "25") -> House:
    return create_house(tmp_path / "house", "demo", county)


def submission(area: str, period: str = PERIOD, given: Mapping[str, Given] | None = None) -> Submission:
    """A whole form: 1 in every count, yes nowhere, and what is given instead."""
    layout = FORM.layout_for(parse_period(period))
    answers: dict[str, Answer] = {}
    for row, each in enumerate(FORM.fields(layout), start=2):
        if each.kind == "text" or each.main:
            answers[each.id] = Answer(None, "not_answered", f"C{row}", SHEET)
        else:
            usual: Given = 0.0 if each.kind == "tick" else 1.0
            answers[each.id] = _answer((given or {}).get(each.id, usual), f"C{row}")
    return Submission("kommunenkat", layout.id, area, period, answers)


def _answer(given: Given, cell: str) -> Answer:
    if isinstance(given, tuple):
        return Answer(float(given[0]), given[1], cell, SHEET)
    if isinstance(given, str):
        return Answer(None, given, cell, SHEET)
    return Answer(float(given), "ok", cell, SHEET)


def checked(*submissions: Submission, example: bool = True, rejected: bool = False, salt: str = "") -> CheckedFile:
    """What the check would say of a file with these submissions; the salt makes its bytes others."""
    content = repr(submissions) + salt
    submissions = tuple(_in_column(each, column) for each, column in zip(submissions, "CDEFGHIJKLMNOP", strict=False))
    return CheckedFile(
        outcome="rejected" if rejected else "accepted",
        submissions=submissions,
        problems=(),
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        size=len(content),
        name_sha256=hashlib.sha256(b"name").hexdigest(),
        example=example,
        kept={} if rejected else keep_submissions(submissions, SHEET),
        kind="export",
        checker_version="1",
    )


def _in_column(submission: Submission, column: str) -> Submission:
    """Each respondent has a column of their own in the file."""
    moved = {id: replace(answer, cell=f"{column}{answer.cell[1:]}") for id, answer in submission.answers.items()}
    return replace(submission, answers=moved)


def send(house: House, *submissions: Submission, day: int = 0, salt: str = "") -> Receipt:
    """Receive them as one file, so many days after the first; what was there is said to be corrected."""
    at = FIRST_DAY + timedelta(days=day)
    return receive(house, checked(*submissions, salt=salt), received_at=at, words=Words(reason="Rättelse"))
