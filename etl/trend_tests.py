"""The test of ``statistics.trend`` for many series at once: five points each, one row a series.

Source: as `etl.trends`, which tests one series of any shape; the two agree.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from etl.numeric_input import FloatArray
from etl.trends import SIGNIFICANT_OVER, YEARS

# Upper less lower 95 % limit in standard errors, as the published code has it (unrounded: 3.919928).
_LIMITS_APART = 3.92
# A slope under this share of the slope of all five years is rounding: four equal years have none.
_NO_SLOPE = 1e-9
_TIME = np.arange(1.0, YEARS + 1)


def trend_of_shares(x: FloatArray, n: FloatArray) -> tuple[NDArray[np.int_], FloatArray]:
    """Which way (1 up, -1 down, 0 nothing certain), and χ² of the chi-squared test for trend (Armitage).

    Args:
        x, n: events and persons, of the shape (series, 5); no year with nobody or everybody.
    """
    persons, events = n.sum(axis=1), x.sum(axis=1)
    of_time, persons_of_time = (x * _TIME).sum(axis=1), (n * _TIME).sum(axis=1)
    spread = persons * (n * _TIME**2).sum(axis=1) - persons_of_time**2
    chi2 = persons * (persons * of_time - events * persons_of_time) ** 2 / (events * (persons - events) * spread)
    logits = np.log(x / (n - x))
    return _certain(chi2, lambda kept: _slope(logits[:, kept], np.ones_like(logits[:, kept]), _TIME[kept])), chi2


def trend_of_values(y: FloatArray, lower: FloatArray, upper: FloatArray) -> tuple[NDArray[np.int_], FloatArray]:
    """Which way, and χ² of the slope weighted by 1/se².

    Args:
        y, lower, upper: values with their 95 % limits, of the shape (series, 5).
    """
    w = (_LIMITS_APART / (upper - lower)) ** 2
    weight, first = w.sum(axis=1), (w * _TIME).sum(axis=1)
    chi2 = _slope(y, w, _TIME) ** 2 * (weight * (w * _TIME**2).sum(axis=1) - first**2) / weight
    return _certain(chi2, lambda kept: _slope(y[:, kept], w[:, kept], _TIME[kept])), chi2


def _slope(y: FloatArray, w: FloatArray, t: FloatArray) -> FloatArray:
    weight, first = w.sum(axis=1), (w * t).sum(axis=1)
    above = weight * (w * t * y).sum(axis=1) - first * (w * y).sum(axis=1)
    return np.asarray(above / (weight * (w * t**2).sum(axis=1) - first**2))


def _certain(chi2: FloatArray, slope: Callable[[NDArray[np.bool_]], FloatArray]) -> NDArray[np.int_]:
    """The sign that the slope has with all five years and with each left out, if the test says there is one."""
    everything = slope(np.ones(YEARS, dtype=np.bool_))
    without_one = [slope(np.arange(YEARS) != left_out) for left_out in range(YEARS)]
    slopes = np.stack([everything, *without_one])
    signs = np.where(np.abs(slopes) < _NO_SLOPE * np.abs(everything), 0, np.sign(slopes))
    agreed = (signs == signs[0]).all(axis=0) & (chi2 > SIGNIFICANT_OVER)
    return np.where(agreed, signs[0], 0).astype(np.int_)
