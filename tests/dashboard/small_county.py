"""A published county small enough to know by heart: four municipalities, two periods, every kind of gap.

The figures are written out here and reckoned in the plainest way, so that what a page shows can be checked by eye.
What was decided of them stands in small_judgements.py.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl import snapshot
from etl.house import create_house
from etl.intervals import proportion, rate
from tests.dashboard import small_judgements

BUILD = "2026-11-22-small"
EARLIER, LATER = small_judgements.EARLIER, small_judgements.LATER
ADULTS = {"2582": 22_913, "2514": 13_174, "2580": 63_414, "2560": 6_531}
NAMES = {"2582": "Boden", "2514": "Kalix", "2580": "Luleå", "2560": "Älvsbyn"}
PERSONS, COURSES, VISITS = ("count", "persons"), ("count", "method_courses"), ("count", "visits")
ITEMS = {
    "sokt_hjalp": ("3.1", "Sökt hjälp", PERSONS, "personer"),
    "fatt_insats": ("3.2", "Fått insats", PERSONS, "personer"),
    "cra": ("4.1", "CRA", COURSES, "metodinsatser"),
    "mi": ("4.8", "MI", COURSES, "metodinsatser"),
    "grupp_12steg": ("5.1", "12-stegsgrupp", ("tick", "municipalities"), "kommuner"),
    "dokumentation": ("6.1", "Dokumentation av drogfrihet", VISITS, "besök"),
    "hvb": ("7.1", "HVB", PERSONS, "personer"),
    "lvm": ("7.2", "LVM", PERSONS, "personer"),
}
SILENT, SKIPPED, NOT_KEPT = "not_submitted", "not_answered", "not_kept"
# One line for each municipality, one place for each item; -n is an estimate of n.
ANSWERS: dict[tuple[str, str], tuple[int | str, ...]] = {
    (EARLIER, "2582"): (100, 80, 10, 20, 1, -50, 5, 1),
    (EARLIER, "2514"): (40, 30, 0, 6, 0, NOT_KEPT, 2, 0),
    (EARLIER, "2580"): (200, 190, 30, 40, 1, 1_200, 20, 3),
    (EARLIER, "2560"): (SILENT,) * 8,
    (LATER, "2582"): (110, 90, 12, 25, 0, -60, 6, 1),
    (LATER, "2514"): (SILENT,) * 8,
    (LATER, "2580"): (190, 170, 28, 44, 1, 1_100, 18, 2),
    (LATER, "2560"): (20, 15, SKIPPED, 2, 0, NOT_KEPT, 1, 0),
}
PRINTED = {"sokt_hjalp": 527, "fatt_insats": 480, "cra": 71, "metoder_totalt": 739}
# id: kind, numerator, denominator, multiplier, unit, theme
INDICATORS: dict[str, tuple[str, list[str], list[str], int, str, str]] = {
    "sokt_hjalp_per_10000": ("rate", ["sokt_hjalp"], [], 10_000, "per 10 000 vuxna", "Hjälp"),
    "andel_fatt_insats": ("proportion", ["fatt_insats"], ["sokt_hjalp"], 100, "procent", "Hjälp"),
    "metoder_per_person": ("ratio", ["cra", "mi"], ["fatt_insats"], 1, "metodinsatser per person", "Metoder"),
    "cra_per_100": ("ratio", ["cra"], ["fatt_insats"], 100, "per 100 personer med insats", "Metoder"),
    "antal_metoder": ("items_used", ["cra", "mi"], [], 1, "metoder", "Metoder"),
    "grupp_12steg_andel": ("share_of_areas", ["grupp_12steg"], [], 100, "procent av kommunerna", "Grupper"),
    "lvm_andel": ("proportion", ["lvm"], ["hvb", "lvm"], 100, "procent", "Behandlingshem"),
}
# How chance is reckoned with, or why not; which way is better; what is so small that it means nothing; the goal.
UNCERTAINTY = {
    "sokt_hjalp_per_10000": "poisson", "andel_fatt_insats": "wilson", "metoder_per_person": "not_independent",
    "cra_per_100": "poisson", "antal_metoder": "own_fact", "grupp_12steg_andel": "share_of_areas",
    "lvm_andel": "wilson",
}  # fmt: skip
LOWER_IS_BETTER = {"andel_fatt_insats": False}
MARGINS = {"cra_per_100": 10.0}
TARGETS = {"andel_fatt_insats": (90.0, "2026", "Samverkansrådet den 1 mars 2023")}
Known = dict[str, tuple[float | None, str]]


def publish(folder: Path, *, kind: str = "demo", empty: bool = False, notes: list[dict[str, Any]] | None = None) -> str:
    """Makes a data folder with this county in it; the path of its snapshot."""
    periods = [] if empty else [EARLIER, LATER]
    create_house(folder, "demo" if kind == "demo" else "real", "25")
    path = snapshot.published_path(folder, BUILD)
    frames = _frames(kind, periods)
    frames["note"] = pl.DataFrame(notes or [], schema=frames["note"].schema)
    snapshot.write_snapshot(path, frames)
    (folder / "published" / "CURRENT").write_text(BUILD, encoding="utf-8")
    news = [{"what": "sökt hjälp i Luleå", "before": "200", "after": "190"}]
    (folder / "published" / f"{BUILD}.changes.json").write_text(json.dumps(news), encoding="utf-8")
    return str(path)


def known(period: str, item: str) -> Known:
    """Each municipality's value and status."""
    place = list(ITEMS).index(item)
    return {area: _read(line[place]) for (when, area), line in ANSWERS.items() if when == period}


