"""A group of the reader's own: who is in it, how far it speaks, and when it cannot be compared with."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from etl.power import smallest_visible_change
from etl.verdicts import Counted, against_group

GROUP = {
    "A": Counted(20, 50, 9000),
    "B": Counted(30, 60, 500),
    "C": Counted(10, 90, 500),
    "D": Counted(None, None, 2000),
    "E": Counted(5, None, 4000),
}


def group(own: Counted | None, *codes: str) -> dict[str, Any]:
    return asdict(
        against_group(
            own, {code: GROUP[code] for code in codes}, uncertainty="wilson", multiplier=100, margin=None,
            lower_is_better=False,
        )
    )  # fmt: skip


def test_a_group_says_who_is_in_it_and_how_far_it_speaks() -> None:
    found = group(Counted(40, 50, 1), "D", "C", "A", "B")
    assert (found["members"], found["gate"], found["verdict"]) == (("A", "B", "C"), "answering", "better")
    assert (found["benchmark_numerator"], found["benchmark_denominator"], found["benchmark"]) == (60, 200, 30)
    assert (found["expected"], found["years_needed"]) == (15, None)
    assert found["smallest_visible"] == pytest.approx(smallest_visible_change(30, 200, 50, multiplier=100), rel=1e-9)


@pytest.mark.parametrize(
    ("codes", "gate", "reason"),
    [
        ("", None, "no_benchmark"),
        ("D", "counts_only", "no_benchmark"),
        ("DE", "counts_only", "no_benchmark"),
        ("AB", "county", "too_few_areas"),
        ("ABD", "counts_only", "too_few_areas"),
        ("ABCDE", "answering_few", None),
    ],
)
def test_a_group_that_cannot_be_compared_with(codes: str, gate: str | None, reason: str | None) -> None:
    found = group(Counted(40, 50, 1), *codes)
    assert (found["gate"], found["reason"]) == (gate, reason)
    assert (found["benchmark"] is None) == (reason is not None)


def test_a_group_of_the_small_ones_is_no_group() -> None:
    few = {"A": Counted(20, 50, 100), "B": Counted(30, 60, 100), "C": Counted(10, 90, 100)}
    many = {code: Counted(None, None, 5000) for code in "DE"}
    judged = against_group(
        Counted(40, 50, 1), few | many, uncertainty="wilson", multiplier=100, margin=None, lower_is_better=None
    )
    assert (judged.gate, judged.reason, judged.benchmark, judged.benchmark_numerator) == (
        "counts_only", "low_coverage", None, 60,
    )  # fmt: skip


def test_a_municipality_without_a_figure_beside_a_group() -> None:
    assert group(None, "A", "B", "C")["reason"] == group(Counted(None, 50, 1), "A", "B", "C")["reason"] == "no_value"
