"""Lämna uppgifter: get the form, send it in, see what was understood, keep the receipt."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import components, receipts, sending, tables
from dashboard.address import Choices
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.house import House
from etl.intake import check_file
from etl.periods import Period, parse_period
from etl.problems import UserError
from etl.receive import Words, receive, refuse_other_kind
from etl.rounds import rounds
from etl.submission import CheckedFile
from etl.template import write_template

FORM = "kommunenkat"
OTHER_PERIOD = "annan"
SPREADSHEETS = ["xlsx", "xlsm", "xls", "ods", "csv", "txt"]


def page() -> None:
    components.title("Lämna uppgifter", "Tre steg: hämta formuläret, fyll i det i Excel, lämna in det här.")
    house = components.house()
    area, period = _choose(house)
    if period is not None:
        _get_form(house, area, period)
    _send(house, area)


def _choose(house: House) -> tuple[str, Period | None]:
    st.header("1. Hämta formuläret")
    municipalities = {a.code: a.name for a in load_areas().municipalities(house.county)}
    periods = {r.period: parse_period(r.period).label for r in reversed(rounds(house)) if r.form == FORM}
    choices = Choices("lamna-uppgifter")
    left, right = st.columns(2)
    with left:
        area = choices.from_list("kommun", "Er kommun", municipalities)
    with right:
        chosen = choices.from_list("period", "Period", periods | {OTHER_PERIOD: "En annan period …"})
    choices.keep()
    if chosen != OTHER_PERIOD:
        return area, parse_period(chosen)
    written = right.text_input(
        "Vilken period?", placeholder="2024 för ett helt år, 2024-01/2024-10 för januari–oktober"
    )
    try:
        return area, parse_period(written) if written.strip() else None
    except UserError as error:
        right.error(str(error))
        return area, None


def _get_form(house: House, area: str, period: Period) -> None:
    form, municipality = get_form(FORM), load_areas().get(area)
    st.download_button(
        f"Hämta formuläret för {municipality.name}, {period.label}",
        lambda: write_template(form, municipality, period, example=house.kind == "demo"),
        file_name=sending.form_file_name(form.id, municipality.name, period),
        on_click="ignore",
        icon=":material/download:",
    )
    components.note(
        "Formuläret är en Excelfil med de frågor som länets kommuner har kommit överens om. "
        "Kommun och period står redan ifyllda. Bara de gula cellerna fylls i: skriv antal, 0 om det inte gäller någon, "
        "och välj ”Uppgift saknas” i cellen bredvid om ni inte har någon siffra."
    )


def _send(house: House, area: str) -> None:
    st.header("2. Lämna in filen")
    if receipt := st.session_state.get("receipt"):
        receipts.show(receipt)
    upload = st.file_uploader(
        "Välj den ifyllda filen, eller dra den hit",
        type=SPREADSHEETS,
        max_upload_size=5,
        key=f"file_{st.session_state.get('sent', 0)}",
        help="Inget sparas förrän ni har sett vad som lästes och tryckt på Lämna in.",
    )
    components.note(
        "Samsyn sparar de svar som läses i formuläret, inte själva filen. Skriv aldrig något om enskilda personer."
    )
    if upload is not None:
        st.session_state.pop("receipt", None)
        _answer(house, check_file(upload.getvalue(), upload.name, as_area=area, county=house.county))


def _answer(house: House, checked: CheckedFile) -> None:
    st.header("3. Svar" if checked.outcome == "rejected" else "3. Kontrollera och lämna in")
    try:
        if checked.outcome != "rejected":
            refuse_other_kind(house, checked)
    except UserError as error:
        st.error(str(error))
        return
    components.verdict(checked.outcome, sending.verdict(checked), checked.fine)
    if checked.problems:
        sending.show_problems(checked.problems)
        st.download_button(
            "Spara listan som Excelfil",
            lambda: sending.problems_workbook(checked.problems),
            file_name="att-ratta.xlsx",
            on_click="ignore",
        )
    if checked.outcome == "rejected":
        components.note("Inget är sparat. Rätta i filen, spara den och lämna in den igen.")
        return
    tables.show(sending.preview(checked.submissions[0]))
    sender = receipts.attest([p for p in checked.problems if p.severity == "warning"])
    if sender is not None:
        now = datetime.now(UTC).astimezone()
        st.session_state["receipt"] = receive(house, checked, received_at=now, words=Words(sender=sender))
        st.session_state["sent"] = st.session_state.get("sent", 0) + 1
        st.rerun()


page()
