"""What a sender is about to hand in: checked once, and held against what counts as it stood then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from etl.house import House
from etl.receipts import Key
from etl.standing import counted_receipt
from etl.submission import CheckedFile

_PLACE = "to_send"


@dataclass(frozen=True)
class ToSend:
    """Checked answers, and what the sender was shown beside them.

    Attributes:
        source: identifies what was checked and how; another file or another choice is something else to send.
        seen: the receipt that counted for each key when the sender was shown the differences.
    """

    source: tuple[str, ...]
    checked: CheckedFile
    seen: Mapping[Key, str | None]

    @property
    def scope(self) -> str:
        """Keeps what is filled in about it apart from what was filled in about something else."""
        return self.checked.sha256[:12]


def remember(house: House, source: tuple[str, ...], checked: CheckedFile) -> ToSend:
    """Keep what was checked until it is sent, or something else is checked."""
    keys = [(each.form, each.area, each.period) for each in checked.submissions]
    ready = ToSend(source, checked, {key: counted_receipt(house, key) for key in keys})
    st.session_state[_PLACE] = ready
    return ready


def remembered(source: tuple[str, ...]) -> ToSend | None:
    """What was checked last, if it was this."""
    ready: ToSend | None = st.session_state.get(_PLACE)
    return ready if ready is not None and ready.source == source else None


def overtaken(house: House, ready: ToSend) -> bool:
    """Whether something else counts now than when the sender was shown the differences."""
    return any(counted_receipt(house, key) != seen for key, seen in ready.seen.items())


def forget() -> None:
    """Nothing is about to be handed in."""
    st.session_state.pop(_PLACE, None)
