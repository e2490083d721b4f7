"""Single cells of an export: texts, ticks written in many ways, several ticked options in one cell."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping

from etl.cells import Cell
from etl.numbers import read_count
from etl.survey_columns import key_of
from etl.survey_systems import PLACEHOLDERS

_TICKED = frozenset(
    ["1", "x", "ja", "yes", "y", "j", "sant", "true", "vald", "markerad", "checked", "selected", "✓", "✔", "☑", "☒"]
)
_NOT_TICKED = frozenset(["", "0"])
_DENIED = frozenset(["nej", "no", "n", "falskt", "false", "ej vald", "not selected", "unchecked", "☐"])
_MOST_PIECES = 60
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


def plain_text(cell: Cell | None) -> str:
    """What stands in a cell, as text without invisible characters."""
    if cell is None or cell.value is None or cell.kind == "error":
        return ""
    value = cell.value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", str(value)))
    text = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    return "" if text.casefold() in PLACEHOLDERS else text


def options_in(text: str, labels: Mapping[str, str], separators: str) -> set[str] | None:
    """The options named in a joined cell, told by their known labels; a separator within a label parts nothing.

    Args:
        labels: how each option may be written -> its field id.
        separators: the signs that may stand between two options.

    Returns:
        None if something in the cell is no option, or if it can be read as different options.
    """
    wanted = {"\n".join(_pieces(label, separators)): option for label, option in labels.items()}
    pieces = _pieces(text, separators)
    if len(pieces) > _MOST_PIECES:
        return None
    longest = max((key.count("\n") + 1 for key in wanted), default=1)
    # readings[i]: every set of options that the pieces from i on can be.
    readings: list[set[frozenset[str]]] = [set() for _ in pieces] + [{frozenset()}]
    for start in reversed(range(len(pieces))):
        for end in range(start + 1, min(start + longest, len(pieces)) + 1):
            option = wanted.get("\n".join(pieces[start:end]))
            if option is not None:
                readings[start] |= {rest | {option} for rest in readings[end]}
    return set(readings[0].pop()) if len(readings[0]) == 1 else None


def _pieces(text: str, separators: str) -> list[str]:
    """What stands between the separators, as letters and digits; nothing between two of them is nothing."""
    parted = re.split(f"[{re.escape(separators)}]", text) if separators else [text]
    return [key for key in map(key_of, parted) if key]


def tick(cell: Cell | None, option: int, keys: dict[str, str], field_id: str) -> str:
    """yes, no, blank, unknown, or a status; the option's own number and its own text also mean yes."""
    if cell is not None and isinstance(cell.value, bool):
        return "yes" if cell.value else "no"
    text = plain_text(cell).casefold()
    if text in _TICKED or text == str(option) or keys.get(key_of(text)) == field_id:
        return "yes"
    if text in _DENIED:
        return "no"
    if text in _NOT_TICKED:
        return "blank"
    status = read_count(cell).status
    return status if status in ("not_kept", "not_applicable") else "unknown"
