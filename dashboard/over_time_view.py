"""One measure over time: the periods that can be set side by side, where they break, and what can be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import (
    chart_choice,
    figure_notes,
    queries,
    sentences,
    sentences_charts,
    sentences_coverage,
    sentences_over_time,
    tables,
    words,
)
from dashboard.chart_choice import Choice
from dashboard.measures import WHOLE
from dashboard.records import Break, Figure, Indicator, Period, Reading, Trend
from dashboard.swedish import capital, listing
from dashboard.tables import Cell, Column, Table
from etl.periods import parse_period


@dataclass(frozen=True)
class OverTime:
    """A measure in every period of the same months up to the one chosen, oldest first."""

    indicator: Indicator
    periods: tuple[Period, ...]
    readings: dict[str, tuple[Reading, ...]]
    breaks: tuple[Break, ...]
    choice: Choice
    county: str

    @property
    def municipal(self) -> dict[str, tuple[Reading, ...]]:
        """The municipalities, without those that answered together."""
        return {area: readings for area, readings in self.readings.items() if area != self.county}


def view(path: str, indicator: Indicator, period: Period, codes: Sequence[str]) -> OverTime:
    """The readings of the municipalities given, and of those that answered together."""
    county, history = queries.build(path).county, queries.history(path, indicator.id, period.id)
    shown = {
        area: tuple(each for each in history[area] if each.period.starts <= period.starts)
        for area in (county, *codes)
        if area in history
    }
    periods = tuple(reading.period for reading in shown.get(county, ()))
    breaks = _breaks(path, indicator, periods, codes)
    of_areas = {area: readings for area, readings in shown.items() if area != county}
    choice = chart_choice.over_time(of_areas, indicator.uncertainty, [each.from_period for each in breaks])
    return OverTime(indicator, periods, shown, breaks, choice, county)


def _breaks(path: str, indicator: Indicator, periods: Sequence[Period], codes: Sequence[str]) -> tuple[Break, ...]:
    """Those between two of the periods, in the measure, its questions, or the municipalities shown."""
    parts = (*indicator.numerator, *indicator.denominator)
    return tuple(
        each
        for each in queries.breaks(path)
        if (each.indicator == indicator.id or each.item in parts or (each.area in codes and not each.item))
        and (each.area is None or each.area in codes)
        and any(period.starts >= parse_period(each.from_period).start for period in periods)
        and any(period.starts < parse_period(each.from_period).start for period in periods)
    )


def reading(path: str, shown: OverTime, period: Period) -> str:
    """What can be said of the municipalities shown since the period before."""
    found = judged(path, shown, period)
    return sentences_charts.change_reading(found) if found and shown.indicator.kind != "share_of_areas" else ""


def judged(path: str, shown: OverTime, period: Period) -> list[tuple[str, str]]:
    """Each municipality shown with the verdict of its change."""
    found = queries.changes_over_time(path, period.id).get(shown.indicator.id, {})
    return [(queries.area_names(path)[area], found[area].verdict) for area in shown.municipal if area in found]


def notes(path: str, shown: OverTime, periods: Sequence[Period]) -> list[str]:
    """What must stand under the chart, or in place of it."""
    return [
        text
        for text in (
            *why_not(shown),
            *break_sentences(path, shown),
            not_drawn(shown, periods),
            sentences.no_interval(shown.indicator),
            *figure_lines(shown),
        )
        if text
    ]


def figure_lines(shown: OverTime) -> list[str]:
    """What is said in public of the figures shown."""
    return figure_notes.lines(reading.figure for area in shown.municipal for reading in shown.readings[area])


def in_picture(shown: OverTime) -> list[str]:
    """The same for a saved picture."""
    return figure_notes.in_picture(reading.figure for area in shown.municipal for reading in shown.readings[area])


def not_drawn(shown: OverTime, periods: Sequence[Period]) -> str:
    """The periods of other lengths, named with the reason why they do not stand here."""
    if not shown.periods:
        return ""
    months = shown.periods[0].months, shown.periods[0].starts.month
    others = [p.label for p in periods if (p.months, p.starts.month) != months]
    return sentences_over_time.other_months(others) if others else ""


def break_sentences(path: str, shown: OverTime) -> list[str]:
    """What is different from each break on."""
    names = queries.area_names(path)
    return [
        (f"{names[each.area]}: " if each.area else "")
        + sentences_over_time.break_sentence(each, parse_period(each.from_period).label)
        for each in shown.breaks
    ]


def why_not(shown: OverTime) -> list[str]:
    """Why a chart that answers the same question is not here."""
    # That a line needs more periods is said by the trend, and a slope that was passed by is missed by nobody.
    passed_by = {"many_periods", "two_periods"}
    said = {
        sentences_charts.why_not_chart(why.code, why.numbers, chart)
        for chart, why in shown.choice.refused.items()
        if why.code not in passed_by
    }
    return sorted(said)[:1]


def trend_lines(path: str, shown: OverTime, period: Period) -> list[tuple[str, str, str]]:
    """What five years say, each verdict and sentence with all it holds for: their names, the verdict, the sentence."""
    found: dict[tuple[str, str], list[str]] = {}
    for area, each in _trends(path, shown, period):
        if each.reason is None:
            found.setdefault((each.verdict, sentences_over_time.trend(each)), []).append(_name(path, shown, area))
    return [(listing(names), verdict, sentence) for (verdict, sentence), names in found.items()]


def no_trend(path: str, shown: OverTime, period: Period) -> list[str]:
    """Why the others have no marker, each reason with those it holds for; one reason for all is said once."""
    by_reason: dict[str, list[str]] = {}
    there = _trends(path, shown, period)
    for area, each in there:
        if each.reason is not None:
            by_reason.setdefault(sentences_over_time.trend(each), []).append(_name(path, shown, area))
    if len(by_reason) == 1 and len(next(iter(by_reason.values()))) == len(there):
        return list(by_reason)
    return [f"{listing(names)}. {sentence}" for sentence, names in by_reason.items()]


def _trends(path: str, shown: OverTime, period: Period) -> list[tuple[str, Trend]]:
    found = queries.trends(path, period.id).get(shown.indicator.id, {})
    return [(area, found[area]) for area in shown.readings if area in found]


def _name(path: str, shown: OverTime, area: str) -> str:
    if area != shown.county:
        return queries.area_names(path)[area]
    gate = next((reading.figure.gate for reading in reversed(shown.readings[area])), None)
    return capital(sentences_coverage.whom(gate))


def table(shown: OverTime) -> Table:
    """Every period of every area: value, interval, what it is made of and who is in it."""
    columns = [
        Column("Kommun"),
        Column("Period"),
        Column(capital(shown.indicator.unit), numeric=True, decimals=shown.indicator.decimals),
        Column("Slumpens spelrum", numeric=True),
        Column("Antal", numeric=True),
        Column("Underlag", numeric=True),
        Column("Svar"),
    ]
    rows = [row for area in shown.readings for row in _rows(shown, area)]
    return tables.table(f"{shown.indicator.title}, period för period", columns, rows)


def _rows(shown: OverTime, area: str) -> Iterator[tables.Row]:
    whole = area == shown.county
    for reading in shown.readings[area]:
        figure = reading.figure
        yield tables.row(
            tables.words(WHOLE if whole else figure.name),
            tables.words(reading.period.label),
            tables.noted(_value(shown.indicator, figure, whole=whole), figure),
            tables.interval(figure, shown.indicator.decimals),
            tables.amount(figure.numerator, missing="–"),
            tables.amount(figure.denominator, missing="–"),
            tables.words(words.short_coverage(figure)) if whole else Cell("", None),
            style="total" if whole else "",
        )


def _value(indicator: Indicator, figure: Figure, *, whole: bool) -> Cell:
    if indicator.kind == "share_of_areas" and figure.numerator is not None:
        if whole:
            return tables.words(sentences_coverage.bounds(figure, indicator))
        return tables.words("ja" if figure.value else "nej")
    return tables.figure(figure, indicator.decimals)
