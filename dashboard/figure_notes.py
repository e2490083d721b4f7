"""Public notes beside figures: the mark on the figure, and the line that says what it stands for.

A note is an accepted explanation or "Reviderad" with its day; it is the municipality's or the analyst's own words and
is data everywhere, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.records import Figure, Note
from dashboard.swedish import NBSP, listing

MARK = "†"
HEADING = "Anmärkning"
# A row of a table or a picture has no room for more names than these.
_MOST_NAMED = 4
_MOST_IN_A_PICTURE = 6


def mark(figure: Figure | None) -> str:
    """What stands after a value that has a note: " †", or nothing."""
    return f"{NBSP}{MARK}" if figure is not None and figure.notes else ""


def told(figure: Figure | None) -> str:
    """What the figure's notes say, in one line; empty where there is none."""
    if figure is None:
        return ""
    return " ".join(_sentence(items, text) for (_, _, text), items in _grouped(figure.notes).items())


def lines(figures: Iterable[Figure | None]) -> list[str]:
    """One line for each note, however many figures it holds for."""
    found = _grouped(note for figure in figures if figure is not None for note in figure.notes)
    return [
        f"{MARK} {HEADING}, {area}, {period}: {_sentence(items, text)}" for (area, period, text), items in found.items()
    ]


def in_picture(figures: Iterable[Figure | None]) -> list[str]:
    """The lines that there is room for in a saved picture, and how many more there are."""
    found = lines(figures)
    more = len(found) - _MOST_IN_A_PICTURE
    return found if more <= 0 else [*found[:_MOST_IN_A_PICTURE], f"{MARK} och {more} anmärkningar till, i tabellen."]


def _grouped(notes: Iterable[Note]) -> dict[tuple[str, str, str], list[str]]:
    """The items that the same words hold for, by municipality, period and words."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for each in dict.fromkeys(notes):
        items = found.setdefault((each.area, each.period, each.text), [])
        items += [each.item] if each.item else []
    return found


def _sentence(items: list[str], text: str) -> str:
    if not items:
        return text
    more = len(items) - _MOST_NAMED
    named = listing(items) if more <= 0 else f"{', '.join(items[:_MOST_NAMED])} och {more} till"
    return f"{named}: {text}"
