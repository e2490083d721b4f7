"""Answers that say both what and how many in one text ("NECT, 5 personer; KBT 4"), where they can be read one way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from etl.numbers import read_count_text

# Numbers that stand alone; the 12 of 12-stegsgrupp does not.
_NUMBER = re.compile("(?<![\\w.,-])[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![\\w-])|(?<![\\w.,-])[0-9]+(?![\\w-])")
_ANY_DIGITS_ALONE = re.compile(r"(?<![^\W_])[0-9]+")
# Digits that belong to a name: "12-stegs", "KBT-2".
_IN_A_NAME = re.compile(r"[0-9]+-?[a-zåäö]+|[a-zåäö]+-?[0-9]+", re.IGNORECASE)
_NOT_ONE_COUNT = re.compile(r"[0-9]\s*[-–/.,:%][ ]?[0-9]|[<>≤≥±%]|[0-9]\s*[-–]\s*[0-9]")
_ESTIMATED = re.compile(
    r"(?<!\w)(?:ca\.?|cirka|c:a|omkring|ungefär|uppskattningsvis|uppskattat|runt|kring)(?!\w)|[~≈]", re.IGNORECASE
)
_BEYOND = re.compile(r"(?<!\w)(?:drygt|knappt|nästan|närmare|minst|över|mer än|fler än|färre än|under|högst|max)(?!\w)")
_UNIT = re.compile(
    r"(?<!\w)(?:st\.?|stycken|personer|person|pers\.?|individer|individ|klienter|klient|brukare|antal)(?!\w)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:nej|inga?|inget|noll|0)(?: andra| annan| annat| övriga)?(?: insatser| insats| metoder| metod)?"
)
_TIME = re.compile(r"(?<!\w)(?:veck|dag|år|gång|ggr|tim|månad|kl|tillfäll|besök|procent|kr|tkr|grupp)", re.IGNORECASE)
_MOST_WORDS = 7
_NOT_KEPT = re.compile(r"(?:uppgift|uppgifter) saknas", re.IGNORECASE)
_EDGES = " \t\u00a0.,:;=-–—()[]*•/"
_PARTS = re.compile(r"\s*[;\n\r]+\s*")


@dataclass(frozen=True)
class NamedCount:
    """One intervention and how many got it.

    Attributes:
        name: what it is; empty where only a number stands.
        count: None where the text does not say.
        estimated: the text says that the count is rough.
        not_kept: the text says that there is no figure.
    """

    name: str
    count: int | None
    estimated: bool = False
    not_kept: bool = False


def read_named_counts(text: str) -> tuple[NamedCount, ...] | None:
    """The pairs of name and number in a text; empty if it says that there are none.

    Returns:
        None when the text can be read in more than one way: then the sender must be asked.
    """
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").strip(_EDGES)
    if not text or _NOBODY.fullmatch(" ".join(text.casefold().split())):
        return ()
    found: list[NamedCount] = []
    for part in _PARTS.split(text):
        if part.strip(_EDGES):
            pairs = _pairs_in(part)
            if pairs is None:
                return None
            found += pairs
    return tuple(found)


def _pairs_in(part: str) -> list[NamedCount] | None:
    if _NOT_ONE_COUNT.search(_IN_A_NAME.sub("", part)) or _BEYOND.search(part.casefold()):
        return None
    numbers = _NUMBER.findall(part)
    if len(numbers) <= 1:
        pair = _pair(part, numbers)
        return None if pair is None else [pair]
    # "KBT 4, NECT 5": each piece must hold one name and one number.
    pairs = [_pair(piece, _NUMBER.findall(piece)) for piece in part.split(",")]
    whole = [pair for pair in pairs if pair is not None and pair.name and pair.count is not None]
    return whole if len(whole) == len(pairs) else None


def _pair(piece: str, numbers: list[str]) -> NamedCount | None:
    if len(numbers) > 1:
        return None
    estimated = bool(_ESTIMATED.search(piece))
    not_kept = bool(_NOT_KEPT.search(piece))
    bare = _UNIT.sub(" ", _ESTIMATED.sub(" ", _NOT_KEPT.sub(" ", piece)))
    if not numbers:
        return NamedCount(_name(bare), None, estimated, not_kept)
    # Where the number stands, not where its digits first occur: "12-steg 1".
    place = _NUMBER.search(bare)
    if place is None:
        return None
    before, after = bare[: place.start()], bare[place.end() :]
    names = [name for name in f"{before},{after}".split(",") if name.strip(_EDGES)]
    # A number in the middle, or one for two names: nobody can tell what it counts.
    if (before.strip(_EDGES) and after.strip(_EDGES)) or len(names) > 1:
        return None
    name = _name("".join(names))
    read = read_count_text(numbers[0]).value
    count = None if read is None else int(read)
    if count is None or _is_of_time(name, count) or _ANY_DIGITS_ALONE.search(_IN_A_NAME.sub("", name)):
        return None
    return NamedCount(name, count, estimated)


def _name(text: str) -> str:
    parts = [part.strip(_EDGES) for part in text.split(",")]
    name = " ".join(", ".join(part for part in parts if part).split())
    return name + ")" if name.count("(") > name.count(")") else name


def _is_of_time(name: str, count: int) -> bool:
    """A year, a week or a number of times is no number of persons."""
    return 1990 <= count <= 2060 or bool(_TIME.search(name)) or len(name.split()) > _MOST_WORDS
