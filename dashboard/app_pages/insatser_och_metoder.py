"""Insatser och metoder: the three tables of the report as living tables, and which method is used where."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import charts, components, figure_notes, method_tables, queries, what_there_is, words
from dashboard.address import Choices
from dashboard.exports import Provenance
from dashboard.measures import COUNT, MEASURE
from dashboard.records import Period

PAGE = "insatser-och-metoder"
_HEAT = (
    "Rutnät med en rad per kommun och en kolumn per metod. Mörkare ruta: högre tal, utan att bedöma det. Samma "
    "uppgifter står i tabellen under den."
)
_WAYS = {COUNT: "Antal metodinsatser", MEASURE: "Per 100 personer med insats"}


def page() -> None:
    path = components.published()
    periods = queries.periods(path)
    components.title("Insatser och metoder", queries.build(path).county_name)
    if not periods:
        what_there_is.instead_of_survey(path)
        return
    choices = Choices(PAGE)
    left, right = st.columns(2)
    with left:
        chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    with right:
        way = choices.from_few("visa", "Metoder visas som", _WAYS)
    choices.keep()
    period = next(p for p in periods if p.id == chosen)
    components.lead(method_tables.finding(path, period))
    st.markdown(words.METHODS_ARE_NOT_PERSONS)
    _methods(path, period)
    _where(path, period, way)
    _groups(path, period)
    _placements(path, period)
    _documentation(path, period)


def _methods(path: str, period: Period) -> None:
    components.section("Behandlingsmetoder", "metoder")
    shown = method_tables.methods(path, period)
    notes = method_tables.method_notes(path, period)
    components.note(*notes)
    components.table(shown, "behandlingsmetoder", _about(path, period, shown.caption, notes))


def _where(path: str, period: Period, way: str) -> None:
    components.section("Metod för metod, kommun för kommun", "var")
    figures, decimals = method_tables.by_municipality(path, period, as_count=way == COUNT)
    spec, rows = charts.heat_map(), charts.heat_rows(figures, decimals)
    if not rows:
        components.nothing_here("Ingen kommun har svarat på frågorna om metoder.", "Välj en annan period.")
        return
    components.chart(spec, rows, "metoder", _HEAT)
    shown_figures = [figure for _, answers in figures for figure in answers.areas]
    signs, notes = charts.signs_used(shown_figures), figure_notes.lines(shown_figures)
    components.note(signs, *method_tables.HEAT_NOTES, *notes)
    shown = method_tables.municipality_table(figures, decimals, f"{_WAYS[way]} per kommun, {period.label}")
    components.folded("Visa samma uppgifter som tabell", "tabell", shown)
    about = replace(
        _about(path, period, shown.caption, [signs, *notes]), key=(signs, *figure_notes.in_picture(shown_figures))
    )
    components.save("metoder-per-kommun", about, table=shown, chart=(spec, rows))


def _groups(path: str, period: Period) -> None:
    components.section("Insatser i grupp", "grupper")
    shown = method_tables.groups(path, period)
    components.note(*method_tables.GROUP_NOTES)
    components.table(shown, "gruppmetoder", _about(path, period, shown.caption, method_tables.GROUP_NOTES))


def _placements(path: str, period: Period) -> None:
    components.section("Vård på behandlingshem", "behandlingshem")
    shown = method_tables.placements(path, period)
    components.note(*method_tables.PLACEMENT_NOTES)
    components.table(shown, "behandlingshem", _about(path, period, shown.caption, method_tables.PLACEMENT_NOTES))


def _documentation(path: str, period: Period) -> None:
    components.section("Dokumentation av drogfrihet", "dokumentation")
    components.say(*method_tables.documentation(path, period))


def _about(path: str, period: Period, title: str, notes: list[str]) -> Provenance:
    return components.provenance(path, title, period.label, words.response(period), *notes)


page()
