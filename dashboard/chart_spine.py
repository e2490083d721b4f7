"""One municipality in many measures: where it lies among all who answered, each measure on a scale of its own.

Every municipality is a tick; the chosen one is a mark with the shape and colour of its verdict. The scale says nothing
of good and bad: left is lower and right is higher, with those who answered together in the middle.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import theme
from dashboard.chart_choice import few, no_spine
from dashboard.chart_parts import (
    COLUMNS,
    HOVER,
    MARK,
    headings,
    hover,
    mark,
    shown,
    value_columns,
    verdict_of,
    words_in_picture,
)
from dashboard.chart_rug import Measure
from dashboard.charts import DATA, Rows, Spec, by_order, finished, is_drawn
from dashboard.records import Figure

_ROW = 52
# The name of a measure stands over its bar: beside it, it would leave no room on a phone.
_NAME, _LINE = -13, 9
_BAR = "#D5DAE0"
_FEW = "för få svar för en jämförelse"
_ENDS = ("lägre", "de svarande kommunerna", "högre")


@lru_cache(maxsize=1)
def spine() -> Spec:
    """One row for each measure: a bar from the lowest to the highest with a tick for each, and the chosen one."""
    row = alt.Y("measure:N", sort=by_order("order"), axis=None)
    base = alt.Chart(DATA).transform_filter("datum.what == 'own'").encode(y=row)
    ticks = alt.Chart(DATA).transform_filter("datum.what == 'tick'").encode(y=row)
    places = alt.Scale(domain=[-1, 1], nice=False, range=[8, alt.ExprRef(f"width - ({COLUMNS}) - 8")])

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=places, axis=None)

    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    low: dict[str, Any] = quiet | {"yOffset": _LINE, "color": _BAR}
    bars = base.mark_bar(height=14, cornerRadius=2, **low).encode(x=x("lowest"), x2="highest:Q")
    few_bars = base.mark_rule(strokeWidth=1, **low).encode(x=x("few_lowest"), x2="few_highest:Q")
    each = ticks.mark_tick(thickness=1.6, size=14, yOffset=_LINE, aria=False).encode(
        x=x("place"),
        color=alt.when("datum.few").then(alt.value(theme.GREYS[2])).otherwise(alt.value(theme.PAPER)),
        tooltip=HOVER[:3],
    )
    once = alt.Chart(DATA).transform_aggregate(groupby=["columns_value", "columns_basis"])
    middle = once.mark_rule(color=theme.INK_QUIET, strokeDash=[6, 4], strokeWidth=1.5, **quiet).encode(x=x("middle"))
    middle = middle.transform_calculate(middle="0")
    heads: dict[str, Any] = {"y": -27, "color": theme.INK_QUIET, "aria": False}
    ends = [
        once.mark_text(x=alt.ExprRef(f"scale('x', {at})"), **heads | {"align": align, "text": text})
        for at, align, text in zip((-1, 0, 1), ("left", "center", "right"), _ENDS, strict=True)
    ]
    points = base.mark_point(filled=True, size=170, yOffset=_LINE, strokeWidth=2, opacity=1, aria=False).encode(
        x=x("place"), tooltip=[alt.Tooltip("measure:N", title="Mått"), *HOVER], **MARK
    )
    # Paper around the names, so that the dashed line does not run through them.
    titles = [
        base.mark_text(align="left", x=0, dy=_NAME, aria=False, **look).encode(text="title:N")
        for look in ({"stroke": theme.PAPER, "strokeWidth": 5}, {"color": theme.INK})
    ]
    over = [*words_in_picture(base, dy=_LINE), *value_columns(base, once, dy=_LINE)]
    return finished(
        alt.layer(bars, few_bars, each, middle, points, *titles, *ends, *over).properties(
            height=alt.Step(_ROW), padding={"top": 6, "left": 4, "right": 8, "bottom": 4}
        )
    )


def spine_rows(measures: Iterable[tuple[Measure, str]], own: str, *, strict: bool = False) -> Rows:
    """The data of ``spine``.

    Args:
        measures: each with its uncertainty, in the order they are shown. One that cannot bear a row of the spine
            keeps its row, with the value and the word why.
        own: the municipality that is shown among the others.
        strict: draw the verdicts of 99.8 %, for 20 areas and more.
    """
    rows: Rows = []
    known = list(measures)
    shared = headings(f for measure, _ in known if (f := measure.answers.of(own)))
    for order, (measure, uncertainty) in enumerate(known):
        figure = measure.answers.of(own)
        if figure is not None:
            about = shared | {"measure": measure.name, "order": order}
            rows += [about | row for row in _measure(measure, uncertainty, figure, strict=strict)]
    return rows


def _measure(measure: Measure, uncertainty: str, figure: Figure, *, strict: bool) -> Rows:
    verdict = verdict_of(measure.comparisons.get(figure.area), strict=strict)
    row = (
        {"what": "own", "own": False, "title": measure.name}
        | mark(figure, verdict)
        | hover(figure, measure.decimals, verdict)
        | shown(figure, measure.decimals)
    )
    row["spoken"] = str(row["spoken"]).replace(figure.name, f"{figure.name}, {measure.name}", 1)
    total = measure.answers.total
    if no_spine(measure.answers, uncertainty) or total is None or total.value is None:
        return [row | {"word": row["word"] or _FEW, "gap": row["gap"] or not row["word"]}]
    places = _places(measure, total.value)
    ends = (min(places.values()), max(places.values()))
    ticks_only = few(measure.answers) is not None
    bar = ("few_lowest", "few_highest") if ticks_only else ("lowest", "highest")
    row |= dict(zip(bar, ends, strict=True)) | {"place": places.get(figure.area)}
    if row["word"]:
        # The bar stands where the word would: it goes up to the name.
        row |= {"title": f"{measure.name} – {row['word']}", "word": ""}
    ticks = [
        {"what": "tick", "place": places[f.area], "few": ticks_only} | hover(f, measure.decimals, None)
        for f in measure.answers.areas
        if f.area in places
    ]
    return [row, *ticks]


def _places(measure: Measure, middle: float) -> dict[str, float]:
    """Each drawn value from -1 to 1, with the value of all together at 0 and the one farthest from it at an end."""
    values = {f.area: f.value for f in measure.answers.areas if is_drawn(f) and f.value is not None}
    farthest = max(abs(value - middle) for value in values.values()) or 1.0
    return {area: (value - middle) / farthest for area, value in values.items()}
