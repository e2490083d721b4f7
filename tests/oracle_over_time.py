"""Changes, trends and goals again, in slow and obvious Python: one area and one measure at a time.

From the answers and values of a snapshot, the breaks, the files of areas and adults and the analyst's definitions;
nothing of etl is used. Quantiles and distributions come from scipy, everything else is written out. Where a limit is
drawn, fractions are exact.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from scipy import stats

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
UNCERTAINTY = {"rate": "poisson", "proportion": "wilson", "items_used": "own_fact", "share_of_areas": "share_of_areas"}
Z = float(stats.norm.isf(0.025))
Z_POWER = float(stats.norm.ppf(0.8))
NOT_PUT = "not_asked"

Row = dict[str, Any]
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Span:
    """A period as months counted from year 0: the first one and how many they are."""

    first: int
    months: int

    @classmethod
    def of(cls, period: str) -> Span:
        start, _, end = period.partition("/")
        first = _month(start, 1)
        return cls(first, _month(end or start, 12) - first + 1)

    def can_be_before(self, later: Span) -> bool:
        alike = self.months == later.months and self.first % 12 == later.first % 12
        return alike and self.first + self.months <= later.first


def _month(written: str, otherwise: int) -> int:
    year, _, month = written.partition("-")
    return int(year) * 12 + int(month or otherwise) - 1


@dataclass(frozen=True)
class Two:
    """One measure of one place in two periods."""

    indicator: str
    county: str
    area: str
    earlier: str
    later: str

    @property
    def periods(self) -> tuple[str, str]:
        return self.earlier, self.later

    @property
    def is_county(self) -> bool:
        return self.area == self.county


class Oracle:
    """Everything over time of one snapshot; ``values`` and ``answers`` are rows of indicator_value and observation."""

    def __init__(self, values: list[Row], answers: list[Row], breaks: list[Row]) -> None:
        whole = yaml.safe_load((REPOSITORY / "indicators.yaml").read_text(encoding="utf-8"))
        self.indicators = {entry["id"]: whole["defaults"] | entry for entry in whole["indicators"]}
        self.county_of = {row["code"]: row["county"] for row in _read("areas.csv") if row["level"] == "municipality"}
        self.adults = {row["area"]: int(row["total"]) for row in _read("population_2019.csv")}
        self.breaks = breaks
        self.values: dict[Key, Row] = {}
        for row in values:
            if row["source"] == self.indicators[row["indicator"]]["form"]:
                self.values[row["indicator"], row["area"], row["period"]] = row
        self.answers = {(row["source"], row["area"], row["period"], row["item"]): row["value"] for row in answers}

    # ---------------------------------------------------------------- who, and when

    def value(self, indicator: str, area: str, period: str) -> Row:
        return self.values.get((indicator, area, period), {"asked": 0, "answered": 0, "value": None})

    def members_of(self, county: str) -> list[str]:
        return sorted(area for area, its_county in self.county_of.items() if its_county == county)

    def asked_periods(self, indicator: str, county: str) -> list[str]:
        """Those in which somebody in the county was asked, the first one first."""
        asked = {
            period
            for name, area, period in self.values
            if name == indicator and self.county_of.get(area) == county and self.values[name, area, period]["asked"]
        }
        return sorted(asked, key=lambda period: Span.of(period).first)

    def places(self) -> Iterator[tuple[str, str, str]]:
        """Every indicator in every county with a value, and the places there: the county and its municipalities."""
        for indicator in self.indicators:
            counties = {self.county_of[area] for name, area, _ in self.values if name == indicator and len(area) == 4}
            for county in sorted(counties):
                for area in (county, *self.members_of(county)):
                    yield indicator, county, area

    def answered(self, indicator: str, area: str, period: str) -> bool:
        return bool(self.value(indicator, area, period)["answered"])

    def gate(self, members: list[str], county: str) -> str:
        everyone = self.members_of(county)
        share = Fraction(sum(self.adults[area] for area in members), sum(self.adults[area] for area in everyone))
        if len(members) < 3 and len(members) < len(everyone):
            return "counts_only"
        for gate, least in (("county", 90), ("answering", 75), ("answering_few", 50)):
            if share >= Fraction(least, 100):
                return gate
        return "counts_only"

    def share_of_adults(self, members: list[str], county: str) -> float:
        return sum(self.adults[area] for area in members) / sum(self.adults[area] for area in self.members_of(county))

    def broken(self, indicator: str, area: str, members: list[str], first: str, last: str) -> list[Row]:
        """The breaks after the first period, up to and with the last."""
        definition, found = self.indicators[indicator], []
        for each in self.breaks:
            items = [*definition["numerator"], *definition.get("denominator", [])]
            everything = not each["item"] and not each["indicator"]
            touches = everything or each["indicator"] == indicator or each["item"] in items
            there = not each["area"] or each["area"] in (area, self.county_of.get(area), *members)
            between = Span.of(first).first < Span.of(each["from_period"]).first <= Span.of(last).first
            if each["form"] == definition["form"] and touches and there and between:
                found.append(each)
        return found

    def kind(self, indicator: str) -> str:
        definition = self.indicators[indicator]
        return str(definition.get("uncertainty") or UNCERTAINTY[definition["kind"]])

    def scale(self, indicator: str) -> float:
        return float(self.indicators[indicator]["multiplier"])

    # ---------------------------------------------------------------- changes

    def changes(self) -> dict[Key, Row]:
        found = {}
        for indicator, county, area in self.places():
            periods = self.asked_periods(indicator, county)
            for later in periods:
                before = [period for period in periods if Span.of(period).can_be_before(Span.of(later))]
                if before and (area == county or self.value(indicator, area, later)["asked"]):
                    found[indicator, area, later] = self.change(Two(indicator, county, area, before[-1], later))
        return found

    def change(self, two: Two) -> Row:
        places = self.members_of(two.county) if two.is_county else [two.area]
        members = [area for area in places if all(self.answered(two.indicator, area, p) for p in two.periods)]
        # A municipality is told as it stands, also when it answered only once.
        of = members if two.is_county else [two.area]
        breaks = self.broken(two.indicator, two.area, members, *two.periods)
        items = self.indicators[two.indicator]["numerator"]
        counts = [self.counts(two.indicator, of, period, items) for period in two.periods]
        quotients = [self.quotient(two, pair) for pair in counts]
        gate = self.gate(members, two.county) if two.is_county else None
        before, after = (None if gate == "counts_only" else value for value in quotients)
        statuses = [self.value(two.indicator, area, period).get("status") for area in of for period in two.periods]
        row: Row = {
            "earlier": two.earlier,
            "members": members,
            "population_share": self.share_of_adults(members, two.county) if two.is_county else None,
            "gate": gate,
            "breaks": sorted({each["id"] for each in breaks}),
            "estimated": "estimated" in statuses,
            "before": before,
            "after": after,
            "difference": after - before if not breaks and before is not None and after is not None else None,
        }
        for side, pair, value in (("before", counts[0], before), ("after", counts[1], after)):
            row[f"{side}_numerator"], row[f"{side}_denominator"] = pair
            found = limits(self.kind(two.indicator), pair) if value is not None else None
            for limit, number in zip(("lower", "upper"), found or (None, None), strict=True):
                row[f"{side}_{limit}"] = None if number is None else number * self.scale(two.indicator)
        too_few = two.is_county and len(members) < min(3, len(places))
        reason = self.why_not(two, counts, None in quotients, [too_few, gate == "counts_only", bool(breaks)])
        return row | self.parts(two, row, breaks) | self.judgement(two, counts, reason)

    def counts(self, indicator: str, areas: list[str], period: str, items: list[str]) -> tuple[Any, Any]:
        """Numerator, of these items alone, and denominator; nothing where nobody answered."""
        definition = self.indicators[indicator]
        rows = [self.value(indicator, area, period) for area in areas if self.answered(indicator, area, period)]
        if not rows:
            return None, None
        told = [(item, self.answers.get((definition["form"], area, period, item))) for area in areas for item in items]
        known = [(item, value) for item, value in told if value is not None]
        if definition["kind"] == "items_used":
            return len({item for item, value in known if value > 0}), None
        below = sum(row["denominator"] for row in rows)
        if definition["kind"] == "share_of_areas":
            return sum(value > 0 for _, value in known), below
        return (sum(value for _, value in known) if known else None), below

    def quotient(self, two: Two, pair: tuple[Any, Any]) -> float | None:
        kind, (above, below) = self.indicators[two.indicator]["kind"], pair
        if above is None:
            return None
        if kind == "items_used" or (kind == "share_of_areas" and not two.is_county):
            return float(above)
        return above / below * self.scale(two.indicator) if below else None

    def parts(self, two: Two, row: Row, breaks: list[Row]) -> Row:
        """The whole change of a county, and what it is made of."""
        names = ("whole_change", "real_change", "membership_change", "definition_change")
        if not two.is_county:
            return dict.fromkeys(names)
        definition = self.indicators[two.indicator]
        whole = _less(*(self.value(two.indicator, two.county, period)["value"] for period in reversed(two.periods)))
        stayed = _less(row["after"], row["before"])
        items = {each["item"] for each in breaks}
        unbroken = [item for item in definition["numerator"] if item not in items]
        if not unbroken or None in items or items & set(definition.get("denominator", [])):
            # Nothing is left that was asked in the same way.
            return dict.fromkeys(names)
        real = None
        if stayed is not None:
            pairs = [self.counts(two.indicator, row["members"], period, unbroken) for period in two.periods]
            real = _less(*(self.quotient(two, pair) for pair in reversed(pairs)))
        return dict(zip(names, (whole, real, _less(whole, stayed), _less(stayed, real)), strict=True))

    def why_not(self, two: Two, counts: list[tuple[Any, Any]], no_value: bool, rest: list[bool]) -> str | None:
        kind = self.kind(two.indicator)
        over = kind == "wilson" and any(above is not None and above > below for above, below in counts)
        least = 100 if self.indicators[two.indicator]["kind"] == "rate" else 10
        few = any(below is not None and below < least for _, below in counts)
        reasons = ("no_interval", "no_value", "in_words", "too_few_areas", "low_coverage", "break")
        holds = [kind not in ("wilson", "poisson") or over, no_value, few, *rest]
        return next((reason for reason, it_does in zip(reasons, holds, strict=True) if it_does), None)

    def judgement(self, two: Two, counts: list[tuple[Any, Any]], reason: str | None) -> Row:
        names = ("difference_lower", "difference_upper", "ratio", "ratio_lower", "ratio_upper", "expected")
        nothing: Row = dict.fromkeys((*names, "smallest_visible", "years_needed"))
        if reason is not None:
            return nothing | {"verdict": "not_compared", "reason": reason}
        definition = self.indicators[two.indicator]
        case = Case(self.kind(two.indicator) == "wilson", *counts[0], *counts[1])
        scale, margin = self.scale(two.indicator), definition.get("margin")
        low, high = (limit * scale for limit in case.difference())
        around, (lower, upper) = (0.0, (low, high)) if case.is_share else (1.0, case.ratio())
        told: Row = {"difference_lower": low, "difference_upper": high, "expected": float(case.expected(1))}
        if not case.is_share:
            told |= {
                "ratio": case.x2 / case.n2 / (case.x1 / case.n1) if case.x1 else None,
                "ratio_lower": lower,
                "ratio_upper": upper if math.isfinite(upper) else None,
            }
        if not case.enough(1):
            verdict, why = "cannot_tell", "few_expected"
        elif margin is not None and -margin < low and high < margin:
            verdict, why = "no_practical_difference", None
        elif lower <= around <= upper:
            verdict, why = "cannot_tell", "within_chance"
        else:
            verdict, why = _direction(lower > around, definition["lower_is_better"]), None
        told |= {"smallest_visible": _times(case.smallest_visible(), scale), "verdict": verdict, "reason": why}
        return nothing | told | {"years_needed": case.years_needed() if verdict == "cannot_tell" else None}

    # ---------------------------------------------------------------- trends

    def trends(self) -> dict[Key, Row]:
        found = {}
        for indicator, county, area in self.places():
            asked = self.asked_periods(indicator, county)
            for name, place, period in self.values:
                if (name, place) == (indicator, area):
                    found[indicator, area, period] = self.trend(indicator, county, area, period, asked)
        return found

    def trend(self, indicator: str, county: str, area: str, last: str, asked: list[str]) -> Row:
        span = Span.of(last)
        run = [p for p in asked if Span.of(p).months == span.months <= 12 and self.years_before(p, last) in range(5)]
        run = run if last in asked else []
        places = self.members_of(county) if area == county else [area]
        members = [a for a in places if len(run) == 5 and all(self.answered(indicator, a, p) for p in run)]
        items = self.indicators[indicator]["numerator"]
        points = [self.counts(indicator, members, period, items) for period in run] if members else []
        reason = self.why_no_trend(indicator, county, area, last, asked, run, members, points)
        row: Row = {"periods": run, "members": members, "reason": reason, "chi2": None}
        if reason is not None:
            return row | {"marker": "cannot_be_calculated", "verdict": "not_compared"}
        chi2, slopes = trend_of_shares(points) if self.kind(indicator) == "wilson" else trend_of_rates(points)
        rises, falls = all(slope > 0 for slope in slopes), all(slope < 0 for slope in slopes)
        if chi2 <= 9.5495 or not (rises or falls):
            return row | {"chi2": chi2, "marker": "no_certain_change", "verdict": "cannot_tell"}
        verdict = _direction(rises, self.indicators[indicator]["lower_is_better"])
        return row | {"chi2": chi2, "marker": "increasing" if rises else "decreasing", "verdict": verdict}

    def years_before(self, period: str, last: str) -> float:
        return (Span.of(last).first - Span.of(period).first) / 12

    def why_no_trend(
        self,
        indicator: str,
        county: str,
        area: str,
        last: str,
        asked: list[str],
        run: list[str],
        members: list[str],
        points: list[tuple[Any, Any]],
    ) -> str | None:
        is_share = self.kind(indicator) == "wilson"
        comparable = 1 + sum(Span.of(period).can_be_before(Span.of(last)) for period in asked)
        ends = is_share and any(x in (0, n) for x, n in points)
        for reason, holds in (
            ("no_interval", self.kind(indicator) not in ("wilson", "poisson")),
            ("no_interval", is_share and any(x > n for x, n in points)),
            ("too_few_periods", len(run) < 5 and (comparable < 5 or last not in asked)),
            ("gap", len(run) < 5),
            ("no_answer", not members or any(not n for _, n in points)),
            ("low_coverage", area == county and self.gate(members, county) == "counts_only"),
            ("break", len(run) == 5 and bool(self.broken(indicator, area, members, run[0], run[-1]))),
            ("few_events", ends or sum(x for x, _ in points) < 100),
        ):
            if holds:
                return reason
        return None

    # ---------------------------------------------------------------- goals

    def goals(self) -> dict[Key, Row]:
        found = {}
        for key, row in self.values.items():
            definition = self.indicators[key[0]]
            target = definition.get("target")
            if not target or not row["asked"] or self.kind(key[0]) not in ("wilson", "poisson"):
                continue
            if definition["kind"] != "rate" or Span.of(str(target["by"])).months == Span.of(key[2]).months:
                found[key] = self.goal(key[0], row, float(target["value"]))
        return found

    def goal(self, indicator: str, row: Row, target: float) -> Row:
        is_share, lower_is_better = self.kind(indicator) == "wilson", self.indicators[indicator]["lower_is_better"]
        x, n, scale = row["numerator"], row["denominator"], self.scale(indicator)
        told: Row = dict.fromkeys(("probability", "smallest_visible", "years_needed"))
        least = 100 if self.indicators[indicator]["kind"] == "rate" else 10
        for reason, holds in (
            ("no_value", x is None or not n),
            ("no_interval", is_share and bool(n) and x > n),
            ("in_words", bool(n) and n < least),
            ("too_few_areas", row["gate"] == "counts_only" and len(row["members"]) < 3),
            ("low_coverage", row["gate"] == "counts_only"),
        ):
            if holds:
                return told | {"target": target, "verdict": "not_compared", "reason": reason}
        goal = Goal(is_share, x, n, Fraction(target) / Fraction(scale))
        told |= {"target": target, "smallest_visible": _times(goal.smallest_visible(), scale)}
        if not goal.enough(1):
            years = goal.years_needed()
            return told | {"verdict": "cannot_tell", "reason": "few_expected", "years_needed": years}
        probability = goal.probability(at_most=lower_is_better)
        told["probability"] = probability
        if 0.025 < probability < 0.975:
            inside = goal.is_inside_limits()
            years = goal.years_needed() if inside else None
            return told | {"verdict": "cannot_tell", "reason": "within_chance", "years_needed": years}
        return told | {"verdict": "better" if probability >= 0.975 else "worse", "reason": None}


def limits(kind: str, pair: tuple[Any, Any]) -> tuple[float, float] | None:
    """Of x out of n, or of x events among n, per one."""
    x, n = pair
    if kind == "wilson" and x <= n:
        p = x / n
        middle, half = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        whole = 1 + Z * Z / n
        # At nobody and at everybody the formula gives exactly 0 and 1, but for rounding.
        return 0.0 if x == 0 else (middle - half) / whole, 1.0 if x == n else (middle + half) / whole
    if kind != "poisson":
        return None
    if x < 10:
        lower = 0.0 if x == 0 else float(stats.chi2.ppf(0.025, 2 * x)) / 2
        return lower / n, float(stats.chi2.isf(0.025, 2 * x + 2)) / 2 / n
    lower = x * (1 - 1 / (9 * x) - Z / (3 * math.sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + Z / (3 * math.sqrt(x + 1))) ** 3
    return lower / n, upper / n


@dataclass(frozen=True)
class Case:
    """Then (1) and now (2)."""

    is_share: bool
    x1: float
    n1: float
    x2: float
    n2: float

    def difference(self) -> tuple[float, float]:
        kind = "wilson" if self.is_share else "poisson"
        before, after = limits(kind, (self.x1, self.n1)), limits(kind, (self.x2, self.n2))
        if before is None or after is None:
            raise ValueError(self)
        r1, r2 = self.x1 / self.n1, self.x2 / self.n2
        down = math.sqrt((r2 - after[0]) ** 2 + (before[1] - r1) ** 2)
        up = math.sqrt((after[1] - r2) ** 2 + (r1 - before[0]) ** 2)
        return r2 - r1 - down, r2 - r1 + up

    def ratio(self) -> tuple[float, float]:
        """From the share that the later events are of all: Wilson, or Clopper-Pearson under ten events."""
        events = self.x1 + self.x2
        if not events:
            return 0.0, math.inf
        share = limits("wilson", (self.x2, events))
        if share is None or self.x1 < 10 or self.x2 < 10:
            exact = stats.binomtest(int(self.x2), int(events)).proportion_ci(method="exact")
            share = float(exact.low), float(exact.high)
        lower, upper = (math.inf if part == 1 else part / (1 - part) * self.n1 / self.n2 for part in share)
        return lower, upper

    def expected(self, periods: int) -> Fraction:
        pooled = Fraction(self.x1 + self.x2) / Fraction(self.n1 + self.n2)
        return pooled * Fraction(min(self.n1, self.n2)) * periods

    def enough(self, periods: int) -> bool:
        persons = Fraction(min(self.n1, self.n2)) * periods
        if self.is_share and (persons - self.expected(periods) < 5 or persons < 30):
            return False
        return self.expected(periods) >= 10

    def shows(self, r1: float, r2: float, periods: int) -> bool:
        """Whether a change from r1 to r2 would show, four times in five."""
        n1, n2 = self.n1 * periods, self.n2 * periods
        if self.is_share:
            both = (n1 * r1 + n2 * r2) / (n1 + n2)
            noise = Z * math.sqrt(max(both * (1 - both), 0) * (1 / n1 + 1 / n2))
            noise += Z_POWER * math.sqrt(max(r1 * (1 - r1) / n1 + r2 * (1 - r2) / n2, 0))
            return abs(r2 - r1) >= noise * (1 - 1e-12)
        noise = (Z + Z_POWER) / 2 * math.sqrt(1 / n1 + 1 / n2)
        return abs(math.sqrt(r2) - math.sqrt(r1)) >= noise * (1 - 1e-12)

    def smallest_visible(self) -> float | None:
        """Searched upwards and, for a share, downwards; the way that needs more is told."""
        r1 = self.x1 / self.n1
        if not self.is_share:
            return _halved(self, r1, 1, 1000.0)
        ways = [_halved(self, r1, 1, 1 - r1), _halved(self, r1, -1, r1)]
        return max((way for way in ways if way is not None), default=None)

    def years_needed(self) -> int | None:
        r1, r2 = self.x1 / self.n1, self.x2 / self.n2
        if r1 == r2:
            return None
        return next((k for k in range(2, 21) if self.shows(r1, r2, k) and self.enough(k)), None)


@dataclass(frozen=True)
class Goal:
    """What was counted, beside a goal that is fixed (events per person, exact)."""

    is_share: bool
    x: float
    n: float
    goal: Fraction

    def enough(self, periods: int) -> bool:
        persons = Fraction(self.n) * periods
        expected = persons * self.goal
        if self.is_share and (persons - expected < 5 or persons < 30):
            return False
        return expected >= 10

    def probability(self, *, at_most: bool) -> float:
        """Beta(x + ½, n - x + ½) for a share, Gamma(x + ½) / n for a rate."""
        spread = stats.beta(self.x + 0.5, self.n - self.x + 0.5) if self.is_share else stats.gamma(self.x + 0.5)
        level = float(self.goal) if self.is_share else float(self.goal) * self.n
        return float(spread.cdf(level) if at_most else spread.sf(level))

    def is_inside_limits(self) -> bool:
        found = limits("wilson" if self.is_share else "poisson", (self.x, self.n))
        return found is not None and found[0] <= float(self.goal) <= found[1]

    def shows(self, goal: float, other: float, periods: int) -> bool:
        n = self.n * periods
        if self.is_share:
            noise = Z * math.sqrt(goal * (1 - goal) / n) + Z_POWER * math.sqrt(max(other * (1 - other), 0) / n)
            return abs(other - goal) >= noise * (1 - 1e-12)
        return abs(math.sqrt(other) - math.sqrt(goal)) >= (Z + Z_POWER) / 2 / math.sqrt(n) * (1 - 1e-12)

    def smallest_visible(self) -> float | None:
        goal = float(self.goal)
        if not self.is_share:
            return _halved(self, goal, 1, 1000.0) if goal else None
        ways = [_halved(self, goal, 1, 1 - goal), _halved(self, goal, -1, goal)]
        return max((way for way in ways if way is not None), default=None)

    def years_needed(self) -> int | None:
        goal, measured = float(self.goal), self.x / self.n
        if Fraction(self.x) == self.goal * Fraction(self.n):
            return None
        return next((k for k in range(2, 21) if self.shows(goal, measured, k) and self.enough(k)), None)


def _halved(case: Case | Goal, start: float, sign: int, room: float) -> float | None:
    """The smallest step from the start that shows; None where no step within the room does."""
    if room <= 0 or not case.shows(start, start + sign * room, 1):
        return None
    low, high = 0.0, room
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if case.shows(start, start + sign * middle, 1) else (middle, high)
    return high


def trend_of_shares(points: list[tuple[float, float]]) -> tuple[float, list[float]]:
    """Armitage's χ², and the slope of the log odds with all five years and with each left out."""
    n, x = sum(n for _, n in points), sum(x for x, _ in points)
    xt = sum(x * t for t, (x, _) in enumerate(points, 1))
    nt = sum(n * t for t, (_, n) in enumerate(points, 1))
    ntt = sum(n * t * t for t, (_, n) in enumerate(points, 1))
    chi2 = n * (n * xt - x * nt) ** 2 / (x * (n - x) * (n * ntt - nt**2))
    return chi2, _slopes([(t, math.log(x / (n - x)), 1.0) for t, (x, n) in enumerate(points, 1)])


