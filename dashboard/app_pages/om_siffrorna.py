"""Om siffrorna: what every measure means, where the figures come from and how far they hold."""

from __future__ import annotations

import streamlit as st

from dashboard import about_forms, about_tables, background_tables, components, queries, tables, words
from dashboard.address import Choices
from dashboard.tables import Table

PAGE = "om-siffrorna"


def page() -> None:
    path = components.published()
    components.title("Om siffrorna", about_tables.edition(queries.build(path)))
    st.markdown(components.text("om_siffrorna"))
    components.section("Gränser", "granser")
    components.say(words.population(queries.build(path)))
    st.markdown(components.text("granser"))
    choices = Choices(PAGE)
    form = _measures(path, choices)
    _coverage(path, choices, form)
    choices.keep()
    _documents(path)
    _whole(path, "Bakgrundstal i dokumenten", "bakgrund", background_tables.background(path), "bakgrundstal")
    _whole(path, "Källor", "kallor", about_tables.sources(path), "kallor")
    _whole(path, "Ord och tecken för det som saknas", "ord", about_tables.statuses(), "ord-och-tecken")


def _measures(path: str, choices: Choices) -> str:
    components.section("Måtten", "matt")
    asked = st.query_params.get("matt", "")
    form = about_forms.ask(path, choices, asked)
    theme = ""
    for indicator in queries.indicators(path, form).values():
        if indicator.theme != theme:
            theme = indicator.theme
            st.subheader(theme, anchor=False)
        with st.expander(indicator.title, expanded=indicator.id == asked, type="compact"):
            about_forms.show(path, indicator, form)
    components.folded("Visa formulärets frågor", f"fragor_{form}", about_tables.questions(path, form))
    return form


def _coverage(path: str, choices: Choices, form: str) -> None:
    components.section("Hur många har svarat på varje fråga?", "tackning")
    periods = queries.periods(path, form)
    if not periods:
        components.nothing_here(about_forms.nobody_asked(path, form), "")
        return
    chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    period = next(p for p in periods if p.id == chosen)
    shown = about_tables.coverage(path, period, form)
    if not shown.rows:
        components.nothing_here(about_forms.ELSEWHERE, "")
        return
    note = words.population(queries.build(path))
    about = components.provenance(path, shown.caption, period.label, about_forms.response(period, form), note)
    components.table(shown, "svar-per-fraga", about)


def _documents(path: str) -> None:
    documents = about_tables.documents(path)
    components.section("Tryckta tal", "tryckta")
    if whole := about_tables.printed(path):
        for source, title in documents.items():
            _folded(title, about_tables.printed(path, source), f"tryckta_{source}")
        _save(path, whole, "tryckta-tal")
    else:
        components.say(f"Inget dokument som Samsyn bygger på har tal om {queries.build(path).county_name}.")
    components.section("Kända fel i källorna", "fel")
    here = {source["id"] for source in queries.printed_sources(path)}
    for source, title in documents.items():
        shown = about_tables.known_errors(path, source)
        if source in here and shown:
            tables.show(shown)
        else:
            _folded(title, shown, f"fel_{source}")
    _save(path, about_tables.known_errors(path), "kanda-fel")


def _folded(title: str, shown: Table | None, name: str) -> None:
    if shown:
        components.folded(f"{title} ({len(shown.rows)})", name, shown)


def _whole(path: str, heading: str, anchor: str, shown: Table, name: str) -> None:
    components.section(heading, anchor)
    tables.show(shown)
    _save(path, shown, name)


def _save(path: str, shown: Table | None, name: str) -> None:
    if shown:
        components.save(name, components.provenance(path, shown.caption, "alla perioder", "se tabellen"), table=shown)


page()
