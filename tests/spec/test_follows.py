"""Every line of follows.txt comes out as it says, through the check that a sent form goes through."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.coding import code_free_text
from etl.forms.catalogue import get_form
from etl.forms.description import Field
from etl.periods import parse_period
from etl.submission import Answer
from etl.web_form import Written, check_web_form

TABLE = Path(__file__).with_name("follows.txt")
FORM, YEAR = get_form("insatsinventering"), parse_period("2025")
# IPS is asked whether it exists, boendestöd whether it is open: the two are answered alike.
ANSWERED, EXISTS, OPEN = ("ips", "boendestod"), "ips_finns", "boendestod_oppet"


def lines() -> list[str]:
    written = TABLE.read_text(encoding="utf-8").splitlines()
    return [" ".join(line.split()) for line in written if line and not line.startswith("#")]


@pytest.mark.parametrize("line", lines())
def test_what_follows_is_as_the_table_says(line: str) -> None:
    before, _, expected = line.partition(" -> ")
    given, opened, since = ("" if part.strip() == "-" else part.strip() for part in before.split("|"))
    written: dict[str, Written] = {}
    for id in ANSWERED:
        written |= {f"{id}_ges": Written(given), f"{id}_aktivt": Written(opened), f"{id}_sedan": Written(since)}
    checked = check_web_form(FORM, "1496", YEAR, written, example=True, as_area="1496", county="14")
    if not any((given, opened, since)):
        assert checked.outcome == "rejected", "a form with nothing in it is told of"
        return
    [submission] = checked.submissions
    found = code_free_text(submission, FORM)
    assert expected == ", ".join(
        [
            f"exists {said(FORM.get(EXISTS), found[EXISTS])}",
            f"open {said(FORM.get(OPEN), found[OPEN])}",
            f"open-answer {said(FORM.get('ips_aktivt'), found['ips_aktivt'])}",
            f"since {said(FORM.get('ips_sedan'), found['ips_sedan'])}",
        ]
    )


def said(field: Field, answer: Answer) -> str:
    if not isinstance(answer.value, float):
        return answer.status
    if field.kind == "choice":
        return field.choices[int(answer.value) - 1]
    return ("no", "yes")[int(answer.value)] if field.kind == "tick" else f"{answer.value:.0f}"
