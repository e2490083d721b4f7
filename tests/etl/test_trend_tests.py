"""Many series at once come out as each would by itself, in the function the published rules are held against."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.statistics import rate, trend
from etl.trend_tests import trend_of_shares, trend_of_values

WAYS = {"increasing": 1, "decreasing": -1, "no_change": 0}

shares = st.integers(2, 400).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))
counts = st.tuples(st.integers(0, 300), st.integers(50, 20_000))


def five(points: st.SearchStrategy[tuple[int, int]]) -> st.SearchStrategy[list[list[tuple[int, int]]]]:
    level = st.lists(points, min_size=5, max_size=5)
    # Chance alone seldom makes a trend: some series are put in order.
    return st.lists(st.one_of(level, level.map(lambda s: sorted(s, key=lambda p: p[0] / p[1]))), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(five(shares))
def test_shares(series: list[list[tuple[int, int]]]) -> None:
    numbers = np.array(series, dtype=np.float64)
    ways, chi2 = trend_of_shares(numbers[:, :, 0], numbers[:, :, 1])
    for points, way, found in zip(series, ways, chi2, strict=True):
        alone = trend(points)
        assert (way, found) == (WAYS[alone.marker], pytest.approx(alone.chi2, rel=1e-9, abs=1e-9))


@settings(max_examples=40, deadline=None)
@given(five(counts))
def test_rates(series: list[list[tuple[int, int]]]) -> None:
    numbers = np.array(series, dtype=np.float64)
    found = rate(numbers[:, :, 0], numbers[:, :, 1], multiplier=1)
    ways, chi2 = trend_of_values(found.value, found.lower, found.upper)
    for row, (way, size) in enumerate(zip(ways, chi2, strict=True)):
        alone = trend([(found.value[row, year], found.lower[row, year], found.upper[row, year]) for year in range(5)])
        assert (way, size) == (WAYS[alone.marker], pytest.approx(alone.chi2, rel=1e-9, abs=1e-9))


def test_four_equal_years_have_no_slope() -> None:
    x = np.array([[83.0, 83.0, 83.0, 83.0, 160.0]])
    assert trend_of_shares(x, np.full((1, 5), 300.0))[0].tolist() == [0]