def _read(written: int | str) -> tuple[float | None, str]:
    if isinstance(written, str):
        return None, written
    return float(abs(written)), "estimated" if written < 0 else "ok"


def _frames(kind: str, periods: list[str]) -> dict[str, pl.DataFrame]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in snapshot.TABLES}
    example = kind == "demo"
    about = {"build_id": BUILD, "as_of": "2026-11-22", "kind": kind, "county": "25", "code_version": "x"}
    rows["snapshot"] = [{"key": k, "value": v} for k, v in (about | {"population_year": "2019"}).items()]
    _reference(rows, example)
    for period in periods:
        year = int(period[:4])
        label = f"januari–oktober {year}"
        starts, ends = date(year, 1, 1), date(year, 10, 31)
        rows["period"].append({"id": period, "starts": starts, "ends": ends, "months": 10, "label": label})
        _answers(rows, period, example)
        for name in INDICATORS:
            _values(rows, period, name, example)
    if periods:
        _printed(rows)
    groups = {a["code"]: (_of_group(a["skr_group_code"]), a["similar_areas"]) for a in rows["area"]}
    small_judgements.add_all(rows, periods, groups, ADULTS)
    return {name: pl.DataFrame(rows[name], schema=schema, orient="row") for name, schema in _schemas().items()}


def _of_group(group: str | None) -> list[str]:
    return ["2580"] if group == "B3" else ["2582", "2514", "2560"]


def _schemas() -> dict[str, Any]:
    con = duckdb.connect()
    for name, columns in snapshot.TABLES.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    return {name: con.sql(f"SELECT * FROM {name}").pl().schema for name in snapshot.TABLES}


