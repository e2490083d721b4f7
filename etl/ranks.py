"""Places only as intervals: which places an area may hold when chance is reckoned with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from etl.differences import Kind, read_kind
from etl.intervals import read_events, read_share_of
from etl.numeric_input import FloatArray, Numbers, StatisticsError, read_confidence


class RankInterval(NamedTuple):
    """The places each area may hold.

    Attributes:
        low_rank: the highest place it may hold, 1 being the highest value; NaN where the area is missing.
        high_rank: the lowest place it may hold.
        areas: how many areas have a place.
    """

    low_rank: FloatArray
    high_rank: FloatArray
    areas: int


def rank_interval(
    numerator: Numbers,
    denominator: Numbers,
    *,
    kind: str = Kind.PROPORTION,
    confidence: float = 0.95,
    simultaneous: bool = True,
) -> RankInterval:
    """The places each area may hold, with at least the stated confidence whatever the true values are.

    Every pair of areas is tested both ways (is i over j?) by an exact one-sided test: Fisher's for proportions, the
    conditional binomial for rates. Holm's step-down keeps the probability of any wrong claim at 1 - confidence or
    less: over all m(m - 1) tests, so that every interval in a table holds at once, or over the 2(m - 1) tests that
    concern one area, so that its interval holds. An area's place is at least 1 + the number of areas shown to be over
    it and at most m - the number shown to be under it. Areas with equal figures get equal intervals; with few persons
    the interval is 1 to m, which is the truth. Nothing is simulated.

    Args:
        numerator, denominator: one figure for each area, as in `proportion` or `rate`; a missing one leaves its area
            out. Whole numbers, since the tests count.
        kind: proportion or rate.
        confidence: 0.9 up to 1, or 90 up to 100.
        simultaneous: the confidence is that of the whole table (for a table or a chart of all areas); False: that of
            one area's interval (for the page of one area).

    Raises:
        StatisticsError: as `proportion` and `rate`; counts that are not whole; more than one dimension.

    Source: Al Mohamad D, Goeman JJ and van Zwet EW, Biometrics 2019 (simultaneous rank intervals from pairwise
    tests); Holm S, Scand J Stat 1979;6:65-70.
    """
    read = read_share_of if read_kind(kind) is Kind.PROPORTION else read_events
    x, n = read(numerator, denominator)
    if x.ndim != 1:
        raise StatisticsError("numerator: one figure for each area is expected, in one dimension")
    wrong = 1 - read_confidence(confidence)
    known = np.flatnonzero(~(np.isnan(x) | np.isnan(n)))
    low, high = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    if known.size:
        p = _chances(x[known], n[known], Kind(kind))
        over_it, under_it = _shown_at_once(p, wrong) if simultaneous else _shown_for_each(p, wrong)
        low[known], high[known] = 1 + over_it, known.size - under_it
    return RankInterval(low, high, int(known.size))


def _chances(x: FloatArray, n: FloatArray, kind: Kind) -> FloatArray:
    """Row i, column j: the p-value of "area i is over area j"; 1 on the diagonal.

    It is the probability that the first of two equal areas has x or more of the x + y there are together.
    """
    if (x != np.round(x)).any() or (kind is Kind.PROPORTION and (n != np.round(n)).any()):
        raise StatisticsError("numerator, denominator: whole numbers are expected")
    i, j = np.nonzero(~np.eye(x.size, dtype=bool))
    together = x[i] + x[j]
    chances = np.ones((x.size, x.size))
    if kind is Kind.PROPORTION:
        chances[i, j] = stats.hypergeom.sf(x[i] - 1, n[i] + n[j], together, n[i])
    else:
        chances[i, j] = stats.binom.sf(x[i] - 1, together, n[i] / (n[i] + n[j]))
    return chances


def _shown_at_once(p: FloatArray, wrong: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    others = ~np.eye(len(p), dtype=bool)
    over = np.zeros(p.shape, dtype=bool)
    over[others] = _holm(p[others], wrong)
    return over.sum(axis=0), over.sum(axis=1)


def _shown_for_each(p: FloatArray, wrong: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    over_it, under_it = np.zeros(len(p), dtype=np.intp), np.zeros(len(p), dtype=np.intp)
    for area in range(len(p)):
        shown = _holm(np.concatenate([np.delete(p[:, area], area), np.delete(p[area], area)]), wrong)
        over_it[area], under_it[area] = shown[: len(p) - 1].sum(), shown[len(p) - 1 :].sum()
    return over_it, under_it


def _holm(p: FloatArray, wrong: float) -> NDArray[np.bool_]:
    """Which tests stand when any wrong claim among them all may have the probability `wrong`."""
    order = np.argsort(p, kind="stable")
    held = p[order] > wrong / (p.size - np.arange(p.size))
    stands = np.zeros(p.size, dtype=bool)
    stands[order[np.cumsum(held) == 0]] = True
    return stands
