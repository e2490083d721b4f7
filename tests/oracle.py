"""The figures again, in slow and obvious Python: from the kept copies to every sum and indicator.

Nothing of the chain is used: copies are opened with openpyxl, receipts, rounds, definitions and population are read
as the plain files they are. The snapshot must say the same.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
OTHER_METHODS = ("annan_evidens", "annan_insats")
GROUP_BOXES = ("grupp_12steg", "grupp_anhorig", "grupp_motivation", "grupp_ap")
CODED_COUNTS = {
    "nect": OTHER_METHODS,
    "kbt": OTHER_METHODS,
    "kontaktperson": OTHER_METHODS,
    "stodsamtal": ("annan_insats",),
}
REASONS = ["not_submitted", "not_answered", "not_kept", "not_applicable"]

Answers = dict[str, tuple[Any, str]]


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


class Oracle:
    """Every figure of a house, computed when it is made."""

    def __init__(self, house: Path) -> None:
        self.county = json.loads((house / "house.json").read_text(encoding="utf-8"))["county"]
        self.adults = _adults()
        self.sent = _sent(house)
        self.asked = self._asked(house)
        self.items = _item_ids()
        self.indicators = _indicators()

    def _asked(self, house: Path) -> dict[str, list[str]]:
        """period -> municipalities."""
        everyone = [area for area in self.adults if area.startswith(self.county) and len(area) == 4]
        asked = {period: everyone for _, period in self.sent}
        for file in sorted((house / "decisions" / "rounds").glob("*.json")):
            round_ = json.loads(file.read_text(encoding="utf-8"))
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
        return Figure(value, _status(value, statuses), 1, 1, None, above, below, (area,))

    def county_values(self) -> dict[tuple[str, str, str], Figure]:
        return {
            (indicator["id"], self.county, period): self._of_county(indicator, areas, period)
            for period, areas in self.asked.items()
            for indicator in self.indicators
        }

    def _of_county(self, indicator: dict[str, Any], areas: list[str], period: str) -> Figure:
        members = sorted(area for area in areas if self._parts(indicator, area, period) is not None)
        share = self._share(members)
        if not members:
            statuses = [s for area in areas for s in self._statuses(indicator, area, period)]
            reason = _reason([s for s in statuses if s not in ("not_submitted", "ok", "estimated")])
            return Figure(None, reason, 0, len(areas), share)
        parts = [self._parts(indicator, area, period) for area in members]
        above = sum(part[0] for part in parts if part)
        below: float | None = sum(part[1] for part in parts if part and part[1] is not None)
        if indicator["kind"] == "items_used":
            below = None
            above = 0.0
            for item in indicator["numerator"]:
                above += any((self.answer(area, period, item)[0] or 0) > 0 for area in members)
        value = above if indicator["kind"] == "items_used" else _divided(above, below, indicator)
        statuses = [s for area in members for s in self._statuses(indicator, area, period)]
        return Figure(
            value, _status(value, statuses), len(members), len(areas), share, above, below, tuple(members)
        )  # fmt: skip


def _divided(above: float, below: float | None, indicator: dict[str, Any]) -> float | None:
    return above / below * float(indicator["multiplier"]) if below else None


def _status(value: float | None, statuses: list[str]) -> str:
    if value is None:
        return "not_applicable"
    return "estimated" if "estimated" in statuses else "ok"


def _reason(statuses: list[str]) -> str:
    return next((reason for reason in REASONS if reason in statuses), "not_submitted")


# -------------------------------------------------------------------- files


def _adults() -> dict[str, int]:
    with (REFERENCE / "population_2019.csv").open(encoding="utf-8", newline="") as file:
        return {row["area"]: int(row["total"]) for row in csv.DictReader(file)}


def _indicators() -> list[dict[str, Any]]:
    whole = yaml.safe_load((REPOSITORY / "indicators.yaml").read_text(encoding="utf-8"))
    return [whole["defaults"] | entry for entry in whole["indicators"]]


def _item_ids() -> list[str]:
    counts = "sokt_hjalp fatt_insats cra ap hap met cm act tolvsteg mi narstaende stodsamtal"
    others = "annan_evidens_antal annan_insats_antal dokumentation hvb lvm nect kbt kontaktperson"
    ticks = "grupp_12steg grupp_anhorig grupp_motivation grupp_ap grupp_cra"
    return f"{counts} {others} {ticks}".split()


def _sent(house: Path) -> dict[tuple[str, str], Answers]:
    """(area, period) -> item -> value and status, of the newest file for each."""
    receipts = [json.loads(file.read_text(encoding="utf-8")) for file in house.glob("received/*/receipt.json")]
    sent: dict[tuple[str, str], Answers] = {}
    for receipt in sorted(receipts, key=lambda r: int(r["sequence"])):
        for (area, period, layout), answers in _read_copy(house / "received" / receipt["id"] / "copy.xlsx").items():
            sent[area, period] = _coded(answers, layout)
    return sent


def _read_copy(path: Path) -> dict[tuple[str, str, str], Answers]:
    """Each respondent's answers; each must stand in the cell it is said to come from, unless it shares that cell."""
    book = openpyxl.load_workbook(path)
    found: dict[tuple[str, str, str], Answers] = {}
    for _, layout, area, period, *pieces in book["_samsyn_index"].iter_rows(values_only=True):
        rows = [row for piece in pieces if piece for row in json.loads(str(piece))]
        places = [(sheet, cell) for _, _, sheet, cell, _ in rows]
        for field, _, sheet, cell, value in rows:
            if places.count((sheet, cell)) == 1 and book[sheet][cell].value != value:
                raise ValueError(f"{path}: {field} is {value} in the index but not in {sheet}!{cell}")
        found[str(area), str(period), str(layout)] = {field: (value, status) for field, status, _, _, value in rows}
    return found


