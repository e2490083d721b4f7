"""The charts of a measure over time: small panels in columns of the page, or one slope between two periods."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import chart_lines, chart_slope, over_time_view, queries, sentences_charts
from dashboard.chart_choice import BANDS, SLOPE, WITH_INTERVAL
from dashboard.charts import Rows, Spec
from dashboard.over_time_view import OverTime
from dashboard.records import Period

# What is read aloud in place of a chart: the same for every choice, since another text draws the chart anew.
ALT = {
    BANDS: "En ruta per kommun med en linje över åren och slumpens spelrum som ett band. Tabellen under säger samma "
    "sak.",
    SLOPE: "En linje per kommun mellan två perioder, med slumpens spelrum i båda ändar. Tabellen under säger samma "
    "sak.",
}
_BAND, _ENDS = "Band: slumpens spelrum. Ihålig punkt: litet underlag eller uppskattat.", "Streck: slumpens spelrum."
_LINES = (
    "Tunn grå linje: de som svarat tillsammans, som inte behöver vara samma kommuner varje år. Linjen bryts där ett år "
    "saknas eller där frågan har ändrats. Alla rutor har samma skala."
)
_SLOPES = "Bara den som säkert har ändrats har färg."
# So few stand beside each other, one in each column.
_ONE_EACH = 3


def key(shown: OverTime) -> str:
    """What the marks of the chart mean."""
    has_interval = shown.indicator.uncertainty in WITH_INTERVAL
    if shown.choice.chosen == BANDS:
        parts = ["Linje: talet.", _BAND if has_interval else "Ihålig punkt: uppskattat.", _LINES]
    elif shown.choice.chosen == SLOPE:
        parts = ["Linje: från den ena perioden till den andra.", f"{_ENDS} {_SLOPES}" if has_interval else ""]
    else:
        parts = []
    return " ".join(part for part in parts if part)


def drawings(path: str, shown: OverTime, period: Period) -> list[tuple[Spec, Rows]]:
    """The chart in columns of the page, or nothing where only the table can be borne."""
    areas = list(shown.municipal)
    if shown.choice.chosen == BANDS:
        columns = chart_lines.in_columns(areas) if len(areas) > _ONE_EACH else [[area] for area in areas]
        return [_bands(shown, each) for each in columns]
    return [_slope(path, shown, period)] if shown.choice.chosen == SLOPE else []


def whole(path: str, shown: OverTime, period: Period) -> tuple[Spec, Rows] | None:
    """The same as one picture, to save."""
    if shown.choice.chosen == BANDS:
        return _bands(shown, list(shown.municipal))
    return _slope(path, shown, period) if shown.choice.chosen == SLOPE else None


def _bands(shown: OverTime, areas: Sequence[str]) -> tuple[Spec, Rows]:
    rows = chart_lines.bands_rows(
        shown.readings,
        areas,
        shown.indicator.decimals,
        benchmark=shown.county,
        broken_at=[each.from_period for each in shown.breaks],
    )
    return chart_lines.bands(len(areas)), rows


def _slope(path: str, shown: OverTime, period: Period) -> tuple[Spec, Rows]:
    names = {area: queries.area_names(path)[area] for area in shown.municipal}
    changes = queries.changes_over_time(path, period.id).get(shown.indicator.id, {})
    first, last = shown.periods[0].label, shown.periods[-1].label
    return chart_slope.slope(), chart_slope.slope_rows(changes, names, shown.indicator.decimals, periods=(first, last))


def spoken(path: str, shown: OverTime, period: Period) -> str:
    """What the chart shows just now, for those who listen."""
    if not shown.periods:
        return ""
    first, last = shown.periods[0].label, shown.periods[-1].label
    if shown.choice.chosen == BANDS:
        return sentences_charts.alt_bands(shown.indicator, first, last)
    if shown.choice.chosen != SLOPE:
        return ""
    drawn = {row["name"] for row in _slope(path, shown, period)[1] if row["y"] is not None}
    judged = [(name, verdict) for name, verdict in over_time_view.judged(path, shown, period) if name in drawn]
    return sentences_charts.alt_slope(shown.indicator, first, last, len(drawn), judged)
