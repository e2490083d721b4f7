"""XML of strangers in one pass: events to whoever collects them, never a tree, and never more than a workbook has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from defusedxml.ElementTree import XMLParser

from etl.refusal import DAMAGED, TOO_BIG, FileRefused

# A form has some thousand marks, a sheet that somebody has formatted to its end a million.
MAX_MARKS = 1_300_000
MAX_DEPTH = 100
# No tag and no text of a workbook is longer: Excel holds 32 767 characters in a cell.
LONGEST_RUN = 500_000
_CHUNK = 1 << 16


class Target(Protocol):
    """What an XML parser calls as it reads."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...
    def close(self) -> None: ...


def parse_into(target: Target, content: bytes) -> None:
    """Feed a part to its end; document types are refused on the way.

    Raises:
        FileRefused: more marks, or longer ones, than any workbook has.
        ParseError: broken XML.
    """
    if content.count(b"<") > MAX_MARKS or _has_long_run(content):
        raise FileRefused(TOO_BIG)
    parser = XMLParser(target=target, forbid_dtd=True)
    for begin in range(0, len(content), _CHUNK):
        parser.feed(content[begin : begin + _CHUNK])
    parser.close()


def _has_long_run(content: bytes) -> bool:
    """Whether so much stands without a mark that a parser would have to hold it all; looked for in strides."""
    strides = range(0, len(content) - LONGEST_RUN, LONGEST_RUN)
    return any(content.find(b"<", begin, begin + LONGEST_RUN) < 0 for begin in strides)


@dataclass(frozen=True, slots=True)
class Element:
    """One element that was asked for, with the text straight inside it."""

    name: str
    attributes: dict[str, str]
    text: str


class _Collector:
    def __init__(self, namespaces: Iterable[str], wanted: Iterable[tuple[str, str]]) -> None:
        self.elements: list[Element] = []
        self.namespaces = frozenset(namespaces)
        self._wanted = frozenset(wanted)
        self._path: list[str] = []
        self._open: tuple[str, dict[str, str], list[str]] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag[1:].rpartition("}")
        if not self._path and namespace not in self.namespaces:
            raise FileRefused(DAMAGED)
        if len(self._path) > MAX_DEPTH:
            raise FileRefused(DAMAGED)
        is_ours = namespace in self.namespaces
        if is_ours and self._path and (self._path[-1], name) in self._wanted:
            self._open = (name, attributes, [])
        self._path.append(name if is_ours else tag)

    def end(self, tag: str) -> None:
        self._path.pop()
        if self._open is not None and tag.rpartition("}")[2] == self._open[0]:
            name, attributes, pieces = self._open
            self.elements.append(Element(name, attributes, "".join(pieces)))
            self._open = None

    def data(self, text: str) -> None:
        if self._open is not None:
            self._open[2].append(text)

    def close(self) -> None:
        pass


def elements_of(
    content: bytes, namespaces: Iterable[str], wanted: Iterable[tuple[str, str]], most: int
) -> list[Element]:
    """The elements of some names under parents of some names, in order.

    Args:
        namespaces: those that the part's first element may be of.
        wanted: (parent, name) without namespaces.
        most: how many there can be in a workbook that a person has made.

    Raises:
        FileRefused: another namespace, or too many of them.
        ParseError: broken XML.
    """
    target = _Collector(namespaces, wanted)
    parse_into(target, content)
    if len(target.elements) > most:
        raise FileRefused(TOO_BIG)
    return target.elements
