"""One measure in two periods: a line for each municipality between them, with the intervals at both ends.

The chosen one is dark and those with a certain change have its colour; the others are grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import theme
from dashboard.charts import DATA, SPOKEN, Rows, Spec, axis, finished
from dashboard.records import ChangeOverTime
from dashboard.sentences import DECIDED, verdict_label, verdict_symbol, verdict_word
from dashboard.swedish import number, span

HEIGHT = 430
_NAME_HEIGHT = 16.0
_GREY, _PALE = "#9AA1A9", "#DFE3E7"
# The areas stand a little beside each other, so that their intervals do not hide one another.
_APART = 0.012
_MOST_NAMES = 20


@lru_cache(maxsize=1)
def slope() -> Spec:
    """Before to the left, after to the right, the measure from 0 upwards."""
    end = "width < 430 ? 112 : 170"
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[0, 1], nice=False, range=[36, alt.ExprRef(f"width - ({end})")]),
        axis=None,
    )
    y = alt.Y("y:Q", scale=alt.Scale(zero=True, nice=False), axis=axis(tickCount=5))
    base = alt.Chart(DATA)
    every = base.transform_filter("isValid(datum.y)").encode(x=x, y=y)
    edge = alt.Stroke("edge:N", scale=None)
    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    room = base.mark_point(size=1, opacity=0, **quiet).encode(y=alt.Y("end:Q"))
    over: dict[str, Any] = {"lineBreak": "\n", "baseline": "bottom", "y": -30, "aria": False, "fontWeight": 600}
    once = base.transform_aggregate(groupby=["before_name", "after_name"])
    heads = [
        once.mark_text(color=theme.INK_QUIET, x=alt.ExprRef(f"scale('x', {at})"), **over).encode(text=f"{field}:N")
        for at, field in ((0.03, "before_name"), (0.97, "after_name"))
    ]
    hover = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in {"name": "Kommun", "period": "Period", "said": "Värde", "chance": "Slumpens spelrum",
                             "basis": "Antal / underlag", "verdict": "Förändring"}.items()
    ]  # fmt: skip
    # The grey first, so that the chosen and the certain lie over them.
    layers = []
    for which, width in (("datum.rank == 0", 1.3), ("datum.rank == 1", 2.2), ("datum.rank == 2", 3)):
        part = every.transform_filter(which)
        layers += [
            part.mark_rule(strokeWidth=width, strokeCap="round", **quiet).encode(
                y=alt.Y("lower:Q"), y2="upper:Q", stroke=alt.Stroke("interval:N", scale=None)
            ),
            part.mark_line(point=False, strokeWidth=width, **quiet).encode(detail="area:N", stroke=edge),
            part.mark_point(filled=True, size=62, strokeWidth=1.6, opacity=1, aria=False).encode(
                stroke=edge,
                fill=alt.Fill("fill:N", scale=None),
                shape=alt.Shape("shape:N", scale=None),
                tooltip=hover,
            ),
        ]
    later = base.transform_filter("isValid(datum.y) && datum.x > 0.5 && datum.label != ''")
    beside: dict[str, Any] = {"x": alt.ExprRef(f"width - ({end}) + 16"), "dy": alt.ExprRef("datum.moved")}
    names = later.mark_text(align="left", baseline="middle", **beside).encode(
        y=y,
        text="label:N",
        description=SPOKEN,
        color=alt.when("datum.rank == 0").then(alt.value(theme.INK_QUIET)).otherwise(alt.value(theme.INK)),
    )
    to_names = later.mark_rule(color="#C4CAD0", **quiet).encode(x=x, y=y, x2="name_x:Q", y2="name_y:Q")
    return finished(
        alt.layer(room, *heads, to_names, *layers, names).properties(
            height=HEIGHT, padding={"top": 6, "left": 4, "right": 8, "bottom": 8}
        )
    )


def slope_rows(
    changes: Mapping[str, ChangeOverTime],
    names: Mapping[str, str],
    decimals: int,
    *,
    periods: tuple[str, str],
    own: str | None = None,
) -> Rows:
    """The data of ``slope``.

    Args:
        changes: of each municipality, from queries.changes_over_time; not the county's.
        names: every municipality in its order; one that is missing at either end has a row without a place.
        decimals: of the values.
        periods: what the earlier and the later are called.
        own: the area to set off.
    """
    drawn = [area for area in names if _both(changes.get(area))]
    end = _end([changes[area] for area in drawn])
    shared = {"end": end, "before_name": _in_two(periods[0]), "after_name": _in_two(periods[1])}
    rows: Rows = []
    for place, area in enumerate(names):
        found = changes.get(area)
        if found is None or area not in drawn:
            rows.append(shared | {"area": area, "name": names[area], "x": 1.0, "y": None, "label": "", "rank": 0})
            continue
        shift = _APART * (drawn.index(area) if area in drawn else place)
        rows += [shared | row for row in _ends(found, names[area], decimals, periods, shift, end, own=area == own)]
    _name(rows, end)
    return rows


def _in_two(period: str) -> str:
    """The name of a period on two lines: two such names side by side are wider than a phone."""
    return "\n".join(period.rsplit(" ", 1))


def _both(found: ChangeOverTime | None) -> bool:
    return found is not None and found.before is not None and found.after is not None and found.reason != "in_words"


def _end(changes: Sequence[ChangeOverTime]) -> float:
    values = [v for c in changes for v in (c.before, c.after) if v is not None]
    uppers = sorted(v for c in changes for v in (c.before_upper, c.after_upper) if v is not None)
    least = max(values, default=1.0) * 1.25
    return max(least, uppers[int(0.9 * (len(uppers) - 1))]) if uppers else least or 1.0


def _ends(
    found: ChangeOverTime, name: str, decimals: int, periods: tuple[str, str], shift: float, end: float, *, own: bool
) -> Rows:
    decided = found.verdict in DECIDED
    look = theme.VERDICTS[found.verdict]
    edge = theme.INK if own else look.edge if decided else _GREY
    told = f"{name}: från {number(found.before or 0, decimals)} till {number(found.after or 0, decimals)}"
    shared = {
        "area": found.area,
        "name": name,
        "rank": 2 if own else int(decided),
        "edge": edge,
        "interval": edge if own or decided else _PALE,
        "label": f"{name} {verdict_symbol(found.verdict)}" if found.verdict != "not_compared" else name,
        "verdict": verdict_label(found.verdict),
        "spoken": f"{told}, {verdict_word(found.verdict)}",
        "moved": 0.0,
        "name_x": 1.015,
    }
    sides = (
        (shift, periods[0], found.before, found.before_lower, found.before_upper, found.before_numerator,
         found.before_denominator),
        (1 - shift, periods[1], found.after, found.after_lower, found.after_upper, found.after_numerator,
         found.after_denominator),
    )  # fmt: skip
    rows: Rows = []
    for x, period, value, lower, upper, part, whole in sides:
        known = part is not None and whole is not None
        later = x > 0.5
        rows.append(
            shared
            | {
                "x": x,
                "y": value,
                "lower": lower,
                "upper": None if upper is None else min(upper, end),
                "period": period,
                "shape": look.shape if later and decided else "circle",
                "fill": look.fill if later and decided else edge if own else theme.PAPER,
                "said": number(value or 0, decimals),
                "chance": span(lower, upper, decimals) if lower is not None and upper is not None else "",
                "basis": f"{number(part or 0)} / {number(whole or 0)}" if known else "",
            }
        )
    return rows


def _name(rows: Rows, end: float) -> None:
    """Moves the names apart, upwards where they would run out of the picture; of many, only some are named."""
    later = sorted((row for row in rows if row["y"] is not None and row["x"] > 0.5), key=lambda row: -row["y"])
    if len(later) > _MOST_NAMES:
        for row in later:
            row["label"] = row["label"] if row["rank"] else ""
        later = [row for row in later if row["rank"]]
    at = [HEIGHT * (1 - row["y"] / end) for row in later]
    for place in range(1, len(at)):
        at[place] = max(at[place], at[place - 1] + _NAME_HEIGHT)
    if at and at[-1] > HEIGHT:
        at[-1] = float(HEIGHT)
        for place in range(len(at) - 2, -1, -1):
            at[place] = min(at[place], at[place + 1] - _NAME_HEIGHT)
    for row, moved in zip(later, at, strict=True):
        row["moved"] = moved - HEIGHT * (1 - row["y"] / end)
        row["name_y"] = row["y"] - row["moved"] * end / HEIGHT
