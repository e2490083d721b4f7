"""Taking back what was sent, and letting an earlier version hold again: each with its reason and its yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from dashboard import attestation, components
from dashboard.sending_history import Version
from etl.house import House
from etl.own_words import LONGEST_SENTENCE
from etl.problems import UserError
from etl.receipts import Receipt
from etl.withdraw import restore, withdraw

_TOLD = "version_told"


def offer(house: House, version: Version, waiting: bool) -> None:
    """What was done just now, and what can be done with a version.

    Args:
        waiting: whether something about the same municipality and period waits for the analyst.
    """
    if told := st.session_state.pop(_TOLD, None):
        components.message("done", *told)
    if waiting:
        components.note("En ändring väntar på analytikerns svar. Innan dess går det inte att göra fler.")
    elif version.state == "holds" and not version.withdrawal:
        _offer_withdrawal(house, version)
    elif version.state in ("replaced", "withdrawn") and not version.withdrawal:
        _offer_restoring(house, version)


def _offer_withdrawal(house: House, version: Version) -> None:
    def take_back(reason: str, sender: str) -> Receipt:
        return withdraw(house, version.key, reason=reason, sender=sender, received_at=_now())

    with st.expander("Ta tillbaka uppgifterna"):
        components.say(
            "Det räknas sedan som ”ej lämnat” för perioden, aldrig som 0. Svaren raderas inte: versionen "
            "finns kvar i listan och kan gälla igen."
        )
        _ask(
            version,
            "Varför tas uppgifterna tillbaka?",
            "Ja, uppgifterna ska räknas som ej lämnade.",
            "Ta tillbaka",
            take_back,
            "Uppgifterna är tillbakadragna och räknas som ej lämnade.",
        )


def _offer_restoring(house: House, version: Version) -> None:
    def let_hold(reason: str, sender: str) -> Receipt:
        return restore(house, version.receipt.id, version.key, reason=reason, sender=sender, received_at=_now())

    with st.expander("Låt den här versionen gälla igen"):
        components.say("Svaren i den här versionen kommer in som en ny version. Det som gäller nu finns kvar i listan.")
        _ask(
            version,
            "Varför ska den här versionen gälla igen?",
            "Ja, den här versionen ska gälla.",
            "Låt den gälla",
            let_hold,
            "Den tidigare versionen gäller igen.",
        )


def _ask(version: Version, why: str, sure: str, button: str, act: Callable[[str, str], Receipt], done: str) -> None:
    # Nothing that was ticked to take back may stand ticked when it is to be put back.
    attested, scope = attestation.Attested(), f"{version.id}_{version.state}"
    with st.form(f"act_{scope}", border=False, enter_to_submit=False):
        attested.reason = st.text_input(why, max_chars=LONGEST_SENTENCE, key=f"why_{scope}")
        if not attested.reason.strip():
            attested.missing.append("säg varför")
        attestation.ask_who(attested, scope)
        if not st.checkbox(sure, key=f"sure_{scope}"):
            attested.missing.append("kryssa i att det ska göras")
        pressed = st.form_submit_button(button, type="primary")
    if not pressed or attestation.tell_missing(attested, "göra det"):
        return
    try:
        receipt = act(attested.reason, attested.sender)
    except UserError as error:
        components.message("error", str(error))
        return
    later = "Uppgifterna är publicerade, så det gäller först när analytikern har sagt ja."
    st.session_state[_TOLD] = (later if receipt.needs_approval else done, f"Kvittonummer {receipt.id}.")
    st.rerun()


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
