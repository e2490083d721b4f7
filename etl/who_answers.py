"""Those who answer a form, in words: 8 kommuner och regionen, 2 länsdelar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from etl.areas import Level, load_areas
from etl.swedish import in_a_row

# One, several, and the one there is of them in a county.
_WORDS: dict[Level, tuple[str, str, str]] = {
    "municipality": ("kommun", "kommuner", ""),
    "sub_area": ("länsdel", "länsdelar", ""),
    "county": ("region", "regioner", "regionen"),
}


def counted_answerers(codes: Iterable[str]) -> str:
    """How many of each kind: a county's only region is not counted."""
    counts = Counter(_level(code) for code in codes)
    return in_a_row([_counted(level, counts[level]) for level in _WORDS if counts[level]])


def noun(codes: Collection[str]) -> str:
    """What as many as these are called: kommuner, länsdel; "svarande" where they are of several kinds."""
    levels = {_level(code) for code in codes}
    if len(levels) != 1:
        return "svarande"
    one, several, _ = _WORDS[levels.pop()]
    return one if len(codes) == 1 else several


def names(codes: Iterable[str]) -> list[str]:
    """What they are called, in the order given: a county answers as its region."""
    return [load_areas().get(code).answers_as for code in codes]


def _level(code: str) -> Level:
    return load_areas().get(code).level


def _counted(level: Level, count: int) -> str:
    one, several, alone = _WORDS[level]
    if count == 1 and alone:
        return alone
    return f"{count} {one if count == 1 else several}"
