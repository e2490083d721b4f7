"""Comments of the field: which are held for a human, which go on, and how often the machine errs."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.personal_numbers import holds_personal_number
from etl.suspicions import names_a_person

LINES = Path(__file__).with_name("comments.txt").read_text(encoding="utf-8").splitlines()
COMMENTS = [tuple(line.split(" | ", 1)) for line in LINES if " | " in line]


@pytest.mark.parametrize(("verdict", "comment"), COMMENTS)
def test_a_comment_is_held_when_it_tells_of_somebody(verdict: str, comment: str) -> None:
    assert names_a_person(comment) == (verdict == "hold")
    assert not holds_personal_number(comment, written_by_hand=True)


def test_the_table_is_as_long_as_it_takes_to_say_how_often_the_machine_errs() -> None:
    verdicts = [verdict for verdict, _ in COMMENTS]
    assert len(verdicts) >= 130
    assert verdicts.count("pass") >= 80
    assert verdicts.count("miss") <= verdicts.count("hold") / 20
