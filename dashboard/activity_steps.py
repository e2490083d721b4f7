"""The samverkanstrappa as five steps to rise by, each with how far its recommendations have come."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.activities import in_brief
from dashboard.activity_queries import Line
from dashboard.swedish import counted


def show(lines: Sequence[Line]) -> None:
    """The steps from the ground up, in the order that the lines have them."""
    headings = dict.fromkeys(each.heading for each in lines)
    steps = "".join(
        _step(place, heading, [each for each in lines if each.heading == heading])
        for place, heading in enumerate(headings, start=1)
    )
    st.html(f'<ol class="samsyn-stairs">{steps}</ol>')


def _step(place: int, heading: str, lines: Sequence[Line]) -> str:
    done = sum(each.status == "done" for each in lines)
    return (
        f'<li><span class="label">Steg {place}</span><span class="name">{escape(heading)}</span>'
        f'<span class="value">{done} av {len(lines)} klara</span>'
        f'<span class="basis">{escape(counted(len(lines), "rekommendation", "rekommendationer"))}: '
        f"{escape(in_brief(lines))}</span></li>"
    )
