"""The tables of the page Region och kommuner: both sides, what can be in both, and municipality by municipality."""

from __future__ import annotations

from dashboard import queries, region_view, region_words, tables, words
from dashboard.records import Figure, Period
from dashboard.region_view import ADULTS, Diagnosed, Helped, Place
from dashboard.swedish import number
from dashboard.tables import Cell, Column, Row, Table


def sides(path: str, year: str, found: list[Diagnosed], others: list[Helped]) -> Table:
    """Every count with who made it, whom it is about, when, and what it rests on."""
    columns = [
        Column("Vad som räknas"), Column("Vem räknar"), Column("Antal", numeric=True), Column("Ålder"),
        Column("Period"), Column("Svarade"), Column("Källa"),
    ]  # fmt: skip
    rows = [
        tables.row(
            tables.words(region_words.KINDS[each.kind]),
            tables.words("Socialstyrelsen" if each.kind == "patienter" else "Regionen"),
            tables.amount(each.persons),
            tables.words(each.ages),
            tables.words(f"{year}, 12 månader"),
            tables.words("–"),
            tables.words(region_words.source(path, each.source)),
        )
        for each in found
    ]
    for other in others:
        rows.append(_helped(path, other, "Kommunerna", other.answers.total))
        if other.answers.region and other.answers.region.value is not None:
            rows.append(_helped(path, other, "Regionen", other.answers.region))
    rows += [_methods(path, period, figure) for period, figure in region_view.methods(path, year)]
    return tables.table(f"Regionens och kommunernas tal, {year}", columns, rows)


def _methods(path: str, period: Period, figure: Figure) -> Row:
    """Courses of methods, which are no persons and stand in no ratio to any."""
    return tables.row(
        tables.words("Metodinsatser (en person kan ha flera)"),
        tables.words("Kommunerna"),
        tables.amount(figure.numerator),
        tables.words(ADULTS),
        tables.words(region_words.months(period)),
        tables.words(words.short_coverage(figure)),
        tables.words(region_words.source(path, queries.FORM)),
    )


def _helped(path: str, other: Helped, who: str, figure: Figure | None) -> Row:
    return tables.row(
        tables.words(other.label),
        tables.words(who),
        tables.figure(figure),
        tables.words(ADULTS),
        tables.words(region_words.months(other.period)),
        tables.words(words.short_coverage(figure) if who == "Kommunerna" else "–"),
        tables.words(region_words.source(path, other.form)),
    )


def overlaps(one: Diagnosed, others: list[Helped]) -> Table:
    """For each count of the municipalities: how many per hundred with a diagnosis, and how many can be in both."""
    columns = [
        Column("Kommunerna räknar"), Column("Antal", numeric=True), Column("Per 100 med diagnos", numeric=True),
        Column("Kan finnas i båda, svarande kommuner", numeric=True), Column("Hela länet, högst", numeric=True),
    ]  # fmt: skip
    rows = []
    for other in others:
        found = region_view.beside(one, other)
        rows.append(
            tables.row(
                tables.words(f"{other.label}, {other.period.label}"),
                Cell(region_words.least(other) + number(other.persons), other.persons),
                Cell(region_words.ratio(found, region_words.least(other)), found.per_hundred),
                tables.words(region_words.bounds(found)),
                tables.amount(found.most_of_all),
            )
        )
    return tables.table(f"Bredvid {number(one.persons)} med diagnos", columns, rows)


def by_municipality(found: list[Place], other: Helped | None, year: str) -> Table:
    """Every municipality; the sums are over those where both are known."""
    columns = [Column("Kommun"), Column("Med diagnos", numeric=True), Column("Också psykiatrisk diagnos", numeric=True)]
    if other:
        columns += [
            Column(other.label, numeric=True), Column("Per 100 med diagnos", numeric=True),
            Column("Kan finnas i båda", numeric=True),
        ]  # fmt: skip
    # Without the other side there is nothing that the sums would be matched to.
    shown = [each for each in found if other or not each.together]
    rows = [_place(each, with_other=other is not None) for each in shown]
    return tables.table(f"Kommun för kommun, {year}", columns, rows)


def _place(each: Place, *, with_other: bool) -> Row:
    cells = [
        tables.words(region_words.name(each)),
        tables.amount(each.diagnosed, missing="–"),
        tables.amount(each.both_diagnoses, missing="–"),
    ]
    if with_other:
        sums = each.beside
        cells += [
            tables.amount(sums.other if sums else None, missing="–") if each.together else tables.figure(each.helped),
            Cell(region_words.ratio(sums), sums.per_hundred) if sums else tables.amount(None, missing="–"),
            tables.words(region_words.bounds(sums)) if sums else tables.amount(None, missing="–"),
        ]
    return tables.row(*cells, style="total" if each.together else "")
