"""All measures as tables: what shows in each, every number of the rug, and all of it row by row to save."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from dashboard import county_choice, sentences, sentences_coverage, tables
from dashboard.overview import Line, Overview
from dashboard.records import Figure
from dashboard.sentences import DECIDED
from dashboard.swedish import NBSP, listing, number
from dashboard.tables import Cell, Column, Row, Table

_DASH = Cell("–", None)
_COMPARE = "jamfor-kommuner"


def by_measure(shown: Overview) -> Table:
    """One row for each measure: who stands out, how many cannot be told, how many have answered."""
    columns = [
        Column("Mått"),
        Column("De svarande", numeric=True),
        Column("Skiljer sig"),
        Column("Ingen praktisk skillnad"),
        Column("Kan inte avgöras", numeric=True),
        Column("Svar", numeric=True),
    ]
    rows = [_measure(shown, line) for line in shown.lines]
    return tables.table(f"Alla mått, {shown.period.label}: vad som går att säga", columns, rows)


def _measure(shown: Overview, line: Line) -> Row:
    address = urlencode({"matt": line.view.indicator.id, "period": shown.period.id} | county_choice.in_address())
    name = Cell(line.view.indicator.short_title, line.view.indicator.short_title, link=f"{_COMPARE}?{address}")
    if not line.held.compared:
        said = [tables.words("jämförs inte"), _DASH, _DASH]
    else:
        apart = [f"{sentences.verdict_label(v)}: {listing(names)}" for v in DECIDED if (names := line.names(v))]
        near, unknown = line.names("no_practical_difference"), len(line.names("cannot_tell"))
        said = [tables.words("; ".join(apart) or "–"), tables.words(listing(near) or "–"), tables.amount(unknown)]
    return tables.row(name, _total(line), *said, _answers(line))


def _total(line: Line) -> Cell:
    total = line.view.answers.total
    if total is None:
        return _DASH
    if line.view.yes_no:
        return tables.words(sentences_coverage.bounds(total, line.view.indicator))
    return tables.figure(total, line.view.decimals, f"{NBSP}%" if line.view.unit == "procent" else "")


def _answers(line: Line) -> Cell:
    areas = line.view.answers.areas
    known = sum(figure.value is not None for figure in areas)
    return tables.words(f"{number(known)}{NBSP}av{NBSP}{number(len(areas))}")


def every_number(shown: Overview) -> Table:
    """The rug as a table: measures in rows, municipalities in columns, the verdict in words where there is one."""
    areas = shown.lines[0].view.answers.areas if shown.lines else ()
    columns = [Column("Mått"), *(Column(figure.name, numeric=True) for figure in areas), Column("Svar", numeric=True)]
    rows = [
        tables.row(
            tables.words(line.view.indicator.short_title),
            *(_field(line, figure) for figure in line.view.answers.areas),
            _answers(line),
        )
        for line in shown.lines
    ]
    return tables.table(f"Alla mått, {shown.period.label}: varje tal", columns, rows)


def _field(line: Line, figure: Figure) -> Cell:
    cell = _value(line, figure)
    verdict = line.held.verdict(figure.area)
    if verdict is None or verdict == "not_compared" or cell.missing:
        return cell
    sign = sentences.verdict_label(verdict) if verdict in DECIDED else sentences.verdict_symbol(verdict)
    said = f"{cell.text} {sentences.verdict_label(verdict)}"
    return replace(cell, text=f"{cell.text}{NBSP}{sign}", value=said)


def _value(line: Line, figure: Figure) -> Cell:
    if line.view.yes_no and figure.value is not None:
        return tables.noted(tables.words("ja" if figure.value else "nej"), figure)
    return tables.noted(tables.figure(figure, line.view.decimals), figure)


def row_by_row(shown: Overview) -> Table:
    """For a saved file: one row for each measure and municipality, with interval, verdict and what they rest on."""
    columns = [
        Column("Mått"),
        Column("Kommun"),
        Column("Enhet"),
        Column("Tal", numeric=True, decimals=2),
        Column("Slumpens spelrum, från", numeric=True, decimals=2),
        Column("Slumpens spelrum, till", numeric=True, decimals=2),
        Column("Antal", numeric=True),
        Column("Underlag", numeric=True),
        Column("Utfall"),
        Column("Jämförs med", numeric=True, decimals=2),
        Column("Svar på frågan"),
    ]
    rows = [_saved(line, figure) for line in shown.lines for figure in line.view.answers.areas]
    return tables.table(f"Alla mått, {shown.period.label}", columns, rows)


def _saved(line: Line, figure: Figure) -> Row:
    verdict, one = line.held.verdict(figure.area), line.held.found.get(figure.area)
    there = figure.value is not None
    return tables.row(
        tables.words(line.view.indicator.title),
        tables.words(figure.name),
        tables.words(line.view.unit),
        _value(line, figure),
        tables.amount(figure.lower, 2),
        tables.amount(figure.upper, 2),
        tables.amount(figure.numerator if there else None),
        tables.amount(figure.denominator if there else None),
        tables.words(sentences.verdict_label(verdict) if verdict and there else "–"),
        tables.amount(one.benchmark if one else None, 2),
        _answers(line),
    )
