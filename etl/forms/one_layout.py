"""The layout of a form that looks the same whatever period it is written out for."""

from __future__ import annotations

from etl.forms.description import Layout
from etl.periods import MONTHS, Period


def one_layout(title: str) -> tuple[Layout, ...]:
    """The only layout of such a form, under the id ``alla``.

    Args:
        title: what it is called in lists: "Helår".
    """
    return (
        Layout(
            "alla",
            title,
            lambda period: True,
            frozenset(),
            lambda period: period.label,
            lambda period: f"Svaren gäller tidsperioden {_dates(period)}.",
        ),
    )


def _dates(period: Period) -> str:
    start, end = period.start, period.end
    first = f"{start.day} {MONTHS[start.month - 1]}" + ("" if start.year == end.year else f" {start.year}")
    return f"{first} – {end.day} {MONTHS[end.month - 1]} {end.year}"
