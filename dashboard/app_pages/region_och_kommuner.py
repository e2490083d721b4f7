"""Region och kommuner: diagnoses and interventions of the same place and year side by side, and never joined."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import components, kolada, queries, region_tables, region_view, region_words
from dashboard.address import Choices
from dashboard.exports import Provenance
from dashboard.region_view import Diagnosed, Helped

PAGE = "region-och-kommuner"


def page() -> None:
    path = components.published()
    components.title("Region och kommuner", f"{queries.build(path).county_name}. {region_words.BELOW_TITLE}")
    choices = Choices(PAGE)
    years, first = region_view.years(path)
    if years:
        _side_by_side(path, choices, years, first)
    else:
        components.nothing_here(
            "Här finns ännu inga tal från regionen eller kommunerna.", "Öppna en insamling under Insamling."
        )
    kolada.show(path, choices)
    choices.keep()
    components.links([("diagnoser_och_samsjuklighet", "Diagnoser och samsjuklighet, år för år")], {})


def _side_by_side(path: str, choices: Choices, years: dict[str, str], first: str) -> None:
    left, right = st.columns(2)
    with left:
        year = choices.from_list("ar", "År", years, first)
    found, others = region_view.diagnosed(path, year), region_view.helped(path, year)
    with right:
        named = {each.key: f"{each.label}, {each.period.label}" for each in others}
        chosen = choices.from_list("tal", "Kommunernas tal", named) if named else ""
    one, other = region_view.base(found), next((each for each in others if each.key == chosen), None)
    beside = region_view.beside(one, other) if one and other else None
    components.lead(region_words.finding(one, other, beside, year))
    components.say(region_words.NOT_JOINED)
    _sides(path, year, found, others)
    if one and other:
        _overlaps(path, year, one, other, others)
    _by_municipality(path, year, other)


def _sides(path: str, year: str, found: list[Diagnosed], others: list[Helped]) -> None:
    components.section("Vad var och en räknar", "sidor")
    if not found and not others:
        components.nothing_here(f"Ingen har lämnat något för {year}.", "Välj ett annat år.")
        return
    shown, notes = region_tables.sides(path, year, found, others), region_words.differences(found, others)
    components.table(shown, "region-och-kommuner", _about(path, shown.caption, year, notes), above=notes)


def _overlaps(path: str, year: str, one: Diagnosed, other: Helped, others: list[Helped]) -> None:
    components.section("Hur många kan finnas i båda?", "bada")
    components.say(region_words.follows(one, other, region_view.beside(one, other)), region_words.NO_COVERAGE)
    shown, notes = region_tables.overlaps(one, others), [region_words.BOUNDS]
    components.table(shown, "kan-finnas-i-bada", _about(path, shown.caption, year, notes), above=notes)


def _by_municipality(path: str, year: str, other: Helped | None) -> None:
    components.section("Kommun för kommun", "kommuner")
    found = region_view.places(path, year, other)
    if not found:
        components.say(region_words.NOT_BY_MUNICIPALITY.format(year=year))
        return
    shown, notes = region_tables.by_municipality(found, other, year), [region_words.BY_MUNICIPALITY]
    components.table(shown, "kommun-for-kommun", _about(path, shown.caption, year, notes), above=notes)


def _about(path: str, title: str, year: str, notes: list[str]) -> Provenance:
    about = components.provenance(path, title, year, "se kolumnerna", *notes, region_words.NOT_JOINED)
    return replace(about, source="se tabellen")


page()
