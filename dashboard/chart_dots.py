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
from dashboard.charts import (
    DATA,
    MARK,
    ROW_HEIGHT,
    SPOKEN,
    Rows,
    Spec,
    axis,
    basis,
    finished,
    is_drawn,
    mark,
    names,
    said,
    spoken,
    word,
)
from dashboard.records import Answers, Comparison, Figure
from dashboard.sentences import verdict_label
from dashboard.swedish import span

# The columns to the right of the dots: on a phone only the value.
_NARROW = "width < 430"
_COLUMNS = f"{_NARROW} ? 62 : 178"
_VALUE_AT = f"{_NARROW} ? width : width - 104"
_WIDE_ONLY = f"{_NARROW} ? 0 : 1"
# The name of the line stands over it, or as near as keeps it inside the picture.
_LABEL_AT = "clamp(scale('x', datum.line), 3.5 * length(datum.label), width - 3.5 * length(datum.label))"
# An interval may reach this far beyond the largest value before it is cut, and the same share of all do.
_BEYOND = 1.3
_KEPT = 0.9
_GREY = "#7C858F"
_BAND = "#DDE1E5"
_TITLES = {
    "name": "Kommun",
    "said": "Värde",
    "chance": "Slumpens spelrum",
    "basis": "Antal / underlag",
    "verdict": "Jämfört",
}


@lru_cache(maxsize=1)
def dots() -> Spec:
    """One row per municipality: interval, dot, value and what it rests on; the benchmark as a band with a line."""
    base = alt.Chart(DATA).encode(y=names())
    # Ticks at whole steps only; the end of the axis is where the picture is cut.
    style = axis(tickCount=alt.ExprRef(f"{_NARROW} ? 3 : 6"))
    places = alt.Scale(zero=True, nice=False, range=[0, alt.ExprRef(f"width - ({_COLUMNS})")])

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=style, scale=places)

    own = (
        base.transform_filter("datum.own")
        .mark_rect(color=theme.ACCENT, opacity=0.1, aria=False, tooltip=None)
        .encode(x=alt.value(0), x2=alt.value("width"))
    )
    room = base.mark_point(size=1, aria=False, tooltip=None, opacity=0).encode(x=x("end"))
    hover = [alt.Tooltip(f"{field}:N", title=title) for field, title in _TITLES.items()]
    intervals = base.mark_rule(strokeWidth=2, aria=False, strokeCap="round").encode(
        x=x("lower"),
        x2="drawn_upper:Q",
        color=alt.when("datum.own").then(alt.value(theme.INK)).otherwise(alt.value(_GREY)),
        strokeDash=alt.when("datum.estimated").then(alt.value([5, 3])).otherwise(alt.value([1, 0])),
    )
    arrows = base.mark_point(shape="triangle-right", filled=True, size=60, color=_GREY, aria=False).encode(
        x=x("beyond")
    )
    ticks = base.mark_tick(thickness=2, size=ROW_HEIGHT - 8, color=theme.INK_QUIET, aria=False).encode(x=x("own_line"))
    points = base.mark_point(filled=True, size=130, strokeWidth=2, opacity=1, aria=False).encode(
        x=x("value"), tooltip=hover, **MARK
    )
    # Paper around the words, so that the dashed line does not run through them.
    words: dict[str, Any] = {"align": "left", "dx": 4, "fontStyle": alt.ExprRef("datum.gap ? 'italic' : 'normal'")}
    halo = base.mark_text(stroke=theme.PAPER, strokeWidth=5, aria=False, **words).encode(
        x=alt.value(0), text="word:N", strokeOpacity=alt.when("datum.own").then(alt.value(0)).otherwise(alt.value(0.9))
    )
    gaps = base.mark_text(**words).encode(
        x=alt.value(0),
        text="word:N",
        color=alt.when("datum.gap").then(alt.value(theme.INK_QUIET)).otherwise(alt.value(theme.INK)),
        tooltip=hover,
        description=SPOKEN,
    )
    return finished(
        alt.layer(own, *_benchmark(x), room, intervals, arrows, ticks, points, halo, gaps, *_columns(base)).properties(
            height=alt.Step(ROW_HEIGHT), padding={"top": 6, "left": 4, "right": 8, "bottom": 4}
        )
    )


def _once() -> alt.Chart:
    """What is the same in every row, drawn once."""
    return alt.Chart(DATA).transform_aggregate(
        groupby=["line", "line_lower", "line_upper", "label", "columns_value", "columns_basis"]
    )


