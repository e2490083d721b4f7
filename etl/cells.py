"""Cells with addresses: what every reader of a file returns, whatever the file was."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from etl.problems import Problem

Kind = Literal["text", "number", "bool", "date", "error", "formula_without_value", "empty"]
CellValue = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something.

    Attributes:
        value: a text is as it stood, untrimmed; a date cell holds datetime, time or timedelta; an error its
            English name (``#REF!``); None for ``empty`` and ``formula_without_value``.
        kind: ``empty`` only for a formula whose saved result is an empty text.
        number_format: Excel's code (``General``, ``0%``); ``General`` for csv.
        formula: the formula with its ``=``, or None.
    """

    address: str
    row: int
    column: int
    value: CellValue
    kind: Kind
    number_format: str = "General"
    formula: str | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet; only cells that hold something are there.

    Attributes:
        state: ``visible``, ``hidden`` or ``veryHidden``.
        merged: ranges such as ``C10:C11``.
        hidden_rows: among the rows that hold something.
        field_counts: csv only: how many fields each row that is not blank has.
    """

    name: str
    state: str
    cells: Mapping[str, Cell]
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    field_counts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """A file that was read.

    Attributes:
        defined_names: what each name refers to, as written (``Formulär!$C$10``).
        remarks: warnings of the file stage, for whoever answers the sender.
    """

    sheets: tuple[Sheet, ...]
    defined_names: Mapping[str, str]
    kind: Literal["xlsx", "csv"]
    remarks: tuple[Problem, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def address_of(row: int, column: int) -> str:
    """``C10`` for row 10, column 3."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """``C`` for 3, ``XFD`` for 16384."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place_of(address: str) -> tuple[int, int] | None:
    """Row and column of ``C10``; None if it is no address within a sheet."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None
