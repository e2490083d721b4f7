"""Held against a benchmark: better, similar, worse; and whether two things are alike enough.

The benchmark's value against the area's own interval, as Fingertips does it; the benchmark's own interval is ignored
except in the method that names it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from etl.intervals import wilson_limits
from etl.numeric_input import (
    FloatArray,
    Numbers,
    StatisticsError,
    broadcast,
    chosen,
    read_confidence,
    read_counts,
    read_multiplier,
    read_numbers,
    read_positive,
    truth,
    two_sided_z,
)
from etl.statistical_names import Comparison, Outcome, Polarity, read_comparison, read_polarity

# Where the benchmark lies, as an index into the outcomes.
Places: TypeAlias = NDArray[np.intp]

# No judgement when fewer events than this were both expected and seen: a true zero may still be found in a big area.
JUDGED_FROM = 10

# From much lower than the benchmark to much higher; the last is "not compared".
_NOT_COMPARED = 5
_BY_POLARITY = {
    Polarity.HIGH_IS_GOOD: (
        Outcome.WORST, Outcome.WORSE, Outcome.SIMILAR, Outcome.BETTER, Outcome.BEST, Outcome.NOT_COMPARED,
    ),
    Polarity.LOW_IS_GOOD: (
        Outcome.BEST, Outcome.BETTER, Outcome.SIMILAR, Outcome.WORSE, Outcome.WORST, Outcome.NOT_COMPARED,
    ),
    Polarity.NO_JUDGEMENT: (
        Outcome.LOWER, Outcome.LOWER, Outcome.SIMILAR, Outcome.HIGHER, Outcome.HIGHER, Outcome.NOT_COMPARED,
    ),
    Polarity.NOT_APPLICABLE: (Outcome.NOT_COMPARED,) * 6,
}  # fmt: skip
_QUINTILES = {
    Polarity.HIGH_IS_GOOD: (
        Outcome.WORST, Outcome.WORSE, Outcome.MIDDLE, Outcome.BETTER, Outcome.BEST, Outcome.NOT_COMPARED,
    ),
    Polarity.LOW_IS_GOOD: (
        Outcome.BEST, Outcome.BETTER, Outcome.MIDDLE, Outcome.WORSE, Outcome.WORST, Outcome.NOT_COMPARED,
    ),
    Polarity.NO_JUDGEMENT: (
        Outcome.LOWEST, Outcome.LOW, Outcome.MIDDLE, Outcome.HIGH, Outcome.HIGHEST, Outcome.NOT_COMPARED,
    ),
    Polarity.NOT_APPLICABLE: (Outcome.NOT_COMPARED,) * 6,
}  # fmt: skip


def compare(
    *,
    method: object,
    value: Numbers = None,
    lower: Numbers = None,
    upper: Numbers = None,
    benchmark: Numbers = None,
    polarity: object = None,
    lower_99_8: Numbers = None,
    upper_99_8: Numbers = None,
    benchmark_lower: Numbers = None,
    benchmark_upper: Numbers = None,
    expected: Numbers = None,
    observed: Numbers = None,
    quintile: Numbers = None,
    denominator: Numbers = None,
    confidence: float = 0.95,
    multiplier: float = 1,
) -> Any:
    """How an area's value stands to a benchmark.

    Methods (the names of `Comparison`, or the published ones such as CIOverlappingReferenceValue95):
        own_interval_95, own_interval_99_8: similar where the benchmark lies within lower and upper, limits included.
            At 99.8 % the limits are those of that level, given as lower and upper or as lower_99_8 and upper_99_8.
        own_interval_two_levels: as at 95 % (lower, upper); best or worst where the benchmark is outside lower_99_8
            and upper_99_8 too.
        double_overlap: similar where the area's interval and the benchmark's touch. Not a 5 % test: too careful.
        control_limits_proportion: the value against Wilson limits of the benchmark at the area's denominator.
        quintiles: by `quintile`, 1 to 5 from the lowest values, as `quantile` gives it.
        no_comparison: not compared.

    Args:
        method: see above.
        value: the area's value; scalar or array, like all that follow up to quintile.
        lower, upper: its limits.
        benchmark: the value to compare with.
        polarity: high_is_good, low_is_good, no_judgement (also None: lower or higher is all that is said),
            not_applicable (not compared).
        lower_99_8, upper_99_8: limits of the second level.
        benchmark_lower, benchmark_upper: the benchmark's limits, for double_overlap alone.
        expected, observed: events. Where expected is given and under 10, and observed is not given or under 10 too,
            nothing is compared.
        denominator, confidence, multiplier: for control_limits_proportion; multiplier is that of value and benchmark.

    Returns:
        An `Outcome` for scalars, an array of them otherwise. `not_compared` where a value, a limit or a benchmark is
        missing.

    Raises:
        StatisticsError: unknown method or polarity, not a number, a lower limit over its upper.

    Source: Fingertips technical guidance; its comparers SingleOverlappingCIs…, DoubleOverlappingCIs,
    SpcForProportions, and FingertipsNext's BenchmarkComparisonEngine.
    """
    by, direction = read_comparison(method), read_polarity(polarity)
    if by is Comparison.QUINTILES:
        return _by_quintile(quintile, direction)
    given = _together(
        value=read_numbers("value", value),
        benchmark=read_numbers("benchmark", benchmark),
        expected=read_counts("expected", expected),
        observed=read_counts("observed", observed),
        **read_limits(lower, upper),
        **read_limits(lower_99_8, upper_99_8, "_99_8"),
        **read_limits(benchmark_lower, benchmark_upper, of="benchmark_"),
        denominator=read_positive("denominator", denominator),
    )
    if by is Comparison.OWN_INTERVAL_95:
        place = _against_own(given, given["lower"], given["upper"])
    elif by is Comparison.OWN_INTERVAL_99_8:
        first = {side: given[f"{side}_99_8"] for side in ("lower", "upper")}
        place = _against_own(given, *(np.where(np.isnan(first[side]), given[side], first[side]) for side in first))
    elif by is Comparison.OWN_INTERVAL_TWO_LEVELS:
        place = _two_levels(given)
    elif by is Comparison.DOUBLE_OVERLAP:
        place = _double_overlap(given)
    elif by is Comparison.CONTROL_LIMITS_PROPORTION:
        place = _against_control_limits(given, read_confidence(confidence), read_multiplier(multiplier))
    else:
        place = np.full(given["value"].shape, _NOT_COMPARED)
    return chosen(_BY_POLARITY[direction], np.where(_too_few(given), _NOT_COMPARED, place))


def read_limits(lower: Numbers, upper: Numbers, level: str = "", of: str = "") -> dict[str, FloatArray]:
    """Both limits by name, checked. They may be infinite: the ratio to a rate of 0 has no upper limit."""
    low_name, high_name = f"{of}lower{level}", f"{of}upper{level}"
    low, high = broadcast(
        **{
            low_name: read_numbers(low_name, lower, infinite=True),
            high_name: read_numbers(high_name, upper, infinite=True),
        }
    )
    if (low > high).any():
        raise StatisticsError(f"{low_name}: must not be above {high_name}")
    return {low_name: low, high_name: high}


def _together(**given: FloatArray) -> dict[str, FloatArray]:
    return dict(zip(given, broadcast(**given), strict=True))


def _against_own(given: dict[str, FloatArray], lower: FloatArray, upper: FloatArray) -> Places:
    benchmark = given["benchmark"]
    unknown = np.isnan(given["value"]) | np.isnan(benchmark) | np.isnan(lower) | np.isnan(upper)
    return np.select([unknown, upper < benchmark, lower > benchmark], [_NOT_COMPARED, 1, 3], 2)


def _two_levels(given: dict[str, FloatArray]) -> Places:
    first = _against_own(given, given["lower"], given["upper"])
    second = _against_own(given, given["lower_99_8"], given["upper_99_8"])
    unknown = (first == _NOT_COMPARED) | (second == _NOT_COMPARED)
    return np.select(
        [unknown, (first == 1) & (second == 1), (first == 3) & (second == 3)], [_NOT_COMPARED, 0, 4], first
    )


def _double_overlap(given: dict[str, FloatArray]) -> Places:
    lower, upper = given["lower"], given["upper"]
    other_lower, other_upper = given["benchmark_lower"], given["benchmark_upper"]
    parts = (given["value"], given["benchmark"], lower, upper, other_lower, other_upper)
    unknown = np.isnan(np.stack(parts)).any(axis=0)
    return np.select([unknown, upper < other_lower, lower > other_upper], [_NOT_COMPARED, 1, 3], 2)


def _against_control_limits(given: dict[str, FloatArray], confidence: float, multiplier: float) -> Places:
    value, share, number = given["value"] / multiplier, given["benchmark"] / multiplier, given["denominator"]
    if ((share < 0) | (share > 1)).any():
        raise StatisticsError("benchmark: must be a proportion between 0 and 1, times the multiplier")
    lower, upper = wilson_limits(share * number, number, two_sided_z(confidence))
    unknown = np.isnan(value) | np.isnan(lower) | np.isnan(upper)
    return np.select([unknown, value < lower, value > upper], [_NOT_COMPARED, 1, 3], 2)


def _too_few(given: dict[str, FloatArray]) -> NDArray[np.bool_]:
    seen_few = np.isnan(given["observed"]) | (given["observed"] < JUDGED_FROM)
    return np.asarray((given["expected"] < JUDGED_FROM) & seen_few)


def _by_quintile(quintile: Numbers, polarity: Polarity) -> Any:
    number = read_numbers("quintile", quintile)
    known = ~np.isnan(number)
    if (known & ~np.isin(number, (1, 2, 3, 4, 5))).any():
        raise StatisticsError("quintile: must be 1, 2, 3, 4 or 5")
    return chosen(_QUINTILES[polarity], np.where(known, number - 1, _NOT_COMPARED).astype(np.intp))


def equivalence(lower: Numbers, upper: Numbers, margin: Numbers, *, reference: Numbers = 0, ratio: bool = False) -> Any:
    """Whether two things are alike enough: the whole interval lies inside a margin stated beforehand.

    The confidence of the interval decides the test: 90 % limits give two one-sided tests at 5 % (TOST), 95 % limits
    two at 2.5 %. An interval that touches the margin is not inside it.

    Args:
        lower, upper: limits of a value, a difference or (with ratio) a ratio; scalars or arrays.
        margin: how far off is still alike, greater than 0: in the unit of the limits, or for a ratio as a share
            (0.25: from 1/1.25 to 1.25 times the reference).
        reference: what is compared with: 0 for differences, 1 for ratios, a benchmark or a goal for values.
        ratio: the limits are those of a ratio.

    Returns:
        True, False or None (a limit is missing) for scalars; an array of these otherwise.

    Raises:
        StatisticsError: not a number, a lower limit over its upper, a margin of 0 or less.

    Source: Schuirmann DJ, J Pharmacokinet Biopharm 1987;15:657-80.
    """
    inside, known = _inside(**_margins(lower, upper, margin, reference, ratio))
    return truth(known, inside)


def _margins(lower: Numbers, upper: Numbers, margin: Numbers, reference: Numbers, ratio: bool) -> dict[str, FloatArray]:
    given = _together(
        **read_limits(lower, upper), margin=read_positive("margin", margin), middle=read_numbers("reference", reference)
    )
    far, middle = given.pop("margin"), given.pop("middle")
    if ratio:
        return {**given, "least": middle / (1 + far), "most": middle * (1 + far), "middle": middle}
    return {**given, "least": middle - far, "most": middle + far, "middle": middle}


def _inside(
    lower: FloatArray, upper: FloatArray, least: FloatArray, most: FloatArray, middle: FloatArray
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    known = ~(np.isnan(lower) | np.isnan(upper) | np.isnan(least) | np.isnan(middle))
    return np.asarray((lower > least) & (upper < most)), np.asarray(known)


def change_outcome(
    lower: Numbers,
    upper: Numbers,
    *,
    reference: Numbers = 0,
    margin: Numbers = None,
    ratio: bool = False,
    polarity: object = None,
) -> Any:
    """What an interval of a change (or of a value against a fixed reference) lets us say.

    Args:
        lower, upper: limits of the change, as `change` gives them; scalars or arrays.
        reference: no change: 0 for a difference, 1 for a ratio.
        margin: what would make no difference in practice, as in `equivalence`; None: never said.
        ratio: the margin is a share of the reference.
        polarity: as in `compare`.

    Returns:
        An `Outcome` for scalars, an array of them otherwise: no_practical_difference where the interval lies within
        the margin; better or worse (without judgement: higher or lower) where it lies wholly on one side of the
        reference; cannot_be_decided otherwise, also where it just touches the reference; not_compared where a limit
        is missing or the polarity is not_applicable.

    Raises:
        StatisticsError: as `equivalence`, and unknown polarity.
    """
    direction = read_polarity(polarity)
    named = _margins(lower, upper, np.nan if margin is None else margin, reference, ratio)
    low, high, middle = named["lower"], named["upper"], named["middle"]
    alike = (low > named["least"]) & (high < named["most"])
    unknown = np.isnan(low) | np.isnan(high) | np.isnan(middle) | (direction is Polarity.NOT_APPLICABLE)
    place = np.select([unknown, alike, high < middle, low > middle], [4, 3, 0, 2], 1)
    fallen, _, risen = _BY_POLARITY[direction][1:4]
    names = (fallen, Outcome.CANNOT_BE_DECIDED, risen, Outcome.NO_PRACTICAL_DIFFERENCE, Outcome.NOT_COMPARED)
    return chosen(names, place)
