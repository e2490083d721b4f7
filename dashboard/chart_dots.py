"""One measure, every municipality: a dot with the interval that chance leaves it, beside a benchmark.

Every municipality has its row, also where there is no number: then the row says why. An interval that would crush
the others runs out of the picture, with an arrow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import theme
from dashboard.chart_parts import (
    BAND,
    COLUMNS,
    HOVER,
    INTERVAL,
    MARK,
    NARROW,
    axis_end,
    headings,
    hover,
    mark,
    own_row,
    shown,
    value_columns,
    verdict_of,
    words_in_picture,
)
from dashboard.charts import DATA, ROW_HEIGHT, Rows, Spec, axis, finished, is_drawn, names, word
from dashboard.records import Answers, Comparison, Figure

# The name of the line stands over it, or as near as keeps it inside the picture.
_LABEL_AT = "clamp(scale('x', datum.line), 3.5 * length(datum.label), width - 3.5 * length(datum.label))"


@lru_cache(maxsize=1)
def dots() -> Spec:
    """One row per municipality: interval, dot, value and what it rests on; the benchmark as a band with a line."""
    base = alt.Chart(DATA).encode(y=names())
    style = axis(tickCount=alt.ExprRef(f"{NARROW} ? 3 : 6"))
    # The end of the axis is where the picture is cut.
    places = alt.Scale(zero=True, nice=False, range=[0, alt.ExprRef(f"width - ({COLUMNS})")])

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=style, scale=places)

    room = base.mark_point(size=1, aria=False, tooltip=None, opacity=0).encode(x=x("end"))
    intervals = base.mark_rule(strokeWidth=2, aria=False, strokeCap="round").encode(
        x=x("lower"),
        x2="drawn_upper:Q",
        color=alt.when("datum.own").then(alt.value(theme.INK)).otherwise(alt.value(INTERVAL)),
        strokeDash=alt.when("datum.estimated").then(alt.value([5, 3])).otherwise(alt.value([1, 0])),
    )
    arrows = base.mark_point(shape="triangle-right", filled=True, size=60, color=INTERVAL, aria=False).encode(
        x=x("beyond")
    )
    ticks = base.mark_tick(thickness=2, size=ROW_HEIGHT - 8, color=theme.INK_QUIET, aria=False).encode(x=x("own_line"))
    points = base.mark_point(filled=True, size=130, strokeWidth=2, opacity=1, aria=False).encode(
        x=x("value"), tooltip=HOVER, **MARK
    )
    once = alt.Chart(DATA).transform_aggregate(
        groupby=["line", "line_lower", "line_upper", "label", "columns_value", "columns_basis"]
    )
    line = [
        once.mark_rect(color=BAND, opacity=0.55, aria=False).encode(x=x("line_lower"), x2="line_upper:Q"),
        once.mark_rule(strokeDash=[6, 4], strokeWidth=1.5, color=theme.INK_QUIET).encode(
            x=x("line"), description="label:N"
        ),
        once.mark_text(x=alt.ExprRef(_LABEL_AT), y=-27, fontWeight=600, color=theme.INK_QUIET, aria=False).encode(
            text="label:N"
        ),
    ]
    over = [*words_in_picture(base), *value_columns(base, once)]
    return finished(
        alt.layer(own_row(base), *line, room, intervals, arrows, ticks, points, *over).properties(
            height=alt.Step(ROW_HEIGHT), padding={"top": 6, "left": 4, "right": 8, "bottom": 4}
        )
    )


def dots_rows(
    answers: Answers,
    decimals: int,
    order: Sequence[str],
    *,
    comparisons: Mapping[str, Comparison] | None = None,
    strict: bool = False,
    line: Figure | None = None,
    line_name: str = "De svarande kommunerna",
    own: str | None = None,
) -> Rows:
    """The data of ``dots``.

    Args:
        answers: the figures.
        decimals: of the values.
        order: the areas, from the top.
        comparisons: each area beside its benchmark; without, no verdict is drawn.
        strict: draw the verdicts of 99.8 %, for 20 areas and more.
        line: the figure that the line and its band show, such as ``answers.total``. An area that is compared with
            something else (the rest of the county, its own group) has a tick of its own.
        line_name: what the line is called in the picture.
        own: the area to set off.
    """
    figures = [found for area in order if (found := answers.of(area))]
    end, compared = axis_end(figures, [line] if line else []), comparisons or {}
    shared = _line(line, line_name, decimals) | headings(figures) | {"end": end}
    return [
        _row(figure, decimals, verdict_of(compared.get(figure.area), strict=strict), end)
        | {"order": place, "own": figure.area == own, "own_line": _own_line(compared.get(figure.area), line)}
        | shared
        for place, figure in enumerate(figures)
    ]


def clipped(rows: Rows) -> int:
    """How many intervals run out of the picture."""
    return sum(row["beyond"] is not None for row in rows)


def _row(figure: Figure, decimals: int, verdict: str | None, end: float) -> dict[str, Any]:
    value, lower, upper = (figure.value, figure.lower, figure.upper) if is_drawn(figure) else (None, None, None)
    beyond = upper is not None and upper > end
    return (
        mark(figure, verdict)
        | hover(figure, decimals, verdict)
        | shown(figure, decimals)
        | {"value": value, "lower": lower, "upper": upper}
        | {"drawn_upper": end if beyond else upper, "beyond": end if beyond else None}
    )


def _own_line(found: Comparison | None, line: Figure | None) -> float | None:
    if found is None or found.benchmark is None:
        return None
    same = line is not None and line.value is not None and math.isclose(line.value, found.benchmark, rel_tol=1e-9)
    return None if same else found.benchmark


def _line(line: Figure | None, name: str, decimals: int) -> dict[str, Any]:
    known = line if line and line.value is not None else None
    return {
        "line": known.value if known else None,
        "line_lower": known.lower if known else None,
        "line_upper": known.upper if known else None,
        "label": f"{name}: {word(known, decimals)}" if known else "",
    }
