"""Läget i länet: the state of the county on one page."""

from __future__ import annotations

import streamlit as st

from dashboard import components, county, maps, queries, tables, words
from dashboard.address import Choices
from dashboard.records import Build, Period

PAGE = "laget-i-lanet"


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
    components.lead(words.response(period), county.main_finding(items))
    components.note(words.caution(period))
    components.keyfigures(county.key_figures(path, period))
    _who_answered(path, build, period)
    _change(path, period, periods)
    _news(path)
    _onwards(period)


def _who_answered(path: str, build: Build, period: Period) -> None:
    components.section("Vilka har svarat?", "svarat")
    asked = queries.respondents(path, period.id)
    spec, rows = maps.answer_map(tuple(r.area for r in asked)), maps.answer_rows(asked)
    left, right = st.columns([5, 6], gap="large")
    with left:
        components.chart(spec, rows, "svarat", "Karta över länets kommuner. Tabellen bredvid säger vilka som svarat.")
        components.note("Fylld yta: har svarat. Grå yta med streckad kontur: svarade inte.")
    with right:
        components.say(words.silent(asked))
        answers = county.respondents_table(path, period)
        tables.show(answers)
    about = components.provenance(path, answers.caption, period.label, words.response(period), words.population(build))
    components.save("svarande-kommuner", about, table=answers, chart=(spec, rows))


def _change(path: str, period: Period, periods: tuple[Period, ...]) -> None:
    earlier = county.comparable_period(period, periods)
    if earlier is None:
        return
    components.section(f"Förändring sedan {earlier.label}", "forandring")
    sentences, areas = county.change_sentences(path, earlier, period)
    if not sentences:
        components.note("Ingen kommun har svarat båda perioderna, så det går inte att säga något om förändring.")
        return
    components.bullets(sentences)
    components.note(words.matched(areas))


def _news(path: str) -> None:
    components.section("Nytt", "nytt")
    components.bullets(county.news_sentences(path))


def _onwards(period: Period) -> None:
    components.section("Se mer", "mer")
    components.links(
        [
            ("jamfor_kommuner", "Jämför kommunerna, mått för mått"),
            ("insatser_och_metoder", "Vilka metoder används var?"),
            ("min_kommun", "Se en kommun bredvid de andra"),
            ("om_siffrorna", "Vad betyder siffrorna, och hur säkra är de?"),
        ],
        {"period": period.id},
    )


page()
