"""Every line of overlap.txt comes out as it says; the bounds hold whoever the persons are, and none is narrower."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.overlap import matched, overlap

LINES = [
    line.split(" | ")
    for line in Path(__file__).with_name("overlap.txt").read_text(encoding="utf-8").splitlines()
    if line[0] != "#"
]
PEOPLE = range(12)
SOME = st.sets(st.sampled_from(PEOPLE))


@pytest.mark.parametrize("line", LINES, ids=" | ".join)
def test_the_bounds_are_as_the_table_says(line: list[str]) -> None:
    one, other, population, unheard, *expected = line
    found = overlap(
        float(one),
        float(other),
        population=None if population == "-" else float(population),
        unheard=float(unheard),
    )
    ratio = "-" if found.per_hundred is None else f"{found.per_hundred:.1f}"
    assert [f"{found.least:.0f}", f"{found.most:.0f}", f"{found.most_of_all:.0f}", ratio] == expected
    assert found.open_ended == (expected[1] != expected[2])


@given(SOME, SOME, SOME)
def test_whoever_they_are_the_truth_lies_within(one: set[int], helped: set[int], answering: set[int]) -> None:
    heard = helped & answering
    silent = set(PEOPLE) - answering
    found = overlap(len(one), len(heard), population=len(PEOPLE), unheard=len(silent))
    assert found.least <= len(one & heard) <= found.most
    assert found.least <= len(one & helped) <= found.most_of_all


@given(st.integers(0, 12), st.integers(0, 12))
def test_no_narrower_bounds_hold(one: int, other: int) -> None:
    found = overlap(one, other, population=12)
    first, as_near, as_far = set(range(one)), set(range(other)), set(range(12 - other, 12))
    assert len(first & as_near) == found.most
    assert len(first & as_far) == found.least


@pytest.mark.parametrize(("one", "other", "population", "unheard"), [(-1, 0, None, 0), (1, 1, None, -1), (9, 1, 8, 0)])
def test_what_cannot_be_counted_is_refused(one: float, other: float, population: float | None, unheard: float) -> None:
    with pytest.raises(ValueError, match=r"negative|population"):
        overlap(one, other, population=population, unheard=unheard)


def test_only_places_where_both_are_known_are_set_beside_each_other() -> None:
    found = matched({"2101": 31, "2104": None, "2180": 529, "2181": 203}, {"2180": 92, "2181": None, "2104": 3, "9": 1})
    assert (found.members, found.one, found.other) == (("2180",), 529, 92)