def _codes() -> dict[tuple[str, str], str]:
    """(question, text in plain letters) -> item."""
    with (REFERENCE / "coding.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(question, _plain(row["text"])): row["item"] for row in rows for question in row["questions"].split()}


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split()).strip(" .,;:")


def _coded(answers: Answers, layout: str) -> Answers:
    """Free text that people have reviewed becomes items; what nobody knows is not answered."""
    codes = _codes()
    wanted = {item: asked for item, asked in CODED_COUNTS.items() if item != "stodsamtal" or layout == "2022"}
    result = dict(answers)
    coded: dict[str, list[tuple[float, str]]] = {item: [] for item in wanted}
    understood = dict.fromkeys(OTHER_METHODS, True)
    for question in OTHER_METHODS:
        left: list[tuple[float, str]] = []
        for place in ("", "_2", "_3"):
            count, status = answers.get(f"{question}_antal{place}", (None, "not_answered"))
            text = answers.get(f"{question}_vad{place}", (None, "not_answered"))[0]
            if count is None:
                understood[question] = understood[question] and status == "not_answered"
                continue
            item = codes.get((f"{question}_antal", _plain(str(text)))) if text else None
            if item in wanted:
                coded[item].append((float(count), status))
            elif count or text:
                left.append((float(count), status))
                understood[question] = False
        if answers.get(f"{question}_antal", (None, ""))[0] is None:
            understood[question] = False
        else:
            result[f"{question}_antal"] = _total(left)
    for item, questions in wanted.items():
        if coded[item]:
            result[item] = _total(coded[item])
        else:
            everything = all(understood[question] for question in questions)
            result[item] = (0.0, "ok") if everything else (None, "not_answered")
    result["grupp_cra"] = _group_cra(answers, codes)
    return result


def _total(parts: list[tuple[float, str]]) -> tuple[float, str]:
    return sum(count for count, _ in parts), "estimated" if any(s == "estimated" for _, s in parts) else "ok"


def _group_cra(answers: Answers, codes: dict[tuple[str, str], str]) -> tuple[float | None, str]:
    text = answers.get("grupp_annat", (None, ""))[0] or ""
    parts = [_plain(part) for part in str(text).replace(";", ",").split(",") if _plain(part)]
    if any(codes.get(("grupp_annat", part)) == "grupp_cra" for part in parts):
        return 1.0, "ok"
    boxes_answered = all(answers[box][0] is not None for box in GROUP_BOXES)
    if boxes_answered and all(("grupp_annat", part) in codes for part in parts):
        return 0.0, "ok"
    return None, "not_answered"
