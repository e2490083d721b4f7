"""The two ways to fill in the form, side by side: the workbook in Excel, or the same questions in the browser."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import cards, components, county_choice, sending, to_send, web_form
from dashboard.to_send import ToSend
from dashboard.web_form_draft import open_draft
from etl.areas import load_areas
from etl.desk import beside_earlier, check_at_desk
from etl.forms.description import Form
from etl.house import House
from etl.periods import Period, parse_period
from etl.prefill import left_out, written_from, written_of
from etl.standing import Held, earlier, earlier_may_be_shown, held
from etl.submission import CheckedFile
from etl.template import write_template
from etl.web_form import Written

SPREADSHEETS = ["xlsx", "xlsm", "xls", "ods", "csv", "txt"]
_ON_THE_WEB = "fills_in_here"
_FROM_FILE = "problems_of_the_file"


def show(house: House, form: Form, area: str, period: Period) -> tuple[UploadedFile | None, DeltaGenerator]:
    """The two ways with equal weight; the file that was chosen, if one was, and a place to say in short what it got."""
    left, right = st.columns(2, border=True)
    with left:
        st.subheader("Fyll i Excelformuläret", anchor=False)
        components.say("Hämta formuläret, fyll i de gula cellerna i Excel och välj filen här.", _also(form))
        _offer_form(house, form, area, period)
        upload = st.file_uploader(
            "Välj den ifyllda filen, eller dra den hit",
            type=SPREADSHEETS,
            max_upload_size=5,
            key=f"file_{st.session_state.get('sent', 0)}",
        )
        beside_the_file = st.container()
    with right:
        st.subheader("Fyll i här i webbläsaren", anchor=False)
        components.say("Samma frågor och samma kontroller, utan Excel. Passar också när bara något ska ändras.")
        st.button(
            "Öppna formuläret här", icon=":material/edit:", on_click=open_web_form, args=(house, form, area, period)
        )
    components.note(
        "Samsyn sparar de svar som läses i formuläret, inte själva filen. Inget sparas förrän ni har sett vad som "
        "lästes och tryckt på Lämna in. Skriv aldrig något om enskilda personer."
    )
    return upload, beside_the_file


def fills_in_here(form: Form, area: str, period: Period) -> bool:
    """Whether the sender fills in this form in the browser."""
    return bool(st.session_state.get(_ON_THE_WEB) == (form.id, area, period.id))


def open_web_form(house: House, form: Form, area: str, period: Period, checked: CheckedFile | None = None) -> None:
    """Go over to the web form, filled in with what could be read of a file, or with what holds."""
    holds = held(house, form.id, area, period.id) if earlier_may_be_shown(house) else None
    filled: dict[str, Written] | None = None
    if checked is not None:
        filled = written_from(checked, area=area, period=period)
    elif holds is not None:
        filled = written_of(form, holds.answers, holds.submission.comments)
    draft = open_draft(form, area, period, filled)
    draft.note = left_out(checked) if checked is not None else ""
    # Who comes from a file with faults has asked already, and sees at once what is left to mend.
    draft.asked = draft.asked or checked is not None
    st.session_state[_FROM_FILE] = checked.problems if checked is not None else ()
    st.session_state[_ON_THE_WEB] = (form.id, area, period.id)
    to_send.forget()


def leave_web_form() -> None:
    """Go back to the two ways; what was written stays in the form for the rest of the visit."""
    st.session_state.pop(_ON_THE_WEB, None)
    to_send.forget()


def show_web_form(house: House, form: Form, area: str, period: Period) -> ToSend | None:
    """The form in the browser; its answers once they can be handed in."""
    st.button("Tillbaka till Excelformuläret", icon=":material/arrow_back:", type="tertiary", on_click=leave_web_form)
    if problems := st.session_state.get(_FROM_FILE):
        with st.expander(f"Det här stod i filen ({sending.counted(problems)})"):
            cards.show(problems)
    before = _earlier(house, form, area, period)
    checked = web_form.show(
        house,
        form,
        area,
        period,
        earlier=before.answers if before else None,
        earlier_label=parse_period(before.period).label if before else None,
    )
    if checked is None:
        return None
    source = ("web", checked.sha256, form.id, area, period.id)
    return to_send.remembered(source) or to_send.remember(house, source, beside_earlier(house, checked))


def _also(form: Form) -> str:
    """What else may be chosen: a survey of persons as its system writes it out."""
    if form.persons is None:
        return ""
    return "Det går också att välja enkätsystemets fil (csv eller xlsx) med en rad per person. Då sparas bara antalen."


def tell_beside(place: DeltaGenerator, said: str) -> None:
    """The outcome where the file was chosen, since the answer itself stands further down."""
    place.html(f'<p class="samsyn-message info">{escape(said)}. <a href="#svar" target="_self">Till svaret</a></p>')


def check(house: House, upload: UploadedFile, form: Form, area: str, period: Period) -> ToSend:
    """The answer to a chosen file, checked once for as long as it and the choices stay."""
    source = (upload.file_id, form.id, area, period.id)
    if known := to_send.remembered(source):
        return known
    with st.spinner("Läser och kontrollerar filen …"):
        county = county_choice.of_senders(house)
        checked = check_at_desk(house, upload.getvalue(), upload.name, as_area=area, county=county, period=period)
    return to_send.remember(house, source, checked)


def _earlier(house: House, form: Form, area: str, period: Period) -> Held | None:
    return earlier(house, form.id, area, period.id) if earlier_may_be_shown(house) else None


def _offer_form(house: House, form: Form, area: str, period: Period) -> None:
    municipality = load_areas().get(area)
    st.download_button(
        "Hämta formuläret",
        lambda: write_template(form, municipality, period, example=house.kind == "demo"),
        file_name=sending.form_file_name(form.id, municipality.name, period),
        on_click="ignore",
        icon=":material/download:",
    )
