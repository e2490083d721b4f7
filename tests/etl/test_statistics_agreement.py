"""Where scipy or statsmodels have the method, the figures agree to 1e-9."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.proportion import confint_proportions_2indep, power_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson

from etl.statistics import (
    EUROPEAN_STANDARD_2013,
    byar,
    change,
    dsr,
    dsr_nonindependent,
    funnel_path,
    goal_probability,
    isr_rate,
    isr_ratio,
    mean,
    proportion,
    rank_interval,
    rate,
    smallest_visible_change,
    smallest_visible_ratio,
    trend,
    years_needed,
    years_needed_for_ratio,
)

CONFIDENCES = (0.9, 0.95, 0.998)


def _close(got: Any, expected: Any) -> None:
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_wilson(confidence: float) -> None:
    n = np.repeat([1, 2, 7, 20, 263, 5000], 5)
    x = np.concatenate([np.linspace(0, one, 5).astype(int) for one in (1, 2, 7, 20, 263, 5000)])
    value, lower, upper = proportion(x, n, confidence)
    _close((lower, upper), proportion_confint(x, n, alpha=1 - confidence, method="wilson"))
    _close(value, x / n)
    one = stats.binomtest(81, 263).proportion_ci(confidence, method="wilson")
    _close(proportion(81, 263, confidence)[1:], (one.low, one.high))


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_exact_poisson_under_ten_events_and_byar_from_ten(confidence: float) -> None:
    few = np.arange(10)
    _close(rate(few, 1, confidence, 1)[1:], confint_poisson(few, 1, method="exact-c", alpha=1 - confidence))
    many = np.array([10, 11, 50, 1000])
    _close(rate(many, 1, confidence, 1), byar(many, 1, confidence, 1))
    # Byar's is an approximation of the exact limits: within 1.5 % from 10 events, even at 99.8 %.
    exact = confint_poisson(many, 1, method="exact-c", alpha=1 - confidence)
    np.testing.assert_allclose(rate(many, 1, confidence, 1)[1:], exact, rtol=0.015)


def test_a_count_that_is_not_whole_has_limits_between_its_neighbours() -> None:
    lower = rate([4, 4.5, 5], 1, 0.95, 1).lower
    assert lower[0] < lower[1] < lower[2]
    _close(lower[1], stats.chi2.ppf(0.025, 9) / 2)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_means_of_lists_tables_and_groups(confidence: float) -> None:
    values = np.array([[3.1, 4.7, 2.2, 8.0], [1.0, 1.5, 0.5, 2.0]])
    got = mean(values, None, confidence, 10)
    for row, numbers in enumerate(values):
        spread = stats.sem(numbers)
        interval = stats.t.interval(confidence, 3, loc=numbers.mean(), scale=spread)
        _close([part[row] for part in got], [numbers.mean() * 10, interval[0] * 10, interval[1] * 10])
    grouped = mean(values.ravel(), ["b"] * 4 + ["a"] * 4, confidence, 10)
    _close(np.array(grouped), np.array(got)[:, ::-1])


def test_dobson_written_out() -> None:
    counts, people = np.arange(5, 24), np.arange(2000, 3900, 100)
    weights = np.array(EUROPEAN_STANDARD_2013, dtype=float)
    value = sum(w * x / n for w, x, n in zip(weights, counts, people, strict=True)) / 100_000
    variance = sum(w * w * x / n**2 for w, x, n in zip(weights, counts, people, strict=True)) / 100_000**2
    total = int(counts.sum())
    _, low, high = byar(total, 1, 0.95, 1)
    factor = (variance / total) ** 0.5
    expected = [value, value + factor * (low - total), value + factor * (high - total)]
    _close(dsr(counts, people, 0.95, 1), expected)
    stacked = dsr(np.stack([counts, counts]), people, 0.95, 1)
    _close([part[1] for part in stacked], expected)


def test_repeated_events_widen_the_interval_and_leave_the_rate() -> None:
    once, twice, people = [8] * 19, [3] * 19, [5000] * 19
    events = [one + 2 * two for one, two in zip(once, twice, strict=True)]
    alone, repeated = dsr(events, people), dsr_nonindependent({1: once, 2: twice}, people)
    _close(repeated.value, alone.value)
    wider = ((8 + 4 * 3) / (8 + 2 * 3)) ** 0.5
    _close(repeated.upper - repeated.value, (alone.upper - alone.value) * wider)
    _close(dsr_nonindependent({"1": events}, people), alone)
    _close(dsr_nonindependent({1: [0] * 19, 3: [1] * 3 + [0] * 16}, people).value, np.nan)


def test_indirect_standardisation_by_age_group_or_by_sum() -> None:
    counts, people = np.array([[1, 2, 3], [10, 20, 30]]), np.array([[100, 200, 300], [100, 200, 300]])
    reference: dict[str, Any] = {"ref_numerator": [10, 20, 40], "ref_denominator": [1000, 1000, 1000]}
    expected = 100 * 0.01 + 200 * 0.02 + 300 * 0.04
    _close(isr_ratio(counts, people, **reference).value, [6 / expected * 100, 60 / expected * 100])
    _close(isr_ratio([6, 60], people, **reference), isr_ratio(counts, people, **reference))
    _close(isr_ratio(60, people[1], **reference).upper, isr_ratio(counts[1], people[1], **reference).upper)
    _close(isr_rate(60, people[1], 0.95, 1000, **reference).value, 60 / expected * 70 / 3000 * 1000)
    assert np.isnan(isr_ratio(3, [0, 0, 0], **reference).value)


def test_chi_squared_for_trend_is_statsmodels_up_to_one_person() -> None:
    x, n = np.array([621, 599, 556, 535, 447]), np.array([3454, 3195, 3256, 3227, 3121])
    theirs = Table(np.stack([x, n - x])).test_ordinal_association(row_scores=np.array([0, 1]))
    people = n.sum()
    _close(trend(list(zip(x, n, strict=True))).chi2, theirs.zscore**2 * people / (people - 1))


def test_weighted_trend_is_weighted_least_squares() -> None:
    y, half, t = np.array([9.0, 9.6, 10.1, 11.2, 11.9]), np.array([0.5, 0.4, 0.6, 0.5, 0.4]), np.arange(5)
    se = 2 * half / 3.92
    slope, covariance = np.polyfit(t, y, 1, w=1 / se, cov="unscaled")
    got = trend([(v, v - h, v + h) for v, h in zip(y, half, strict=True)])
    _close(got.chi2, slope[0] ** 2 / covariance[0, 0])
    exact = trend([(v, v - h, v + h) for v, h in zip(y, half, strict=True)], confidence=95)
    _close(exact.chi2 / got.chi2, (2 * stats.norm.ppf(0.975) / 3.92) ** 2)


def test_newcombes_difference() -> None:
    for x1, n1, x2, n2 in ((48, 80, 56, 70), (0, 29, 5, 56), (0, 10, 10, 10), (3, 10, 9, 10)):
        theirs = confint_proportions_2indep(x2, n2, x1, n1, method="newcomb", compare="diff")
        _close(change(x1, n1, x2, n2)[1:], theirs)
    _close(change(48, 80, 56, 70, multiplier=100), np.array(change(48, 80, 56, 70)) * 100)


def test_the_ratio_of_rates_by_the_conditional_binomial() -> None:
    few = stats.binomtest(12, 20).proportion_ci(0.95, "exact")
    _close(change(8, 1000, 12, 500, kind="rate"), [3.0, few.low / (1 - few.low) * 2, few.high / (1 - few.high) * 2])
    many = stats.binomtest(40, 60).proportion_ci(0.95, "wilson")
    _close(change(20, 1, 40, 1, kind="rate"), [2.0, many.low / (1 - many.low), many.high / (1 - many.high)])
    value, lower, upper = change([0, 3, 0], 100, [3, 0, 0], 100, kind="rate")
    assert value[0] == upper[0] == np.inf
    assert lower[0] > 0
    assert value[1] == lower[1] == 0
    assert np.isnan(value[2])
    assert lower[2] == 0
    assert upper[2] == np.inf


def test_the_visible_change_has_the_power_it_says() -> None:
    for baseline, people in ((0.4, 20), (0.1, 80), (0.5, 200)):
        for direction, sign in (("up", 1), ("down", -1)):
            seen = smallest_visible_change(baseline, people, direction=direction)
            if np.isnan(seen):
                continue
            power = power_proportions_2indep(sign * seen, baseline, people, return_results=False)
            np.testing.assert_allclose(power, 0.8, atol=2e-4)  # theirs counts the wrong tail too
            assert years_needed(baseline, people, seen, direction=direction) == 1
            assert years_needed(baseline, people, seen * 0.9, direction=direction) == 2
    assert np.isnan(smallest_visible_change(0.05, 20, direction="down"))
    assert smallest_visible_change(0.3, 20, fixed_baseline=True) < smallest_visible_change(0.3, 20)
    assert smallest_visible_change(0.3, 20, 200) < smallest_visible_change(0.3, 20)


def test_the_visible_ratio_and_the_years_it_takes() -> None:
    seen = smallest_visible_ratio([10, 20, 100])
    _close((np.sqrt(seen) - 1) * np.sqrt(2 * np.array([10, 20, 100])), stats.norm.ppf(0.975) + stats.norm.ppf(0.8))
    assert list(years_needed_for_ratio([10, 20, 100], seen)) == [1, 1, 1]
    assert years_needed_for_ratio(20, 1.5) == 4
    assert np.isnan(smallest_visible_ratio(5 / 2, direction="down"))
    assert smallest_visible_ratio(20, fixed_baseline=True) < smallest_visible_ratio(20)
    assert smallest_visible_ratio(20, direction="either") < 1 < smallest_visible_ratio(20)


def test_goal_probabilities() -> None:
    _close(goal_probability(40, 100, 35, multiplier=100), stats.beta.sf(0.35, 40.5, 60.5))
    _close(goal_probability(12, 1000, 0.01, kind="rate", at="at_most"), stats.gamma.cdf(0.01, 12.5, scale=1 / 1000))
    coming = goal_probability(40, 100, 0.35, future_denominator=20)
    _close(coming, stats.betabinom.sf(6, 20, 40.5, 60.5))
    rates = goal_probability(12, 1000, 10, kind="rate", multiplier=1000, at="at_most", future_denominator=2000)
    _close(rates, stats.nbinom.cdf(20, 12.5, 1000 / 3000))
    _close(goal_probability(40, 100, 0.4) + goal_probability(40, 100, 0.4, at="at_most"), 1)


def test_rank_intervals_from_exact_tests() -> None:
    got = rank_interval([5, 20, None, 30, 5, 90], [100] * 6)
    assert got.areas == 5
    np.testing.assert_array_equal(got.low_rank, [4, 2, np.nan, 2, 4, 1])
    np.testing.assert_array_equal(got.high_rank, [5, 3, np.nan, 3, 5, 1])
    # Two areas: what one exact test at 2.5 % each way says.
    p = stats.fisher_exact(np.array([[9, 1], [2, 8]]), alternative="greater").pvalue
    assert p < 0.025
    np.testing.assert_array_equal(rank_interval([9, 2], [10, 10]).high_rank, [1, 2])
    np.testing.assert_array_equal(rank_interval([6, 2], [10, 10]).high_rank, [2, 2])
    rates = rank_interval([20, 5], [100, 100], kind="rate")
    assert stats.binomtest(20, 25, 0.5, alternative="greater").pvalue < 0.025
    np.testing.assert_array_equal(rates.low_rank, [1, 2])


def test_funnel_lines_meet_their_own_x() -> None:
    path = funnel_path(0.005, 60_000, kind="rate", multiplier=1000)
    assert path.lower_x[-1] >= 60_000
    assert path.upper_x[-1] >= 60_000
    assert path.lower[0] == 0
    assert len(path.lower_x) == len(path.lower) == len(path.upper_x) + 1
    # On the upper line an area's own exact interval has the baseline as its lower limit.
    events = path.upper / 1000 * path.upper_x
    lower, _ = confint_poisson(np.round(events), path.upper_x, method="exact-c", alpha=0.05)
    _close(events, np.round(events))
    _close(lower, 0.005)
    shares = funnel_path(0.2, 300, points=5)
    _close(shares.upper_x, shares.lower_x)
    assert shares.lower[0] == 0 < shares.lower[-1] < 0.2 < shares.upper[-1]
