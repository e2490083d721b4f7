"""What the charts with intervals have in common: when a value is a point, how it looks, what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt

from dashboard import figure_notes, theme
from dashboard.charts import heard, is_drawn, noted, said, word
from dashboard.records import Comparison, Figure
from dashboard.sentences import verdict_label
from dashboard.swedish import NBSP, number, span

# The columns to the right of the picture: on a phone, and where nothing has a basis, only the value.
NARROW = "width < 430"
_BASIS = "length(data('source')) && data('source')[0].columns_basis"
COLUMNS = f"{NARROW} ? 62 : {_BASIS} ? 178 : 82"
_VALUE_AT = f"{NARROW} || !datum.columns_basis ? width : width - 104"
_WIDE_ONLY = f"{NARROW} ? 0 : 1"
# An interval may reach this far beyond the largest value before it is cut; so may the longest of most of them.
_BEYOND = 1.3
_KEPT = 0.9
INTERVAL = "#7C858F"
BAND = "#DDE1E5"
_TITLES = {
    "name": "Kommun",
    "said": "Värde",
    "chance": "Slumpens spelrum",
    "basis": "Antal / underlag",
    "verdict": "Jämfört",
}
HOVER = [alt.Tooltip(f"{field}:N", title=title) for field, title in _TITLES.items()]


def is_open(figure: Figure) -> bool:
    """Whether a point is drawn hollow: few events, or an estimate, which has "ca" and a dashed interval too."""
    return figure.certainty == "uncertain" or figure.status == "estimated"


def mark(figure: Figure | None, verdict: str | None) -> dict[str, Any]:
    """How the point of a figure looks: edge, fill and shape, as they stand in the data of a chart."""
    look = theme.VERDICTS[verdict] if verdict else theme.UNJUDGED
    hollow = figure is not None and is_open(figure)
    return {
        "edge": look.edge,
        "fill": theme.PAPER if hollow else look.fill,
        "shape": look.shape,
        "estimated": figure is not None and figure.status == "estimated",
    }


def basis(figure: Figure) -> str:
    """45 / 1 230: the events and what they are events among."""
    if not is_drawn(figure) or figure.numerator is None or figure.denominator is None:
        return ""
    return f"{number(figure.numerator)} / {number(figure.denominator)}"


def spoken(figure: Figure, decimals: int, verdict: str | None = None) -> str:
    """What is read aloud for one municipality: name, value, interval and verdict."""
    parts = [said(figure, decimals)]
    if is_drawn(figure):
        if figure.lower is not None and figure.upper is not None:
            parts.append(f"slumpens spelrum {span(figure.lower, figure.upper, decimals)}")
        if figure.certainty == "uncertain":
            parts.append("litet underlag")
    if verdict:
        parts.append(verdict_label(verdict).split(NBSP, 1)[1])
    return f"{figure.name}: {', '.join(parts)}{heard(figure)}"


MARK: dict[str, Any] = {
    "stroke": alt.Stroke("edge:N", scale=None),
    "fill": alt.Fill("fill:N", scale=None),
    "shape": alt.Shape("shape:N", scale=None),
}


def verdict_of(found: Comparison | None, *, strict: bool) -> str | None:
    """The verdict to draw: of 99.8 % where many areas are shown."""
    return None if found is None else found.verdict_998 if strict else found.verdict


def chance(figure: Figure, decimals: int) -> str:
    """The interval of a drawn value."""
    if not is_drawn(figure) or figure.lower is None or figure.upper is None:
        return ""
    return span(figure.lower, figure.upper, decimals)


def hover(figure: Figure, decimals: int, verdict: str | None) -> dict[str, Any]:
    """What is said where a mark is pointed at, and what is read aloud."""
    return {
        "area": figure.area,
        "name": figure.name,
        "said": noted(said(figure, decimals), figure),
        "chance": chance(figure, decimals),
        "basis": basis(figure),
        "verdict": verdict_label(verdict) if verdict else "",
        "spoken": spoken(figure, decimals, verdict),
    }


def shown(figure: Figure, decimals: int) -> dict[str, Any]:
    """The value for its column, or the words that stand in the picture instead."""
    drawn = is_drawn(figure)
    return {
        "shown": word(figure, decimals) + figure_notes.mark(figure) if drawn else "",
        "word": "" if drawn else said(figure, decimals) + figure_notes.mark(figure),
        "gap": figure.value is None,
    }


def value_columns(base: alt.Chart, once: alt.Chart, **place: Any) -> list[alt.Chart]:
    """The value and what it rests on, to the right of the picture; their headings from ``headings``."""
    right: dict[str, Any] = {"align": "right", "aria": False}
    value, rest = {"x": alt.ExprRef(_VALUE_AT)}, {"x": alt.ExprRef("width"), "opacity": alt.ExprRef(_WIDE_ONLY)}
    head = right | {"y": -9, "color": theme.INK_QUIET, "fontSize": 12}
    return [
        base.mark_text(**right | value | place, color=theme.INK, fontWeight=600).encode(text="shown:N"),
        base.mark_text(**right | rest | place, color=theme.INK_QUIET).encode(text="basis:N"),
        once.mark_text(**head | value).encode(text="columns_value:N"),
        once.mark_text(**head | rest).encode(text="columns_basis:N"),
    ]


def headings(figures: Iterable[Figure]) -> dict[str, str]:
    """The headings of ``value_columns``, where there is anything under them."""
    known = any(map(basis, figures))
    return {"columns_value": "Värde" if known else "", "columns_basis": "Antal / underlag" if known else ""}


def words_in_picture(base: alt.Chart, **place: Any) -> list[alt.Chart]:
    """Why there is no mark, in its place; every row is read aloud here."""
    look: dict[str, Any] = {"align": "left", "dx": 4, "fontStyle": alt.ExprRef("datum.gap ? 'italic' : 'normal'")}
    look |= place
    # Paper around the words, so that no line runs through them.
    clear = alt.when("datum.own").then(alt.value(0)).otherwise(alt.value(0.9))
    colour = alt.when("datum.gap").then(alt.value(theme.INK_QUIET)).otherwise(alt.value(theme.INK))
    at_left = base.encode(x=alt.value(0), text="word:N")
    return [
        at_left.mark_text(stroke=theme.PAPER, strokeWidth=5, aria=False, **look).encode(strokeOpacity=clear),
        at_left.mark_text(**look).encode(color=colour, tooltip=HOVER, description=alt.Description("spoken:N")),
    ]


def own_row(base: alt.Chart) -> alt.Chart:
    """A pale band behind the chosen row."""
    band: alt.Chart = base.transform_filter("datum.own").mark_rect(
        color=theme.ACCENT, opacity=0.1, aria=False, tooltip=None
    )
    return band.encode(x=alt.value(0), x2=alt.value("width"))


def axis_end(figures: Iterable[Figure], also: Iterable[Figure] = ()) -> float:
    """Where an axis from 0 ends: at the longest interval, or before it where a few would crush all the others.

    Args:
        figures: those with an interval that may be cut.
        also: those that must be seen whole, such as the benchmark.
    """
    drawn, whole = [f for f in figures if is_drawn(f)], [f for f in also if is_drawn(f)]
    uppers = sorted(f.upper for f in drawn if f.upper is not None)
    least = max([f.value or 0.0 for f in [*drawn, *whole]] + [f.upper or 0.0 for f in whole], default=0.0)
    if not uppers:
        return least * 1.05 or 1.0
    longest = max(uppers[-1], least)
    cut = max(uppers[int(_KEPT * (len(uppers) - 1))], least * _BEYOND)
    return longest if longest <= cut * 1.15 else cut
