"""The places of many groups, found in haste, are those of the plain definition: every test made, every threshold met.

What the places mean is tested in the tests of `etl.statistics`.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl.numeric_input import StatisticsError
from etl.ranks import rank_interval, rank_intervals

Areas = list[tuple[float, float]]
Places = list[tuple[float, float]]


def plainly(areas: Areas, kind: str, confidence: float, simultaneous: bool) -> Places:
    """Highest and lowest place of each area, by every test of every pair and Holm's step-down as it is written."""
    m = range(len(areas))
    p = {(i, j): chance(areas[i], areas[j], kind) for i in m for j in m if i != j}
    shown = step_down(p, confidence)
    places = []
    for area in m:
        stand = shown if simultaneous else step_down({pair: p[pair] for pair in p if area in pair}, confidence)
        over_it, under_it = sum(j == area for _, j in stand), sum(i == area for i, _ in stand)
        places.append((1.0 + over_it, float(len(areas) - under_it)))
    return places


def chance(first: tuple[float, float], second: tuple[float, float], kind: str) -> float:
    (x, n), (y, m) = first, second
    if kind == "proportion":
        return float(stats.hypergeom.sf(x - 1, n + m, x + y, n))
    return float(stats.binom.sf(x - 1, x + y, n / (n + m)))


def step_down(p: dict[tuple[int, int], float], confidence: float) -> list[tuple[int, int]]:
    stand: list[tuple[int, int]] = []
    for pair in sorted(p, key=lambda pair: p[pair]):
        if p[pair] > (1 - confidence) / (len(p) - len(stand)):
            break
        stand.append(pair)
    return stand


def sizes_of_people(largest: int) -> st.SearchStrategy[tuple[float, float]]:
    """Shares of every size, the ends often, so that there are both ties and places that are certain."""
    n = st.integers(1, largest)
    return n.flatmap(lambda n: st.tuples(st.one_of(st.sampled_from([0, n]), st.integers(0, n)), st.just(n))).map(
        lambda pair: (float(pair[0]), float(pair[1]))
    )


groups = st.one_of(
    *(st.lists(st.lists(sizes_of_people(n), min_size=1, max_size=9), min_size=1, max_size=4) for n in (6, 60, 3000))
)


@settings(max_examples=40, deadline=None)
@given(groups, st.sampled_from(["proportion", "rate"]), st.sampled_from([0.9, 0.95, 0.998]), st.booleans())
def test_places_are_those_of_the_plain_definition(
    tables: list[Areas], kind: str, confidence: float, simultaneous: bool
) -> None:
    group = [label for label, table in enumerate(tables) for _ in table]
    x, n = np.array([figure for table in tables for figure in table]).T
    # Not one group after the other, as they may come.
    order = np.random.default_rng(len(group)).permutation(len(group))
    found = rank_intervals(
        x[order], n[order], np.array(group)[order], kind=kind, confidence=confidence, simultaneous=simultaneous
    )
    told = np.empty((len(group), 3))
    told[order] = np.column_stack(found)
    expected = [(*places, len(table)) for table in tables for places in plainly(table, kind, confidence, simultaneous)]
    assert [tuple(row) for row in told.tolist()] == expected


@pytest.mark.parametrize("kind", ["proportion", "rate"])
@pytest.mark.parametrize("simultaneous", [True, False])
def test_a_county_where_some_places_are_certain_and_most_are_not(kind: str, simultaneous: bool) -> None:
    chance = np.random.default_rng(8)
    n = chance.integers(30, 4000, 40).astype(float)
    x = chance.binomial(n.astype(int), chance.beta(3, 6, 40)).astype(float)
    found = rank_interval(x, n, kind=kind, simultaneous=simultaneous)
    places = plainly(list(zip(x, n, strict=True)), kind, 0.95, simultaneous)
    assert list(zip(found.low_rank, found.high_rank, strict=True)) == places
    width = found.high_rank - found.low_rank
    assert width.min() < 5
    assert width.max() > 10


def test_a_test_that_is_left_out_could_never_stand() -> None:
    """An area with no greater share than the other has its events, or more, with a chance of at least one half."""
    people = range(1, 13)
    for n in people:
        for m in people:
            for x in range(n + 1):
                under = np.array([y for y in range(m + 1) if x * m <= y * n], dtype=float)
                if under.size:
                    assert np.min(stats.hypergeom.sf(x - 1, n + m, x + under, n)) >= 0.5 - 1e-12
                    assert np.min(stats.binom.sf(x - 1, x + under, n / (n + m))) >= 0.5 - 1e-12


def test_counts_as_large_as_a_country() -> None:
    people = [(4_000_000.0, 8_000_000.0), (4_010_000.0, 8_000_000.0), (4_010_100.0, 8_000_000.0)]
    x, n = np.array(people).T
    for kind in ("proportion", "rate"):
        found = rank_intervals(x, n, ["a"] * 3, kind=kind)
        places = list(zip(found.low_rank, found.high_rank, strict=True))
        assert places == [(3, 3), (1, 2), (1, 2)] == plainly(people, kind, 0.95, True)


def test_what_is_missing_has_no_place_and_takes_none() -> None:
    found = rank_intervals([95, None, 5, 7, 40], [100, 100, 100, None, 50], ["a", "a", "a", "b", "b"])
    np.testing.assert_array_equal(found.low_rank, [1, np.nan, 2, np.nan, 1])
    np.testing.assert_array_equal(found.high_rank, [1, np.nan, 2, np.nan, 1])
    np.testing.assert_array_equal(found.areas, [2, np.nan, 2, np.nan, 1])
    assert rank_intervals([], [], []).areas.size == 0


def test_what_no_place_can_be_made_of() -> None:
    with pytest.raises(StatisticsError, match="one label"):
        rank_intervals([1, 2], [10, 10], ["a"])
    with pytest.raises(StatisticsError, match="whole numbers"):
        rank_intervals([1, 2], [10.5, 10], ["a", "a"])
    rank_intervals([1, 2], [10.5, 10], ["a", "a"], kind="rate")
