"""A page with nothing but the web form on it; the test says in the session what it is shown with."""

import streamlit as st

from dashboard import web_form
from etl.forms.catalogue import get_form
from etl.periods import parse_period

given = st.session_state
given["sent"] = web_form.show(
    given["house"],
    get_form(given.get("form", "kommunenkat")),
    given["area"],
    parse_period(given["period"]),
    prefill=given["prefill"],
    earlier=given["earlier"],
    earlier_label="2022",
)
if given["sent"] and "fails" in given:
    raise RuntimeError("what follows the form on the page failed")
