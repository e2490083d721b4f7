"""ASI: who uses the assessment interview, how many are interviewed, and how the group stands."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    asi,
    asi_words,
    charts,
    comparison,
    components,
    form_charts,
    form_comparison,
    form_page,
    form_tables,
    queries,
)
from dashboard.address import Choices
from dashboard.asi import FORM
from dashboard.form_page import FormPage

PAGE = "asi"


def page() -> None:
    path = components.published()
    components.title("ASI", f"{queries.build(path).county_name}. {asi_words.BELOW_TITLE}")
    if not form_page.periods_with_answers(path, FORM):
        form_page.nothing(path, FORM, asi_words.ABOUT)
        components.say(*asi_words.printed(path))
        return
    choices = Choices(PAGE)
    shown = form_page.choose(path, FORM, choices)
    components.lead(*asi_words.finding(shown))
    components.say(*asi_words.printed(path), asi_words.WHY)
    components.keyfigures(asi_words.key_figures(shown))
    components.note(*form_page.who_answered(shown))
    _use(shown)
    _interviews(shown)
    components.section("Kommunerna bredvid varandra", "kommuner")
    form_comparison.ask_and_show(shown, choices, asi.MEASURES, "asi-kommuner", asi.MEASURES[0])
    _profile(shown, choices)
    components.links([("effektmal", "Effektmålen som måtten följer"), ("om_siffrorna", "Om siffrorna")], {})


def _use(shown: FormPage) -> None:
    components.section("Vilka använder ASI?", "anvander")
    components.say(*asi_words.who(shown))
    answers = shown.measure(asi.USE)
    drawn = charts.yes_no_plot(), charts.yes_no_rows(answers, [figure.area for figure in answers.areas])
    components.chart(*drawn, "anvander", comparison.ALT["yes_no"])
    table = form_tables.by_municipality(shown, (asi.USED, *asi.COUNTS), f"Kommunernas svar, {shown.period.label}")
    components.folded("Visa alla svar, kommun för kommun", "svar", table)
    components.save("asi-svar", shown.about(table.caption, shown.period.label), table=table, chart=drawn)


def _interviews(shown: FormPage) -> None:
    components.section("Intervjuer och utbildade", "intervjuer")
    drawn = form_charts.counts(shown, asi.COUNTS)
    if drawn:
        components.chart(*drawn, "intervjuer", form_charts.COUNTS_ALT)
        components.note(form_charts.COUNTS_KEY)
    table = form_tables.measures(shown, asi.MEASURES, f"Måtten, {shown.period.label}")
    about = shown.about(table.caption, shown.period.label, form_charts.COUNTS_KEY)
    components.table(table, "asi-matt", about, chart=drawn)
    form_comparison.show_changes(shown, asi.MEASURES, "andring")
    by_year = form_tables.by_period(shown, (asi.USED, *asi.COUNTS), tuple(reversed(shown.periods)), "År för år")
    components.folded("Visa år för år", "ar", by_year)


@st.fragment
def _profile(shown: FormPage, choices: Choices) -> None:
    components.section("Gruppens profil", "profil")
    tellers = asi.tellers(shown)
    if not tellers:
        components.nothing_here(*asi_words.NO_PROFILE)
        return
    names = {asi.ALL: "Alla som lämnat en profil"} | {each.code: each.name for each in tellers}
    chosen = choices.from_list("profil", "Visa profilen för", names)
    choices.keep()
    found = asi.profiles(shown, chosen)
    if not found:
        components.nothing_here(f"{names[chosen]} har ingen profil för åren till och med {shown.period.label}.", "")
        return
    components.say(asi_words.profile_finding(found))
    drawn = asi.profile_chart(found)
    components.chart(*drawn, "profil", asi.PROFILE_ALT)
    notes = asi_words.profile_notes(found, one=chosen != asi.ALL)
    table = asi_words.profile_table(found, "alla som lämnat en profil" if chosen == asi.ALL else names[chosen])
    components.noted(notes, table)
    components.save(
        "asi-profil", shown.about(table.caption, shown.period.label, *filter(None, notes)), table=table, chart=drawn
    )


page()
