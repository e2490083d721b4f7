"""Lämna uppgifter: what waits, the form in Excel or here, what was understood, and the receipt."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dashboard import (
    answer,
    components,
    form_names,
    question_replies,
    receipts,
    sending,
    start_block,
    two_ways,
    web_form_draft,
    who_and_when,
)
from dashboard.address import last_page
from dashboard.to_send import ToSend, forget
from etl.areas import load_areas
from etl.forms.description import Form
from etl.house import House
from etl.periods import Period
from etl.problems import UserError


def page() -> None:
    house = components.house()
    if last_page() != who_and_when.PAGE:
        # Who has been elsewhere has seen it.
        st.session_state.pop("receipt", None)
    if receipt := st.session_state.get("receipt"):
        components.title("Lämna uppgifter")
        receipts.thank(receipt)
        return
    components.title("Lämna uppgifter", "Fyll i formuläret, se vad som lästes och lämna in. Inget sparas före dess.")
    area, form, period = who_and_when.choose(house)
    if not area:
        components.message(
            "info", "Välj er kommun eller region, så ser ni vad som väntar och kan hämta eller fylla i formuläret."
        )
        return
    if period is not None and two_ways.fills_in_here(form, area, period):
        components.section(_about(form, area, period))
        ready = two_ways.show_web_form(house, form, area, period)
        if ready is not None:
            _hand_in(house, ready, form, area, period)
        return
    questions = question_replies.waiting(house, area)
    start_block.show(house, area, datetime.now(UTC).astimezone().date(), len(questions))
    question_replies.show(house, questions)
    if period is not None:
        components.section(_about(form, area, period))
        _send_file(house, form, area, period)


def _about(form: Form, area: str, period: Period) -> str:
    return f"Lämna uppgifter för {load_areas().get(area).answers_as}, {form_names.about(form.id, period.id)}"


def _send_file(house: House, form: Form, area: str, period: Period) -> None:
    upload, beside_the_file = two_ways.show(house, form, area, period)
    if upload is None:
        return
    components.section("Svar", "svar")
    try:
        ready = two_ways.check(house, upload, form, area, period)
    except UserError as error:
        components.message("error", str(error))
        return
    two_ways.tell_beside(beside_the_file, sending.verdict(ready.checked))
    if ready.checked.form not in (None, form.id):
        components.message("error", sending.other_form(ready.checked, form))
    elif ready.checked.outcome == "rejected":
        mend_here = partial(two_ways.open_web_form, house, form, area, period, ready.checked)
        answer.show_rejected(house, ready.checked, upload.getvalue(), upload.name, mend_here)
    elif ready.checked.kind == "export":
        components.message("error", "Det här är en export av webbenkäten. Den läser analytikern in.")
    else:
        _hand_in(house, ready, form, area, period)


def _hand_in(house: House, ready: ToSend, form: Form, area: str, period: Period) -> None:
    receipt = answer.show_ready(house, ready)
    if receipt is None:
        return
    forget()
    two_ways.leave_web_form()
    web_form_draft.forget(form, area, period)
    st.session_state["receipt"] = receipt
    st.session_state["sent"] = st.session_state.get("sent", 0) + 1
    st.rerun()


page()
