"""The interval of what differs between an area and others, from published counts and the public functions alone."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from etl.statistics import change, rate

Row = dict[str, Any]


class Apart(NamedTuple):
    """What decides, with what it would be if nothing differed."""

    lower: float
    upper: float
    nothing: float


def beside_others(row: Row, own: Row, is_share: bool, scale: float, verdict: str, confidence: float) -> Apart:
    """One row of the table ``comparison`` whose benchmark is made of other areas."""
    others = row["benchmark_numerator"], row["benchmark_denominator"]
    mine = own["numerator"], own["denominator"]
    if is_share:
        _, lower, upper = change(*others, *mine, kind="proportion", confidence=confidence, multiplier=scale)
        return Apart(lower, upper, 0)
    if verdict != "no_practical_difference":
        _, lower, upper = change(*others, *mine, kind="rate", confidence=confidence)
        return Apart(lower, upper, 1)
    there, here = (rate(*counts, confidence=confidence, multiplier=scale) for counts in (others, mine))
    difference = here.value - there.value
    return Apart(
        difference - math.hypot(here.value - here.lower, there.upper - there.value),
        difference + math.hypot(here.upper - here.value, there.value - there.lower),
        0,
    )


def fewest_expected(row: Row, own: Row, scale: float) -> float:
    """In the area with the value of the others, or in the smaller of the two, were both alike."""
    others, persons = row["benchmark_denominator"], own["denominator"]
    alike = (row["benchmark_numerator"] + own["numerator"]) / (others + persons) * min(others, persons)
    return float(min(row["benchmark"] * persons / scale, alike))
