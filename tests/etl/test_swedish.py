"""Numbers and words as a Swedish reader expects them."""

from __future__ import annotations

import pytest

from etl.snapshot import STATUSES, STATUSES_WITH_VALUE
from etl.swedish import STATUS_WORDS, in_a_row, municipalities, swedish_number, swedish_value


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, None, "0"),
        (1234, None, "1\u00a0234"),
        (1234567.0, None, "1\u00a0234\u00a0567"),
        (0.5, None, "0,50"),
        (91.0816, 1, "91,1"),
        (-3.2, 1, "\u22123,2"),
        (-0.04, 1, "0,0"),
        (9.26, 0, "9"),
    ],
)
def test_numbers(value: float, decimals: int | None, text: str) -> None:
    assert swedish_number(value, decimals) == text


def test_a_missing_figure_says_why_and_an_estimate_says_so() -> None:
    assert swedish_value(None, "not_kept") == "uppgift saknas"
    assert swedish_value(3073, "estimated") == "cirka 3\u00a0073"
    assert swedish_value(0, "ok") == "0"


def test_every_status_without_a_figure_has_words_of_its_own() -> None:
    words = [STATUS_WORDS[status] for status in STATUSES if status not in STATUSES_WITH_VALUE]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a och b"),
        (["a", "b", "c"], "a, b och c"),
        (list("abcd"), "a, b och 2 till"),
    ],
)
def test_rows_of_words(words: list[str], text: str) -> None:
    assert in_a_row(words, most=3 if len(words) < 4 else 2) == text


def test_one_and_many() -> None:
    assert [municipalities(n) for n in (0, 1, 8)] == ["0 kommuner", "1 kommun", "8 kommuner"]
