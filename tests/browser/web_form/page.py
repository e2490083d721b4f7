"""The web form as a page of its own."""

import streamlit as st

from dashboard import components, web_form
from etl.forms.catalogue import get_form
from etl.periods import parse_period

st.set_page_config(page_title="Webbformuläret", layout="wide")
components.title("Lämna uppgifter")
components.section("Fyll i här", "fyll-i")
checked = web_form.show(components.house(), get_form("kommunenkat"), "2580", parse_period("2023-01/2023-10"))
if checked is not None:
    components.lead("Det här ska lämnas in.")
