"""Samverkan och omställning: what the documents want done, who is to do it and how far it has come; the pilot."""

from __future__ import annotations

import streamlit as st

from dashboard import (
    activities,
    activity_editing,
    activity_queries,
    activity_steps,
    components,
    pilot_view,
    queries,
    tables,
)
from dashboard import activity_words as words
from dashboard.activity_queries import Line
from dashboard.address import Choices
from dashboard.folds import fold

PAGE = "samverkan-och-omstallning"


def page() -> None:
    path = components.published()
    build, lines = queries.build(path), activity_queries.lines(path)
    followed = activities.followed(lines)
    components.title("Samverkan och omställning", words.BELOW_TITLE.format(county=build.county_name))
    components.lead(activities.lead(followed, build.county_name))
    components.note(activities.newest(followed), activities.NOT_SAID, words.whose_lists(path, lines))
    choices = Choices(PAGE)
    with st.columns(3)[0]:
        status = choices.from_list("status", "Visa", words.CHOICES)
    choices.keep()
    for shown in activities.LISTS:
        of = [each for each in lines if each.list == shown.list]
        if of:
            _list(path, shown, of, status)
    pilot_view.show(path, [each for each in lines if each.list == "pilot"])
    _whole(path, followed, build.county)


def _list(path: str, shown: activities.Shown, of: list[Line], status: str) -> None:
    components.section(shown.title, shown.list.replace("_", "-"))
    components.say(shown.above)
    if shown.list == "rekommendationer":
        activity_steps.show(of)
    with st.container(key=f"listed_{shown.list}"):
        for heading in dict.fromkeys(each.heading for each in of):
            under = [each for each in activities.followed(of) if each.heading == heading]
            chosen = [each for each in under if status in (words.ALL, activities.status_of(each))]
            tables.show(activities.table(shown, heading, chosen, under))
    components.note(*words.beside(of), words.source(path, of))


def _whole(path: str, followed: list[Line], county: str) -> None:
    components.section("Hela listan", "mer")
    table = activities.whole(followed, queries.build(path).county_name)
    components.folded("Visa allt i en tabell, med länkar och vem som antecknat", "hela", table)
    components.save("aktiviteter", words.about_list(path, followed, table.caption), table=table)
    noted = {each.id: each for each in followed if each.notes}
    with fold("Historik för en aktivitet", "historik") as unfolded:
        if unfolded and noted:
            chosen = st.selectbox("Aktivitet", list(noted), format_func=lambda id: noted[id].text)
            tables.show(activities.history(noted[chosen]))
        elif unfolded:
            components.say("Ingenting är antecknat ännu.")
    activity_editing.show(county, followed)
    components.links([("effektmal", "Vad omställningen ska leda till: effektmålen")], {})


page()
