"""What the page Insatskarta asks of the published snapshot beside the form's answers: parts of the county, print."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.queries import ask, build


@dataclass(frozen=True)
class Printed:
    """One intervention as an inventory has printed it; what is empty is not told there."""

    id: str
    theme: str
    name: str
    kind: str
    who: str
    spread: str
    printed_at: str
    source: str


@dataclass(frozen=True)
class Statement:
    """What an inventory says in words of a county or a part of it."""

    area: str
    name: str
    topic: str
    text: str
    printed_at: str
    source: str


@st.cache_resource(max_entries=8, show_spinner=False)
def sub_areas(path: str) -> dict[str, str]:
    """Municipality -> the name of its part of the county, where the county has parts."""
    rows = ask(
        path,
        """SELECT inside.code, part.name FROM area AS inside JOIN area AS part ON part.code = inside.sub_area
           WHERE inside.county = $county AND inside.level = 'municipality' AND part.level = 'sub_area'
           ORDER BY part.name COLLATE sv, inside.name COLLATE sv""",
        county=build(path).county,
    )
    return {row["code"]: row["name"] for row in rows}


@st.cache_resource(max_entries=8, show_spinner=False)
def printed(path: str) -> tuple[Printed, ...]:
    """What has been printed of the county's interventions, in the source's order."""
    rows = ask(
        path,
        """SELECT id, theme, name, kind, coalesce(who, '') AS who, coalesce(spread, '') AS spread, printed_at, source
           FROM intervention WHERE area = $county ORDER BY sort""",
        county=build(path).county,
    )
    return tuple(Printed(**row) for row in rows)


@st.cache_resource(max_entries=8, show_spinner=False)
def explained(path: str) -> dict[str, str]:
    """Intervention -> how an inventory explains it, where it does."""
    rows = ask(path, "SELECT DISTINCT id, explained FROM intervention WHERE explained <> ''")
    return {row["id"]: row["explained"] for row in rows}


@st.cache_resource(max_entries=8, show_spinner=False)
def under_themes(path: str) -> dict[str, tuple[str, ...]]:
    """Theme -> everything that an inventory has listed under it; some stand under two."""
    rows = ask(path, "SELECT theme, list(DISTINCT id ORDER BY id) AS ids FROM intervention GROUP BY theme")
    return {row["theme"]: tuple(row["ids"]) for row in rows}


@st.cache_resource(max_entries=8, show_spinner=False)
def statements(path: str) -> tuple[Statement, ...]:
    """What is said in words of the county and its parts, in the source's order."""
    rows = ask(
        path,
        """SELECT statement.area, name, topic, text, printed_at, source FROM statement
           JOIN area ON area.code = statement.area WHERE coalesce(area.county, area.code) = $county
           ORDER BY topic, statement.sort""",
        county=build(path).county,
    )
    return tuple(Statement(**row) for row in rows)


@st.cache_resource(max_entries=8, show_spinner=False)
def counties_with_inventory(path: str) -> tuple[str, ...]:
    """The names of the counties where somebody has answered or something is printed."""
    rows = ask(
        path,
        """SELECT name FROM area WHERE level = 'county' AND (
               code IN (SELECT area FROM intervention)
               OR code IN (SELECT county FROM area JOIN submission ON submission.area = area.code
                           WHERE form = 'insatsinventering'))
           ORDER BY name COLLATE sv""",
    )
    return tuple(row["name"] for row in rows)
