"""Min kommun: one municipality's figures beside those it can fairly be compared with."""

from __future__ import annotations

import streamlit as st

from dashboard import comparison, comparison_tables, components, measures, municipality, queries, tables, words
from dashboard.address import Choices
from dashboard.folds import fold
from dashboard.records import Municipality, Period

PAGE = "min-kommun"
_CHART = "Punktdiagram med den valda kommunen och de kommuner den jämförs med. Tabellen under säger samma sak."


def page() -> None:
    path = components.published()
    there, periods = queries.municipalities(path), queries.periods(path)
    components.title("Min kommun", f"En kommun bredvid de andra {words.own_county(queries.build(path).county_name)}.")
    if not there or not periods:
        components.nothing_here("Här finns ännu inga uppgifter.", "Öppna en insamling först.")
        return
    choices = Choices(PAGE)
    left, right = st.columns(2)
    with left:
        names = {code: each.name for code, each in there.items()}
        own = there[choices.from_list("kommun", "Kommun", names, municipality.first_to_show(path, periods[0]))]
    with right:
        chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    period = next(p for p in periods if p.id == chosen)
    _submissions(path, own, periods)
    _figures(path, own, period, periods)
    _missing(path, own, period)
    _peers(path, own, period, choices)
    choices.keep()


def _submissions(path: str, own: Municipality, periods: tuple[Period, ...]) -> None:
    components.section(own.name, "kommunen")
    components.bullets(municipality.submissions(path, own, periods))
    components.note(f"{own.name} har {municipality.size(own)} och hör till SKR:s kommungrupp {own.skr_group}.")


def _figures(path: str, own: Municipality, period: Period, periods: tuple[Period, ...]) -> None:
    components.section("Kommunens siffror", "siffror")
    shown = municipality.figures_table(path, own, period, periods)
    about = components.provenance(path, shown.caption, period.label, words.response(period))
    components.table(shown, f"kommun-{own.code}", about)


def _missing(path: str, own: Municipality, period: Period) -> None:
    gaps = municipality.gaps(path, own, period)
    components.section("Det här saknas", "saknas")
    components.bullets(gaps)
    if not gaps:
        components.say(f"Inget: {own.name} har svarat på alla frågor för {period.label}.")
    components.links([("lamna_uppgifter", "Lämna in eller rätta uppgifter")], {"kommun": own.code})


def _peers(path: str, own: Municipality, period: Period, choices: Choices) -> None:
    components.section("Bredvid andra kommuner", "jamfor")
    indicators = queries.indicators(path)
    titles = {each.id: f"{each.theme}: {each.title}" for each in indicators.values()}
    indicator = indicators[choices.from_list("matt", "Mått", titles)]
    group = choices.from_few("grupp", "Jämför med", municipality.GROUPS)
    view = measures.view(path, indicator, period.id, measures.MEASURE)
    codes = municipality.to_compare(view.answers, own, group)
    components.say(municipality.group_sentence(path, view.answers, own, group), comparison.total_sentence(path, view))
    beside_them = comparison.Shown(view, period, kind=comparison.choice(view).chosen, order=codes, own=own.code)
    drawn = comparison.chart(beside_them)
    if drawn:
        components.chart(*drawn, beside_them.kind, _CHART)
    components.note("Ordningen är alfabetisk.", *comparison.notes(path, beside_them))
    shown = comparison_tables.table(path, beside_them)
    about = comparison.provenance(path, beside_them)
    with fold("Visa samma uppgifter som tabell", "tabell") as unfolded:
        if unfolded:
            tables.show(shown)
    components.save(f"kommun-{own.code}-jamforelse", about, table=shown, chart=drawn)


page()
