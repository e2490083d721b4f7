"""Numbers that chance cannot well explain beside the municipality's own earlier ones. Never held against anyone else's.

A question costs the sender time, so it is asked only of what is both large and surprising:

- *jump*: at least twice the highest or at most half the lowest of the earlier numbers, and so far from them that two
  Poisson counts with the same mean would differ so much less than once in a thousand times.
- *zero*: 0 where the municipality had 7 or more: a Poisson count with mean 7 is 0 less than once in a thousand times.
- *all zero* and *all the same* are about the whole form and are told once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Literal

from scipy.special import betainc, ive

from etl.forms.description import Field, Form
from etl.periods import Period, parse_period
from etl.submission import Answer, Submission

Kind = Literal["jump", "zero", "all_zero", "all_same"]

LEAST_PROBABLE = 0.001
LEAST_FOR_ZERO = 7
LEAST_FACTOR = 2
# One person leaves many samples, so what varies by chance is a tenth of the visits.
VISITS_PER_PERSON = 10
# Two earlier numbers say next to nothing about how much they usually vary.
_ENOUGH_FOR_SPREAD = 3


@dataclass(frozen=True)
class Outlier:
    """One number, or the whole form, that does not look like what the municipality has answered before.

    Attributes:
        field: None when it is about the whole form.
        now, before: the two numbers; None when it is about the whole form.
        period: the nearest earlier period that was compared with.
    """

    kind: Kind
    field: str | None
    now: float | None
    before: float | None
    period: str


def outliers(form: Form, now: Submission, earlier: Iterable[Submission]) -> tuple[Outlier, ...]:
    """What does not look like before, in the order of the form.

    Args:
        earlier: what the same municipality has answered to the same form; later periods and others are left out.
    """
    period = parse_period(now.period)
    own = [each for each in earlier if (each.form, each.area) == (now.form, now.area)]
    before = sorted(
        (each for each in own if parse_period(each.period).end < period.start),
        key=lambda each: parse_period(each.period).end,
        reverse=True,
    )
    if not before:
        return ()
    if whole := _whole_form(form, now, before[0]):
        return (whole,)
    found = (_of_field(field, now, before, period) for field in _comparable_fields(form))
    return tuple(each for each in found if each is not None)


def _whole_form(form: Form, now: Submission, nearest: Submission) -> Outlier | None:
    """All numbers are 0, or all are those of the nearest earlier period."""
    fields = [each for each in form.fields() if each.kind == "count"]
    then, today = _numbers(fields, nearest), _numbers(fields, now)
    if today and not any(today.values()) and any(then.values()):
        return Outlier("all_zero", None, None, None, nearest.period)
    # Statuses count too: "saknas" that has become a number is not the same.
    rows = [each for each in fields if each.id in now.answers and each.id in nearest.answers]
    if today and _said(rows, now) == _said(rows, nearest) and _chance_of_same(today) < LEAST_PROBABLE:
        return Outlier("all_same", None, None, None, nearest.period)
    return None


def _chance_of_same(numbers: Mapping[str, float]) -> float:
    """How often Poisson counts with these means would come out the same twice."""
    return math.prod(float(ive(0, 2 * value)) for value in numbers.values())


def _of_field(field: Field, now: Submission, before: Sequence[Submission], period: Period) -> Outlier | None:
    value = _number(now.answers.get(field.id))
    if value is None:
        return None
    size = VISITS_PER_PERSON if field.counts == "visits" else 1
    if value == 0:
        # A longer time has room for more, so a 0 in it is no less surprising.
        known = _earlier_numbers(field, before, lambda then: then.months <= period.months)
        surprising = known and min(number for _, number in known) > 0 and known[0][1] >= LEAST_FOR_ZERO * size
        return Outlier("zero", field.id, value, known[0][1], known[0][0]) if surprising else None
    known = _earlier_numbers(field, before, lambda then: _same_months(then, period))
    if known and _is_jump(value, [number for _, number in known], size):
        return Outlier("jump", field.id, value, known[0][1], known[0][0])
    return None


def _is_jump(value: float, earlier: Sequence[float], size: int) -> bool:
    """Whether a number is both far from the earlier ones and more than chance can explain."""
    if min(earlier) / LEAST_FACTOR < value < max(earlier) * LEAST_FACTOR:
        return False
    per_event = max(size, _spread(earlier))
    now, total = value / per_event, sum(earlier) / per_event
    # Given their sum, the share of two Poisson counts that falls on one of the periods is binomial.
    share = 1 / (len(earlier) + 1)
    as_many = float(betainc(now, total + 1, share))
    as_few = float(betainc(total, now + 1, 1 - share)) if total else 1.0
    return 2 * min(as_many, as_few) < LEAST_PROBABLE


def _spread(earlier: Sequence[float]) -> float:
    """How many times more than a Poisson count they have varied; 1 while too few to tell."""
    if len(earlier) < _ENOUGH_FOR_SPREAD or not any(earlier):
        return 1.0
    return variance(earlier) / fmean(earlier)


def _comparable_fields(form: Form) -> list[Field]:
    """The counts that mean the same each time; what "other" stands for is another thing every year."""
    named = {each.names for each in form.fields() if each.names}
    return [e for e in form.fields() if e.kind == "count" and not e.main and e.id not in named]


def _earlier_numbers(
    field: Field, before: Iterable[Submission], fits: Callable[[Period], bool]
) -> list[tuple[str, float]]:
    numbers = ((each.period, _number(each.answers.get(field.id))) for each in before if fits(parse_period(each.period)))
    return [(period, number) for period, number in numbers if number is not None]


def _same_months(then: Period, now: Period) -> bool:
    return (then.months, then.start.month) == (now.months, now.start.month)


def _numbers(fields: Iterable[Field], submission: Submission) -> dict[str, float]:
    found = ((each.id, _number(submission.answers.get(each.id))) for each in fields)
    return {id: number for id, number in found if number is not None}


def _said(fields: Iterable[Field], submission: Submission) -> list[tuple[float | str | None, str]]:
    """The numbers, and the words in the place of numbers."""
    answers = (submission.answers[each.id] for each in fields)
    return [(answer.value, answer.status) for answer in answers]


def _number(answer: Answer | None) -> float | None:
    return float(answer.value) if answer is not None and isinstance(answer.value, int | float) else None
