"""A page with nothing but one export on it; the test says in the session which."""

import streamlit as st

from dashboard import components, survey_loading
from etl.periods import parse_period
from etl.problems import UserError

given = st.session_state
file = given["file"]
try:
    survey_loading.show_survey(given["house"], file.data, file.name, parse_period("2024-01/2024-10"), given["codebook"])
except UserError as error:
    components.message("error", str(error))
if done := st.session_state.get("loaded_text"):
    components.message("done", done)
