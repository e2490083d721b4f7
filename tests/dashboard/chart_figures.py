"""A county for the charts, written out: every kind of gap, a huge interval, an estimate, a handful told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard.records import Answers, ChangeOverTime, Comparison, Figure, Period, Reading


def fig(
    area: str,
    name: str,
    value: float | None,
    limits: tuple[float, float] | None = None,
    parts: tuple[float, float] | None = None,
    status: str = "ok",
    certainty: str | None = "firm",
) -> Figure:
    lower, upper = limits or (None, None)
    part, whole = parts or (None, None)
    known = None if value is None else certainty
    return Figure(
        area, name, 1000, value, status, part, whole, int(value is not None), 1, None, None, None, "",
        lower, upper, lower, upper, known,
    )  # fmt: skip


BODEN = fig("1", "Boden", 20.0, (15.0, 26.0), (46, 22_913))
HJO = fig("2", "Hjo", 250.0, (30.0, 900.0), (2, 80), certainty="uncertain")
KALIX = fig("3", "Kalix", 0.0, (0.0, 12.0), (0, 3_100), certainty="uncertain")
LULEA = fig("4", "Luleå", 31.5, (27.0, 36.5), (200, 63_414), status="estimated")
MALUNG = fig("5", "Malung-Sälen", None, status="not_submitted")
PITEA = fig("6", "Piteå", None, status="not_kept")
SORSELE = fig("7", "Sorsele", 42.9, (15.8, 75.0), (3, 7), certainty="in_words")
TOTAL = replace(fig("25", "Norrbottens län", 27.7, (24.5, 31.0), (248, 89_507)), answered=5, asked=7, gate="answering")
COUNTY = Answers((BODEN, HJO, KALIX, LULEA, MALUNG, PITEA, SORSELE), TOTAL, None)
AREAS = [figure.area for figure in COUNTY.areas]


def comparison(area: str, verdict: str, *, benchmark: float | None = 27.7, strict: str = "cannot_tell") -> Comparison:
    reason = {"cannot_tell": "within_chance", "not_compared": "no_value"}.get(verdict)
    return Comparison(
        verdict, reason, None, None, "m", area, "county", benchmark, 248, 89_507, (), "answering", 20, strict
    )  # fmt: skip


COMPARED = {
    "1": comparison("1", "worse"),
    "2": comparison("2", "cannot_tell"),
    "3": comparison("3", "cannot_tell"),
    "4": comparison("4", "better", benchmark=19.8, strict="better"),
    "5": comparison("5", "not_compared", strict="not_compared"),
}


def readings(area: str, name: str, values: dict[int, Figure | None]) -> tuple[Reading, ...]:
    """One figure each year; None for a year in which the area was silent."""
    silent = fig(area, name, None, status="not_submitted")
    return tuple(
        Reading(Period(str(year), str(year), date(year, 1, 1), 12, 5, 7, 0.8), figure or silent)
        for year, figure in values.items()
    )


HISTORY = {
    "1": readings("1", "Boden", dict.fromkeys(range(2018, 2024), BODEN)),
    "3": readings("3", "Kalix", {2018: KALIX, 2019: None, 2020: KALIX, 2021: KALIX, 2022: KALIX, 2023: KALIX}),
    "7": readings("7", "Sorsele", dict.fromkeys(range(2018, 2024), SORSELE)),
    "25": readings("25", "Norrbottens län", dict.fromkeys(range(2018, 2024), TOTAL)),
}


def change(area: str, before: Figure, after: Figure, verdict: str = "cannot_tell") -> ChangeOverTime:
    reason = {"cannot_tell": "within_chance", "not_compared": "no_value"}.get(verdict)
    return ChangeOverTime(
        verdict, reason, None, None, "m", area, "2023", "2022", (), None, None,
        before.value, before.numerator, before.denominator, before.lower, before.upper,
        after.value, after.numerator, after.denominator, after.lower, after.upper,
        None, None, None, None, None, None, None, None, None, None, None, (), False,
    )  # fmt: skip


def many(number: int, smallest: float = 1_000, step: float = 1_000) -> tuple[Figure, ...]:
    """So many areas of growing size, all near 20."""
    sizes = [smallest + place * step for place in range(number)]
    return tuple(
        fig(str(place), f"Kommun {place}", 20.0, (15.0, 25.0), (size * 0.002, size)) for place, size in enumerate(sizes)
    )
