"""What becomes of each method: offered, used, with trained staff, followed up; each step among those before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import altair as alt

from dashboard import queries, tables, theme
from dashboard.charts import DATA, ROW_HEIGHT, SPOKEN, Rows, Spec, axis, finished, names
from dashboard.intervention_answers import FORM, Inventory
from dashboard.records import Figure
from dashboard.swedish import NBSP, number
from dashboard.tables import Cell, Column, Table

_FIRST = "kedja_"
_OFFERED = "_erbjuds"
STEPS = {"erbjuds": "Erbjuds", "anvands": "Används", "personal": "Utbildade", "foljs_upp": "Följs upp"}
ALT = (
    "En rad per metod och fyra steg: erbjuds, används, har utbildade medarbetare, följs upp. Stapeln visar i hur många "
    "av de svarande kommunerna. Samma uppgifter står i tabellen under."
)
# How much of its own width a step fills, so that the steps stay apart.
_FULL = 0.72


@dataclass(frozen=True)
class Step:
    """How many, of how many who have said."""

    count: int
    known: int

    @property
    def said(self) -> str:
        return f"{self.count}{NBSP}av{NBSP}{self.known}" if self.known else "–"


@dataclass(frozen=True)
class Chain:
    """One method; ``answered`` is how many have said whether they offer it."""

    id: str
    name: str
    steps: dict[str, Step]
    answered: int
    persons: Figure | None
    staff: Figure | None


def chains(found: Inventory) -> tuple[Chain, ...]:
    """Every method, in the form's order."""
    items = queries.items(found.path, FORM)
    offered = [each for each in items.values() if each.id.startswith(_FIRST) and each.id.endswith(_OFFERED)]
    return tuple(_chain(found, each.id.removesuffix(_OFFERED), each.short_label.split(",")[0]) for each in offered)


def _chain(found: Inventory, method: str, name: str) -> Chain:
    areas = [each.area for each in found.answering]
    value = {step: {area: _value(found, f"{method}_{step}", area) for area in areas} for step in STEPS}
    offering = [area for area in areas if value["erbjuds"][area]]
    steps = {step: _step([value[step][area] for area in (areas if step == "erbjuds" else offering)]) for step in STEPS}
    persons, staff = (found.answers(f"{method}_{step}") for step in ("anvands", "personal"))
    total = (persons.total if persons else None, staff.total if staff else None)
    return Chain(method, name, steps, steps["erbjuds"].known, *total)


def _value(found: Inventory, item: str, area: str) -> float | None:
    figure = found.figure(item, area)
    return figure.value if figure else None


def _step(values: list[float | None]) -> Step:
    known = [value for value in values if value is not None]
    return Step(sum(value > 0 for value in known), len(known))


def table(found: Inventory) -> Table:
    """Each step with its own basis, then the persons and the staff that were told of."""
    columns = [
        Column("Metod"), Column("Erbjuds, av dem som svarat", numeric=True), Column("Används", numeric=True),
        Column("Har utbildade medarbetare", numeric=True), Column("Följs upp", numeric=True),
        Column("Personer", numeric=True), Column("Utbildade medarbetare", numeric=True),
    ]  # fmt: skip
    rows = [
        tables.row(
            tables.words(each.name),
            *(tables.words(step.said) for step in each.steps.values()),
            _sum(each.persons),
            _sum(each.staff),
        )
        for each in chains(found)
    ]
    return tables.table(f"Från erbjuden till uppföljd, {found.period.label}", columns, rows)


def _sum(figure: Figure | None) -> Cell:
    """A sum says how many it is the sum of."""
    if figure is None or figure.value is None:
        return tables.figure(figure)
    about = "ca " if figure.status == "estimated" else ""
    places = "kommun" if figure.answered == 1 else "kommuner"
    return Cell(f"{about}{number(figure.value)} ({figure.answered}{NBSP}{places})", figure.value)


@lru_cache(maxsize=1)
def plot() -> Spec:
    """A row for each method and a column for each step; the pale field is all that could be filled."""
    words = " : ".join(f"datum.value == {place} ? '{word}'" for place, word in enumerate(STEPS.values()))
    x = alt.X(
        "start:Q",
        scale=alt.Scale(domain=[0, len(STEPS) - 1 + _FULL], nice=False),
        axis=axis(
            orient="top", values=list(range(len(STEPS))), labelExpr=f"{words} : ''", labelAlign="left",
            labelOverlap=False, grid=False, ticks=False,
        ),
    )  # fmt: skip
    base = alt.Chart(DATA).encode(y=names(grid=False))
    hover = [alt.Tooltip("name:N", title="Metod"), alt.Tooltip("step:N", title="Steg"),
             alt.Tooltip("word:N", title="Kommuner")]  # fmt: skip
    whole = base.mark_bar(height=16, color=theme.PAPER_QUIET, stroke=theme.LINE, aria=False).encode(x=x, x2="whole:Q")
    part = base.mark_bar(height=16, color=theme.SEQUENCE[1], aria=False).encode(x=x, x2="end:Q", tooltip=hover)
    text = base.mark_text(align="left", dx=5, fontSize=12, color=theme.INK).encode(
        x=x, text="word:N", description=SPOKEN, tooltip=hover
    )
    return finished(alt.layer(whole, part, text).properties(height=alt.Step(ROW_HEIGHT)))


def rows(found: Inventory) -> Rows:
    """The data of ``plot``: how many of all who answered, in words of how many at that step."""
    drawn: Rows = []
    for order, each in enumerate(chains(found)):
        for place, (step, count) in enumerate(each.steps.items()):
            share = count.count / each.answered if each.answered else 0.0
            drawn.append(
                {
                    "name": each.name, "order": order, "step": STEPS[step], "start": place, "whole": place + _FULL,
                    "end": place + _FULL * share, "word": count.said,
                    "spoken": f"{each.name}, {STEPS[step].lower()}: {count.said}",
                }
            )  # fmt: skip
    return drawn
