"""Whose answers are sent, in which form and for when: the first choices of the page."""

from __future__ import annotations

import streamlit as st

from dashboard import components, county_choice, form_names
from dashboard.address import Choices
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.forms.description import Form
from etl.house import House
from etl.periods import Period, parse_period
from etl.problems import UserError
from etl.rounds import rounds

PAGE = "lamna-uppgifter"
_OTHER, _NOBODY = "annan", ""


def choose(house: House) -> tuple[str, Form, Period | None]:
    """The code of who answers, empty until one is chosen, the form, and the period; None until it can be read."""
    # Nobody is chosen beforehand: whoever is in a hurry would send for the first municipality of the alphabet.
    county = county_choice.of_senders(house)
    answerers = {_NOBODY: "Välj er kommun eller region"} | form_names.answerers(county)
    choices = Choices(PAGE)
    left, middle, right = st.columns(3)
    with left:
        area = choices.from_list("kommun", "Er kommun eller region", answerers)
    with middle:
        level = load_areas().get(area).level if area else "municipality"
        form = get_form(choices.from_list("formular", "Formulär", form_names.forms_of(level)))
    opened = [r.period for r in reversed(rounds(house)) if (r.form, r.key[2]) == (form.id, county)]
    periods = {period: parse_period(period).label for period in opened}
    with right:
        chosen = choices.from_list("period", "Period", periods | {_OTHER: "En annan period …"})
    choices.keep()
    if chosen != _OTHER:
        return area, form, parse_period(chosen)
    with right:
        return area, form, _other_period()


def _other_period() -> Period | None:
    written = st.text_input("Vilken period?", placeholder="2024 för ett helt år, 2024-01/2024-10 för januari–oktober")
    try:
        return parse_period(written) if written.strip() else None
    except UserError as error:
        components.message("error", str(error))
        return None
