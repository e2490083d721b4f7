"""The answer to what was sent: what is to be mended, or what will be handed in and what must be said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from dashboard import (
    attestation,
    cards,
    components,
    consequences,
    corrections,
    preview,
    queries,
    receipts,
    sending,
    to_send,
)
from dashboard.to_send import ToSend
from etl.areas import load_areas
from etl.desk import mark_at_desk
from etl.forms.catalogue import get_form
from etl.house import House
from etl.marked_workbook import why_not_marked
from etl.periods import parse_period
from etl.problem_list import write_problem_list
from etl.problems import Problem, UserError
from etl.receipts import Receipt
from etl.receive import Words, receive, refuse_other_kind
from etl.rounds import rounds
from etl.standing import earlier, earlier_may_be_shown, held
from etl.submission import CheckedFile, Submission
from etl.web_words import for_web

INVENTED = "Filen innehåller påhittade uppgifter. Riktiga uppgifter får inte läsas in i demon."
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_rejected(house: House, checked: CheckedFile, data: bytes, name: str, mend_here: Callable[[], None]) -> None:
    """What is to be mended in a file, all of it at once, and the ways to do it.

    Args:
        data, name: as they were checked.
        mend_here: opens the web form filled in with what could be read.
    """
    components.verdict(checked.outcome, sending.verdict(checked), checked.fine)
    why_not = why_not_marked(checked)
    with st.container(horizontal=True):
        if checked.answers:
            st.button("Rätta här i stället", type="primary", icon=":material/edit:", on_click=mend_here)
        if why_not is None:
            st.download_button(
                "Hämta er fil med felen markerade",
                lambda: _marked(house, checked, data, name),
                file_name="att-ratta-markerad.xlsx",
                mime=WORKBOOK,
                on_click="ignore",
                icon=":material/download:",
            )
        _offer_list(checked)
    components.note("Inget är sparat. Rätta här, eller i filen och välj den igen ovanför.")
    cards.show(checked.problems)


def show_ready(house: House, ready: ToSend) -> Receipt | None:
    """Everything about answers that can be handed in; the receipt once they have been."""
    if ready.checked.kind == "persons":
        components.verdict(ready.checked.outcome, sending.verdict(ready.checked), ready.checked.fine)
        ready = _invented(house, ready)
    checked, [submission] = ready.checked, ready.checked.submissions
    try:
        refuse_other_kind(house, checked)
    except UserError as error:
        components.message("error", str(error))
        return None
    if checked.channel == "file" and checked.kind == "form":
        components.verdict(checked.outcome, sending.verdict(checked), checked.fine)
    if to_send.overtaken(house, ready):
        _tell_overtaken(house, submission)
        return None
    correction = corrections.find(house, submission)
    if correction and correction.same:
        corrections.show_same(correction)
        return None
    warnings = [each for each in checked.problems if each.severity == "warning"]
    if warnings and checked.channel == "file":
        _offer_list(checked)
    attested = attestation.Attested()
    with st.form(f"attest_{ready.scope}", border=False, enter_to_submit=False):
        if warnings:
            components.section("Bekräfta")
            components.note("Kryssa i det som stämmer. Är något fel: rätta och kontrollera igen.")
            attestation.confirm(_shown(warnings, checked), attested, ready.scope)
        if correction:
            corrections.show(correction, submission)
        _show_answers(house, checked, folded=correction is not None)
        _show_consequences(house, submission)
        components.section("Lämna in")
        if correction:
            attestation.ask_reason("Varför ändras uppgifterna?", attested, ready.scope)
        attestation.ask_who(attested, ready.scope)
        attestation.ask_anonymous(attested, ready.scope)
        pressed = st.form_submit_button("Lämna in", type="primary")
    if not pressed or attestation.tell_missing(attested):
        return None
    return _receive(house, ready, attested)


def _invented(house: House, ready: ToSend) -> ToSend:
    """A survey system's file cannot say that its answers are made up; who tries the demo says it."""
    if house.kind != "demo":
        return ready
    said = st.checkbox(INVENTED, key=f"invented_{ready.scope}")
    return replace(ready, checked=replace(ready.checked, example=said))


