"""The pilot on the page: participants by date, mean self-ratings where allowed, and what the source tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import activity_words as words
from dashboard import components, pilot, pilot_chart, queries
from dashboard.activity_queries import Line
from dashboard.folds import fold
from dashboard.pilot import Pilot


def show(path: str, account: Sequence[Line]) -> None:
    """Everything about the county's pilot; nothing at all where there is none."""
    found = pilot.pilot(path)
    if found is None:
        return
    components.section("Piloten", "piloten")
    components.lead(pilot.finding(found))
    components.say(words.ABOUT_PILOT)
    _figures(path, found)
    with fold("Vad talen säger om effektmålen, och inte säger", "pilot_mal") as unfolded:
        if unfolded:
            every = queries.indicators(path, pilot.FORM).values()
            components.bullets(f"{each.short_title}: {caveat}" for each in every for caveat in each.caveats)
    for heading in dict.fromkeys(each.heading for each in account):
        st.subheader(f"{heading}, som källan säger det", anchor=False)
        components.bullets(each.text for each in account if each.heading == heading)
    components.note(words.source(path, account))


def _figures(path: str, found: Pilot) -> None:
    drawing = (pilot_chart.by_date(), pilot_chart.rows(found))
    components.chart(*drawing, "pilot", pilot_chart.ALT)
    table = pilot.participants(path, found)
    about = words.about_pilot(path, found, table.caption)
    components.table(table, "pilotens-deltagare", about, chart=drawing, above=[pilot_chart.KEY, pilot.NO_PERSON])
    if ratings := pilot.ratings(found):
        about = replace(about, title=ratings.caption, notes=(pilot.ABOUT_SCALES, pilot.FEW))
        components.table(ratings, "pilotens-sjalvskattning", about, above=about.notes)
