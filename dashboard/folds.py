"""Something folded away on a page, drawn only when it is unfolded: nobody waits for what nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

_FOLD = "fold_"


@contextmanager
def fold(label: str, name: str) -> Iterator[bool]:
    """A fold to draw in; what it gives is whether it is unfolded. Folds do not go inside folds."""
    folded = st.expander(label, key=f"{_FOLD}{name}", on_change="rerun", type="compact")
    with folded:
        yield bool(folded.open)


def begin(page: str) -> None:
    """Say that the whole page is being drawn, its folds included."""
    st.session_state[_whole(page)] = True


def follow(page: str) -> None:
    """Let open folds follow what was chosen, when only the part of the page above them was drawn.

    The folds are left alone as long as they are closed: three of them cost as much as the chart they belong to.
    """
    whole = st.session_state.pop(_whole(page), False)
    if not whole and any(open_ is True for name, open_ in st.session_state.items() if str(name).startswith(_FOLD)):
        st.rerun()


def _whole(page: str) -> str:
    return f"drawn_whole_{page}"
