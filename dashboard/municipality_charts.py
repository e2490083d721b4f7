"""The charts of one municipality: among the others in every measure, and one measure at a time."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import beside, chart_choice, chart_spine, comparison, measures, municipality, queries, sentences_charts
from dashboard.address import Choices
from dashboard.chart_choice import SPINE, WITH_INTERVAL
from dashboard.chart_rug import Measure
from dashboard.charts import Rows, Spec
from dashboard.comparison import Shown
from dashboard.municipality_lines import Line
from dashboard.records import Municipality, Period

ALT = (
    "En rad per mått: kommunens läge bland de svarande kommunerna, med ett märke för varje kommun. Tabellen över "
    "diagrammet säger samma sak."
)
KEY = (
    "Streck: de svarande kommunerna, var och en för sig. Märket är kommunen, med utfallets tecken och färg. Varje rad "
    "har sin egen skala, med de svarande kommunerna tillsammans i mitten: vänster är lägre och höger är högre, och "
    "inget av dem är i sig bättre."
)
_ONLY_COUNTY = "Diagrammet över alla mått visas bara i jämförelse med de svarande kommunerna."


def spine(found: Sequence[Line], own: Municipality, group: str) -> tuple[Spec, Rows] | None:
    """The measures that have an interval and a figure, where enough have answered; otherwise ``why_no_spine`` says."""
    if group != beside.COUNTY or SPINE not in _choice(found).allowed:
        return None
    rows = chart_spine.spine_rows(_measures(found), own.code)
    return (chart_spine.spine(), rows) if rows else None


def why_no_spine(found: Sequence[Line], group: str) -> str:
    """Why the chart of all measures is not here."""
    if group != beside.COUNTY:
        return _ONLY_COUNTY
    why = _choice(found).refused.get(SPINE)
    return sentences_charts.why_not_chart(why.code, why.numbers, SPINE) if why else ""


def notes(found: Sequence[Line]) -> list[str]:
    """What the marks mean, and what must be said with them."""
    return [KEY, *(sentences_charts.chart_note(each.code, each.numbers) for each in _choice(found).notes)]


def spoken(found: Sequence[Line], own: Municipality, period: Period, group: str) -> str:
    """What the chart shows just now, for those who listen; nothing where there is none."""
    if spine(found, own, group) is None:
        return ""
    known = _drawn(found)
    judged = [(each.name, each.compared.verdict) for each in known if each.compared]
    return sentences_charts.alt_spine(own.name, period.label, len(known), judged)


def _choice(found: Sequence[Line]) -> chart_choice.Choice:
    return chart_choice.many_measures((each.view.indicator.uncertainty, each.view.answers) for each in _drawn(found))


def _drawn(found: Sequence[Line]) -> list[Line]:
    return [
        each
        for each in found
        if each.view.indicator.uncertainty in WITH_INTERVAL and each.figure and each.figure.value is not None
    ]


def _measures(found: Sequence[Line]) -> list[tuple[Measure, str]]:
    return [
        (Measure(each.name, each.view.answers, each.view.decimals, each.held.found), each.view.indicator.uncertainty)
        for each in _drawn(found)
    ]


def one_measure(path: str, own: Municipality, measure: str, period: Period, choices: Choices, group: str) -> Shown:
    """One measure beside the others of the group, in the chart that the figures can bear."""
    view = measures.view(path, queries.indicators(path)[measure], period.id, measures.MEASURE)
    held = beside.held(path, view, period.id, choices, ask=False)
    codes = municipality.to_compare(view.answers, own, group, held)
    return Shown(view, period, held, comparison.choice(view).chosen, codes, own.code)
