"""The tables of one municipality: to read, what it would take to decide more, and all of it to save."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import change_tables, sentences, tables
from dashboard.measures import View
from dashboard.municipality_lines import Line, in_both, verdict_of
from dashboard.records import Comparison, Figure, Municipality, Period
from dashboard.swedish import NBSP, capital, number, span
from dashboard.tables import Cell, Column, Table

_MOST_PERIODS = "fler än 20"
DASH = Cell("–", None, missing=True)


def figures_table(own: Municipality, period: Period, earlier: Period | None, found: Sequence[Line]) -> Table:
    """Every measure: its value with what chance can do to it, what can be decided, and what has changed."""
    columns = [
        Column("Mått"),
        Column("Tal och slumpens spelrum", numeric=True),
        Column("Utfall"),
        *([Column(f"Sedan {earlier.label}")] if earlier else []),
        Column("Jämförs med", numeric=True),
    ]
    rows = [
        tables.row(
            tables.words(each.name),
            tables.noted(_with_interval(each), each.figure),
            _verdict_cell(each),
            *([_change_cell(each)] if earlier else []),
            _beside_cell(each),
        )
        for each in found
    ]
    return tables.table(f"{own.name}, {period.label}", columns, rows)


def whole_table(own: Municipality, period: Period, found: Sequence[Line]) -> Table:
    """All there is, for a saved file."""
    columns = [
        Column("Mått"),
        Column(capital(period.label), numeric=True, decimals=1),
        Column("Slumpens spelrum", numeric=True),
        Column("Jämförs med", numeric=True, decimals=1),
        Column("Utfall"),
        Column("Ändring"),
        *_DETAILS,
    ]
    rows = [
        tables.row(
            tables.words(each.name),
            tables.noted(_own_cell(each), each.figure),
            tables.interval(each.figure, each.view.decimals),
            _beside_cell(each),
            _verdict_cell(each),
            _change_cell(each),
            *_details(each),
        )
        for each in found
    ]
    return tables.table(f"{own.name}, {period.label}", columns, rows)


def _with_interval(each: Line) -> Cell:
    """40,8 (32,1–51,2): both in one cell, so that the verdict is in sight on a phone; a star where it is unsure."""
    own, figure = _own_cell(each), each.figure
    if figure is None or figure.lower is None or figure.upper is None or figure.certainty == "in_words":
        return own
    star = "*" if figure.certainty == "uncertain" else ""
    return Cell(f"{own.text} ({span(figure.lower, figure.upper, each.view.decimals)}){star}", own.value)


def _own_cell(each: Line) -> Cell:
    figure = each.figure
    if figure is not None and figure.value is not None and each.view.yes_no:
        return tables.words("ja" if figure.value else "nej")
    return tables.figure(figure, each.view.decimals, _sign(each.view))


def _beside_cell(each: Line) -> Cell:
    """The benchmark; where nothing is compared, the total of those who answered, as a fact."""
    if each.compared and each.compared.benchmark is not None and each.compared.verdict != "not_compared":
        text = number(each.compared.benchmark, each.view.decimals) + _sign(each.view)
        return Cell(text, each.compared.benchmark)
    total = each.view.answers.total
    if each.view.yes_no and total is not None and total.numerator is not None:
        return tables.words(f"{number(total.numerator)} av {number(total.answered)} svarande har")
    return DASH


def _sign(view: View) -> str:
    return f"{NBSP}%" if view.indicator.unit == "procent" else ""


def _verdict_cell(each: Line) -> Cell:
    verdict = verdict_of(each)
    return tables.verdict(verdict, sentences.verdict_label(verdict)) if verdict else DASH


def _change_cell(each: Line) -> Cell:
    return change_tables.verdict(each.change) if in_both(each) else DASH


_DETAILS = (
    Column("Minsta skillnad som brukar synas", numeric=True),
    Column("Perioder som behövs", numeric=True),
    Column("Plats från det högsta värdet"),
    Column("Minsta förändring som brukar synas", numeric=True),
    Column("Varför måttet inte jämförs"),
)


def details(period: Period, found: Sequence[Line]) -> Table:
    """What it would take to decide, and between which places the municipality stands."""
    rows = [tables.row(tables.words(each.name), *_details(each)) for each in found if verdict_of(each)]
    return tables.table(f"Vad som skulle behövas för att avgöra, {period.label}", [Column("Mått"), *_DETAILS], rows)


def _details(each: Line) -> tuple[Cell, ...]:
    one, figure, decimals = each.compared, each.figure, each.view.decimals
    return (
        tables.amount(one.smallest_visible if one else None, decimals, missing="–"),
        _periods(one, figure),
        tables.words((sentences.rank(figure) if figure else "") or "–"),
        tables.amount(each.change.smallest_visible if each.change else None, decimals, missing="–"),
        tables.words(_why(each)),
    )


def _why(each: Line) -> str:
    if each.compared is None or verdict_of(each) != "not_compared":
        return ""
    no_interval = sentences.no_interval(each.view.indicator) if each.compared.reason == "no_interval" else ""
    return no_interval or capital(sentences.why_not_compared(each.compared))


def _periods(one: Comparison | None, figure: Figure | None) -> Cell:
    if one is None or figure is None or one.verdict != "cannot_tell" or figure.value == one.benchmark:
        return DASH
    return tables.words(_MOST_PERIODS) if one.years_needed is None else tables.amount(one.years_needed)
