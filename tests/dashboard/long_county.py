"""A published county with six years and ten months more: what a line, a trend and a change of three kinds need.

The counts follow from the year by plain arithmetic, the intervals from the statistics, and the verdicts are written
out by hand: what a page says of them is what is tried, not how they were reached.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from etl import snapshot, statistics
from etl.house import create_house

BUILD = "2026-11-22-long"
YEARS = tuple(str(year) for year in range(2018, 2024))
LAST, BEFORE = YEARS[-1], YEARS[-2]
TEN_MONTHS = "2024-01/2024-10"
# Älvsbyn is told in words, Kalix is small, Boden is in between and Luleå is over a quarter of the county.
PERSONS = {"2582": 90, "2514": 24, "2580": 300, "2560": 8}
NAMES = {"2582": "Boden", "2514": "Kalix", "2580": "Luleå", "2560": "Älvsbyn"}
ADULTS = {"2582": 22_913, "2514": 13_174, "2580": 63_414, "2560": 6_531}
SILENT = {("2020", "2514")}
SHARE, RATE, METHODS, YES = "andel_fatt_insats", "sokt_hjalp_per_10000", "antal_metoder", "grupp_andel"
TARGET = {
    "indicator": SHARE, "county": "25", "target": 90.0, "target_by": "2026", "example": True,
    "target_decided": "Exempel för demon; inget beslut är fattat",
}  # fmt: skip
Row = dict[str, Any]

_KEY: Row = {"source": "kommunenkat", "sex": "total", "age_group": "18+"}
_JUDGED: Row = {"reason": None, "smallest_visible": None, "years_needed": None}


def publish(folder: Path, periods: tuple[str, ...] = (*YEARS, TEN_MONTHS)) -> str:
    """Makes a data folder with this county in it; the path of its snapshot."""
    create_house(folder, "demo", "25")
    path = snapshot.published_path(folder, BUILD)
    rows: dict[str, list[Row]] = {name: [] for name in snapshot.TABLES}
    _reference(rows)
    for period in periods:
        _period(rows, period)
    if {BEFORE, LAST} <= set(periods):
        _changes(rows)
        _comparisons(rows)
        _trends(rows)
    schemas = {name: snapshot.empty_frame(name).schema for name in snapshot.TABLES}
    snapshot.write_snapshot(path, {n: pl.DataFrame(rows[n], schema=schemas[n], orient="row") for n in snapshot.TABLES})
    (folder / "published" / "CURRENT").write_text(BUILD, encoding="utf-8")
    return str(path)


def _reference(rows: dict[str, list[Row]]) -> None:
    about = {"build_id": BUILD, "as_of": "2026-11-22", "kind": "demo", "county": "25", "code_version": "x"}
    rows["snapshot"] = [{"key": k, "value": v} for k, v in (about | {"population_year": "2019"}).items()]
    county = {"code": "25", "name": "Norrbottens län", "level": "county", "county": "25", "similar_areas": []}
    rows["area"] = [county] + [
        {"code": code, "name": name, "level": "municipality", "county": "25", "skr_group_code": "C8",
         "skr_group": "Landsbygdskommun", "similar_areas": ["2580"] if code != "2580" else []}
        for code, name in NAMES.items()
    ]  # fmt: skip
    rows["population"] = [
        {"area": area, "year": 2019, "sex": "total", "adults": adults, "source": "SCB"}
        for area, adults in ADULTS.items()
    ]
    rows["source"] = [{"id": "kommunenkat", "title": "Kommunenkäten", "kind": "form", "example": True}]
    for place, (item, unit) in enumerate({"sokt_hjalp": "personer", "fatt_insats": "personer"}.items()):
        rows["item"].append(
            {"form": "kommunenkat", "id": item, "question_no": f"3.{place + 1}", "section": "S", "label": item,
             "short_label": item, "kind": "count", "counts": "persons", "unit": unit, "sort": place}
        )  # fmt: skip
    measures = {
        RATE: ("rate", "per 10 000 vuxna", "poisson", None, None),
        SHARE: ("proportion", "procent", "wilson", False, 5.0),
        METHODS: ("items_used", "metoder", "own_fact", None, None),
        YES: ("share_of_areas", "procent av kommunerna", "share_of_areas", None, None),
    }
    for place, (name, (kind, unit, uncertainty, lower, margin)) in enumerate(measures.items()):
        rows["indicator"].append(
            {"id": name, "version": 1, "title": f"Mått {name}", "short_title": f"Kort {name}", "theme": "Hjälp",
             "why": "Därför.", "how": "Så här.", "unit": unit, "kind": kind,
             "numerator": ["fatt_insats" if name == SHARE else "sokt_hjalp"],
             "denominator": ["sokt_hjalp"] if name == SHARE else [], "multiplier": 100.0 if name == SHARE else 10_000.0,
             "decimals": 1, "caveats": ["Tänk på det."], "form": "kommunenkat", "source_document": "Rapporten",
             "source_questions": ["3.1"], "author": "FoU", "reviewed": date(2026, 1, 1),
             "next_review": date(2027, 1, 1), "sort": place, "uncertainty": uncertainty, "lower_is_better": lower,
             "margin": margin}
        )  # fmt: skip
    rows["target"] = [TARGET]
    rows["comparability_break"] = [
        {"id": "b", "form": "kommunenkat", "indicator": RATE, "from_period": "2020", "kind": "form",
         "says": "Frågan ställdes på ett annat sätt."}
    ]  # fmt: skip


def _period(rows: dict[str, list[Row]], period: str) -> None:
    year, months = int(period[:4]), 10 if "/" in period else 12
    ends = date(year, 10, 31) if months == 10 else date(year, 12, 31)
    label = f"januari–oktober {year}" if months == 10 else period
    rows["period"].append({"id": period, "starts": date(year, 1, 1), "ends": ends, "months": months, "label": label})
    there = [area for area in NAMES if (period, area) not in SILENT]
    for area in NAMES:
        asked = {"form": "kommunenkat", "period": period, "area": area, "deadline": ends, "round_opened": True}
        rows["asked"].append(asked)
        if area in there:
            sent = {"form": "kommunenkat", "period": period, "area": area, "received_on": ends}
            rows["submission"].append(sent | {"version": 1, "example": True})
    for who, members in (("answered", there), ("silent", [area for area in NAMES if area not in there])):
        if members:
            rows["response_group"].append(_group(period, who, members))
    for indicator in (RATE, SHARE, METHODS, YES):
        for area in NAMES:
            rows["indicator_value"].append(_value(indicator, period, area, [area] if area in there else []))
        rows["indicator_value"].append(_value(indicator, period, "25", there))


def _group(period: str, who: str, members: list[str]) -> Row:
    sizes = sorted(ADULTS[area] for area in members)
    return {
        "form": "kommunenkat", "period": period, "county": "25", "who": who, "members": members, "adults": sum(sizes),
        "population_share": sum(sizes) / sum(ADULTS.values()), "smallest": sizes[0], "median": sizes[len(sizes) // 2],
        "largest": sizes[-1], "share_women": 0.49, "skr_groups": ["Landsbygdskommun"],
    }  # fmt: skip


def _counts(indicator: str, period: str, members: list[str]) -> tuple[float, float]:
    sought = sum(PERSONS[area] for area in members)
    if indicator == SHARE:
        return float(sum(round(PERSONS[a] * (0.4 + 0.05 * (int(period[:4]) - 2018))) for a in members)), float(sought)
    return float(sought), float(sum(ADULTS[area] for area in members))


def _value(indicator: str, period: str, area: str, members: list[str]) -> Row:
    whole = area == "25"
    found: Row = _KEY | {"indicator": indicator, "area": area, "period": period, "members": members, "example": True}
    found |= {"answered": len(members), "asked": len(NAMES) if whole else 1, "status": "ok"}
    if whole:
        share = sum(ADULTS[each] for each in members) / sum(ADULTS.values())
        found |= {"population_share": share, "gate": "county" if share >= 0.9 else "answering"}
    if not members:
        return found | {"status": "not_submitted"}
    if indicator in (METHODS, YES):
        count = float(len(members) if indicator == YES else 4)
        return found | {"value": count, "numerator": count, "at_most": 4.0 if whole and indicator == YES else None}
    part, of = _counts(indicator, period, members)
    interval = (
        statistics.proportion(part, of, multiplier=100)
        if indicator == SHARE
        else statistics.rate(part, of, multiplier=10_000)
    )
    certainty = "in_words" if indicator == SHARE and of < 10 else "uncertain" if part < 20 or of < 30 else "firm"
    return found | {
        "value": interval.value, "lower": interval.lower, "upper": interval.upper, "numerator": part,
        "denominator": of, "certainty": certainty,
    }  # fmt: skip


# verdict, reason, smallest visible, years needed
_CHANGES: dict[str, tuple[str, str | None, float | None, int | None]] = {
    "25": ("better", None, 9.0, None),
    "2580": ("better", None, 11.0, None),
    "2582": ("cannot_tell", "within_chance", 20.0, 12),
    "2514": ("cannot_tell", "few_expected", 40.0, None),
    "2560": ("not_compared", "in_words", None, None),
}


def _verdict(indicator: str, area: str) -> tuple[str, str | None, float | None, int | None]:
    if indicator == METHODS:
        return "not_compared", "no_interval", None, None
    verdict, reason, smallest, years = _CHANGES[area]
    if indicator == RATE and verdict == "better":
        return "cannot_tell", "within_chance", smallest, years
    return verdict, reason, smallest, years


def _changes(rows: dict[str, list[Row]]) -> None:
    values = {(r["indicator"], r["area"], r["period"]): r for r in rows["indicator_value"]}
    for indicator in (RATE, SHARE, METHODS):
        for area in _CHANGES:
            then, now = values[indicator, area, BEFORE], values[indicator, area, LAST]
            verdict, reason, smallest, years = _verdict(indicator, area)
            change = now["value"] - then["value"]
            parts = {"whole_change": change + 1, "real_change": change, "membership_change": 1.0}
            rows["change"].append(
                _KEY | {
                    "indicator": indicator, "area": area, "period": LAST, "earlier": BEFORE, "estimated": False,
                    "members": list(NAMES) if area == "25" else [area], "breaks": [], "difference": change,
                    "population_share": 1.0 if area == "25" else None, "gate": "county" if area == "25" else None,
                    "before": then["value"], "after": now["value"], "verdict": verdict, "reason": reason,
                    "smallest_visible": smallest, "years_needed": years,
                    "difference_lower": change - 6, "difference_upper": change + 6,
                }
                | {f"before_{end}": then.get(end) for end in ("numerator", "denominator", "lower", "upper")}
                | {f"after_{end}": now.get(end) for end in ("numerator", "denominator", "lower", "upper")}
                | (parts | {"definition_change": 0.0} if area == "25" else {})
            )  # fmt: skip


def _comparisons(rows: dict[str, list[Row]]) -> None:
    for indicator in (RATE, SHARE):
        for area in NAMES:
            verdict, reason, smallest, years = _verdict(indicator, area)
            others = [each for each in NAMES if each != area or area != "2580"]
            part, of = _counts(indicator, LAST, others)
            multiplier = 100 if indicator == SHARE else 10_000
            rows["comparison"].append(
                _KEY | {
                    "indicator": indicator, "area": area, "period": LAST, "members": others, "gate": "county",
                    "against": "rest_of_county" if area == "2580" else "county", "benchmark": part / of * multiplier,
                    "benchmark_numerator": part, "benchmark_denominator": of, "expected": 12.0, "verdict": verdict,
                    "reason": reason, "verdict_998": "cannot_tell" if verdict == "better" else verdict,
                    "smallest_visible": smallest, "years_needed": years,
                }
            )  # fmt: skip
            rows["comparison"].append(
                _KEY | _JUDGED | {
                    "indicator": indicator, "area": area, "period": LAST, "members": [], "against": "similar",
                    "verdict": "not_compared", "verdict_998": "not_compared", "reason": "no_benchmark",
                }
            )  # fmt: skip


def _trends(rows: dict[str, list[Row]]) -> None:
    for area in _CHANGES:
        sure = area in ("25", "2580")
        rows["trend"].append(
            _KEY | {
                "indicator": SHARE, "area": area, "period": LAST, "periods": list(YEARS[1:]), "members": [area],
                "marker": "increasing" if sure else "cannot_be_calculated",
                "verdict": "better" if sure else "not_compared", "reason": None if sure else "few_events",
                "chi2": 30.0 if sure else None,
            }
        )  # fmt: skip
        rows["goal_progress"].append(
            _KEY | _JUDGED | {
                "indicator": SHARE, "area": area, "period": LAST, "target": 90.0, "probability": 0.01,
                "verdict": "worse",
            }
        )  # fmt: skip