def _benchmark(x: Any) -> list[alt.Chart]:
    """The band of the benchmark's own interval, its line and its name over the picture."""
    line = _once()
    return [
        line.mark_rect(color=_BAND, opacity=0.55, aria=False).encode(x=x("line_lower"), x2="line_upper:Q"),
        line.mark_rule(strokeDash=[6, 4], strokeWidth=1.5, color=theme.INK_QUIET).encode(
            x=x("line"), description="label:N"
        ),
        line.mark_text(x=alt.ExprRef(_LABEL_AT), y=-27, fontWeight=600, color=theme.INK_QUIET, aria=False).encode(
            text="label:N"
        ),
    ]


def _columns(base: alt.Chart) -> list[alt.Chart]:
    heads = _once()
    right: dict[str, Any] = {"align": "right", "aria": False}
    head = right | {"y": -9, "color": theme.INK_QUIET, "fontSize": 12}
    return [
        base.mark_text(color=theme.INK, fontWeight=600, **right, x=alt.ExprRef(_VALUE_AT)).encode(text="shown:N"),
        base.mark_text(color=theme.INK_QUIET, **right, x=alt.ExprRef("width"), opacity=alt.ExprRef(_WIDE_ONLY)).encode(
            text="basis:N"
        ),
        heads.mark_text(**head, x=alt.ExprRef(_VALUE_AT)).encode(text="columns_value:N"),
        heads.mark_text(**head, x=alt.ExprRef("width"), opacity=alt.ExprRef(_WIDE_ONLY)).encode(text="columns_basis:N"),
    ]


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
    end, compared = _end(figures, line), comparisons or {}
    shared = _line(line, line_name, decimals) | {
        "end": end,
        "columns_value": "Värde" if any(map(basis, figures)) else "",
        "columns_basis": "Antal / underlag" if any(map(basis, figures)) else "",
    }
    return [
        _row(figure, decimals, compared.get(figure.area), end, strict=strict)
        | {"order": place, "own": figure.area == own, "own_line": _own_line(compared.get(figure.area), line)}
        | shared
        for place, figure in enumerate(figures)
    ]


def clipped(rows: Rows) -> int:
    """How many intervals run out of the picture."""
    return sum(row["beyond"] is not None for row in rows)


def _row(figure: Figure, decimals: int, found: Comparison | None, end: float, *, strict: bool) -> dict[str, Any]:
    verdict = (found.verdict_998 if strict else found.verdict) if found else None
    drawn = is_drawn(figure)
    upper = figure.upper if drawn else None
    beyond = upper is not None and upper > end
    chance = span(figure.lower, upper, decimals) if figure.lower is not None and upper is not None else ""
    return mark(figure, verdict) | {
        "area": figure.area,
        "name": figure.name,
        "spoken": spoken(figure, decimals, verdict),
        "value": figure.value if drawn else None,
        "lower": figure.lower if drawn else None,
        "upper": upper,
        "drawn_upper": end if beyond else upper,
        "beyond": end if beyond else None,
        "said": said(figure, decimals),
        "shown": word(figure, decimals) if drawn else "",
        "word": "" if drawn else said(figure, decimals),
        "gap": figure.value is None,
        "chance": chance,
        "basis": basis(figure),
        "verdict": verdict_label(verdict) if verdict else "",
    }


def _end(figures: Sequence[Figure], line: Figure | None) -> float:
    """Where the axis ends: at the longest interval, or before it where a few would crush all the others."""
    drawn = [f for f in figures if is_drawn(f)]
    values = [f.value for f in drawn if f.value is not None]
    uppers = sorted(f.upper for f in drawn if f.upper is not None)
    shown = [f for f in (line,) if is_drawn(f)]
    values += [f.value for f in shown if f.value is not None]
    least = max([*values, *(f.upper for f in shown if f.upper is not None), 0.0])
    if not uppers:
        return least * 1.05 or 1.0
    usual = uppers[int(_KEPT * (len(uppers) - 1))]
    longest = max(uppers[-1], least)
    cut = max(usual, least * _BEYOND)
    return longest if longest <= cut * 1.15 else cut


def _own_line(found: Comparison | None, line: Figure | None) -> float | None:
    if found is None or found.benchmark is None:
        return None
    same = line is not None and line.value is not None and math.isclose(line.value, found.benchmark, rel_tol=1e-9)
    return None if same else found.benchmark


def _line(line: Figure | None, name: str, decimals: int) -> dict[str, Any]:
    value = line.value if line else None
    label = f"{name}: {word(line, decimals)}" if line and value is not None else ""
    return {
        "line": value,
        "line_lower": line.lower if line and value is not None else None,
        "line_upper": line.upper if line and value is not None else None,
        "label": label,
    }
