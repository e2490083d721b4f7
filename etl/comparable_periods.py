"""Which periods can be set beside each other: of the same length, begun in the same month, with no day in common."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from etl.periods import Period, parse_period

YEARS_OF_A_TREND = 5
_LONGEST_YEARLY = 12


def earlier_periods(ids: Iterable[str]) -> pl.DataFrame:
    """Every comparable earlier period of each period: columns period, earlier, starts, earlier_starts."""
    periods = sorted(parse_period(period) for period in set(ids))
    rows = [
        (later.id, earlier.id, later.start, earlier.start)
        for later in periods
        for earlier in periods
        if earlier.end < later.start and _shape(earlier) == _shape(later)
    ]
    schema = {"period": pl.String, "earlier": pl.String, "starts": pl.Date, "earlier_starts": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def yearly_runs(ids: Iterable[str]) -> pl.DataFrame:
    """The comparable periods, a year apart, that end with each period: columns period, time (1 to 5), one, one_starts.

    Those that are not there have no row. A period longer than a year shares days with the next and has no run at all.
    """
    periods = sorted(parse_period(period) for period in set(ids))
    found = {(_shape(period), period.start.year): period for period in periods}
    rows = [
        (last.id, time, one.id, one.start)
        for last in periods
        for time in range(1, YEARS_OF_A_TREND + 1)
        if 0 < last.months <= _LONGEST_YEARLY
        and (one := found.get((_shape(last), last.start.year - YEARS_OF_A_TREND + time)))
    ]
    schema = {"period": pl.String, "time": pl.Int64, "one": pl.String, "one_starts": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _shape(period: Period) -> tuple[int, int]:
    """Length, in months (in days, below zero, where it is not made of whole months), and the month it begins."""
    return period.months or -((period.end - period.start).days + 1), period.start.month
