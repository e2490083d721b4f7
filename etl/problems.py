"""What is wrong with a file: one Problem type, one Swedish sentence per code.

A problem never repeats what stood in a free-text cell; it may hold personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.problem_catalogue import CATALOGUE, Severity
from etl.quoting import shown

__all__ = [
    "CATALOGUE",
    "Problem",
    "Severity",
    "UserError",
    "join_words",
    "merged",
    "problem",
    "sentences",
    "shown",
    "without_echoes",
    "without_place",
]

_ABOUT_PERSONS = ("personuppgift", "individdata")
_MOST_CELLS_NAMED = 12
_MOST_ROWS_NAMED = 4
_BETWEEN_LABELS = "; "


class UserError(Exception):
    """Something the person at the keyboard can mend: one Swedish line, no traceback.

    Attributes:
        exit_code: what ``samsyn`` exits with.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True)
class Problem:
    """One thing to mend or to confirm in a file, with every cell it holds for.

    Attributes:
        code: one of the codes in ``CATALOGUE``; what tests and ``--json`` name.
        severity: ``error`` rejects the file, ``warning`` is to be confirmed.
        sheet: name of the sheet, or empty when the whole file is meant.
        cells: addresses such as ``C10``, in sheet order; empty when no cell can be pointed out.
        label: the row's label as the form says it ("3.1 Personer som sökt hjälp"), or empty.
        found: what stood there, shortened and safe to show, or empty when it must not be repeated.
        expected: what is needed.
        mend: how to mend it.
        message: the whole in one or two Swedish sentences.
    """

    code: str
    severity: Severity
    sheet: str
    cells: tuple[str, ...]
    label: str
    found: str
    expected: str
    mend: str
    message: str


def problem(
    code: str,
    *,
    severity: Severity | None = None,
    sheet: str = "",
    cells: Iterable[str] = (),
    label: str = "",
    found: str = "",
    says: str | None = None,
    expected: str | None = None,
    mend: str | None = None,
) -> Problem:
    """A problem with the catalogue's words, or the caller's own where they say more.

    Args:
        found: what stood there, already made safe by ``shown``.
    """
    entry = CATALOGUE[code]
    if says is None:
        says = entry.says_found.format(found=found) if found and entry.says_found else entry.says
    addresses = tuple(cells)
    wanted, remedy = expected or entry.expected, mend or entry.mend
    return Problem(
        code=code,
        severity=severity or entry.severity,
        sheet=sheet,
        cells=addresses,
        label=label,
        found=found,
        expected=wanted,
        mend=remedy,
        message=f"{_where(label, addresses)}{says} {remedy}",
    )


def without_place(each: Problem) -> str:
    """The message for where the place stands beside it."""
    return each.message.removeprefix(_where(each.label, each.cells))


def merged(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same fault in many cells as one problem with all its cells; errors first, in sheet order."""
    groups: dict[tuple[str, str, str, str], list[Problem]] = {}
    for each in problems:
        groups.setdefault((each.code, each.severity, each.sheet, each.expected), []).append(each)
    together = [_as_one(group) for group in groups.values()]
    return tuple(sorted(together, key=_reading_order))


def without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Where there is something about a person nothing need be confirmed of that cell or sheet: it is to go."""
    problems = list(problems)
    about_persons = [each for each in problems if each.code in _ABOUT_PERSONS]
    places = {(each.sheet, cell) for each in about_persons for cell in each.cells}
    sheets = {each.sheet for each in about_persons}
    for each in problems:
        in_cells = bool(each.cells) and all((each.sheet, cell) in places for cell in each.cells)
        is_echo = in_cells or (each.code == "okant_blad" and each.sheet in sheets)
        if each.severity == "error" or not is_echo:
            yield each


def sentences(each: Problem) -> str:
    """The message without the place that it begins with."""
    return each.message.removeprefix(_where(each.label, each.cells))


def _as_one(group: list[Problem]) -> Problem:
    first = group[0]
    if all(each == first for each in group):
        return first
    pairs = sorted({(cell, each.label) for each in group for cell in each.cells}, key=lambda p: _cell_order(p[0]))
    labels = [label for _, label in pairs] or list(dict.fromkeys(each.label for each in group))
    founds = list(dict.fromkeys(each.found for each in group))
    same_words = len({sentences(each) for each in group}) == 1
    return problem(
        first.code,
        severity=first.severity,
        sheet=first.sheet,
        cells=[cell for cell, _ in pairs],
        label=_BETWEEN_LABELS.join(labels),
        # Only when every cell can be shown: a list with gaps would be read as the whole.
        found=join_words(founds) if all(founds) else "",
        says=sentences(first).removesuffix(f" {first.mend}") if same_words else None,
        expected=first.expected,
        mend=first.mend if same_words else None,
    )


def _where(label: str, cells: tuple[str, ...]) -> str:
    labels = label.split(_BETWEEN_LABELS)
    if label and len(labels) == 1 and 1 < len(cells) <= _MOST_ROWS_NAMED:
        return f"{label} ({join_words(list(cells))}): "
    if len(cells) > _MOST_ROWS_NAMED or (len(cells) > 1 and (len(labels) != len(cells) or not all(labels))):
        named = list(cells[:_MOST_CELLS_NAMED])
        if len(cells) > _MOST_CELLS_NAMED:
            named.append(f"{len(cells) - _MOST_CELLS_NAMED} celler till")
        return f"{join_words(named)}: "
    if len(labels) == len(cells) and all(labels):
        return f"{join_words([f'{row} ({cell})' for row, cell in zip(labels, cells, strict=True)])}: "
    parts = [part for part in (*labels, *cells) if part]
    return f"{', '.join(parts)}: " if parts else ""


def join_words(words: list[str]) -> str:
    """As in a sentence: "a", "a och b", "a, b och c"."""
    return " och ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def _reading_order(each: Problem) -> tuple[bool, str, tuple[int, int], str]:
    first = _cell_order(each.cells[0]) if each.cells else (0, 0)
    return each.severity == "warning", each.sheet, first, each.code


def _cell_order(address: str) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", address)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
