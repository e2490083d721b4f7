"""Sheets with one row per person: by their headings, or by years of birth beside man and woman."""

from __future__ import annotations

import re
from collections.abc import Mapping

from etl.cells import Cell, Sheet

_ENOUGH_ROWS_UNDER_HEADINGS = 2
_ENOUGH_ROWS_WITHOUT = 4
_FURTHEST_HEADING_ROW = 200

# Only lists of people have columns such as these ...
_OF_A_PERSON = re.compile(
    r"person(?:nummer|nr|nr\.|-?id)|pers\.?nr|pnr|samordningsn(?:umme)?r|födelse(?:år|datum|dag|tid)|född(?: år)?"
    r"|f\.?-?år|ålder|kön|man/kvinna|för-? ?och efternamn|förnamn|efternamn|initialer"
    r"|(?:klient|brukare|patient|individ|deltagare)(?:n|s|en|ens)?(?:[- ]?(?:nr|nummer|id|kod|namn))?"
)
# ... and these beside them.
_BESIDE_A_PERSON = re.compile(
    r"nr|nr\.|#|nummer|löpnr|löpnummer|rad|radnr|radnummer|id|kod|namn|adress|telefon|mobil|e-?post|insats(?:er)?"
    r"|metod(?:er)?|behandling|diagnos|handläggare|socialsekreterare|inskriven|utskriven|start(?:datum)?"
    r"|slut(?:datum)?|placering|placerad|beslut|drog|huvuddrog|status|kommentar|anteckning(?:ar)?"
)
# A table of sums may well be parted by age and sex.
_OF_A_SUM = re.compile(r"antal.*|andel.*|summa.*|totalt?|procent|%|.*\(n\)|n")
_OF_ALL = re.compile(r"samtliga|alla|totalt|båda|(?:män|kvinnor|flickor|pojkar) och ")
_SEX = frozenset({"m", "k", "f", "man", "kvinna", "kv", "male", "female", "män", "kvinnor"})


def list_of_individuals(sheet: Sheet) -> tuple[str, ...]:
    """The cells that give a list of individuals away (its headings, or its first row); empty if there is none."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells.values():
        rows.setdefault(cell.row, {})[cell.column] = cell
    return _by_headings(rows) or _by_contents(rows)


def _by_headings(rows: Mapping[int, Mapping[int, Cell]]) -> tuple[str, ...]:
    for number in sorted(rows)[:_FURTHEST_HEADING_ROW]:
        headings = {column: _word(cell) for column, cell in rows[number].items()}
        persons = [column for column, word in headings.items() if _OF_A_PERSON.fullmatch(word)]
        beside = [column for column, word in headings.items() if _BESIDE_A_PERSON.fullmatch(word)]
        if not persons or len(persons) + len(beside) < 2 or any(map(_OF_A_SUM.fullmatch, headings.values())):
            continue
        columns = {*persons, *beside}
        filled = sum(len(columns & row.keys()) >= 2 for below, row in rows.items() if below > number)
        groups = any(_OF_ALL.match(_word(row[c])) for b, row in rows.items() if b > number for c in persons if c in row)
        if filled >= _ENOUGH_ROWS_UNDER_HEADINGS and not groups:
            return tuple(rows[number][column].address for column in sorted(columns))
    return ()


def _by_contents(rows: Mapping[int, Mapping[int, Cell]]) -> tuple[str, ...]:
    pairs: dict[tuple[int, int], list[str]] = {}
    for number in sorted(rows):
        years = [column for column, cell in rows[number].items() if _is_year_of_birth(cell)]
        sexes = [column for column, cell in rows[number].items() if _word(cell) in _SEX]
        for year in years:
            for sex in sexes:
                pairs.setdefault((year, sex), []).append(rows[number][year].address)
    found = [addresses for addresses in pairs.values() if len(addresses) >= _ENOUGH_ROWS_WITHOUT]
    return tuple(found[0]) if found else ()


def _word(cell: Cell) -> str:
    return " ".join(cell.value.split()).casefold().rstrip(":.") if isinstance(cell.value, str) else ""


def _is_year_of_birth(cell: Cell) -> bool:
    written = str(cell.value).strip()
    return len(written) == 4 and written.isascii() and written.isdigit() and 1920 <= int(written) <= 2012
