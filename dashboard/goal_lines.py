"""The county's state in each effect goal: where each measure was, is and should be, and what is left to count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard import goal_queries
from dashboard.goal_queries import Goal, Measure, Reading
from dashboard.records import Break, ChangeOverTime, GoalProgress
from etl.goal_gap import left_to_goal
from etl.periods import parse_period

_DECIDED = ("better", "worse", "higher", "lower")


@dataclass(frozen=True)
class Line:
    """One measure of a goal.

    Attributes:
        first: the first period that can be set beside the newest; None where there is none before it.
        now: the newest period that anybody has answered about.
        printed: what a report has printed of it, newest last.
        change: from the nearest comparable period before the newest.
        progress: where the newest stands against the goal that somebody has set.
    """

    measure: Measure
    first: Reading | None
    now: Reading | None
    printed: tuple[Reading, ...]
    change: ChangeOverTime | None
    progress: GoalProgress | None

    @property
    def has_data(self) -> bool:
        """Whether there is anything of the county's own or printed to show."""
        return self.now is not None or bool(self.printed)

    @property
    def is_decided(self) -> bool:
        """Whether its change, or how it stands against its goal, is more than chance."""
        return any(each is not None and each.verdict in _DECIDED for each in (self.change, self.progress))

    @property
    def left(self) -> int | None:
        """How many of what the numerator counts are left to the goal; None where there is no such number."""
        indicator, figure = self.measure.indicator, self.now.figure if self.now else None
        if indicator.target is None or indicator.lower_is_better is None or figure is None or figure.value is None:
            return None
        if self.progress is None or self.progress.verdict == "not_compared":
            return None
        if not self.measure.counts or figure.numerator is None or not figure.denominator:
            return None
        return left_to_goal(
            indicator.target,
            indicator.multiplier,
            figure.numerator,
            figure.denominator,
            lower_is_better=indicator.lower_is_better,
        )


@dataclass(frozen=True)
class GoalState:
    """One goal with its measures, in the order of indicators.yaml."""

    goal: Goal
    lines: tuple[Line, ...]

    @property
    def told(self) -> tuple[Line, ...]:
        """The measures that there is something to tell of."""
        return tuple(line for line in self.lines if line.has_data)

    @property
    def silent(self) -> tuple[Line, ...]:
        """The measures that nobody has answered about yet."""
        return tuple(line for line in self.lines if not line.has_data)


def states(path: str) -> list[GoalState]:
    """Every goal, in the order of indicators.yaml."""
    lines = [_line(path, measure) for measure in goal_queries.measures(path)]
    return [
        GoalState(goal, tuple(line for line in lines if line.measure.indicator.effect_goal == goal.whole))
        for goal in goal_queries.goals(path)
    ]


def first_to_tell(lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """A few: with a goal first, then those that are decided, then one of each form; shown in their own order."""
    first_of_form = {id(line) for line in {line.measure.form: line for line in reversed(lines)}.values()}
    ranked = sorted(
        lines,
        key=lambda line: (line.measure.indicator.target is None, not line.is_decided, id(line) not in first_of_form),
    )
    chosen = {id(line) for line in ranked[:most]}
    return tuple(line for line in lines if id(line) in chosen)


def _line(path: str, measure: Measure) -> Line:
    by_source = goal_queries.readings(path).get(measure.indicator.id, {})
    own = by_source.get(measure.form, ())
    now = next((each for each in reversed(own) if each.figure.answered), None)
    key = (measure.indicator.id, now.period if now else "")
    printed = tuple(each for source, found in by_source.items() if source != measure.form for each in found)
    return Line(
        measure,
        first_comparable(own, now, _breaks_of(path, measure)) if now else None,
        now,
        printed,
        goal_queries.changes(path).get(key),
        goal_queries.progress(path).get(key),
    )


def first_comparable(own: Iterable[Reading], now: Reading, breaks: Iterable[Break]) -> Reading | None:
    """The first earlier period with a value that is of the same months as now, with no break between."""
    starts = [parse_period(each.from_period).start for each in breaks]
    before = [
        each
        for each in own
        if each.figure.value is not None
        and (each.months, each.starts.month) == (now.months, now.starts.month)
        and each.starts < now.starts
        and not any(each.starts < start <= now.starts for start in starts)
    ]
    return min(before, key=lambda each: each.starts, default=None)


def _breaks_of(path: str, measure: Measure) -> list[Break]:
    """The breaks that touch a measure of the county."""
    indicator, county = measure.indicator, goal_queries.county(path)
    items = {*indicator.numerator, *indicator.denominator}
    return [
        each
        for each in goal_queries.breaks(path).get(measure.form, ())
        if each.indicator in (None, indicator.id)
        and (each.item is None or each.item in items)
        and (each.area is None or each.area.startswith(county))
    ]
