"""The analyst's way in: a whole survey in one file, checked, asked about where nobody can know, and received."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from dashboard import attestation, cards, components, sending, survey_mapping, tables
from etl.areas import load_areas
from etl.content import content_of
from etl.desk import check_at_desk
from etl.forms.catalogue import get_form
from etl.house import House
from etl.periods import Period, parse_period
from etl.problems import UserError
from etl.receipts import Receipt
from etl.receive import Words, receive, refuse_other_kind
from etl.standing import held
from etl.submission import CheckedFile, Submission


def load_survey(house: House) -> None:
    """Take a file, show what was understood, ask what it cannot say, and receive it."""
    st.header("1. Läs in en export av webbenkäten")
    components.note(
        "En csv- eller xlsx-fil med en rad per kommun och en kolumn per fråga, från EvaSys, LimeSurvey, Microsoft "
        "Forms, Google Formulär, SurveyMonkey eller något annat system. E-post, namn, ip-adresser och tidsstämplar "
        "läses aldrig in."
    )
    left, right = st.columns(2)
    time = st.session_state.get("loaded", 0)
    upload = left.file_uploader("Exportfilen", type=["csv", "txt", "xlsx"], max_upload_size=5, key=f"export_{time}")
    codebook = right.file_uploader(
        "Kodbok från EvaSys, om den finns", type=["csv", "txt"], max_upload_size=1, key=f"codebook_{time}"
    )
    written = st.text_input("Period", placeholder="Lämna tomt om filen själv säger det, annars 2022-01/2022-10")
    if loaded := st.session_state.pop("loaded_text", None):
        components.message("done", loaded)
    if upload is None:
        return
    try:
        period = parse_period(written) if written.strip() else None
        show_survey(house, upload.getvalue(), upload.name, period, codebook.getvalue() if codebook else None)
    except UserError as error:
        components.message("error", str(error))


def show_survey(house: House, data: bytes, name: str, period: Period | None, codebook: bytes | None) -> None:
    """Everything about an export that has been chosen, down to its being received."""
    municipalities = {a.code: a.name for a in load_areas().municipalities(house.county)}
    choices: dict[str, str] = st.session_state.setdefault("choices", {})
    checked = check_at_desk(
        house,
        data,
        name,
        county=house.county,
        period=period,
        choices=choices,
        codebook=codebook,
    )
    if survey_mapping.waits(checked):
        components.message("info", "Filen läses när ni har godkänt vad kolumnerna står för.")
        survey_mapping.show(house, checked)
        return
    components.verdict(checked.outcome, sending.verdict(checked), checked.fine)
    survey_mapping.show(house, checked)
    errors = [each for each in checked.problems if each.severity == "error"]
    if errors:
        cards.show(errors)
        _choose_rows(checked, municipalities, choices)
    if checked.outcome != "rejected":
        tables.show(_respondents(checked, municipalities))
        _receive(house, checked)


def _receive(house: House, checked: CheckedFile) -> None:
    """Every warning answered, why anything is replaced, and that nothing in the file is real."""
    attested, scope = attestation.Attested(), checked.sha256[:12]
    warnings = [each for each in checked.problems if each.severity == "warning"]
    with st.form(f"load_{scope}", border=False, enter_to_submit=False):
        attestation.confirm([(each, each) for each in warnings], attested, scope)
        if any(_replaces(house, each) for each in checked.submissions):
            attestation.ask_reason("Varför ändras uppgifter som redan är lämnade?", attested, scope)
        invented = st.checkbox("Filen innehåller påhittade uppgifter. Riktiga uppgifter får inte läsas in i demon.")
        pressed = st.form_submit_button("Läs in enkäten", type="primary")
    if not pressed:
        return
    checked = replace(checked, example=checked.example or invented)
    refuse_other_kind(house, checked)
    if attestation.tell_missing(attested, "läsa in enkäten"):
        return
    words = Words("Analytikern", attested.confirmed, attested.reason)
    _tell(receive(house, checked, received_at=datetime.now(UTC).astimezone(), words=words))


def _replaces(house: House, submission: Submission) -> bool:
    now = held(house, submission.form, submission.area, submission.period)
    return now is not None and content_of(now.submission) != content_of(submission)


def _tell(receipt: Receipt) -> None:
    st.session_state["loaded_text"] = (
        f"{len(receipt.submissions)} kommuners svar är mottagna. Bygg för att få med dem."
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