def _reference(rows: dict[str, list[dict[str, Any]]], example: bool) -> None:
    def area(code: str, name: str, level: str, group: str | None, similar: list[str]) -> None:
        rows["area"].append(
            {"code": code, "name": name, "level": level, "county": code[:2], "sub_area": None,
             "skr_group_code": group, "skr_group": group and f"Grupp {group}", "similar_areas": similar}
        )  # fmt: skip

    area("25", "Norrbottens län", "county", None, [])
    area("24", "Västerbottens län", "county", None, [])
    area("2480", "Umeå", "municipality", "B3", [])
    for code, name in NAMES.items():
        area(code, name, "municipality", "B3" if name == "Luleå" else "C8", ["2480"] if name == "Luleå" else ["2580"])
    for code, adults in ADULTS.items():
        rows["population"].append({"area": code, "year": 2019, "sex": "total", "adults": adults, "source": "SCB"})
    for source, kind in (("kommunenkat", "form"), ("foui_95_2023", "published")):
        title = "Kommunenkäten" if kind == "form" else "FoUI rapport 95:2023. En kartläggning"
        rows["source"].append({"id": source, "title": title, "kind": kind, "example": example and kind == "form"})
    for place, (item, (number, label, (sort_of, counts), unit)) in enumerate(ITEMS.items()):
        rows["item"].append(
            {"form": "kommunenkat", "id": item, "question_no": number, "section": "S", "label": label,
             "short_label": label, "kind": sort_of, "counts": counts, "unit": unit, "sort": place}
        )  # fmt: skip
    for place, (name, (kind, above, below, multiplier, unit, theme)) in enumerate(INDICATORS.items()):
        rows["indicator"].append(
            {"id": name, "version": 1, "title": f"Mått {name}", "short_title": name, "theme": theme, "why": "Därför.",
             "how": "Så här.", "unit": unit, "kind": kind, "numerator": above, "denominator": below,
             "multiplier": float(multiplier), "decimals": 1, "caveats": ["Tänk på det."], "form": "kommunenkat",
             "source_document": "Rapporten", "source_questions": ["3.1"], "author": "FoU",
             "reviewed": date(2026, 1, 1), "next_review": date(2027, 1, 1), "sort": place,
             "uncertainty": UNCERTAINTY[name], "lower_is_better": LOWER_IS_BETTER.get(name),
             "margin": MARGINS.get(name)}
        )  # fmt: skip
    for name, (value, by, decided) in TARGETS.items():
        rows["target"].append(
            {"indicator": name, "county": "25", "target": value, "target_by": by, "target_decided": decided,
             "example": False}
        )  # fmt: skip
    rows["known_error"].append(
        {"id": "e", "source": "foui_95_2023", "place": "Tabell 1", "says": "739 individer", "problem": "Inte personer.",
         "shown": "Som tryckt."}
    )  # fmt: skip


def _answers(rows: dict[str, list[dict[str, Any]]], period: str, example: bool) -> None:
    key = {"form": "kommunenkat", "period": period}
    for area in NAMES:
        rows["asked"].append(key | {"area": area, "deadline": date(2023, 1, 31), "round_opened": True})
        if SILENT not in ANSWERS[period, area]:
            sent = date(int(period[:4]), 12, 1)
            rows["submission"].append(key | {"area": area, "received_on": sent, "version": 1, "example": example})
    for item in ITEMS:
        found = known(period, item)
        same = key | {"source": "kommunenkat", "item": item, "sex": "total", "age_group": "18+", "example": example}
        for area, (value, status) in found.items():
            there = {"area": area, "value": value, "status": status, "answered": int(value is not None), "asked": 1}
            rows["observation"].append(same | there)
        rows["observation"].append(same | _total({a: (v, v, None, s) for a, (v, s) in found.items()}, 1))


def _total(parts: dict[str, tuple[float | None, float | None, float | None, str]], multiplier: float) -> dict[str, Any]:
    """The county's row of what its municipalities have: value, numerator, denominator, status of each."""
    there = {area: part for area, part in parts.items() if part[0] is not None}
    above = sum(part[1] or 0 for part in there.values())
    below = sum(part[2] or 0 for part in there.values())
    return {
        "area": "25",
        "value": above / below * multiplier if below else above,
        "status": "estimated" if any(part[3] == "estimated" for part in there.values()) else "ok",
        "answered": len(there),
        "asked": len(parts),
        "population_share": sum(ADULTS[area] for area in there) / sum(ADULTS.values()),
    }


