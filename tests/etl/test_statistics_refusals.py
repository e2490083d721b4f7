"""What no figure can be made of is refused by name; what is missing stays missing, in any shape."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest

from etl.statistics import (
    StatisticsError,
    byar,
    change,
    change_outcome,
    compare,
    dsr,
    dsr_nonindependent,
    equivalence,
    funnel_baseline,
    funnel_label,
    funnel_path,
    funnel_proportion,
    funnel_rate,
    funnel_ratio,
    goal_probability,
    isr_rate,
    isr_ratio,
    mean,
    proportion,
    quantile,
    rank_interval,
    rate,
    smallest_visible_change,
    smallest_visible_ratio,
    trend,
    years_needed,
    years_needed_for_ratio,
)

REFERENCE: dict[str, Any] = {"ref_numerator": [1, 2], "ref_denominator": [10, 10]}

REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("numerator", lambda: proportion("7", 10)),
    ("numerator", lambda: proportion(["7", 8], 10)),
    ("numerator", lambda: proportion(True, 10)),
    ("numerator", lambda: proportion([True, None], 10)),
    ("numerator", lambda: proportion(float("inf"), 10)),
    ("numerator", lambda: proportion([[1, 2], [3]], 10)),
    ("numerator", lambda: proportion(datetime.date(2025, 1, 1), 10)),
    ("numerator", lambda: proportion({"a": 1}, 10)),
    ("numerator", lambda: proportion(11, 10)),
    ("denominator", lambda: proportion(0, 0)),
    ("denominator", lambda: proportion(None, 0)),
    ("shapes", lambda: proportion([1, 2], [10, 10, 10])),
    ("confidence", lambda: proportion(1, 10, 0.89)),
    ("confidence", lambda: proportion(1, 10, 89.9)),
    ("confidence", lambda: proportion(1, 10, 101)),
    ("confidence", lambda: proportion(1, 10, "95")),  # type: ignore[arg-type]
    ("confidence", lambda: proportion(1, 10, [0.95, 0.998])),  # type: ignore[arg-type]
    ("confidence", lambda: proportion(1, 10, float("nan"))),
    ("confidence", lambda: rate(1, 10, 1)),
    ("multiplier", lambda: rate(1, 10, 0.95, 0)),
    ("multiplier", lambda: rate(1, 10, 0.95, -100)),
    ("numerator", lambda: byar(-1, 10)),
    ("groups", lambda: mean([1, 2, 3], ["a", "b"])),
    ("age groups", lambda: dsr([10, 20], [100, 100])),
    ("standard", lambda: dsr([10, 20], [100, 100], standard=[0, 0])),
    ("standard", lambda: dsr([10, 20], [100, 100], standard=[1, float("nan")])),
    ("persons", lambda: dsr_nonindependent({}, [100, 100], standard=[1, 1])),
    ("persons", lambda: dsr_nonindependent({0: [1, 2]}, [100, 100], standard=[1, 1])),
    ("persons", lambda: dsr_nonindependent({1.5: [1, 2]}, [100, 100], standard=[1, 1])),
    ("ref_denominator", lambda: isr_ratio(5, [10, 10], ref_numerator=[1, 2], ref_denominator=[10, 0])),
    ("ref_numerator", lambda: isr_rate(5, [10, 10], ref_numerator=[-1, 2], ref_denominator=[10, 10])),
    ("shapes", lambda: isr_ratio([1, 2, 3], [10, 10], **REFERENCE)),
    ("baseline", lambda: funnel_proportion(1.1, 10)),
    ("events", lambda: funnel_ratio(-1)),
    ("baseline", lambda: funnel_rate(1, 0)),
    ("kind", lambda: funnel_label(1, 10, 0.1, kind="guess")),
    ("numerator", lambda: funnel_label(11, 10, 0.1)),
    ("baseline", lambda: funnel_path(0, 10)),
    ("values", lambda: quantile([[1, 2], [3, 4]], 2)),
    ("nquantiles", lambda: quantile([1, 2, 3], 0)),
    ("nquantiles", lambda: quantile([1, 2, 3], 2.5)),  # type: ignore[arg-type]
    ("invert", lambda: quantile([1, 2, 3], 2, "yes")),  # type: ignore[arg-type]
    ("points", lambda: trend(["2021"])),
    ("points", lambda: trend([(1, 2, 3, 4)])),
    ("points", lambda: trend([{"count": 1, "numerator": 1, "denominator": 9}])),
    ("points", lambda: trend([{"year": 2021, "x": 1, "n": 9}] * 5)),
    ("points", lambda: trend([{"year": 2021, "x": 1, "n": 9}, {"x": 1, "n": 9}])),
    ("points", lambda: trend([{"year": "2021-01/2021-10", "x": 1, "n": 9}])),
    ("points", lambda: trend([{"year": float("nan"), "x": 1, "n": 9}])),
    ("numerator", lambda: trend([(10, 9)] * 5)),
    ("lower", lambda: trend([(5, 6, 4)] * 5)),
    ("method", lambda: trend([(1, 9)] * 5, method="guess")),
    ("polarity", lambda: trend([(1, 9)] * 5, polarity="sideways")),
    ("polarity", lambda: compare(method=1, value=1, lower=0, upper=2, benchmark=1, polarity=True)),
    ("lower", lambda: compare(method=1, value=1, lower=3, upper=2, benchmark=1)),
    ("quintile", lambda: compare(method="quintiles", quintile=6)),
    ("benchmark", lambda: compare(method="spc for proportions", value=0.5, benchmark=1.5, denominator=9)),
    ("margin", lambda: equivalence(0, 1, 0)),
    ("margin", lambda: change_outcome(0, 1, margin=-1)),
    ("numerator_before", lambda: change(11, 10, 1, 10)),
    ("denominator_after", lambda: change(1, 10, 1, 0, kind="rate")),
    ("kind", lambda: change(1, 10, 1, 10, kind="guess")),
    ("multiplier", lambda: change(1, 10, 1, 10, kind="rate", multiplier=100)),
    ("baseline", lambda: smallest_visible_change(1.2, 20)),
    ("direction", lambda: smallest_visible_change(0.2, 20, direction="sideways")),
    ("power", lambda: smallest_visible_change(0.2, 20, power=1)),
    ("significance", lambda: smallest_visible_ratio(20, significance=0)),
    ("events", lambda: smallest_visible_ratio(0)),
    ("difference", lambda: years_needed(0.2, 20, 0)),
    ("ratio", lambda: years_needed_for_ratio(20, 1)),
    ("whole numbers", lambda: rank_interval([1.5, 2], [10, 10])),
    ("numerator", lambda: rank_interval([[1, 2]], [[10, 10]])),
    ("goal", lambda: goal_probability(1, 10, 1.2)),
    ("at", lambda: goal_probability(1, 10, 0.2, at="about")),
    ("future_denominator", lambda: goal_probability(1, 10, 0.2, future_denominator=1.5)),
]


@pytest.mark.parametrize(("named", "call"), REFUSED)
def test_what_cannot_be_used_is_refused_by_name(named: str, call: Callable[[], object]) -> None:
    with pytest.raises(StatisticsError, match=named):
        call()


def test_missing_gives_missing() -> None:
    for got in (proportion(None, 10), rate(float("nan"), 10), rate(3, None), mean([1, None, 3]), byar(None, 10)):
        assert np.isnan(got).all()
    assert np.isnan(dsr([10, None], [100, 100], standard=[1, 1])).all()
    assert np.isnan(isr_ratio(None, [10, 10], **REFERENCE)).all()
    assert np.isnan(isr_rate([3, None], [10, 10], **REFERENCE)).all()
    assert np.isnan(change(1, None, 1, 10)).all()
    assert np.isnan(change(1, None, 1, 10, kind="rate")).all()
    assert np.isnan(funnel_proportion(None, 10)).all()
    assert np.isnan(funnel_rate(1, None)).all()
    assert np.isnan(smallest_visible_change(None, 20))
    assert np.isnan(smallest_visible_ratio(None))
    assert np.isnan(years_needed(0.2, None, 0.1))
    assert np.isnan(years_needed_for_ratio(None, 2))
    assert np.isnan(goal_probability(None, 10, 0.2))
    assert np.isnan(goal_probability(1, 10, 0.2, kind="rate", future_denominator=[np.nan]))[0]
    assert np.isnan(funnel_baseline([None], [10]))
    assert funnel_baseline([1, None, 3], [10, 10, 30]) == 0.1
    assert equivalence(None, 1, 2) is None
    assert change_outcome(None, 1) == "not_compared"


def test_one_measurement_has_a_mean_and_no_limits() -> None:
    value, lower, upper = mean([4])
    assert value == 4
    assert np.isnan([lower, upper]).all()
    assert np.isnan(mean([])).all()


def test_scalars_give_floats_and_arrays_give_arrays() -> None:
    scalar = proportion(np.int64(7), Decimal(14))
    assert [type(part) for part in scalar] == [float] * 3
    for given in ([7], (7,), np.array([7]), pl.Series([7]), np.ma.masked_array([7], [False])):
        assert [part.shape for part in proportion(given, 14)] == [(1,)] * 3
    table = proportion(np.full((2, 3), 7), [14, 15, None])
    assert table.value.shape == (2, 3)
    assert np.isnan(table.upper[:, 2]).all()
    assert np.isnan(rate(np.ma.masked_array([7, 8], [False, True]), 14).lower[1])
    assert np.isnan(rate(pl.Series([7, None]), 14).lower[1])
    assert rate([], []).value.shape == (0,)
    value, lower, upper = proportion(7, 14)
    assert lower < value < upper
