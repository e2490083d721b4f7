"""What was decided of the small county's figures, written by hand so that each can be checked by eye.

Every verdict and nearly every reason occurs. Two rules are set aside, because four municipalities could not show
anything under them: a benchmark may here have two members instead of three, and ``low_coverage`` is written where the
words for it can be seen. The smallest visible difference is the plain 2.8 standard errors, without refinements.
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
Value = dict[str, Any]
EARLIER, LATER = "2022-01/2022-10", "2023-01/2023-10"
FORM, COUNTY = "kommunenkat", "25"
KEY = {"source": FORM, "sex": "total", "age_group": "18+"}
HAS_INTERVAL = ("wilson", "poisson")
# Against a whole of which the area is more than a quarter, it is set beside the rest.
LARGE = 0.25

# (period, indicator, area): verdict, reason, verdict at 99.8 %. Beside the county, or the rest of it.
BESIDE_THE_COUNTY: dict[tuple[str, str, str], tuple[str, str | None, str]] = {
    (EARLIER, "sokt_hjalp_per_10000", "2582"): ("higher", None, "cannot_tell"),  # 35,5-53,1 beside 34,2
    (EARLIER, "sokt_hjalp_per_10000", "2514"): ("cannot_tell", "within_chance", "cannot_tell"),
    (EARLIER, "sokt_hjalp_per_10000", "2580"): ("lower", None, "cannot_tell"),  # 27,3-36,2 beside 38,8
    (EARLIER, "andel_fatt_insats", "2582"): ("worse", None, "worse"),  # 71,1-86,7 beside 91,7
    (EARLIER, "andel_fatt_insats", "2514"): ("cannot_tell", "few_expected", "cannot_tell"),
    (EARLIER, "andel_fatt_insats", "2580"): ("better", None, "better"),  # 91,0-97,3 beside 78,6
    (EARLIER, "cra_per_100", "2582"): ("no_practical_difference", None, "cannot_tell"),  # 6,0-23,0 within 13,6 ± 10
    (EARLIER, "cra_per_100", "2514"): ("cannot_tell", "few_expected", "cannot_tell"),
    (EARLIER, "cra_per_100", "2580"): ("higher", None, "cannot_tell"),  # 10,7-22,5 beside 9,1
    (EARLIER, "lvm_andel", "2580"): ("cannot_tell", "few_expected", "cannot_tell"),
    (LATER, "sokt_hjalp_per_10000", "2582"): ("higher", None, "higher"),  # 39,5-57,9 beside 34,5
    (LATER, "sokt_hjalp_per_10000", "2580"): ("lower", None, "lower"),  # 25,9-34,5 beside 44,2
    (LATER, "sokt_hjalp_per_10000", "2560"): ("cannot_tell", "within_chance", "cannot_tell"),
    (LATER, "andel_fatt_insats", "2582"): ("worse", None, "cannot_tell"),  # 73,6-87,9 beside 88,1
    (LATER, "andel_fatt_insats", "2580"): ("better", None, "cannot_tell"),  # 84,3-93,1 beside 80,8
    (LATER, "andel_fatt_insats", "2560"): ("cannot_tell", "few_expected", "cannot_tell"),
    (LATER, "lvm_andel", "2580"): ("cannot_tell", "few_expected", "cannot_tell"),
}
LOW_COVERAGE = (EARLIER, "sokt_hjalp_per_10000", "2582", "similar")
# (indicator, area): verdict and reason of the change from the earlier period to the later.
OVER_TIME: dict[tuple[str, str], tuple[str, str | None]] = {
    ("sokt_hjalp_per_10000", "2582"): ("cannot_tell", "within_chance"),  # 100 then, 110 now
    ("sokt_hjalp_per_10000", "2580"): ("cannot_tell", "within_chance"),
    ("sokt_hjalp_per_10000", COUNTY): ("cannot_tell", "within_chance"),
    ("andel_fatt_insats", "2582"): ("cannot_tell", "within_chance"),
    ("andel_fatt_insats", "2580"): ("worse", None),  # 95,0 then, 89,5 now: -11,2 to -0,1
    ("andel_fatt_insats", COUNTY): ("cannot_tell", "within_chance"),
    ("cra_per_100", "2582"): ("cannot_tell", "within_chance"),
    ("cra_per_100", "2580"): ("cannot_tell", "within_chance"),
    ("cra_per_100", COUNTY): ("cannot_tell", "within_chance"),
    ("lvm_andel", "2580"): ("cannot_tell", "few_expected"),
    ("lvm_andel", COUNTY): ("cannot_tell", "few_expected"),
}
LIMITS_OF_CHANGE = {("andel_fatt_insats", "2580"): (-11.2, -0.1), ("andel_fatt_insats", COUNTY): (-8.5, 1.8)}
# From the later period on, MI is counted in another way.
BROKEN = "mi"
BREAK = {
    "id": "mi_2023", "form": FORM, "item": BROKEN, "indicator": None, "area": None, "from_period": LATER,
    "kind": "definition", "says": "Från 2023 räknas även korta samtal som MI.",
}  # fmt: skip
# (area, period): the probability that the goal is reached, and the verdict.
GOALS: dict[tuple[str, str], tuple[float, str, str | None]] = {
    (COUNTY, EARLIER): (0.15, "cannot_tell", "within_chance"),
    ("2582", EARLIER): (0.001, "worse", None),
    ("2514", EARLIER): (0.01, "cannot_tell", "few_expected"),
    ("2580", EARLIER): (0.993, "better", None),
    (COUNTY, LATER): (0.011, "worse", None),
    ("2582", LATER): (0.005, "worse", None),
    ("2580", LATER): (0.38, "cannot_tell", "within_chance"),
    ("2560", LATER): (0.04, "cannot_tell", "few_expected"),
}


def add_all(
    rows: Rows, periods: list[str], groups: dict[str, tuple[list[str], list[str]]], adults: dict[str, int]
) -> None:
    """Every table of judgements, from the values that are there already."""
    values = {(v["period"], v["indicator"], v["area"]): v for v in rows["indicator_value"]}
    of_id = {indicator["id"]: indicator for indicator in rows["indicator"]}
    targets = {target["indicator"]: target["target"] for target in rows["target"]}
    for (period, name, area), value in values.items():
        if area != COUNTY:
            rows["comparison"] += _comparisons(values, of_id[name], period, area, groups[area])
        if period == LATER and EARLIER in periods:
            rows["change"].append(_change(values[EARLIER, name, area], value, of_id[name], values))
        rows["trend"].append(_trend(period, name, area, sorted(periods)))
        if name in targets and (area, period) in GOALS:
            probability, verdict, reason = GOALS[area, period]
            decided = {
                "target": targets[name],
                "probability": probability,
                "verdict": verdict,
                "reason": reason,
            }
            rows["goal_progress"].append(KEY | {"indicator": name, "area": area, "period": period} | decided)
    rows["comparability_break"] += [BREAK] if LATER in periods else []
    for period in periods:
        rows["response_group"] += _response_groups(rows, period, adults)


def _comparisons(
    values: dict[tuple[str, str, str], Value],
    indicator: dict[str, Any],
    period: str,
    area: str,
    groups: tuple[list[str], list[str]],
) -> list[dict[str, Any]]:
    name = indicator["id"]
    own, everybody = values[period, name, area], values[period, name, COUNTY]["members"]
    whole = values[period, name, COUNTY]["denominator"]
    large = own["value"] is not None and (own["denominator"] or 0) > LARGE * (whole or 0)
    beside = {
        "rest_of_county" if large else "county": [m for m in everybody if m != area or not large],
        "skr_group": [m for m in everybody if m in groups[0] and m != area],
        "similar": [m for m in everybody if m in groups[1] and m != area],
    }
    return [_comparison(values, indicator, own, against, members) for against, members in beside.items()]


def _comparison(
    values: dict[tuple[str, str, str], Value], indicator: dict[str, Any], own: Value, against: str, members: list[str]
) -> dict[str, Any]:
    name, period, area = indicator["id"], own["period"], own["area"]
    top = sum(values[period, name, m]["numerator"] or 0 for m in members)
    below = sum(values[period, name, m]["denominator"] or 0 for m in members)
    row: dict[str, Any] = KEY | {
        "indicator": name,
        "area": area,
        "period": period,
        "against": against,
        "members": members,
    }
    judged = BESIDE_THE_COUNTY.get((period, name, area)) if against in ("county", "rest_of_county") else None
    if judged and below:
        verdict, reason, verdict_998 = judged
        benchmark, events = top / below * indicator["multiplier"], top / below * own["denominator"]
        of_whole = 1 - top / below if indicator["uncertainty"] == "wilson" else 1.0
        visible = 2.8 * sqrt(events * of_whole) / own["denominator"] * indicator["multiplier"]
        row |= {"benchmark": benchmark, "benchmark_numerator": top, "benchmark_denominator": below, "gate": "answering"}
        row |= {"expected": events, "verdict": verdict, "reason": reason, "verdict_998": verdict_998}
        if verdict == "cannot_tell" and (difference := abs(own["value"] - benchmark)):
            years = ceil((visible / difference) ** 2)
            row |= {"years_needed": years if years <= 20 else None}
        return row | {"smallest_visible": visible}
    reason = _why_not(indicator, own, members)
    if (period, name, area, against) == LOW_COVERAGE:
        reason = "low_coverage"
    return row | {"verdict": "not_compared", "reason": reason, "verdict_998": "not_compared"}


def _why_not(indicator: dict[str, Any], own: Value, members: list[str]) -> str:
    if indicator["uncertainty"] not in HAS_INTERVAL:
        return "no_interval"
    if own["value"] is None:
        return "no_value"
    if own["certainty"] == "in_words":
        return "in_words"
    return "too_few_areas" if members else "no_benchmark"


def _change(
    before: Value, after: Value, indicator: dict[str, Any], values: dict[tuple[str, str, str], Value]
) -> dict[str, Any]:
    """From one period to the next over those who have both; for the county also what the change is made of."""
    name, area = indicator["id"], after["area"]
    both = [m for m in before["members"] if m in after["members"]]
    then, now = (_together(values, period, name, both) for period in (before["period"], after["period"]))
    is_broken = BROKEN in indicator["numerator"]
    row: dict[str, Any] = KEY | {
        "indicator": name, "area": area, "period": after["period"], "earlier": before["period"], "members": both,
        "breaks": [BREAK["id"]] if is_broken else [], "estimated": "estimated" in (before["status"], after["status"]),
    }  # fmt: skip
    if area != COUNTY:
        row |= {f"before_{limit}": before.get(limit) for limit in ("lower", "upper")}
        row |= {f"after_{limit}": after.get(limit) for limit in ("lower", "upper")}
    for when, (top, below) in (("before", then), ("after", now)):
        value = top / below * indicator["multiplier"] if below else None
        row |= {when: value, f"{when}_numerator": top, f"{when}_denominator": below}
    if is_broken:
        row |= {"verdict": "not_compared", "reason": "break"}
    elif not both:
        row |= {"verdict": "not_compared", "reason": "no_value"}
    else:
        lower, upper = LIMITS_OF_CHANGE.get((name, area), (None, None))
        row |= {"difference": row["after"] - row["before"] if then[1] else None}
        row |= {"difference_lower": lower, "difference_upper": upper}
        why = "in_words" if indicator["uncertainty"] in HAS_INTERVAL else "no_interval"
        verdict, reason = OVER_TIME.get((name, area), ("not_compared", why))
        row |= {"verdict": verdict, "reason": reason}
    if area == COUNTY and not is_broken and then[1] and before["value"] is not None and after["value"] is not None:
        matched, whole = row["after"] - row["before"], after["value"] - before["value"]
        row |= {"whole_change": whole, "membership_change": whole - matched, "gate": after["gate"]}
        row |= {"real_change": matched, "definition_change": 0.0}
    return row


def _together(
    values: dict[tuple[str, str, str], Value], period: str, name: str, members: list[str]
) -> tuple[float, float]:
    parts = [values[period, name, member] for member in members]
    return sum(p["numerator"] or 0 for p in parts), sum(p["denominator"] or 0 for p in parts)


def _trend(period: str, name: str, area: str, periods: list[str]) -> dict[str, Any]:
    # Two periods are no trend; five years are published by long_county.py.
    row = {"indicator": name, "area": area, "period": period, "periods": [p for p in periods if p <= period]}
    why = {"marker": "cannot_be_calculated", "verdict": "not_compared", "reason": "too_few_periods", "members": []}
    return KEY | row | why


def _response_groups(rows: Rows, period: str, adults: dict[str, int]) -> list[dict[str, Any]]:
    sent = [s["area"] for s in rows["submission"] if s["period"] == period]
    found = []
    for who, members in (("answered", sent), ("silent", [area for area in adults if area not in sent])):
        sizes = sorted(adults[m] for m in members)
        middle = sizes[len(sizes) // 2] if sizes else None
        found.append(
            {"form": FORM, "period": period, "county": COUNTY, "who": who, "members": members, "adults": sum(sizes),
             "population_share": sum(sizes) / sum(adults.values()), "smallest": min(sizes, default=None),
             "median": float(middle) if middle else None, "largest": max(sizes, default=None),
             "skr_groups": sorted({"B3" if m == "2580" else "C8" for m in members})}
        )  # fmt: skip
    return found
