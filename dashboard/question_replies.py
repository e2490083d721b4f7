"""Questions about numbers that do not look like the municipality's own earlier ones, and what it replies to each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from dashboard import attestation, components, form_names
from dashboard.swedish import capital
from etl.house import House
from etl.own_words import LONGEST_SENTENCE
from etl.problems import UserError
from etl.questions import Question, answer_question, open_questions
from etl.replies import ReplyKind
from etl.standing import earlier_may_be_shown

REPLIES: dict[ReplyKind, str] = {
    "right": "Talet är rätt",
    "wrong": "Talet är fel",
    "explanation": "Det finns en förklaring",
}
_TOLD = "question_told"


def waiting(house: House, area: str | None = None) -> list[Question]:
    """The open questions to a municipality, or to all, where earlier answers may be shown."""
    return open_questions(house, area) if earlier_may_be_shown(house) else []


def show(house: House, questions: Sequence[Question]) -> None:
    """Each question with its three replies."""
    if told := st.session_state.pop(_TOLD, None):
        components.message("done", told)
    if not questions:
        return
    components.section("Frågor om det ni har lämnat", "fragor")
    for each in questions:
        with st.container(border=True):
            _show_one(house, each)


def _show_one(house: House, question: Question) -> None:
    about = f"{capital(form_names.about(question.form, question.period))}. {question.label}".rstrip(". ")
    components.facts([(about, question.text)], "samsyn-plain")
    if question.reply is not None:
        components.say("Ni har svarat att talet är fel. Lämna in formuläret med rätt tal, så försvinner frågan.")
        return
    attested, scope = attestation.Attested(), question.id
    with st.form(f"reply_{scope}", border=False, enter_to_submit=False):
        kind = st.radio(
            "Ert svar", list(REPLIES), format_func=REPLIES.__getitem__, index=None, horizontal=True, key=f"kind_{scope}"
        )
        text = st.text_input(
            "Förklaring",
            key=f"text_{scope}",
            max_chars=LONGEST_SENTENCE,
            placeholder="till exempel: Ny mottagning sedan mars. Kan komma att visas vid siffran.",
        )
        attestation.ask_who(attested, scope)
        pressed = st.form_submit_button("Skicka svaret")
    if not pressed:
        return
    if kind is None:
        attested.missing.insert(0, "välj ett svar")
    if not attestation.tell_missing(attested, "skicka svaret") and kind is not None:
        _keep(house, question, kind, text, attested.sender)


def _keep(house: House, question: Question, kind: ReplyKind, text: str, by: str) -> None:
    now = datetime.now(UTC).astimezone()
    try:
        answer_question(house, question.id, reply=kind, text=text, by=by, answered_at=now)
    except UserError as error:
        components.message("error", str(error))
        return
    st.session_state[_TOLD] = (
        "Tack. Lämna in formuläret på nytt med rätt tal."
        if kind == "wrong"
        else "Tack, svaret är skickat till analytikern."
    )
    st.rerun()
