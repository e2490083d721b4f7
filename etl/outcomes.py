"""What an interval says of a reference: better, worse, higher, lower, near enough, or nothing that can be told."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from etl.numeric_input import FloatArray, Numbers, broadcast, read_numbers
from etl.verdict_rules import CANNOT_TELL, NOT_COMPARED, VERDICTS, Words

# Places in VERDICTS: in large tables numbers are quicker than words.
Codes: TypeAlias = NDArray[np.int8]

_BETTER, _WORSE, _HIGHER, _LOWER, _ALIKE = range(5)


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
    given = broadcast(
        lower=_numbers("lower", lower),
        upper=_numbers("upper", upper),
        reference=read_numbers("reference", reference),
        margin=read_numbers("margin", margin),
        lower_is_better=direction(lower_is_better),
    )
    return in_verdicts(outcome_codes(*given))


def outcome_codes(
    low: FloatArray, high: FloatArray, middle: FloatArray | float, far: FloatArray | float, way: FloatArray | float
) -> Codes:
    """The same of numbers that are read already, ``way`` being their ``direction``; as places in VERDICTS."""
    above, below = low > middle, high < middle
    alike = (low > middle - far) & (high < middle + far)
    said = np.full(np.shape(above), CANNOT_TELL, dtype=np.int8)
    # 1: lower is better, 0: higher is, NaN: neither.
    said[above], said[below] = _HIGHER, _LOWER
    said[(above & (way == 1)) | (below & (way == 0))] = _WORSE
    said[(above & (way == 0)) | (below & (way == 1))] = _BETTER
    said[alike] = _ALIKE
    said[np.isnan(low) | np.isnan(high) | np.isnan(middle)] = NOT_COMPARED
    return said


def in_verdicts(codes: Codes) -> Words:
    return np.asarray(np.array(VERDICTS)[codes])


def direction(lower_is_better: object) -> FloatArray:
    """1 where lower is better, 0 where higher is, NaN where neither."""
    given = np.asarray(lower_is_better)
    if given.dtype.kind in "bf":
        return given.astype(np.float64)
    given = given.astype(object)
    flat = [np.nan if one is None or one != one else float(bool(one)) for one in given.ravel()]
    return np.array(flat, dtype=np.float64).reshape(given.shape)


def _numbers(name: str, given: Numbers) -> FloatArray:
    """A limit may be infinite: the ratio to nothing has no upper one."""
    array = np.asarray(given)
    return array.astype(np.float64) if array.dtype.kind == "f" else read_numbers(name, given)
