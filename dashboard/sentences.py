"""The sentences that judge, or refuse to: the word and sign of every verdict, a value, and one area beside others.

The words themselves stand in ``sentences.toml``. Whom the figures speak for and who is silent: ``sentences_coverage``.
Over time and goals: ``sentences_over_time``. Charts, their finding in one sentence and their text for those who
listen: ``sentences_charts``. Nothing here computes a figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.records import Comparison, Figure, Indicator, Judgement
from dashboard.sentence_amounts import (
    amount,
    difference,
    enough_decimals,
    in_figures_or_words,
    margin,
    periods,
    roughly,
    span,
)
from dashboard.sentence_texts import say
from dashboard.swedish import NBSP, counted, number, percent

# Shape beside colour, so that neither is needed to see which. The colours of the verdicts: theme.py.
_SYMBOLS = {
    "better": "▲",
    "worse": "▼",
    "higher": "△",
    "lower": "▽",
    "no_practical_difference": "≈",
    "cannot_tell": "●",
    "not_compared": "–",
}
VERDICTS = tuple(_SYMBOLS)
DECIDED = ("better", "worse", "higher", "lower")
_FEW_EXPECTED, _FEW_WITHOUT, _FEW_PERSONS = 10, 5, 30
# Benchmarks that are taken as they are; every other one is as subject to chance as the figure itself.
_TAKEN_AS_IT_IS = ("county", "nation")

# Expected numbers come out of a division.
_ROUNDING = 1e-9


class LegendRow(NamedTuple):
    """One line of the legend."""

    verdict: str
    symbol: str
    word: str
    meaning: str


def verdict_word(verdict: str) -> str:
    """bättre, kan inte avgöras ..."""
    return say(f"verdict_{verdict}")


def verdict_symbol(verdict: str) -> str:
    return _SYMBOLS[verdict]


def verdict_label(verdict: str) -> str:
    """▲ bättre"""
    return f"{verdict_symbol(verdict)}{NBSP}{verdict_word(verdict)}"


def legend(verdicts: Iterable[str] = VERDICTS) -> list[LegendRow]:
    """What each sign means, for those that are on the page, always in the same order."""
    shown = set(verdicts)
    return [LegendRow(v, s, verdict_word(v), say(f"meaning_{v}")) for v, s in _SYMBOLS.items() if v in shown]


# ---- A value and its interval ----


def interval(figure: Figure, indicator: Indicator, decimals: int | None = None, *, unit: bool = True) -> str:
    """slumpens spelrum 18,0–34,2 per 10 000 vuxna; nothing where there is none."""
    if figure.lower is None or figure.upper is None or figure.certainty == "in_words":
        return ""
    return say("interval", span=span(figure.lower, figure.upper, indicator, decimals, unit=unit))


def no_interval(indicator: Indicator) -> str:
    """Why a measure has no interval; nothing where it has one."""
    without = ("own_fact", "share_of_areas", "not_independent", "model")
    return say(f"interval_none_{indicator.uncertainty}") if indicator.uncertainty in without else ""


def in_words(figure: Figure) -> str:
    """3 av 7"""
    part, whole = figure.numerator or 0, figure.denominator or 0
    form = "in_words" if part <= whole else "in_words_more_than_whole"
    return say(form, part=number(part), whole=number(whole)).replace(" ", NBSP)


def certainty(figure: Figure) -> str:
    """A word of warning at a figure with a small base."""
    return say("uncertain") if figure.certainty == "uncertain" else ""


def value(figure: Figure, indicator: Indicator, decimals: int | None = None) -> str:
    """A figure with its unit, or in words where the base is too small; nothing where there is no figure."""
    if figure.value is None:
        return ""
    if figure.certainty == "in_words":
        return in_words(figure)
    shown = amount(figure.value, indicator, decimals)
    return say("about", value=shown) if figure.status == "estimated" else shown


def figure_sentence(figure: Figure, indicator: Indicator, decimals: int | None = None) -> str:
    """Luleå: 26,1 per 10 000 vuxna (slumpens spelrum 18,0–34,2)."""
    shown, chance = value(figure, indicator, decimals), interval(figure, indicator, decimals, unit=False)
    if not shown:
        return ""
    if not chance:
        return say("value", name=figure.name, value=shown)
    return say("value_with_interval", name=figure.name, value=shown, interval=chance)


# ---- One area beside others ----


def group(against: str) -> str:
    """What a municipality is compared with, in words that fit after "än"."""
    return say(f"group_{against}")


def comparison(found: Comparison, figure: Figure, indicator: Indicator, group_words: str = "") -> str:
    """One municipality beside others: its value, against whom, and what can be said of it.

    Args:
        found: from ``queries.comparisons``.
        figure: the municipality's own figure of the same indicator and period.
        indicator: the indicator.
        group_words: who it is compared with, to stand after "än", when it is not one of the usual groups.
    """
    decimals = _decimals(found, figure, indicator)
    own = figure_sentence(figure, indicator, decimals)
    return " ".join(part for part in (own, judgement(found, figure, indicator, group_words, unit=not own)) if part)


def judgement(
    found: Comparison, figure: Figure, indicator: Indicator, group_words: str = "", *, unit: bool = True
) -> str:
    """The same without the municipality's own value."""
    if found.reason == "no_interval" and (why := no_interval(indicator)):
        return say("not_compared_because", why=why)
    if found.verdict == "not_compared" or found.benchmark is None:
        return say("not_compared", why=why_not_compared(found))
    places = {
        "group": group_words or group(found.against),
        "benchmark": amount(found.benchmark, indicator, _decimals(found, figure, indicator), unit=unit),
    }
    if found.verdict == "cannot_tell":
        return f"{_cannot_tell(found, figure, indicator, places)} {_to_see_more(found, figure, indicator)}".strip()
    if found.verdict == "no_practical_difference":
        places["margin"] = margin(indicator)
        return say("compared_no_practical_difference" + _of_both(found), **places)
    return say(f"compared_{found.verdict}", **places)


