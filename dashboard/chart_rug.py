"""A rug: many measures and every municipality, each field coloured by what could be decided, with value and sign.

The order is fixed: measures as in their list, municipalities by the alphabet. The column of all who answered stands
first and their number last. Turned, the municipalities are the rows, for many of them and for a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import figure_notes, theme
from dashboard.chart_parts import basis, hover, is_open, spoken, verdict_of
from dashboard.charts import DATA, SPOKEN, Rows, Spec, axis, by_order, finished, is_drawn, word
from dashboard.records import Answers, Comparison, Figure
from dashboard.sentences import in_words, verdict_symbol
from dashboard.swedish import NBSP, STATUS_SIGNS, STATUS_WORDS, number

# More municipalities than this are rows: as columns they are wider than a page.
_MOST_COLUMNS = 10
_ROW = 30
_COLUMN = 47
_TITLES = {
    "measure": "Mått",
    "name": "Kommun",
    "said": "Värde",
    "basis": "Antal / underlag",
    "verdict": "Jämfört",
}
# Names over the columns lean to the right, or stand upright where there are many.
_LEANING = {"labelAngle": -50, "labelAlign": "left", "labelBaseline": "bottom", "labelOffset": 4, "labelLimit": 230}


@dataclass(frozen=True)
class Measure:
    """One row of the rug."""

    name: str
    answers: Answers
    decimals: int
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)


@lru_cache(maxsize=2)
def rug(*, turned: bool = False) -> Spec:
    """Fields in rows and columns. ``turned``: the municipalities are the rows. Wider than a phone: it scrolls."""
    across, down = ("measure", "name") if turned else ("name", "measure")
    style = axis(orient="top", ticks=False, grid=False, **_LEANING)
    x = alt.X(f"{across}:N", sort=by_order(f"{across}_order"), axis=style, scale=alt.Scale(paddingInner=0.04))
    y = alt.Y(
        f"{down}:N",
        sort=by_order(f"{down}_order"),
        axis=axis(ticks=False, grid=False, labelLimit=300, labelPadding=8),
        scale=alt.Scale(paddingInner=0.08),
    )
    base = alt.Chart(DATA).encode(x=x, y=y)
    hover = [alt.Tooltip(f"{each}:N", title=title) for each, title in _TITLES.items()]
    fields = base.mark_rect(aria=False, cornerRadius=2).encode(color=alt.Color("field:N", scale=None), tooltip=hover)
    edges = base.transform_filter("datum.own").mark_rect(filled=False, stroke=theme.INK, strokeWidth=1.5, aria=False)
    # A number leaves room for its sign to the right; what has no sign stands in the middle.
    beside: dict[str, Any] = {
        "align": alt.ExprRef("datum.symbol == '' ? 'center' : 'right'"),
        "dx": alt.ExprRef("datum.symbol == '' ? 0 : 8"),
    }
    # "21 av 95" is wider than its field in the usual size.
    size = alt.ExprRef("length(datum.sign) > 6 ? 11 : 12.5")
    values = base.mark_text(baseline="middle", aria=False, fontSize=size, **beside).encode(
        text="sign:N", color=alt.Color("ink:N", scale=None), tooltip=hover
    )
    # One text for each field is read aloud.
    signs = base.mark_text(align="left", dx=11, baseline="middle", fontSize=11.5, fontWeight=600).encode(
        text="symbol:N", color=alt.Color("edge:N", scale=None), tooltip=hover, description=SPOKEN
    )
    spec = finished(
        alt.layer(fields, edges, values, signs).properties(
            height=alt.Step(_ROW), padding={"top": 4, "left": 4, "right": 24, "bottom": 4}
        )
    )
    # As wide as its columns, whatever the page: it scrolls in its own container rather than being squeezed.
    return spec | {"width": {"step": _COLUMN}, "autosize": {"type": "pad", "contains": "padding"}}


def turn(areas: int, measures: int) -> bool:
    """Whether the municipalities are better as rows: many, and more than the measures."""
    return areas > _MOST_COLUMNS and areas > measures


def rug_rows(
    measures: Iterable[Measure], *, strict: bool = False, own: str | None = None, total_name: str = "De svarande"
) -> Rows:
    """The data of ``rug``.

    Args:
        measures: in the order they are shown.
        strict: draw the verdicts of 99.8 %, for 20 areas and more.
        own: the municipality to set off.
        total_name: what the column of all who answered is called.
    """
    rows: Rows = []
    for place, measure in enumerate(measures):
        shared = {"measure": measure.name, "measure_order": place}
        last = len(measure.answers.areas) + 1
        rows.append(shared | _total(measure, total_name) | {"name_order": 0})
        for column, figure in enumerate(measure.answers.areas, start=1):
            found = measure.comparisons.get(figure.area)
            verdict = verdict_of(found, strict=strict)
            cell = _field(figure, measure, verdict)
            rows.append(shared | cell | {"name_order": column, "own": figure.area == own})
        rows.append(shared | _coverage(measure) | {"name_order": last})
    return rows


def _field(figure: Figure, measure: Measure, verdict: str | None) -> dict[str, Any]:
    judged = verdict if verdict and is_drawn(figure) else None
    look = theme.VERDICTS[judged] if judged else theme.VERDICTS["not_compared"]
    name = f"{figure.name}, {measure.name}"
    return hover(figure, measure.decimals, verdict) | {
        "value": figure.value if is_drawn(figure) else None,
        "sign": _sign(figure, measure.decimals) + figure_notes.mark(figure).strip(),
        "symbol": verdict_symbol(judged) if judged and judged != "not_compared" else "",
        "field": look.field,
        "edge": look.edge,
        "ink": theme.INK_QUIET if is_open(figure) or not is_drawn(figure) else theme.INK,
        "spoken": spoken(figure, measure.decimals, verdict).replace(figure.name, name, 1),
        "own": False,
    }


def _total(measure: Measure, name: str) -> dict[str, Any]:
    total = measure.answers.total
    shown = word(total, measure.decimals) if total else ""
    sign = "" if total is None else _sign(total, measure.decimals)
    return _plain(name, sign, shown, measure) | {"basis": basis(total) if total else ""}


def _coverage(measure: Measure) -> dict[str, Any]:
    known = sum(figure.value is not None for figure in measure.answers.areas)
    both = f"{number(known)}/{number(len(measure.answers.areas))}"
    return _plain("Svar", both, both.replace("/", f"{NBSP}av{NBSP}"), measure)


def _plain(name: str, sign: str, shown: str, measure: Measure) -> dict[str, Any]:
    return {
        "area": None, "name": name, "value": None, "sign": sign, "symbol": "", "said": shown, "basis": "",
        "verdict": "", "field": theme.PAPER_QUIET, "edge": theme.INK_QUIET, "ink": theme.INK,
        "spoken": f"{name}, {measure.name}: {shown}", "own": False,
    }  # fmt: skip


def _sign(figure: Figure, decimals: int) -> str:
    """The number, "3 av 7", or the sign of a gap; "ca" has no room and is said where the field is pointed at."""
    if figure.value is None:
        return STATUS_SIGNS.get(figure.status, "–")
    if figure.certainty == "in_words":
        return in_words(figure)
    return number(figure.value, decimals)


def signs_used(measures: Iterable[Measure]) -> str:
    """The key to the signs of gaps, only those that occur."""
    silent = [f for measure in measures for f in measure.answers.areas if f.value is None]
    found = {STATUS_SIGNS[f.status]: STATUS_WORDS[f.status] for f in silent if f.status in STATUS_SIGNS}
    return f"Tecken: {', '.join(f'{sign} = {meaning}' for sign, meaning in found.items())}." if found else ""
