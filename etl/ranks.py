"""Places only as intervals: which places an area may hold when chance is reckoned with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats
from scipy.special import gammaln

from etl.differences import Kind, read_kind
from etl.intervals import read_events, read_share_of
from etl.numeric_input import FloatArray, Numbers, StatisticsError, read_confidence

# What rounding may be off in a probability reckoned by logarithms: far less than this share of it.
_ROUNDING = 1e-3
# Pairs tested in one go; more would only take more memory.
_PAIRS_AT_ONCE = 200_000


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


class RankIntervals(NamedTuple):
    """The places of the areas of many groups, in the order of the figures given; NaN where an area is missing.

    Attributes:
        low_rank, high_rank: as in `RankInterval`, within the area's own group.
        areas: how many areas of its group have a place.
    """

    low_rank: FloatArray
    high_rank: FloatArray
    areas: FloatArray


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
    x, n = _read(numerator, denominator, read_kind(kind))
    found = rank_intervals(x, n, np.zeros(x.shape), kind=kind, confidence=confidence, simultaneous=simultaneous)
    return RankInterval(found.low_rank, found.high_rank, int((~np.isnan(found.areas)).sum()))


def rank_intervals(
    numerator: Numbers,
    denominator: Numbers,
    group: ArrayLike,
    *,
    kind: str = Kind.PROPORTION,
    confidence: float = 0.95,
    simultaneous: bool = True,
) -> RankIntervals:
    """The places each area may hold within its group: `rank_interval` of many groups at once, much faster.

    Args:
        numerator, denominator: one figure for each area of each group, in any order.
        group: a label for each figure; those of one label are ranked together.
        kind, confidence, simultaneous: as for `rank_interval`; the confidence is that of each group by itself.

    Raises:
        StatisticsError: as `rank_interval`; labels that do not match the figures.
    """
    what = read_kind(kind)
    x, n = _read(numerator, denominator, what)
    labels = np.asarray(group)
    if labels.shape != x.shape:
        raise StatisticsError("group: one label for each area is expected")
    wrong = 1 - read_confidence(confidence)
    known = np.flatnonzero(~(np.isnan(x) | np.isnan(n)))
    low, high, areas = (np.full(x.shape, np.nan) for _ in range(3))
    for table in _tables_of_one_size(labels[known]):
        rows = known[table]
        low[rows], high[rows] = _places(x[rows], n[rows], what, wrong, simultaneous)
        areas[rows] = rows.shape[1]
    return RankIntervals(low, high, areas)


def _read(numerator: Numbers, denominator: Numbers, kind: Kind) -> tuple[FloatArray, FloatArray]:
    x, n = (read_share_of if kind is Kind.PROPORTION else read_events)(numerator, denominator)
    if x.ndim != 1:
        raise StatisticsError("numerator: one figure for each area is expected, in one dimension")
    for counts in (x, n) if kind is Kind.PROPORTION else (x,):
        if (counts[~np.isnan(x + n)] % 1 != 0).any():
            raise StatisticsError("numerator, denominator: whole numbers are expected")
    return x, n


def _tables_of_one_size(labels: NDArray[np.generic]) -> Iterator[NDArray[np.intp]]:
    """Places in `labels`, one row a group; groups of the same size together."""
    _, group, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    by_group, first = np.argsort(group, kind="stable"), np.cumsum(sizes) - sizes
    for size in np.unique(sizes):
        begins = first[sizes == size]
        at_once = max(1, _PAIRS_AT_ONCE // size**2)
        for start in range(0, begins.size, at_once):
            yield by_group[begins[start : start + at_once, None] + np.arange(size)]


def _places(
    x: FloatArray, n: FloatArray, kind: Kind, wrong: float, simultaneous: bool
) -> tuple[FloatArray, FloatArray]:
    """Highest and lowest place of each area; one row a group.

    Half of the tests cannot say anything, and only count among the tests. Where i's share is not greater than j's, i
    has no more events than is expected of it among those of both, and such a number is at most the median: the median
    of a binomial, and of a hypergeometric, which is a sum of independent trials too, is a whole number beside the
    expected one. So the chance of i's events or more is at least one half, and no claim stands at over 0.1.

    Source: Jogdeo K and Samuels SM, Ann Math Stat 1968;39:1191-5 (median); Vatutin VA and Mikhailov VG, Theory Probab
    Appl 1982;27:734-43 (hypergeometric as independent trials).
    """
    groups, areas = x.shape
    order = np.argsort(-x / n, axis=1, kind="stable")
    x, n = np.take_along_axis(x, order, axis=1), np.take_along_axis(n, order, axis=1)
    upper, under = np.triu_indices(areas, 1)
    tests = max(areas * (areas - 1) if simultaneous else 2 * (areas - 1), 1)
    p = _chances((x[:, upper], n[:, upper]), (x[:, under], n[:, under]), kind, wrong, tests)
    square = np.ones((groups, areas, areas))
    square[:, upper, under] = p
    if simultaneous:
        over = _holm(square.reshape(groups, -1), wrong, tests).reshape(square.shape)
        over_it, under_it = over.sum(axis=1), over.sum(axis=2)
    else:
        of_one = _holm(np.concatenate([square.swapaxes(1, 2), square], axis=2), wrong, tests)
        over_it, under_it = of_one[..., :areas].sum(axis=2), of_one[..., areas:].sum(axis=2)
    low, high = np.empty(x.shape), np.empty(x.shape)
    np.put_along_axis(low, order, 1.0 + over_it, axis=1)
    np.put_along_axis(high, order, float(areas) - under_it, axis=1)
    return low, high


def _chances(
    first: tuple[FloatArray, FloatArray], second: tuple[FloatArray, FloatArray], kind: Kind, wrong: float, tests: int
) -> FloatArray:
    """The p-values of "the first area is over the second", whose share is no greater.

    It is the probability that the first of two equal areas has x or more of the x + y there are together. Each number
    of events over x is less probable than the one before by a factor that only falls, so the sum lies between its
    first term and that term / (1 - the first factor). By these limits most tests are told at once: 0 stands for a
    claim that stands whatever else does, 1 for one that cannot, and the sum itself is for those in between.
    """
    (x, n), (y, m) = first, second
    if kind is Kind.PROPORTION:
        term = np.exp(_log_choose(n, x) + _log_choose(m, y) - _log_choose(n + m, x + y))
        factor = (n - x) / (x + 1) * y / (m - y + 1)
    else:
        term = np.exp(_log_choose(x + y, x) + x * np.log(n) + y * np.log(m) - (x + y) * np.log(n + m))
        factor = y / (x + 1) * n / m
    # One test of each pair can stand at most, so the last to stand has less than half of all tests before it.
    stands = term * (1 + _ROUNDING) <= wrong / tests * (1 - factor)
    open_ = ~stands & (term * (1 - _ROUNDING) <= wrong / (tests / 2 + 1))
    x, n, y, m = x[open_], n[open_], y[open_], m[open_]
    p = np.where(stands, 0.0, 1.0)
    if kind is Kind.PROPORTION:
        p[open_] = stats.hypergeom.sf(x - 1, n + m, x + y, n)
    else:
        p[open_] = stats.binom.sf(x - 1, x + y, n / (n + m))
    return p


def _log_choose(n: FloatArray, x: FloatArray) -> FloatArray:
    return np.asarray(gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1))


def _holm(p: FloatArray, wrong: float, tests: int) -> NDArray[np.bool_]:
    """Which tests stand, in each row, when any wrong claim among them all may have the probability `wrong`.

    The next one stands at wrong / (tests - those that stand already). Found from below, until no more come.
    """
    stand = np.zeros(p.shape, dtype=np.bool_)
    while True:
        more = p <= wrong / (tests - stand.sum(axis=-1, keepdims=True))
        if (more == stand).all():
            return stand
        stand = more
