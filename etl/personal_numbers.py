"""Personnummer and samordningsnummer in any text, in every way people write them. Says only whether, never which.

A number whose check digit is right is one. A number that only looks like one (a day that exists, a sign, four more
signs) is suspected: see ``looks_like_one``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

# Hyphens and minus signs of every length become one, spaces of every width one; what cannot be seen goes.
_HYPHENS = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d\u00af\u02d7\u2796\u30fc")
_UNSEEN_KINDS = frozenset({"Cf", "Cc", "Mn", "Me"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_GUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
# The same as below without its bounds, and so that a search can leap from digit to digit.
_MAYBE = re.compile(
    r"[0-9](?<![0-9][0-9])[0-9](?:[0-9]{2})?[-./\s]?[0-9]{2}[-./\s]?[0-9]{2}\s{0,2}[-+/.:]?\s{0,2}[0-9]{4}(?![0-9])"
    r"|[0-9](?<![0-9][0-9])[0-9]{3}[-./\s][0-9]{2}[-./\s][0-9]{2}\s{0,2}[-+/.:]?\s{0,2}[0-9]{4}(?![0-9])"
)
# (century) year month day, perhaps parted alike; a sign or space; birth number and check digit. No digit on either
# side, not the decimals of a number, and not followed by more of a date or a case number.
_CANDIDATE = re.compile(
    r"(?<![0-9])(?<![0-9][.,])"
    r"(?P<century>1[89]|20)?(?P<year>[0-9]{2})(?P<part>[-./\s]?)(?P<month>[0-9]{2})(?P=part)(?P<day>[0-9]{2})"
    r"(?P<sign>\s{0,2}[-+/.:]\s{0,2}|\s{0,2})(?P<last>[0-9]{4})"
    r"(?![0-9])(?![-./][0-9])"
)
# What stands before a number that a program has made up.
_MADE_UP = re.compile(r"(?:[\s:]\w{0,20}[iI][dD]=\"|<(?:\w{1,20}:)?(?:axId|crossAx|creationId|uniqueId)\s[^<>]{0,40})$")
_HEX = frozenset("abcdefABCDEF")
# In a text that somebody wrote: digits in groups of any length, with one sort of sign between most of them ...
_GROUPS = re.compile(
    r"[0-9](?<![0-9][0-9])(?<![0-9][.,][0-9])(?:[ .\-/]{0,3}[0-9]){9,11}(?![0-9])(?![ .\-/]{0,3}[0-9])"
)
_TELEPHONE = re.compile(r"0[0-9]{1,3}[ \-/]{1,3}[0-9]{2,3} ?[0-9]{2} ?[0-9]{2,3}")
# ... words or brackets between the day and the last four ...
_WORDS_BETWEEN = re.compile(
    r"(?<![0-9])(?<![0-9][.,])((?:1[89]|20)?[0-9]{2}[-./]?[0-9]{2}[-./]?[0-9]{2})"
    r"[ ,;:()\[\]|_*=~#·\-]{1,5}"
    r"(?:(?:och|med|samt|nr|num(?:mer)?|de|sista|fyra|4|siffror|siffrorna|slut|slutar|på|kontrollsiffror)"
    r"[ .,;:(\[]{1,3}){0,6}([0-9]{4})(?![0-9])(?![-./][0-9])",
    re.IGNORECASE,
)
# ... and letters in place of the digits they look like.
_LETTERS = re.compile(r"(?<![\w])(?=[^-+ ]{0,12}[OoIl])[0-9OoIl]{6}(?:[0-9OoIl]{2})?[-+ ]?[0-9OoIl]{4}(?![\w])")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_FEWEST_DIGITS_AMONG_LETTERS = 6
# Younger than this nobody is in a form about adults; a day since then beside four digits is a day and something else.
_YOUNGEST = 2010
_SHORTEST = 10
# Programs number respondents, and write hours, in as many digits as a person's number has.
_ENOUGH_TO_BE_MADE_UP = 8
_SHARE_OF_PERSONS = 1 / 3
# So many that only look like numbers of persons are no chance.
_MANY = 2_000

_LIKE_ONE = re.compile(
    r"(?<![\w.,/-])(?P<century>1[89]|20)?(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?: ?[-+] ?(?P<last>[0-9]{4}|[xX*]{2,4}|(?=[0-9]{0,3}[A-ZÅÄÖ])[0-9A-ZÅÄÖ]{4})"
    r"|-?[TRFM][0-9A-Z]{3}|(?P<bare>[0-9]{4}))(?![\w-])"
)


def holds_personal_number(text: str, written_by_hand: bool = False) -> bool:
    """Whether a personnummer or samordningsnummer stands anywhere in the text.

    Args:
        written_by_hand: a text that somebody wrote (a cell, a comment) may hold it in ways that would be chance in
            the inner parts of a file: in odd groups, with words between, with letters for digits.
    """
    if len(text) < _SHORTEST:
        return False
    text = plain_digits(text)
    return _holds_plain_number(text) or (written_by_hand and _holds_odd_number(text))


def looks_like_one(text: str) -> bool:
    """Whether something stands in the text that has the shape of a number, though the check digit is wrong or hidden.

    Reserve numbers (a letter among the last four) and masked ones ("800101-xxxx") are of that shape.
    """
    return any(map(_is_like_one, _LIKE_ONE.finditer(plain_digits(text))))


def _is_like_one(match: re.Match[str]) -> bool:
    # Twelve digits in a row may be anything but the birth of a grown-up.
    if match["bare"] and not match["century"]:
        return False
    last = match["last"] or ""
    # "220101-1031" is the beginning and the end of a period.
    if not match["century"] and last.isdigit() and is_day(_YOUNGEST, last[:2], last[2:]):
        return False
    centuries = (match["century"],) if match["century"] else ("19", "20")
    return any(_is_birth(int(century + match["year"]), match) for century in centuries)


def _is_birth(year: int, match: re.Match[str]) -> bool:
    return 1900 <= year <= _YOUNGEST and is_day(year, match["month"], f"{_day(match['day']):02d}")


def plain_digits(text: str) -> str:
    """The text with one kind of digit, hyphen and space, and without invisible characters."""
    if not text.isascii():
        text = text.translate({ord(sign): _plain(sign) for sign in set(text) if not sign.isascii()})
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign in _HYPHENS:
        return "-"
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    kind = unicodedata.category(sign)
    if kind in _UNSEEN_KINDS:
        return ""
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    usual = unicodedata.normalize("NFKC", sign)
    return usual if usual.isascii() else sign


def _holds_plain_number(text: str) -> bool:
    looked_at = 0
    position = 0
    without_guids = False
    while maybe := _MAYBE.search(text, position):
        if not without_guids:
            text, without_guids = _GUID.sub(" ", text), True
            continue
        match = _CANDIDATE.match(text, maybe.start())
        if match and _is_real_day(match) and not _is_made_up(text, match):
            looked_at += 1
            if looked_at > _MANY or _is_valid(match):
                return True
        # Readings may overlap: a number may begin inside what looked like another.
        position = maybe.start() + 1
    return False


def _is_real_day(match: re.Match[str]) -> bool:
    return 1 <= int(match["month"]) <= 12 and 1 <= _day(match["day"]) <= 31


def _day(written: str) -> int:
    """A samordningsnummer has 60 more than the day."""
    return int(written) - 60 if int(written) > 60 else int(written)


def _is_made_up(text: str, match: re.Match[str]) -> bool:
    """Programs number their charts and shapes at random, and write checksums in hexadecimal digits."""
    if match["sign"] or match["part"]:
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (before in _HEX and after in _HEX) or bool(
        before and _MADE_UP.search(text, max(0, match.start() - 80), match.start())
    )


def _is_valid(match: re.Match[str]) -> bool:
    if _is_two_dates(match):
        return False
    return is_personal_number((match["century"] or "") + match["year"] + match["month"] + match["day"] + match["last"])


def _is_two_dates(match: re.Match[str]) -> bool:
    """A written-out day followed by a year ("2024-01-01 2024 ...") is a span of time, not a person."""
    if not match["century"] or not match["part"]:
        return False
    year = int(match["century"] + match["year"])
    return 1990 <= year <= int(match["last"]) <= year + 10 and is_day(year, match["month"], match["day"])


def is_personal_number(digits: str) -> bool:
    """Whether ten or twelve digits are a number with its right check digit.

    Without a century only leap days are uncertain: then either will do.
    """
    if len(digits) not in (10, 12) or not _checks(digits[-10:]):
        return False
    centuries = (digits[:2],) if len(digits) == 12 else ("19", "20")
    month, day = digits[-8:-6], f"{_day(digits[-6:-4]):02d}"
    return digits[-4:-1] != "000" and any(is_day(int(c + digits[-10:-8]), month, day) for c in centuries)


def _checks(ten: str) -> bool:
    """The sum over the digits, every other one doubled, is a whole number of tens."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in ten[::2])
    return (sum(doubled) + sum(map(int, ten[1::2]))) % 10 == 0


