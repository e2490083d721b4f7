"""Jämför kommuner: one measure, every municipality of the county, answering or silent."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, comparison, components, downloads, maps, measures, queries, words
from dashboard.address import Choices
from dashboard.exports import Provenance
from dashboard.folds import fold
from dashboard.measures import COUNT, MEASURE, View
from dashboard.records import Period

PAGE = "jamfor-kommuner"
_CHART = "Punktdiagram med en rad per kommun. Samma uppgifter står i tabellen under diagrammet."
_MAP = "Karta över länets kommuner med måttets värde. Samma uppgifter står i tabellen."
_WAYS = {MEASURE: "Jämförbart mått", COUNT: "Antal"}


def page() -> None:
    path = components.published()
    indicators, periods = queries.indicators(path), queries.periods(path)
    components.title("Jämför kommuner")
    if not indicators or not periods:
        components.nothing_here("Här finns ännu inget att jämföra.", "Öppna en insamling först.")
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
    _one_measure(path, choices, period, shown_as, order)


# Choosing another measure, which is what readers do here, draws only what follows from it.
@st.fragment
def _one_measure(path: str, choices: Choices, period: Period, shown_as: str, order: str) -> None:
    indicators = queries.indicators(path)
    titles = {each.id: f"{each.theme}: {each.title}" for each in indicators.values()}
    indicator = indicators[choices.from_list("matt", "Mått", titles)]
    _show(path, measures.view(path, indicator, period.id, shown_as), period, order)
    choices.keep()


def _show(path: str, view: View, period: Period, order: str) -> None:
    components.section(view.title, "diagram")
    if not view.answers.areas:
        components.nothing_here("Måttet har inga uppgifter för perioden.", "Välj en annan period eller ett annat mått.")
        return
    components.say(comparison.total_sentence(path, view))
    spec, rows = comparison.chart(view, measures.in_order(view.answers, order))
    components.chart(spec, rows, "ja_nej" if view.yes_no else "punkter", _CHART)
    small_print = [
        words.SORTED_BY_VALUE if order == "varde" else "",
        comparison.key(view),
        *comparison.basis(path, view),
    ]
    about = comparison.provenance(path, view, period)
    shown = comparison.table(path, view, period, measures.in_order(view.answers, order))
    components.table(shown, "jamfor-kommuner", about, chart=(spec, rows), above=small_print)
    components.explanation(view.indicator)
    if view.indicator.kind == "rate" and not view.as_count:
        _map(view, about)


def _map(view: View, about: Provenance) -> None:
    with fold("Visa på karta", "karta") as unfolded:
        if unfolded:
            drawing = maps.value_map(tuple(f.area for f in view.answers.areas))
            places = maps.value_rows(view.answers.areas, view.decimals)
            components.chart(drawing, places, "karta", _MAP)
            components.note("Mörkare yta: högre värde.", charts.signs_used(view.answers.areas))
            downloads.buttons("jamfor-kommuner-karta", about, chart=(drawing, places))


page()
