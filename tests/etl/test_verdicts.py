"""What holds of every judgement, whatever the counts: its words, its order, and what may never change it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from etl import snapshot, verdict_rules
from etl.power import smallest_visible_change, smallest_visible_ratio, years_needed, years_needed_for_ratio
from etl.statistics import StatisticsError, change, change_outcome, proportion, rate
from etl.verdicts import Judged, against_benchmark, gates, outcome
from etl.visible import periods_for_count, periods_for_share, visible_count, visible_share

UNHURRIED = settings(deadline=None, max_examples=60)
DECIDED = {"better", "worse", "higher", "lower"}
TURNED = {"better": "worse", "worse": "better"}
BENCHMARKS = np.array([0.4, 0.1, 0.9, 0.05, 0.5, 0.97, 0.301])
PERSONS = np.array([20.0, 50, 50, 30, 1000, 30, 77])


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """One area, its benchmark and its indicator."""
    uncertainty = draw(st.sampled_from(["wilson", "poisson"]))
    denominator = draw(st.integers(1, 400))
    members = draw(st.integers(1, 2000))
    events = draw(st.integers(0, members))
    return {
        "uncertainty": uncertainty,
        "numerator": draw(st.integers(0, denominator)),
        "denominator": denominator,
        "multiplier": 100,
        "benchmark": events / members * 100,
        "others": draw(st.sampled_from([(None, None), (events, members)])),
        "margin": draw(st.none() | st.floats(0.5, 80)),
        "lower_is_better": draw(st.sampled_from([True, False, None])),
    }


def one(case: dict[str, Any], confidence: float = 0.95) -> tuple[str, str | None]:
    judged = against_benchmark(**case, confidence=confidence)
    return str(judged.verdict), judged.reason.item()


def test_the_words_are_those_of_the_snapshot() -> None:
    assert verdict_rules.GATES == snapshot.GATES
    assert verdict_rules.VERDICTS == snapshot.VERDICTS
    assert verdict_rules.REASONS_CANNOT_TELL == snapshot.REASONS_CANNOT_TELL
    assert verdict_rules.VERDICTS[verdict_rules.NO_PRACTICAL_DIFFERENCE :] == (
        "no_practical_difference", "cannot_tell", "not_compared",
    )  # fmt: skip
    assert set(verdict_rules.REASONS_NOT_COMPARED) == set(snapshot.REASONS_NOT_COMPARED)
    assert set(verdict_rules.WITH_INTERVAL) < set(snapshot.UNCERTAINTIES)


@UNHURRIED
@given(cases())
def test_a_reason_is_told_exactly_where_nothing_is_decided(case: dict[str, Any]) -> None:
    verdict, reason = one(case)
    assert verdict in snapshot.VERDICTS
    assert (reason is not None) == (verdict in ("cannot_tell", "not_compared"))


@UNHURRIED
@given(cases())
def test_a_verdict_stands_on_an_interval_that_leaves_the_benchmark_out(case: dict[str, Any]) -> None:
    verdict, _ = one(case)
    is_share, own = case["uncertainty"] == "wilson", (case["numerator"], case["denominator"])
    reckon = proportion if is_share else rate
    found = reckon(*own, multiplier=100)
    benchmark, margin = case["benchmark"], case["margin"]
    events, members = case["others"]
    if members is not None:
        both = change(events, members, *own, kind="proportion" if is_share else "rate")
        if verdict in DECIDED:
            assert not both.lower <= (0 if is_share else 1) <= both.upper
            # Nor may the interval that is drawn hold the benchmark.
            assert not found.lower <= benchmark <= found.upper
            assert case["denominator"] * benchmark / 100 > 9.999
        if verdict == "no_practical_difference":
            # The others' own chance comes on top of the area's.
            assert benchmark - margin < found.lower <= found.upper < benchmark + margin
            assert not is_share or -margin / 100 < both.lower <= both.upper < margin / 100
    elif verdict in DECIDED:
        assert not found.lower <= benchmark <= found.upper
        assert case["denominator"] * benchmark / 100 > 9.999
    if verdict in ("higher", "lower"):
        assert case["lower_is_better"] is None
    if verdict == "no_practical_difference":
        assert margin is not None
        assert benchmark - margin < found.lower <= found.upper < benchmark + margin


@UNHURRIED
@given(cases())
def test_turning_the_polarity_turns_better_and_worse_and_nothing_else(case: dict[str, Any]) -> None:
    there, back = one(case | {"lower_is_better": True}), one(case | {"lower_is_better": False})
    assert back == (TURNED.get(there[0], there[0]), there[1])
    neither = one(case | {"lower_is_better": None})
    assert (neither[0] in ("higher", "lower")) == (there[0] in TURNED)
    assert neither[1] == there[1]


@UNHURRIED
@given(cases(), st.floats(0.5, 80))
def test_a_wider_margin_never_takes_back_that_the_difference_is_too_small_to_matter(
    case: dict[str, Any], wider: float
) -> None:
    margin = case["margin"] or 1.0
    narrow, wide = one(case | {"margin": margin}), one(case | {"margin": margin + wider})
    if narrow[0] == "no_practical_difference":
        assert wide == narrow
    assert wide in (narrow, ("no_practical_difference", None))


@UNHURRIED
@given(cases())
def test_what_is_decided_at_99_8_is_decided_at_95(case: dict[str, Any]) -> None:
    strict, usual = one(case, 0.998)[0], one(case)[0]
    if strict in DECIDED:
        assert usual in (strict, "no_practical_difference")
    if strict in ("no_practical_difference", "not_compared"):
        assert usual == strict


@UNHURRIED
@given(st.lists(cases(), min_size=1, max_size=8))
def test_many_at_once_are_judged_as_one_by_one(several: list[dict[str, Any]]) -> None:
    columns: dict[str, Any] = {name: np.array([case[name] for case in several], dtype=object) for name in several[0]}
    columns["others"] = tuple(np.array(one, dtype=object) for one in zip(*columns["others"], strict=True))
    together = against_benchmark(**columns)
    for at, case in enumerate(several):
        alone = against_benchmark(**case)
        for field in Judged._fields:
            assert (
                np.array_equal(
                    np.array(getattr(together, field)[at], dtype=object),
                    np.array(getattr(alone, field).item(), dtype=object),
                )
                or np.isnan([getattr(together, field)[at], getattr(alone, field).item()]).all()
            )


@UNHURRIED
@given(cases())
def test_the_periods_that_are_asked_for_do_show_the_difference(case: dict[str, Any]) -> None:
    """Together they are judged, and their interval leaves the benchmark out."""
    judged = against_benchmark(**case | {"margin": None})
    if str(judged.verdict) != "cannot_tell" or np.isnan(judged.years_needed):
        return
    years = int(judged.years_needed)
    assert 2 <= years <= 20
    together = case | {name: case[name] * years for name in ("numerator", "denominator")} | {"margin": None}
    if case["others"][1] is not None:
        together["others"] = tuple(count * years for count in case["others"])
    assert one(together)[0] in DECIDED


@UNHURRIED
@given(cases())
def test_the_more_the_others_are_the_nearer_they_are_to_a_value(case: dict[str, Any]) -> None:
    """Of two equally large nothing shows that would not beside a value; beside a million it is the same."""
    events, members = case["others"]
    if members is None:
        return
    shows = [
        against_benchmark(**case | {"others": others}).smallest_visible
        for others in ((events, members), (events * 10, members * 10), (events * 10**6, members * 10**6), (None, None))
    ]
    if np.isnan(shows).any():
        return
    assert shows[0] >= shows[1] * (1 - 1e-9)
    assert shows[1] >= shows[2] * (1 - 1e-9)
    assert shows[2] == pytest.approx(shows[3], rel=0.05)


@UNHURRIED
@given(cases())
def test_two_areas_beside_each_other_agree(case: dict[str, Any]) -> None:
    """What one is beside the other, the other is not beside the one: never both higher."""
    events, members = case["others"]
    if members is None:
        return
    turned = case | {
        "numerator": events, "denominator": members, "others": (case["numerator"], case["denominator"]),
        "benchmark": case["numerator"] / case["denominator"] * 100,
    }  # fmt: skip
    there, back = (one(each | {"lower_is_better": None, "margin": None})[0] for each in (case, turned))
    assert (there, back) not in [("higher", "higher"), ("lower", "lower")]


@pytest.mark.parametrize("lower_is_better", [True, False, None])
@pytest.mark.parametrize("margin", [None, 3.0])
def test_intervals_are_judged_as_the_public_function_does(lower_is_better: bool | None, margin: float | None) -> None:
    polarity = {True: "low_is_good", False: "high_is_good", None: "no_judgement"}[lower_is_better]
    steps = np.linspace(-5, 5, 21)
    lower, upper = (side.ravel() for side in np.meshgrid(steps, steps))
    lower, upper = lower[lower <= upper], upper[lower <= upper]
    theirs = change_outcome(lower, upper, margin=margin, polarity=polarity)
    ours = outcome(lower, upper, 0, margin, lower_is_better)
    assert [str(word).replace("cannot_be_decided", "cannot_tell") for word in theirs] == ours.tolist()


def test_what_shows_is_what_the_public_functions_say() -> None:
    persons, shares = PERSONS, BENCHMARKS
    assert visible_share(shares, persons) == pytest.approx(
        smallest_visible_change(shares, persons, fixed_baseline=True), rel=1e-9
    )
    events = np.array([3.0, 10, 20, 500])
    assert visible_count(events) == pytest.approx(
        events * (smallest_visible_ratio(events, fixed_baseline=True) - 1), rel=1e-9
    )
    up = [years_needed(*each, 0.02, direction="up", fixed_baseline=True) for each in zip(shares, persons, strict=True)]
    assert np.ceil(periods_for_share(shares, (shares + 0.02) * persons, persons)).tolist() == up
    assert np.ceil(periods_for_count(events, events * 1.2)).tolist() == [
        years_needed_for_ratio(each, 1.2, fixed_baseline=True) for each in events
    ]


def test_what_is_called_visible_is_seen_about_four_times_in_five() -> None:
    """By the exact distributions, with the judgement itself; the steps of whole counts move it a little."""
    for share, n in ((0.4, 50), (0.2, 120), (0.75, 60)):
        other = share + (1 if share <= 0.5 else -1) * float(visible_share(np.array(share), np.array(float(n))))
        counts = np.arange(n + 1)
        said = against_benchmark("wilson", counts, n, 100, share * 100, None, None).verdict
        assert 0.72 <= stats.binom.pmf(counts, n, other)[np.isin(said, list(DECIDED))].sum() <= 0.88
    for expected in (10.0, 25, 100):
        counts = np.arange(400)
        said = against_benchmark("poisson", counts, 100, 100, expected, None, None).verdict
        seen = expected + float(visible_count(np.array(expected)))
        assert 0.72 <= stats.poisson.pmf(counts, seen)[np.isin(said, list(DECIDED))].sum() <= 0.88


def test_beside_others_as_many_it_is_the_difference_that_errs_one_time_in_twenty() -> None:
    """By the exact distributions; a value would be outside the area's own interval one time in six."""
    for n in (100, 200):
        x, y = (each.ravel() for each in np.meshgrid(np.arange(n + 1), np.arange(n + 1)))
        chance = stats.binom.pmf(x, n, 0.4) * stats.binom.pmf(y, n, 0.4)
        as_value, as_others = (
            chance[
                np.isin(
                    against_benchmark("wilson", x, n, 100, y / n * 100, None, None, others=others).verdict,
                    list(DECIDED),
                )
            ].sum()
            for others in ((None, None), (y, n))
        )
        assert 0.14 < as_value < 0.18
        assert 0.035 < as_others < 0.055


@pytest.mark.parametrize(
    ("share", "members", "whole", "gate"),
    [
        (0.9, 12, 14, "county"),
        (0.8999, 13, 14, "answering"),
        (0.75, 8, 14, "answering"),
        (0.7499, 8, 14, "answering_few"),
        (0.5, 3, 14, "answering_few"),
        (0.4999, 6, 14, "counts_only"),
        (0.95, 2, 14, "counts_only"),
        (0.95, 2, 3, "counts_only"),
        (1.0, 2, 2, "county"),
        (1.0, 1, 1, "county"),
        (0.6, 1, 2, "counts_only"),
        (0.0, 0, 14, "counts_only"),
    ],
)
def test_how_far_those_who_answered_speak_for_all(share: float, members: int, whole: int, gate: str) -> None:
    assert str(gates(share, members, whole)) == gate


def test_what_is_no_count_is_refused() -> None:
    with pytest.raises(StatisticsError, match="numerator"):
        against_benchmark("wilson", "five", 50, 100, 30, None, None)
    with pytest.raises(StatisticsError, match="shapes"):
        against_benchmark("wilson", [1, 2], [50, 50, 50], 100, 30, None, None)
