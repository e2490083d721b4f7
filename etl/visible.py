"""What one area could have shown beside a fixed value: how large a difference, and after how many periods.

The formulas of `etl.power` with a fixed baseline, 80 % power at 5 %, in closed form: a table holds a million of them.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from etl.numeric_input import FloatArray

_Z_TEST = float(ndtri(0.975))
_Z_POWER = float(ndtri(0.8))


def visible_share(benchmark: FloatArray, denominator: FloatArray) -> FloatArray:
    """The true difference from a share (0-1) that so many persons would show, whichever way it went.

    δ = z√(p(1-p)/n) + z'√(p'(1-p')/n), p' = p ± δ: the value just seen is the Wilson limit, at the z' of the power, of
    the value that is just significant. The larger of the two ways, of those that end between 0 and 1; NaN for none, and
    beside a share of nobody or everybody, which the formula takes to be beyond all doubt.

    Source: Fleiss JL, Levin B and Paik MC, Statistical Methods for Rates and Proportions, 2003, ch. 4.
    """
    benchmark = np.where((benchmark > 0) & (benchmark < 1), benchmark, np.nan)
    step = _Z_TEST * np.sqrt(benchmark * (1 - benchmark) / denominator)
    upwards = _just_seen(benchmark + step, denominator) - benchmark
    # Down from a share is up from what is left of the whole.
    downwards = _just_seen(1 - benchmark + step, denominator) - (1 - benchmark)
    return np.fmax(upwards, downwards)


def _just_seen(threshold: FloatArray, denominator: FloatArray) -> FloatArray:
    possible = np.where(threshold <= 1, threshold, np.nan)
    part = _Z_POWER**2 / denominator
    root = np.sqrt(part * (part + 4 * possible * (1 - possible)))
    return np.asarray((2 * possible + part + root) / (2 * (1 + part)))


def visible_count(expected: FloatArray) -> FloatArray:
    """The true difference from so many expected events that would show, in events: upwards, the way that needs more.

    E(√ρ² - 1) with √ρ = 1 + ½(z + z')/√E; NaN beside no events at all.

    Source: Huffman MD, Appl Stat 1984;33:224-6.
    """
    both = _Z_TEST + _Z_POWER
    return np.where(expected > 0, both * np.sqrt(expected) + both**2 / 4, np.nan)


def periods_for_share(benchmark: FloatArray, numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """How many periods like this one would show the measured difference from a share (0-1); not rounded.

    Missing where there is no difference: no number of periods shows it.
    """
    measured = numerator / denominator
    reach = _Z_TEST * np.sqrt(benchmark * (1 - benchmark)) + _Z_POWER * np.sqrt(measured * (1 - measured))
    return _divided(reach**2 / denominator, (measured - benchmark) ** 2)


def periods_for_count(expected: FloatArray, numerator: FloatArray) -> FloatArray:
    """How many periods like this one would show the measured difference from the expected events; not rounded.

    Missing where there is no difference.
    """
    apart = np.sqrt(numerator) - np.sqrt(expected)
    return _divided(np.full(apart.shape, (_Z_TEST + _Z_POWER) ** 2 / 4), apart**2)


def _divided(needed: FloatArray, each: FloatArray) -> FloatArray:
    return np.asarray(needed / np.where(each > 0, each, np.nan))
