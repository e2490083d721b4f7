"""What an interval says of a reference, and what may be said of areas beside their benchmarks: whole arrays at once."""

from __future__ import annotations

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
from etl.verdict_rules import (
    LEAST_EXPECTED,
    LEAST_EXPECTED_WITHOUT,
    LEAST_PERSONS,
    MOST_YEARS,
    ROUNDING,
    Words,
    in_words,
)
from etl.visible import periods_for_count, periods_for_share, visible_count, visible_share


class Judged(NamedTuple):
    """One judgement for each area: arrays of one shape.

    Attributes:
        verdict: a word of etl.snapshot.VERDICTS.
        reason: why nothing was decided or compared; None where something was.
        expected: events the area would have had with the benchmark's value; NaN where nothing is compared.
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


def outcome(lower: Numbers, upper: Numbers, reference: Numbers, margin: Numbers, lower_is_better: object) -> Words:
    """What an interval says of a reference.

    Args:
        lower, upper: limits of a value, a difference or a ratio; scalars or arrays, like all that follow.
        reference: what it is held against: a benchmark, 0 for a difference, 1 for a ratio.
        margin: how far from the reference makes no difference in practice; None or NaN: not stated.
        lower_is_better: True, False, or None where more is neither better nor worse.

    Returns:
        no_practical_difference where the interval lies inside the margin (touching it is not inside); better, worse,
        higher or lower where the reference lies outside the limits (on them is not outside); cannot_tell otherwise;
        not_compared where a limit or the reference is missing.
    """
    low, high, middle, far = broadcast(
        lower=_numbers("lower", lower),
        upper=_numbers("upper", upper),
        reference=read_numbers("reference", reference),
        margin=read_numbers("margin", margin),
    )
    # 1: lower is better, 0: higher is, NaN: neither.
    direction = _direction(lower_is_better)
    missing = np.isnan(low) | np.isnan(high) | np.isnan(middle)
    alike = (low > middle - far) & (high < middle + far)
    above, below = low > middle, high < middle
    chosen = np.select(
        [
            missing,
            alike,
            (above & (direction == 0)) | (below & (direction == 1)),
            (above & (direction == 1)) | (below & (direction == 0)),
            above,
            below,
        ],
        ["not_compared", "no_practical_difference", "better", "worse", "higher", "lower"],
        "cannot_tell",
    )
    return np.asarray(chosen)


def _numbers(name: str, given: Numbers) -> FloatArray:
    """A limit may be infinite: the ratio to nothing has no upper one."""
    array = np.asarray(given)
    return array.astype(np.float64) if array.dtype.kind == "f" else read_numbers(name, given)


def _direction(lower_is_better: object) -> FloatArray:
    given = np.asarray(lower_is_better)
    if given.dtype.kind in "bf":
        return given.astype(np.float64)
    given = given.astype(object)
    flat = [np.nan if one is None or one != one else float(bool(one)) for one in given.ravel()]
    return np.array(flat, dtype=np.float64).reshape(given.shape)


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
) -> Judged:
    """Each area's own interval against its benchmark's value.

    Args:
        uncertainty: a word of etl.snapshot.UNCERTAINTIES; only wilson and poisson have an interval.
        numerator, denominator: of the area; None or NaN: no value. Scalars or arrays, like all that follow.
        multiplier, margin, lower_is_better: as the indicator has them.
        benchmark: the value to be held against, in the unit of the indicator; missing: there is none.
        confidence: of the area's interval.
        per_population: the denominator is a population (a rate), and not persons asked for or treated.
        refused: why the benchmark may not be used although it could be reckoned (too_few_areas, low_coverage,
            break), None where it may.
    """
    x, n, scale, middle, far = broadcast(
        numerator=read_numbers("numerator", numerator),
        denominator=read_numbers("denominator", denominator),
        multiplier=read_numbers("multiplier", multiplier),
        benchmark=read_numbers("benchmark", benchmark),
        margin=read_numbers("margin", margin),
    )
    share = np.broadcast_to(np.asarray(uncertainty) == "wilson", x.shape)
    count = np.broadcast_to(np.asarray(uncertainty) == "poisson", x.shape)
    why_not = _why_not_compared(share, count, x, n, middle, per_population, refused)
    # What is not compared is left out of all arithmetic.
    open_ = why_not == ""
    x, n, middle = (np.where(open_, numbers, np.nan) for numbers in (x, n, middle))

    lower, upper = _limits(share, x, n, scale, confidence)
    said = outcome(lower, upper, middle, far, lower_is_better)
    expected = middle * n / scale
    few = open_ & _few_expected(share, expected, n)
    said = np.where(few, "cannot_tell", said)
    reason = np.select(
        [~open_, few, said == "cannot_tell"], [why_not, np.full(x.shape, "few_expected"), "within_chance"], ""
    )
    return Judged(
        said,
        _told(reason),
        expected,
        _visible(share, middle / scale, n, expected) * scale,
        np.where(said == "cannot_tell", _years(share, middle / scale, x, n, expected), np.nan),
    )


def _why_not_compared(
    share: NDArray[np.bool_],
    count: NDArray[np.bool_],
    x: FloatArray,
    n: FloatArray,
    benchmark: FloatArray,
    per_population: object,
    refused: object,
) -> Words:
    """The first reason that holds, in the order in which they are told; empty where there is none."""
    told = _words(refused)
    conditions: list[NDArray[np.bool_]] = [
        ~(share | count) | (share & (x > n)),
        np.isnan(x) | ~(n > 0) | (x < 0),
        in_words(per_population, n),
        np.isnan(benchmark),
        np.broadcast_to(told != "", x.shape),
    ]
    return np.select(conditions, ["no_interval", "no_value", "in_words", "no_benchmark", told], "")


def _words(given: object) -> Words:
    """Words with "" for None."""
    words = np.asarray(given)
    if words.dtype.kind == "U":
        return words
    return np.array([word or "" for word in words.astype(object).ravel()], dtype=str).reshape(words.shape)


def _told(reason: Words) -> Words:
    told = reason.astype(object)
    told[reason == ""] = None
    return told


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
