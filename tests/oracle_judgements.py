"""The judgements again, in slow and obvious Python: every area beside its benchmarks, one row at a time.

From the published values, the files of areas and adults and the analyst's definitions; nothing of etl is used. Normal
and chi-squared quantiles come from scipy, everything else is written out. Where a limit is drawn, fractions are exact.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from scipy import stats

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
UNCERTAINTY = {"rate": "poisson", "proportion": "wilson", "items_used": "own_fact", "share_of_areas": "share_of_areas"}
Z_TEST = float(stats.norm.ppf(0.975))
Z_POWER = float(stats.norm.ppf(0.8))

KEY = ("indicator", "source", "area", "period", "sex", "age_group")

Row = dict[str, Any]


@dataclass(frozen=True)
class Judgement:
    benchmark: float | None
    benchmark_numerator: float | None
    benchmark_denominator: float | None
    members: list[str]
    gate: str | None
    expected: float | None
    verdict: str
    reason: str | None
    smallest_visible: float | None
    years_needed: int | None
    verdict_998: str


class Oracle:
    """Every comparison of a snapshot, computed when it is asked for."""

    def __init__(self, values: list[Row], breaks: list[Row]) -> None:
        self.values = {tuple(row[name] for name in KEY): row for row in values}
        self.breaks = breaks
        self.areas = {row["code"]: row for row in _read("areas.csv") if row["level"] == "municipality"}
        self.adults = {row["area"]: int(row["total"]) for row in _read("population_2019.csv")}
        whole = yaml.safe_load((REPOSITORY / "indicators.yaml").read_text(encoding="utf-8"))
        self.indicators = {entry["id"]: whole["defaults"] | entry for entry in whole["indicators"]}

    def comparisons(self) -> dict[tuple[str, ...], Judgement]:
        """By indicator, source, area, period, sex, age group and whom it is held against."""
        found = {}
        for key, row in self.values.items():
            if row["area"] not in self.areas:
                continue
            for against, group, whole in self.groups(row):
                found[*key, against] = self.judge(row, group, whole)
        return found

    def groups(self, row: Row) -> list[tuple[str, list[str], list[str]]]:
        """Against what, who may be in the benchmark, and whom it speaks for."""
        me = self.areas[row["area"]]
        county = [code for code, area in self.areas.items() if area["county"] == me["county"]]
        everyone = self.sum_of(row, county)
        mine = row["denominator"] if self.answered(row) else None
        # More than a quarter of the whole: beside the rest.
        if mine and everyone[1] and Fraction(mine) / everyone[1] > Fraction(1, 4):
            others = [code for code in county if code != row["area"]]
            first = ("rest_of_county", others, others)
        else:
            first = ("county", county, county)
        alike = [
            code
            for code in county
            if code != row["area"] and self.areas[code]["skr_group_code"] == me["skr_group_code"]
        ]
        asked = [code for code in alike if self.asked(self.row_of(row, code))]
        similar = me["similar"].split()
        return [first, ("skr_group", alike, asked), ("similar", similar, similar)]

    def row_of(self, row: Row, area: str) -> Row | None:
        return self.values.get(tuple((row | {"area": area})[name] for name in KEY))

    def asked(self, row: Row | None) -> bool:
        return row is not None and row["status"] != "not_asked"

    def answered(self, row: Row | None) -> bool:
        if row is None or row["numerator"] is None:
            return False
        return row["denominator"] is not None or self.indicators[row["indicator"]]["kind"] == "items_used"

    def sum_of(self, row: Row, group: list[str]) -> tuple[Fraction, Fraction, list[str]]:
        above, below, members = Fraction(0), Fraction(0), []
        for code in sorted(group):
            other = self.row_of(row, code)
            if other is not None and self.answered(other):
                above += Fraction(other["numerator"])
                below += Fraction(other["denominator"] or 0)
                members.append(code)
        return above, below, members

    def gate(self, members: list[str], whole: list[str]) -> str | None:
        if not whole:
            return None
        share = Fraction(sum(self.adults[code] for code in members), sum(self.adults[code] for code in whole))
        if len(members) < 3 and len(members) < len(whole):
            return "counts_only"
        if share >= Fraction(90, 100):
            return "county"
        if share >= Fraction(75, 100):
            return "answering"
        return "answering_few" if share >= Fraction(50, 100) else "counts_only"

    def judge(self, row: Row, group: list[str], whole: list[str]) -> Judgement:
        indicator = self.indicators[row["indicator"]]
        above, below, members = self.sum_of(row, group)
        gate = self.gate(members, whole)
        has_benchmark = indicator["kind"] != "items_used" and below > 0
        formed = has_benchmark and len(members) >= 3 and gate != "counts_only"
        reason = self.why_not(row, has_benchmark, members, gate)
        verdicts: list[tuple[str, str | None]] = [("not_compared", reason)] * 2
        expected = visible = years = None
        if reason is None:
            case = Case(indicator, row["numerator"], row["denominator"], above / below)
            verdicts = [case.verdict(0.95), case.verdict(0.998)]
            expected, visible = float(case.expected), case.smallest_visible()
            if verdicts[0][0] == "cannot_tell":
                years = case.years_needed()
        return Judgement(
            benchmark=float(above / below * Fraction(indicator["multiplier"])) if formed else None,
            benchmark_numerator=float(above) if has_benchmark else None,
            benchmark_denominator=float(below) if has_benchmark else None,
            members=members,
            gate=gate,
            expected=expected,
            verdict=verdicts[0][0],
            reason=verdicts[0][1],
            smallest_visible=visible,
            years_needed=years,
            verdict_998=verdicts[1][0],
        )

    def why_not(self, row: Row, has_benchmark: bool, members: list[str], gate: str | None) -> str | None:
        indicator = self.indicators[row["indicator"]]
        uncertainty = indicator.get("uncertainty") or UNCERTAINTY[indicator["kind"]]
        above, below = row["numerator"], row["denominator"]
        least = 100 if indicator["kind"] == "rate" else 10
        for reason, holds in (
            ("no_interval", uncertainty not in ("wilson", "poisson")),
            ("no_value", row["value"] is None),
            ("no_interval", uncertainty == "wilson" and row["value"] is not None and above > below),
            ("in_words", below is not None and below < least),
            ("no_benchmark", not has_benchmark),
            ("too_few_areas", len(members) < 3),
            ("low_coverage", gate == "counts_only"),
            ("break", self.counts_otherwise(row)),
        ):
            if holds:
                return reason
        return None

    def counts_otherwise(self, row: Row) -> bool:
        indicator = self.indicators[row["indicator"]]
        items = [*indicator["numerator"], *indicator.get("denominator", [])]
        for each in self.breaks:
            if each["area"] != row["area"] or each["kind"] == "organisation" or each["form"] != indicator["form"]:
                continue
            everything = not each["item"] and not each["indicator"]
            touched = everything or each["item"] in items or each["indicator"] == indicator["id"]
            if touched and row["period"] >= each["from_period"]:
                return True
        return False


@dataclass(frozen=True)
class Case:
    """One area's counts beside a benchmark (events per person, exact)."""

    indicator: Row
    numerator: float
    denominator: float
    benchmark: Fraction

    @property
    def is_share(self) -> bool:
        return str(self.indicator.get("uncertainty") or UNCERTAINTY[self.indicator["kind"]]) == "wilson"

    @property
    def scale(self) -> float:
        return float(self.indicator["multiplier"])

    @property
    def expected(self) -> Fraction:
        return self.benchmark * Fraction(self.denominator)

    def enough(self, periods: int) -> bool:
        """Whether so many periods like this one may be judged at all."""
        persons = Fraction(self.denominator) * periods
        expected = self.expected * periods
        if self.is_share and (persons - expected < 5 or persons < 30):
            return False
        return expected >= 10

    def verdict(self, confidence: float) -> tuple[str, str | None]:
        if not self.enough(1):
            return "cannot_tell", "few_expected"
        lower, upper = self.limits(confidence)
        benchmark = float(self.benchmark) * self.scale
        margin = self.indicator.get("margin")
        if margin is not None and benchmark - margin < lower and upper < benchmark + margin:
            return "no_practical_difference", None
        if lower <= benchmark <= upper:
            return "cannot_tell", "within_chance"
        is_low = upper < benchmark
        lower_is_better = self.indicator["lower_is_better"]
        if lower_is_better is None:
            return ("lower" if is_low else "higher"), None
        return ("better" if is_low == lower_is_better else "worse"), None

    def limits(self, confidence: float) -> tuple[float, float]:
        x, n = self.numerator, self.denominator
        tail = (1 - confidence) / 2
        z = float(stats.norm.isf(tail))
        if self.is_share:
            p = x / n
            middle = (p + z * z / (2 * n)) / (1 + z * z / n)
            half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
            # At nobody and at everybody the formula gives exactly 0 and 1, but for rounding.
            lower = 0.0 if x == 0 else middle - half
            upper = 1.0 if x == n else middle + half
            return lower * self.scale, upper * self.scale
        if x < 10:
            lower = 0.0 if x == 0 else float(stats.chi2.ppf(tail, 2 * x)) / 2
            upper = float(stats.chi2.isf(tail, 2 * x + 2)) / 2
        else:
            lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
            upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
        return lower / n * self.scale, upper / n * self.scale

    def smallest_visible(self) -> float | None:
        """Up and down are searched, and the one that needs more is told; nothing beside nobody or everybody."""
        if self.expected == 0 or (self.is_share and self.benchmark >= 1):
            return None
        if not self.is_share:
            expected = float(self.expected)
            # Square roots of counts differ by half the two quantiles.
            seen = (math.sqrt(expected) + (Z_TEST + Z_POWER) / 2) ** 2
            return (seen - expected) / self.denominator * self.scale
        p = float(self.benchmark)
        found = [
            halved(lambda d, sign=sign: self.shows(p, p + sign * d, 1), room)  # type: ignore[misc]
            for sign, room in ((1, 1 - p), (-1, p))
        ]
        ways = [d for d in found if d is not None]
        return max(ways) * self.scale if ways else None

    def shows(self, p: float, other: float, periods: int) -> bool:
        """Whether a share of other would show beside a benchmark of p, four times in five."""
        n = self.denominator * periods
        noise = Z_TEST * math.sqrt(p * (1 - p) / n) + Z_POWER * math.sqrt(max(other * (1 - other), 0) / n)
        return abs(other - p) >= noise * (1 - 1e-12)

    def years_needed(self) -> int | None:
        p, measured = float(self.benchmark), self.numerator / self.denominator
        # No number of years shows what is no difference, and none is enough beside more than everybody.
        if Fraction(self.numerator) == self.expected or (self.is_share and self.benchmark > 1):
            return None
        for periods in range(2, 21):
            if self.is_share:
                shows = self.shows(p, measured, periods)
            else:
                roots = math.sqrt(self.numerator * periods) - math.sqrt(float(self.expected) * periods)
                shows = abs(roots) >= (Z_TEST + Z_POWER) / 2 * (1 - 1e-12)
            if shows and self.enough(periods):
                return periods
        return None


def halved(shows: Callable[[float], bool], room: float) -> float | None:
    if room <= 0 or not shows(room):
        return None
    low, high = 0.0, room
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high


def _read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
