"""Which form the page about the figures tells of, where its measures are shown, and who has answered it."""

from __future__ import annotations

import streamlit as st

from dashboard import about_queries, about_tables, components, form_names, queries, what_there_is, words
from dashboard.address import Choices
from dashboard.records import Indicator, Period

ELSEWHERE = "Svaren gäller länsdelar och visas på formulärets egen sida."
_PARAM = "mattens"


def ask(path: str, choices: Choices, measure: str) -> str:
    """The form whose measures are to be shown: that of the measure in the address, else what the county answers."""
    forms, titles = about_queries.forms(path), form_names.titles()
    options = {form: titles[form] for form in titles if form in forms}
    answered = {each.form for each in queries.answered_forms(path)}
    first = next((form for form in options if form in answered), None)
    asked = about_queries.form_of(path, measure)
    if asked in options and _PARAM not in st.query_params:
        st.query_params[_PARAM] = asked
    chosen = choices.from_list(_PARAM, "Mått ur", options, first)
    components.note(_how_many(path, chosen))
    return chosen


def _how_many(path: str, form: str) -> str:
    count = len(queries.indicators(path, form))
    return f"{count} mått" if count else "Formuläret ger ännu inga mått, bara uppgifter."


def show(path: str, indicator: Indicator, form: str) -> None:
    """Everything about one measure, and the way to it."""
    components.say(indicator.why)
    components.facts(about_tables.definition(path, indicator, form))
    components.bullets(indicator.caveats)
    components.links([shown_on(form)], {"matt": indicator.id} if form == queries.FORM else {})


def shown_on(form: str) -> tuple[str, str]:
    """The page where the measures of a form are shown."""
    if form == queries.FORM:
        return "jamfor_kommuner", "Se kommunerna i det här måttet"
    return what_there_is.page_of(form)


def nobody_asked(path: str, form: str) -> str:
    """That a form has not been answered in the county."""
    return f"{form_names.titles()[form]} är inte besvarad i {queries.build(path).county_name}."


def response(period: Period, form: str) -> str:
    """Who has answered, in a sentence."""
    if form == queries.FORM:
        return words.response(period)
    return f"{period.answered} av {period.asked} tillfrågade har svarat."
