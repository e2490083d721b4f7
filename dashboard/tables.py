"""Tables: described once, shown as a real HTML table and saved as a file from the same description.

What stands in a cell is data, never markup: a text that came from a file can look like a link or a script and is
shown as it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from dashboard import figure_notes, sentences
from dashboard.records import Figure
from dashboard.swedish import STATUS_WORDS, number, span

Value = float | str | None


@dataclass(frozen=True)
class Column:
    """A heading. ``decimals`` is how many a number gets in a saved workbook."""

    title: str
    numeric: bool = False
    decimals: int = 0


@dataclass(frozen=True)
class Cell:
    """What is shown, and the bare value that goes into a saved file."""

    text: str
    value: Value
    missing: bool = False
    verdict: str = ""  # a verdict of the snapshot, whose colour the text takes; the text has its symbol and word
    link: str = ""  # where the text leads, made by us and never read from a file
    note: str = ""  # what is said in public of the figure; the text gets a raised sign, a saved file a column
    mark: str = ""  # a class of the theme: the text is a sign, and the value the word that is read aloud and saved


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    style: str = ""  # "", "total" or "own": classes of the theme


@dataclass(frozen=True)
class Table:
    """A table; ``label`` is read aloud in place of a caption that several tables of a page have."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    label: str = ""
    style: str = ""  # "", "grid": narrow columns under upright headings, or "words": gaps stand to the left


def words(text: str) -> Cell:
    return Cell(text, text)


def amount(value: float | None, decimals: int = 0, missing: str = "") -> Cell:
    """A number, or the word that says why there is none."""
    if value is None:
        return Cell(missing, missing, missing=True)
    return Cell(number(value, decimals), value)


def figure(found: Figure | None, decimals: int = 0, after: str = "") -> Cell:
    """A value from the snapshot; an estimate says that it is one, a gap says why it is there.

    A value made of a handful is told in words, "3 av 7": its decimals would say more than anybody knows.
    """
    if found is None:
        return Cell("–", None, missing=True)
    if found.value is None:
        word = STATUS_WORDS[found.status]
        return Cell(word, word, missing=True)
    in_words = found.certainty == "in_words" and found.numerator is not None and found.denominator is not None
    text = sentences.in_words(found) if in_words else number(found.value, decimals) + after
    return Cell(f"ca {text}" if found.status == "estimated" else text, found.value)


def noted(cell: Cell, found: Figure | None) -> Cell:
    """The cell of a figure with the figure's notes; the same cell where there are none."""
    note = figure_notes.told(found)
    return replace(cell, note=note) if note else cell


def notes_of(each: Row) -> str:
    """What the notes of a row say, each once."""
    return " ".join(dict.fromkeys(cell.note for cell in each.cells if cell.note))


def interval(found: Figure | None, decimals: int = 0) -> Cell:
    """What chance can do to a value; nothing where there is no interval, or where a handful is told in words."""
    if found is None or found.lower is None or found.upper is None or found.certainty == "in_words":
        return Cell("–", None, missing=True)
    unsure = " (osäkert)" if found.certainty == "uncertain" else ""
    return words(span(found.lower, found.upper, decimals) + unsure)


def verdict(name: str, said: str) -> Cell:
    """What was decided: ``said`` is its symbol and word, ``name`` the verdict's name in the snapshot."""
    return Cell(said, said, verdict=name)


def row(*cells: Cell, style: str = "") -> Row:
    return Row(cells, style)


def table(caption: str, columns: Sequence[Column], rows: Sequence[Row]) -> Table:
    return Table(caption, tuple(columns), tuple(rows))


def to_html(shown: Table) -> str:
    """The table with everything in it escaped; the first cell of each row is its heading."""
    head = "".join(
        f'<th scope="col"{_class("num" if column.numeric else "")}>{escape(column.title)}</th>'
        for column in shown.columns
    )
    body = "".join(_row_html(each, shown.columns) for each in shown.rows)
    caption, label = escape(shown.caption), escape(shown.label or shown.caption)
    return (
        f'<div class="{f"samsyn-table {shown.style}".strip()}" role="region" tabindex="0" aria-label="{label}"><table>'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def show(shown: Table) -> None:
    st.html(to_html(shown))


def _row_html(each: Row, columns: tuple[Column, ...]) -> str:
    first, *rest = each.cells
    cells = "".join(
        f"<td{_class('missing' if cell.missing else 'num' if column.numeric else '')}>{_inside(cell)}</td>"
        for cell, column in zip(rest, columns[1:], strict=True)
    )
    return f'<tr{_class(each.style)}><th scope="row">{_inside(first)}</th>{cells}</tr>'


def _inside(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.mark:
        word = escape(str(cell.value))
        text = (
            f'<span class="samsyn-sign {cell.mark}" title="{word}" aria-hidden="true">{text}</span>'
            f'<span class="samsyn-hidden">{word}</span>'
        )
    elif cell.link:
        text = f'<a href="{escape(cell.link)}">{text}</a>'
    elif cell.verdict:
        text = f'<span class="samsyn-verdict {cell.verdict}">{text}</span>'
    return f'{text}<sup title="{escape(cell.note)}">{figure_notes.MARK}</sup>' if cell.note else text


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
