"""What the statistical functions take in, and what they refuse: scalars, lists and arrays, None and NaN as missing.

Every function of `etl.statistics` reads its arguments here, so that a missing value, a text where a number should be
or a confidence out of range is met in the same way everywhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

FloatArray: TypeAlias = NDArray[np.float64]
# A number, None, or a list or array (of any number of dimensions) of them.
Numbers: TypeAlias = Any
# What comes back: a float where only scalars were given, otherwise an array of floats. NaN is missing.
Figure: TypeAlias = Any

_LEAST_CONFIDENCE = 0.9


class StatisticsError(ValueError):
    """An argument that no figure can be made of. The message names the argument; it is meant for programmers."""


def read_numbers(name: str, given: Numbers, *, infinite: bool = False) -> FloatArray:
    """The argument as an array of floats with NaN where something is missing.

    Raises:
        StatisticsError: text, truth values, dates, infinite numbers (unless let in), lists of unequal length.
    """
    if isinstance(given, np.ma.MaskedArray):
        given = np.ma.filled(given.astype(np.float64), np.nan)
    try:
        array = np.asarray(given)
    except ValueError as fault:
        raise StatisticsError(f"{name}: the lists in it are of unequal length") from fault
    if array.dtype.kind == "O":
        array = np.array([_number(name, one) for one in array.flat], dtype=np.float64).reshape(array.shape)
    elif array.dtype.kind not in "iuf" and array.size:
        raise StatisticsError(f"{name}: numbers are expected, not {array.dtype.name}")
    array = array.astype(np.float64)
    if not infinite and np.isinf(array).any():
        raise StatisticsError(f"{name}: must be finite")
    return array


def _number(name: str, given: object) -> float:
    if given is None:
        return np.nan
    if isinstance(given, bool | np.bool_ | np.datetime64 | datetime.date) or not isinstance(given, Real | Decimal):
        raise StatisticsError(f"{name}: numbers are expected, not {type(given).__name__}")
    return float(given)


def read_counts(name: str, given: Numbers) -> FloatArray:
    """Numbers of 0 or more; not necessarily whole, since estimated counts seldom are."""
    counts = read_numbers(name, given)
    if (counts < 0).any():
        raise StatisticsError(f"{name}: must be 0 or more")
    return counts


def read_positive(name: str, given: Numbers) -> FloatArray:
    """Numbers greater than 0."""
    numbers = read_numbers(name, given)
    if (numbers <= 0).any():
        raise StatisticsError(f"{name}: must be greater than 0")
    return numbers


def read_shares(name: str, given: Numbers) -> FloatArray:
    """Numbers from 0 to 1."""
    shares = read_counts(name, given)
    if (shares > 1).any():
        raise StatisticsError(f"{name}: must be between 0 and 1")
    return shares


def read_scalar(name: str, given: object) -> float:
    """One number, not missing."""
    number = read_numbers(name, given)
    if number.ndim or np.isnan(number):
        raise StatisticsError(f"{name}: one number is expected")
    return float(number)


def read_multiplier(given: object) -> float:
    multiplier = read_scalar("multiplier", given)
    if multiplier <= 0:
        raise StatisticsError("multiplier: must be greater than 0")
    return multiplier


def read_confidence(given: object, *, certain: bool = False) -> float:
    """The confidence as a fraction.

    0.95 and 95 mean the same. As in the published methods (PHEindicatormethods), 0.9 up to 1 and 90 up to 100 are
    accepted and nothing else; 1 and 100 themselves only where `certain` lets them in, since a rate then has no limits.
    """
    confidence = read_scalar("confidence", given)
    fraction = confidence / 100 if confidence > 1 else confidence
    if not _LEAST_CONFIDENCE <= fraction <= 1 or (fraction == 1 and not certain):
        raise StatisticsError("confidence: must be at least 0.9 and under 1, or at least 90 and under 100")
    return fraction


def two_sided_z(confidence: float) -> float:
    """The normal quantile that leaves (1 - confidence) / 2 in each tail. Never rounded: 1.96 is not good enough."""
    return float(ndtri(1 - (1 - confidence) / 2))


def broadcast(**arguments: FloatArray) -> tuple[FloatArray, ...]:
    """The arrays in one common shape."""
    try:
        return tuple(np.broadcast_arrays(*arguments.values()))
    except ValueError as fault:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arguments.items())
        raise StatisticsError(f"the shapes do not fit together: {shapes}") from fault


def figure(array: FloatArray) -> Figure:
    """A float for a scalar, the array itself otherwise."""
    return array if np.ndim(array) else float(array)


def truth(known: NDArray[np.bool_], true: NDArray[np.bool_]) -> Any:
    """True, False or None (missing) for a scalar; an array of these otherwise.

    Not floats: NaN counts as true in an `if`.
    """
    return chosen((None, False, True), np.where(known, 1 + true.astype(np.intp), 0))


def chosen(names: Iterable[object], index: NDArray[np.intp]) -> Any:
    """The name at each index: one for a scalar, an array of objects otherwise."""
    table = np.empty(len(listed := list(names)), dtype=object)
    table[:] = listed
    return table[index]
