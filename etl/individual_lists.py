"""Sheets with one row per person: by their headings, or by births, names and numbered clients in their rows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

from etl.cells import Cell, Sheet
from etl.given_names import GIVEN_NAMES
from etl.personal_numbers import is_day

Rows = Mapping[int, Mapping[int, Cell]]

_ENOUGH_ROWS_UNDER_HEADINGS = 2
_ENOUGH_ROWS_WITHOUT = 4
_FURTHEST_HEADING_ROW = 200
_MOST_COLUMNS = 40
# A list may also lie on its side, one column per person.
_FURTHEST_HEADING_COLUMN = 20

# Only lists of people have columns such as these ...
_OF_A_PERSON = re.compile(
    r"person(?:nummer|nr|nr\.|-?id)|pers\.?nr|pnr|samordningsn(?:umme)?r|födelse(?:år|datum|dag|tid)|född(?: år)?"
    r"|f\.?-?år|ålder|kön|man/kvinna|för-? ?och efternamn|förnamn|efternamn|initialer"
    r"|person|(?:klient|brukare|patient|individ|deltagare)(?:n|s|en|ens)?(?:[- ]?(?:nr|nummer|id|kod|namn))?"
    r"|(?:akt|ärende|dossier|journal)(?:[- ]?(?:nr\.?|nummer|id))"
)
# ... and these beside them.
_METHODS = r"cra|mi|åp|hap|met|cm|act|nect|kbt|hvb|lvm|lvu|familjehem|öppenvård|stödsamtal|12-?steg\w*"
_METHOD = re.compile(_METHODS)
_BESIDE_A_PERSON = re.compile(
    rf"{_METHODS}|"
    r"nr|nr\.|#|nummer|löpnr|löpnummer|rad|radnr|radnummer|id|kod|namn|adress|telefon|mobil|e-?post|insats(?:er)?"
    r"|metod(?:er)?|behandling|diagnos|handläggare|socialsekreterare|inskriven|utskriven|start(?:datum)?"
    r"|slut(?:datum)?|placering|placerad|beslut|drog|huvuddrog|status|kommentar|anteckning(?:ar)?"
)
# A table of sums may well be parted by age and sex.
_OF_A_SUM = re.compile(r"antal.*|andel.*|summa.*|totalt?|procent|%|.*\(n\)|n")
_OF_ALL = re.compile(r"samtliga|alla|totalt|båda|(?:män|kvinnor|flickor|pojkar) och ")
_ALONE_ENOUGH = re.compile(
    r"person(?:nummer|nr|nr\.|-?id)|pers\.?nr|pnr|samordningsn(?:umme)?r|födelse(?:år|datum|dag|tid)"
)
_NUMBERED = re.compile(r"(?:klient|person|brukare|patient|deltagare|individ) ?(?:nr\.? ?)?[0-9]{1,3}")
_FULL_NAME = re.compile(
    r"([A-ZÅÄÖ][a-zåäöé]+)(?:[- ][A-ZÅÄÖ][a-zåäöé]+)? [A-ZÅÄÖ][a-zåäöé]+|[A-ZÅÄÖ][a-zåäöé]+, ([A-ZÅÄÖ][a-zåäöé]+)"
)
_INITIALS = re.compile(r"[A-ZÅÄÖ]\.? ?[A-ZÅÄÖ]\.?")
_SEX = frozenset({"m", "k", "f", "man", "kvinna", "kv", "male", "female", "män", "kvinnor"})


def list_of_individuals(sheet: Sheet) -> tuple[str, ...]:
    """The cells that give a list of individuals away (its headings, or its first column); empty if there is none."""
    rows: dict[int, dict[int, Cell]] = {}
    columns: dict[int, dict[int, Cell]] = {}
    for cell in sheet.cells.values():
        rows.setdefault(cell.row, {})[cell.column] = cell
        columns.setdefault(cell.column, {})[cell.row] = cell
    return (
        _by_headings(rows, _FURTHEST_HEADING_ROW)
        or _by_headings(columns, _FURTHEST_HEADING_COLUMN)
        or _by_contents(rows)
    )


def _by_headings(rows: Rows, furthest: int) -> tuple[str, ...]:
    for number in sorted(rows)[:furthest]:
        headings = {column: _word(cell) for column, cell in rows[number].items()}
        persons = [column for column, word in headings.items() if _OF_A_PERSON.fullmatch(word)]
        beside = [column for column, word in headings.items() if _BESIDE_A_PERSON.fullmatch(word)]
        columns = {*persons, *beside}
        alone = [column for column in persons if _ALONE_ENOUGH.fullmatch(headings[column])]
        if not persons or (len(columns) < 2 and not alone) or any(map(_OF_A_SUM.fullmatch, headings.values())):
            continue
        below = [row for after, row in rows.items() if after > number]
        filled = sum(len(columns & row.keys()) >= min(2, len(columns)) for row in below)
        enough = _ENOUGH_ROWS_UNDER_HEADINGS if len(columns) > 1 else _ENOUGH_ROWS_WITHOUT
        groups = any(_OF_ALL.match(_word(row[column])) for row in below for column in persons if column in row)
        if filled >= enough and not groups:
            return tuple(rows[number][column].address for column in sorted(columns))
    return ()


def _by_contents(rows: Rows) -> tuple[str, ...]:
    """Years of birth beside man and woman, names beside methods, days of birth, or numbered clients."""
    return (
        _beside(rows, _is_year_of_birth, _is_sex_or_initials)
        or _beside(rows, _is_full_name, _is_of_a_client)
        or _beside(rows, _is_day_of_birth)
        or _beside(rows, lambda cell: bool(_NUMBERED.fullmatch(_word(cell))))
    )


def _beside(
    rows: Rows, is_person: Callable[[Cell], bool], is_said: Callable[[Cell], bool] | None = None
) -> tuple[str, ...]:
    """The cells of a column that is of persons, where something is said of each in another column."""
    pairs: dict[tuple[int, int], list[Cell]] = {}
    for number in sorted(rows):
        row = sorted(rows[number].items())[:_MOST_COLUMNS]
        persons = [column for column, cell in row if is_person(cell)]
        if not persons or len(row) < 2:
            continue
        # Anything beside will do where nothing special is asked for.
        said = [column for column, cell in row if is_said(cell)] if is_said else [0]
        for person in persons:
            for column in said:
                if column != person:
                    pairs.setdefault((person, column), []).append(rows[number][person])
    found = [cells for cells in pairs.values() if len(cells) >= _ENOUGH_ROWS_WITHOUT and not _is_series(cells)]
    return tuple(cell.address for cell in found[0]) if found else ()


def _is_series(cells: list[Cell]) -> bool:
    """Years one after the other are a time, not births."""
    written = [_word(cell) or str(cell.value) for cell in cells]
    if not all(each.isdigit() and len(each) == 4 for each in written):
        return False
    years = [int(each) for each in written]
    in_order = years == sorted(years) or years == sorted(years, reverse=True)
    return in_order and max(years) - min(years) < len(set(years))


def _is_sex_or_initials(cell: Cell) -> bool:
    word = _word(cell)
    is_initials = isinstance(cell.value, str) and bool(_INITIALS.fullmatch(cell.value.strip()))
    return word in _SEX or (is_initials and not _METHOD.fullmatch(word))


def _is_full_name(cell: Cell) -> bool:
    match = _FULL_NAME.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
    return match is not None and (match[1] or match[2]) in GIVEN_NAMES


def _is_of_a_client(cell: Cell) -> bool:
    word = _word(cell)
    return word in _SEX or bool(_METHOD.fullmatch(word)) or _is_year_of_birth(cell) or _is_day_of_birth(cell)


def _is_day_of_birth(cell: Cell) -> bool:
    if isinstance(cell.value, datetime.date):
        return 1920 <= cell.value.year <= 2007
    written = "".join(filter(str.isdigit, str(cell.value))) if len(str(cell.value)) <= 10 else ""
    if len(written) == 6 and written == str(cell.value).strip():
        return is_day(1900 + int(written[:2]), written[2:4], written[4:])
    return (
        len(written) == 8 and 1920 <= int(written[:4]) <= 2007 and is_day(int(written[:4]), written[4:6], written[6:])
    )


def _word(cell: Cell) -> str:
    return " ".join(cell.value.split()).casefold().rstrip(":.") if isinstance(cell.value, str) else ""


def _is_year_of_birth(cell: Cell) -> bool:
    written = str(cell.value).strip()
    return len(written) == 4 and written.isascii() and written.isdigit() and 1920 <= int(written) <= 2012
