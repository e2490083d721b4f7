"""What the pages ask of the key figures that have been fetched from Kolada: as published, and never reckoned with."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.queries import ask, build

SOURCE = "kolada"


@dataclass(frozen=True)
class KeyFigure:
    """One published figure of everybody; ``level`` is municipality, county or nation."""

    area: str
    name: str
    level: str
    year: str
    value: float


@st.cache_resource(max_entries=8, show_spinner=False)
def titles(path: str) -> dict[str, str]:
    """The key figures that there is something of for the county or one of its municipalities, by id."""
    rows = ask(
        path,
        """SELECT DISTINCT item.id, item.label FROM item JOIN observation ON observation.item = item.id
           JOIN area ON area.code = observation.area
           WHERE item.form = $source AND observation.source = $source AND value IS NOT NULL
             AND (area.county = $county OR area.code = $county)
           ORDER BY item.id""",
        source=SOURCE,
        county=build(path).county,
    )
    return {row["id"]: row["label"] for row in rows}


@st.cache_resource(max_entries=32, show_spinner=False)
def figures(path: str, key_figure: str) -> tuple[KeyFigure, ...]:
    """A key figure for the county's municipalities, the county and the nation, oldest first."""
    rows = ask(
        path,
        """SELECT area.code AS area, area.name, level, period AS year, value FROM observation
           JOIN area ON area.code = observation.area
           WHERE source = $source AND item = $item AND sex = 'total' AND value IS NOT NULL
             AND (area.county = $county OR area.code = $county OR level = 'nation')
           ORDER BY period, area.name COLLATE sv""",
        source=SOURCE,
        item=key_figure,
        county=build(path).county,
    )
    return tuple(KeyFigure(**row) for row in rows)
