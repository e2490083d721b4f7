"""A number that may have decimals from a cell, with the same care as a count: read, asked about or refused.

A mean is written "50,8", and by some programs "50.8". What has two readings (1.234: a thousand or a little more than
one) is asked about, unless the larger one is more than the field can hold. All else is as for a count.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from etl.cells import Cell
from etl.forms.description import Field
from etl.numbers import MAX_COUNT, NUMBER_TEXT, CountReading, is_percent, read_count, read_count_text, tidy

# Nothing that somebody is asked about began before.
_FIRST_YEAR = 1900
_EITHER = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
_PLAIN = re.compile(NUMBER_TEXT)
_SEVERAL = re.compile(r"[0-9]+(?:[.,][0-9]+){2,}")


def read_decimal(cell: Cell | None, field: Field) -> CountReading:
    """Read the cell of a number. ``None`` is a blank cell."""
    if cell is None or cell.kind not in ("text", "number") or isinstance(cell.value, bool):
        return read_count(cell)
    if isinstance(cell.value, int | float):
        return _of_number(float(cell.value), cell.number_format, field)
    return _of_text(tidy(str(cell.value)), field)


def _refused(code: str) -> CountReading:
    return CountReading(None, None, code)


def _of_number(number: float, number_format: str, field: Field) -> CountReading:
    if is_percent(number_format):
        return _refused("tal_procent")
    if field.is_year and not (number.is_integer() and _FIRST_YEAR <= number <= _most(field)):
        return _refused("tal_orimligt")
    if not math.isfinite(number) or number > _most(field):
        return _refused("tal_orimligt")
    return _refused("tal_negativt") if number < 0 else CountReading(number, "ok", None)


def _most(field: Field) -> float:
    return field.most if field.most is not None else MAX_COUNT


def _of_text(text: str, field: Field) -> CountReading:
    if either := _EITHER.fullmatch(text):
        # 50,833 years can only be one thing.
        thousands = float(either[1] + either[2])
        return _of_number(_as_number(text), "", field) if thousands > _most(field) else _refused("tal_tvetydigt")
    if _PLAIN.fullmatch(text):
        return _of_number(_as_number(text), "", field)
    if _SEVERAL.fullmatch(text):
        return _refused("tal_tvetydigt")
    if field.unit and re.fullmatch(f"{NUMBER_TEXT}\\s*{re.escape(field.unit)}\\.?", text, re.IGNORECASE):
        return _refused("tal_enhet")
    return replace(read_count_text(text), suggestion=None)


def _as_number(text: str) -> float:
    return float("".join(text.split()).replace(",", "."))