def _values(rows: dict[str, list[dict[str, Any]]], period: str, name: str, example: bool) -> None:
    kind, above, below, multiplier, _, _ = INDICATORS[name]
    same = {"indicator": name, "source": "kommunenkat", "period": period, "sex": "total", "age_group": "18+"}
    parts = {area: _value(period, area, kind, above, below, multiplier) for area in NAMES}
    for area, (value, top, bottom, status) in parts.items():
        there = {"area": area, "value": value, "numerator": top, "denominator": bottom, "status": status}
        count = {"answered": int(value is not None), "asked": 1, "members": [area] if value is not None else []}
        rows["indicator_value"].append(same | there | count | {"example": example})
    members = [area for area, part in parts.items() if part[0] is not None]
    made_of = {
        "numerator": sum(parts[area][1] or 0 for area in members),
        "denominator": sum(parts[area][2] or 0 for area in members),
    }
    total = same | _total(parts, multiplier) | made_of | {"members": members, "example": example}
    total["gate"] = _gate(total["population_share"], len(members))
    if total["gate"] == "counts_only":
        total |= {"value": None, "status": "too_few_answers"}
    if kind == "share_of_areas":
        total["at_most"] = made_of["numerator"] + len(parts) - len(members)
    rows["indicator_value"].append(total)
    if UNCERTAINTY[name] in small_judgements.HAS_INTERVAL:
        _intervals(
            [row for row in rows["indicator_value"] if (row["indicator"], row["period"]) == (name, period)], kind
        )


def _gate(share: float, members: int) -> str:
    if members < 3 or share < 0.5:
        return "counts_only"
    return "county" if share >= 0.9 else "answering" if share >= 0.75 else "answering_few"


def _intervals(values: list[dict[str, Any]], kind: str) -> None:
    """What chance can do to each value, how sure it is, and between which places it stands."""
    reckon, multiplier = (proportion if kind == "proportion" else rate), INDICATORS[values[0]["indicator"]][3]
    there = [value for value in values if value["value"] is not None]
    for value in there:
        top, below = value["numerator"], value["denominator"]
        for confidence, ending in ((0.95, ""), (0.998, "_998")):
            _, lower, upper = reckon(top, below, confidence, multiplier)
            value |= {f"lower{ending}": float(lower), f"upper{ending}": float(upper)}
        value["certainty"] = "in_words" if below < 10 else "uncertain" if below < 30 or top < 20 else "firm"
    ranked = [value for value in there if value["area"] != "25" and value["certainty"] != "in_words"]
    for value in ranked if len(ranked) >= 3 else []:
        above = sum(other["lower"] > value["upper"] for other in ranked)
        under = sum(other["upper"] < value["lower"] for other in ranked)
        value |= {"rank_low": 1 + above, "rank_high": len(ranked) - under, "ranked": len(ranked)}


def _value(
    period: str, area: str, kind: str, above: list[str], below: list[str], multiplier: int
) -> tuple[float | None, float | None, float | None, str]:
    tops = [known(period, item)[area] for item in above]
    bottoms = [known(period, item)[area] for item in below]
    missing = [status for value, status in tops + bottoms if value is None]
    if missing:
        return None, None, None, missing[0]
    status = "estimated" if any(s == "estimated" for _, s in tops + bottoms) else "ok"
    top = sum(value or 0 for value, _ in tops)
    if kind == "items_used":
        used = float(sum(1 for value, _ in tops if value))
        return used, used, None, status
    if kind == "share_of_areas":
        return top, top, 1.0, status
    bottom = float(ADULTS[area]) if kind == "rate" else sum(value or 0 for value, _ in bottoms)
    return top / bottom * multiplier, top, bottom, status


def _printed(rows: dict[str, list[dict[str, Any]]]) -> None:
    for item, value in PRINTED.items():
        rows["observation"].append(
            {"source": "foui_95_2023", "form": "kommunenkat" if item in ITEMS else "foui_95_2023", "area": "25",
             "period": EARLIER, "item": item, "sex": "total", "age_group": "18+", "value": float(value), "status": "ok",
             "answered": 8, "asked": 14, "printed_at": "Tabell 1", "example": False}
        )  # fmt: skip
