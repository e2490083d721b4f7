"""What can be said of a goal: reached or missed, in pace or behind, or why none of it; a row of ``goal_state``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.comparable_periods import earlier_periods
from etl.goal_gap import left_between, left_to_goal
from etl.goal_life import Life, Row
from etl.goal_pace import Pace, achieved_pace, holds_pace, required_pace
from etl.periods import parse_period
from etl.targets import Target

# Facts of the areas themselves: chance has no part in them, and they are taken as they are.
_FACTS = ("own_fact", "share_of_areas")
State = tuple[str, str | None]


def told(life: Life, progress: Row | None, breaks: Sequence[str]) -> dict[str, Any]:
    """One row without its key.

    Args:
        life: what is known.
        progress: the row of ``goal_progress``, where there is one.
        breaks: those that lie between the baseline and now.
    """
    apart = _why_apart(life, breaks)
    pace = _pace(life) if apart is None else None
    required = _required(life) if apart in (None, "not_started", "members") else None
    state, reason = _state(life, progress, apart, pace, required)
    target, baseline = life.target, life.baseline
    return {
        "value": life.now["value"],
        "target": target.value if target else None,
        "target_by": target.by if target else None,
        "baseline": baseline.value if baseline else None,
        "baseline_period": baseline.period if baseline else None,
        "baseline_today": life.today if baseline else None,
        "baseline_corrected": life.corrected,
        "members": list(life.members) if apart is None else [],
        "required_pace": required,
        "achieved_pace": pace.achieved if pace else None,
        "achieved_lower": pace.lower if pace else None,
        "achieved_upper": pace.upper if pace else None,
        "pace_left": _pace_left(life, state),
        **_left(life, progress, state),
        "state": state,
        "reason": reason,
        "apart": apart or (None if pace else "no_value"),
        "breaks": list(breaks),
    }


def _state(life: Life, progress: Row | None, apart: str | None, pace: Pace | None, required: float | None) -> State:
    verdict, why_not = (progress["verdict"], progress["reason"]) if progress else _of_fact(life)
    if life.target is None or life.now["value"] is None:
        return "not_compared", "no_target" if life.target is None else why_not or "no_value"
    if verdict == "better":
        return "reached", None
    if verdict == "not_compared":
        return "not_compared", why_not
    if parse_period(life.now["period"]).end >= parse_period(life.target.by).end:
        return ("missed", None) if verdict == "worse" else ("cannot_tell", why_not)
    if apart or pace is None or required is None:
        return "not_compared", apart or "no_value"
    return _of_pace(life, pace, required)


def _of_fact(life: Life) -> State:
    """What ``goal_progress`` would say of a figure that chance cannot be reckoned with."""
    definition, target, value = life.definition, life.target, life.now["value"]
    if target is None or value is None:
        return "not_compared", "low_coverage" if life.now["gate"] == "counts_only" else "no_value"
    if definition.uncertainty not in _FACTS:
        # A rate of other months than its goal's has an interval and no row.
        return ("not_compared", "other_months") if definition.has_interval else ("cannot_tell", "no_interval")
    reached = value <= target.value if definition.lower_is_better else value >= target.value
    return ("better", None) if reached else ("worse", None)


def _of_pace(life: Life, pace: Pace, required: float) -> State:
    if pace.few:
        return "cannot_tell", "few_expected"
    if pace.lower is None and life.definition.uncertainty not in _FACTS:
        return "cannot_tell", "no_interval"
    holds = holds_pace(pace, required, lower_is_better=bool(life.definition.lower_is_better))
    return ("cannot_tell", "within_chance") if holds is None else ("on_pace" if holds else "behind", None)


def _why_apart(life: Life, breaks: Sequence[str]) -> str | None:
    """Why the baseline and now cannot be set beside each other."""
    baseline = life.baseline
    if baseline is None:
        return "no_baseline"
    if baseline.version != life.definition.version:
        return "definition"
    if breaks:
        return "break"
    now = life.now["period"]
    if parse_period(now).start <= parse_period(baseline.period).start:
        return "not_started"
    comparable = earlier_periods([baseline.period, now]).filter(period=now, earlier=baseline.period)
    return "other_months" if comparable.is_empty() else life.refused


def _pace(life: Life) -> Pace | None:
    if life.baseline is None or life.start is None or life.end is None:
        return None
    years = _year(life.now["period"]) - _year(life.baseline.period)
    definition = life.definition
    return achieved_pace(
        life.start, life.end, years, uncertainty=definition.uncertainty, multiplier=definition.multiplier
    )


def _year(period: str) -> int:
    return parse_period(period).end.year


def _required(life: Life) -> float | None:
    if life.baseline is None or life.target is None:
        return None
    years = _year(life.target.by) - _year(life.baseline.period)
    lower_is_better = bool(life.definition.lower_is_better)
    return required_pace(life.baseline.value, life.target.value, years, lower_is_better=lower_is_better)


def _pace_left(life: Life, state: str) -> float | None:
    """What each year that is left must bring, from where we are."""
    if life.target is None or state in ("reached", "missed", "not_compared"):
        return None
    years = _year(life.target.by) - _year(life.now["period"])
    lower_is_better = bool(life.definition.lower_is_better)
    return required_pace(life.now["value"], life.target.value, years, lower_is_better=lower_is_better)


def _left(life: Life, progress: Row | None, state: str) -> dict[str, Any]:
    """How many are left, as the figures are, and the fewest and the most by chance; nothing where none may be told."""
    nothing = dict.fromkeys(("left_count", "left_low", "left_high")) | {"left_counts": life.counts or None}
    now, target = life.now, life.target
    judged = progress is not None and progress["verdict"] != "not_compared"
    known = target is not None and now["value"] is not None and bool(now["denominator"])
    if not life.counts or not known or target is None or not (judged or life.counts == "municipalities"):
        return nothing
    return nothing | _counted(life, target, state)


def _counted(life: Life, target: Target, state: str) -> dict[str, Any]:
    now, scale = life.now, life.definition.multiplier
    lower_is_better = bool(life.definition.lower_is_better)
    count = left_to_goal(target.value, scale, now["numerator"], now["denominator"], lower_is_better=lower_is_better)
    found: dict[str, Any] = {"left_count": 0 if state == "reached" else count}
    if now["lower"] is None or now["upper"] is None or state == "reached":
        return found
    limits = (now["lower"], now["upper"])
    fewest, most = left_between(target.value, scale, limits, now["denominator"], lower_is_better=lower_is_better)
    return found | {"left_low": min(fewest, count), "left_high": max(most, count)}
