"""One sheet's XML -> its cells, in one pass, however much emptiness the sheet declares."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Protocol

from defusedxml.ElementTree import XMLParser
from openpyxl.utils.datetime import from_excel

from etl.cells import MAX_COLUMN, MAX_ROW, Cell, CellValue, Kind, Sheet, address_of, place_of
from etl.gate import FileRefused
from etl.problems import problem

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
MAX_CELLS = 200_000
MAX_MERGED = 5_000
_CHUNK = 1 << 16
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_LONGEST_NUMBER = 400
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAMAGED = problem("trasig_fil")


class Target(Protocol):
    """What an XML parser calls as it reads."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def close(self) -> None: ...


def parse_into(target: Target, content: bytes) -> None:
    """Feed a part to its end; document types are refused on the way."""
    parser = XMLParser(target=target, forbid_dtd=True)
    for begin in range(0, len(content), _CHUNK):
        parser.feed(content[begin : begin + _CHUNK])
    parser.close()


def unescape(text: str) -> str:
    """Characters that the format writes as ``_x000A_``; halves of pairs that cannot be stored are replaced."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class Styles:
    """What decides whether a number is a date: each style's number format, and where time begins."""

    def __init__(self, formats: Sequence[str], dates: frozenset[str], epoch: datetime.datetime) -> None:
        self.formats = formats
        self.dates = dates
        self.epoch = epoch


class _SharedStrings:
    """The texts of a workbook; phonetic readings are not part of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._collecting = False
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._phonetic += 1
        self._collecting = name == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self._collecting = False
        if name == "si":
            self.texts.append(unescape("".join(self._pieces)))
        elif name == "rPh":
            self._phonetic -= 1

    def data(self, text: str) -> None:
        if self._collecting:
            self._pieces.append(text)

    def close(self) -> None:
        pass


def read_shared_strings(content: bytes) -> list[str]:
    """Texts by their index."""
    target = _SharedStrings()
    parse_into(target, content)
    return target.texts


class _SheetReader:
    """Collects the cells that hold something; an empty row costs nothing but its reading."""

    def __init__(self, strings: Sequence[str], styles: Styles) -> None:
        self.cells: dict[str, Cell] = {}
        self.merged: list[str] = []
        self.hidden_rows: set[int] = set()
        self._strings = strings
        self._styles = styles
        self._names: dict[str, str] = {}
        self._row = 0
        self._column = 0
        self._row_is_hidden = False
        self._cell: dict[str, str] | None = None
        self._texts: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._names:
            self._names = _names_under(tag)
        name = self._names.get(tag)
        if name is None:
            return
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
            if len(self.merged) > MAX_MERGED:
                raise FileRefused(problem("for_manga_rader"))
        elif self._cell is not None:
            self._start_inside_cell(name)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        if number is not None and not (number.isascii() and number.isdigit() and len(number) <= 7):
            raise FileRefused(_DAMAGED)
        self._row = int(number) if number is not None else self._row + 1
        self._column = 0
        self._row_is_hidden = attributes.get("hidden") in ("1", "true")
        if not 1 <= self._row <= MAX_ROW:
            raise FileRefused(_DAMAGED)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            place = place_of(address)
            if place is None or place[0] != self._row:
                raise FileRefused(_DAMAGED)
            self._column = place[1]
        if self._column > MAX_COLUMN:
            raise FileRefused(_DAMAGED)
        self._cell = attributes
        self._texts = {}

    def _start_inside_cell(self, name: str) -> None:
        if name == "rPh":
            self._phonetic += 1
        elif name in ("v", "f") or (name == "t" and not self._phonetic):
            self._into = self._texts.setdefault(name, [])
        elif name == "is":
            self._texts.setdefault("t", [])

    def end(self, tag: str) -> None:
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
        number_format = self._format(attributes.get("s", "0"))
        value, kind = self._value(attributes.get("t", "n"), texts, number_format)
        if kind == "empty" and formula is None:
            return
        if value is None and kind != "empty":
            kind = "formula_without_value"
        address = address_of(self._row, self._column)
        # Two cells at one address: readers disagree on which holds.
        if address in self.cells:
            raise FileRefused(_DAMAGED)
        if len(self.cells) >= MAX_CELLS:
            raise FileRefused(problem("for_manga_rader"))
        self.cells[address] = Cell(address, self._row, self._column, value, kind, number_format, formula)
        if self._row_is_hidden:
            self.hidden_rows.add(self._row)

    def _format(self, style: str) -> str:
        index = int(style) if style.isascii() and style.isdigit() and len(style) <= 6 else -1
        formats = self._styles.formats
        return formats[index] if 0 <= index < len(formats) else "General"

    def _value(self, cell_type: str, texts: dict[str, str], number_format: str) -> tuple[CellValue, Kind]:
        """The value and its kind; a formula that was never calculated has no ``v`` and gives (None, number)."""
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
            return raw in ("1", "true"), "bool"
        if cell_type == "d":
            return _iso_date(raw)
        return self._number_or_date(_number(raw), number_format)

    def _shared(self, raw: str) -> str:
        if not (raw.isascii() and raw.isdigit() and len(raw) <= 9 and int(raw) < len(self._strings)):
            raise FileRefused(_DAMAGED)
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


def _names_under(root: str) -> dict[str, str]:
    """The elements that matter, as they are called in the namespace of the part's first element."""
    namespace = root[1:].partition("}")[0]
    if namespace not in NAMESPACES:
        raise FileRefused(_DAMAGED)
    wanted = ("row", "c", "v", "f", "is", "t", "rPh", "mergeCell")
    return {f"{{{namespace}}}{name}": name for name in wanted}


def _text(text: str) -> tuple[CellValue, Kind]:
    return (text, "text") if text.strip() else (None, "empty")


def _number(raw: str) -> int | float:
    if _INTEGER.fullmatch(raw):
        return int(raw)
    if len(raw) > _LONGEST_NUMBER:
        return float("inf")
    if not _NUMBER.fullmatch(raw):
        raise FileRefused(_DAMAGED)
    return float(raw)


def _iso_date(raw: str) -> tuple[CellValue, Kind]:
    for read in (datetime.datetime.fromisoformat, datetime.time.fromisoformat):
        try:
            return read(raw).replace(tzinfo=None), "date"
        except ValueError:
            continue
    raise FileRefused(_DAMAGED)


def read_sheet(name: str, state: str, content: bytes, strings: Sequence[str], styles: Styles) -> Sheet:
    """The cells of one sheet part.

    Raises:
        FileRefused: damaged, or more cells than any form or export has.
        ParseError: the XML is broken or cut off.
    """
    reader = _SheetReader(strings, styles)
    parse_into(reader, content)
    return Sheet(name, state, reader.cells, tuple(reader.merged), frozenset(reader.hidden_rows))
