"""Jämför kommuner: one measure, every municipality of the county, answering or silent."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, comparison, components, downloads, folds, maps, measures, queries, words
from dashboard.address import Choices
from dashboard.exports import Provenance
from dashboard.measures import COUNT, MEASURE, View
from dashboard.records import Period

PAGE = "jamfor-kommuner"
_CHART = "Punktdiagram med en rad per kommun. Samma uppgifter står i tabellen under diagrammet."
_MAP = "Karta över länets kommuner med måttets värde. Samma uppgifter står i tabellen."
_NO_MAP = "Bara mått som räknas per invånare visas på karta. Andra mått säger mer i diagrammet och tabellen."
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
    folds.begin(PAGE)
    _measure(path, choices, period, shown_as, order)
    _more(path, choices, period, shown_as, order)


# Choosing another measure, which is what readers do here, draws the chart and its table and nothing else.
@st.fragment
def _measure(path: str, choices: Choices, period: Period, shown_as: str, order: str) -> None:
    titles = {each.id: f"{each.theme}: {each.title}" for each in queries.indicators(path).values()}
    indicator = queries.indicators(path)[choices.from_list("matt", "Mått", titles)]
    view = measures.view(path, indicator, period.id, shown_as)
    if view.answers.areas:
        areas = measures.in_order(view.answers, order)
        spec, rows = comparison.chart(view, areas)
        components.headed(view.title, comparison.total_sentence(path, view))
        components.chart(spec, rows, "ja_nej" if view.yes_no else "punkter", _CHART)
        notes = [words.SORTED_BY_VALUE if order == "varde" else "", comparison.key(view), *comparison.basis(path, view)]
        components.noted(notes, comparison.table(path, view, period, areas))
    else:
        components.nothing_here("Måttet har inga uppgifter för perioden.", "Välj en annan period eller ett annat mått.")
    choices.keep()
    folds.follow(PAGE)


@st.fragment
def _more(path: str, choices: Choices, period: Period, shown_as: str, order: str) -> None:
    view = measures.view(path, queries.indicators(path)[choices.current("matt")], period.id, shown_as)
    if not view.answers.areas:
        return
    about = comparison.provenance(path, view, period)
    areas = measures.in_order(view.answers, order)
    shown = comparison.table(path, view, period, areas)
    components.save("jamfor-kommuner", about, table=shown, chart=comparison.chart(view, areas))
    components.explanation(view.indicator)
    with folds.fold("Visa på karta", "karta") as unfolded:
        if unfolded:
            _map(view, about)


def _map(view: View, about: Provenance) -> None:
    if view.indicator.kind != "rate" or view.as_count:
        components.say(_NO_MAP)
        return
    drawing = maps.value_map(tuple(f.area for f in view.answers.areas))
    places = maps.value_rows(view.answers.areas, view.decimals)
    components.chart(drawing, places, "karta", _MAP)
    components.note("Mörkare yta: högre värde.", charts.signs_used(view.answers.areas))
    downloads.buttons("jamfor-kommuner-karta", about, chart=(drawing, places))


page()
