"""What the pages of a form ask of the published snapshot beside what queries.py has: who else has answered it."""

from __future__ import annotations

import streamlit as st

from dashboard import queries


@st.cache_resource(max_entries=16, show_spinner=False)
def counties_that_answered(path: str, form: str) -> dict[str, str]:
    """The counties where somebody has sent in the form: code -> name."""
    rows = queries.ask(
        path,
        """SELECT DISTINCT county.code, county.name FROM submission
           JOIN area ON area.code = submission.area JOIN area AS county ON county.code = area.county
           WHERE form = $form AND county.level = 'county' ORDER BY county.name COLLATE sv""",
        form=form,
    )
    return {row["code"]: row["name"] for row in rows}