def _holds_odd_number(text: str) -> bool:
    text = _GUID.sub(" ", text)
    return (
        any(map(_is_grouped, _GROUPS.finditer(text)))
        or any(map(_is_told_in_words, _WORDS_BETWEEN.finditer(text)))
        or any(map(_is_lettered, _LETTERS.finditer(text)))
    )


def _is_grouped(match: re.Match[str]) -> bool:
    groups = re.findall("[0-9]+", match[0])
    digits = "".join(groups)
    # A number that is written in groups is parted evenly; counts in a row seldom are.
    evenly = all(len(group) % 2 == 0 for group in groups) or len(groups) == len(digits)
    if not evenly or len(digits) == 11 or _CANDIDATE.match(match[0]) or _TELEPHONE.match(match[0]):
        return False
    return (len(digits) == 10 or int(digits[:4]) <= _YOUNGEST) and is_personal_number(digits)


def _is_told_in_words(match: re.Match[str]) -> bool:
    day = "".join(filter(str.isdigit, match[1]))
    return (len(day) == 6 or int(day[:4]) <= _YOUNGEST) and is_personal_number(day + match[2])


def _is_lettered(match: re.Match[str]) -> bool:
    if sum(map(str.isdigit, match[0])) < _FEWEST_DIGITS_AMONG_LETTERS:
        return False
    return is_personal_number("".join(filter(str.isdigit, match[0].translate(_AS_DIGITS))))


def are_made_up(numbers: Collection[str]) -> bool:
    """Whether so many bare numbers are a program's: then few are right as numbers of persons, and those by chance."""
    persons = sum(is_personal_number(number.zfill(10)) for number in numbers)
    return len(numbers) >= _ENOUGH_TO_BE_MADE_UP and persons < _SHARE_OF_PERSONS * len(numbers)


def is_day(year: int, month: str, day: str) -> bool:
    """Whether the calendar has this day."""
    try:
        datetime.date(year, int(month), int(day))
    except ValueError:
        return False
    return True
