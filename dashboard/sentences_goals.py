"""The sentences on the life of a goal: its word and sign, its pace, what is left, and what the baseline is.

The words themselves stand in ``sentences.toml``. Nothing here computes a figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.records import Baseline, GoalLife, Indicator
from dashboard.sentence_amounts import amount, difference
from dashboard.sentence_texts import say
from dashboard.swedish import NBSP, day, number, span
from etl.periods import parse_period

# Shape beside colour. The colours are those of the verdicts: theme.py.
_SYMBOLS = {
    "reached": "✓", "missed": "✕", "not_reached": "○", "on_pace": "↗", "behind": "↘", "cannot_tell": "●",
    "not_compared": "–", "no_target": "–", "no_baseline": "–", "not_started": "–",
}  # fmt: skip
_LOOKS = {
    "reached": "better", "on_pace": "better", "missed": "worse", "not_reached": "worse", "behind": "worse",
    "cannot_tell": "cannot_tell",
}  # fmt: skip
# How a verdict of ``goal_progress``, which knows of no time and no pace, is said of a goal.
_OF_VERDICT = {"better": "reached", "worse": "not_reached"}
_JUDGED = ("on_pace", "behind")
_OWN_WORD = ("no_target", "no_baseline", "not_started")


def word(found: GoalLife) -> str:
    """The state as it is told in a word: its own, or why there is none."""
    return found.reason if found.reason in _OWN_WORD else found.state


def label(state: str) -> str:
    """✓ nått"""
    return f"{_SYMBOLS[state]}{NBSP}{say(f'goal_word_{state}')}"


def look(state: str) -> str:
    """The verdict whose colour the word takes."""
    return _LOOKS.get(state, "not_compared")


def of_verdict(verdict: str) -> str:
    """The word for a goal that is judged without its time: reached is not the same as better."""
    return _OF_VERDICT.get(verdict, verdict)


def pace(found: GoalLife, indicator: Indicator, breaks: Sequence[str] = ()) -> str:
    """Whether it goes fast enough, in a sentence; or why that is not reckoned.

    Args:
        found: the state of the goal.
        indicator: the indicator.
        breaks: what is said of the breaks between the baseline and now.
    """
    if found.achieved_pace is None:
        return _no_pace(found, breaks)
    chance = _chance(found, indicator)
    judged = found.state in (*_JUDGED, "cannot_tell") and found.required_pace is not None
    if not judged or found.reason == "few_expected":
        name = "few_expected" if judged else "told"
        return say(f"pace_{name}", achieved=a_year(found.achieved_pace, indicator), chance=chance)
    # The unit stands with the first of the two.
    achieved = a_year(found.achieved_pace, indicator, unit=False)
    required = a_year(found.required_pace or 0, indicator)
    name = found.state if found.state in _JUDGED else str(found.reason)
    return say(f"pace_{name}", required=required, achieved=achieved, chance=chance)


def _no_pace(found: GoalLife, breaks: Sequence[str]) -> str:
    if found.apart in ("definition", "break"):
        return say(f"baseline_{found.apart}", what=" ".join(breaks)).strip()
    return say(f"baseline_{found.apart}") if found.apart else ""


def pace_of_whom(found: GoalLife, members_now: int) -> str:
    """That the pace is of those who answered both times, where others answer now."""
    count = len(found.members)
    return say("pace_members", count=number(count)) if count and count != members_now else ""


def pace_left(found: GoalLife, indicator: Indicator) -> str:
    """What each year that is left must bring."""
    if not found.pace_left or found.state in ("reached", "missed"):
        return ""
    return say("pace_left", needed=a_year(found.pace_left, indicator))


def a_year(pace: float, indicator: Indicator, *, unit: bool = True) -> str:
    """+8,2 procentenheter: a change a year."""
    # A pace is small beside the value: with the value's decimals two that differ would look alike.
    return difference(pace, indicator, max(1, indicator.decimals), signed=True, unit=unit)


def _chance(found: GoalLife, indicator: Indicator) -> str:
    if found.achieved_lower is None or found.achieved_upper is None:
        return ""
    both = span(found.achieved_lower, found.achieved_upper, max(1, indicator.decimals))
    return say("pace_chance", span=both)


def left(found: GoalLife, indicator: Indicator) -> str:
    """How many are left, as the figures are; in the unit of the measure where it is not persons or municipalities."""
    if found.target is None or found.value is None or found.state == "reached":
        return ""
    fewer = "_fewer" if indicator.lower_is_better else ""
    if found.left_count is not None:
        what = "municipalities" if found.left_counts == "municipalities" else f"persons{fewer}"
        return say(f"goal_left_{what}", found.left_count, count=number(found.left_count), **_bounds(found))
    gap = found.value - found.target if indicator.lower_is_better else found.target - found.value
    return say(f"goal_left_unit{fewer}", gap=difference(gap, indicator)) if gap > 0 else ""


def _bounds(found: GoalLife) -> dict[str, str]:
    """What chance makes of the number that is left."""
    if found.left_low is None or found.left_high is None or found.left_low == found.left_high:
        return {"between": "", "up_to": ""}
    low, high = number(found.left_low), number(found.left_high)
    return {"between": say("goal_left_between", low=low, high=high), "up_to": say("goal_left_up_to", high=high)}


def time_out(found: GoalLife) -> str:
    """That the year of the goal has come without it."""
    return say("goal_time_out", by=parse_period(found.target_by).label) if found.state == "missed" else ""


def baseline(locked: Baseline, found: GoalLife | None, indicator: Indicator) -> list[str]:
    """What was locked, when and by whom; and that the same period gives something else today."""
    today = found.baseline_today if found is not None and found.baseline_corrected else None
    decimals = indicator.decimals
    if today is not None and round(today, decimals) == round(locked.value, decimals):
        decimals += 1
    value, period = amount(locked.value, indicator, decimals), parse_period(locked.period).label
    said = [say("baseline", value=value, period=period, day=day(locked.decided_on))]
    if today is not None:
        said.append(say("baseline_corrected", today=amount(today, indicator, decimals)))
    return [*said, say("baseline_decided", decided=locked.decided)]
