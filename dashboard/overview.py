"""Every measure for every municipality at once: what can be told apart, where, and what chance alone gives."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import (
    beside,
    chart_choice,
    chart_rug,
    components,
    figure_notes,
    measures,
    queries,
    sentences,
    sentences_charts,
    sentences_overview,
)
from dashboard.beside import Beside
from dashboard.chart_choice import WITH_INTERVAL, Choice
from dashboard.chart_rug import Measure
from dashboard.charts import Rows, Spec
from dashboard.comparison import CHANCE
from dashboard.exports import Provenance
from dashboard.measures import MEASURE, View
from dashboard.records import Figure, Period
from dashboard.swedish import number

ALL_THEMES = "alla"
ALT = (
    "Rutmönster: ett mått i varje rad, en kommun i varje kolumn. Varje ruta har kommunens tal och ett tecken för "
    "utfallet. Tabellerna under diagrammet säger samma sak."
)
KEY = (
    "En ruta är en kommuns tal i ett mått, med tecknet för hur det står sig mot de svarande kommunerna (en stor kommun "
    "mot de andra). Ruta utan färg: talet jämförs inte. Gråare tal: litet underlag eller uppskattat. Kolumnen Svar: "
    "hur många kommuner som har ett tal. Kommunerna står i bokstavsordning, och måtten i samma ordning som i övrigt."
)


@dataclass(frozen=True)
class Line:
    """One measure with its municipalities beside the county."""

    view: View
    held: Beside

    @property
    def judged(self) -> list[tuple[str, str]]:
        """Each municipality's name and verdict."""
        found = ((f.name, self.held.verdict(f.area)) for f in self.view.answers.areas)
        return [(name, verdict) for name, verdict in found if verdict]

    def names(self, verdict: str) -> list[str]:
        return [name for name, found in self.judged if found == verdict]


@dataclass(frozen=True)
class Overview:
    """What one page shows: the measures of a theme, or all, in one period."""

    period: Period
    lines: tuple[Line, ...]

    @property
    def judged(self) -> list[tuple[str, str]]:
        return [each for line in self.lines for each in line.judged]

    @property
    def compared(self) -> int:
        return sum(line.held.compared for line in self.lines)

    @property
    def decidable(self) -> int:
        return sum(line.held.decidable for line in self.lines)

    @property
    def strict(self) -> bool:
        return any(line.held.strict for line in self.lines)


def themes(path: str) -> dict[str, str]:
    """The themes there are, by themselves: an address names what is never translated."""
    found = dict.fromkeys(indicator.theme for indicator in queries.indicators(path).values())
    return {ALL_THEMES: "Alla teman"} | {theme: theme for theme in found}


def overview(path: str, period: Period, theme: str = ALL_THEMES) -> Overview:
    """The measures that have figures in the period, in the order of indicators.yaml."""
    lines = []
    for indicator in queries.indicators(path).values():
        view = measures.view(path, indicator, period.id, MEASURE)
        if theme in (ALL_THEMES, indicator.theme) and view.answers.areas:
            lines.append(Line(view, beside.beside(path, view, period.id, beside.COUNTY)))
    return Overview(period, tuple(lines))


# ---- The chart ----


def choice(shown: Overview) -> Choice:
    return chart_choice.many_measures((line.view.indicator.uncertainty, line.view.answers) for line in shown.lines)


def chart(shown: Overview) -> tuple[Spec, Rows] | None:
    """The rug and its data; None where only the tables can be borne."""
    if chart_choice.RUG not in choice(shown).allowed:
        return None
    known = rows_of(shown)
    areas = len(shown.lines[0].view.answers.areas)
    turned = chart_rug.turn(areas, len(known))
    return chart_rug.rug(turned=turned), _in_words(shown, chart_rug.rug_rows(known, strict=shown.strict))


def rows_of(shown: Overview) -> list[Measure]:
    return [
        Measure(line.view.indicator.short_title, line.view.answers, line.view.decimals, line.held.found)
        for line in shown.lines
    ]


def _in_words(shown: Overview, rows: Rows) -> Rows:
    """Yes and no as words: a municipality has something or has it not, and 1 is no number of anything."""
    totals = {line.view.indicator.short_title: line.view.answers.total for line in shown.lines if line.view.yes_no}
    for row in rows:
        total = totals.get(row["measure"])
        if total is None:
            continue
        if row["area"] and row["value"] is not None:
            row["sign"] = row["said"] = "ja" if row["value"] else "nej"
        elif row["name_order"] == 0:
            row["sign"] = row["said"] = f"{number(total.numerator or 0)} av {number(total.denominator or 0)}"
        else:
            continue
        row["spoken"] = f"{row['name']}, {row['measure']}: {row['said']}"
    return rows


# ---- What was found ----


def finding(shown: Overview) -> str:
    """How many of all comparisons show anything."""
    return sentences_overview.overview_reading(shown.judged)


def differences(shown: Overview) -> list[str]:
    """Where something shows, measure by measure."""
    said = (sentences_overview.measure_reading(line.view.indicator.short_title, line.judged) for line in shown.lines)
    return [sentence for sentence in said if sentence]


def chance(shown: Overview) -> str:
    """How many flags chance alone gives over the whole table."""
    level = next((line.held.level for line in shown.lines if line.held.found), 0.95)
    return sentences_overview.overview_chance(shown.decidable, level)


def spoken(shown: Overview) -> str:
    """What the rug shows just now, for those who listen."""
    areas = len(shown.lines[0].view.answers.areas) if shown.lines else 0
    return sentences_charts.alt_rug(shown.period.label, len(shown.lines), areas, shown.judged)


def refused(shown: Overview) -> str:
    """Why there is no rug, where there is none."""
    why = choice(shown).refused.get(chart_choice.RUG)
    return sentences_charts.why_not_chart(why.code, why.numbers, chart_choice.RUG) if why else ""


def no_intervals(shown: Overview) -> str:
    """The measures that are never judged, and that they are not."""
    views = [line.view for line in shown.lines]
    return sentences_overview.never_judged(
        [v.indicator.short_title for v in views if v.uncertainty not in WITH_INTERVAL and not v.yes_no]
    )


def verdicts(shown: Overview) -> list[str]:
    there = {verdict for _, verdict in shown.judged}
    return [verdict for verdict in sentences.VERDICTS if verdict in there]


def signs(shown: Overview) -> str:
    return chart_rug.signs_used(rows_of(shown))


def provenance(path: str, shown: Overview, coverage: str) -> Provenance:
    """What a saved picture or table says about itself."""
    legend = ", ".join(sentences.verdict_label(verdict) for verdict in verdicts(shown))
    said = [finding(shown), KEY, CHANCE, chance(shown), signs(shown), no_intervals(shown), *figure_lines(shown)]
    return components.provenance(
        path,
        "Alla mått och kommuner",
        shown.period.label,
        coverage,
        *said,
        key=[
            *[f"Utfall: {legend}." if legend else "", KEY, chance(shown), signs(shown)],
            *figure_notes.in_picture(_figures(shown)),
        ],
    )


def figure_lines(shown: Overview) -> list[str]:
    """What is said in public of the figures shown."""
    return figure_notes.lines(_figures(shown))


def _figures(shown: Overview) -> list[Figure]:
    return [figure for line in shown.lines for figure in line.view.answers.areas]
