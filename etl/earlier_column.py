"""The grey column beside a form: what the municipality answered last period, to be looked at and never read."""

from __future__ import annotations

import re

from etl.forms.description import Field
from etl.submission import Answer
from etl.swedish import STATUS_WORDS, swedish_number

_BEGINNING = "Förra perioden"
_HEADING = re.compile(r"förra perioden(?:\s*\(.*\))?", re.IGNORECASE | re.DOTALL)
_LONGEST_TEXT = 60


def heading(label: str | None) -> str:
    """The column's heading: "Förra perioden (januari–oktober 2021)"."""
    return f"{_BEGINNING} ({label})" if label else _BEGINNING


def is_heading(text: object) -> bool:
    """Whether a cell is the column's heading, whichever period it names."""
    return isinstance(text, str) and _HEADING.fullmatch(" ".join(text.split())) is not None


def earlier_value(field: Field, answer: Answer | None) -> int | str | None:
    """What stands in the column for a field; None where there is nothing to tell.

    An exact whole number is a number, everything else is words. Running text is left out: it was about that period, and
    may be about persons.
    """
    if answer is None or answer.status == "not_answered":
        return None
    if answer.value is None:
        return STATUS_WORDS[answer.status]
    if isinstance(answer.value, str):
        return answer.value[:_LONGEST_TEXT] if field.names else None
    if field.kind == "tick":
        return "ja" if answer.value else "nej"
    if field.kind == "choice":
        return _choice(field, answer.value)
    if answer.status == "estimated":
        return f"{STATUS_WORDS['estimated']} {swedish_number(answer.value)}"
    if field.is_year:
        return f"{answer.value:.0f}"
    return int(answer.value) if float(answer.value).is_integer() else swedish_number(answer.value)


def _choice(field: Field, place: float) -> str | None:
    return field.choices[int(place) - 1] if 1 <= place <= len(field.choices) else None
