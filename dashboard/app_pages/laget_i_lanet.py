"""Läget i länet: what the committee needs to know just now, on one page, each sentence with what it rests on."""

from __future__ import annotations

import streamlit as st

from dashboard import change_tables, components, county, goals, maps, matters, matters_systems, queries, tables, words
from dashboard import sentences_coverage as coverage
from dashboard import sentences_matters as said
from dashboard.address import Choices
from dashboard.records import Build, Period
from dashboard.swedish import capital, day

PAGE = "laget-i-lanet"
_MAP = "Karta över länets kommuner. Texten bredvid och tabellen under säger vilka som svarat."


def page() -> None:
    path = components.published()
    build, periods = queries.build(path), queries.periods(path)
    components.title("Läget i länet", f"{build.county_name}, {day(build.as_of)}.")
    found = matters.chosen(matters_systems.matters(path))
    if not found and not periods:
        components.nothing_here("Här finns ännu inga uppgifter.", "Öppna en insamling under Insamling.")
    for place, each in enumerate(found):
        with st.container(key=f"matter_{place}", gap=None):
            components.matter(each.says, each.basis)
            components.links([(each.page, each.link)], {})
    if periods:
        _survey(path, build, periods)
    if news := county.news_sentences(path):
        with st.container(key="off_paper_news"):
            components.section("Nytt", "nytt")
            components.bullets(news)
    if unanswered := matters_systems.unanswered(path):
        components.section("Det här vet vi inte än", "vet-inte")
        components.note("Formuläret inom parentes ger svaret.")
        components.bullets(said.unknown(*form) for form in unanswered)
    components.section("Se mer", "mer")
    components.links(county.OF_THE_SURVEY if periods else (), {})
    components.links(county.ONWARDS, {})


def _survey(path: str, build: Build, periods: tuple[Period, ...]) -> None:
    components.section("Kommunernas insatser", "kommunerna")
    choices = Choices(PAGE)
    chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    choices.keep()
    period = next(p for p in periods if p.id == chosen)
    found = county.main_finding(queries.item_answers(path, period.id))
    components.say(f"{capital(period.label)}. {coverage.gate(period)} {found}")
    components.keyfigures(county.key_figures(path, period))
    with st.container(key="off_paper_survey"):
        _who_answered(path, build, period)
        _change(path, build, period, periods)
        if lines := goals.lines(path, period, build.county):
            components.section("Mål", "mal")
            components.judged_goals(lines)


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
    shown = change_tables.numbers(changed, "Mått", title)
    parts = change_tables.split(changed, "Mått", f"{title}: skillnadens tre delar")
    components.folded("Visa talen som tabell", "andring", shown)
    components.folded("Så delas skillnaden upp", "delar", parts, change_tables.split_notes(changed))
    components.save("forandring", components.provenance(path, title, period.label, words.response(period)), table=shown)


page()
