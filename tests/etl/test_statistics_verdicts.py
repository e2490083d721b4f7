"""Comparisons, changes, trends and funnel labels: the words, and the cases on the edge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from etl.statistics import (
    CONTROL,
    Marker,
    Outcome,
    change_outcome,
    compare,
    equivalence,
    funnel_baseline,
    funnel_label,
    proportion,
    quantile,
    rank_interval,
    rate,
    trend,
)

RISING = [(100, 1000), (120, 1000), (150, 1000), (170, 1000), (200, 1000)]


def _years(values: list[Any], first: int = 2020) -> list[dict[str, Any]]:
    return [{"year": first + i, "count": x, "denominator": n} for i, (x, n) in enumerate(values)]


@pytest.mark.parametrize(
    "method",
    ["own_interval_95", "CIOverlappingReferenceValue95", "Confidence intervals overlapping reference value (95.0)", 1],
)
def test_methods_by_all_their_names(method: object) -> None:
    assert compare(method=method, value=5, lower=4, upper=6, benchmark=7, polarity=0) is Outcome.BETTER


@pytest.mark.parametrize("polarity", ["high_is_good", "HighIsGood", "High is good", "RAG - High is good", 1])
def test_polarities_by_all_their_names(polarity: object) -> None:
    assert compare(method="one level", value=5, lower=4, upper=6, benchmark=7, polarity=polarity) == "worse"


@pytest.mark.parametrize("polarity", [None, "No judgement", "Unknown", "BOB", "", 99])
def test_without_judgement_only_the_direction_is_told(polarity: object) -> None:
    got = compare(method="two levels", value=[5] * 3, lower=4, upper=6, lower_99_8=3, upper_99_8=7,
                  benchmark=[3.5, 5, 8], polarity=polarity)  # fmt: skip
    assert list(got) == ["higher", "similar", "lower"]


def test_the_second_level_may_be_given_apart_or_as_the_only_one() -> None:
    apart = compare(method="own_interval_99_8", value=5, lower=4, upper=6, lower_99_8=3, upper_99_8=7, benchmark=6.5)
    alone = compare(method="own_interval_99_8", value=5, lower=3, upper=7, benchmark=6.5)
    assert apart == alone == "similar"
    assert compare(method="two levels", value=5, lower=4, upper=6, benchmark=8) == "not_compared"


def test_nothing_is_judged_under_ten_expected_and_ten_seen() -> None:
    given: dict[str, Any] = {"method": 1, "value": 0, "lower": 0, "upper": 3, "benchmark": 5, "polarity": "low"}
    assert compare(**given, expected=9.9) == "not_compared"
    assert compare(**given, expected=9.9, observed=4) == "not_compared"
    assert compare(**given, expected=9.9, observed=10) == "better"
    assert compare(**given, expected=10, observed=0) == "better"
    assert compare(**given) == "better"
    assert compare(**{**given, "polarity": "not applicable"}) == "not_compared"


def test_control_limits_of_a_proportion_are_the_benchmarks() -> None:
    _, lower, upper = proportion(30, 100, CONTROL, 100)
    given: dict[str, Any] = {"method": "SpcForProportions", "benchmark": 30, "denominator": 100, "polarity": "high"}
    near = np.array([lower - 0.1, lower + 0.1, upper - 0.1, upper + 0.1])
    got = compare(**given, value=near, confidence=99.8, multiplier=100)
    assert list(got) == ["worse", "similar", "similar", "better"]


def test_quintiles_are_told_by_their_number() -> None:
    values = [3, 1, 2, 5, 4, None]
    got = compare(method="Quintiles", quintile=quantile(values, 5, invert=False), polarity="low")
    assert list(got) == ["middle", "best", "better", "worst", "worse", "not_compared"]
    assert compare(method="Quintiles") == "not_compared"


def test_what_a_change_lets_us_say() -> None:
    def said(lower: float, upper: float, **given: Any) -> str:
        return str(change_outcome(lower, upper, **given))

    assert said(1, 3, polarity="high") == "better"
    assert said(1, 3, polarity="low") == "worse"
    assert said(-3, -1) == "lower"
    assert said(-1, 3, margin=0.5) == "cannot_be_decided"
    assert said(0, 3, polarity="high") == "cannot_be_decided"
    assert said(-0.4, 0.4, margin=0.5) == "no_practical_difference"
    assert said(0.1, 0.4, margin=0.5, polarity="high") == "no_practical_difference"
    assert said(0.9, 1.2, reference=1, ratio=True, margin=0.25) == "no_practical_difference"
    assert said(1.1, float("inf"), reference=1, ratio=True, polarity="low") == "worse"
    assert said(1, 3, polarity="not_applicable") == "not_compared"


def test_alike_enough_only_with_the_whole_interval_inside() -> None:
    assert equivalence(-1, 1, 1.5) is True
    assert equivalence(-1, 1.5, 1.5) is False
    assert equivalence(0.8, 1.2, 0.25, reference=1, ratio=True) is False
    assert list(equivalence([29, 31, None], [32, 36, 33], 4, reference=30)) == [True, False, None]


def test_five_unbroken_years() -> None:
    assert trend(_years(RISING)).marker == trend(RISING).marker == "increasing"
    assert trend(_years(RISING)[::-1]) == trend(RISING)
    longer = _years([(900, 1000), *RISING])
    assert trend(longer) == trend(RISING)
    gap = [*longer[:3], *[{**point, "year": point["year"] + 1} for point in longer[3:]]]
    assert trend(gap).marker is Marker.CANNOT_BE_CALCULATED
    assert trend(_years(RISING)[:4]).marker is Marker.CANNOT_BE_CALCULATED
    hidden = [{**point, "value": None if i == 2 else 0.1} for i, point in enumerate(_years(RISING))]
    assert trend(hidden).marker is Marker.CANNOT_BE_CALCULATED
    school_years = [{**point, "year": f"{point['year']}/{point['year'] % 100 + 1}"} for point in _years(RISING)]
    assert trend(school_years) == trend(RISING)


def test_one_year_may_not_carry_the_trend() -> None:
    spike = [(100, 1000), (100, 1000), (100, 1000), (98, 1000), (300, 1000)]
    got = trend(spike)
    assert got.chi2 > 9.5495
    assert got.marker is Marker.NO_CHANGE
    # Without the last year there is no slope at all.
    for level in range(50, 250, 7):
        assert trend([(level, 1000)] * 4 + [(level + 200, 1000)]).marker is Marker.NO_CHANGE


def test_a_proportion_may_be_told_by_its_value() -> None:
    by_value = [{"value": x / n * 100, "denominator": n} for x, n in RISING]
    assert trend(by_value, multiplier=100).chi2 == pytest.approx(trend(RISING).chi2)
    by_count = [{"value": x / n * 100, "count": x} for x, n in RISING]
    assert trend(by_count, multiplier=100).chi2 == pytest.approx(trend(RISING).chi2)


def test_the_method_follows_what_the_figure_is() -> None:
    limits = rate([x for x, _ in RISING], 1000, multiplier=100)
    points = [
        {"value": v, "count": x, "denominator": n, "lower": low, "upper": high}
        for (x, n), v, low, high in zip(RISING, *limits, strict=True)
    ]
    weighted, logistic = trend(points, value_type="crude rate"), trend(points, value_type="proportion")
    assert weighted.chi2 != logistic.chi2
    assert weighted.marker == logistic.marker == "increasing"
    assert trend(points) == trend(points, method="other") == trend(points, method="CIOverlappingReferenceValue95")
    assert trend(points, method="SpcForProportions") == logistic
    assert trend(points, value_type="Count").marker == "cannot_be_calculated"
    uncounted = [{**point, "count": None} for point in points]
    assert trend(uncounted, value_type="crude rate").marker == "cannot_be_calculated"
    assert trend(uncounted, value_type="mean") == weighted
    certain = [{**point, "lower": point["value"], "upper": point["value"]} for point in points]
    assert trend(certain, value_type="mean").marker == "cannot_be_calculated"


@pytest.mark.parametrize(
    ("polarity", "rising", "falling"),
    [
        ("HighIsGood", "increasing_better", "decreasing_worse"),
        ("LowIsGood", "increasing_worse", "decreasing_better"),
        ("NoJudgement", "increasing", "decreasing"),
    ],
)
def test_a_trend_is_judged_by_its_polarity(polarity: str, rising: str, falling: str) -> None:
    assert trend(RISING, polarity=polarity).marker == rising
    assert trend(RISING[::-1], polarity=polarity).marker == falling
    assert trend([(100, 1000)] * 5, polarity=polarity).marker == "no_change"


def test_funnel_labels_follow_the_areas_own_interval() -> None:
    events, people = np.array([2, 10, 60, 105, 160, 0]), np.full(6, 1000)
    level = 0.08
    got = funnel_label(events, people, level, kind="rate")
    inner, outer = rate(events, people, 0.95, 1), rate(events, people, CONTROL, 1)
    for label, low, high, least, most in zip(got, inner.lower, inner.upper, outer.lower, outer.upper, strict=True):
        assert label.startswith("low") == (high < level)
        assert label.startswith("high") == (low > level)
        assert label.endswith("99_8") == (most < level or least > level)
    assert funnel_label(None, 10, 0.1) == "not_applicable"
    assert funnel_label(0, 100, funnel_baseline([0, 9], [100, 80])) == "low_95"


def test_rank_intervals_of_equal_few_and_missing_areas() -> None:
    alike = rank_interval([5] * 14, [20] * 14)
    assert set(alike.low_rank) == {1}
    assert set(alike.high_rank) == {14}
    assert [*rank_interval([3], [5]).low_rank, *rank_interval([3], [5]).high_rank] == [1, 1]
    assert rank_interval([], []).areas == 0
    assert np.isnan(rank_interval([None, None], [10, 10]).low_rank).all()


def test_the_interval_of_one_area_is_no_wider_than_that_of_a_table() -> None:
    numerator, denominator = [2, 9, 14, 30, 44, 61, 12], [60, 50, 70, 90, 80, 75, 40]
    table = rank_interval(numerator, denominator)
    page = rank_interval(numerator, denominator, simultaneous=False)
    assert (page.low_rank >= table.low_rank).all()
    assert (page.high_rank <= table.high_rank).all()
    assert (page.high_rank < table.high_rank).any() or (page.low_rank > table.low_rank).any()
    wider = rank_interval(numerator, denominator, confidence=99.8)
    assert (wider.low_rank <= table.low_rank).all()
