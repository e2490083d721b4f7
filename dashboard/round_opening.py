"""Opening a round: which form and period, who is asked, until when."""

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


def show(house: House) -> None:
    """The form to open a round with, and what came of it."""
    components.section("Öppna en omgång")
    municipalities = {a.code: a.name for a in load_areas().municipalities(house.county)}
    today = datetime.now(UTC).astimezone().date()
    with st.form("open_round"):
        forms = {id: get_form(id).title for id in form_names.forms_of_municipalities()}
        form = st.selectbox("Formulär", forms, format_func=forms.__getitem__)
        period = st.text_input("Period", placeholder="2024 eller 2024-01/2024-10")
        asked = st.multiselect(
            "Kommuner som ska svara",
            municipalities,
            default=list(municipalities),
            format_func=municipalities.__getitem__,
            placeholder="Välj kommuner",
        )
        deadline = st.date_input("Sista dag att svara", today + timedelta(days=30), format="YYYY-MM-DD")
        pressed = st.form_submit_button("Öppna omgången", type="primary")
    if not pressed:
        return
    try:
        opened = open_round(house, form, parse_period(period).id, asked, deadline, opened_on=today)
    except UserError as error:
        components.message("error", str(error))
        return
    components.message(
        "done",
        f"Omgången för {parse_period(opened.period).label} är öppen för {len(opened.areas)} kommuner "
        f"till och med {day(opened.deadline)}.",
    )
