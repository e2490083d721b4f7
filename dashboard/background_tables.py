"""Figures of the documents that are about no county's care: the background, and how a document was made."""

from __future__ import annotations

from dashboard import queries, tables
from dashboard.records import SourceFigure
from dashboard.swedish import lower_first, short_title
from dashboard.tables import Column, Table
from etl.swedish import SEX_WORDS

# The sections of published_items.csv that are told here; every other section has a page where its figures belong.
_SECTIONS = ("Bakgrund", "Underlag")


def background(path: str) -> Table:
    """Every such figure of every document, with what it is about and where it is printed."""
    rows = []
    for source in queries.sources(path).values():
        if source["kind"] != "published":
            continue
        items = queries.items(path, str(source["id"]))
        for found in queries.figures_of(path, str(source["id"])):
            item = items.get(found.item)
            if item is None or item.section not in _SECTIONS:
                continue
            rows.append(
                tables.row(
                    tables.words(item.label + _of_whom(found)),
                    tables.amount(found.value, _decimals(found.value)),
                    tables.words(item.unit),
                    tables.words(f"{found.name}, {found.label}"),
                    tables.words(f"{short_title(str(source['title']))}, {lower_first(found.printed_at or '')}"),
                    tables.words(found.note or "–"),
                )
            )
    columns = (
        Column("Vad"),
        Column("Tal", numeric=True),
        Column("Enhet"),
        Column("Avser"),
        Column("Var det står"),
        Column("Anmärkning"),
    )
    return tables.table("Bakgrundstal i dokumenten", columns, rows)


def _of_whom(found: SourceFigure) -> str:
    return "" if found.sex == "total" else f", {SEX_WORDS[found.sex]}"


def _decimals(value: float | None) -> int:
    return 0 if value is None or value == int(value) else 1
