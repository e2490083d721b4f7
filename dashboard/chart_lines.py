"""One measure over time: small panels with a line and its band, or a slope between two periods.

A line breaks where a year is missing and where the figures stop being comparable, and the panels lie under each other
in one picture, so that it is as wide as its page; beside each other they stand in columns of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import figure_notes, theme
from dashboard.chart_parts import HOVER, axis_end, basis, chance, is_open
from dashboard.charts import DATA, SPOKEN, Rows, Spec, axis, finished, heard, is_drawn, noted, said, sign
from dashboard.records import Reading
from dashboard.swedish import number

PANEL = 118
# The parts of a panel above and below the plot, as shares of its height.
_ABOVE, _BELOW = 0.27, 0.1
_LEFT, _RIGHT = 46, 56
_TOLD = alt.Tooltip("told:N", title="Värde")

_YEARS: dict[str, Any] = {"format": "d", "tickMinStep": 1, "labelFlush": False, "gridColor": "#F0F2F4"}


@lru_cache(maxsize=32)
def bands(panels: int) -> Spec:
    """So many panels under each other: years along, the measure upwards, all to the same scale."""
    x = alt.X(
        "year:Q",
        scale=alt.Scale(zero=False, nice=False, range=[_LEFT, alt.ExprRef(f"width - {_RIGHT}")]),
        axis=axis(
            format="d",
            tickMinStep=1,
            labelFlush=False,
            tickCount=alt.ExprRef("width < 430 ? 4 : 8"),
            gridColor="#F0F2F4",
        ),
    )
    down = alt.Scale(domain=[0, panels], reverse=True, nice=False, zero=False)
    y, lower = (alt.Y(f"{field}:Q", scale=down, axis=None) for field in ("y", "lower_y"))

    def rows(what: str) -> alt.Chart:
        return alt.Chart(DATA).transform_filter(f"datum.what == '{what}'").encode(y=y)

    own = "datum.own"
    ink = alt.when(own).then(alt.value(theme.INK)).otherwise(alt.value(theme.ACCENT))
    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    small: dict[str, Any] = {"fontSize": 11, "color": theme.INK_QUIET} | quiet
    panel, grid, gap = rows("panel"), rows("grid"), rows("gap").encode(x=x)
    behind = panel.transform_filter(own).mark_rect(color=theme.ACCENT, opacity=0.07, **quiet)
    levels = grid.mark_rule(color="#E3E6E9", **quiet).encode(x=alt.value(_LEFT - 8), x2=alt.value("width"))
    broken = rows("break").encode(x=x).mark_rule(strokeDash=[2, 3], color=theme.INK_QUIET, **quiet).encode(y2="y2:Q")
    beside = rows("benchmark").encode(x=x, detail="segment:N")
    point = rows("point").encode(x=x)
    line = point.encode(detail="segment:N")
    lines = [
        beside.mark_line(point=False, color=theme.GREYS[3], strokeWidth=1.5, **quiet),
        line.mark_area(opacity=0.16, **quiet).encode(y=lower, y2="upper_y:Q", color=ink),
        point.transform_filter("datum.alone")
        .mark_rule(strokeWidth=2, opacity=0.5, **quiet)
        .encode(y=lower, y2="upper_y:Q", color=ink),
        line.mark_line(point=False, strokeWidth=2, **quiet).encode(color=ink),
        point.mark_point(size=52, strokeWidth=1.8, opacity=1, aria=False).encode(
            stroke=ink,
            fill=alt.when("datum.open").then(alt.value(theme.PAPER)).when(own).then(alt.value(theme.INK))
            .otherwise(alt.value(theme.ACCENT)),
            tooltip=[alt.Tooltip("period:N", title="Period"), HOVER[0], _TOLD, *HOVER[2:4]],
        ),
        point.transform_filter("datum.last").mark_text(align="left", dx=9, fontWeight=600, **quiet).encode(
            text="said:N"
        ),
    ]  # fmt: skip
    texts = [
        grid.mark_text(align="right", x=_LEFT - 12, **small).encode(text="label:N"),
        gap.mark_text(baseline="bottom", dy=-3, **small).encode(text="sign:N"),
        panel.mark_text(align="left", x=_LEFT - 8, baseline="top", dy=6, fontWeight=600, color=theme.INK).encode(
            text="name:N", description=SPOKEN
        ),
        panel.mark_text(align="right", x=alt.ExprRef("width"), baseline="top", dy=7, **small | {"fontSize": 12}).encode(
            text="note:N"
        ),
    ]
    behind = behind.encode(y2="y2:Q", x=alt.value(0), x2=alt.value("width"))
    return finished(
        alt.layer(behind, levels, broken, *lines, *texts).properties(
            height=panels * PANEL, padding={"top": 4, "left": 4, "right": 8, "bottom": 4}
        )
    )


def in_columns(areas: Sequence[str], columns: int = 3) -> list[Sequence[str]]:
    """The areas parted into columns of the page, each read downwards; on a phone the columns follow each other."""
    deep = math.ceil(len(areas) / columns) or 1
    return [areas[start : start + deep] for start in range(0, len(areas), deep)]


def bands_rows(
    history: Mapping[str, Sequence[Reading]],
    areas: Sequence[str],
    decimals: int,
    *,
    benchmark: str | None = None,
    broken_at: Iterable[str] = (),
    own: str | None = None,
    notes: Mapping[str, str] | None = None,
) -> Rows:
    """The data of ``bands(len(areas))``.

    Args:
        history: the readings of every area, from queries.history; the scale is that of them all.
        areas: those of this picture, from the top.
        decimals: of the values.
        benchmark: the area whose line is drawn thin and grey in every panel, such as the county.
        broken_at: the periods from which the measure cannot be set beside what came before.
        own: the area to set off.
        notes: what stands to the right of an area's name, such as what its trend says.
    """
    every = [reading.figure for area, readings in history.items() if area != benchmark for reading in readings]
    beside = history.get(benchmark, ()) if benchmark else ()
    end = axis_end(every, [reading.figure for reading in beside if is_drawn(reading.figure)])
    breaks = sorted({_year(period) for period in broken_at})
    rows: Rows = []
    for place, area in enumerate(areas):
        readings = history.get(area, ())
        shared = {"own": area == own}
        about = {"area": area, "name": readings[0].figure.name if readings else area}
        panel = about | {"what": "panel", "y": place, "y2": place + 1, "note": (notes or {}).get(area, "")}
        rows.append(shared | panel | {"spoken": _spoken(about["name"], readings, decimals)})
        rows += [shared | row for row in _grid(place, end, decimals)]
        rows += [shared | about | row for row in _points(readings, place, end, decimals, breaks)]
        rows += [row | {"what": "benchmark"} for row in _segments(beside, place, end, breaks)]
    return rows


def _points(
    readings: Sequence[Reading], place: int, end: float, decimals: int, breaks: Sequence[float]
) -> Iterator[dict[str, Any]]:
    drawn = [reading for reading in readings if is_drawn(reading.figure)]
    segments = list(_segments(readings, place, end, breaks))
    of_segment = [row["segment"] for row in segments]
    for reading, row in zip(drawn, segments, strict=True):
        figure = reading.figure
        yield row | {
            "what": "point",
            "value": figure.value,
            "lower_y": None if figure.lower is None else _y(place, figure.lower, end),
            "upper_y": None if figure.upper is None else _y(place, figure.upper, end),
            "alone": of_segment.count(row["segment"]) == 1 and figure.lower is not None,
            "open": is_open(figure),
            "last": reading is drawn[-1],
            "period": reading.period.label,
            "said": said(figure, decimals) + figure_notes.mark(figure),
            "told": noted(said(figure, decimals), figure),
            "chance": chance(figure, decimals),
            "basis": basis(figure),
        }
    for reading in readings:
        if not is_drawn(reading.figure):
            shown = said(reading.figure, decimals) if reading.figure.value is not None else sign(reading.figure, 0)
            shown += figure_notes.mark(reading.figure)
            yield {"what": "gap", "year": _at(reading), "y": _y(place, 0, end), "sign": shown}
    for year in breaks:
        if readings and _at(readings[0]) < year <= _at(readings[-1]):
            yield {"what": "break", "year": year - 0.5, "y": _y(place, end, end), "y2": _y(place, 0, end)}


def _segments(readings: Sequence[Reading], place: int, end: float, breaks: Sequence[float]) -> Iterator[dict[str, Any]]:
    """The drawn readings, each with the stretch of unbroken line it belongs to."""
    drawn = [reading for reading in readings if is_drawn(reading.figure)]
    segment = 0
    for before, reading in zip(drawn[:1] + drawn, drawn, strict=False):
        gap = _at(reading) - _at(before) > 1
        segment += gap or any(_at(before) < year <= _at(reading) for year in breaks)
        value = reading.figure.value or 0.0
        yield {"year": _at(reading), "y": _y(place, value, end), "segment": f"{place} {segment}"}


def _grid(place: int, end: float, decimals: int) -> Rows:
    level = _round_level(end)
    places = 0 if level >= 1 else decimals
    return [
        {"what": "grid", "y": _y(place, each, end), "label": number(each, places if each else 0)} for each in (0, level)
    ]


def _round_level(end: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that lies within the axis."""
    power = 10.0 ** math.floor(math.log10(end))
    return max(step * power for step in (1, 2, 5) if step * power <= end * 1.0001)


def _y(place: int, value: float, end: float) -> float:
    """Down the picture: panels from 0, with room for their names above and their signs below."""
    return place + _ABOVE + (1 - _ABOVE - _BELOW) * (1 - min(value, end) / end)


def _at(reading: Reading) -> float:
    return float(reading.period.starts.year)


def _year(period: str) -> float:
    return float(period[:4])


def _spoken(name: str, readings: Sequence[Reading], decimals: int) -> str:
    parts = []
    for reading in readings:
        interval = chance(reading.figure, decimals)
        value = said(reading.figure, decimals)
        chance_said = f" ({interval})" if interval else ""
        parts.append(f"{reading.period.label} {value}{chance_said}{heard(reading.figure)}")
    return f"{name}: {'; '.join(parts)}"
