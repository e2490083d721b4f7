"""The municipalities beside each other in one measure of a form, with the chart and the verdicts of Jämför kommuner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard import beside, comparison, comparison_tables, components, form_tables, measures, queries
from dashboard.address import Choices
from dashboard.comparison import Shown
from dashboard.folds import fold
from dashboard.form_page import FormPage
from dashboard.measures import View
from dashboard.records import Period

_IN_ORDER = "namn"


@st.fragment
def ask_and_show(shown: FormPage, choices: Choices, indicators: Iterable[str], name: str, first: str) -> None:
    """One of the measures, the reader's choice, for every municipality.

    Args:
        indicators: to choose from; ``first`` of them until somebody chooses.
        name: of the saved files.
    """
    known = queries.indicators(shown.path, shown.form)
    chosen = choices.from_list("matt", "Mått", {each: known[each].title for each in indicators}, first)
    choices.keep()
    seen = of_measure(shown.path, shown.view(chosen), shown.period)
    _, *said = comparison.heading(shown.path, seen)
    components.found(*said, lead=comparison.finding(seen), spoken=comparison.spoken(seen))
    chart = comparison.chart(seen)
    if chart:
        components.chart(*chart, f"{name}_{seen.kind}", comparison.ALT[seen.kind])
    notes = list(comparison.notes(shown.path, seen))
    components.noted(notes, comparison_tables.table(shown.path, seen), verdicts=beside.verdicts(seen.held))
    about = comparison.provenance(shown.path, seen)
    components.save(name, about, table=comparison_tables.whole(shown.path, seen), chart=chart)
    components.explanation(seen.view.indicator)


def show_changes(shown: FormPage, indicators: Sequence[str], name: str) -> None:
    """What has changed more than chance, in sentences; why the rest cannot be told is folded away."""
    judged = form_tables.judged(shown, indicators)
    components.judged(each for each in judged if each[1] != "cannot_tell")
    if unsure := [each for each in judged if each[1] == "cannot_tell"]:
        with fold("Varför en förändring inte kan avgöras", name) as unfolded:
            components.judged(unsure if unfolded else ())


def of_measure(path: str, view: View, period: Period) -> Shown:
    """The measure beside the county, in the first chart that the figures can bear."""
    held = beside.beside(path, view, period.id, beside.COUNTY)
    return Shown(view, period, held, comparison.choice(view).chosen, measures.in_order(view.answers, _IN_ORDER))
