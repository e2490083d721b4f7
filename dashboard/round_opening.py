"""Opening a round: which form and period, who in the county is asked, until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard import components, form_names
from dashboard.swedish import day
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.house import House
from etl.periods import parse_period
from etl.problems import UserError
from etl.rounds import open_round
from etl.who_answers import counted_answerers

_PLACEHOLDERS = "2024, 2024-01/2024-06 eller 2025-05-21"


def show(house: House, county: str) -> None:
    """The form to open a round with, and what came of it."""
    components.section("Öppna en omgång")
    forms = {id: get_form(id).title for id in form_names.titles()}
    # Outside the form: who can be asked hangs on it.
    chosen = st.selectbox("Formulär", forms, format_func=forms.__getitem__)
    levels = get_form(chosen).levels
    everyone = form_names.answerers(county)
    there = {code: name for code, name in everyone.items() if load_areas().get(code).level in levels}
    if not there:
        where = load_areas().get(county).name
        components.message("info", f"I {where} finns ingen som besvarar formuläret: det gäller länsdelar.")
        return
    today = datetime.now(UTC).astimezone().date()
    with st.form("open_round"):
        period = st.text_input("Period", placeholder=_PLACEHOLDERS)
        asked = st.multiselect(
            "Kommuner som ska svara" if levels == ("municipality",) else "Vilka ska svara?",
            there,
            default=list(there),
            format_func=there.__getitem__,
            placeholder="Välj vilka som ska svara",
            key=f"asked_{county}_{chosen}",
        )
        deadline = st.date_input("Sista dag att svara", today + timedelta(days=30), format="YYYY-MM-DD")
        pressed = st.form_submit_button("Öppna omgången", type="primary")
    if not pressed:
        return
    try:
        opened = open_round(house, chosen, parse_period(period).id, asked, deadline, opened_on=today)
    except UserError as error:
        components.message("error", str(error))
        return
    about, who = form_names.named(opened.form, opened.period), counted_answerers(opened.areas)
    components.message("done", f"Omgången för {about} är öppen för {who} till och med {day(opened.deadline)}.")
