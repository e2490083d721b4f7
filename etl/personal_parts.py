"""Personal data in what cells do not show: comments, links, caches, headers, properties and every other part.

A part is searched piece by piece, so that a big one costs time but never memory.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from etl.gate import WRITTEN_BY_HAND
from etl.personal_numbers import are_made_up, holds_personal_number
from etl.problems import Problem, problem
from etl.shared_strings import unescape
from etl.zip_parts import unpack

# Pieces overlap, so that what stands on a border is whole in one of them.
_PIECE = 1_000_000
_OVERLAP = 8_000
# Text is written in runs; a number may change font in its middle. Only what is written is put together: beside each
# other, the numbers that place a drawing could be anything.
_WRITTEN = re.compile(
    r"<(?:\w{1,20}:)?(?:t|font|text)(?:\s[^<>]*)?>([^<]*)"
    r"|</(?:\w{1,20}:)?(?:si|comment|p|text|txBody|is|div|c)>"
)
# Numbers that are the whole of a cell, or of a text that cells point to: those in cells are judged there.
_VALUE = re.compile(r"<(?:\w{1,20}:)?v>[0-9.eE+-]{1,40}<")
_BARE_TEXT = re.compile(r"<(?:\w{1,20}:)?t>([0-9]{10}|[0-9]{12})<")
_TAG = re.compile(r"<[^<>]*>")
_HAS_RUNS = ("xl/sharedstrings", "xl/comments", "xl/threadedcomments", "xl/drawings", "xl/charts", "xl/worksheets")
# More than white space can bridge.
_APART = "\n" * 5
# A header's codes for fonts, sizes and colours stand in the middle of its words.
_HEADER = re.compile(r"<(?:\w{1,20}:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)")
_HEADER_CODES = re.compile(r"&\"[^\"]{0,80}\"|&K[0-9A-Fa-f]{6}|&[A-Za-z]")

# What each part of a package is, in the words of whoever made the file; the first that fits.
_PLACES = (
    ("xl/externallinks", "det som är sparat från en länkad fil"),
    ("xl/comments", "en kommentar"),
    ("xl/threadedcomments", "en kommentar"),
    ("xl/persons", "en kommentars avsändare"),
    ("xl/drawings", "en textruta eller kommentar"),
    ("xl/pivotcache", "det dolda underlaget till en pivottabell"),
    ("xl/pivottables", "en pivottabell"),
    ("xl/slicer", "ett utsnitt till en pivottabell"),
    ("xl/querytables", "en dataanslutning"),
    ("xl/connections", "en dataanslutning"),
    ("xl/charts", "ett diagram"),
    ("xl/tables", "en tabells namn eller rubrik"),
    ("xl/media", "en bild"),
    ("xl/workbook", "ett definierat namn eller ett bladnamn"),
    ("xl/worksheets", "en dold del av ett blad (sidhuvud, länk eller dataverifiering)"),
    ("xl/sharedstrings", "text som är borttagen ur bladen men ligger kvar i filen"),
    ("docprops", "filens egenskaper (Arkiv > Information)"),
)
_SOMEWHERE = "en dold del av filen"


def find_in_parts(data: bytes, also_sheets: bool) -> list[Problem]:
    """Search every part of a workbook that has been read.

    Args:
        also_sheets: False where the cells have been found faulty: their own parts are not told of twice.
    """
    places: dict[str, None] = {}
    for name, content in unpack(data).items():
        lowered = name.lower()
        if not also_sheets and lowered.startswith(("xl/worksheets", "xl/sharedstr")):
            continue
        place = next((place for start, place in _PLACES if lowered.startswith(start)), _SOMEWHERE)
        if place not in places and (holds_personal_number(name) or _holds_number(lowered, content)):
            places[place] = None
    return [
        problem(
            "personuppgift",
            says=f"I {place} finns något som ser ut att vara ett personnummer eller samordningsnummer.",
            mend="Hämta ett nytt formulär i Samsyn, för över svaren och skicka det. Inget av det som stod har sparats.",
        )
        for place in places
    ]


def _holds_number(name: str, content: bytes) -> bool:
    by_hand = name.startswith(WRITTEN_BY_HAND)
    for whole in _pieces(content):
        piece = _without_bare_numbers(name, whole)
        plain = _plain(piece)
        if holds_personal_number(plain):
            return True
        if name.startswith(_HAS_RUNS) and _holds_in_runs(piece, by_hand):
            return True
        if by_hand and holds_personal_number(_TAG.sub(_APART, plain), written_by_hand=True):
            return True
    return False


def _without_bare_numbers(name: str, piece: str) -> str:
    if name.startswith("xl/worksheets"):
        return _VALUE.sub("<", piece)
    if name.startswith("xl/sharedstrings") and are_made_up(_BARE_TEXT.findall(piece)):
        return _BARE_TEXT.sub("<", piece)
    return piece


def _holds_in_runs(piece: str, by_hand: bool) -> bool:
    written = "".join(_APART if match[1] is None else match[1] for match in _WRITTEN.finditer(piece))
    if holds_personal_number(_plain(written), by_hand):
        return True
    headers = _APART.join(_HEADER.findall(piece))
    return bool(headers) and holds_personal_number(_HEADER_CODES.sub("", _plain(headers)), written_by_hand=True)


def _pieces(content: bytes) -> Iterator[str]:
    """The part as text, in the ways that its bytes can be one."""
    encodings: tuple[str, ...] = ("utf-8",)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16-le" if content[:1] == b"\xff" else "utf-16-be",)
    elif b"\x00" in content[:4096]:
        encodings = ("latin-1", "utf-8", "utf-16-le")
    for begin in range(0, max(len(content), 1), _PIECE):
        piece = content[begin : begin + _PIECE + _OVERLAP]
        for encoding in encodings:
            yield piece.decode(encoding, "replace")


def _plain(text: str) -> str:
    return unescape(html.unescape(text)) if "&" in text else unescape(text)
