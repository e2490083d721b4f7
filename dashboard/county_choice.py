"""Which county the reader looks at: the house's own, unless another one with figures is chosen; kept in the address."""

from __future__ import annotations

import streamlit as st

from dashboard import queries

PARAM = "lanet"
_KEY = "samsyn_county"
_SEEN = "samsyn_county_seen"


def ask(path: str) -> str:
    """Let the reader choose where there is something to choose between; the snapshot as that county sees it."""
    home, names = queries.build(path).county, queries.counties_with_figures(path)
    if len(names) < 2:
        return path
    _settle(home, names)
    chosen = st.sidebar.selectbox("Län", list(names), format_func=names.__getitem__, key=_KEY)
    _keep(chosen, home)
    return queries.as_seen_by(path, chosen)


def current(path: str) -> str:
    """The same, for a page: the choice is made before the page runs."""
    chosen: str = st.session_state.get(_KEY, "")
    return queries.as_seen_by(path, chosen) if chosen in queries.counties_with_figures(path) else path


def _settle(home: str, names: dict[str, str]) -> None:
    """What the address says, when it has just said it; else what was chosen before."""
    asked = st.query_params.get(PARAM)
    if asked in names and asked != st.session_state.get(_SEEN):
        st.session_state[_KEY] = asked
    elif st.session_state.get(_KEY) not in names:
        st.session_state[_KEY] = home


def _keep(chosen: str, home: str) -> None:
    # The house's own county needs no word in the address: a plain link opens it.
    if chosen != home:
        st.query_params[PARAM] = chosen
    elif PARAM in st.query_params:
        del st.query_params[PARAM]
    st.session_state[_SEEN] = chosen
