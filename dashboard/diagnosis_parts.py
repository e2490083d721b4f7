"""The region's own figures in parts, where it can tell: age groups, forms of care, and municipality by municipality."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import components, diagnosis_tables, diagnosis_words, maps, queries, tables
from dashboard.charts import signs_used
from dashboard.diagnoses import Diagnoses
from dashboard.exports import Provenance
from dashboard.folds import fold
from dashboard.records import NO_ANSWERS, Answers, Figure
from dashboard.region_view import BY_MUNICIPALITY
from dashboard.swedish import ages
from dashboard.tables import Column, Table

_ITEMS = ("beroende", "samsjuklighet")
_ITEMS_BY_MUNICIPALITY = ("beroende_kommun", "samsjuklighet_kommun")
_RATE, _SHARE = "beroende_kommun_per_10000", "andel_samsjuklighet_kommun"
_ALT = "Karta över länets kommuner med individer med F10–F19 per 10 000 vuxna. Samma uppgifter står i tabellen."
# As the form words them; the published snapshot has the groups and not their words.
_CARE = {"beroende_oppen": "I öppen vård", "beroende_sluten": "I sluten vård"}
_AGES_NOTE = "Åldern är den vid årets slut. Samma individ kan finnas i båda vårdformerna."
_NO_SUM = (
    "Kommunen är den där individen var folkbokförd vid årets slut. Summan av kommunerna är inte regionens tal: den som "
    "är folkbokförd i ett annat län, eller saknar känd adress, finns inte i någon av dem."
)
_SMALL = (
    "Formuläret frågar inte efter kön eller ålder i kommunen: då skulle talen bli så små att de kunde peka ut någon. "
    "Mörkare yta: högre värde. Kartan visar inte slumpens spelrum."
)
_NOT_GIVEN = "Regionen har inte lämnat tal för varje kommun {year}. Den som kan gör det i Diagnoser per kommun."


def show(path: str, found: Diagnoses, year: str, about: Provenance) -> None:
    """Everything in parts that there is of a county and year."""
    if parts := by_age_and_care(path, found, year):
        components.table(parts, "alder-och-vardform", replace(about, title=parts.caption), above=[_AGES_NOTE])
    components.section(f"Kommun för kommun, {year}", "kommuner")
    seen = queries.as_seen_by(path, found.county)
    shown = by_municipality(seen, year)
    if shown is None:
        components.say(_NOT_GIVEN.format(year=year))
        return
    areas = queries.indicator_answers(seen, year, BY_MUNICIPALITY).get(_RATE, NO_ANSWERS).areas
    drawing = (maps.value_map(tuple(f.area for f in areas)), maps.value_rows(areas, 1))
    left, right = st.columns([5, 7], gap="large")
    with left:
        components.chart(*drawing, "diagnoser_kommuner", _ALT)
    notes = [signs_used(areas), _NO_SUM, _SMALL]
    with right:
        components.note(*notes)
    example = any(each.example for each in queries.figures_of(path, BY_MUNICIPALITY) if each.period == year)
    source = str(queries.sources(path)[BY_MUNICIPALITY]["title"])
    about = replace(about, title=shown.caption, notes=tuple(notes), source=source, example=example)
    components.table(shown, "diagnoser-kommuner", about, chart=drawing)


def measures(path: str, found: Diagnoses, year: str) -> None:
    """The indicators that the region's figures give, with what they do not say."""
    if shown := diagnosis_tables.measures(path, found.county, year):
        components.noted([diagnosis_words.OWN_ADULTS.format(year=queries.build(path).population_year)], shown)
        with fold("Vad måtten säger och inte säger", "matt") as unfolded:
            components.bullets(diagnosis_tables.caveats(path) if unfolded else ())


def by_age_and_care(path: str, found: Diagnoses, year: str) -> Table | None:
    """The age groups and the forms of care that the region has told of; nothing where it has told of none."""
    rows = [r for r in queries.figures_of(path, "diagnoser") if (r.area, r.period) == (found.county, year)]
    told = {(r.item, r.age_group): r for r in rows if r.sex == "total" and r.value is not None}
    groups = sorted({age for _, age in told} - {"18+"})
    lines = [(ages(age), [told.get((item, age)) for item in _ITEMS]) for age in groups]
    lines += [(words, [told.get((item, "18+")), None]) for item, words in _CARE.items()]
    shown = [
        tables.row(tables.words(words), *(tables.amount(each.value if each else None, missing="–") for each in cells))
        for words, cells in lines
        if any(cells)
    ]
    if not shown:
        return None
    both = Column("Också psykiatrisk diagnos", numeric=True)
    example = ", exempel" if diagnosis_tables.holds_examples(path, found.county, year) else ""
    columns = [Column("Ålder och vårdform"), Column("Individer med F10–F19", numeric=True), both]
    return tables.table(f"Regionens tal efter ålder och vårdform, {year}{example}", columns, shown)


def by_municipality(seen: str, year: str) -> Table | None:
    """Every municipality with its counts, rate and share; nothing where the region has told of none."""
    counts = queries.item_answers(seen, year, BY_MUNICIPALITY)
    values = queries.indicator_answers(seen, year, BY_MUNICIPALITY)
    if not any(f.value is not None for f in counts.get(_ITEMS_BY_MUNICIPALITY[0], NO_ANSWERS).areas):
        return None
    columns = [
        Column("Kommun"), Column("Individer med F10–F19", numeric=True),
        Column("Per 10 000 vuxna", numeric=True, decimals=1), Column("Slumpens spelrum", numeric=True),
        Column("Också psykiatrisk diagnos", numeric=True), Column("Andel, %", numeric=True, decimals=1),
        Column("Andelens spelrum", numeric=True),
    ]  # fmt: skip
    rows = []
    for area, about in queries.municipalities(seen).items():
        count, both = (_of(counts, item, area) for item in _ITEMS_BY_MUNICIPALITY)
        rate, share = (_of(values, indicator, area) for indicator in (_RATE, _SHARE))
        rows.append(
            tables.row(
                tables.words(about.name),
                tables.figure(count),
                tables.figure(rate, 1),
                tables.interval(rate, 1),
                tables.figure(both),
                tables.figure(share, 1),
                tables.interval(share, 1),
            )
        )
    return tables.table(f"Diagnoser efter kommun, {year}", columns, rows)


def _of(found: dict[str, Answers], key: str, area: str) -> Figure | None:
    return found.get(key, NO_ANSWERS).of(area)
