"""Which county the reader looks at: the house's own, unless another one with figures is chosen; kept in the address."""

from __future__ import annotations

import streamlit as st

from dashboard import address, queries
from etl.house import House

PARAM = "lanet"
_KEY = "samsyn_county"
_SEEN = "samsyn_county_seen"


def ask(path: str, *, sends: bool = False) -> str:
    """Let the reader choose where there is something to choose between; what is to be said of the choice.

    Args:
        sends: the page is one where answers are sent in, which are those of the house's county.
    """
    home, names = queries.build(path).county, queries.counties_with_figures(path)
    if len(names) < 2:
        return ""
    unknown = _settle(home, names)
    chosen = st.sidebar.selectbox(
        "Län", list(names), format_func=names.__getitem__, key=_KEY, on_change=address.forget_everything
    )
    _keep(chosen, home)
    if sends and not queries.build(path).example:
        return "" if chosen == home else f"Uppgifter lämnas för {names[home]}."
    return _said(unknown, names[chosen], "" if chosen == home else names[home])


def current(path: str) -> str:
    """The snapshot as the chosen county sees it, for a page: the choice is made before the page runs."""
    chosen: str = st.session_state.get(_KEY, "")
    return queries.as_seen_by(path, chosen) if chosen in queries.counties_with_figures(path) else path


def of_senders(house: House) -> str:
    """The county whose answers are sent in: the house's own; in a demo, which holds several, the one looked at."""
    chosen: str = st.session_state.get(_KEY, house.county)
    return chosen if house.kind == "demo" else house.county


def in_address() -> dict[str, str]:
    """What a link to another page carries with it, so that it opens the same county in a window of its own too."""
    return {PARAM: st.query_params[PARAM]} if PARAM in st.query_params else {}


def _settle(home: str, names: dict[str, str]) -> str:
    """What the address says, when it has just said it, else what was chosen before; a county that is not to be had."""
    asked, before = st.query_params.get(PARAM), st.session_state.get(_KEY)
    if asked in names and asked != st.session_state.get(_SEEN):
        st.session_state[_KEY] = asked
        if before not in (None, asked):
            # What was chosen on the pages was chosen for another county.
            address.forget_chosen()
    elif before not in names:
        st.session_state[_KEY] = home
    return asked if asked and asked not in names else ""


def _keep(chosen: str, home: str) -> None:
    # The house's own county needs no word in the address: a plain link opens it.
    if chosen != home:
        st.query_params[PARAM] = chosen
    elif PARAM in st.query_params:
        del st.query_params[PARAM]
    st.session_state[_SEEN] = chosen


def _said(unknown: str, shown: str, home: str) -> str:
    missing = f"Samsyn har inga uppgifter för länet ”{unknown}” i adressen. " if unknown else ""
    if home:
        return f"{missing}Du ser {shown}, inte {home} som Samsyn här är till för. Länet väljs i menyn."
    return f"{missing}Här visas {shown}." if unknown else ""
