"""Corrections and withdrawals of published figures that wait for the analyst's yes, each with what it changes."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import components, corrections, form_names, receipts
from etl.approvals import answer_correction, read_approvals
from etl.areas import load_areas
from etl.content import differences
from etl.house import House
from etl.own_words import LONGEST_SENTENCE
from etl.problems import UserError
from etl.receipts import Key, Receipt, read_receipts, waiting
from etl.standing import held, version

_TOLD = "correction_told"


def show(house: House) -> None:
    """Everything that waits, oldest first."""
    components.section("Rättelser som väntar på svar")
    if told := st.session_state.pop(_TOLD, None):
        components.message("done", told)
    left = waiting(read_receipts(house), read_approvals(house))
    if not left:
        components.note(
            "Inga rättelser väntar. Det som ändrar publicerade siffror hamnar här och gäller först efter ert ja."
        )
    for receipt in left:
        with st.container(border=True):
            _show_one(house, receipt)


def _show_one(house: House, receipt: Receipt) -> None:
    names = ", ".join(
        f"{load_areas().get(area).answers_as}, {form_names.about(form, period)}" for form, area, period in receipt.keys
    )
    what = "tar tillbaka sina uppgifter" if receipt.kind == "withdrawal" else "rättar sina uppgifter"
    components.say(f"{names}: {what}.")
    components.facts(
        [
            ("Lämnat", f"{receipts.time(receipt.received_at)} av {receipt.sender or 'inte angivet'}"),
            ("Skäl", receipt.reason or "inget angivet"),
        ],
        "samsyn-plain",
    )
    for key in receipt.keys:
        _show_change(house, receipt, key)
    _ask(house, receipt)


def _show_change(house: House, receipt: Receipt, key: Key) -> None:
    if receipt.kind == "withdrawal":
        components.say("Säger ni ja visas det som ”ej lämnat” för perioden, aldrig som 0.")
        return
    now, after = held(house, *key), version(house, receipt, key).submission
    before = now.answers if now else {}
    found = differences(before, after.answers)
    if not found:
        components.say("Inga tal ändras, bara kommentarer.")
    corrections.show_differences(found, after, ("Gäller nu", "Efter ja"))


def _ask(house: House, receipt: Receipt) -> None:
    with st.form(f"approve_{receipt.id}", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        by = left.text_input("Ditt namn", key=f"by_{receipt.id}", max_chars=80)
        reason = right.text_input(
            "Skäl", key=f"decline_{receipt.id}", max_chars=LONGEST_SENTENCE, placeholder="behövs om ni inte godkänner"
        )
        with st.container(horizontal=True):
            yes = st.form_submit_button("Godkänn", type="primary", key=f"yes_{receipt.id}")
            no = st.form_submit_button("Godkänn inte", key=f"no_{receipt.id}")
    if not (yes or no):
        return
    if not by.strip():
        components.message("error", "Skriv ert namn: svaret sparas med vem som gav det.")
        return
    _answer(house, receipt, approved=yes, by=by.strip(), reason=reason)


def _answer(house: House, receipt: Receipt, *, approved: bool, by: str, reason: str) -> None:
    now = datetime.now(UTC).astimezone()
    try:
        answer_correction(house, receipt.id, approved=approved, by=by, decided_at=now, reason=reason)
    except UserError as error:
        components.message("error", str(error))
        return
    st.session_state[_TOLD] = (
        "Rättelsen är godkänd. Bygg och publicera, så visas de nya talen, märkta som reviderade."
        if approved
        else "Rättelsen är inte godkänd. Det som gällde gäller, och skälet syns på sidan Inlämningar."
    )
    st.rerun()
