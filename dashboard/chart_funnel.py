"""A funnel: every municipality by its size, with the limits that chance alone seldom carries it across.

Only those outside 95 % and the chosen one are named, and nobody but the chosen where the limits do not fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import theme
from dashboard.chart_choice import LOG_SPREAD, Said, in_funnel
from dashboard.chart_parts import HOVER, MARK, hover, mark, verdict_of
from dashboard.charts import DATA, SPOKEN, Rows, Spec, axis, finished
from dashboard.records import Answers, Comparison, Figure, Indicator
from dashboard.sentences import DECIDED
from dashboard.swedish import number
from etl.funnel_lines import Funnel, funnel

HEIGHT = 420
# A name's height in the picture's points, and its width as a share of the picture's.
_NAME_HEIGHT, _NAME_WIDTH = 15.0, 0.16
# Farther than this from its mark, a name is better on top of another.
_MOST_MOVED = 30.0
_LIMIT_WORDS = {0.95: "95 %", 0.998: "99,8 %"}


@lru_cache(maxsize=2)
def funnel_plot(*, log: bool = False) -> Spec:
    """Size along the picture, value upwards from 0, the limits as lines. ``log``: equal steps for equal ratios."""
    size = alt.Scale(type="log", nice=False) if log else alt.Scale(zero=True, nice=False)
    ticks = alt.ExprRef("width < 430 ? 3 : 6")
    x = alt.X("x:Q", scale=size, axis=axis(format=",.0f", tickCount=ticks, grid=False, labelOverlap=True))
    y = alt.Y("y:Q", scale=alt.Scale(zero=True, nice=False), axis=axis(tickCount=5))

    def rows(what: str) -> alt.Chart:
        return alt.Chart(DATA).transform_filter(f"datum.what == '{what}'").encode(x=x, y=y)

    outer = "datum.limit == '99,8 %'"
    lines = (
        rows("line")
        .mark_line(point=False, strokeWidth=1.5, color=theme.GREYS[3], aria=False, tooltip=None)
        .encode(
            detail="line:N",
            order="place:Q",
            strokeDash=alt.when(outer).then(alt.value([1, 0])).otherwise(alt.value([5, 4])),
        )
    )
    names_of_lines = (
        rows("line_end")
        .mark_text(align="right", dy=-7, fontSize=12, color=theme.INK_QUIET, aria=False)
        .encode(text="limit:N")
    )
    # The end points of the axes, so that the picture is the lines' whatever the areas are.
    frame = rows("frame").mark_point(size=1, opacity=0, aria=False, tooltip=None)
    level = alt.Chart(DATA).transform_filter("datum.what == 'frame' && datum.level > 0")
    baseline = level.mark_rule(strokeWidth=1.5, color=theme.INK_QUIET).encode(y="level:Q", description="label:N")
    heads: dict[str, Any] = {"aria": False, "color": theme.INK_QUIET}
    right = heads | {"align": "right", "x": alt.ExprRef("width")}
    once = level.transform_aggregate(groupby=["label", "value_name", "size_name"])
    texts = [
        once.mark_text(align="left", x=0, y=-10, **heads).encode(text="value_name:N"),
        once.mark_text(y=-10, fontWeight=600, **right).encode(text="label:N"),
        once.mark_text(y=alt.ExprRef("height + 36"), **right).encode(text="size_name:N"),
    ]
    areas = rows("area")
    ring = areas.transform_filter("datum.own").mark_point(
        shape="circle", filled=False, size=420, strokeWidth=1.5, stroke=theme.INK, aria=False, tooltip=None
    )
    points = areas.mark_point(filled=True, size=100, strokeWidth=2, opacity=1).encode(
        description=SPOKEN, tooltip=HOVER, **MARK
    )
    beside: dict[str, Any] = {
        "baseline": "middle",
        "fontSize": 12.5,
        "align": alt.ExprRef("datum.leftwards ? 'right' : 'left'"),
        "dx": alt.ExprRef("datum.leftwards ? -13 : 13"),
        "dy": alt.ExprRef("datum.moved"),
        "aria": False,
    }
    halo = areas.mark_text(stroke=theme.PAPER, strokeWidth=4, **beside).encode(text="label:N")
    labels = areas.mark_text(color=theme.INK, **beside).encode(text="label:N")
    return finished(
        alt.layer(frame, lines, baseline, *texts, names_of_lines, ring, points, halo, labels).properties(
            height=HEIGHT, padding={"top": 4, "left": 4, "right": 8, "bottom": 4}
        )
    )


def log_axis(answers: Answers) -> bool:
    """Whether the sizes differ so much that the small ones would lie on each other."""
    sizes = [f.denominator for f in in_funnel(answers.areas) if f.denominator]
    return bool(sizes) and max(sizes) > LOG_SPREAD * min(sizes)


def funnel_rows(
    answers: Answers,
    indicator: Indicator,
    *,
    comparisons: Mapping[str, Comparison] | None = None,
    strict: bool = False,
    own: str | None = None,
    size_name: str = "Underlag",
) -> tuple[Rows, tuple[Said, ...]]:
    """The data of ``funnel_plot`` and what must be said under it.

    Args:
        answers: the figures. Those without a value have a row too, but no place in the picture.
        indicator: its kind of interval, multiplier, unit and decimals.
        comparisons: each area beside its benchmark; colours the points and names those outside 95 %.
        strict: colour by the verdicts of 99.8 %, for 20 areas and more.
        own: the area to set off and name.
        size_name: what the sizes are, such as "Vuxna invånare".
    """
    drawn = in_funnel(answers.areas)
    behind = funnel(
        [f.numerator or 0.0 for f in drawn],
        [f.denominator or 0.0 for f in drawn],
        kind="proportion" if indicator.uncertainty == "wilson" else "rate",
        multiplier=indicator.multiplier,
    )
    compared = comparisons or {}
    largest = max(f.denominator or 0.0 for f in drawn)
    areas = [
        _area(f, indicator.decimals, compared.get(f.area), own, behind, largest, strict=strict) for f in answers.areas
    ]
    _move_apart(areas, behind.top)
    notes = [] if behind.fits else [Said("limits_do_not_fit", {"outside": behind.outside, "areas": behind.areas})]
    log = [Said("log_scale", {"spread": _spread(drawn)})] if log_axis(answers) else []
    return [*_frame(behind, drawn, indicator, size_name), *_lines(behind), *areas], (*notes, *log)


def _area(
    figure: Figure,
    decimals: int,
    found: Comparison | None,
    own: str | None,
    behind: Funnel,
    largest: float,
    *,
    strict: bool,
) -> dict[str, Any]:
    verdict = verdict_of(found, strict=strict)
    named = figure.area == own or (behind.fits and found is not None and found.verdict in DECIDED)
    drawn = bool(in_funnel([figure]))
    return (
        mark(figure, verdict)
        | hover(figure, decimals, verdict)
        | {
            "what": "area",
            "label": figure.name if named else "",
            "x": figure.denominator if drawn else None,
            "y": figure.value if drawn else None,
            "own": figure.area == own,
            "moved": 0.0,
            "leftwards": (figure.denominator or 0.0) > largest * 0.7,
        }
    )


def _move_apart(areas: Rows, top: float) -> None:
    """Moves names down that would lie on the name above; those far apart along the picture do not meet."""
    placed: list[tuple[float, float]] = []
    largest = max(row["x"] or 0.0 for row in areas)
    for row in sorted((r for r in areas if r["label"] and r["x"]), key=lambda r: -r["y"]):
        along, down = row["x"] / largest, HEIGHT * (1 - row["y"] / top)
        near = [low for other, low in placed if abs(other - along) < _NAME_WIDTH]
        moved = max([0.0, *(low + _NAME_HEIGHT - down for low in near)])
        row["moved"] = moved if moved <= _MOST_MOVED else 0.0
        placed.append((along, down + row["moved"]))


def _lines(behind: Funnel) -> Rows:
    rows: Rows = []
    for line in behind.lines:
        limit = _LIMIT_WORDS[line.confidence]
        named = {"what": "line", "line": f"{line.side} {limit}", "limit": limit}
        rows += [named | {"place": place, "x": x, "y": y} for place, (x, y) in enumerate(line.points)]
        # Above the outer line, and inside the inner one: the names never meet.
        if (line.side == "upper") == (line.confidence > 0.95) and line.points:
            x, y = line.points[-1]
            rows.append({"what": "line_end", "limit": limit, "x": x, "y": y})
    return rows


def _frame(behind: Funnel, drawn: list[Figure], indicator: Indicator, size_name: str) -> Rows:
    sizes = [figure.denominator or 0.0 for figure in drawn]
    about = {
        "what": "frame",
        "level": behind.baseline,
        "label": f"Gemensam nivå: {number(behind.baseline, indicator.decimals)}",
        "value_name": indicator.unit,
        "size_name": size_name,
    }
    return [about | {"x": min(sizes) / 1.06, "y": 0.0}, about | {"x": max(sizes) * 1.06, "y": behind.top}]


def _spread(drawn: list[Figure]) -> float:
    sizes = [figure.denominator for figure in drawn if figure.denominator]
    return max(sizes) / min(sizes)
