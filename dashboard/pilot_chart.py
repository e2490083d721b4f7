"""The pilot's participants by date, with the plan as a pale band behind them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import theme
from dashboard.chart_parts import BAND
from dashboard.charts import DATA, SPOKEN, Rows, Spec, axis, finished
from dashboard.pilot import PARTICIPANTS, Pilot
from dashboard.swedish import number

ALT = "En punkt per tillfälle med antalet deltagare, och planen som ett ljust band. Tabellen under säger samma sak."
KEY = "Fylld punkt: tryckt i källan. Ihålig punkt: inlämnat till Samsyn. Ljust band: planen vid starten."
_HEIGHT = 240


@lru_cache(maxsize=1)
def by_date() -> Spec:
    """Dates along, participants upwards from zero."""
    x = alt.X(
        "utcyearmonthdate(day):T",
        scale=alt.Scale(type="utc", padding=24),
        axis=axis(format="%b %Y", grid=False, tickCount=alt.ExprRef("width < 480 ? 3 : 6"), labelPadding=8),
    )
    y = alt.Y("value:Q", scale=alt.Scale(zero=True, nice=True), axis=axis(gridColor="#EDEFF1", tickMinStep=1))
    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    plan = alt.Chart(DATA).transform_filter("datum.what == 'plan'")
    band = plan.mark_rect(color=BAND, opacity=0.7, **quiet).encode(y="value:Q", y2="high:Q")
    told = plan.mark_text(align="left", baseline="bottom", dx=8, dy=-6, color=theme.INK_QUIET, **quiet).encode(
        x=alt.value(0), y="value:Q", text="said:N"
    )
    points = alt.Chart(DATA).transform_filter("datum.what == 'point'").encode(x=x, y=y)
    marks = [
        points.mark_line(point=False, strokeWidth=1.5, color=theme.GREYS[3], **quiet),
        points.mark_point(size=130, strokeWidth=2.5, opacity=1, stroke=theme.ACCENT).encode(
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[alt.Tooltip("label:N", title="Dag"), alt.Tooltip("said:N", title="Deltagare")],
            description=SPOKEN,
        ),
        points.mark_text(dy=-17, fontWeight=600, **quiet).encode(text="said:N"),
    ]
    return finished(alt.layer(band, told, *marks).properties(height=_HEIGHT))


def rows(found: Pilot) -> Rows:
    """The data of ``by_date``; what is not shown has no point."""
    points: Rows = []
    for each in found.occasions:
        if (value := each.value(PARTICIPANTS)) is not None:
            printed = each.figures[PARTICIPANTS].printed_at is not None
            points.append(
                {
                    "what": "point",
                    "day": each.day.isoformat(),
                    "label": each.label,
                    "value": value,
                    "high": None,
                    "said": number(value),
                    "fill": theme.ACCENT if printed else theme.PAPER,
                    "spoken": f"{each.label}: {number(value)} deltagare" + (" (exempel)" if each.example else ""),
                }
            )
    return [*_plan(found), *points]


def _plan(found: Pilot) -> Rows:
    if found.planned is None:
        return []
    low, high = found.planned
    nothing = dict.fromkeys(("day", "label", "fill", "spoken"))
    return [nothing | {"what": "plan", "value": low, "high": high, "said": f"Planerat, {low:.0f}–{high:.0f}"}]
