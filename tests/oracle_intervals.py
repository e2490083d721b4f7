"""The oracle's own limits, certainty and gate: formulas written out again, with nothing but the standard library."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

USUAL = {"rate": "poisson", "proportion": "wilson"}


def uncertainty(indicator: dict[str, Any]) -> str | None:
    """wilson, poisson, or None where chance cannot be reckoned with."""
    said = indicator.get("uncertainty") or USUAL.get(indicator["kind"])
    return said if said in ("wilson", "poisson") else None


def limits(indicator: dict[str, Any], x: float, n: float, confidence: float) -> tuple[float, float]:
    times = float(indicator["multiplier"])
    if uncertainty(indicator) == "wilson":
        lower, upper = wilson(x, n, confidence)
    else:
        lower, upper = (limit / n for limit in (byar if x >= 10 else exact)(x, confidence))
    return lower * times, upper * times


def wilson(x: float, n: float, confidence: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf(1 - (1 - confidence) / 2)
    p = x / n
    middle = p + z**2 / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return max((middle - half) / (1 + z**2 / n), 0.0), min((middle + half) / (1 + z**2 / n), 1.0)


def byar(x: float, confidence: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf(1 - (1 - confidence) / 2)
    lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
    return lower, upper


def exact(x: float, confidence: float) -> tuple[float, float]:
    """The means under which so many, or so few, events have just half of what is left of the probability."""
    tail = (1 - confidence) / 2
    count = round(x)
    lower = 0.0 if count == 0 else _crossing(lambda mean: 1 - _at_most(count - 1, mean) - tail)
    return lower, _crossing(lambda mean: tail - _at_most(count, mean))


def _at_most(count: int, mean: float) -> float:
    return math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count + 1))


def _crossing(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 100.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def certainty(indicator: dict[str, Any], x: float, n: float) -> str:
    if indicator["kind"] == "rate":
        if n < 100:
            return "in_words"
    elif n < 10:
        return "in_words"
    elif n < 30:
        return "uncertain"
    return "uncertain" if x < 20 else "firm"


def gate(share: float, members: int, whole: int) -> str:
    if members < 3 and members < whole:
        return "counts_only"
    if share >= 0.9:
        return "county"
    if share >= 0.75:
        return "answering"
    return "answering_few" if share >= 0.5 else "counts_only"
