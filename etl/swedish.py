"""Numbers, dates and statuses as a Swedish reader expects them, for what the command line says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.periods import MONTHS

STATUS_WORDS = {
    "ok": "",
    "estimated": "uppskattat",
    "not_submitted": "svarade inte",
    "not_answered": "frågan inte besvarad",
    "not_kept": "uppgift saknas",
    "not_asked": "inte frågat",
    "not_applicable": "ej aktuellt",
    "too_few_answers": "för få svar",
    "suppressed": "..",
    "suppressed_at_source": ".. (i källan)",
}

SEX_WORDS = {"total": "alla", "women": "kvinnor", "men": "män"}
_EVERY_AGE = "all"

_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"


def age_words(group: str) -> str:
    """18+ -> 18 år eller äldre, 18-29 -> 18–29 år."""
    if group == _EVERY_AGE:
        return "alla åldrar"
    return f"{group[:-1]} år eller äldre" if group.endswith("+") else f"{group.replace('-', '–')} år"


def swedish_number(value: float, decimals: int | None = None) -> str:
    """``1 234,5``; whole numbers without decimals unless a number of decimals is asked for."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 2
    text = f"{abs(value):,.{decimals}f}".replace(",", _NO_BREAK_SPACE).replace(".", ",")
    negative = value < 0 and any(c in "123456789" for c in text)
    return _MINUS + text if negative else text


def swedish_value(value: float | None, status: str, decimals: int | None = None) -> str:
    """A number, or why there is none; an estimate is marked."""
    if value is None:
        return STATUS_WORDS[status]
    return ("cirka " if status == "estimated" else "") + swedish_number(value, decimals)


def swedish_date(day: date) -> str:
    """``1 februari 2023``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_a_row(words: Sequence[str], most: int = 14) -> str:
    """``Boden, Kalix och Luleå``; the rest as a number when there are many."""
    if len(words) > most:
        return f"{', '.join(words[:most])} och {len(words) - most} till"
    return " och ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def municipalities(count: int) -> str:
    """``1 kommun``, ``8 kommuner``."""
    return f"{swedish_number(count)} kommun{'' if count == 1 else 'er'}"
