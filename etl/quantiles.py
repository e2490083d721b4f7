"""Quantiles: as many equally large groups as the places allow."""

from __future__ import annotations

import numpy as np
from scipy import stats

from etl.numeric_input import Numbers, StatisticsError, read_numbers


def quantile(values: Numbers, nquantiles: int = 10, invert: bool = True) -> list[int | None]:
    """The quantile of each value.

    q = ⌊k + 1 - ⌈(m + 1 - rank)/(m/k)⌉⌋, at least 1; rank among the m known values, ties all getting the lowest.

    Args:
        values: one value for each place, in one dimension.
        nquantiles: k, 1 or more.
        invert: the highest values are in quantile 1; False: the lowest are.

    Returns:
        Numbers from 1 to k, None where the value is missing; all None when there are fewer values than quantiles.

    Raises:
        StatisticsError: not a number, more than one dimension, nquantiles not a whole number of 1 or more, invert
            not a truth value.

    Source: OHID technical guide, Assigning Deprivation Categories; PHEindicatormethods, phe_quantile.
    """
    numbers = read_numbers("values", values)
    if numbers.ndim != 1:
        raise StatisticsError("values: one dimension is expected")
    if isinstance(nquantiles, bool) or not isinstance(nquantiles, int | np.integer) or nquantiles < 1:
        raise StatisticsError("nquantiles: a whole number of 1 or more is expected")
    if not isinstance(invert, bool | np.bool_):
        raise StatisticsError("invert: True or False is expected")
    known = ~np.isnan(numbers)
    number = int(known.sum())
    groups: list[int | None] = [None] * numbers.size
    if number >= nquantiles:
        rank = stats.rankdata(-numbers[known] if invert else numbers[known], method="min")
        each = np.floor(nquantiles + 1 - np.ceil((number + 1 - rank) / (number / nquantiles)))
        for place, group in zip(np.flatnonzero(known), np.maximum(each, 1), strict=True):
            groups[int(place)] = int(group)
    return groups
