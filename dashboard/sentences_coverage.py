"""The sentences on how far the figures speak for the whole: whom they are about, bounds, and who is silent."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.records import Figure, Indicator, Period, ResponseGroup
from dashboard.sentence_texts import say
from dashboard.swedish import NBSP, counted, listing, number, percent
from etl.areas import swedish_key

_COUNTY, _ANSWERING, _FEW = 0.90, 0.75, 0.50


def whom(gate: str | None) -> str:
    """länet, or de svarande kommunerna: whom an aggregate may be said to be about."""
    return say("whole_county" if gate == "county" else "the_answering")


def gate(shown: Figure | Period) -> str:
    """How far an aggregate, or everything of a period, speaks for the county."""
    share, answered, asked = shown.share, shown.answered, shown.asked
    places = {"answered": number(answered), "asked": number(asked), "share": percent(share or 0)}
    if answered and answered == asked:
        return say("gate_all", asked, **places)
    found = shown.gate if isinstance(shown, Figure) else _gate_of(shown)
    if found is None:
        return ""
    if found == "counts_only" and (share or 0) >= _FEW and answered:
        return say("gate_too_few", answered, **places)
    return say(f"gate_{found}", answered, **places)


def _gate_of(period: Period) -> str:
    if period.answered < min(3, period.asked) or period.share < _FEW:
        return "counts_only"
    return "county" if period.share >= _COUNTY else "answering" if period.share >= _ANSWERING else "answering_few"


def bounds(figure: Figure, indicator: Indicator | None = None) -> str:
    """mellan 5 och 11 av 14 kommuner; minst 527. Never scaled up."""
    if figure.numerator is None:
        return ""
    least, asked = number(figure.numerator), _municipalities(figure.asked)
    if figure.at_most is None or (indicator is not None and indicator.kind != "share_of_areas"):
        return least if figure.answered == figure.asked else say("at_least", count=least).replace(" ", NBSP)
    if figure.at_most == figure.numerator:
        said = say("bounds_known", figure.numerator, count=least, asked=asked)
    else:
        said = say("bounds", least=least, most=number(figure.at_most), asked=asked)
    return said.replace(" ", NBSP)


def of_those_who_answered(figure: Figure) -> str:
    """Of those who answered a question, how many have what it asks for."""
    yes, answered = figure.numerator or 0, figure.denominator or 0
    if answered == 1:
        return say("yes_of_one", yes)
    return say("yes_of_those", yes, yes=number(yes), answered=number(answered))


def bounds_why(figure: Figure, indicator: Indicator | None = None) -> str:
    """Why there are two numbers, or why it is only a least."""
    silent_ones = figure.asked - figure.answered
    if figure.numerator is None or not silent_ones:
        return ""
    if figure.at_most is None or (indicator is not None and indicator.kind != "share_of_areas"):
        return say("at_least_why", answered=number(figure.answered), asked=number(figure.asked))
    return say("bounds_why", silent_ones, silent=number(silent_ones))


def coverage(period: Period, figure: Figure | None) -> str:
    """Two pairs: who answered the survey, and who answered this question."""
    survey = _answered(period.answered, period.asked, period.share)
    if figure is None or figure.answered == period.answered:
        return say("coverage_one", survey=survey)
    return say("coverage_two", survey=survey, question=_answered(figure.answered, figure.asked, figure.share))


def _answered(answered: int, asked: int, share: float | None) -> str:
    form = "coverage_printed" if share is None else "coverage"
    asked_ones = _municipalities(asked)
    return say(form, answered, answered=number(answered), asked=asked_ones, share=percent(share or 0))


def of_goal(total: Figure) -> str:
    """Whom a judged goal is about, when those who answered are judged together."""
    places = {"whom": whom(total.gate), "answered": number(total.answered), "asked": _municipalities(total.asked)}
    return say("goal_whom", share=percent(total.share or 0), **places)


def _municipalities(count: int) -> str:
    return counted(count, "kommun", "kommuner").replace(NBSP, " ")


def silent(groups: Mapping[str, ResponseGroup], names: Mapping[str, str]) -> str:
    """Who did not answer, and how they differ in what is known of all.

    Args:
        groups: from ``queries.response_groups``.
        names: of the areas, by code.
    """
    missing, answered = groups.get("silent"), groups.get("answered")
    if missing is None or not missing.members:
        return say("silent_nobody")
    if answered is None or not answered.members:
        return say("silent_everybody")
    n = len(missing.members)
    who = listing(sorted((names.get(code, code) for code in missing.members), key=swedish_key))
    said = [say("silent_who", n, count=number(n), names=who, share=percent(missing.population_share))]
    said.append(_size(missing, answered))
    said.extend([say("silent_much_alike", n)] if _much_alike(missing, answered) else _differences(missing, answered))
    return " ".join(part for part in (*said, say("silent_unknown", n)) if part)


def _size(missing: ResponseGroup, answered: ResponseGroup) -> str:
    if None in (missing.smallest, missing.median, answered.smallest, answered.median):
        return ""
    sizes = (("silent_size", missing), ("answered_size", answered))
    return " ".join(say(form, len(of.members), size=_from_to(of), median=number(of.median or 0)) for form, of in sizes)


def _from_to(of: ResponseGroup) -> str:
    low, high = number(of.smallest or 0), number(of.largest or 0)
    return low if low == high else f"{low}–{high}"


def _much_alike(missing: ResponseGroup, answered: ResponseGroup) -> bool:
    """Half as many to twice as many adults, women within a percentage point, no SKR group left out."""
    if None in (missing.median, answered.median, missing.share_women, answered.share_women) or not answered.median:
        return False
    near = 0.5 <= (missing.median or 0) / answered.median <= 2
    women = abs((missing.share_women or 0) - (answered.share_women or 0)) < 0.01
    return near and women and not _left_out(missing, answered)


def _differences(missing: ResponseGroup, answered: ResponseGroup) -> list[str]:
    said = []
    if missing.share_women is not None and answered.share_women is not None:
        here, there = percent(missing.share_women), percent(answered.share_women)
        alike = here == there
        women = say("silent_women_same", share=here) if alike else say("silent_women", silent=here, answered=there)
        said.append(women)
    if left_out := _left_out(missing, answered):
        said.append(say("silent_skr_missing", len(left_out), groups=listing([f"”{name}”" for name in left_out])))
    return said


def _left_out(missing: ResponseGroup, answered: ResponseGroup) -> list[str]:
    """The SKR groups where nobody has answered. Each is told with its number: "Småstad: 2"."""
    here, there = ([name.rpartition(": ")[0] for name in each.skr_groups] for each in (missing, answered))
    return [name for name in here if name not in there]
