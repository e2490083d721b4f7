"""Diagnoser och samsjuklighet: how many live with it, and what each source says of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import (
    components,
    diagnoses,
    diagnosis_charts,
    diagnosis_parts,
    diagnosis_tables,
    diagnosis_words,
    queries,
)
from dashboard.address import Choices
from dashboard.diagnoses import Diagnoses
from dashboard.exports import Provenance

PAGE = "diagnoser-och-samsjuklighet"


def page() -> None:
    path = components.published()
    names = diagnoses.counties(path)
    components.title("Diagnoser och samsjuklighet", diagnosis_words.BELOW_TITLE)
    if not names:
        components.nothing_here("Här finns ännu inga uppgifter om diagnoser.", diagnosis_words.HOW_TO_GET_THEM)
        return
    choices = Choices(PAGE)
    left, middle, right = st.columns(3)
    with left:
        county = choices.from_list("lan", "Län i statistiken", names)
    found = diagnoses.diagnoses(path, county)
    with middle:
        year = choices.from_list("ar", "År", {each: each for each in reversed(found.years)})
    with right:
        item = choices.from_few("tal", "Visa", diagnoses.MEASURES)
    choices.keep()
    components.lead(diagnoses.finding(found, year))
    _over_time(path, found, item)
    _beside_others(path, found, item, year, names)
    _own_figures(path, found, year)
    diagnosis_parts.show(path, found, year, _about(path, found, "", year, []))
    components.headed("Regionens och kommunernas tal", *diagnosis_words.TOGETHER)
    components.links([("region_och_kommuner", "Region och kommuner"), ("om_siffrorna", "Om siffrorna")], {})


def _over_time(path: str, found: Diagnoses, item: str) -> None:
    components.headed("År för år", spoken=diagnosis_charts.spoken(found, item))
    drawings = diagnosis_charts.panels(found, item)
    for place, column in enumerate(st.columns(len(drawings))):
        with column:
            components.chart(*drawings[place], f"ar_for_ar_{place}", diagnosis_charts.OVER_TIME)
    notes = diagnosis_words.over_time(path, found, item)
    components.note(*notes)
    table = diagnosis_tables.by_year(found)
    components.folded("Visa samma uppgifter som tabell", "tabell", table)
    about = _about(path, found, table.caption, f"{found.years[0]}–{found.years[-1]}", notes)
    components.save("diagnoser-ar-for-ar", about, table=table, chart=diagnosis_charts.whole(found, item))


def _beside_others(path: str, found: Diagnoses, item: str, year: str, names: dict[str, str]) -> None:
    answers, nation = diagnoses.beside_others(path, diagnoses.PER_100K, year)
    components.headed(f"Länen bredvid varandra, {year}", diagnoses.spread(answers))
    drawing = diagnosis_charts.dots(answers, nation, found.county)
    components.chart(*drawing, "lan", diagnosis_charts.BESIDE)
    notes = diagnosis_words.beside_others(path)
    components.note(*notes)
    table = diagnosis_tables.by_county(found, year, names)
    components.folded("Visa länen som tabell", "lan", table)
    components.save("diagnoser-lan", _about(path, found, table.caption, year, notes), table=table, chart=drawing)


def _own_figures(path: str, found: Diagnoses, year: str) -> None:
    components.section(f"Regionens egna tal, {year}", "egna")
    table = diagnosis_tables.beside(path, found, year)
    if table is None:
        components.nothing_here(*diagnosis_words.no_own_figures(path, found, year))
    else:
        components.say(diagnosis_words.TWO_SOURCES)
        notes = diagnosis_tables.places(path, found.county, year)
        sources = diagnosis_words.every_source(path, found, year)
        example = diagnosis_tables.holds_examples(path, found.county, year)
        about = replace(_about(path, found, table.caption, year, notes), source=sources, example=example)
        components.table(table, "regionens-tal", about, above=notes)
        diagnosis_parts.measures(path, found, year)
    components.say(*diagnosis_words.nation(path))


def _about(path: str, found: Diagnoses, title: str, period: str, notes: list[str]) -> Provenance:
    about = components.provenance(path, title, period, "hela länet, alla åldrar", *notes)
    source = str(queries.sources(path)[diagnoses.SOURCE]["publisher"])
    return replace(about, area=found.name, source=source, example=False)


page()
