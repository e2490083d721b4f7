"""Municipalities' explanations that wait for the analyst: what is accepted follows the figure as a public note."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import components
from etl.areas import load_areas
from etl.explanations import Explanation, accept_explanation, decline_explanation, waiting_explanations
from etl.house import House
from etl.own_words import LONGEST_SENTENCE
from etl.periods import parse_period
from etl.problems import UserError

_TOLD = "explanation_told"


def show(house: House) -> None:
    """Everything that waits; nothing at all when nothing does."""
    told, left = st.session_state.pop(_TOLD, None), waiting_explanations(house)
    if not (told or left):
        return
    components.section("Förklaringar att ta ställning till")
    if told:
        components.message("done", told)
    for each in left:
        with st.container(border=True):
            _show_one(house, each)


def _show_one(house: House, explanation: Explanation) -> None:
    _, area, period = explanation.key
    components.say(
        f"{load_areas().get(area).answers_as}, {parse_period(period).label}, skriver {explanation.by or ''}:"
    )
    asked = [("Fråga", f"{each.label}: {each.text}" if each.label else each.text) for each in explanation.questions]
    components.facts([*asked, ("Förklaring", explanation.text)], "samsyn-plain")
    scope = f"{explanation.id}_{explanation.given_at}"
    with st.form(f"note_{scope}", border=False, enter_to_submit=False):
        wording = st.text_input(
            "Anmärkning som visas vid siffran", explanation.text, key=f"note_{scope}_text", max_chars=LONGEST_SENTENCE
        )
        left, right = st.columns(2)
        by = left.text_input("Ditt namn", key=f"note_{scope}_by", max_chars=80)
        reason = right.text_input(
            "Skäl", key=f"note_{scope}_why", max_chars=LONGEST_SENTENCE, placeholder="behövs om den inte ska visas"
        )
        with st.container(horizontal=True):
            yes = st.form_submit_button("Visa anmärkningen", type="primary", key=f"note_{scope}_yes")
            no = st.form_submit_button("Visa den inte", key=f"note_{scope}_no")
    if (yes or no) and not by.strip():
        components.message("error", "Skriv ert namn: svaret sparas med vem som gav det.")
    elif yes or no:
        _answer(house, explanation, yes, by.strip(), wording, reason)


def _answer(house: House, explanation: Explanation, yes: bool, by: str, wording: str, reason: str) -> None:
    now = datetime.now(UTC).astimezone()
    try:
        if yes:
            accept_explanation(house, explanation.id, by=by, decided_at=now, wording=wording)
        else:
            decline_explanation(house, explanation.id, by=by, decided_at=now, reason=reason)
    except UserError as error:
        components.message("error", str(error))
        return
    st.session_state[_TOLD] = (
        "Anmärkningen visas vid siffran från nästa bygge." if yes else "Förklaringen visas inte. Siffran är oförändrad."
    )
    st.rerun()
