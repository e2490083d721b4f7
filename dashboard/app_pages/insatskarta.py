"""Insatskarta: which interventions there are, who gives them and where; and what becomes of the methods offered."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    components,
    intervention_answers,
    intervention_printed,
    intervention_queries,
    intervention_sections,
    intervention_tables,
    intervention_words,
    queries,
)
from dashboard.address import Choices
from dashboard.intervention_answers import FORM, Inventory
from dashboard.records import Period

PAGE = intervention_tables.PAGE
_EVERY = {"alla": "Alla teman"}
_BY_MUNICIPALITY, _BY_PART = "kommun", "lansdel"


def page() -> None:
    path = components.published()
    periods = queries.periods(path, FORM)
    county = queries.build(path).county_name
    components.title("Insatskarta", intervention_words.BELOW_TITLE.format(county=county))
    if periods:
        _answers(path, {each.id: each for each in periods})
    elif not intervention_queries.printed(path):
        components.nothing_here(*intervention_words.nothing(path))
    intervention_printed.show(path)


def _answers(path: str, periods: dict[str, Period]) -> None:
    choices = Choices(PAGE)
    left, middle, right = st.columns(3)
    with left:
        chosen = choices.from_few("period", "Period", {each.id: each.label for each in periods.values()})
    found = intervention_answers.inventory(path, periods[chosen])
    ways = {_BY_MUNICIPALITY: "Kommun för kommun"} | ({_BY_PART: "Länsdelar"} if found.parts else {})
    with middle:
        way = choices.from_few("visa", "Visa", ways)
    themes = _EVERY | {str(place): name for place, name in enumerate(intervention_answers.themes(path), start=1)}
    with right:
        theme = choices.from_list("tema", "Tema", themes)
    components.lead(intervention_words.finding(found))
    components.note(*intervention_words.basis(found))
    _map(found, "" if theme in _EVERY else themes[theme], parts=way == _BY_PART)
    _one(found, choices)
    intervention_sections.joint(found)
    intervention_sections.chain(found)
    intervention_sections.measures(found)
    choices.keep()


def _map(found: Inventory, theme: str, *, parts: bool) -> None:
    components.section("Vem ger vad, och var", "kartan")
    st.html(intervention_words.key(parts=parts))
    make = intervention_tables.by_part if parts else intervention_tables.by_municipality
    shown, order = make(found, theme), "" if parts else intervention_words.order(found)
    about = intervention_sections.about(found, shown.caption, intervention_words.signs(), order)
    components.table(shown, "insatskarta", about, above=[order])


def _one(found: Inventory, choices: Choices) -> None:
    components.section("En insats i taget", intervention_tables.ANCHOR)
    named = {each.id: each for each in found.interventions}
    chosen = choices.from_list("insats", "Insats", {id: each.name for id, each in named.items()})
    shown = intervention_tables.one(found, named[chosen])
    above = intervention_words.explained(found.path, chosen)
    components.table(shown, "insats", intervention_sections.about(found, shown.caption), above=above)


page()
