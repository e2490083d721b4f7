"""What may be said of areas beside their benchmarks: whole arrays at once.

A benchmark that is a fixed value, or that has the area in it and is much larger, is held against the area's own
interval. One that is made of other areas has an uncertainty of its own: then the difference is judged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.intervals import count_limits, wilson_limits
from etl.numeric_input import (
    FloatArray,
    Numbers,
    broadcast,
    read_confidence,
    read_numbers,
    two_sided_z,
)
from etl.outcomes import Codes, direction, in_verdicts, outcome_codes
from etl.two_samples import Beside, Compared, compare_rates, compare_shares
from etl.verdict_rules import (
    CANNOT_TELL,
    LEAST_EXPECTED,
    LEAST_EXPECTED_WITHOUT,
    LEAST_PERSONS,
    MOST_YEARS,
    NO_PRACTICAL_DIFFERENCE,
    NOT_COMPARED,
    REASONS_CANNOT_TELL,
    REASONS_NOT_COMPARED,
    ROUNDING,
    Words,
    in_words,
)
from etl.visible import periods_for_count, periods_for_share, visible_count, visible_share

# Places of reasons; the first is that there is none.
REASONS = ("", *REASONS_NOT_COMPARED, *REASONS_CANNOT_TELL)
_WITHIN_CHANCE, _FEW_EXPECTED = (REASONS.index(reason) for reason in REASONS_CANNOT_TELL)
_Truths = NDArray[np.bool_]


class Judged(NamedTuple):
    """One judgement for each area: arrays of one shape.

    Attributes:
        verdict: a word of etl.snapshot.VERDICTS.
        reason: why nothing was decided or compared; None where something was.
        expected: events the area would have had with the benchmark's value; beside a benchmark with an uncertainty of
            its own, the fewest of these and of those in the smaller of the two, were both alike. NaN where nothing is
            compared.
        smallest_visible: the true difference from the benchmark that would have shown, in the unit of the value,
            whichever way it went (80 % power at 5 %); NaN where none would, or nothing is compared.
        years_needed: how many such periods together would show the measured difference; NaN when it is decided
            already, when there is none, and over 20.
    """

    verdict: Words
    reason: Words
    expected: FloatArray
    smallest_visible: FloatArray
    years_needed: FloatArray


@dataclass(frozen=True)
class Coded:
    """The same, with verdicts and reasons as places in VERDICTS and REASONS."""

    verdict: Codes
    reason: Codes
    expected: FloatArray
    smallest_visible: FloatArray
    years_needed: FloatArray


@dataclass(frozen=True)
class Cases:
    """Areas and what they are held against, in arrays of one dimension; NaN is missing."""

    share: _Truths
    count: _Truths
    per_population: _Truths
    x: FloatArray
    n: FloatArray
    scale: FloatArray
    benchmark: FloatArray
    others_x: FloatArray
    others_n: FloatArray
    margin: FloatArray
    lower_is_better: FloatArray

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, chosen: NDArray[np.intp] | _Truths) -> Cases:
        return Cases(**{name: numbers[chosen] for name, numbers in vars(self).items()})


def against_benchmark(
    uncertainty: object,
    numerator: Numbers,
    denominator: Numbers,
    multiplier: Numbers,
    benchmark: Numbers,
    margin: Numbers,
    lower_is_better: object,
    confidence: float = 0.95,
    *,
    per_population: object = False,
    refused: object = None,
    others: tuple[Numbers, Numbers] = (None, None),
) -> Judged:
    """Each area beside its benchmark.

    Args:
        uncertainty: a word of etl.snapshot.UNCERTAINTIES; only wilson and poisson have an interval.
        numerator, denominator: of the area; None or NaN: no value. Scalars or arrays, like all that follow.
        multiplier, margin, lower_is_better: as the indicator has them.
        benchmark: the value to be held against, in the unit of the indicator; missing: there is none.
        confidence: of the interval.
        per_population: the denominator is a population (a rate), and not persons asked for or treated.
        refused: why the benchmark may not be used although it could be reckoned (too_few_areas, low_coverage,
            break), None where it may.
        others: numerator and denominator of the benchmark, where it is made of other areas alone and so has an
            uncertainty of its own; missing: it is taken as it is.
    """
    numbers = broadcast(
        x=read_numbers("numerator", numerator),
        n=read_numbers("denominator", denominator),
        scale=read_numbers("multiplier", multiplier),
        benchmark=read_numbers("benchmark", benchmark),
        others_x=read_numbers("others", others[0]),
        others_n=read_numbers("others", others[1]),
        margin=read_numbers("margin", margin),
        lower_is_better=direction(lower_is_better),
    )
    shape = numbers[0].shape

    def truths(given: object) -> _Truths:
        return np.broadcast_to(np.asarray(given, dtype=bool), shape).ravel()

    cases = Cases(
        truths(np.asarray(uncertainty) == "wilson"),
        truths(np.asarray(uncertainty) == "poisson"),
        truths(per_population),
        *(each.ravel() for each in numbers),
    )
    found = judge(cases, np.broadcast_to(_reasons(refused), shape).ravel(), confidence)
    reasons = np.array([reason or None for reason in REASONS], dtype=object)
    sizes = (found.expected, found.smallest_visible, found.years_needed)
    return Judged(
        in_verdicts(found.verdict).reshape(shape),
        np.asarray(reasons[found.reason]).reshape(shape),
        *(each.reshape(shape) for each in sizes),
    )


def _reasons(given: object) -> Codes:
    words = np.asarray(given, dtype=object)
    places = [REASONS.index(word or "") for word in words.ravel()]
    return np.array(places, dtype=np.int8).reshape(words.shape)


def judge(cases: Cases, refused: Codes, confidence: float = 0.95) -> Coded:
    """Each case beside its benchmark; ``refused`` as in ``against_benchmark``, as places in REASONS.

    Only what is compared is reckoned with.
    """
    reason = _why_not_compared(cases, refused)
    verdict = np.full(len(cases), NOT_COMPARED, dtype=np.int8)
    expected, visible, years = (np.full(len(cases), np.nan) for _ in range(3))
    open_, alone = reason == 0, np.isnan(cases.others_n)
    # More events than persons is no share that chance has a part in; what is expected will then forbid a judgement.
    possible = cases.others_x <= cases.others_n
    for chosen, compare in (
        (open_ & (alone | (cases.share & ~possible)), _beside_value),
        (open_ & cases.share & ~alone & possible, _beside_others),
        (open_ & cases.count & ~alone, _beside_others),
    ):
        if not (at := np.flatnonzero(chosen)).size:
            continue
        found = compare(cases[at], confidence)
        verdict[at] = np.where(found.few, np.int8(CANNOT_TELL), found.said)
        undecided = np.where(found.few, np.int8(_FEW_EXPECTED), np.int8(_WITHIN_CHANCE))
        reason[at] = np.where(verdict[at] == CANNOT_TELL, undecided, np.int8(0))
        expected[at] = found.columns["expected"]
        visible[at] = found.columns["smallest_visible"]
        years[at] = np.where(verdict[at] == CANNOT_TELL, found.columns["years_needed"], np.nan)
    return Coded(verdict, reason, expected, visible, years)


def _why_not_compared(cases: Cases, refused: Codes) -> Codes:
    """The first reason that holds, in the order in which they are told; 0 where there is none."""
    x, n = cases.x, cases.n
    why_not = np.where(np.isnan(cases.benchmark), np.int8(REASONS.index("no_benchmark")), refused)
    for reason, holds in (
        ("in_words", in_words(cases.per_population, n)),
        ("no_value", np.isnan(x) | ~(n > 0) | (x < 0)),
        ("no_interval", ~(cases.share | cases.count) | (cases.share & (x > n))),
    ):
        why_not[holds] = REASONS.index(reason)
    return why_not


def _beside_others(cases: Cases, confidence: float) -> Compared:
    """Both with their uncertainty; cases of one kind.

    Where the area's own interval holds the benchmark nothing is told apart either: it is the interval that is drawn,
    and the limits of a ratio can be a hair narrower.
    """
    pairs = Beside(cases.others_x, cases.others_n, cases.x, cases.n, cases.scale, cases.margin, cases.lower_is_better)
    found = compare_shares(pairs, confidence) if cases.share[0] else compare_rates(pairs, confidence)
    lower, upper = _limits(cases.share, cases.x, cases.n, cases.scale, confidence)
    held = (lower <= cases.benchmark) & (cases.benchmark <= upper) & (found.said < NO_PRACTICAL_DIFFERENCE)
    return replace(found, said=np.where(held, np.int8(CANNOT_TELL), found.said))


def _beside_value(cases: Cases, confidence: float) -> Compared:
    """The area's own interval against a value."""
    share, x, n, scale = cases.share, cases.x, cases.n, cases.scale
    lower, upper = _limits(share, x, n, scale, confidence)
    expected, level = cases.benchmark * n / scale, cases.benchmark / scale
    return Compared(
        outcome_codes(lower, upper, cases.benchmark, cases.margin, cases.lower_is_better),
        _few_expected(share, expected, n),
        {
            "expected": expected,
            "smallest_visible": _visible(share, level, n, expected) * scale,
            "years_needed": _years(share, level, x, n, expected),
        },
    )


