"""One sheet's XML -> its cells, in one pass, however much emptiness the sheet declares."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils.datetime import from_excel

from etl.cells import MAX_COLUMN, MAX_ROW, Cell, CellValue, Kind, Sheet, address_of, place_of
from etl.elements import MAX_DEPTH, parse_into
from etl.problems import problem
from etl.refusal import DAMAGED, TOO_BIG, FileRefused
from etl.shared_strings import names_under, unescape

MAX_CELLS = 60_000
MAX_CHARACTERS = 3_000_000
MAX_MERGED = 5_000
_NAMES = ("sheetData", "row", "c", "v", "f", "is", "t", "rPh", "mergeCell")
# Where rows and cells stand under the sheet; a program that wrote them elsewhere would be read in two ways.
_DEPTHS = {"sheetData": 2, "row": 3, "c": 4, "v": 5, "f": 5, "is": 5}
_TYPES = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})
_TRUTHS = {"1": True, "true": True, "0": False, "false": False}
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_LONGEST_NUMBER = 400
# Excel's own limit is 8 192 characters.
_LONGEST_FORMULA = 20_000


class Styles:
    """What decides whether a number is a date: each style's number format, and where time begins."""

    def __init__(self, formats: Sequence[str], dates: frozenset[str], epoch: datetime.datetime) -> None:
        self.formats = formats
        self.dates = dates
        self.epoch = epoch


@dataclass
class Room:
    """How much a workbook may still hold; all its sheets share it.

    Attributes:
        cells: a form has some hundred, an export of hundreds of respondents some ten thousand.
        characters: of texts and formulas, counted as often as they stand: one long text can be in every cell.
    """

    cells: int = MAX_CELLS
    characters: int = MAX_CHARACTERS

    def take(self, characters: int) -> None:
        """Make room for a cell.

        Raises:
            FileRefused: there is none left.
        """
        self.cells -= 1
        self.characters -= characters
        if self.cells < 0:
            raise FileRefused(problem("for_manga_rader"))
        if self.characters < 0:
            raise FileRefused(TOO_BIG)


