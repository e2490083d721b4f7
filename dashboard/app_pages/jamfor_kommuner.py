"""Jämför kommuner: one measure, every municipality of the county, answering or silent."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    asked_chart,
    beside,
    comparison,
    comparison_tables,
    components,
    folds,
    measure_map,
    measures,
    queries,
    what_there_is,
    words,
)
from dashboard.address import Choices
from dashboard.comparison import Shown
from dashboard.measures import COUNT, MEASURE
from dashboard.records import Period

PAGE = "jamfor-kommuner"
_WAYS = {MEASURE: "Jämförbart mått", COUNT: "Antal"}


def page() -> None:
    path = components.published()
    indicators, periods = queries.indicators(path), queries.periods(path)
    components.title("Jämför kommuner")
    if not indicators or not periods:
        what_there_is.instead_of_survey(path)
        return
    choices = Choices(PAGE)
    left, middle, right = st.columns([5, 4, 5])
    with left:
        chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    with middle:
        shown_as = choices.from_few("visa", "Visa som", _WAYS)
    with right:
        order = choices.from_few("ordning", "Ordna kommunerna", measures.ORDERS)
    period = next(p for p in periods if p.id == chosen)
    folds.begin(PAGE)
    _measure(path, choices, period, shown_as, order)
    _more(path, choices, period, shown_as, order)


# Choosing another measure, which is what readers do here, draws the chart and its table and nothing else.
@st.fragment
def _measure(path: str, choices: Choices, period: Period, shown_as: str, order: str) -> None:
    titles = {each.id: f"{each.theme}: {each.title}" for each in queries.indicators(path).values()}
    left, right = st.columns([7, 4])
    with left:
        indicator = queries.indicators(path)[choices.from_list("matt", "Mått", titles)]
    view = measures.view(path, indicator, period.id, shown_as)
    if view.answers.areas:
        with right:
            beside.ask(view, choices)
        held = beside.held(path, view, period.id, choices)
        kind = asked_chart.ask(view, held, choices)
        _chart(path, Shown(view, period, held, kind, measures.in_order(view.answers, order)), order)
    else:
        components.nothing_here("Måttet har inga uppgifter för perioden.", "Välj en annan period eller ett annat mått.")
    choices.keep()
    folds.follow(PAGE)


def _chart(path: str, shown: Shown, order: str) -> None:
    components.headed(*comparison.heading(path, shown), lead=comparison.finding(shown), spoken=comparison.spoken(shown))
    if drawn := comparison.chart(shown):
        components.chart(*drawn, shown.kind, comparison.ALT[shown.kind])
    notes = [words.SORTED_BY_VALUE if order == "varde" else "", *comparison.notes(path, shown)]
    components.noted(notes, comparison_tables.table(path, shown), verdicts=beside.verdicts(shown.held))


@st.fragment
def _more(path: str, choices: Choices, period: Period, shown_as: str, order: str) -> None:
    view = measures.view(path, queries.indicators(path)[choices.current("matt")], period.id, shown_as)
    if not view.answers.areas:
        return
    held = beside.held(path, view, period.id, choices, ask=False)
    kind = asked_chart.current(view, held, choices)
    shown = Shown(view, period, held, kind, measures.in_order(view.answers, order))
    if held.found:
        notes = [comparison_tables.details_key(shown), *comparison_tables.not_compared(shown)]
        components.folded("Vad varje utfall vilar på", "underlag", comparison_tables.details(shown), notes)
    about = comparison.provenance(path, shown)
    components.save(PAGE, about, table=comparison_tables.whole(path, shown), chart=comparison.chart(shown))
    components.explanation(view.indicator)
    with folds.fold("Visa på karta", "karta") as unfolded:
        if unfolded:
            measure_map.show(shown, about, f"{PAGE}-karta")
    components.links([("metod", "Så räknas slumpens spelrum, utfallen och platserna")], {})


page()
