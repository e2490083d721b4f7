"""Noting the status of an activity on the page, and taking the newest note back: so far in a demo only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from dashboard import components
from dashboard.activities import STATUSES
from dashboard.activity_queries import Line
from dashboard.folds import fold
from dashboard.swedish import capital
from etl.activity_edits import Edit, record_activity, undo_record
from etl.activity_records import STATUS_WORDS, ActivityRecord, newest, read_activity_records
from etl.house import House
from etl.own_words import LONGEST_SENTENCE
from etl.problems import UserError

_TOLD = "activity_told"
_LABEL = 110
_LOCKED = (
    "Listan kan ändras här när inloggning finns: den som antecknar måste vara känd. Till dess ändras inget i skarp "
    "drift."
)
_FIRST = (
    "Varje anteckning sparas med ett kvitto och skriver aldrig över en tidigare. Den syns här efter nästa bygge och "
    "publicering. Skriv inga uppgifter om någon enskild person."
)


def show(county: str, lines: Sequence[Line]) -> None:
    """The form to note with; in a real house the words on why there is none."""
    house = components.house()
    with fold("Anteckna en status", "anteckna") as unfolded:
        if not unfolded:
            return
        if house.kind != "demo":
            components.message("info", _LOCKED)
            return
        components.say(_FIRST)
        _tell(st.session_state.pop(_TOLD, None))
        names = {each.id: _name(each) for each in lines}
        _note(house, county, names)
        _undo(house, county, names)


def _name(line: Line) -> str:
    words = f"{line.heading}: {line.text}"
    return words if len(words) <= _LABEL else f"{words[:_LABEL].rsplit(' ', 1)[0]} …"


def _note(house: House, county: str, names: dict[str, str]) -> None:
    today = datetime.now(UTC).astimezone().date()
    with st.form("note_activity", border=True, enter_to_submit=False):
        activity = st.selectbox("Aktivitet", list(names), format_func=names.__getitem__)
        left, right = st.columns(2)
        words = {status: capital(STATUSES[status][1]) for status in STATUS_WORDS}
        status = left.selectbox("Status", list(words), format_func=words.__getitem__)
        held_on = right.date_input("Läget den", today, max_value=today, format="YYYY-MM-DD")
        note = st.text_input("Anteckning (frivillig)", max_chars=LONGEST_SENTENCE)
        link = st.text_input("Länk till protokoll eller plan (frivillig)", placeholder="https://", max_chars=300)
        by = st.text_input("Vem antecknar (namn eller roll, syns i historiken)", max_chars=80)
        pressed = st.form_submit_button("Anteckna", type="primary")
    if pressed:
        edit = Edit(activity, county, status, held_on, by, note, link)
        _keep(lambda at: record_activity(house, edit, recorded_at=at), "Antecknat")


def _undo(house: House, county: str, names: dict[str, str]) -> None:
    """The newest notes, published or not; nothing where there is none."""
    held = newest(read_activity_records(house)).items()
    notes = {each.id: _told(each, names[id]) for (of, id), each in held if of == county and id in names}
    if not notes:
        return
    with st.form("undo_activity", border=True, enter_to_submit=False):
        chosen = st.selectbox("Ångra den senaste anteckningen om", list(notes), format_func=notes.__getitem__)
        by = st.text_input("Vem ångrar", max_chars=80)
        pressed = st.form_submit_button("Ångra")
    if pressed:
        _keep(lambda at: undo_record(house, chosen, by=by, recorded_at=at), "Ångrat")


def _told(record: ActivityRecord, name: str) -> str:
    return f"{name} ({STATUS_WORDS[record.status] if record.status else STATUSES['inget'][1]})"


def _keep(write: Callable[[datetime], ActivityRecord], done: str) -> None:
    try:
        kept = write(datetime.now(UTC).astimezone())
    except UserError as error:
        components.message("error", str(error))
        return
    now = STATUS_WORDS[kept.status] if kept.status else STATUSES["inget"][1]
    st.session_state[_TOLD] = f"{done}. Nu gäller: {now}. Kvitto {kept.id}. Det syns efter nästa bygge."
    st.rerun()


def _tell(told: str | None) -> None:
    if told:
        components.message("done", told)
        components.links([("analytikerns_bord", "Bygg och publicera på Analytikerns bord")], {})