def _limits(
    share: NDArray[np.bool_], x: FloatArray, n: FloatArray, scale: FloatArray, confidence: float
) -> tuple[FloatArray, FloatArray]:
    fraction = read_confidence(confidence)
    share_lower, share_upper = wilson_limits(
        np.where(share, x, np.nan), np.where(share, n, np.nan), two_sided_z(fraction)
    )
    count_lower, count_upper = count_limits(np.where(share, np.nan, x), fraction)
    return np.where(share, share_lower, count_lower / n) * scale, np.where(share, share_upper, count_upper / n) * scale


def _few_expected(share: NDArray[np.bool_], expected: FloatArray, n: FloatArray) -> NDArray[np.bool_]:
    too_few = expected < LEAST_EXPECTED - ROUNDING
    of_share = (n - expected < LEAST_EXPECTED_WITHOUT - ROUNDING) | (n < LEAST_PERSONS)
    return np.asarray(too_few | (share & of_share))


def _visible(share: NDArray[np.bool_], benchmark: FloatArray, n: FloatArray, expected: FloatArray) -> FloatArray:
    return np.where(share, visible_share(_as_share(share, benchmark), n), visible_count(expected) / n)


def _as_share(share: NDArray[np.bool_], benchmark: FloatArray) -> FloatArray:
    return np.where(share & (benchmark <= 1), benchmark, np.nan)


def _years(
    share: NDArray[np.bool_], benchmark: FloatArray, x: FloatArray, n: FloatArray, expected: FloatArray
) -> FloatArray:
    """Whole periods until the difference shows and there is enough to judge; never one, which did not decide."""
    by_power = np.where(
        share,
        periods_for_share(_as_share(share, benchmark), np.where(share, x, np.nan), n),
        periods_for_count(expected, x),
    )
    with np.errstate(divide="ignore"):
        to_judge = LEAST_EXPECTED / expected
        of_share = np.maximum(LEAST_EXPECTED_WITHOUT / (n - expected), LEAST_PERSONS / n)
    needed = np.ceil(np.round(np.maximum(by_power, np.where(share, np.maximum(to_judge, of_share), to_judge)), 9))
    return np.where(needed <= MOST_YEARS, np.maximum(needed, 2), np.nan)
