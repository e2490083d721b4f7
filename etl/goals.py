"""How probable it is that a goal is reached, when the figures are small."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from scipy import stats

from etl.differences import Kind, read_kind
from etl.intervals import read_events, read_share_of
from etl.numeric_input import (
    Figure,
    Numbers,
    StatisticsError,
    broadcast,
    figure,
    read_counts,
    read_multiplier,
    read_positive,
)

# Half an event before anything is seen: Jeffreys' prior, Beta(½, ½) for shares and Gamma(½, 0) for rates.
PRIOR = 0.5


class Goal(StrEnum):
    """Whether the goal is a least or a most."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


def goal_probability(
    numerator: Numbers,
    denominator: Numbers,
    goal: Numbers,
    *,
    at: str = Goal.AT_LEAST,
    kind: str = Kind.PROPORTION,
    multiplier: float = 1,
    future_denominator: Numbers | None = None,
) -> Figure:
    """The probability that a goal is reached, given what has been seen.

    Without future_denominator: that the underlying level is at the goal now. Proportions: the level is
    Beta(x + ½, n - x + ½); rates: Gamma(x + ½) / n.
    With future_denominator: that the figure of a coming period of so many persons is, if the level stays. Proportions:
    beta-binomial with the same parameters; rates: negative binomial (Poisson-gamma). Chance of the coming period is
    then reckoned in, a change of level is not.

    Args:
        numerator, denominator: what has been seen, as in `proportion` or `rate`; scalars or arrays.
        goal: the goal, in the unit of the multiplier; 0 or more, for a proportion at most the multiplier.
        at: at_least or at_most, the goal itself included.
        kind: proportion or rate.
        multiplier: 100 for a goal in per cent, 10_000 for events per 10 000, and so on.
        future_denominator: persons (or person-years) of the coming period; whole for a proportion.

    Returns:
        A probability from 0 to 1; missing where something is missing.

    Raises:
        StatisticsError: as `proportion` and `rate`; a goal out of range, unknown names.

    Source: Gelman A et al, Bayesian Data Analysis, 2013, ch. 2 (beta-binomial, Poisson-gamma); Jeffreys H, Proc R Soc
    A 1946;186:453-61.
    """
    scale, what = read_multiplier(multiplier), read_kind(kind)
    if at not in set(Goal):
        raise StatisticsError(f"at: {at!r} is unknown; known are at_least, at_most")
    read = read_share_of if what is Kind.PROPORTION else read_events
    x, n, level, m = broadcast(
        **dict(zip(("numerator", "denominator"), read(numerator, denominator), strict=True)),
        goal=read_counts("goal", goal) / scale,
        future_denominator=read_positive("future_denominator", 1 if future_denominator is None else future_denominator),
    )
    if what is Kind.PROPORTION and (level > 1).any():
        raise StatisticsError("goal: must not be greater than the multiplier for a proportion")
    seen = x + PRIOR
    if future_denominator is None:
        spread = stats.beta(seen, n - x + PRIOR) if what is Kind.PROPORTION else stats.gamma(seen, scale=1 / n)
        chance = spread.cdf(level) if at == Goal.AT_MOST else spread.sf(level)
    else:
        if what is Kind.PROPORTION and (m != np.round(m)).any():
            raise StatisticsError("future_denominator: a whole number of persons is expected")
        coming = stats.betabinom(m, seen, n - x + PRIOR) if what is Kind.PROPORTION else stats.nbinom(seen, n / (n + m))
        # Rounded first: 0.35 of 20 persons is 7, though the product of floats is a crumb off.
        events = np.round(level * m, 9)
        chance = coming.cdf(np.floor(events)) if at == Goal.AT_MOST else coming.sf(np.ceil(events) - 1)
    missing = np.isnan(level) | np.isnan(x) | np.isnan(n) | np.isnan(m)
    return figure(np.where(missing, np.nan, chance))
