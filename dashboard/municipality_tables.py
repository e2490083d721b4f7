"""One municipality in every measure: its figures, what can be decided of them, and what it takes to decide more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard import beside, change_tables, comparison, measures, queries, sentences, tables, words
from dashboard.address import Choices
from dashboard.beside import Beside
from dashboard.change_tables import Changed
from dashboard.measures import View
from dashboard.records import ChangeOverTime, Comparison, Figure, Municipality, Period
from dashboard.swedish import NBSP, capital, listing, lower_first, number
from dashboard.tables import Cell, Column, Table

_MOST_PERIODS = "fler än 20"
DASH = Cell("–", None, missing=True)


class Line(NamedTuple):
    """One measure of the municipality: its figure, what it is held against, and what has changed."""

    name: str
    view: View
    held: Beside
    compared: Comparison | None
    change: ChangeOverTime | None
    own: str

    @property
    def figure(self) -> Figure | None:
        return self.view.answers.of(self.own)


def lines(path: str, own: Municipality, period: Period, choices: Choices) -> list[Line]:
    """Every measure, in the order of indicators.yaml."""
    changes = queries.changes_over_time(path, period.id)
    found = []
    for indicator in queries.indicators(path).values():
        view = measures.view(path, indicator, period.id, measures.MEASURE)
        held = beside.held(path, view, period.id, choices, ask=False)
        compared = held.found.get(own.code) or _why_not(path, indicator.id, own, period)
        change = changes.get(indicator.id, {}).get(own.code)
        found.append(Line(_name(path, view), view, held, compared, change, own.code))
    return found


def _why_not(path: str, indicator: str, own: Municipality, period: Period) -> Comparison | None:
    """What the snapshot says of a measure that nobody is compared in."""
    found = queries.comparisons(path, period.id).get(indicator, {}).get(own.code, {})
    return next((each for each in found.values() if each.verdict == "not_compared"), None)


def _name(path: str, view: View) -> str:
    # "12-stegsgrupp: ja" and not "12-stegsgrupp, andel kommuner: ja".
    items = queries.items(path)
    has = items.get(view.indicator.numerator[0]) if view.yes_no else None
    return has.short_label if has else view.indicator.short_title


def summary(found: Sequence[Line]) -> list[str]:
    """What can be decided, what cannot and what is nearest to be: a calm start, also where nothing can."""
    by_verdict = {verdict: [each for each in found if _verdict(each) == verdict] for verdict in sentences.VERDICTS}
    said = [
        f"{capital(sentences.verdict_word(verdict))}: {listing([_in_text(each) for each in by_verdict[verdict]])}."
        for verdict in (*sentences.DECIDED, "no_practical_difference")
        if by_verdict[verdict]
    ]
    undecided = by_verdict["cannot_tell"]
    if undecided:
        said.append(words.undecided(len(undecided), any_decided=bool(said)))
        said.extend(_nearest(undecided))
    if without := by_verdict["not_compared"]:
        said.append(words.left_aside(len(without)))
    return said


def _in_text(each: Line) -> str:
    return lower_first(each.name)


def _nearest(undecided: Sequence[Line]) -> Iterator[str]:
    """The measure that fewest periods together would decide."""
    needed = [(c.years_needed, each) for each in undecided if (c := each.compared) and c.years_needed is not None]
    if needed:
        years, each = min(needed, key=lambda pair: pair[0])
        yield words.nearest(_in_text(each), years)


def compared(found: Sequence[Line]) -> int:
    return sum(_verdict(each) not in (None, "not_compared") for each in found)


def verdicts(found: Sequence[Line]) -> set[str]:
    """The verdicts that are in the table, for its key."""
    changed = {each.change.verdict for each in found if each.change is not None}
    return {verdict for each in found if (verdict := _verdict(each))} | changed


def beside_the_rest(own: Municipality, found: Sequence[Line]) -> str:
    """Said where the municipality is more than a quarter of the whole it would be compared with."""
    beside_others = [c for each in found if _verdict(each) and (c := each.compared) and c.verdict != "not_compared"]
    large = sum(each.against == "rest_of_county" for each in beside_others)
    return words.beside_the_rest(own.name, large, len(beside_others)) if large else ""


def _verdict(each: Line) -> str | None:
    if each.compared is None or each.figure is None or each.figure.value is None:
        return None
    return each.compared.verdict


def notes(own: Municipality, found: Sequence[Line]) -> list[str]:
    """Under the table: against whom, and how much of what it says can be chance."""
    said = [beside_the_rest(own, found), words.flags_of_measures(compared(found)), comparison.CHANCE]
    return [sentence for sentence in said if sentence]


def figures_table(own: Municipality, period: Period, earlier: Period | None, found: Sequence[Line]) -> Table:
    """Every measure: its value, what chance can do to it, and what can be decided. What it takes is in ``details``."""
    columns = [
        Column("Mått"),
        Column(capital(period.label), numeric=True),
        Column("Slumpens spelrum", numeric=True),
        Column("Jämförs med", numeric=True),
        Column("Utfall"),
        *([Column(f"Sedan {earlier.label}")] if earlier else []),
    ]
    rows = [
        tables.row(
            tables.words(each.name),
            _own_cell(each),
            tables.interval(each.figure, each.view.decimals),
            _beside_cell(each),
            _verdict_cell(each),
            *([_change_cell(each)] if earlier else []),
        )
        for each in found
    ]
    return tables.table(f"{own.name}, {period.label}", columns, rows)


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
        return tables.words(f"{number(total.numerator)} av {number(total.answered)} har")
    return DASH


def _sign(view: View) -> str:
    return f"{NBSP}%" if view.indicator.unit == "procent" else ""


def _verdict_cell(each: Line) -> Cell:
    verdict = _verdict(each)
    return tables.verdict(verdict, sentences.verdict_label(verdict)) if verdict else DASH


def _change_cell(each: Line) -> Cell:
    change = each.change
    return DASH if change is None or change.before is None or change.after is None else change_tables.verdict(change)


def details(period: Period, found: Sequence[Line]) -> Table:
    """What it would take to decide, and between which places the municipality stands."""
    columns = [
        Column("Mått"),
        Column("Minsta skillnad som brukar synas", numeric=True),
        Column("Perioder som behövs", numeric=True),
        Column("Plats från det högsta värdet"),
        Column("Minsta förändring som brukar synas", numeric=True),
        Column("Varför måttet inte jämförs"),
    ]
    rows = [_details(each) for each in found if _verdict(each)]
    return tables.table(f"Vad som skulle behövas för att avgöra, {period.label}", columns, rows)


def _details(each: Line) -> tables.Row:
    one, figure, decimals = each.compared, each.figure, each.view.decimals
    rank = sentences.rank(figure) if figure else ""
    why = capital(sentences.why_not_compared(one)) if one and figure and one.verdict == "not_compared" else ""
    smallest_change = each.change.smallest_visible if each.change else None
    return tables.row(
        tables.words(each.name),
        tables.amount(one.smallest_visible if one else None, decimals, missing="–"),
        _periods(one, figure),
        tables.words(rank or "–"),
        tables.amount(smallest_change, decimals, missing="–"),
        tables.words(why),
    )


def _periods(one: Comparison | None, figure: Figure | None) -> Cell:
    if one is None or figure is None or one.verdict != "cannot_tell" or figure.value == one.benchmark:
        return DASH
    return tables.words(_MOST_PERIODS) if one.years_needed is None else tables.amount(one.years_needed)


def changed(found: Sequence[Line]) -> list[Changed]:
    """The measures that the municipality has a number for in both periods; yes and no are no numbers."""
    return [
        Changed(each.name, each.view.indicator, each.change)
        for each in found
        if each.change and each.change.before is not None and each.change.after is not None and not each.view.yes_no
    ]