def trend_of_rates(points: list[tuple[float, float]]) -> tuple[float, list[float]]:
    """The weighted slope squared over its variance, and the slopes."""
    weighed = []
    for t, (x, n) in enumerate(points, 1):
        lower, upper = limits("poisson", (x, n)) or (0.0, 0.0)
        weighed.append((t, x / n, 1 / ((upper - lower) / 3.92) ** 2))
    w = sum(weight for _, _, weight in weighed)
    mean = sum(t * weight for t, _, weight in weighed) / w
    spread = sum(weight * (t - mean) ** 2 for t, _, weight in weighed)
    return _slope(weighed) ** 2 * spread, _slopes(weighed)


def _slopes(points: list[tuple[int, float, float]]) -> list[float]:
    left_out = [[point for point in points if point[0] != year] for year in range(1, 6)]
    slopes = [_slope(points), *(_slope(kept) for kept in left_out)]
    return [0.0 if abs(slope) < 1e-9 * abs(slopes[0]) else slope for slope in slopes]


def _slope(points: list[tuple[int, float, float]]) -> float:
    """Of (time, value, weight), about the weighted means."""
    w = sum(weight for _, _, weight in points)
    time = sum(t * weight for t, _, weight in points) / w
    value = sum(y * weight for _, y, weight in points) / w
    above = sum(weight * (t - time) * (y - value) for t, y, weight in points)
    return above / sum(weight * (t - time) ** 2 for t, _, weight in points)


def _direction(risen: bool, lower_is_better: bool | None) -> str:
    if lower_is_better is None:
        return "higher" if risen else "lower"
    return "worse" if risen == lower_is_better else "better"


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _times(number: float | None, scale: float) -> float | None:
    return None if number is None else number * scale


def _read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
