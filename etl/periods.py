"""Periods: the stretches of time that figures are about, as ISO ids and as Swedish words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from etl.problems import UserError

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1990, 2100

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last day, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"period ends before it starts: {self.start} {self.end}")

    @property
    def whole_months(self) -> bool:
        """Whether it begins and ends where months do."""
        return self.start.day == 1 and self.end.day == _last_day(self.end.year, self.end.month)

    @property
    def months(self) -> int:
        """Whole months in it; a state on a day has none."""
        if self.whole_months:
            return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        return 0

    @property
    def id(self) -> str:
        """The shortest ISO way to write it: 2022, 2022-03, 2022-01/2022-10, 2025-05-21."""
        if not self.whole_months:
            one_day = self.start == self.end
            return str(self.start) if one_day else f"{self.start}/{self.end}"
        first, last = f"{self.start:%Y-%m}", f"{self.end:%Y-%m}"
        if self.months == 12 and self.start.month == 1:
            return f"{self.start:%Y}"
        return first if first == last else f"{first}/{last}"

    @property
    def label(self) -> str:
        """In Swedish, as in a heading: "januari–oktober 2022", "första halvåret 2025"."""
        if not self.whole_months:
            return self._label_in_days()
        year, first, last = self.start.year, self.start.month, self.end.month
        if year != self.end.year:
            if (first, last) == (1, 12):
                return f"{year}–{self.end.year}"
            return f"{MONTHS[first - 1]} {year}–{MONTHS[last - 1]} {self.end.year}"
        named = {(1, 12): f"{year}", (1, 6): f"första halvåret {year}", (7, 12): f"andra halvåret {year}"}
        one_month = f"{MONTHS[first - 1]} {year}"
        several = f"{MONTHS[first - 1]}–{MONTHS[last - 1]} {year}"
        return named.get((first, last), one_month if first == last else several)

    def _label_in_days(self) -> str:
        end = f"{self.end.day} {MONTHS[self.end.month - 1]} {self.end.year}"
        if self.start == self.end:
            return end
        year = "" if self.start.year == self.end.year else f" {self.start.year}"
        return f"{self.start.day} {MONTHS[self.start.month - 1]}{year}–{end}"


def parse_period(text: str) -> Period:
    """Read a period as people type it at the command line or as it stands in a file's tags.

    Raises:
        UserError: with examples of what can be written.
    """
    parts = text.strip().split("/")
    if len(parts) > 2:
        raise _unreadable(text)
    days = [_first_and_last(part, text) for part in parts]
    start, end = days[0][0], days[-1][1]
    if end < start:
        raise UserError(f"Perioden ”{text}” slutar innan den börjar. Skriv den tidigare tidpunkten först.")
    return Period(start, end)


def contains(outer: Period, inner: Period) -> bool:
    """Whether every day of ``inner`` is also in ``outer``."""
    return outer.start <= inner.start and inner.end <= outer.end


def select_periods(text: str, available: Iterable[str]) -> list[str]:
    """The available period ids that a person means: that very period, else those that lie inside it."""
    wanted = parse_period(text)
    ids = list(available)
    if wanted.id in ids:
        return [wanted.id]
    inside = [period for period in map(parse_period, ids) if contains(wanted, period)]
    return [period.id for period in sorted(inside)]


def _first_and_last(part: str, whole: str) -> tuple[date, date]:
    match = _POINT.fullmatch(part.strip())
    if match is None:
        raise _unreadable(whole)
    year, month, day = (int(n) if n else None for n in match.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(
            f"Årtalet i perioden ”{whole}” är inte rimligt. Skriv ett år mellan {FIRST_YEAR} och {LAST_YEAR}."
        )
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _last_day(year, month)):
        raise UserError(f"Datumet i perioden ”{whole}” finns inte i almanackan.")
    if day is None:
        return date(year, month, 1), date(year, month, _last_day(year, month))
    return date(year, month, day), date(year, month, day)


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _unreadable(text: str) -> UserError:
    return UserError(
        f"Perioden ”{text}” går inte att tolka. Skriv till exempel 2022 (helår), 2022-01/2022-10 "
        "(januari–oktober) eller 2025-05-21 (en dag)."
    )
