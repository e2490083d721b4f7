"""The charts as Vega-Lite descriptions: built once with Altair, then only their data change.

A description that stays the same lets the browser swap the data in the chart it has already drawn. What differs
between two choices (unit, total, coverage) therefore stands in the data or in the text beside the chart; a saved
picture gets its heading from exports.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeGuard

import altair as alt

from dashboard import figure_notes, theme
from dashboard.figure_notes import HEADING
from dashboard.records import Answers, Figure
from dashboard.sentences import in_words
from dashboard.swedish import NBSP, STATUS_SIGNS, STATUS_WORDS, number

Spec = dict[str, Any]
Rows = list[dict[str, Any]]

ROW_HEIGHT = 27
# Whatever the page or the exporter sends along.
DATA = alt.NamedData("source")
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
# Names over the columns lean where there is room, and stand upright on a phone.
LEANING = {
    "labelAngle": alt.ExprRef("width < 480 ? -90 : -50"),
    "labelAlign": "left",
    "labelBaseline": alt.ExprRef("width < 480 ? 'middle' : 'bottom'"),
    "labelOffset": alt.ExprRef("width < 480 ? 0 : 4"),
}
_LIGHTEST = "#F3F8F9"


def by_order(field: str) -> alt.EncodingSortField:
    return alt.EncodingSortField(field, op="min")


def names(*, grid: bool = True) -> alt.Y:
    # The padding keeps a dot at zero clear of the name.
    style = axis(grid=grid, gridColor="#EDEFF1", ticks=False, labelPadding=12)
    return alt.Y("name:N", sort=by_order("order"), axis=style)


def axis(**look: Any) -> alt.Axis:
    # Vega reads an axis aloud in English, whatever description it is given. The marks say all that the axes do.
    # Over a surface it would draw its lines through what stands there.
    return alt.Axis(title=None, aria=False, domain=False, zindex=0, **look)


# One mark for each municipality is read aloud, by these words; the others would only repeat them.
SPOKEN = alt.Description("spoken:N")


@lru_cache(maxsize=1)
def yes_no_plot() -> Spec:
    """One row per municipality and two columns, for what a municipality has or has not."""
    base = alt.Chart(DATA).encode(y=names())
    style = axis(orient="top", grid=False, ticks=False, labelAngle=0)
    x = alt.X("answer:N", scale=alt.Scale(domain=["Ja", "Nej", " "]), axis=style)
    yes = alt.when("datum.value == 1")
    marks = (
        base.transform_filter("isValid(datum.value)")
        .mark_point(filled=True, size=140, strokeWidth=2.5, aria=False)
        .encode(
            x=x,
            fill=yes.then(alt.value(theme.ACCENT)).otherwise(alt.value(theme.PAPER)),
            stroke=alt.value(theme.ACCENT),
            tooltip=[alt.Tooltip("name:N", title="Kommun"), alt.Tooltip("shown:N", title="Värde")],
        )
    )
    gaps = base.mark_text(color=theme.INK_QUIET, fontStyle="italic").encode(x=x, text="word:N", description=SPOKEN)
    return finished(alt.layer(gaps, marks).properties(height=alt.Step(ROW_HEIGHT)))


@lru_cache(maxsize=1)
def heat_map() -> Spec:
    """Municipalities in rows, methods in columns; the number or the sign for a gap in every field."""
    x = alt.X(
        "method:N",
        sort=by_order("method_order"),
        axis=axis(orient="top", ticks=False, grid=False, **LEANING),
    )
    y = names(grid=False)
    base = alt.Chart(DATA).encode(x=x, y=y)
    hover = [
        alt.Tooltip("name:N", title="Kommun"),
        alt.Tooltip("method:N", title="Metod"),
        alt.Tooltip("word:N", title="Värde"),
    ]
    # The root keeps small numbers apart when one large municipality has ten times as many. No field is so dark
    # that its number is hard to read.
    scale = alt.Scale(range=[_LIGHTEST, *theme.SEQUENCE[1:3]], type="sqrt", domainMin=0)
    known = "isValid(datum.value)"
    colour = alt.Color("value:Q", scale=scale, legend=None)
    fields = base.mark_rect(stroke=theme.PAPER, strokeWidth=2, aria=False).encode(
        color=alt.when(known).then(colour).otherwise(alt.value(theme.PAPER)), tooltip=hover
    )
    texts = base.mark_text(fontSize=12).encode(
        text="sign:N", color=alt.value(theme.INK), tooltip=hover, description=SPOKEN
    )
    # Names of methods lean out over the right edge.
    padding = {"top": 4, "left": 4, "right": 44, "bottom": 4}
    return finished(alt.layer(fields, texts).properties(height=alt.Step(ROW_HEIGHT), padding=padding))


def finished(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    spec: Spec = chart.properties(width="container", autosize=FIT).to_dict()
    spec.pop("data", None)
    return spec


def yes_no_rows(answers: Answers, order: Sequence[str]) -> Rows:
    """The data of ``yes_no_plot``."""
    rows = []
    for place, figure in enumerate(found for area in order if (found := answers.of(area))):
        answer = " " if figure.value is None else "Ja" if figure.value else "Nej"
        row = _area_row(figure, place, 0) | {"answer": answer, "shown": answer}
        if figure.value is not None:
            row["spoken"] = f"{figure.name}: {answer}{heard(figure)}"
            row["shown"] = noted(answer, figure)
        rows.append(row)
    return rows


def heat_rows(methods: Sequence[tuple[str, Answers]], decimals: int) -> Rows:
    """The data of ``heat_map``: (name of the method, its figures) in the order of the rows."""
    return [
        {
            "method": method,
            "method_order": line,
            "name": figure.name,
            "order": place,
            # A field has no colour where the value is only told in words.
            "value": figure.value if is_drawn(figure) else None,
            "sign": (said(figure, decimals) if figure.value is not None else sign(figure, decimals))
            + figure_notes.mark(figure),
            "word": noted(said(figure, decimals), figure),
            "spoken": f"{figure.name}, {method}: {said(figure, decimals)}{heard(figure)}",
        }
        for line, (method, answers) in enumerate(methods)
        for place, figure in enumerate(answers.areas)
    ]


def word(figure: Figure, decimals: int) -> str:
    """The number with a word when it is estimated, or the word that says why there is none."""
    if figure.value is None:
        return STATUS_WORDS[figure.status]
    return (
        f"ca{NBSP}{number(figure.value, decimals)}" if figure.status == "estimated" else number(figure.value, decimals)
    )


def is_drawn(figure: Figure | None) -> TypeGuard[Figure]:
    """A value that may stand among others as a point: there is one, and it is not only told in words."""
    return figure is not None and figure.value is not None and figure.certainty != "in_words"


def said(figure: Figure, decimals: int) -> str:
    """A value, or in its place the words: "3 av 7" where it is only told so, "svarade inte" where there is none."""
    return in_words(figure) if figure.certainty == "in_words" else word(figure, decimals)


def noted(text: str, figure: Figure) -> str:
    """A value with what is said in public of it, for where a mark is pointed at."""
    return f"{text} ({HEADING.lower()}: {note})" if (note := figure_notes.told(figure)) else text


def heard(figure: Figure) -> str:
    """The same for those who listen, after the value."""
    return f", {HEADING.lower()}: {note}" if (note := figure_notes.told(figure)) else ""


def sign(figure: Figure, decimals: int) -> str:
    """As ``word``, where a word has no room."""
    return STATUS_SIGNS[figure.status] if figure.value is None else word(figure, decimals)


def signs_used(figures: Iterable[Figure]) -> str:
    """The key to the signs that stand for gaps, only those that occur."""
    found = {STATUS_SIGNS[f.status]: STATUS_WORDS[f.status] for f in figures if f.value is None}
    return f"Tecken: {', '.join(f'{s} = {meaning}' for s, meaning in found.items())}." if found else ""


def _area_row(figure: Figure, place: int, decimals: int) -> dict[str, Any]:
    missing = figure.value is None
    return {
        "spoken": f"{figure.name}: {word(figure, decimals)}{heard(figure)}",
        "area": figure.area,
        "name": figure.name,
        "order": place,
        "value": figure.value,
        "status": figure.status,
        "shown": "" if missing else word(figure, decimals),
        "word": STATUS_WORDS[figure.status] + figure_notes.mark(figure) if missing else "",
    }
