"""Where an area stands against a goal: how sure, and when nothing is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scipy import stats

from etl.definitions import Indicator
from etl.goal_progress import progress
from etl.snapshot import empty_frame
from etl.targets import Target
from tests.spec.county_of_four import ADULTS, COUNTY, definition, observations, values_of

SHARE = definition(
    "share", "proportion", "helped", "sought", 100, lower_is_better=False, target=Target(80, "2025", "nämnden 2022")
)
RATE = definition("rate", "rate", "relapses", multiplier=10_000, lower_is_better=True, target=Target(150, "2025", "n"))


def rows(indicator: Indicator, period: str = "2023", **items: dict[str, int]) -> dict[str, dict[str, Any]]:
    answers = [
        (period, area, item, float(by_area[area]) if area in by_area else None, "ok" if area in by_area else "not_kept")
        for item, by_area in items.items()
        for area in ADULTS
    ]
    found = progress(values_of(observations(answers), [indicator]), [indicator])
    assert found.schema == empty_frame("goal_progress").schema
    return {row["area"]: row for row in found.iter_rows(named=True)}


@pytest.mark.parametrize(
    ("helped", "verdict", "reason"),
    [
        (180, "better", None),
        (140, "worse", None),
        (160, "cannot_tell", "within_chance"),
        (171, "better", None),
        (170, "cannot_tell", "within_chance"),
    ],
)
def test_a_share_that_is_to_be_at_least_so_large(helped: int, verdict: str, reason: str | None) -> None:
    row = rows(SHARE, sought={"A": 200}, helped={"A": helped})["A"]
    assert (row["verdict"], row["reason"], row["target"]) == (verdict, reason, 80)
    # By its interval alone 171 of 200 would be undecided; what is decided needs no more years.
    assert row["years_needed"] is None or verdict == "cannot_tell"
    assert row["probability"] == pytest.approx(stats.beta(helped + 0.5, 200 - helped + 0.5).sf(0.8), rel=1e-9)


@pytest.mark.parametrize(
    ("relapses", "verdict", "reason"),
    [(60, "better", None), (120, "worse", None), (90, "cannot_tell", "within_chance")],
)
def test_a_rate_that_is_to_be_at_most_so_large(relapses: int, verdict: str, reason: str | None) -> None:
    row = rows(RATE, relapses={"D": relapses})["D"]
    assert (row["verdict"], row["reason"]) == (verdict, reason)
    assert row["probability"] == pytest.approx(stats.gamma(relapses + 0.5, scale=1 / 6000).cdf(0.015), rel=1e-9)


def test_few_expected_by_the_goal_forbid_any_judgement() -> None:
    """Of 12 persons 9.6 are to be helped, of 24 there are to be 4.8 who are not; 29 persons are under 30."""
    found = rows(SHARE, sought={"A": 12, "B": 24, "C": 29, "D": 30}, helped={"A": 12, "B": 24, "C": 29, "D": 30})
    assert [found[area]["reason"] for area in "ABC"] == ["few_expected"] * 3
    assert [found[area]["probability"] for area in "ABC"] == [None] * 3
    assert found["D"]["verdict"] == "better"
    assert rows(RATE, relapses={"A": 0})["A"]["reason"] is None
    lower = replace(RATE, target=(Target(90, "2025", "n"),))
    assert rows(lower, relapses={"A": 0})["A"]["reason"] == "few_expected"


def test_what_could_have_been_seen_and_how_many_years_it_takes() -> None:
    """Against a fixed 80 per cent: √(0.8·0.2/n) and √(p(1-p)/n) with the quantiles of 5 % and of 80 % power."""
    row = rows(SHARE, sought={"A": 100}, helped={"A": 75})["A"]
    z, power = stats.norm.ppf(0.975), stats.norm.ppf(0.8)
    reach = z * (0.8 * 0.2) ** 0.5 + power * (0.75 * 0.25) ** 0.5
    assert row["years_needed"] == -(-(reach**2) / (100 * 0.05**2) // 1)
    seen = row["smallest_visible"] / 100
    # Downwards there is further to go than upwards before it shows.
    below = 0.8 - seen
    assert seen == pytest.approx((z * (0.8 * 0.2) ** 0.5 + power * (below * (1 - below)) ** 0.5) / 10, abs=1e-9)


def test_reasons_for_saying_nothing() -> None:
    found = rows(SHARE, sought={"A": 9, "B": 100}, helped={"A": 7, "B": 101, "C": 4})
    told = {area: (row["verdict"], row["reason"], row["probability"]) for area, row in found.items()}
    assert told == {
        "A": ("not_compared", "in_words", None),
        "B": ("not_compared", "no_interval", None),
        "C": ("not_compared", "no_value", None),
        "D": ("not_compared", "no_value", None),
        COUNTY: ("not_compared", "too_few_areas", None),
    }


def test_a_county_that_cannot_be_spoken_for_has_no_progress() -> None:
    sought = {"A": 200, "B": 200, "C": 200, "D": 200}
    assert rows(SHARE, sought=sought, helped=sought)[COUNTY]["verdict"] == "better"
    silent = {area: sought[area] for area in "ABC"}
    assert rows(SHARE, sought=silent, helped=silent)[COUNTY]["reason"] == "low_coverage"


def test_a_goal_for_a_year_says_nothing_of_ten_months() -> None:
    assert rows(RATE, period="2023-01/2023-10", relapses={"D": 60}) == {}
    assert rows(SHARE, period="2023-01/2023-10", sought={"A": 200}, helped={"A": 180})["A"]["verdict"] == "better"


def test_only_measures_with_a_goal_and_an_interval() -> None:
    without = replace(SHARE, target=())
    fact = definition("group", "share_of_areas", "group", multiplier=100, lower_is_better=False, target=SHARE.target[0])
    assert rows(without, sought={"A": 200}, helped={"A": 180}) == {}
    assert rows(fact, group={"A": 1}) == {}
