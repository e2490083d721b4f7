"""The figures again, in slow and obvious Python: from the kept copies to every sum and indicator.

Nothing of the chain is used: copies are opened with openpyxl, receipts, rounds, definitions and population are read
as the plain files they are. The snapshot must say the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests import oracle_files, oracle_intervals

REASONS = ["not_submitted", "not_answered", "not_kept", "not_applicable"]


@dataclass(frozen=True)
class Figure:
    value: float | None
    status: str
    answered: int
    asked: int
    population_share: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    members: tuple[str, ...] = ()
    lower: float | None = None
    upper: float | None = None
    lower_998: float | None = None
    upper_998: float | None = None
    certainty: str | None = None
    gate: str | None = None
    at_most: float | None = None


class Oracle:
    """Every figure of a house, computed when it is made."""

    def __init__(self, house: Path) -> None:
        self.county = json.loads((house / "house.json").read_text(encoding="utf-8"))["county"]
        self.adults = oracle_files.adults_of_municipalities()
        self.sent = oracle_files.sent(house)
        self.asked = self._asked(house)
        self.items = oracle_files.item_ids()
        self.indicators = oracle_files.indicators()

    def _asked(self, house: Path) -> dict[str, list[str]]:
        """period -> municipalities."""
        everyone = [area for area in self.adults if area.startswith(self.county) and len(area) == 4]
        asked = {period: everyone for _, period in self.sent}
        for file in sorted((house / "decisions" / "rounds").glob("*.json")):
            round_ = json.loads(file.read_text(encoding="utf-8"))
            if round_["form"] == "kommunenkat":
                asked[round_["period"]] = round_["areas"]
        for area, period in self.sent:
            if area not in asked[period]:
                asked[period] = [*asked[period], area]
        return asked

    def answer(self, area: str, period: str, item: str) -> tuple[float | None, str]:
        if (area, period) not in self.sent:
            return None, "not_submitted"
        return self.sent[area, period].get(item, (None, "not_answered"))

    # ---------------------------------------------------------------- items

    def municipal_items(self) -> dict[tuple[str, str, str], Figure]:
        figures = {}
        for period, areas in self.asked.items():
            for area in areas:
                for item in self.items:
                    value, status = self.answer(area, period, item)
                    figures[area, period, item] = Figure(value, status, 0 if value is None else 1, 1)
        return figures

    def county_items(self) -> dict[tuple[str, str, str], Figure]:
        figures = {}
        for period, areas in self.asked.items():
            for item in self.items:
                answers = {area: self.answer(area, period, item) for area in areas}
                known = {area: pair for area, pair in answers.items() if pair[0] is not None}
                value, status = None, _reason([s for _, s in answers.values() if s != "not_submitted"])
                if known:
                    value = sum(float(v) for v, _ in known.values() if v is not None)
                    status = "estimated" if any(s == "estimated" for _, s in known.values()) else "ok"
                figures[self.county, period, item] = Figure(
                    value, status, len(known), len(areas), self._share(list(known))
                )
        return figures

    def _share(self, areas: list[str]) -> float:
        whole = sum(n for area, n in self.adults.items() if area.startswith(self.county))
        return sum(self.adults[area] for area in areas) / whole

    # ---------------------------------------------------------------- indicators

    def municipal_values(self) -> dict[tuple[str, str, str], Figure]:
        figures = {}
        for period, areas in self.asked.items():
            for area in areas:
                for indicator in self.indicators:
                    figures[indicator["id"], area, period] = self._of_municipality(indicator, area, period)
        return figures

    def _parts(self, indicator: dict[str, Any], area: str, period: str) -> tuple[float, float | None] | None:
        """Numerator and denominator of one municipality, or None if any part is unknown."""
        above = self._known(indicator["numerator"], area, period)
        below = self._known(indicator.get("denominator", []), area, period)
        if above is None or below is None:
            return None
        kind = indicator["kind"]
        if kind == "items_used":
            return float(sum(1 for value in above if value > 0)), None
        if kind == "share_of_areas":
            return float(any(value > 0 for value in above)), 1.0
        if kind == "rate":
            return float(sum(above)), float(self.adults[area])
        return float(sum(above)), float(sum(below))

    def _known(self, items: list[str], area: str, period: str) -> list[float] | None:
        """The values of the items, or None if one of them is unknown."""
        values = []
        for item in items:
            value, _ = self.answer(area, period, item)
            if value is None:
                return None
            values.append(value)
        return values

    def _statuses(self, indicator: dict[str, Any], area: str, period: str) -> list[str]:
        items = [*indicator["numerator"], *indicator.get("denominator", [])]
        return [self.answer(area, period, item)[1] for item in items]

    def _of_municipality(self, indicator: dict[str, Any], area: str, period: str) -> Figure:
        parts = self._parts(indicator, area, period)
        statuses = self._statuses(indicator, area, period)
        if parts is None:
            return Figure(None, _reason(statuses), 0, 1)
        above, below = parts
        value = above if indicator["kind"] in ("items_used", "share_of_areas") else _divided(above, below, indicator)
        figure = Figure(value, _status(value, statuses), 1, 1, None, above, below, (area,))
        return _with_limits(figure, indicator)

    def county_values(self) -> dict[tuple[str, str, str], Figure]:
        return {
            (indicator["id"], self.county, period): self._of_county(indicator, areas, period)
            for period, areas in self.asked.items()
            for indicator in self.indicators
        }

    def _of_county(self, indicator: dict[str, Any], areas: list[str], period: str) -> Figure:
        members = sorted(area for area in areas if self._parts(indicator, area, period) is not None)
        share = self._share(members)
        whole = sum(1 for area in self.adults if area.startswith(self.county))
        gate = oracle_intervals.gate(share, len(members), whole)
        if not members:
            statuses = [s for area in areas for s in self._statuses(indicator, area, period)]
            reason = _reason([s for s in statuses if s not in ("not_submitted", "ok", "estimated")])
            return Figure(None, reason, 0, len(areas), share, gate=gate)
        parts = [self._parts(indicator, area, period) for area in members]
        above = sum(part[0] for part in parts if part)
        below: float | None = sum(part[1] for part in parts if part and part[1] is not None)
        if indicator["kind"] == "items_used":
            below = None
            above = 0.0
            for item in indicator["numerator"]:
                above += any((self.answer(area, period, item)[0] or 0) > 0 for area in members)
        value = above if indicator["kind"] == "items_used" else _divided(above, below, indicator)
        status = _status(value, [s for area in members for s in self._statuses(indicator, area, period)])
        if gate == "counts_only" and value is not None:
            value, status = None, "too_few_answers"
        at_most = above + len(areas) - len(members) if indicator["kind"] == "share_of_areas" else None
        figure = Figure(
            value, status, len(members), len(areas), share, above, below, tuple(members), gate=gate, at_most=at_most
        )
        return _with_limits(figure, indicator)


def _with_limits(figure: Figure, indicator: dict[str, Any]) -> Figure:
    x, n = figure.numerator, figure.denominator
    if figure.value is None or x is None or not n or oracle_intervals.uncertainty(indicator) is None:
        return figure
    if x > n and oracle_intervals.uncertainty(indicator) == "wilson":
        return figure
    lower, upper = oracle_intervals.limits(indicator, x, n, 0.95)
    lower_998, upper_998 = oracle_intervals.limits(indicator, x, n, 0.998)
    said = oracle_intervals.certainty(indicator, x, n)
    return replace(
        figure, lower=lower, upper=upper, lower_998=lower_998, upper_998=upper_998, certainty=said
    )  # fmt: skip


def _divided(above: float, below: float | None, indicator: dict[str, Any]) -> float | None:
    return above / below * float(indicator["multiplier"]) if below else None


def _status(value: float | None, statuses: list[str]) -> str:
    if value is None:
        return "not_applicable"
    return "estimated" if "estimated" in statuses else "ok"


def _reason(statuses: list[str]) -> str:
    return next((reason for reason in REASONS if reason in statuses), "not_submitted")