class _SheetReader:
    """Collects the cells that hold something; an empty row costs nothing but its reading."""

    def __init__(self, strings: Sequence[str], styles: Styles, room: Room) -> None:
        self.cells: dict[str, Cell] = {}
        self.merged: list[str] = []
        self.hidden_rows: set[int] = set()
        self._strings = strings
        self._styles = styles
        self._room = room
        self._names: dict[str, str] = {}
        self._depth = 0
        self._has_data = False
        self._row = 0
        self._column = 0
        self._row_is_hidden = False
        self._cell: dict[str, str] | None = None
        self._texts: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._names:
            self._names = names_under(tag, _NAMES)
        self._depth += 1
        # A value with an element inside would be read as its first half, its second, or both.
        if self._depth > MAX_DEPTH or self._into is not None:
            raise FileRefused(DAMAGED)
        name = self._names.get(tag)
        if name is None:
            return
        if name in ("sheetData", "row", "c"):
            self._start_outside(name, attributes)
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
            if len(self.merged) > MAX_MERGED:
                raise FileRefused(problem("for_manga_rader"))
        elif self._cell is not None:
            self._start_inside_cell(name)

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        if self._depth != _DEPTHS[name]:
            raise FileRefused(DAMAGED)
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif self._has_data:
            raise FileRefused(DAMAGED)
        else:
            self._has_data = True

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        if number is not None and not (number.isascii() and number.isdigit() and len(number) <= 7):
            raise FileRefused(DAMAGED)
        self._row = int(number) if number is not None else self._row + 1
        self._column = 0
        self._row_is_hidden = attributes.get("hidden") in ("1", "true")
        if not 1 <= self._row <= MAX_ROW:
            raise FileRefused(DAMAGED)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            place = place_of(address)
            if place is None or place[0] != self._row:
                raise FileRefused(DAMAGED)
            self._column = place[1]
        if self._column > MAX_COLUMN:
            raise FileRefused(DAMAGED)
        self._cell = attributes
        self._texts = {}

    def _start_inside_cell(self, name: str) -> None:
        if name == "rPh":
            self._phonetic += 1
        elif name == "t":
            if not self._phonetic:
                self._into = self._texts.setdefault(name, [])
        elif name in self._texts or self._depth != _DEPTHS[name]:
            raise FileRefused(DAMAGED)
        elif name == "is":
            self._texts.setdefault("t", [])
        else:
            self._into = self._texts[name] = []

    def end(self, tag: str) -> None:
        self._depth -= 1
        name = self._names.get(tag)
        if name == "c" and self._cell is not None:
            if self._texts:
                self._finish_cell(self._cell)
            self._cell = None
        elif name == "rPh":
            self._phonetic = max(self._phonetic - 1, 0)
        elif name is not None:
            self._into = None

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def close(self) -> None:
        pass

    def _finish_cell(self, attributes: dict[str, str]) -> None:
        texts = {name: "".join(pieces) for name, pieces in self._texts.items()}
        formula = "=" + texts["f"] if "f" in texts else None
        if formula is not None and len(formula) > _LONGEST_FORMULA:
            raise FileRefused(DAMAGED)
        number_format = self._format(attributes.get("s", "0"))
        value, kind = self._value(attributes.get("t", "n"), texts, number_format)
        if kind == "empty" and formula is None:
            return
        if value is None and kind != "empty":
            kind = "formula_without_value"
        address = address_of(self._row, self._column)
        # Two cells at one address: readers disagree on which holds.
        if address in self.cells:
            raise FileRefused(DAMAGED)
        self._room.take((len(value) if isinstance(value, str) else 0) + len(formula or ""))
        self.cells[address] = Cell(address, self._row, self._column, value, kind, number_format, formula)
        if self._row_is_hidden:
            self.hidden_rows.add(self._row)

    def _format(self, style: str) -> str:
        """A style that is not there could have made the number a date or a share: then nothing is known of it."""
        index = int(style) if style.isascii() and style.isdigit() and len(style) <= 6 else -1
        if not 0 <= index < len(self._styles.formats):
            raise FileRefused(DAMAGED)
        return self._styles.formats[index]

    def _value(self, cell_type: str, texts: dict[str, str], number_format: str) -> tuple[CellValue, Kind]:
        """The value and its kind; a formula that was never calculated has no ``v`` and gives (None, number)."""
        if cell_type not in _TYPES:
            raise FileRefused(DAMAGED)
        if cell_type == "inlineStr":
            return _text(unescape(texts.get("t", texts.get("v", ""))))
        raw = texts.get("v", "")
        if cell_type == "str":
            return _text(unescape(raw)) if "v" in texts else (None, "number")
        raw = raw.strip()
        if not raw:
            return (None, "number") if "f" in texts else (None, "empty")
        if cell_type == "s":
            return _text(self._shared(raw))
        if cell_type == "e":
            return raw, "error"
        if cell_type == "b":
            return _truth(raw), "bool"
        if cell_type == "d":
            return _iso_date(raw)
        return self._number_or_date(_number(raw), number_format)

    def _shared(self, raw: str) -> str:
        if not (raw.isascii() and raw.isdigit() and len(raw) <= 9 and int(raw) < len(self._strings)):
            raise FileRefused(DAMAGED)
        return self._strings[int(raw)]

    def _number_or_date(self, number: int | float, number_format: str) -> tuple[CellValue, Kind]:
        if number_format not in self._styles.dates:
            return number, "number"
        try:
            is_duration = "[" in number_format
            return from_excel(number, epoch=self._styles.epoch, timedelta=is_duration), "date"
        except (OverflowError, ValueError):
            # Excel shows ##### for it: no date, only a number that is out of range.
            return number, "number"


def _text(text: str) -> tuple[CellValue, Kind]:
    return (text, "text") if text.strip() else (None, "empty")


def _truth(raw: str) -> bool:
    if raw not in _TRUTHS:
        raise FileRefused(DAMAGED)
    return _TRUTHS[raw]


def _number(raw: str) -> int | float:
    if _INTEGER.fullmatch(raw):
        return int(raw)
    if len(raw) > _LONGEST_NUMBER:
        return float("inf")
    if not _NUMBER.fullmatch(raw):
        raise FileRefused(DAMAGED)
    return float(raw)


def _iso_date(raw: str) -> tuple[CellValue, Kind]:
    for read in (datetime.datetime.fromisoformat, datetime.time.fromisoformat):
        try:
            return read(raw).replace(tzinfo=None), "date"
        except ValueError:
            continue
    raise FileRefused(DAMAGED)


def read_sheet(name: str, state: str, content: bytes, strings: Sequence[str], styles: Styles, room: Room) -> Sheet:
    """The cells of one sheet part.

    Args:
        room: what the whole workbook may still hold.

    Raises:
        FileRefused: damaged, or more than any form or export holds.
        ParseError: the XML is broken or cut off.
    """
    reader = _SheetReader(strings, styles, room)
    parse_into(reader, content)
    return Sheet(name, state, reader.cells, tuple(reader.merged), frozenset(reader.hidden_rows))
