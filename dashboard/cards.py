"""One problem of a file as a card: where it is, what stood there, what is needed, how to mend it.

Everything that came from the file is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from etl.problems import Problem, sentences

_MOST_CELLS = 12


def show(problems: Sequence[Problem]) -> None:
    """A card for each, in the order they came: errors first."""
    st.html("".join(map(problem, problems)))


def problem(each: Problem, *, how: bool = True) -> str:
    """One card as markup.

    Args:
        how: whether to say how it is mended; not where the sender is about to say that it is right.
    """
    kind, word = ("error", "Rätta") if each.severity == "error" else ("warning", "Bekräfta")
    place = " · ".join(part for part in (each.sheet, cells(each), each.label) if part)
    says = sentences(each).removesuffix(each.mend).strip()
    rows = [
        ("Det står", "" if each.found and each.found in says else each.found),
        ("Det behövs", each.expected),
        ("Så gör ni", each.mend),
    ]
    lines = "".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in rows if text)
    mend = f"<dl>{lines}</dl>" if how else ""
    return (
        f'<div class="samsyn-problem {kind}"><span class="where">{word}: {escape(place or "hela filen")}</span>'
        f"<span>{escape(says)}</span>{mend}</div>"
    )


def cells(each: Problem) -> str:
    """Its cells, the first of them if they are very many."""
    named = ", ".join(each.cells[:_MOST_CELLS])
    more = len(each.cells) - _MOST_CELLS
    return f"{named} och {more} till" if more > 0 else named
