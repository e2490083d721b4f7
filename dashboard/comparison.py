"""One measure for every municipality: its chart, its table, its total and what must be said about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard import charts, components, queries, tables, words
from dashboard.charts import Rows, Spec
from dashboard.county import source_name
from dashboard.exports import Provenance
from dashboard.measures import View
from dashboard.records import Figure, Period
from dashboard.swedish import capital, number
from dashboard.tables import Cell, Column, Row, Table

_KEY = "Fylld punkt: värde. Ihålig punkt och ”ca”: kommunen har uppskattat. Kursiv text: varför värde saknas."
_KEY_TO_LINE = " Streckad linje: de svarande kommunerna tillsammans."
TOTAL = capital(words.ANSWERING)


def chart(view: View, order: Sequence[str], own: str | None = None) -> tuple[Spec, Rows]:
    """Dots on an axis, or yes and no in two columns."""
    if view.yes_no:
        return charts.yes_no_plot(), charts.yes_no_rows(view.answers, order)
    rows = charts.dot_rows(view.answers, view.decimals, order, total=view.has_total, own=own)
    return charts.dot_plot(), rows


def total_sentence(path: str, view: View) -> str:
    """The total of the answering municipalities, with what it covers and what was printed."""
    total = view.answers.total
    if total is None or total.value is None:
        return "Ingen kommun har en uppgift för perioden."
    about = "cirka " if total.status == "estimated" else ""
    if view.as_count:
        value = f"{number(total.value)} {view.unit}"
    else:
        value = words.value_with_unit(total.value, view.indicator)
    sentence = f"{TOTAL}: {about}{value}, från {words.coverage(total)}."
    if view.yes_no:
        has, answering = number(total.numerator or 0), number(total.denominator or 0)
        sentence = f"{has} av de {answering} kommuner som svarat på frågan har det ({value})."
    printed = view.answers.printed
    if printed and printed.value is not None:
        sentence += f" {_printed(printed, source_name(path, printed.source), view)}"
    return sentence


def _printed(figure: Figure, source: str, view: View) -> str:
    """A count stands in the report itself; a measure is reckoned here from what stands there."""
    if view.as_count:
        return words.printed(figure, source)
    value = words.value_with_unit(figure.value or 0, view.indicator)
    return f"Räknat på talen i {source}: {value}."


def key(view: View) -> str:
    """What the marks of the chart mean."""
    return "" if view.yes_no else _KEY + (_KEY_TO_LINE if view.has_total else "")


def basis(path: str, view: View) -> Iterator[str]:
    """The small print under the chart: what it rests on."""
    gaps = words.statuses(view.answers.areas)
    yield f"Av länets {number(len(view.answers.areas))} kommuner: {gaps}." if gaps else ""
    yield words.population(queries.build(path)) if view.indicator.kind == "rate" else ""


def provenance(path: str, view: View, period: Period) -> Provenance:
    """What a saved picture or table of the measure says about itself."""
    return components.provenance(
        path,
        view.title,
        period.label,
        words.coverage(view.answers.total),
        view.indicator.how,
        *view.indicator.caveats,
        *basis(path, view),
        key=[key(view), words.population(queries.build(path)) if view.indicator.kind == "rate" else ""],
    )


def table(path: str, view: View, period: Period, order: Sequence[str]) -> Table:
    """Every municipality with its value and what the value is made of, the total last."""
    parts = _parts(path, view)
    columns = [
        Column("Kommun"),
        Column("Svar" if view.yes_no else capital(view.unit), numeric=True, decimals=view.decimals),
        *(Column(title, numeric=True) for title in parts.values()),
        Column("Vuxna invånare", numeric=True),
    ]
    rows = [_row(view, figure, list(parts)) for area in order if (figure := view.answers.of(area))]
    if view.answers.total:
        rows.append(_row(view, view.answers.total, list(parts), total=True))
    return tables.table(f"{view.title}, {period.label}", columns, rows)


def _parts(path: str, view: View) -> dict[str, str]:
    """Numerator and denominator, where the value is made of two numbers that can be shown."""
    if view.as_count or view.indicator.kind not in ("rate", "proportion", "ratio"):
        return {}
    items = queries.items(path)
    names = [items[item].short_label for item in view.indicator.numerator if item in items]
    parts = {"numerator": names[0] if len(names) == 1 else "Summa"}
    below = [items[item].short_label for item in view.indicator.denominator if item in items]
    # The denominator of a rate is the adults, who have a column of their own.
    return parts | ({"denominator": below[0] if len(below) == 1 else "Delat med"} if below else {})


def _row(view: View, figure: Figure, parts: Sequence[str], *, total: bool = False) -> Row:
    missing = figure.value is None
    cells = [tables.amount(None if missing else getattr(figure, part), missing="–") for part in parts]
    # The adults of the total are those of its members, which a rate has below the line.
    adults = figure.denominator if total and view.indicator.kind == "rate" and not view.as_count else figure.adults
    inhabitants = Cell("", None) if total and view.indicator.kind != "rate" else tables.amount(adults, missing="–")
    return tables.row(
        tables.words(TOTAL if total else figure.name),
        _value(view, figure, total=total),
        *cells,
        inhabitants if not (total and view.as_count) else Cell("", None),
        style="total" if total else "",
    )


def _value(view: View, figure: Figure, *, total: bool) -> Cell:
    if view.yes_no and figure.value is not None:
        if total:
            return tables.words(f"{number(figure.numerator or 0)} av {number(figure.denominator or 0)} har")
        return tables.words("ja" if figure.value else "nej")
    return tables.figure(figure, view.decimals)
