"""The county's state in each effect goal: where each measure was, is and should be, and what is left to count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard import goal_queries
from dashboard.goal_queries import Goal, Measure, Reading
from dashboard.records import Baseline, Break, ChangeOverTime, GoalLife, GoalProgress
from etl.periods import parse_period

_DECIDED = ("better", "worse", "higher", "lower")
_SETTLED = ("reached", "missed", "on_pace", "behind")


@dataclass(frozen=True)
class Line:
    """One measure of a goal.

    Attributes:
        first: the first period that can be set beside the newest; None where there is none before it.
        now: the newest period that anybody has answered about.
        printed: what a report has printed of it, newest last.
        change: from the nearest comparable period before the newest.
        progress: how sure it is that the goal somebody has set is reached.
        life: where the newest stands on the way from the locked baseline to the goal.
        locked: the baseline.
        breaks: what is said of the breaks between the baseline and the newest.
        example: nobody has decided the goal or the baseline.
    """

    measure: Measure
    first: Reading | None
    now: Reading | None
    printed: tuple[Reading, ...]
    change: ChangeOverTime | None = None
    progress: GoalProgress | None = None
    life: GoalLife | None = None
    locked: Baseline | None = None
    breaks: tuple[str, ...] = ()
    example: bool = False

    @property
    def has_data(self) -> bool:
        """Whether there is anything of the county's own or printed to show."""
        return self.now is not None or bool(self.printed)

    @property
    def is_aimed(self) -> bool:
        """Whether somebody has set a goal or locked a baseline, and there is something to hold against it."""
        return self.life is not None

    @property
    def is_decided(self) -> bool:
        """Whether its change, or its way to the goal, is more than chance."""
        return (self.change is not None and self.change.verdict in _DECIDED) or (
            self.life is not None and self.life.state in _SETTLED
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


def with_step(path: str, step: str) -> list[Line]:
    """The measures of one step of the story, in the order of indicators.yaml; those without a goal too."""
    return [_line(path, measure) for measure in goal_queries.measures(path) if measure.indicator.step == step]


def first_to_tell(lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """A few: with a goal first, then those that are decided, then one of each form; shown in their own order."""
    first_of_form = {id(line) for line in {line.measure.form: line for line in reversed(lines)}.values()}
    ranked = sorted(lines, key=lambda line: (not line.is_aimed, not line.is_decided, id(line) not in first_of_form))
    chosen = {id(line) for line in ranked[:most]}
    return tuple(line for line in lines if id(line) in chosen)


def _line(path: str, measure: Measure) -> Line:
    indicator = measure.indicator.id
    by_source = goal_queries.readings(path).get(indicator, {})
    own = by_source.get(measure.form, ())
    now = next((each for each in reversed(own) if each.figure.answered), None)
    key = (indicator, now.period if now else "")
    life = goal_queries.lives(path).get(key)
    says = {each.id: each.says for each in goal_queries.breaks(path).get(measure.form, ())}
    return Line(
        measure,
        first_comparable(own, now, _breaks_of(path, measure)) if now else None,
        now,
        tuple(each for source in goal_queries.printed_sources(path) for each in by_source.get(source, ())),
        goal_queries.changes(path).get(key),
        goal_queries.progress(path).get(key),
        life,
        goal_queries.baselines(path).get(indicator),
        tuple(says[id] for id in life.breaks if id in says) if life else (),
        indicator in goal_queries.examples(path),
    )


def first_comparable(own: Iterable[Reading], now: Reading, breaks: Iterable[Break]) -> Reading | None:
    """The first earlier period with a value that is of the same months as now, with no break between."""
    starts = [parse_period(each.from_period).start for each in breaks]
    before = [
        each
        for each in own
        if each.figure.value is not None
        and each.figure.area == now.figure.area
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