def _of_both(found: Comparison) -> str:
    return "" if found.against in _TAKEN_AS_IT_IS else "_others"


def why_not_compared(found: Comparison) -> str:
    """The reason, as a clause: "ingen annan kommun i jämförelsegruppen har något tal"."""
    reason = found.reason or "no_benchmark"
    n = len(found.members)
    return say(f"not_compared_{reason}", n, count=in_figures_or_words(n))


def smallest_visible(found: Judgement, indicator: Indicator) -> str:
    """The smallest difference that tends to show, as an amount; nothing where it is not known."""
    return "" if found.smallest_visible is None else difference(found.smallest_visible, indicator)


def _decimals(found: Comparison, figure: Figure, indicator: Indicator) -> int:
    if found.benchmark is None or figure.lower is None or figure.upper is None:
        return indicator.decimals
    return enough_decimals(found.benchmark, figure.lower, figure.upper, indicator.decimals)


def _cannot_tell(found: Comparison, figure: Figure, indicator: Indicator, places: dict[str, str]) -> str:
    if found.reason != "few_expected" or found.expected is None:
        return say("compared_within_chance" + _of_both(found), **places)
    persons, others = figure.denominator or 0, found.benchmark_denominator or 0
    # What the municipality would have had with the others' value; fewer may be enough to forbid a judgement.
    its_own = (found.benchmark or 0) * persons / indicator.multiplier
    if found.expected < _FEW_EXPECTED:
        either = _of_both(found) and found.expected < its_own - _ROUNDING
        form = "compared_few_expected_either" if either else "compared_few_expected"
        return say(form, expected=roughly(found.expected), **places)
    if persons < _FEW_PERSONS:
        return say("compared_few_persons", denominator=counted(persons, "person", "personer"), **places)
    if _of_both(found) and others < _FEW_PERSONS:
        return say("compared_few_persons_others", denominator=counted(others, "person", "personer"), **places)
    if _of_both(found) and persons - its_own >= _FEW_WITHOUT - _ROUNDING:
        return say("compared_few_others_either", **places)
    return say("compared_few_others", expected=roughly(persons - its_own), **places)


def _to_see_more(found: Comparison, figure: Figure, indicator: Indicator) -> str:
    said = []
    if smallest := smallest_visible(found, indicator):
        said.append(say("smallest_difference", smallest=smallest))
    if found.years_needed is not None:
        said.append(say("periods_needed", periods=periods(found.years_needed)) if found.years_needed > 1 else "")
    elif figure.value != found.benchmark:
        said.append(say("periods_too_many"))
    return " ".join(part for part in said if part)


def rank(figure: Figure) -> str:
    """plats 3–11 av 14; nothing where no interval of ranks was formed. Place 1 has the highest value."""
    if figure.rank_low is None or figure.rank_high is None or figure.ranked is None:
        return ""
    low, high = number(figure.rank_low), number(figure.rank_high)
    places = low if low == high else f"{low}–{high}"
    return say("rank", span=places, ranked=number(figure.ranked)).replace(" ", NBSP)


def rank_sentence(figure: Figure) -> str:
    """The same as a sentence, which says so when the order says nothing."""
    if not (shown := rank(figure)):
        return ""
    if (figure.rank_low, figure.rank_high) == (1, figure.ranked):
        return say("rank_says_nothing", name=figure.name, ranked=number(figure.ranked or 0))
    return say("rank_sentence", name=figure.name, rank=shown)


def chance_flags(compared: int, level: float = 0.95) -> str:
    """How many verdicts chance alone gives among so many compared; nothing when none was compared."""
    if not compared:
        return ""
    risk = 1 - level
    flags = compared * risk
    shown = number(flags, 1 if round(flags, 1) else 2)
    return say("chance_flags", compared, count=number(compared), flags=shown, risk=percent(risk, int(risk < 0.01)))
