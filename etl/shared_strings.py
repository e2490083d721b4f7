"""The texts of a workbook, which its cells point to by number."""

from __future__ import annotations

import re

from etl.elements import MAX_DEPTH, parse_into
from etl.refusal import DAMAGED, FileRefused

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Characters that the format writes as ``_x000A_``; halves of pairs that cannot be stored are replaced."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def names_under(root: str, wanted: tuple[str, ...]) -> dict[str, str]:
    """The elements that matter, as they are called in the namespace of the part's first element.

    Raises:
        FileRefused: the first element is of no namespace that workbooks are written in.
    """
    namespace = root[1:].partition("}")[0]
    if namespace not in NAMESPACES:
        raise FileRefused(DAMAGED)
    return {f"{{{namespace}}}{name}": name for name in wanted}


class _SharedStrings:
    """Collects the texts; phonetic readings are not part of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._names: dict[str, str] = {}
        self._depth = 0
        self._pieces: list[str] = []
        self._collecting = False
        self._phonetic = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._names:
            self._names = names_under(tag, ("si", "t", "rPh"))
        self._depth += 1
        # Programs disagree on a text with elements inside: one of them would read half of it.
        if self._depth > MAX_DEPTH or self._collecting:
            raise FileRefused(DAMAGED)
        name = self._names.get(tag)
        if name == "si":
            if self._depth != 2:
                raise FileRefused(DAMAGED)
            self._pieces = []
        elif name == "rPh":
            self._phonetic += 1
        self._collecting = name == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._collecting = False
        name = self._names.get(tag)
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
