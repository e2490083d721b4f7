"""Amounts inside sentences: a value, a difference, an interval, a share, each with its unit and no more decimals
than it takes not to contradict the verdict beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import swedish
from dashboard.records import Indicator
from dashboard.sentence_texts import say
from dashboard.swedish import NBSP, number, percent

# Written out, as in running text.
_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def amount(value: float, indicator: Indicator, decimals: int | None = None, *, unit: bool = True) -> str:
    """26,1 per 10 000 vuxna; 91 %; 36 % av kommunerna. Without its unit 26,1, but never a per cent without its sign."""
    return _with_unit(number(value, indicator.decimals if decimals is None else decimals), indicator, unit)


def span(lower: float, upper: float, indicator: Indicator, decimals: int | None = None, *, unit: bool = True) -> str:
    """18,0–34,2 per 10 000 vuxna. Below zero a dash would be read as a minus sign."""
    places = indicator.decimals if decimals is None else decimals
    both = swedish.span(lower, upper, places)
    return _with_unit(both, indicator, unit)


def _with_unit(written: str, indicator: Indicator, whole: bool = True) -> str:
    if indicator.unit.startswith("procent"):
        return f"{written}{NBSP}%{indicator.unit.removeprefix('procent') if whole else ''}"
    return f"{written}{NBSP}{indicator.unit.replace('10 000', f'10{NBSP}000')}" if whole else written


def difference(
    value: float, indicator: Indicator, decimals: int | None = None, *, signed: bool = False, unit: bool = True
) -> str:
    """4,2 per 10 000 vuxna; 12 procentenheter; with a sign +4,2 or −4,2, and without its unit the number alone."""
    written = number(value, indicator.decimals if decimals is None else decimals)
    if not any(digit in written for digit in "123456789"):
        written = written.lstrip("−")
    elif signed and value > 0:
        written = f"+{written}"
    if not unit:
        return written
    if indicator.unit.startswith("procent"):
        return f"{written}{NBSP}{'procentenhet' if written.lstrip('+−') == '1' else 'procentenheter'}"
    return _with_unit(written, indicator)


def margin(indicator: Indicator) -> str:
    """10 per 10 000 vuxna: the limit that somebody has set, with the decimals it was set with."""
    limit = indicator.margin or 0
    return difference(limit, indicator, 0 if limit == int(limit) else max(1, indicator.decimals))


def adding_up(parts: Sequence[float], decimals: int) -> int:
    """As many decimals as let the parts, as they are shown, add up to the whole, as it is shown."""
    for places in range(decimals, decimals + 3):
        shown = sum(round(part, places) for part in parts)
        if abs(shown - round(sum(parts), places)) < 10.0**-places / 2:
            return places
    return decimals


def enough_decimals(benchmark: float, lower: float, upper: float, decimals: int) -> int:
    """As many decimals as show on which side of the limits the benchmark lies: 40,2 inside 18,0–40,2 may be outside."""
    inside = lower <= benchmark <= upper
    for places in range(decimals, decimals + 3):
        if (round(lower, places) <= round(benchmark, places) <= round(upper, places)) == inside:
            return places
    return decimals


def in_figures_or_words(count: int) -> str:
    """fyra, 14: small numbers as words, as in running text."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else number(count)


def periods(count: int) -> str:
    """fyra perioder"""
    return say("number_of_periods", count, count=in_figures_or_words(count)).replace(" ", NBSP)


def roughly(count: float) -> str:
    """An expected number under a limit of 10 or 5, never rounded up to the limit: ungefär 9,7."""
    if count < 1:
        return say("roughly", 0)
    whole = round(count)
    shown = number(whole) if whole not in (5, 10) or whole <= count else number(min(count, whole - 0.1), 1)
    return say("roughly", whole, count=shown)


def probability(share: float) -> str:
    """omkring 62 %, mer än 97 %: never 0 and never 100."""
    for limit in (0.99, 0.975):
        if share >= limit:
            return say("probability_over", percent=percent(int(limit * 100) / 100))
    for limit, shown in ((0.01, 0.01), (0.025, 0.03)):
        if share <= limit:
            return say("probability_under", percent=percent(shown))
    return say("probability_about", percent=percent(min(max(share, 0.03), 0.97)))
