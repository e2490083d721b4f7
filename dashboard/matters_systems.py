"""What the committee's page is made of: every system in the order of the story, goals, and what nobody answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from dashboard import goal_queries, queries
from dashboard import sentences_matters as said
from dashboard.goals import EXAMPLE as EXAMPLE_GOAL
from dashboard.matters import Matter, Weight
from dashboard.matters_basis import basis_of, forms, newest
from dashboard.matters_forms import activities, asi, care_chain, inventory, needs, survey, voices
from dashboard.records import NO_ANSWERS, GoalProgress, Period
from dashboard.sentences import DECIDED

# More goals than this are told in one sentence, and then one that is not reached.
_FEW_GOALS = 2
# Who can tell of every municipality tells of the county too.
_OPTIONAL = "diagnoser_kommun"
Says = Callable[[str], Iterator[Matter]]


def matters(path: str) -> list[list[Matter]]:
    """What every system says, in the order of the story."""
    return [list(system(path)) for system in SYSTEMS]


def goals(path: str) -> Iterator[Matter]:
    """The goals that somebody has set: first those that are reached or missed for certain."""
    found = [each for form in forms(path) if (period := newest(path, form)) for each in _goals_of(path, form, period)]
    if len(found) > _FEW_GOALS:
        sources = dict.fromkeys(forms(path)[form] for _, form, _ in found)
        basis = ("senaste perioden för varje mål", *sources, *([EXAMPLE_GOAL] if queries.build(path).example else []))
        told = said.all_goals([progress.verdict for progress, _, _ in found])
        yield Matter(Weight.DECIDED, told, basis, "effektmal", "Effektmål")
        missed = [each for each in found if each[0].verdict == "worse"]
        found = sorted(missed, key=lambda each: each[0].probability or 0)[:1]
    yield from (each for _, _, each in found)


def _goals_of(path: str, form: str, period: Period) -> Iterator[tuple[GoalProgress, str, Matter]]:
    """Each goal of a form that can be judged, with the form."""
    build, answers = queries.build(path), queries.indicator_answers(path, period.id, form)
    for indicator, areas in queries.goals(path, period.id, form).items():
        progress, figure = areas.get(build.county), answers.get(indicator, NO_ANSWERS).total
        if progress is None or figure is None or figure.value is None or progress.verdict == "not_compared":
            continue
        basis = (*basis_of(path, period.label, figure), *([EXAMPLE_GOAL] if build.example else []))
        sentence = said.towards_goal(progress, queries.indicators(path, form)[indicator], figure)
        weight = Weight.DECIDED if progress.verdict in DECIDED else Weight.GOAL
        yield progress, form, Matter(weight, sentence, basis, "effektmal", "Effektmål")


def rounds(path: str) -> Iterator[Matter]:
    """The newest round of each form that somebody has not answered, and what it leaves unsaid."""
    today = queries.build(path).as_of
    for form, title in forms(path).items():
        newest = next(iter(queries.periods(path, form)), None)
        if newest is None or newest.answered == newest.asked:
            continue
        deadline = _deadline(path, newest, form)
        if deadline is not None and (deadline >= today or not newest.answered):
            what = said.waits(title, newest.label, newest.answered, newest.asked, deadline, today)
            yield Matter(Weight.WAITS, what, (title,), "insamling", "Insamling")


def _deadline(path: str, period: Period, form: str) -> date | None:
    return next((each.deadline for each in queries.respondents(path, period.id, form) if each.deadline), None)


def unanswered(path: str) -> list[tuple[str, str]]:
    """The forms that nobody in the county has answered and no report has printed figures of."""
    printed = {each for each, found in goal_queries.readings(path).items() if any(_told(r) for r in found.values())}
    return [
        (form, title)
        for form, title in forms(path).items()
        if form != _OPTIONAL and newest(path, form) is None and not printed & queries.indicators(path, form).keys()
    ]


def _told(readings: tuple[goal_queries.Reading, ...]) -> bool:
    return any(each.figure.value is not None for each in readings)


SYSTEMS: tuple[Says, ...] = (
    goals,
    needs,
    survey,
    inventory,
    asi,
    care_chain,
    voices,
    activities,
    rounds,
)
