"""The sentences on change, trend and goals: what two periods, five years or a decided goal let us say.

The words themselves stand in ``sentences.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.records import Break, ChangeOverTime, GoalProgress, Indicator, Trend
from dashboard.sentence_amounts import (
    adding_up,
    amount,
    difference,
    in_figures_or_words,
    margin,
    periods,
    probability,
    span,
)
from dashboard.sentence_texts import say
from dashboard.sentences import no_interval, smallest_visible
from dashboard.swedish import listing, number, percent
from etl.periods import parse_period

_LIKELY, _UNLIKELY = 0.75, 0.25
_FEW_EXPECTED = 10
_RISK = 0.05


def change(found: ChangeOverTime, indicator: Indicator, name: str, earlier_label: str, later_label: str) -> str:
    """Two periods of one area, and whether anything can be said to have changed.

    Args:
        found: from ``queries.changes_over_time``.
        indicator: the indicator.
        name: of the area.
        earlier_label: the earlier period as running text: "januari–oktober 2022".
        later_label: the later period.
    """
    said = [_then_and_now(found, indicator, name, earlier_label, later_label)]
    if found.gate is not None and found.members:
        n = len(found.members)
        said.append(say("matched", n, count=number(n), share=percent(found.population_share or 0)))
    if found.estimated:
        said.append(say("estimated"))
    said.append(change_judgement(found, indicator))
    return " ".join(part for part in said if part)


def _then_and_now(found: ChangeOverTime, indicator: Indicator, name: str, earlier: str, later: str) -> str:
    if found.before is None or found.after is None:
        return ""
    before = _with_interval(found.before, found.before_lower, found.before_upper, indicator)
    after = _with_interval(found.after, found.after_lower, found.after_upper, indicator, unit=False)
    return say("then_and_now", name=name, before=before, earlier=earlier, after=after, later=later)


def _with_interval(
    value: float, lower: float | None, upper: float | None, indicator: Indicator, *, unit: bool = True
) -> str:
    shown = amount(value, indicator, unit=unit)
    if lower is None or upper is None:
        return shown
    return say("with_interval", value=shown, interval=say("interval", span=span(lower, upper, indicator, unit=False)))


def change_judgement(found: ChangeOverTime, indicator: Indicator) -> str:
    """The same without the two values."""
    if found.verdict == "not_compared":
        return _not_judged(found, indicator)
    if found.verdict == "cannot_tell":
        return f"{_cannot_tell(found, indicator)} {_to_see_more(found, indicator)}".strip()
    return say(f"changed_{found.verdict}", margin=margin(indicator))


def _not_judged(found: ChangeOverTime, indicator: Indicator) -> str:
    if found.reason == "no_interval" and (why := no_interval(indicator)):
        return say("change_not_judged_because", why=why)
    return say("change_not_judged", why=_reason(found))


def _reason(found: ChangeOverTime) -> str:
    reason = "no_value" if found.reason in (None, "no_benchmark") else found.reason
    return say(f"change_not_judged_{reason}")


def why_not_judged(found: ChangeOverTime, indicator: Indicator) -> str:
    """The reason alone; nothing where it lies in the measure and holds for all."""
    return "" if found.reason == "no_interval" and no_interval(indicator) else _reason(found)


def change_chance(decidable: int) -> str:
    """How many verdicts chance alone gives, of the changes whose numbers are large enough for one."""
    if not decidable:
        return ""
    flags = decidable * _RISK
    shown = number(flags, 1 if round(flags, 1) else 2)
    return say("changes_chance", decidable, count=number(decidable), flags=shown)


def _cannot_tell(found: ChangeOverTime, indicator: Indicator) -> str:
    if found.reason == "few_expected":
        few = found.expected is None or found.expected < _FEW_EXPECTED
        return say("changed_few_expected" if few else "changed_few_persons")
    size = found.difference or 0
    return say("changed_within_chance", None if size else 0, difference=difference(size, indicator, signed=True))


def _to_see_more(found: ChangeOverTime, indicator: Indicator) -> str:
    said = []
    if smallest := smallest_visible(found, indicator):
        said.append(say("smallest_change", smallest=smallest))
    if found.years_needed is not None:
        said.append(say("periods_needed_change", periods=periods(found.years_needed)) if found.years_needed > 1 else "")
    elif found.difference:
        said.append(say("periods_too_many_change"))
    return " ".join(part for part in said if part)


def decomposition(found: ChangeOverTime, indicator: Indicator) -> str:
    """A county's whole change in its parts; nothing for a municipality."""
    if found.whole_change is None:
        return ""
    changes = (found.real_change, found.membership_change, found.definition_change)
    known = [each for each in changes if each is not None]
    if len(known) < len(changes):
        return say("parts_unknown", whole=difference(found.whole_change, indicator, signed=True))
    places = adding_up(known, indicator.decimals)
    real, membership, definition = (difference(each, indicator, places, signed=True, unit=False) for each in known)
    whole = difference(found.whole_change, indicator, places, signed=True)
    if found.breaks or found.definition_change:
        return say("parts", whole=whole, real=real, membership=membership, definition=definition)
    form = "parts_two" if found.membership_change else "parts_same_members"
    return say(form, whole=whole, real=real, membership=membership)


def break_sentence(found: Break, period_label: str) -> str:
    """What is different from one period on."""
    return say("break", period=period_label, what=found.says)


def other_months(labels: Sequence[str]) -> str:
    """Ten months are never drawn beside twelve: which periods are left out."""
    return say("other_months", periods=listing(labels))


def trend(found: Trend) -> str:
    """Whether five years in a row show anything, or why they show nothing."""
    if found.marker == "cannot_be_calculated":
        n = len(found.periods)
        return say("trend_cannot_be_calculated", why=say(f"no_trend_{found.reason}", n, count=in_figures_or_words(n)))
    # The years alone: all five are of the same months.
    places = {"first": found.periods[0][:4], "last": found.periods[-1][:4]} if found.periods else {}
    judged = f"_{found.verdict}" if found.verdict in ("better", "worse") else ""
    return say(f"trend_{found.marker}" + ("" if found.marker == "no_certain_change" else judged), **places)


def goal_decided(indicator: Indicator) -> str:
    """The goal as it was decided, and by whom; nothing where there is none."""
    if indicator.target is None:
        return ""
    return f"{_goal(indicator.target, indicator)} {say('goal_decided', decided=indicator.target_decided or '')}"


def _goal(target: float, indicator: Indicator) -> str:
    at = say("goal_at_most" if indicator.lower_is_better else "goal_at_least")
    by = say("goal_by", time=parse_period(indicator.target_by).label) if indicator.target_by else ""
    return say("goal", at=at, target=amount(target, indicator), by=by)


def goal(found: GoalProgress, indicator: Indicator) -> str:
    """The goal, and how sure it is that it is reached: never 0 and never 100 per cent."""
    return f"{_goal(found.target, indicator)} {_reached(found)}"


def _reached(found: GoalProgress) -> str:
    if found.verdict == "not_compared":
        reason = "no_value" if found.reason in (None, "no_benchmark") else found.reason
        return say("goal_not_judged", why=say(f"goal_not_judged_{reason}"))
    if found.reason == "few_expected" or found.probability is None:
        return say("goal_few_expected")
    shown = probability(found.probability)
    if found.verdict in ("better", "worse"):
        return say(f"goal_{found.verdict}", probability=shown)
    if found.probability >= _LIKELY:
        return say("goal_likely", probability=shown)
    return say("goal_unlikely" if found.probability <= _UNLIKELY else "goal_open", probability=shown)
