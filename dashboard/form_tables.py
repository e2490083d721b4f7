"""The tables on the page of any form: its measures, and its answers by period, by municipality and by who answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dashboard import change_tables, queries, sentences_coverage, tables, words
from dashboard.form_page import FormPage
from dashboard.measures import WHOLE, View
from dashboard.records import Figure, Item, Period
from dashboard.swedish import NBSP, capital, lower_first, number, part_of
from dashboard.tables import Cell, Column, Table

REGION = "Regionen"
_DASH = Cell("–", None, missing=True)


def measures(shown: FormPage, indicators: Sequence[str], caption: str) -> Table:
    """The county's measures with what chance leaves them, what they are made of, and what has changed."""
    changes = queries.changes_over_time(shown.path, shown.period.id, shown.form)
    earlier = change_tables.earlier(shown.changed(*indicators), shown.periods)
    columns = [
        Column("Mått"), Column("De svarande", numeric=True), Column("Slumpens spelrum", numeric=True),
        Column("Antal / underlag", numeric=True), Column("Svar", numeric=True),
    ]  # fmt: skip
    rows = []
    for each in indicators:
        view = shown.view(each)
        if view.answers.total is not None:
            change = change_tables.verdict(changes.get(each, {}).get(shown.build.county))
            rows.append(tables.row(*_measure(view, view.answers.total), *([change] if earlier else [])))
    return tables.table(caption, [*columns, *([Column(f"Mot {earlier.label}")] if earlier else [])], rows)


def _measure(view: View, total: Figure) -> list[Cell]:
    name = view.indicator.short_title.replace("10 000", f"10{NBSP}000")
    says_its_unit = view.yes_no or view.unit == "procent" or "per " in name
    value = sentences_coverage.bounds(total, view.indicator) if view.yes_no else ""
    return [
        tables.words(name if says_its_unit else f"{name}, {lower_first(view.unit)}"),
        tables.words(value) if value else _value(total, view),
        tables.interval(total, view.decimals),
        _parts(total),
        tables.words(words.short_coverage(total)),
    ]


def _value(total: Figure, view: View) -> Cell:
    return tables.figure(total, view.decimals, f"{NBSP}%" if view.unit == "procent" else "")


def _parts(total: Figure) -> Cell:
    """71 / 92: what is counted and among what."""
    if total.numerator is None or total.denominator is None:
        return _DASH
    return tables.words(f"{number(total.numerator)} / {number(total.denominator)}")


def by_municipality(shown: FormPage, items: Iterable[str], caption: str) -> Table:
    """Every municipality's answers, the answering ones' sum under them; never the region, which is no part of it."""
    known = _items(shown, items)
    rows = []
    for respondent in shown.respondents(region=False):
        figures = [(shown.item(each.id).of(respondent.area), each) for each in known]
        cells = [tables.noted(_answer(figure, each), figure) for figure, each in figures]
        rows.append(tables.row(tables.words(respondent.name), *cells))
    total = [_sum(shown.item(each.id).total, each) for each in known]
    rows.append(tables.row(tables.words(WHOLE), *total, style="total"))
    return tables.table(caption, [Column("Kommun"), *map(_column, known)], rows)


def by_period(shown: FormPage, items: Iterable[str], periods: Sequence[Period], caption: str) -> Table:
    """The sums of those who answered in each period, and how many they were; the oldest first."""
    known = _items(shown, items)
    rows = [
        tables.row(
            tables.words(capital(period.label)),
            *(_sum(shown.item(each.id, period).total, each) for each in known),
            tables.words(f"{period.answered}{NBSP}av{NBSP}{period.asked}"),
        )
        for period in periods
    ]
    return tables.table(caption, [Column("Period"), *map(_column, known), Column("Svar", numeric=True)], rows)


def beside_the_region(shown: FormPage, items: Iterable[str], caption: str) -> Table | None:
    """The municipalities' sums and the region's own answer, a column for each; nothing where it has given none."""
    known = _items(shown, items)
    if not any(shown.item(each.id).region for each in known):
        return None
    columns = [Column("Uppgift"), Column(f"{WHOLE} tillsammans", numeric=True), Column(REGION, numeric=True)]
    rows = [
        tables.row(
            tables.words(each.short_label),
            _sum(shown.item(each.id).total, each),
            _answer(shown.item(each.id).region, each),
        )
        for each in known
    ]
    return tables.table(caption, columns, rows)


def of_the_region(shown: FormPage, items: Iterable[str], periods: Sequence[Period], caption: str) -> Table:
    """What the region has answered in each period."""
    known = _items(shown, items)
    columns = [Column("Uppgift"), *(Column(capital(period.label), numeric=True) for period in periods)]
    rows = [
        tables.row(tables.words(each.short_label), *(_answer(shown.item(each.id, p).region, each) for p in periods))
        for each in known
    ]
    return tables.table(caption, columns, rows)


def _items(shown: FormPage, wanted: Iterable[str]) -> list[Item]:
    found: Mapping[str, Item] = queries.items(shown.path, shown.form)
    return [found[each] for each in wanted if each in found]


def _column(item: Item) -> Column:
    return Column(item.short_label, numeric=True, decimals=2 if item.kind == "number" else 0)


def _answer(figure: Figure | None, item: Item) -> Cell:
    """An answer as it was given: yes and no in words, a mean with its decimals."""
    if item.kind == "tick" and figure is not None and figure.value is not None:
        return tables.words("ja" if figure.value else "nej")
    return tables.figure(figure, 2 if item.kind == "number" else 0)


def _sum(total: Figure | None, item: Item) -> Cell:
    """At least so many, as long as somebody is silent; of yes and no, how many say yes."""
    if total is None or total.value is None:
        return tables.figure(total)
    if item.kind == "tick":
        return tables.words(part_of(total.value, total.answered))
    cell = _answer(total, item)
    if item.kind == "count" and total.answered < total.asked:
        return replace(cell, text=f"minst{NBSP}{cell.text}")
    return cell


def judged(shown: FormPage, indicators: Sequence[str]) -> list[tuple[str, str, str]]:
    """The changes that could be judged, each with its verdict and how far it goes; the table names the others."""
    changed = [each for each in shown.changed(*indicators) if each.change.verdict != "not_compared"]
    earlier = change_tables.earlier(changed, shown.periods)
    return change_tables.judged(changed, change_tables.SAME_MUNICIPALITIES, earlier, shown.period) if earlier else []
