"""The sentences on one municipality in every measure: what is decided, what is not, and what chance alone would give.

The words themselves stand in ``sentences.toml``.
"""

from __future__ import annotations

from dashboard.sentence_amounts import periods
from dashboard.sentence_texts import say
from dashboard.sentences import verdict_word
from dashboard.swedish import number

_RISK = 0.05


def undecided(count: int, *, any_decided: bool) -> str:
    """What cannot be decided is no fault of the municipality: its figures stand, and a comparison does not."""
    return say("measures_undecided_more" if any_decided else "measures_undecided", count, count=number(count))


def nearest(measure: str, needed: int) -> str:
    """Which measure fewest periods together would decide, if what is seen is what is true."""
    return say("measure_nearest", measure=measure, periods=periods(max(needed, 2)))


def left_aside(count: int) -> str:
    return say("measures_left_aside", count, count=number(count))


def chance_flags(compared: int, decidable: int) -> str:
    """How many verdicts chance alone would give among so many measures; where too few are expected, nothing ever is."""
    if not decidable:
        return ""
    flags = decidable * _RISK
    said = say("measures_chance", compared, count=number(compared), flags=number(flags, 1 if flags >= 0.1 else 2))
    if small := compared - decidable:
        said += f" {say('measures_chance_few', small, count=number(small))}"
    return said


def beside_the_rest(name: str, large: int, compared: int) -> str:
    """A whole that is mostly the municipality itself says little about it."""
    if large == compared:
        return say("beside_the_rest", name=name)
    return say("beside_the_rest_part", large, name=name, count=number(large))


def star() -> str:
    return say("star")


def no_figures(name: str, period: str) -> str:
    return say("no_figures", name=name, period=period)


def stricter_below(name: str, verdict: str) -> str:
    """Why a municipality has one verdict by itself and another among many."""
    return say("stricter_below", name=name, word=verdict_word(verdict))
