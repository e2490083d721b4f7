"""Om siffrorna: what every measure means, where the figures come from and how far they hold."""

from __future__ import annotations

import streamlit as st

from dashboard import about_tables, background_tables, components, queries, words
from dashboard.address import Choices
from dashboard.records import Indicator
from dashboard.tables import Table

PAGE = "om-siffrorna"


def page() -> None:
    path = components.published()
    build = queries.build(path)
    components.title("Om siffrorna", about_tables.edition(build))
    st.markdown(components.text("om_siffrorna"))
    components.section("Gränser", "granser")
    components.say(words.population(build))
    st.markdown(components.text("granser"))
    _measures(path)
    _coverage(path)
    _plain("Kända fel i källorna", "fel", about_tables.known_errors(path), "kanda-fel")
    _plain("Övriga tal i dokumenten", "ovriga-tal", background_tables.background(path), "ovriga-tal")
    _plain("Källor", "kallor", about_tables.sources(path), "kallor")
    _plain("Ord och tecken för det som saknas", "ord", about_tables.statuses(), "ord-och-tecken")


def _measures(path: str) -> None:
    components.section("Måtten", "matt")
    asked = st.query_params.get("matt")
    theme = ""
    for indicator in queries.indicators(path).values():
        if indicator.theme != theme:
            theme = indicator.theme
            st.subheader(theme, anchor=False)
        with st.expander(indicator.title, expanded=indicator.id == asked, type="compact"):
            _measure(path, indicator)


def _measure(path: str, indicator: Indicator) -> None:
    components.say(indicator.why)
    components.facts(about_tables.definition(path, indicator))
    components.bullets(indicator.caveats)
    components.links([("jamfor_kommuner", "Se kommunerna i det här måttet")], {"matt": indicator.id})


def _coverage(path: str) -> None:
    components.section("Hur många har svarat på varje fråga?", "tackning")
    periods = queries.periods(path)
    if not periods:
        components.nothing_here("Ingen insamling har öppnats ännu.", "")
        return
    choices = Choices(PAGE)
    chosen = choices.from_few("period", "Period", {p.id: p.label for p in periods})
    choices.keep()
    period = next(p for p in periods if p.id == chosen)
    shown = about_tables.coverage(path, period)
    note = words.population(queries.build(path))
    about = components.provenance(path, shown.caption, period.label, words.response(period), note)
    components.table(shown, "svar-per-fraga", about)


def _plain(heading: str, anchor: str, shown: Table, name: str) -> None:
    components.section(heading, anchor)
    about = components.provenance(components.published(), shown.caption, "alla perioder", "gäller hela Samsyn")
    components.table(shown, name, about)


page()
