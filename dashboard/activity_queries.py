"""What the page Samverkan och omställning asks of the published snapshot: the county's lists and what is noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.queries import ask, build


@dataclass(frozen=True)
class Noted:
    """One note about an activity; ``status`` is None where an undoing left nothing noted."""

    id: str
    activity: str
    status: str | None
    held_on: date | None
    note: str
    link: str
    noted_by: str
    recorded_on: date
    undoes: str


@dataclass(frozen=True)
class Line:
    """One line of a list, with the note that holds and those before it, the newest first."""

    id: str
    source: str
    list: str
    heading: str
    actor: str
    number: str
    text: str
    details: tuple[str, ...]
    place: str
    kind: str
    notes: tuple[Noted, ...] = ()

    @property
    def status(self) -> str | None:
        """What holds; None where nothing is noted, which is not the same as not started."""
        return self.notes[0].status if self.notes else None

    @property
    def held(self) -> Noted | None:
        """The note that holds, if it says anything."""
        return self.notes[0] if self.status else None


@st.cache_resource(max_entries=8, show_spinner=False)
def lines(path: str) -> tuple[Line, ...]:
    """Every line that is the county's or every county's, in the order of the documents."""
    noted = _notes(path)
    rows = ask(
        path,
        """SELECT id, source, list, heading, actor, number, text, details, place, kind FROM activity
           WHERE area[1:2] IN ('00', $county) ORDER BY sort""",
        county=build(path).county,
    )
    return tuple(Line(**row | {"details": tuple(row["details"])}, notes=noted.get(row["id"], ())) for row in rows)


def _notes(path: str) -> dict[str, tuple[Noted, ...]]:
    rows = ask(
        path,
        """SELECT id, activity, status, held_on, note, link, noted_by, recorded_on, coalesce(undoes, '') AS undoes
           FROM activity_record WHERE county = $county ORDER BY sequence DESC""",
        county=build(path).county,
    )
    found: dict[str, tuple[Noted, ...]] = {}
    for row in rows:
        found[row["activity"]] = (*found.get(row["activity"], ()), Noted(**row))
    return found


@st.cache_resource(max_entries=4, show_spinner=False)
def counties_with_lists(path: str) -> tuple[str, ...]:
    """The names of the counties that have a list of their own, in alphabetical order."""
    rows = ask(
        path,
        """SELECT DISTINCT area.name FROM activity JOIN area ON area.code = activity.area[1:2]
           WHERE activity.area <> '00' AND kind = 'activity' ORDER BY area.name COLLATE sv""",
    )
    return tuple(row["name"] for row in rows)
