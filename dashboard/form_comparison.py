"""The municipalities beside each other in one measure of a form, with the chart and the verdicts of Jämför kommuner."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard import beside, comparison, comparison_tables, components, measures, queries
from dashboard.address import Choices
from dashboard.comparison import Shown
from dashboard.form_page import FormPage
from dashboard.measures import View
from dashboard.records import Period

_IN_ORDER = "namn"


@st.fragment
def ask_and_show(shown: FormPage, choices: Choices, indicators: Iterable[str], name: str) -> None:
    """One of the measures, the reader's choice, for every municipality; ``name`` is that of the saved files."""
    known = queries.indicators(shown.path, shown.form)
    chosen = choices.from_list("matt", "Mått", {each: known[each].title for each in indicators})
    choices.keep()
    seen = of_measure(shown.path, shown.view(chosen), shown.period)
    components.headed(
        *comparison.heading(shown.path, seen), lead=comparison.finding(seen), spoken=comparison.spoken(seen)
    )
    chart = comparison.chart(seen)
    if chart:
        components.chart(*chart, f"{name}_{seen.kind}", comparison.ALT[seen.kind])
    notes = list(comparison.notes(shown.path, seen))
    components.noted(notes, comparison_tables.table(shown.path, seen), verdicts=beside.verdicts(seen.held))
    about = comparison.provenance(shown.path, seen)
    components.save(name, about, table=comparison_tables.whole(shown.path, seen), chart=chart)
    components.explanation(seen.view.indicator)


def of_measure(path: str, view: View, period: Period) -> Shown:
    """The measure beside the county, in the first chart that the figures can bear."""
    held = beside.beside(path, view, period.id, beside.COUNTY)
    return Shown(view, period, held, comparison.choice(view).chosen, measures.in_order(view.answers, _IN_ORDER))
