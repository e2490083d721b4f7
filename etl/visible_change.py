"""What could have been seen between two periods or two places: the smallest difference that shows, and how soon.

Two groups, 80 % power at 5 %, in arrays. Shares: δ = z₀.₉₇₅·√(p̄(1-p̄)(1/n₁+1/n₂)) + z₀.₈₀·√(p₁(1-p₁)/n₁ + p₂(1-p₂)/n₂).
Rates on the scale of square roots, where the variance of a count is ¼ whatever its size:
|√r₂ - √r₁| = (z₀.₉₇₅ + z₀.₈₀)·½·√(1/n₁+1/n₂).
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from etl.numeric_input import FloatArray
from etl.power import smallest_visible_change

_Z_TEST = float(ndtri(0.975))
_Z_POWER = float(ndtri(0.8))


def visible_change_of_share(x1: FloatArray, n1: FloatArray, n2: FloatArray) -> FloatArray:
    """The smallest change from the share before (0-1) that would show, whichever way it went.

    Source: Fleiss JL, Levin B, Paik MC, Statistical Methods for Rates and Proportions, 3rd ed, 2003, ch. 4.
    """
    # The root is sought step by step, and the same few numbers come back for area after area.
    different, place = np.unique(np.stack([x1, n1, n2]), axis=1, return_inverse=True)
    first, persons, others = different
    return np.asarray(smallest_visible_change(first / persons, persons, others))[place.ravel()]


def visible_change_of_rate(x1: FloatArray, n1: FloatArray, n2: FloatArray) -> FloatArray:
    """The smallest rise from the rate before, in events per unit of the denominator, that would show.

    A fall shows a little sooner, where there is enough to fall from.

    Source: Huffman MD, Appl Stat 1984;33:224-6.
    """
    step = (_Z_TEST + _Z_POWER) / 2 * np.sqrt(1 / n1 + 1 / n2)
    return np.asarray((np.sqrt(x1 / n1) + step) ** 2 - x1 / n1)


def periods_for_share(x1: FloatArray, n1: FloatArray, x2: FloatArray, n2: FloatArray) -> FloatArray:
    """How many periods like these, on each side, would show the change that was measured; not rounded."""
    p1, p2, both = x1 / n1, x2 / n2, (x1 + x2) / (n1 + n2)
    alike = np.sqrt(both * (1 - both) * (1 / n1 + 1 / n2))
    apart = np.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return _periods(_Z_TEST * alike + _Z_POWER * apart, p2 - p1)


def periods_for_rate(x1: FloatArray, n1: FloatArray, x2: FloatArray, n2: FloatArray) -> FloatArray:
    """How many periods like these, on each side, would show the change that was measured; not rounded."""
    reach = (_Z_TEST + _Z_POWER) / 2 * np.sqrt(1 / n1 + 1 / n2)
    return _periods(reach, np.sqrt(x2 / n2) - np.sqrt(x1 / n1))


def _periods(reach: FloatArray, measured: FloatArray) -> FloatArray:
    """Missing where nothing has changed: no number of periods shows that."""
    return np.asarray((reach / np.where(measured != 0, measured, np.nan)) ** 2)
