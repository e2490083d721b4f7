"""Figures made by hand for the sentences: one of each thing that can be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dashboard.records import Baseline, ChangeOverTime, Comparison, Figure, GoalLife, GoalProgress, ResponseGroup, Trend
from tests.dashboard.figures import PERIOD, figure, indicator

# Which chart, why not, and the numbers that go with it.
Refused = tuple[str, str, Mapping[str, float]]

RATE = indicator(uncertainty="poisson", margin=5.0)
SHARE = indicator(
    id="andel", short_title="Andel som fått insats", unit="procent", kind="proportion", decimals=0, multiplier=100.0,
    uncertainty="wilson", lower_is_better=False, margin=10.0, target=90.0, target_by="2026",
    target_decided="Socialnämnden 12 mars 2025",
)  # fmt: skip
RATIO = indicator(id="cra", unit="per 100 personer med insats", kind="ratio", uncertainty="poisson", decimals=0)
GROUPS = indicator(
    id="grupp", short_title="12-stegsgrupp", unit="procent av kommunerna", kind="share_of_areas", decimals=0,
    uncertainty="share_of_areas",
)  # fmt: skip
LULEA = replace(
    figure("2580", "Luleå", 26.1), numerator=165.0, denominator=63_414.0, lower=22.3, upper=30.4, certainty="firm"
)
PERSONS = replace(figure("2580", "Luleå", 64.0), numerator=16.0, denominator=25.0, lower=44.5, upper=79.8)
COUNTY = Figure(
    "25",
    "Norrbottens län",
    203_679,
    31.2,
    "ok",
    527.0,
    168_900.0,
    8,
    14,
    0.82,
    lower=28.6,
    upper=34.0,
    gate="answering",
)
COMPARISON = Comparison(
    "lower", None, None, None, RATE.id, "2580", "rest_of_county", 40.2, 600.0, 150_000.0,
    ("2514", "2582", "2560"), "answering", 255.0, "cannot_tell",
)  # fmt: skip
WITHIN = replace(COMPARISON, verdict="cannot_tell", reason="within_chance", benchmark=28.0, smallest_visible=6.1)
CHANGE = ChangeOverTime(
    "higher", None, None, None, RATE.id, "2580", PERIOD.id, "2021-01/2021-10", ("2580",), None, None, 18.0, 114.0,
    63_000.0, 15.0, 21.6, 26.1, 165.0, 63_414.0, 22.3, 30.4, 8.1, 3.0, 13.2, 1.45, 1.1, 1.8, 114.0, None, None, None,
    None, (), False,
)  # fmt: skip
UNSEEN = replace(CHANGE, verdict="cannot_tell", reason="within_chance", difference=2.0, smallest_visible=7.4)
WHOLE = replace(
    CHANGE, area="25", members=("2580", "2582", "2514"), population_share=0.79, gate="answering", estimated=True,
    whole_change=4.2, real_change=1.1, membership_change=3.1, definition_change=0.0,
)  # fmt: skip
TREND = Trend(RATE.id, "25", "increasing", "higher", 12.0, tuple(f"{y}-01/{y}-10" for y in range(2019, 2024)), (), None)
GOAL = GoalProgress("better", None, None, None, SHARE.id, "25", 90.0, 0.981)
LIFE = GoalLife(
    indicator=SHARE.id, area="07", period="2024", value=77.2, target=90.0, target_by="2027", baseline=69.0,
    baseline_period="2022", baseline_today=68.8, baseline_corrected=False, members=("0780", "0781", "0764"),
    required_pace=4.2, achieved_pace=4.4, achieved_lower=-1.2, achieved_upper=9.4, pace_left=4.3,
    left_counts="persons", left_count=12, left_low=3, left_high=21, state="cannot_tell", reason="within_chance",
    apart=None, breaks=(),
)  # fmt: skip
LOCKED = Baseline(SHARE.id, "2022", 69.0, 1, "Länsrådet den 3 maj 2023", date(2023, 5, 3))
ANSWERED = ResponseGroup(
    "answered", ("2580", "2582"), 86_327, 0.7, 13_174, 22_913, 63_414, 0.497, ("Större stad: 1", "Landsbygdskommun: 1")
)
SILENT = ResponseGroup(
    "silent", ("2560", "2505"), 9_000, 0.04, 2_205, 4_368, 6_531, 0.481, ("Småstad: 1", "Glesbygd: 1")
)
NAMES = {"2560": "Älvsbyn", "2505": "Arjeplog", "2580": "Luleå", "2582": "Boden"}
MIXED = [
    ("Älvsbyn", "higher"), ("Kalix", "higher"), ("Boden", "lower"), ("Luleå", "cannot_tell"), ("Piteå", "cannot_tell"),
    ("Haparanda", "no_practical_difference"), ("Pajala", "not_compared"),
]  # fmt: skip
REFUSED: tuple[Refused, ...] = (
    ("dots", "no_values", {}), ("funnel", "low_coverage", {"answered": 4, "asked": 14, "share": 0.41}),
    ("spine", "low_coverage", {"answered": 1, "asked": 14, "share": 0.05}),
    ("spine", "low_coverage", {"answered": 0, "asked": 14, "share": 0}), ("dots", "yes_no", {}),
    ("funnel", "bare_count", {}), ("rug", "no_interval", {}), ("funnel", "few_areas", {"areas": 8, "needed": 12}),
    ("spine", "few_areas", {"areas": 1, "needed": 3}), ("spine", "few_areas", {"areas": 0, "needed": 3}),
    ("funnel", "even_sizes", {"spread": 3.2, "needed": 5}), ("slope", "one_period", {"periods": 1, "needed": 2}),
    ("bands", "two_periods", {"periods": 2, "needed": 3}), ("slope", "many_periods", {"periods": 6, "needed": 2}),
    ("slope", "break", {}), ("yes_no", "no_values", {}),
)  # fmt: skip
NOTES: tuple[tuple[str, Mapping[str, float]], ...] = (
    ("ticks_only", {"areas": 5, "needed": 8}), ("log_scale", {"spread": 34.7}),
    ("limits_do_not_fit", {"outside": 5, "areas": 14}), ("clipped", {"areas": 1}), ("clipped", {"areas": 3}),
)  # fmt: skip
