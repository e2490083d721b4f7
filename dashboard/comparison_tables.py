"""One measure for every municipality as tables: one to read, what its judgements rest on, and all of it to save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard import measures, queries, sentence_amounts, sentences, sentences_coverage, tables
from dashboard.beside import Beside
from dashboard.comparison import Shown
from dashboard.measures import View
from dashboard.records import Comparison, Figure
from dashboard.swedish import capital, listing, number, span
from dashboard.tables import Cell, Column, Table

BLANK = Cell("", None)
DASH = Cell("–", None, missing=True)
# Among words, where a column does not stand to the right.
NOTHING_SAID = Cell("–", None)
_MOST_PERIODS = "fler än 20"


@dataclass(frozen=True)
class _Field:
    """A column: its heading, its cell for a municipality and for the total, which may have none."""

    column: Column
    of_area: Callable[[Figure], Cell]
    of_total: Callable[[Figure], Cell] = lambda _: BLANK


def table(path: str, shown: Shown) -> Table:
    """Every municipality with its value, what was decided, and what the value is made of; the total last."""
    view, held = shown.view, shown.held
    fields = [_name(view), *_values(view), *_outcome(held), *_chance(view, held), *_parts(path, view)]
    return _table(_caption(shown), fields, shown)


def details(shown: Shown) -> Table:
    """What each judgement rests on: the benchmark, what could have been seen, and between which places it stands."""
    view, held = shown.view, shown.held
    fields = [_name(view), *_outcome(held), *_benchmark(view, held), *_power(view, held), _rank()]
    return _table(f"{_caption(shown)}: vad varje utfall vilar på", fields, shown, total=False)


DETAILS_KEY = (
    "Väntat antal: så många det hade varit med samma nivå som det kommunen jämförs med. Minsta synliga skillnad: så "
    "stor skillnad som fyra gånger av fem hade synts med det här underlaget, i måttets enhet. Perioder som behövs: så "
    "många sådana perioder som tillsammans skulle visa en skillnad som den uppmätta. Plats: vilka platser kommunen kan "
    "ha när slumpens spelrum räknas med; plats 1 är det högsta värdet, vilket inte behöver vara bra."
)

_STRICT_KEY = (
    "Minsta synliga skillnad och perioder som behövs är räknade för en kommun för sig, med 95 procent. Utfallen här "
    "avgörs strängare."
)


def details_key(shown: Shown) -> str:
    """What the columns of ``details`` mean, and what they do not reckon with where the verdicts are stricter."""
    return f"{DETAILS_KEY} {_STRICT_KEY}" if shown.held.strict and shown.held.compared else DETAILS_KEY


def not_compared(shown: Shown) -> list[str]:
    """Who is not compared, gathered by reason."""
    by_reason: dict[str, list[str]] = {}
    for area in shown.order:
        one, figure = shown.held.found.get(area), shown.view.answers.of(area)
        if one and figure and one.verdict == "not_compared":
            by_reason.setdefault(sentences.why_not_compared(one), []).append(figure.name)
    return [f"{listing(names)} jämförs inte: {why}." for why, names in by_reason.items()]


def whole(path: str, shown: Shown) -> Table:
    """All there is, for a saved file: the limits of the interval as numbers of their own."""
    view, held = shown.view, shown.held
    fields = [_name(view), *_values(view), *_limits(view), *_parts(path, view), *_outcome(held)]
    if held.found:
        fields += [*_benchmark(view, held), *_power(view, held), _rank(), *_why_not(held)]
    if view.indicator.kind in ("proportion", "ratio") and not view.as_count:
        fields.append(_adults())
    return _table(_caption(shown), fields, shown)


def _caption(shown: Shown) -> str:
    return f"{shown.view.title}, {shown.period.label}"


def _table(caption: str, fields: Sequence[_Field], shown: Shown, *, total: bool = True) -> Table:
    answers = shown.view.answers
    figures = [found for area in shown.order if (found := answers.of(area))]
    rows = [
        tables.row(*(each.of_area(figure) for each in fields), style="own" if figure.area == shown.own else "")
        for figure in figures
    ]
    if total and answers.total:
        rows.append(tables.row(*(each.of_total(answers.total) for each in fields), style="total"))
    return tables.table(caption, [each.column for each in fields], rows)


def _name(view: View) -> _Field:
    # What could be is said of all the county's municipalities, what is of those who answered.
    whole_name = "Länets kommuner" if view.yes_no else measures.WHOLE
    return _Field(Column("Kommun"), _named, lambda _: tables.words(whole_name))


def _named(figure: Figure) -> Cell:
    """The municipality, with the notes of its figure: they hold for the whole row."""
    return tables.noted(tables.words(figure.name), figure)


def _values(view: View) -> list[_Field]:
    if view.counts_only and not view.yes_no:
        return []
    title = "Svar" if view.yes_no else capital(view.unit)
    column = Column(title, numeric=True, decimals=view.decimals)
    return [_Field(column, lambda figure: _value(view, figure), lambda total: _value_of_total(view, total))]


def _value(view: View, figure: Figure) -> Cell:
    if view.yes_no and figure.value is not None:
        return tables.words("ja" if figure.value else "nej")
    if figure.certainty == "in_words" and not view.as_count:
        return Cell(sentences.in_words(figure), figure.value)
    return tables.figure(figure, view.decimals)


def _value_of_total(view: View, total: Figure) -> Cell:
    if view.yes_no:
        return tables.words(f"{sentences_coverage.bounds(total, view.indicator)} har")
    cell = tables.figure(total, view.decimals)
    if view.as_count and total.value is not None and total.answered < total.asked:
        # Never scaled up: those who are silent would only have added to it.
        return Cell(f"minst {cell.text}", cell.value)
    return cell


def _outcome(beside: Beside) -> list[_Field]:
    def outcome(figure: Figure) -> Cell:
        verdict = beside.verdict(figure.area)
        if verdict is None or figure.value is None:
            return NOTHING_SAID
        return tables.verdict(verdict, sentences.verdict_label(verdict))

    return [_Field(Column("Utfall"), outcome)] if beside.found else []


def _has_interval(view: View) -> bool:
    return not view.counts_only and any(figure.lower is not None for figure in view.answers.areas)


def _chance(view: View, beside: Beside) -> list[_Field]:
    decimals = _decimals(view, beside)

    def chance(figure: Figure) -> Cell:
        if figure.lower is None or figure.upper is None or figure.certainty == "in_words":
            return DASH
        return tables.words(span(figure.lower, figure.upper, decimals) + _unsure(figure))

    return [_Field(Column("Slumpens spelrum", numeric=True), chance, chance)] if _has_interval(view) else []


def _unsure(figure: Figure) -> str:
    return " (osäkert)" if figure.certainty == "uncertain" else ""


def _limits(view: View) -> list[_Field]:
    def limit(which: str) -> Callable[[Figure], Cell]:
        return lambda figure: tables.amount(getattr(figure, which), view.decimals + 1, missing="–")

    columns = {"lower": "Slumpens spelrum, från", "upper": "Slumpens spelrum, till"}
    return [
        _Field(Column(title, numeric=True, decimals=view.decimals + 1), limit(which), limit(which))
        for which, title in (columns.items() if _has_interval(view) else ())
    ]


def _decimals(view: View, beside: Beside) -> int:
    """As many as it takes for no row to look as if it said something else than its verdict."""
    needed = [
        sentence_amounts.enough_decimals(one.benchmark, figure.lower, figure.upper, view.decimals)
        for figure in view.answers.areas
        if (one := beside.found.get(figure.area))
        and one.benchmark is not None
        and figure.lower is not None
        and figure.upper is not None
    ]
    return max(needed, default=view.decimals)


def _parts(path: str, view: View) -> list[_Field]:
    """Numerator and denominator, where the value is made of two numbers; the adults for what is not."""
    if view.as_count or view.indicator.kind not in ("rate", "proportion", "ratio"):
        return [_adults()]
    items = queries.items(path, view.indicator.form)

    def named(ids: Sequence[str], many: str) -> str:
        names = [items[item].short_label for item in ids if item in items]
        return names[0] if len(names) == 1 else many

    of_rate = view.indicator.kind == "rate"
    below = "Vuxna invånare" if of_rate else named(view.indicator.denominator, "Delat med")
    return [
        _Field(
            Column(named(view.indicator.numerator, "Summa"), numeric=True),
            lambda figure: tables.amount(
                None if figure.value is None else figure.numerator, missing=_gap(view, figure)
            ),
            lambda total: _at_least(view, total),
        ),
        _Field(
            Column(below, numeric=True),
            lambda figure: tables.amount(_below(figure, of_rate=of_rate), missing="–"),
            lambda total: tables.amount(total.denominator, missing="–"),
        ),
    ]


def _gap(view: View, figure: Figure) -> str:
    """Why there is no number, said once in a row: here where no value stands before it."""
    return tables.figure(figure).text if view.counts_only else "–"


def _below(figure: Figure, *, of_rate: bool) -> float | None:
    if of_rate:
        return figure.adults
    return None if figure.value is None else figure.denominator


def _at_least(view: View, total: Figure) -> Cell:
    if total.numerator is None:
        return DASH
    least = sentences_coverage.bounds(total, view.indicator) if view.counts_only else number(total.numerator)
    return Cell(least, total.numerator)


def _adults() -> _Field:
    return _Field(Column("Vuxna invånare", numeric=True), lambda figure: tables.amount(figure.adults, missing="–"))


def _benchmark(view: View, beside: Beside) -> list[_Field]:
    places = _decimals(view, beside)
    return [
        _Field(
            Column("Jämförs med", numeric=True, decimals=places),
            lambda figure: tables.amount(_of(beside, figure, "benchmark"), places, missing="–"),
        ),
        _Field(
            Column("Väntat antal", numeric=True, decimals=1),
            lambda figure: tables.amount(_of(beside, figure, "expected"), 1, missing="–"),
        ),
    ]


def _power(view: View, beside: Beside) -> list[_Field]:
    return [
        _Field(
            Column("Minsta synliga skillnad", numeric=True, decimals=view.decimals),
            lambda figure: tables.amount(_of(beside, figure, "smallest_visible"), view.decimals, missing="–"),
        ),
        _Field(
            Column("Perioder som behövs", numeric=True), lambda figure: _periods(beside.found.get(figure.area), figure)
        ),
    ]


def _of(beside: Beside, figure: Figure, name: str) -> float | None:
    one = beside.found.get(figure.area)
    found: float | None = getattr(one, name) if one and one.verdict != "not_compared" else None
    return found


def _periods(one: Comparison | None, figure: Figure) -> Cell:
    if one is None or one.verdict != "cannot_tell" or figure.value == one.benchmark:
        return DASH
    return tables.words(_MOST_PERIODS) if one.years_needed is None else tables.amount(one.years_needed)


def _rank() -> _Field:
    def rank(figure: Figure) -> Cell:
        shown = sentences.rank(figure)
        return tables.words(shown) if shown else NOTHING_SAID

    return _Field(Column("Plats från högsta värdet"), rank)


def _why_not(beside: Beside) -> list[_Field]:
    def why(figure: Figure) -> Cell:
        one = beside.found.get(figure.area)
        if one is None or one.verdict != "not_compared":
            return BLANK
        return tables.words(capital(sentences.why_not_compared(one)))

    some = any(one.verdict == "not_compared" for one in beside.found.values())
    return [_Field(Column("Varför kommunen inte jämförs"), why)] if some else []
