"""Över tid: one measure in every period that can be set side by side, and what can be said to have changed."""

from __future__ import annotations

import streamlit as st

from dashboard import change_tables, components, over_time_charts, over_time_view, queries, what_there_is, words
from dashboard.address import Choices
from dashboard.over_time_view import OverTime
from dashboard.records import Period

PAGE = "over-tid"


def page() -> None:
    path = components.published()
    indicators, periods = queries.indicators(path), queries.periods(path)
    components.title("Över tid", "Hur ett mått har ändrats, och vad som inte går att avgöra.")
    if not indicators or not periods:
        what_there_is.instead_of_survey(path)
        return
    choices = Choices(PAGE)
    left, right = st.columns([7, 5])
    with left:
        titles = {each.id: f"{each.theme}: {each.title}" for each in indicators.values()}
        indicator = indicators[choices.from_list("matt", "Mått", titles)]
    with right:
        chosen = choices.from_few("period", "Till och med", {p.id: p.label for p in periods})
    names = {code: each.name for code, each in queries.municipalities(path).items()}
    codes, _ = choices.from_many("urval", "Kommuner", names, hint="Alla kommuner")
    choices.keep()
    period = next(p for p in periods if p.id == chosen)
    shown = over_time_view.view(path, indicator, period, codes or tuple(names))
    _measure(path, shown, period, periods)
    _change(path, shown, period, periods)
    _trend(path, shown, period)
    components.explanation(indicator)


def _measure(path: str, shown: OverTime, period: Period, periods: tuple[Period, ...]) -> None:
    finding, heard = over_time_view.reading(path, shown, period), over_time_charts.spoken(path, shown, period)
    components.headed(shown.indicator.title, lead=finding, spoken=heard)
    table, notes = over_time_view.table(shown), over_time_view.notes(path, shown, periods)
    if drawings := over_time_charts.drawings(path, shown, period):
        for place, column in enumerate(st.columns(len(drawings))):
            with column:
                components.chart(*drawings[place], f"over_tid_{place}", over_time_charts.ALT[shown.choice.chosen])
        components.note(over_time_charts.key(shown), *notes)
        components.folded("Visa samma uppgifter som tabell", "tabell", table)
    else:
        components.noted(notes, table)
    key = over_time_view.in_picture(shown)
    about = components.provenance(path, table.caption, period.label, words.response(period), *notes, key=key)
    components.save("over-tid", about, table=table, chart=over_time_charts.whole(path, shown, period))


def _change(path: str, shown: OverTime, period: Period, periods: tuple[Period, ...]) -> None:
    changed = change_tables.of_indicator(path, period, shown.indicator, shown.readings)
    earlier = change_tables.earlier(changed, periods)
    if earlier is None:
        return
    components.section(f"Från {earlier.label} till {period.label}", "forandring")
    whole = change_tables.of_counties(changed)
    components.note(change_tables.matched(whole))
    components.judged(change_tables.judged(whole, change_tables.SAME_MUNICIPALITIES, earlier, period))
    table = change_tables.numbers(changed, "Kommun", f"{shown.indicator.title}, {earlier.label} och {period.label}")
    components.noted(change_tables.notes(changed), table)
    parts = change_tables.split(whole, "Mått", f"{shown.indicator.title}: skillnadens tre delar")
    if parts.rows:
        components.folded("Så delas skillnaden upp", "delar", parts, change_tables.split_notes(whole))
    about = components.provenance(path, table.caption, period.label, words.response(period))
    components.save("forandring", about, table=table)


def _trend(path: str, shown: OverTime, period: Period) -> None:
    trends, without = over_time_view.trend_lines(path, shown, period), over_time_view.no_trend(path, shown, period)
    if trends or without:
        components.section("Trend", "trend")
        components.judged(trends)
        components.say(*without)


page()
