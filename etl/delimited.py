"""Text files of rows and fields: which encoding, which separator, which fields. Nothing is guessed at in silence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from etl.problems import problem
from etl.refusal import FileRefused

MAX_ROWS = 5_000
MAX_FIELDS = 1_000
_SEPARATORS = (";", "\t", ",")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_EXCEL_HINT = re.compile(r"sep=(.)\r?\n")
# UTF-8 that was read as Windows-1252 and saved again: "Ã¥" for å, "Ã–" for Ö, "â€“" for a dash.
_TWICE_ENCODED = re.compile("Ã[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|â€")
# å ä ö of DOS and of old Macintosh, taken for Windows-1252: signs that never stand inside or end a word.
_OTHER_CODE_PAGE = re.compile(r"[A-Za-z][†‡„”ŒŠš][a-z]|[a-z][†‡„Œ]")
_CONTROL = re.compile("[\x00\x80-\x9f\ufffd]")


def decode(data: bytes) -> str:
    """The text of a file: by its mark, else strict UTF-8, else UTF-16 by its zeros, else Windows-1252.

    Raises:
        FileRefused: none of them fits, or å ä ö were spoilt before the file came here.
    """
    text = _decode(data)
    if text is None or looks_spoilt(text):
        raise FileRefused(problem("teckenkodning"))
    return text


def _decode(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _try(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _try(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    text = _try(data, "utf-8")
    if text is None and (text := _try(data, "cp1252")) is not None and _OTHER_CODE_PAGE.search(text):
        return None
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def looks_spoilt(text: str) -> bool:
    """Whether the text holds the traces of a wrong encoding."""
    return bool(_CONTROL.search(text) or _TWICE_ENCODED.search(text))


def rows_of(data: bytes) -> list[list[str]]:
    """The fields of every row, blank rows as empty lists, so that row numbers are those Excel shows.

    Raises:
        FileRefused: unreadable text, broken quotes, or more rows than any survey has.
    """
    text = decode(data).removeprefix("\ufeff")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    hint = _EXCEL_HINT.match(text)
    if hint:
        # Excel takes this line as an instruction and still numbers it as row 1.
        return [[], *_split(text[hint.end() :], hint[1])]
    readable = [rows for separator in _SEPARATORS if (rows := _try_split(text, separator)) is not None]
    if not readable:
        raise FileRefused(problem("csv_fel"))
    return max(readable, key=_fields_in_even_rows)


def _try_split(text: str, separator: str) -> list[list[str]] | None:
    try:
        return _split(text, separator)
    except csv.Error:
        return None


def _split(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
        if len(rows) >= MAX_ROWS or len(row) > MAX_FIELDS:
            raise FileRefused(problem("for_manga_rader"))
        rows.append(row if any(field.strip() for field in row) else [])
    return rows


def _fields_in_even_rows(rows: list[list[str]]) -> int:
    """The right separator gives many fields and the same number in most rows."""
    counts = Counter(len(row) for row in rows if row)
    return max((width * times for width, times in counts.items() if width > 1), default=0)
