"""Alla mått: every measure and every municipality on one page, with what can be told apart."""

from __future__ import annotations

import streamlit as st

from dashboard import components, overview, overview_tables, queries, sentences_coverage, tables, what_there_is, words
from dashboard.address import Choices
from dashboard.folds import fold
from dashboard.overview import Overview

PAGE = "alla-matt"


def page() -> None:
    path = components.published()
    indicators, periods = queries.indicators(path), queries.periods(path)
    components.title("Alla mått", "Varje kommun bredvid de svarande kommunerna, i varje mått.")
    if not indicators or not periods:
        what_there_is.instead_of_survey(path)
        return
    choices = Choices(PAGE)
    left, right = st.columns(2)
    with left:
        chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    with right:
        theme = choices.from_list("tema", "Tema", overview.themes(path))
    choices.keep()
    period = next(p for p in periods if p.id == chosen)
    shown = overview.overview(path, period, theme)
    if not shown.lines:
        components.nothing_here("Temat har inga uppgifter för perioden.", "Välj en annan period eller ett annat tema.")
        return
    _found(shown)
    _chart(shown)
    _tables(path, shown)


def _found(shown: Overview) -> None:
    components.lead(overview.finding(shown))
    components.bullets(overview.differences(shown))
    components.note(overview.chance(shown), sentences_coverage.gate(shown.period))


def _chart(shown: Overview) -> None:
    heading, drawn = "Mått för mått, kommun för kommun", overview.chart(shown)
    if drawn is None:
        components.headed(heading, overview.refused(shown))
        return
    components.headed(heading, spoken=overview.spoken(shown))
    components.chart(*drawn, "alla_matt", overview.ALT)
    if legend := components.legend(overview.verdicts(shown)):
        st.html(legend)
    components.note(overview.KEY, overview.signs(shown), overview.no_intervals(shown), *overview.figure_lines(shown))


def _tables(path: str, shown: Overview) -> None:
    components.section("Vad som går att säga, mått för mått", "tabell")
    components.note("Namnet på ett mått leder till Jämför kommuner, där det visas för sig.")
    tables.show(overview_tables.by_measure(shown))
    with fold("Varje tal som tabell", "alla_tal") as unfolded:
        if unfolded:
            tables.show(overview_tables.every_number(shown))
    about = overview.provenance(path, shown, words.response(shown.period))
    components.save(PAGE, about, table=overview_tables.row_by_row(shown), chart=overview.chart(shown))
    components.links([("metod", "Så räknas utfallen, och så ofta kan de bli fel av slump")], {})


page()
