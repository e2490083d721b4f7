"""What may be said of one area, in slow and obvious Python: beside a value, then and now, beside others.

Normal, chi-squared and beta quantiles come from scipy, everything else is written out. Where a limit is drawn,
fractions are exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scipy import stats

UNCERTAINTY = {"rate": "poisson", "proportion": "wilson", "items_used": "own_fact", "share_of_areas": "share_of_areas"}
Z_TEST = float(stats.norm.ppf(0.975))
Z_POWER = float(stats.norm.ppf(0.8))

Row = dict[str, Any]


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


@dataclass(frozen=True)
class Pair:
    """One area then and now."""

    then: Case
    now: Case
    is_share: bool

    @property
    def scale(self) -> float:
        return self.now.scale

    @property
    def counts(self) -> tuple[float, float, float, float]:
        return self.then.numerator, self.then.denominator, self.now.numerator, self.now.denominator

    @property
    def alike(self) -> Fraction:
        """Events in the smaller of the two, were both alike."""
        x1, n1, x2, n2 = (Fraction(count) for count in self.counts)
        return (x1 + x2) / (n1 + n2) * min(n1, n2)

    @property
    def expected(self) -> Fraction:
        return self.alike

    def enough(self, periods: int) -> bool:
        smaller = Fraction(min(self.counts[1], self.counts[3])) * periods
        if self.is_share and (smaller - self.alike * periods < 5 or smaller < 30):
            return False
        return self.expected * periods >= 10

    def judgement(self) -> dict[str, Any]:
        lower, upper = self.difference(0.95)
        found: dict[str, Any] = {
            "difference_lower": lower, "difference_upper": upper, "expected": float(self.expected),
            "smallest_visible": self.smallest_visible(),
        }  # fmt: skip
        if not self.is_share:
            ratio, interval = self.ratio(0.95)
            found |= {
                name: number if math.isfinite(number) else None
                for name, number in zip(("ratio", "ratio_lower", "ratio_upper"), (ratio, *interval), strict=True)
            }
        verdict, reason = self.verdict(0.95)
        years = self.years_needed() if verdict == "cannot_tell" else None
        return found | {"verdict": verdict, "reason": reason, "years_needed": years}

    def verdict(self, confidence: float) -> tuple[str, str | None]:
        difference = self.difference(confidence)
        interval, nothing = (difference, 0.0) if self.is_share else (self.ratio(confidence)[1], 1.0)
        margin, lower_is_better = self.now.indicator.get("margin"), self.now.indicator["lower_is_better"]
        if not self.enough(1):
            return "cannot_tell", "few_expected"
        if margin is not None and -margin < difference[0] and difference[1] < margin:
            return "no_practical_difference", None
        if interval[0] <= nothing <= interval[1]:
            return "cannot_tell", "within_chance"
        fell = interval[1] < nothing
        if lower_is_better is None:
            return ("lower" if fell else "higher"), None
        return ("better" if fell == lower_is_better else "worse"), None

    def difference(self, confidence: float) -> tuple[float, float]:
        """The two intervals laid together: Newcombe's for shares, Zou and Donner's for rates."""
        x1, n1, x2, n2 = self.counts
        before, after = x1 / n1 * self.scale, x2 / n2 * self.scale
        (l1, u1), (l2, u2) = self.then.limits(confidence), self.now.limits(confidence)
        down = math.sqrt((after - l2) ** 2 + (u1 - before) ** 2)
        up = math.sqrt((u2 - after) ** 2 + (before - l1) ** 2)
        return after - before - down, after - before + up

    def ratio(self, confidence: float) -> tuple[float, tuple[float, float]]:
        """How the events of both periods fell on the two: Wilson's interval, the exact one with few in either."""
        x1, n1, x2, n2 = self.counts
        both, tail = x1 + x2, (1 - confidence) / 2
        if not both:
            return math.nan, (0.0, math.inf)
        if min(x1, x2) < 10:
            low = 0.0 if x2 == 0 else float(stats.beta.ppf(tail, x2, both - x2 + 1))
            high = 1.0 if x2 == both else float(stats.beta.isf(tail, x2 + 1, both - x2))
        else:
            low, high = Case({"uncertainty": "wilson", "multiplier": 1}, x2, both, Fraction(0)).limits(confidence)
        ends = [share / (1 - share) * n1 / n2 if share < 1 else math.inf for share in (low, high)]
        return (x2 / n2) / (x1 / n1) if x1 else math.inf, (ends[0], ends[1])

    def smallest_visible(self) -> float | None:
        x1, n1, _, n2 = self.counts
        if not self.is_share:
            step = (Z_TEST + Z_POWER) / 2 * math.sqrt(1 / n1 + 1 / n2)
            return ((math.sqrt(x1 / n1) + step) ** 2 - x1 / n1) * self.scale
        p = x1 / n1

        def seen(other: float) -> bool:
            return shows(p, n1, other, n2)

        ways = [halved(lambda d: seen(min(p + d, 1)), 1 - p), halved(lambda d: seen(max(p - d, 0)), p)]
        return max((d for d in ways if d is not None), default=math.nan) * self.scale if any(ways) else None

    def years_needed(self) -> int | None:
        x1, n1, x2, n2 = self.counts
        if Fraction(x1) * Fraction(n2) == Fraction(x2) * Fraction(n1):
            return None
        for years in range(2, 21):
            if self.is_share:
                enough = shows(x1 / n1, n1 * years, x2 / n2, n2 * years)
            else:
                apart = abs(math.sqrt(x2 / n2) - math.sqrt(x1 / n1))
                noise = (Z_TEST + Z_POWER) / 2 * math.sqrt(1 / (n1 * years) + 1 / (n2 * years))
                enough = apart >= noise * (1 - 1e-12)
            if enough and self.enough(years):
                return years
        return None


@dataclass(frozen=True)
class BesideOthers(Pair):
    """Others (then) and an area (now): what it would have had with their value must be enough too."""

    @property
    def with_their_value(self) -> Fraction:
        x1, n1, _, n2 = (Fraction(count) for count in self.counts)
        return x1 / n1 * n2

    @property
    def expected(self) -> Fraction:
        return min(self.alike, self.with_their_value)

    def enough(self, periods: int) -> bool:
        spared = (Fraction(self.counts[3]) - self.with_their_value) * periods
        return super().enough(periods) and (not self.is_share or spared >= 5)

    def verdict(self, confidence: float) -> tuple[str, str | None]:
        said, reason = super().verdict(confidence)
        lower, upper = self.now.limits(confidence)
        theirs = self.then.numerator / self.then.denominator * self.scale
        if said in ("better", "worse", "higher", "lower") and lower <= theirs <= upper:
            return "cannot_tell", "within_chance"
        return said, reason


def shows(p1: float, n1: float, p2: float, n2: float) -> bool:
    """Whether two shares would be told apart four times in five."""
    both = (p1 * n1 + p2 * n2) / (n1 + n2)
    alike = math.sqrt(both * (1 - both) * (1 / n1 + 1 / n2))
    apart = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return abs(p2 - p1) >= (Z_TEST * alike + Z_POWER * apart) * (1 - 1e-12)


def halved(shows: Callable[[float], bool], room: float) -> float | None:
    if room <= 0 or not shows(room):
        return None
    low, high = 0.0, room
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high
