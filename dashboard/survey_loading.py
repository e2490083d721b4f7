"""The analyst's way in: a whole survey in one file, checked, asked about where nobody can know, and received."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from dashboard import components, sending, tables
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.house import House
from etl.intake import check_file
from etl.periods import Period, parse_period
from etl.problems import UserError
from etl.receive import Words, receive, refuse_other_kind
from etl.submission import CheckedFile


def load_survey(house: House) -> None:
    """Take a file, show what was understood, ask what it cannot say, and receive it."""
    st.header("1. Läs in en export av webbenkäten")
    components.note(
        "En csv- eller xlsx-fil med en rad per kommun och en kolumn per fråga. Rubrikerna kan vara frågenummer (3.1) "
        "eller frågans text. E-post, namn, ip-adresser och tidsstämplar läses aldrig in."
    )
    left, right = st.columns(2)
    upload = left.file_uploader(
        "Exportfilen", type=["csv", "txt", "xlsx"], max_upload_size=5, key=f"export_{st.session_state.get('loaded', 0)}"
    )
    written = right.text_input("Period", placeholder="Lämna tomt om filen själv säger det, annars 2022-01/2022-10")
    if loaded := st.session_state.pop("loaded_text", None):
        components.message("done", loaded)
    if upload is None:
        return
    try:
        period = parse_period(written) if written.strip() else None
        _show_survey(house, upload.getvalue(), upload.name, period)
    except UserError as error:
        components.message("error", str(error))


def _show_survey(house: House, data: bytes, name: str, period: Period | None) -> None:
    municipalities = {a.code: a.name for a in load_areas().municipalities(house.county)}
    choices: dict[str, str] = st.session_state.setdefault("choices", {})
    checked = check_file(data, name, county=house.county, period=period, choices=choices)
    components.verdict(checked.outcome, sending.verdict(checked), checked.fine)
    if checked.problems:
        sending.show_problems(checked.problems)
        _choose_rows(checked, municipalities, choices)
    if checked.outcome == "rejected":
        return
    tables.show(_respondents(checked, municipalities))
    invented = st.checkbox("Filen innehåller påhittade uppgifter. Riktiga uppgifter får inte läsas in i demon.")
    if st.button("Läs in enkäten", type="primary"):
        checked = replace(checked, example=checked.example or invented)
        refuse_other_kind(house, checked)
        receipt = receive(house, checked, received_at=datetime.now(UTC).astimezone(), words=Words(sender="Analytiker"))
        count = len(receipt.submissions)
        st.session_state["loaded_text"] = (
            f"{count} kommuners svar är mottagna. Bygg för att få med dem."
            if receipt.new
            else "Den här filen har redan lästs in. Inget ändrades."
        )
        st.session_state["loaded"] = st.session_state.get("loaded", 0) + 1
        st.session_state["choices"] = {}
        st.rerun()


def _choose_rows(checked: CheckedFile, municipalities: dict[str, str], choices: dict[str, str]) -> None:
    """Rows whose municipality the file cannot tell: the analyst says which, nobody guesses."""
    if not checked.open_rows:
        return
    with st.form("rows"):
        st.write("Säg vilken kommun som har svarat på raderna:")
        answers = {
            row: st.selectbox(
                f"Rad {row}", areas, index=None, format_func=municipalities.__getitem__, placeholder="Välj kommun"
            )
            for row, areas in checked.open_rows.items()
        }
        if st.form_submit_button("Använd valen"):
            choices.update({row: area for row, area in answers.items() if area})
            st.rerun()


def _respondents(checked: CheckedFile, municipalities: dict[str, str]) -> tables.Table:
    columns = [tables.Column("Kommun"), tables.Column("Period"), tables.Column("Besvarade frågor", numeric=True)]
    rows = [
        tables.row(
            tables.words(municipalities.get(each.area, each.area)),
            tables.words(parse_period(each.period).label),
            tables.amount(sum(a.value is not None for a in each.answers.values())),
        )
        for each in checked.submissions
    ]
    return tables.table(f"Svaren i {get_form(checked.submissions[0].form).short_title}", columns, rows)
