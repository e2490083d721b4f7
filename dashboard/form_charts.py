"""The pictures on the page of any form: what was counted and which shares, in the chosen period and those before it."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import queries
from dashboard.chart_periods import periods, periods_rows
from dashboard.charts import Rows, Spec
from dashboard.form_page import FormPage
from dashboard.swedish import NBSP

# The chosen period, the one it is held against a year before, and what lies between.
MOST_PERIODS = 3
COUNTS_ALT = "En rad för varje uppgift med en punkt för varje period, den valda fylld. Tabellen under säger samma sak."
SHARES_ALT = (
    "En rad för varje andel med en punkt och slumpens spelrum för varje period, den valda fylld. Tabellen under säger "
    "samma sak."
)
_POINTS = "Fylld punkt: den valda perioden. Ringar: perioderna före, den äldsta överst."
COUNTS_KEY = f"{_POINTS} De svarande kommunernas summa."
SHARES_KEY = f"{_POINTS} Streck: slumpens spelrum."


def counts(shown: FormPage, items: Iterable[str]) -> tuple[Spec, Rows] | None:
    """The answering municipalities' sums; nothing where nothing is asked for."""
    known, times = queries.items(shown.path, shown.form), shown.up_to_now(MOST_PERIODS)
    things = {
        known[item].short_label: [(each.label, shown.item(item, each).total) for each in times]
        for item in items
        if item in known
    }
    return (periods(), periods_rows(things, sums=True)) if things else None


def shares(shown: FormPage, indicators: Iterable[str]) -> tuple[Spec, Rows] | None:
    """Shares with what chance leaves them, all to the scale from 0 to 100 per cent."""
    known, times = queries.indicators(shown.path, shown.form), shown.up_to_now(MOST_PERIODS)
    things = {
        known[one].short_title: [(each.label, shown.measure(one, each).total) for each in times]
        for one in indicators
        if one in known
    }
    return (periods(), periods_rows(things, after=f"{NBSP}%", end=100)) if things else None
