"""Jämför kommuner: one measure, every municipality of the county, answering or silent."""

from __future__ import annotations

import streamlit as st

from dashboard import charts, comparison, components, maps, measures, queries, words
from dashboard.address import Choices
from dashboard.measures import View
from dashboard.records import Period

PAGE = "jamfor-kommuner"
_CHART = "Punktdiagram med en rad per kommun. Samma uppgifter står i tabellen under diagrammet."
_MAP = "Karta över länets kommuner med måttets värde. Samma uppgifter står i tabellen."


@st.fragment
def page() -> None:
    path = components.published()
    indicators, periods = queries.indicators(path), queries.periods(path)
    components.title("Jämför kommuner")
    if not indicators or not periods:
        components.nothing_here("Här finns ännu inget att jämföra.", "Öppna en insamling först.")
        return
    choices = Choices(PAGE)
    titles = {each.id: f"{each.theme}: {each.title}" for each in indicators.values()}
    indicator = indicators[choices.from_list("matt", "Mått", titles)]
    left, middle, right = st.columns([5, 4, 5])
    with left:
        chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    with middle:
        shown_as = choices.from_few("visa", "Visa som", measures.measures_of(indicator))
    with right:
        order = choices.from_few("ordning", "Ordna kommunerna", measures.ORDERS)
    choices.keep()
    period = next(p for p in periods if p.id == chosen)
    _show(path, measures.view(path, indicator, period.id, shown_as), period, order)


def _show(path: str, view: View, period: Period, order: str) -> None:
    components.section(view.title, "diagram")
    if not view.answers.areas:
        components.nothing_here("Måttet har inga uppgifter för perioden.", "Välj en annan period eller ett annat mått.")
        return
    components.say(comparison.total_sentence(path, view))
    spec, rows = comparison.chart(view, measures.in_order(view.answers, order))
    components.chart(spec, rows, "ja_nej" if view.yes_no else "punkter", _CHART)
    components.note(
        words.SORTED_BY_VALUE if order == "varde" else "",
        comparison.key(view),
        *comparison.basis(path, view),
    )
    about = comparison.provenance(path, view, period)
    shown = comparison.table(path, view, period, measures.in_order(view.answers, order))
    components.table(shown, "jamfor-kommuner", about, chart=(spec, rows))
    components.explanation(view.indicator)
    if view.indicator.kind == "rate" and not view.as_count:
        components.section("På karta", "karta")
        drawing = maps.value_map(tuple(f.area for f in view.answers.areas))
        places = maps.value_rows(view.answers.areas, view.decimals)
        left, right = st.columns([3, 2], gap="large")
        with left:
            components.chart(drawing, places, "karta", _MAP)
        with right:
            components.note("Mörkare yta: högre värde.", charts.signs_used(view.answers.areas))
        components.save("jamfor-kommuner-karta", about, chart=(drawing, places))


page()
