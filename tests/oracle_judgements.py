"""The judgements again, in slow and obvious Python: every area beside its benchmarks, one row at a time.

From the published values, the files of areas and adults and the analyst's definitions; nothing of etl is used. Where a
limit is drawn, fractions are exact.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml

from tests.oracle_cases import UNCERTAINTY, BesideOthers, Case, Row

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
KEY = ("indicator", "source", "area", "period", "sex", "age_group")


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
                found[*key, against] = self.judge(row, against, group, whole)
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

    def judge(self, row: Row, against: str, group: list[str], whole: list[str]) -> Judgement:
        indicator = self.indicators[row["indicator"]]
        above, below, members = self.sum_of(row, group)
        gate = self.gate(members, whole)
        has_benchmark = indicator["kind"] != "items_used" and below > 0
        formed = has_benchmark and len(members) >= 3 and gate != "counts_only"
        reason = self.why_not(row, has_benchmark, members, gate)
        verdicts: list[tuple[str, str | None]] = [("not_compared", reason)] * 2
        expected = visible = years = None
        if reason is None:
            own = Case(indicator, row["numerator"], row["denominator"], above / below)
            # The county has the area in it and is much larger; others are as subject to chance as the area itself.
            # More than everybody is not: something else is wrong with it.
            case: Case | BesideOthers = own
            if against != "county" and not (own.is_share and above > below):
                case = BesideOthers(Case(indicator, float(above), float(below), Fraction(0)), own, own.is_share)
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


def _read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
