"""A few things over a few periods: a row for each thing, and in it a dot for each period, the newest filled.

For what has so few periods that a line would say more than is known. Each dot has its interval where there is one, and
its value in words to the right: no colour is needed to read it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import theme
from dashboard.chart_parts import INTERVAL, NARROW, axis_end, basis, chance
from dashboard.charts import DATA, SPOKEN, Rows, Spec, axis, by_order, finished, is_drawn, said
from dashboard.records import Figure
from dashboard.swedish import NBSP

_STEP = 21
_TEXTS = f"{NARROW} ? 66 : 236"
_OLDER = "#8FA3AA"
# On a phone a long name stands on two lines, broken at its last word.
_NAME = f"{NARROW} ? split(replace(datum.label, regexp(' (?=[^ ]+$)'), '|'), '|') : datum.label"


@lru_cache(maxsize=1)
def periods() -> Spec:
    """The chart; its data from ``periods_rows``."""
    y = alt.Y(
        "name:N",
        sort=by_order("order"),
        axis=axis(grid=True, gridColor="#EDEFF1", ticks=False, labelPadding=12, labelLimit=190, labelExpr=_NAME),
    )
    rows = alt.Chart(DATA).encode(y=y, yOffset=alt.YOffset("place:O"))
    scale = alt.Scale(zero=True, nice=False, range=[0, alt.ExprRef(f"width - ({_TEXTS})")])
    style = axis(tickCount=alt.ExprRef(f"{NARROW} ? 3 : 5"))

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=style, scale=scale)

    newest = "datum.newest"
    ink = alt.when(newest).then(alt.value(theme.ACCENT)).otherwise(alt.value(_OLDER))
    hover = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in {"name": "Vad", "period": "Period", "said": "Värde", "chance": "Slumpens spelrum"}.items()
    ]
    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    right: dict[str, Any] = {"align": "right", "baseline": "middle"}
    words = alt.when(newest).then(alt.value(theme.INK)).otherwise(alt.value(theme.INK_QUIET))
    layers = [
        rows.mark_point(size=1, opacity=0, **quiet).encode(x=x("end")),
        rows.mark_rule(strokeWidth=2, strokeCap="round", **quiet).encode(
            x=x("lower"),
            x2="upper:Q",
            color=alt.when(newest).then(alt.value(theme.ACCENT)).otherwise(alt.value(INTERVAL)),
            opacity=alt.value(0.55),
        ),
        rows.mark_point(size=85, strokeWidth=2, opacity=1, aria=False).encode(
            x=x("value"),
            stroke=ink,
            fill=alt.when(newest).then(alt.value(theme.ACCENT)).otherwise(alt.value(theme.PAPER)),
            tooltip=hover,
        ),
        rows.mark_text(x=alt.ExprRef("width"), **right).encode(
            text=alt.Text("shown:N"), color=words, description=SPOKEN, opacity=_on(wide=True)
        ),
        rows.mark_text(x=alt.ExprRef("width"), aria=False, **right).encode(
            text=alt.Text("said:N"), color=words, opacity=_on(wide=False)
        ),
    ]  # fmt: skip
    return finished(
        alt.layer(*layers).properties(height=alt.Step(_STEP), padding={"top": 6, "left": 4, "right": 8, "bottom": 4})
    )


def _on(*, wide: bool) -> alt.OpacityValue:
    """Seen on a wide page, or on a phone only."""
    return alt.OpacityValue(alt.ExprRef(f"{NARROW} ? {int(not wide)} : {int(wide)}"))


def periods_rows(
    things: Mapping[str, Sequence[tuple[str, Figure | None]]],
    decimals: int = 0,
    *,
    after: str = "",
    end: float | None = None,
    sums: bool = False,
) -> Rows:
    """The data of ``periods``.

    Args:
        things: what each row is called, with its figure in each period, the oldest first; the same periods for all.
        decimals: of the values.
        after: written after a value, such as " %".
        end: where the axis ends; without, at the longest interval.
        sums: the values are sums, which are told as "minst" as long as somebody is silent.
    """
    figures = [figure for found in things.values() for _, figure in found if figure is not None]
    shared = {"end": end or axis_end(figures)}
    return [
        shared
        | _row(name, order, place, period, figure, _said(figure, decimals, after, sums=sums), decimals)
        | {"newest": place == len(found) - 1}
        for order, (name, found) in enumerate(things.items())
        for place, (period, figure) in enumerate(found)
    ]


def _row(
    name: str, order: int, place: int, period: str, figure: Figure | None, value: str, decimals: int
) -> dict[str, Any]:
    known = figure if is_drawn(figure) else None
    parts = f" ({basis(known).replace(' / ', ' av ')})" if known and basis(known) else ""
    return {
        "name": name,
        "order": order,
        "place": place,
        "period": period,
        "value": known.value if known else None,
        "lower": known.lower if known else None,
        "upper": known.upper if known else None,
        "said": value,
        "chance": chance(known, decimals) if known else "",
        "shown": f"{period}: {value}{parts}",
        "spoken": f"{name}, {period}: {value}{parts}",
    }


def _said(figure: Figure | None, decimals: int, after: str, *, sums: bool) -> str:
    if figure is None:
        return "inget svar"
    if not is_drawn(figure):
        return said(figure, decimals)
    least = f"minst{NBSP}" if sums and figure.answered < figure.asked else ""
    return f"{least}{said(figure, decimals)}{after}"