def _tell_overtaken(house: House, submission: Submission) -> None:
    """Somebody else came first: nothing of theirs is overwritten by who has not seen it."""
    now = held(house, submission.form, submission.area, submission.period)
    when = f" {receipts.time(now.receipt.received_at)}" if now else ""
    components.message(
        "warning",
        f"Någon annan har ändrat det som gäller{when}, medan ni höll på. Inget av ert är inlämnat.",
        "Jämför med det som gäller nu innan ni lämnar in.",
    )
    st.button("Jämför med det som gäller nu", type="primary", on_click=to_send.forget)


def _receive(house: House, ready: ToSend, attested: attestation.Attested) -> Receipt | None:
    words = Words(attested.sender, attested.confirmed, attested.reason)
    try:
        with st.spinner("Tar emot …"):
            return receive(
                house, ready.checked, received_at=datetime.now(UTC).astimezone(), words=words, seen=ready.seen
            )
    except UserError as error:
        components.message("error", str(error))
        return None


def _show_answers(house: House, checked: CheckedFile, *, folded: bool) -> None:
    """Every answer beside the period before; folded away where what changes has been shown already."""
    [submission] = checked.submissions
    before = earlier(house, submission.form, submission.area, submission.period)
    may_be_shown = earlier_may_be_shown(house)
    beside = before.submission if before and may_be_shown else None
    why = "" if beside else _why_no_earlier(before is not None, may_be_shown)
    small_print = [*preview.small_print(submission, beside), why]
    table = preview.answers(submission, beside, cells=checked.channel == "file" and checked.kind == "form")
    if folded:
        with st.expander("Alla svar som lämnas in"):
            components.noted(small_print, table)
    else:
        components.section("Det här lämnas in")
        components.noted(small_print, table)


def _show_consequences(house: House, submission: Submission) -> None:
    components.section("När uppgifterna har publicerats")
    served = queries.served()
    if served is None:
        components.say("Inget är publicerat ännu. Sidorna får sina första siffror när analytikern publicerar.")
        return
    county = load_areas().get(submission.area).county or house.county
    asked = [r.areas for r in rounds(house) if r.key == (submission.form, submission.period, county)]
    path = queries.as_seen_by(served, county)
    components.bullets(consequences.of_sending(path, submission, asked[0] if asked else ()))
    components.note("Räknat på det som är publicerat i dag.")


def _why_no_earlier(there_is: bool, may_be_shown: bool) -> str:
    if not may_be_shown:
        return "Förra periodens svar visas inte här förrän inloggning finns: vem som helst kan välja er i listan."
    return "" if there_is else "Det finns inga svar för en tidigare period att jämföra med."


def _shown(warnings: Sequence[Problem], checked: CheckedFile) -> list[tuple[Problem, Problem]]:
    """Each warning, and how it is told: the web form has questions, not cells."""
    if checked.channel != "web":
        return [(each, each) for each in warnings]
    [submission] = checked.submissions
    form, period = get_form(submission.form), parse_period(submission.period)
    return [(each, for_web(each, form, period)) for each in warnings]


def _offer_list(checked: CheckedFile) -> None:
    st.download_button(
        "Spara listan som Excelfil",
        lambda: write_problem_list(checked.problems, fine=checked.fine),
        file_name="att-ratta.xlsx",
        mime=WORKBOOK,
        on_click="ignore",
        icon=":material/list:",
    )


def _marked(house: House, checked: CheckedFile, data: bytes, name: str) -> bytes:
    """The sender's own workbook with its faults marked; the list alone, saying why, where it cannot be made."""
    try:
        return mark_at_desk(house, data, name, checked)
    except UserError as error:
        return write_problem_list(checked.problems, about=str(error), fine=checked.fine)
