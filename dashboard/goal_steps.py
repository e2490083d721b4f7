"""The four steps of the story side by side, on a phone one under the other: a few figures, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.goal_story import Step


def show(steps: Sequence[Step]) -> None:
    st.html(f'<ol class="samsyn-story">{"".join(_step(step) for step in steps)}</ol>')


def _step(step: Step) -> str:
    figures = "".join(
        f'<dt>{escape(figure.name)}</dt><dd><span class="value">{escape(figure.value)}</span>'
        f'<span class="basis">{escape(figure.basis)}</span></dd>'
        for figure in step.figures
    )
    unknown = "".join(f'<p class="unknown">{escape(said)}</p>' for said in step.unknown)
    return (
        f'<li><span class="name">{escape(step.name)}</span><p class="question">{escape(step.question)}</p>'
        f"{f'<dl>{figures}</dl>' if figures else ''}{unknown}</li>"
    )
