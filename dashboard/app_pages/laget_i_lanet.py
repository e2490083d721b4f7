"""Läget i länet: the state of the county on one page."""

from __future__ import annotations

import streamlit as st

from dashboard import change_tables, components, county, goals, maps, queries, sentences_coverage, tables, words
from dashboard.address import Choices
from dashboard.records import Build, Period

PAGE = "laget-i-lanet"
_MAP = "Karta över länets kommuner. Texten bredvid och tabellen under säger vilka som svarat."


def page() -> None:
    path = components.published()
    build, periods = queries.build(path), queries.periods(path)
    components.title("Läget i länet", f"{build.county_name}. Kommunernas insatser vid skadligt bruk och beroende.")
    if not periods:
        components.nothing_here(
            "Ingen insamling har öppnats ännu.", "Den som sköter Samsyn öppnar den under Insamling."
        )
        return
    choices = Choices(PAGE)
    chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    choices.keep()
    period = next(p for p in periods if p.id == chosen)

    items = queries.item_answers(path, period.id)
    components.lead(sentences_coverage.gate(period), county.main_finding(items))
    components.keyfigures(county.key_figures(path, period))
    _who_answered(path, build, period)
    _change(path, build, period, periods)
    _goals(path, build, period)
    _news(path)
    _onwards(period)


def _who_answered(path: str, build: Build, period: Period) -> None:
    components.section("Vilka har svarat?", "svarat")
    asked = queries.respondents(path, period.id)
    spec, rows = maps.answer_map(tuple(r.area for r in asked)), maps.answer_rows(asked)
    left, right = st.columns([5, 6], gap="large")
    with left:
        components.chart(spec, rows, "svarat", _MAP)
        components.note("Fylld yta: har svarat. Grå yta med streckad kontur: svarade inte.")
    with right:
        components.say(county.silent(path, period))
        if groups := county.groups_table(path, period):
            tables.show(groups)
    answers = county.respondents_table(path, period)
    components.folded("Visa varje kommun", "svarande", answers)
    about = components.provenance(path, answers.caption, period.label, words.response(period), words.population(build))
    components.save("svarande-kommuner", about, table=answers, chart=(spec, rows))


def _change(path: str, build: Build, period: Period, periods: tuple[Period, ...]) -> None:
    changed = change_tables.of_area(path, period, build.county, county.COMPARED)
    earlier = change_tables.earlier(changed, periods)
    if earlier is None:
        if why := change_tables.not_formed(path, period, build.county, county.COMPARED):
            components.section("Förändring", "forandring")
            components.say(*why)
        return
    components.section(f"Förändring sedan {earlier.label}", "forandring")
    components.note(change_tables.matched(changed))
    components.judged(change_tables.judged(changed, change_tables.SAME_MUNICIPALITIES, earlier, period))
    title = f"Förändring från {earlier.label} till {period.label}"
    shown, parts = (
        change_tables.numbers(changed, "Mått", title),
        change_tables.split(changed, "Mått", f"{title}: skillnadens tre delar"),
    )
    components.folded("Visa talen som tabell", "andring", shown)
    if parts.rows:
        components.folded("Så delas skillnaden upp", "delar", parts, change_tables.split_notes(changed))
    components.save("forandring", components.provenance(path, title, period.label, words.response(period)), table=shown)


def _goals(path: str, build: Build, period: Period) -> None:
    if lines := goals.lines(path, period, build.county):
        components.section("Mål", "mal")
        components.judged(lines)


def _news(path: str) -> None:
    components.section("Nytt", "nytt")
    components.bullets(county.news_sentences(path))


def _onwards(period: Period) -> None:
    components.section("Se mer", "mer")
    components.links(county.ONWARDS, {"period": period.id})


page()
