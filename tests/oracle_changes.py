"""Changes and goals again, in slow and obvious Python: each area then and now, and each area beside its goal.

As in ``oracle_judgements``: from the published values and answers, the files and the definitions; nothing of etl.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scipy import stats

from tests.oracle_cases import UNCERTAINTY, Case, Pair, Row
from tests.oracle_judgements import KEY, Oracle

Counts = tuple[float, float]


@dataclass(frozen=True)
class Change:
    """The columns of the table ``change``."""

    earlier: str
    members: list[str]
    population_share: float | None
    gate: str | None
    before: float | None
    before_numerator: float | None
    before_denominator: float | None
    before_lower: float | None
    before_upper: float | None
    after: float | None
    after_numerator: float | None
    after_denominator: float | None
    after_lower: float | None
    after_upper: float | None
    difference: float | None
    difference_lower: float | None
    difference_upper: float | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    expected: float | None
    verdict: str
    reason: str | None
    smallest_visible: float | None
    years_needed: int | None
    whole_change: float | None
    real_change: float | None
    membership_change: float | None
    definition_change: float | None
    breaks: list[str]
    estimated: bool


@dataclass(frozen=True)
class Goal:
    """The columns of the table ``goal_progress``."""

    target: float
    probability: float | None
    verdict: str
    reason: str | None
    smallest_visible: float | None
    years_needed: int | None


class Changes:
    """Every change and goal of a snapshot of one county, with periods of one length that begin in the same month."""

    def __init__(self, values: list[Row], observations: list[Row], breaks: list[Row], county: str) -> None:
        self.beside = Oracle(values, breaks)
        self.values = self.beside.values
        self.county = county
        self.answers = {
            (row["source"], row["area"], row["period"], row["item"], row["sex"], row["age_group"]): row["value"]
            for row in observations
        }

    def uncertainty(self, row: Row) -> str:
        indicator = self.beside.indicators[row["indicator"]]
        return str(indicator.get("uncertainty") or UNCERTAINTY[indicator["kind"]])

    def ours(self) -> list[Row]:
        """What rests on answers to our forms."""
        rows = [row for row in self.values.values() if row["asked"]]
        return [row for row in rows if row["source"] == self.beside.indicators[row["indicator"]]["form"]]

    def changes(self) -> dict[tuple[str, ...], Change]:
        found = {}
        what = ("indicator", "source", "sex", "age_group")
        asked: dict[tuple[str, ...], set[str]] = {}
        for row in self.ours():
            if row["area"] in self.beside.areas:
                asked.setdefault(tuple(row[name] for name in what), set()).add(row["period"])
        for row in self.ours():
            periods = asked.get(tuple(row[name] for name in what), set())
            earlier = [period for period in periods if period < row["period"]]
            if earlier:
                found[tuple(row[name] for name in KEY)] = self.change(row, max(earlier))
        return found

    def known(self, row: Row, area: str, period: str) -> Row | None:
        other = self.values.get(tuple((row | {"area": area, "period": period})[name] for name in KEY))
        return other if other is not None and other["answered"] else None

    def change(self, row: Row, earlier: str) -> Change:
        is_county = row["area"] == self.county
        places = [code for code, area in self.beside.areas.items() if area["county"] == self.county]
        candidates = places if is_county else [row["area"]]
        members = sorted(
            code for code in candidates if self.known(row, code, earlier) and self.known(row, code, row["period"])
        )
        then, now = (self.sums(row, members, is_county, period) for period in (earlier, row["period"]))
        gate = self.beside.gate(members, places) if is_county else None
        breaks = self.breaks(row, earlier, members)
        before, after = (
            None if gate == "counts_only" else self.quotient(row, is_county, counts) for counts in (then, now)
        )
        limits = [
            self.limits(row, counts) if value is not None else (None, None)
            for value, counts in ((before, then), (after, now))
        ]
        judged = self.judge(row, then, now, members, gate, breaks, is_county)
        parts = self.parts(row, earlier, members, breaks, before, after) if is_county else (None,) * 4
        told = [
            self.known(row, code, period)
            for code in (members if is_county else [row["area"]])
            for period in (earlier, row["period"])
        ]
        return Change(
            earlier=earlier,
            members=members,
            population_share=self.share(members, places) if is_county else None,
            gate=gate,
            before=before,
            before_numerator=then[0],
            before_denominator=then[1],
            before_lower=limits[0][0],
            before_upper=limits[0][1],
            after=after,
            after_numerator=now[0],
            after_denominator=now[1],
            after_lower=limits[1][0],
            after_upper=limits[1][1],
            difference=after - before if before is not None and after is not None and not breaks else None,
            **judged,
            whole_change=parts[0],
            real_change=parts[1],
            membership_change=parts[2],
            definition_change=parts[3],
            breaks=[each["id"] for each in breaks],
            estimated=any(each is not None and each["status"] == "estimated" for each in told),
        )

    def share(self, members: list[str], places: list[str]) -> float:
        return sum(self.beside.adults[code] for code in members) / sum(self.beside.adults[code] for code in places)

    def sums(self, row: Row, members: list[str], is_county: bool, period: str) -> tuple[float | None, float | None]:
        """Of the members; a municipality's own figure also where it has no other to be set beside."""
        if not is_county:
            found = self.known(row, row["area"], period)
            return (found["numerator"], found["denominator"]) if found else (None, None)
        rows = [self.known(row, code, period) for code in members]
        if not rows:
            return None, None
        indicator = self.beside.indicators[row["indicator"]]
        if indicator["kind"] == "items_used":
            return float(len([item for item in indicator["numerator"] if self.item(row, members, item, period)])), None
        return tuple(sum(each[part] for each in rows if each) for part in ("numerator", "denominator"))

    def item(self, row: Row, members: list[str], item: str, period: str) -> float:
        key = (row["sex"], row["age_group"])
        return sum(self.answers[(row["source"], code, period, item, *key)] or 0 for code in members)

    def quotient(self, row: Row, is_county: bool, counts: tuple[float | None, float | None]) -> float | None:
        indicator = self.beside.indicators[row["indicator"]]
        above, below = counts
        if indicator["kind"] == "items_used" or (indicator["kind"] == "share_of_areas" and not is_county):
            return above
        return above / below * indicator["multiplier"] if above is not None and below else None

    def case(self, row: Row, counts: Counts, benchmark: Fraction = Fraction(0)) -> Case:
        indicator = self.beside.indicators[row["indicator"]] | {"uncertainty": self.uncertainty(row)}
        return Case(indicator, *counts, benchmark)

    def limits(self, row: Row, counts: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
        if self.uncertainty(row) not in ("wilson", "poisson") or counts[0] is None or not counts[1]:
            return None, None
        return self.case(row, (counts[0], counts[1])).limits(0.95)

    def breaks(self, row: Row, earlier: str, members: list[str]) -> list[Row]:
        indicator = self.beside.indicators[row["indicator"]]
        items = [*indicator["numerator"], *indicator.get("denominator", [])]
        found = []
        for each in self.beside.breaks:
            touches = each["item"] in items or (not each["item"] and each["indicator"] in (None, row["indicator"]))
            here = each["area"] in (None, row["area"], self.county, *members)
            between = earlier < each["from_period"] <= row["period"]
            if touches and here and between and each["form"] == indicator["form"]:
                found.append(each)
        return sorted(found, key=lambda each: str(each["id"]))

    def parts(
        self, row: Row, earlier: str, members: list[str], breaks: list[Row], before: float | None, after: float | None
    ) -> tuple[float | None, ...]:
        """Whole, real, membership, definition."""
        indicator = self.beside.indicators[row["indicator"]]
        ends = [
            self.values.get(tuple((row | {"period": period})[name] for name in KEY))
            for period in (earlier, row["period"])
        ]
        values = [end["value"] if end else None for end in ends]
        whole = None if values[0] is None or values[1] is None else values[1] - values[0]
        stayed = after - before if before is not None and after is not None else None
        broken = {each["item"] for each in breaks}
        beyond = any(each["item"] is None or each["item"] in indicator.get("denominator", []) for each in breaks)
        kept = [item for item in indicator["numerator"] if item not in broken]
        real = None
        if stayed is not None and kept and not beyond:
            ends_of_kept = []
            for period in (earlier, row["period"]):
                counts = self.sums(row, members, True, period)
                above: float | None = sum(self.item(row, members, item, period) for item in kept)
                if indicator["kind"] == "items_used":
                    above = float(len([item for item in kept if self.item(row, members, item, period)]))
                if indicator["kind"] == "share_of_areas":
                    above = counts[0]
                ends_of_kept.append(self.quotient(row, True, (above, counts[1])))
            first, last = ends_of_kept
            real = None if first is None or last is None else last - first
        if beyond or not kept:
            # Nothing is subtracted over what was asked in another way.
            whole = None
        membership = whole - stayed if whole is not None and stayed is not None else None
        definition = stayed - real if stayed is not None and real is not None else None
        return whole, real, membership, definition

    def judge(
        self, row: Row, then: tuple[float | None, float | None], now: tuple[float | None, float | None],
        members: list[str], gate: str | None, breaks: list[Row], is_county: bool,
    ) -> dict[str, Any]:  # fmt: skip
        nothing = dict.fromkeys(
            ("difference_lower", "difference_upper", "ratio", "ratio_lower", "ratio_upper", "expected",
             "smallest_visible", "years_needed")
        )  # fmt: skip
        indicator = self.beside.indicators[row["indicator"]]
        is_share = self.uncertainty(row) == "wilson"
        over = is_share and any(x is not None and n is not None and x > n for x, n in (then, now))
        least = 100 if indicator["kind"] == "rate" else 10
        for reason, holds in (
            ("no_interval", self.uncertainty(row) not in ("wilson", "poisson") or over),
            ("no_value", None in (*then, *now) or not then[1] or not now[1]),
            ("in_words", not over and any(n is not None and n < least for _, n in (then, now))),
            ("too_few_areas", is_county and len(members) < 3),
            ("low_coverage", gate == "counts_only"),
            ("break", bool(breaks)),
        ):
            if holds:
                return nothing | {"verdict": "not_compared", "reason": reason}
        pair = Pair(self.case(row, then), self.case(row, now), is_share)  # type: ignore[arg-type]
        return nothing | pair.judgement()

    # ---------------------------------------------------------------- goals

    def goals(self, targets: dict[str, float]) -> dict[tuple[str, ...], Goal]:
        """By indicator: the goals of shares and ratios (a rate's goal would need its period)."""
        found = {}
        for row in self.ours():
            if row["indicator"] in targets and self.uncertainty(row) in ("wilson", "poisson"):
                found[tuple(row[name] for name in KEY)] = self.goal(row, targets[row["indicator"]])
        return found

    def goal(self, row: Row, target: float) -> Goal:
        indicator = self.beside.indicators[row["indicator"]] | {"margin": None, "uncertainty": self.uncertainty(row)}
        above, below = row["numerator"], row["denominator"]
        least = 100 if indicator["kind"] == "rate" else 10
        for reason, holds in (
            ("no_value", above is None or not below),
            ("in_words", below is not None and below < least),
            ("too_few_areas", row["gate"] == "counts_only" and len(row["members"]) < 3),
            ("low_coverage", row["gate"] == "counts_only"),
        ):
            if holds:
                return Goal(target, None, "not_compared", reason, None, None)
        case = Case(indicator, above, below, Fraction(target) / Fraction(indicator["multiplier"]))
        visible = case.smallest_visible()
        # Where the interval leaves the goal out already, no number of years is told.
        years = case.years_needed() if case.verdict(0.95)[0] == "cannot_tell" else None
        if not case.enough(1):
            return Goal(target, None, "cannot_tell", "few_expected", visible, years)
        level = target / indicator["multiplier"]
        if case.is_share:
            below_it = float(stats.beta.cdf(level, above + 0.5, below - above + 0.5))
        else:
            below_it = float(stats.gamma.cdf(level * below, above + 0.5))
        probability = below_it if indicator["lower_is_better"] else 1 - below_it
        if probability >= 0.975:
            return Goal(target, probability, "better", None, visible, None)
        if probability <= 0.025:
            return Goal(target, probability, "worse", None, visible, None)
        return Goal(target, probability, "cannot_tell", "within_chance", visible, years)
