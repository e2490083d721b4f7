"""Single cells of an export: texts, ticks written in many ways, several ticked options in one cell."""

from __future__ import annotations

import datetime
import re
import unicodedata

from etl.cells import Cell
from etl.numbers import read_count
from etl.survey_columns import key_of

_TICKED = frozenset(
    ["1", "x", "ja", "yes", "y", "j", "sant", "true", "vald", "markerad", "checked", "selected", "✓", "✔", "☑", "☒"]
)
_NOT_TICKED = frozenset(["", "0"])
_DENIED = frozenset(["nej", "no", "n", "falskt", "false", "ej vald", "not selected", "unchecked", "☐"])
# What EvaSys writes instead of handwriting that nobody has typed in.
_PLACEHOLDERS = frozenset(["[freitextfeld]", "[image]", "[fritextfält]", "[bild]"])
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
    return "" if text.casefold() in _PLACEHOLDERS else text


def options_in(text: str, keys: dict[str, str]) -> set[str] | None:
    """The options named in a joined cell; None if something in it is none of them."""
    ticked: set[str] = set()
    for part in re.split(r"[;\n|]", text):
        # An option may itself hold a comma: it is asked for whole first.
        pieces = [part] if key_of(part) in keys else part.split(",")
        for key in filter(None, map(key_of, pieces)):
            if key not in keys:
                return None
            ticked.add(keys[key])
    return ticked


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
