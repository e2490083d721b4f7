"""Every line of verdicts.txt comes out as it says; and no word or reason is left without two examples."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from etl.snapshot import REASONS_CANNOT_TELL, REASONS_NOT_COMPARED, VERDICTS
from etl.verdicts import Counted, against_benchmark, against_group, outcome

TABLE = Path(__file__).with_name("verdicts.txt")
FIGURES = {"share": ("wilson", 100), "count": ("poisson", 100), "rate": ("poisson", 10_000)}
POLARITY = {"lower": True, "higher": False, "-": None}

Line = list[str]


def lines(intervals: bool) -> list[Line]:
    written = [line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return [line for line in written if (line[0] == "interval") == intervals]


def number(written: str) -> float | None:
    return None if written == "-" else float(written)


def counts(written: str) -> tuple[float | None, float | None, str | None]:
    above, below, *refused = written.removeprefix("others ").replace(" of ", " ").split()
    return number(above), number(below), refused[0] if refused else None


def told(figure: float, decimals: int) -> str:
    return "-" if math.isnan(figure) else f"{figure:.{decimals}f}"


@pytest.mark.parametrize("line", lines(False), ids=" | ".join)
def test_areas_are_judged_as_the_table_says(line: Line) -> None:
    figure, own, beside, better, margin, verdict, at_998, visible, periods = line
    uncertainty, multiplier = FIGURES.get(figure, (figure, 100))
    x, n, _ = counts(own)
    above, below, refused = counts(beside)
    benchmark = above / below * multiplier if above is not None and below else None
    others = (above, below) if beside.startswith("others ") else (None, None)
    at_95, strict = (
        against_benchmark(
            uncertainty, x, n, multiplier, benchmark, number(margin), POLARITY[better], confidence,
            per_population=figure == "rate", refused=refused, others=others,
        )
        for confidence in (0.95, 0.998)
    )  # fmt: skip
    assert " ".join([str(at_95.verdict), *([at_95.reason.item()] if at_95.reason.item() else [])]) == verdict
    assert str(strict.verdict) == at_998
    assert told(float(at_95.smallest_visible), 1) == visible
    assert told(float(at_95.years_needed), 0) == periods
    assert np.isnan(at_95.expected) == (at_998 == "not_compared")


@pytest.mark.parametrize("line", lines(True), ids=" | ".join)
def test_intervals_are_judged_as_the_table_says(line: Line) -> None:
    _, interval, reference, better, margin, verdict = line
    lower, upper = interval.split(" to ")
    said = outcome(number(lower), number(upper), number(reference), number(margin), POLARITY[better])
    assert str(said) == verdict


@pytest.mark.parametrize(
    "line", [each for each in lines(False) if each[0] in FIGURES and each[2][:7] == "others "], ids=" | ".join
)
def test_a_group_of_the_readers_own_is_judged_alike(line: Line) -> None:
    """The benchmark as three areas' counts; what a group cannot tell of (breaks, coverage) is tested elsewhere."""
    figure, own, beside, better, margin, verdict, at_998, _, _ = line
    uncertainty, multiplier = FIGURES[figure]
    x, n, _ = counts(own)
    above, below, refused = counts(beside)
    if refused or above is None or below is None:
        return
    others = {code: Counted(above / 4, below / 4, 1000) for code in "ab"} | {"c": Counted(above / 2, below / 2, 1000)}
    judged = against_group(
        Counted(x, n, 1000), others, uncertainty=uncertainty, multiplier=multiplier, margin=number(margin),
        lower_is_better=POLARITY[better], per_population=figure == "rate",
    )  # fmt: skip
    assert " ".join(filter(None, [judged.verdict, judged.reason])) == verdict
    assert judged.verdict_998 == at_998
    assert (judged.members, judged.gate) == (("a", "b", "c"), "county")


def test_the_table_holds_every_word_and_every_reason_twice() -> None:
    words = Counter(word for line in lines(False) for word in line[5].split())
    assert {word for word, times in words.items() if times >= 2} == {
        *VERDICTS, *REASONS_CANNOT_TELL, *REASONS_NOT_COMPARED,
    }  # fmt: skip
