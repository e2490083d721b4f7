"""Something folded away on a page, drawn only when it is unfolded: nobody waits for what nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st


@contextmanager
def fold(label: str, name: str) -> Iterator[bool]:
    """A fold to draw in; what it gives is whether it is unfolded. Folds do not go inside folds."""
    folded = st.expander(label, key=f"fold_{name}", on_change="rerun", type="compact")
    with folded:
        yield bool(folded.open)
