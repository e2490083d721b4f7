"""Min kommun: one municipality's figures, what can be decided of them, and what it would take to decide more."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    change_tables,
    comparison,
    comparison_tables,
    components,
    goals,
    municipality,
    municipality_lines,
    queries,
    what_there_is,
    words,
)
from dashboard import municipality_charts as charts
from dashboard import municipality_tables as tables
from dashboard.address import Choices
from dashboard.municipality_lines import Line
from dashboard.records import Municipality, Period


def page() -> None:
    path = components.published()
    there, periods = queries.municipalities(path), queries.periods(path)
    components.title("Min kommun", f"En kommun bredvid de andra {words.own_county(queries.build(path).county_name)}.")
    if not there or not periods:
        what_there_is.instead_of_survey(path)
        return
    choices = Choices("min-kommun")
    left, right = st.columns(2)
    with left:
        names = {code: each.name for code, each in there.items()}
        own = there[choices.from_list("kommun", "Kommun", names, municipality.first_to_show(path, periods[0]))]
    with right:
        chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    period = next(p for p in periods if p.id == chosen)
    components.section(own.name, "kommunen")
    components.bullets(municipality.submissions(path, own, periods))
    components.note(f"{own.name} har {municipality.size(own)} och hör till SKR:s kommungrupp {own.skr_group}.")
    group = municipality.ask_group(path, choices)
    lines = municipality_lines.lines(path, own, period, choices)
    if municipality_lines.has_answered(lines):
        _figures(path, own, period, lines, group)
    else:
        components.say(municipality.no_figures(own, period))
    _one_measure(path, own, period, choices, group)
    choices.keep()
    if decided := goals.lines(path, period, own.code):
        components.section("Mål", "mal")
        components.judged_goals(decided)
    _missing(path, own, period)


def _figures(path: str, own: Municipality, period: Period, lines: list[Line], group: str) -> None:
    changed = municipality_lines.changed(lines)
    earlier = change_tables.earlier(changed, queries.periods(path))
    components.section("Kommunens siffror", "siffror")
    components.bullets(municipality.summary(path, lines, own, group))
    shown, notes = tables.figures_table(own, period, earlier, lines), municipality_lines.notes(own, lines)
    components.noted(notes, shown, verdicts=municipality_lines.verdicts(lines))
    components.folded("Vad som skulle behövas för att avgöra", "behovs", tables.details(period, lines))
    if earlier:
        title = f"{own.name}, {earlier.label} och {period.label}"
        components.folded("Talen bakom förändringen", "andring", change_tables.numbers(changed, "Mått", title))
    drawn = charts.spine(lines, own, group)
    components.headed("Bland de andra, i alla mått", spoken=charts.spoken(lines, own, period, group))
    if drawn:
        components.chart(*drawn, "ryggrad", charts.ALT)
    components.note(*(charts.notes(lines) if drawn else [charts.why_no_spine(lines, group)]))
    key = municipality_lines.in_picture(lines)
    about = components.provenance(path, shown.caption, period.label, words.response(period), *notes, key=key)
    components.save(f"kommun-{own.code}", about, table=tables.whole_table(own, period, lines), chart=drawn)


def _one_measure(path: str, own: Municipality, period: Period, choices: Choices, group: str) -> None:
    components.section("Ett mått i taget", "jamfor")
    titles = {each.id: f"{each.theme}: {each.title}" for each in queries.indicators(path).values()}
    measure = choices.from_list("matt", "Mått", titles)
    shown = charts.one_measure(path, own, measure, period, choices, group)
    components.say(*municipality.about_measure(path, shown, own, group))
    if drawn := comparison.chart(shown):
        components.chart(*drawn, shown.kind, comparison.ALT[shown.kind])
    components.note("Ordningen är alfabetisk.", *comparison.notes(path, shown))
    table = comparison_tables.table(path, shown)
    components.folded("Visa samma uppgifter som tabell", "tabell", table)
    components.save(f"kommun-{own.code}-jamforelse", comparison.provenance(path, shown), table=table, chart=drawn)


def _missing(path: str, own: Municipality, period: Period) -> None:
    components.section("Det här saknas", "saknas")
    components.bullets(municipality.gaps(path, own, period))
    components.links([("lamna_uppgifter", "Lämna in eller rätta uppgifter")], {"kommun": own.code})


page()
