"""Insamling: who has sent, who has not, a reminder to copy, and the opening of a new round."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard import components, tables
from dashboard.address import Choices
from dashboard.swedish import day, listing
from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.forms.catalogue import all_forms, get_form
from etl.house import House
from etl.periods import parse_period
from etl.problems import UserError
from etl.receipts import Receipt, holding, read_receipts
from etl.rounds import Round, by_name, open_round, reminder_text, rounds


def page() -> None:
    components.title("Insamling", "Vilka kommuner har lämnat sina uppgifter, och vilka väntar vi på?")
    house = components.house()
    opened = {f"{r.form} {r.period}": r for r in reversed(rounds(house))}
    if opened:
        titles = {key: f"{get_form(r.form).short_title}, {parse_period(r.period).label}" for key, r in opened.items()}
        choices = Choices("insamling")
        key = choices.from_list("omgang", "Omgång", titles)
        choices.keep()
        _show_round(opened[key], holding(read_receipts(house), read_approvals(house)))
    else:
        st.info("Ingen omgång är öppnad ännu. Öppna en här nedanför.")
    _open(house)


def _show_round(round_: Round, held: dict[tuple[str, str, str], Receipt]) -> None:
    sent = {code: held[key] for code in round_.areas if (key := (round_.form, code, round_.period)) in held}
    silent = by_name(set(round_.areas) - sent.keys())
    components.keyfigures(
        [
            components.KeyFigure("Har lämnat", f"{len(sent)} av {len(round_.areas)}", "kommuner"),
            components.KeyFigure("Sista dag", day(round_.deadline), f"version {round_.version} av omgången"),
        ]
    )
    st.header("Vilka har lämnat?")
    tables.show(_table(round_, sent))
    components.note("Det som har kommit in efter det senaste bygget syns här men ännu inte på de andra sidorna.")
    if silent:
        _remind(round_, silent)


def _table(round_: Round, sent: dict[str, Receipt]) -> tables.Table:
    areas = load_areas()
    columns = [tables.Column(title) for title in ("Kommun", "Läge", "Mottaget", "Version", "Att bekräfta")]
    rows = []
    for code in by_name(round_.areas):
        receipt = sent.get(code)
        name = tables.words(areas.get(code).name)
        if receipt is None:
            rows.append(tables.row(name, tables.words("väntar på svar"), *[tables.words("")] * 3))
            continue
        version = next(s.version for s in receipt.submissions if s.area == code and s.period == round_.period)
        rows.append(
            tables.row(
                name,
                tables.words("har lämnat"),
                tables.words(receipt.received_at[:10]),
                tables.words(str(version)),
                tables.words(f"{len(receipt.warnings)} bekräftade" if receipt.warnings else ""),
            )
        )
    return tables.table(f"Omgången för {parse_period(round_.period).label}", columns, rows)


def _remind(round_: Round, silent: list[str]) -> None:
    st.header("Påminn")
    names = {code: load_areas().get(code).name for code in silent}
    st.write(f"Vi väntar på {listing(list(names.values()))}.")
    code = st.selectbox("Påminnelse till", names, format_func=names.__getitem__)
    st.code(reminder_text(round_, code), language=None, wrap_lines=True)
    components.note("Kopiera texten med knappen i rutans hörn och klistra in den i ett mejl.")


def _open(house: House) -> None:
    st.header("Öppna en omgång")
    municipalities = {a.code: a.name for a in load_areas().municipalities(house.county)}
    today = datetime.now(UTC).astimezone().date()
    with st.form("open_round"):
        forms = {form.id: form.title for form in all_forms()}
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
        st.error(str(error))
        return
    st.success(
        f"Omgången för {parse_period(opened.period).label} är öppen för {len(opened.areas)} kommuner "
        f"till och med {day(opened.deadline)}."
    )


page()
