"""How one written value is understood: a text, a number, a date; what cannot be is noted as a fault.

Each reader gives None when it has noted a fault (or, for a value that may be empty, when nothing is meant).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime

from etl.periods import parse_period
from etl.plain_yaml import Faults, Scalar, Sequence, Value, suggestion
from etl.problems import UserError


def text(value: Value, key: str, faults: Faults) -> str | None:
    """A text on one line, however it was broken in the file."""
    if isinstance(value, Scalar) and not value.empty:
        return " ".join(value.text.split())
    faults.add(value.line, f"”{key}” ska vara en text.")
    return None


def texts(value: Value, key: str, faults: Faults) -> tuple[str, ...] | None:
    """A list of texts."""
    if isinstance(value, Sequence):
        parts = [text(part, key, faults) for part in value.parts]
        return tuple(part for part in parts if part is not None)
    faults.add(value.line, f"”{key}” ska vara en lista, till exempel [a, b].")
    return None


def name(value: Value, key: str, faults: Faults) -> str | None:
    """An id."""
    written = text(value, key, faults)
    if written is not None and not re.fullmatch(r"[a-z][a-z0-9_]*", written):
        faults.add(
            value.line,
            f"”{key}” får bara ha små bokstäver a–z, siffror och _, och börjar med en bokstav: ”{written}”.",
        )
    return written


def whole_number(value: Value, key: str, faults: Faults) -> int | None:
    """A whole number."""
    written = text(value, key, faults)
    if written is None or re.fullmatch(r"[0-9]{1,6}", written):
        return int(written) if written is not None else None
    faults.add(value.line, f"”{key}” ska vara ett heltal, inte ”{written}”.")
    return None


def positive_number(value: Value, key: str, faults: Faults) -> float | None:
    """A number above zero, with a decimal point if any."""
    written = text(value, key, faults)
    if written is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", written) and float(written) > 0:
        return float(written)
    faults.add(value.line, f"”{key}” ska vara ett tal större än noll, skrivet som 10000 eller 0.5.")
    return None


def number(value: Value, key: str, faults: Faults) -> float | None:
    """A number of zero or more, with a decimal point if any."""
    written = text(value, key, faults)
    if written is None or re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", written):
        return float(written) if written is not None else None
    faults.add(value.line, f"”{key}” ska vara ett tal, skrivet som 80 eller 0.5, inte ”{written}”.")
    return None


def day(value: Value, key: str, faults: Faults) -> date | None:
    """A date as 2026-01-31."""
    written = text(value, key, faults)
    if written is None:
        return None
    try:
        return datetime.strptime(written, "%Y-%m-%d").date()
    except ValueError:
        faults.add(value.line, f"”{key}” ska vara ett datum som 2026-01-31, inte ”{written}”.")
        return None


def period(value: Value, key: str, faults: Faults) -> str | None:
    """A period, as its id."""
    written = text(value, key, faults)
    try:
        return None if written is None else parse_period(written).id
    except UserError as fault:
        faults.add(value.line, f"”{key}” ska vara ett år eller en period. {fault}")
        return None


def county(value: Value, key: str, faults: Faults) -> str | None:
    """The code of a county."""
    written = text(value, key, faults)
    if written is None or re.fullmatch(r"[0-9]{2}", written):
        return written
    faults.add(value.line, f"”{key}” ska vara länets kod med två siffror, som 07, inte ”{written}”.")
    return None


def yes_no_or_neither(value: Value, key: str, faults: Faults) -> bool | None:
    """true, false or null."""
    if isinstance(value, Scalar):
        if value.empty:
            return None
        if value.text in ("true", "false"):
            return value.text == "true"
    faults.add(value.line, f"”{key}” ska vara true, false eller null.")
    return None


def yes_or_no(value: Value, key: str, faults: Faults) -> bool | None:
    """true or false."""
    if isinstance(value, Scalar) and value.text in ("true", "false"):
        return value.text == "true"
    faults.add(value.line, f"”{key}” ska vara true eller false.")
    return None


def one_of(known: Collection[str], value: Value, key: str, faults: Faults) -> str | None:
    """One of the known words, with the nearest suggested."""
    written = text(value, key, faults)
    if written is None or written in known:
        return written
    faults.add(value.line, f"”{key}” har det okända värdet ”{written}”.{suggestion(written, known)}")
    return None
