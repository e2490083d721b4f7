"""Personnummer and samordningsnummer in any text, in every way people write them. Says only whether, never which."""

from __future__ import annotations

import datetime
import re
import unicodedata

from personnummer import personnummer

# Hyphens and minus signs of every length become one, spaces of every width one; what cannot be seen goes.
_HYPHENS = "\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d\u00af"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LIKE_HYPHEN = re.compile(f"[{_HYPHENS}]")
_LIKE_SPACE = re.compile(f"[{_SPACES}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# Above Latin-1 there are whole families of digits; below it only these differ from what is typed.
_NEEDS_TIDYING = re.compile("[^\x00-\xff]|[\u00a0\u00ad\u00af]")

_GUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
# (century) year month day, perhaps parted alike; a sign or space; birth number and check digit. No digit on either
# side, not the decimals of a number, and not followed by more of a date or a case number.
_CANDIDATE = re.compile(
    r"(?<![0-9])(?<![0-9][.,])"
    r"(?P<century>1[89]|20)?(?P<year>[0-9]{2})(?P<part>[-./\s]?)(?P<month>[0-9]{2})(?P=part)(?P<day>[0-9]{2})"
    r"(?P<sign>\s{0,2}[-+/.:]\s{0,2}|\s{0,2})(?P<last>[0-9]{4})"
    r"(?![0-9])(?![-./][0-9])"
)


def holds_personal_number(text: str) -> bool:
    """Whether a personnummer or samordningsnummer stands anywhere in the text."""
    text = plain_digits(text)
    position = 0
    without_guids = False
    while match := _CANDIDATE.search(text, position):
        if not without_guids:
            text, without_guids = _GUID.sub(" ", text), True
            continue
        if _is_valid(match):
            return True
        # Readings may overlap: a number may begin inside what looked like another.
        position = match.start() + 1
    return False


def plain_digits(text: str) -> str:
    """The text with one kind of digit, hyphen and space, and without invisible characters."""
    if not _NEEDS_TIDYING.search(text):
        return text
    for _ in range(2):
        text = _INVISIBLE.sub("", _LIKE_SPACE.sub(" ", _LIKE_HYPHEN.sub("-", text)))
        text = unicodedata.normalize("NFKC", text)
    return _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def _is_valid(match: re.Match[str]) -> bool:
    if _is_two_dates(match):
        return False
    short = match["year"] + match["month"] + match["day"] + match["last"]
    # Without a century the library would ask the clock; only leap days differ.
    centuries = (match["century"],) if match["century"] else ("19", "20")
    return any(personnummer.valid(century + short) for century in centuries)


def _is_two_dates(match: re.Match[str]) -> bool:
    """A written-out day followed by a year ("2024-01-01 2024 ...") is a span of time, not a person."""
    if not match["century"] or not match["part"]:
        return False
    year = int(match["century"] + match["year"])
    return 1990 <= year <= int(match["last"]) <= year + 10 and is_day(year, match["month"], match["day"])


def is_day(year: int, month: str, day: str) -> bool:
    """Whether the calendar has this day."""
    try:
        datetime.date(year, int(month), int(day))
    except ValueError:
        return False
    return True
