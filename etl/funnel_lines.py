"""The limits of a funnel as lines to draw: how far chance alone carries areas of each size from their common level.

Pure, like `etl.statistics`, whose limits these are: the dashboard may import it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from etl.funnels import CONTROL, WARNING, FunnelLabel, funnel_baseline, funnel_label, funnel_path

Point = tuple[float, float]

# A funnel whose tightest limits leave out more than this share of the areas does not fit them.
TOO_MANY_OUTSIDE = 0.25
_ROOM_ABOVE = 1.1
_LEAST_HEIGHT = 1.7
# Beyond the smallest and the largest area, as a share of them.
_ROOM_BESIDE = 1.06


@dataclass(frozen=True)
class Line:
    """One limit: its points in the order they are drawn, within the picture."""

    confidence: float
    side: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Funnel:
    """What is drawn behind the areas, in the unit of their values, and how well it fits them."""

    baseline: float
    lines: tuple[Line, ...]
    top: float
    outside: int
    areas: int

    @property
    def fits(self) -> bool:
        return self.outside <= TOO_MANY_OUTSIDE * self.areas


def funnel(numerators: Sequence[float], denominators: Sequence[float], *, kind: str, multiplier: float) -> Funnel:
    """The funnel of some areas around their common level.

    Args:
        numerators: events of each area.
        denominators: its persons, in the same order; greater than 0.
        kind: proportion or rate.
        multiplier: of the indicator, such as 100 or 10 000.

    Raises:
        StatisticsError: as `etl.statistics.funnel_path`.
    """
    x, n = np.asarray(numerators, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    share = funnel_baseline(x, n)
    baseline = share * multiplier
    top = max(float((x / n).max()) * multiplier * _ROOM_ABOVE, baseline * _LEAST_HEIGHT)
    top = min(top or 1.0, multiplier) if kind == "proportion" else top or 1.0
    window = (float(n.min()) / _ROOM_BESIDE, float(n.max()) * _ROOM_BESIDE, top)
    found = funnel_label(x, n, share, kind=kind)
    outside = sum(label in (FunnelLabel.LOW_99_8, FunnelLabel.HIGH_99_8) for label in found)
    lines = tuple(_lines(share, window, kind, multiplier)) if share > 0 else ()
    return Funnel(baseline, lines, top, outside, len(x))


def _lines(share: float, window: tuple[float, float, float], kind: str, multiplier: float) -> Iterator[Line]:
    for confidence in (WARNING, CONTROL):
        path = funnel_path(share, window[1], kind=kind, confidence=confidence, multiplier=multiplier)
        for side, x, y in (("lower", path.lower_x, path.lower), ("upper", path.upper_x, path.upper)):
            yield Line(confidence, side, tuple(_within(list(zip(x.tolist(), y.tolist(), strict=True)), window)))


def _within(points: Sequence[Point], window: tuple[float, float, float]) -> list[Point]:
    """The part of a line that lies in the picture, cut where it crosses the edge."""
    left, right, top = window
    return _cut(_cut(_cut(points, 0, left, above=True), 0, right, above=False), 1, top, above=False)


def _cut(points: Sequence[Point], axis: int, edge: float, *, above: bool) -> list[Point]:
    def inside(point: Point) -> bool:
        return point[axis] >= edge if above else point[axis] <= edge

    kept = [points[0]] if points and inside(points[0]) else []
    for one, other in pairwise(points):
        if inside(one) != inside(other):
            part = (edge - one[axis]) / (other[axis] - one[axis])
            kept.append((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])))
        if inside(other):
            kept.append(other)
    return kept
