"""What must hold whatever the figures are."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.statistics import (
    Interval,
    change,
    compare,
    dsr,
    equivalence,
    funnel_proportion,
    funnel_ratio,
    mean,
    proportion,
    quantile,
    rank_interval,
    rate,
    smallest_visible_change,
    trend,
)

# A loaded machine is no fault.
UNHURRIED = settings(deadline=None, max_examples=60)

CRUMB = 1e-9


@st.composite
def shares(draw: st.DrawFn, most: int = 5000) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


def _ordered(interval: Interval) -> bool:
    return bool(interval.lower <= interval.value + CRUMB <= interval.upper + 2 * CRUMB)


@UNHURRIED
@given(shares(), st.sampled_from([0.9, 0.95, 0.998, 95, 99.8]))
def test_limits_hold_the_value_and_widen_with_confidence(share: tuple[int, int], confidence: float) -> None:
    for function in (proportion, rate):
        one, wider = function(*share, confidence, 100), function(*share, 0.999, 100)
        assert _ordered(one)
        assert wider.lower <= one.lower + CRUMB
        assert wider.upper >= one.upper - CRUMB
    assert 0 <= proportion(*share, confidence).lower <= proportion(*share, confidence).upper <= 1


@UNHURRIED
@given(shares())
def test_a_share_and_its_opposite_mirror_each_other(share: tuple[int, int]) -> None:
    x, n = share
    np.testing.assert_allclose(np.array(proportion(x, n))[[0, 2, 1]], 1 - np.array(proportion(n - x, n)), atol=1e-12)


@UNHURRIED
@given(st.integers(0, 3000), st.sampled_from([0.95, 0.998]))
def test_more_events_move_both_limits_upwards(events: int, confidence: float) -> None:
    fewer, more = rate(events, 10_000, confidence), rate(events + 1, 10_000, confidence)
    assert fewer.lower < more.lower
    assert fewer.upper < more.upper


@UNHURRIED
@given(st.lists(shares(), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_scalars_equal_arrays_in_any_order(pairs: list[tuple[int, int]], random: Any) -> None:
    shuffled = random.sample(pairs, len(pairs))
    x, n = np.array(shuffled).T
    for function in (proportion, rate):
        together = np.array(function(x, n)).T
        for row, pair in zip(together, shuffled, strict=True):
            np.testing.assert_allclose(row, function(*pair), rtol=1e-12)
    seen = smallest_visible_change(0.4, n)
    np.testing.assert_allclose([smallest_visible_change(0.4, int(one)) for one in n], seen, rtol=1e-12)


@UNHURRIED
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20))
def test_a_mean_does_not_depend_on_order(values: list[float]) -> None:
    assert _ordered(mean(values))
    np.testing.assert_allclose(mean(values), mean(values[::-1]), rtol=1e-6, atol=1e-6)


@UNHURRIED
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(500, 9000)), min_size=3, max_size=19))
def test_a_standardised_rate_lies_among_the_rates_it_is_made_of(groups: list[tuple[int, int]]) -> None:
    x, n = np.array(groups).T
    got = dsr(x, n, multiplier=1, standard=[1.0] * len(groups))
    if x.sum() < 10:
        assert np.isnan(got).all()
    else:
        assert (x / n).min() - CRUMB <= got.value <= (x / n).max() + CRUMB
        assert _ordered(got)


@UNHURRIED
@given(shares(500), shares(500), st.sampled_from(["proportion", "rate"]))
def test_a_change_turned_round_is_the_opposite_change(one: tuple[int, int], other: tuple[int, int], kind: str) -> None:
    there, back = change(*one, *other, kind=kind), change(*other, *one, kind=kind)
    if kind == "proportion":
        np.testing.assert_allclose(there, -np.array(back)[[0, 2, 1]], atol=1e-12)
        assert -1 - CRUMB <= there.lower <= there.value + CRUMB <= there.upper + 2 * CRUMB <= 1 + 3 * CRUMB
    elif one[0] and other[0]:
        np.testing.assert_allclose(there, 1 / np.array(back)[[0, 2, 1]], rtol=1e-7)
        assert there.lower < there.value < there.upper


@UNHURRIED
@given(shares(300), st.floats(0.01, 0.99), st.sampled_from([0.95, 0.998]))
def test_the_funnel_agrees_with_the_areas_own_interval(share: tuple[int, int], level: float, confidence: float) -> None:
    x, n = share
    _, lower, upper = proportion(x, n, confidence)
    least, most = funnel_proportion(level, n, confidence)
    if abs(level - lower) > 1e-6 and abs(level - upper) > 1e-6:
        assert (least - CRUMB <= x / n <= most + CRUMB) == (lower <= level <= upper)


@UNHURRIED
@given(st.integers(1, 2000))
def test_funnels_narrow_with_size(events: int) -> None:
    small, large = funnel_ratio(events), funnel_ratio(events + 1)
    assert small.lower < large.lower < 1 < large.upper < small.upper


@UNHURRIED
@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=60), st.integers(1, 12), st.booleans())
def test_quantiles_keep_order_and_ties(values: list[int | None], number: int, invert: bool) -> None:
    got = quantile(values, number, invert)
    known = [(value, group) for value, group in zip(values, got, strict=True) if value is not None]
    if len(known) < number:
        assert set(got) <= {None}
        return
    assert all(group is None for value, group in zip(values, got, strict=True) if value is None)
    assert all(group is not None and 1 <= group <= number for _, group in known)
    by_value = sorted(known, key=lambda pair: (pair[0], pair[1] or 0), reverse=invert)
    groups = [group or 0 for _, group in by_value]
    assert groups == sorted(groups)
    assert len(set(known)) == len({value for value, _ in known})


@UNHURRIED
@given(st.floats(-100, 100), st.floats(0, 50), st.floats(0, 50), st.floats(-200, 200))
def test_a_comparison_turns_with_its_polarity(value: float, below: float, above: float, benchmark: float) -> None:
    def said(polarity: str) -> str:
        return str(
            compare(
                method=1, value=value, lower=value - below, upper=value + above, benchmark=benchmark, polarity=polarity
            )
        )

    pairs = {"similar": ("similar", "similar"), "higher": ("better", "worse"), "lower": ("worse", "better")}
    assert (said("high"), said("low")) == pairs[said("none")]
    assert (said("none") == "similar") == (value - below <= benchmark <= value + above)


@UNHURRIED
@given(st.lists(shares(400), min_size=5, max_size=5))
def test_a_trend_run_backwards_is_the_opposite_trend(points: list[tuple[int, int]]) -> None:
    turned = {"increasing": "decreasing", "decreasing": "increasing"}
    there, back = trend(points), trend(points[::-1])
    if max(there.chi2, back.chi2, 0) > 9.5495 + CRUMB or not there.chi2 > 9.5495 - CRUMB:
        assert turned.get(there.marker, str(there.marker)) == back.marker
    np.testing.assert_allclose(there.chi2, back.chi2, rtol=1e-6, atol=1e-9)


@UNHURRIED
@given(st.lists(st.one_of(shares(200), st.none()), max_size=14), st.booleans())
def test_places_hold_the_place_seen(areas: list[tuple[int, int] | None], simultaneous: bool) -> None:
    x = [area[0] if area else None for area in areas]
    n = [area[1] if area else None for area in areas]
    got = rank_interval(x, n, simultaneous=simultaneous)
    level = [area[0] / area[1] for area in areas if area]
    assert got.areas == len(level)
    for area, low, high in zip(areas, got.low_rank, got.high_rank, strict=True):
        if area is None:
            assert np.isnan([low, high]).all()
        else:
            over = sum(one > area[0] / area[1] for one in level)
            alike = sum(one == area[0] / area[1] for one in level)
            assert 1 <= low <= over + alike
            assert over + 1 <= high <= len(level)


@UNHURRIED
@given(shares(300), shares(300))
def test_alike_at_a_margin_is_alike_at_a_larger(one: tuple[int, int], other: tuple[int, int]) -> None:
    _, lower, upper = change(*one, *other)
    verdicts = [equivalence(lower, upper, margin) for margin in (0.05, 0.1, 0.2, 0.5, 1.01)]
    assert verdicts == sorted(verdicts)
