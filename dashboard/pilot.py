"""The pilot of a county's sub-area: participants by occasion against the plan, and mean self-ratings where allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard import queries, tables
from dashboard.records import SourceFigure
from dashboard.swedish import NBSP, STATUS_WORDS, counted, number
from dashboard.tables import Cell, Column, Table

FORM, PRINTED = "pilot", "skaraborg_2025"
PARTICIPANTS, PLACES = "pilot_deltagare", "pilot_platser"
SCALES = (1, 2, 3)
ABOUT_SCALES = (
    "Deltagarna skattar sig på tre skalor som slutar på 10. Var skalorna börjar och vad de betyder står inte i källan, "
    "så ett medelvärde läses bara som det är: det sägs inte vara bra eller dåligt."
)
FEW = "Ett medelvärde lämnas bara när minst fem har svarat på skalan, och ett antal från 1 till 4 visas inte."
NO_PERSON = (
    "Samordningstavlan i piloten är personuppgifter och finns aldrig i Samsyn. Här finns bara antal och medelvärden."
)


@dataclass(frozen=True)
class Occasion:
    """What one source tells of one day."""

    day: date
    label: str
    source: str
    example: bool
    figures: dict[str, SourceFigure]

    def value(self, item: str) -> float | None:
        figure = self.figures.get(item)
        return figure.value if figure else None


@dataclass(frozen=True)
class Pilot:
    """Every occasion, oldest first, and the plan as it was printed."""

    name: str
    occasions: tuple[Occasion, ...]
    planned: tuple[float, float] | None
    begun: date | None

    @property
    def example(self) -> bool:
        return any(each.example for each in self.occasions)


def pilot(path: str) -> Pilot | None:
    """The pilot of the county that is looked at; None where there is none."""
    county = queries.build(path).county
    every = [*queries.figures_of(path, FORM), *queries.figures_of(path, PRINTED)]
    own = [each for each in every if each.area.startswith(f"{county}-")]
    figures = [each for each in own if each.status not in ("not_submitted", "not_asked")]
    keys = sorted({(each.starts, each.source) for each in figures if each.item == PARTICIPANTS})
    if not keys:
        return None
    occasions = tuple(_occasion([f for f in figures if (f.starts, f.source) == key]) for key in keys)
    plan = {each.item: each for each in figures if each.item.startswith("pilot_plan_")}
    low, high = plan.get("pilot_plan_minst"), plan.get("pilot_plan_hogst")
    planned = (low.value, high.value) if low and high and low.value is not None and high.value is not None else None
    return Pilot(figures[0].name, occasions, planned, low.starts if low else None)


def _occasion(figures: list[SourceFigure]) -> Occasion:
    first = figures[0]
    return Occasion(first.starts, first.label, first.source, first.example, {each.item: each for each in figures})


def finding(found: Pilot) -> str:
    """How many take part now, beside the plan."""
    newest = found.occasions[-1]
    count = newest.value(PARTICIPANTS)
    if count is None:
        return f"Hur många som deltog {newest.label} visas inte."
    plan = f" Inledningsvis planerades {found.planned[0]:.0f}–{found.planned[1]:.0f}." if found.planned else ""
    example = " (exempel)" if newest.example else ""
    return f"{found.name}: {counted(count, 'deltagare', 'deltagare')} den {newest.label}{example}.{plan}"


def participants(path: str, found: Pilot) -> Table:
    """Every occasion, the newest first."""
    columns = [
        Column("Dag"),
        Column("Deltagare", numeric=True),
        Column("Planerat", numeric=True),
        Column("Varifrån talet kommer"),
    ]
    rows = [
        tables.row(
            tables.words(each.label),
            _cell(each.figures.get(PARTICIPANTS)),
            _planned(found, each),
            tables.words(_source(path, each)),
        )
        for each in reversed(found.occasions)
    ]
    return tables.table(f"Deltagare i piloten, {found.name}", columns, rows)


def _planned(found: Pilot, each: Occasion) -> Cell:
    """The plan that the answer names, else the one printed for the start."""
    if PLACES in each.figures:
        return _cell(each.figures[PLACES], "högst ")
    if found.planned is None:
        return tables.words("–")
    return tables.words(f"ca {found.planned[0]:.0f}–{found.planned[1]:.0f}")


def _source(path: str, each: Occasion) -> str:
    title = str(queries.sources(path)[each.source]["title"])
    printed = each.figures[PARTICIPANTS].printed_at
    return f"{title}{f': {printed}' if printed else ''}{' (exempel)' if each.example else ''}"


def ratings(found: Pilot) -> Table | None:
    """The mean of each scale at each occasion, the newest first; None where nobody was asked."""
    asked = [each for each in found.occasions if f"pilot_skala_{SCALES[0]}_medel" in each.figures]
    if not asked:
        return None
    columns = [Column("Dag")]
    for scale in SCALES:
        columns += [
            Column(f"Skala {scale}, medelvärde (högst 10)", numeric=True, decimals=1),
            Column("Svar, av deltagarna", numeric=True),
        ]
    rows = [tables.row(tables.words(each.label), *_scales(each)) for each in reversed(asked)]
    return tables.table("Deltagarnas självskattning, medelvärde för gruppen", columns, rows)


def _scales(each: Occasion) -> Iterable[Cell]:
    whole = each.value(PARTICIPANTS)
    for scale in SCALES:
        mean, answers = (each.figures.get(f"pilot_skala_{scale}_{part}") for part in ("medel", "svar"))
        few = answers is not None and answers.status == "suppressed"
        yield tables.words("för få svar") if few else _cell(mean, decimals=1)
        if answers is None or answers.value is None or whole is None:
            yield tables.words("färre än 5") if few else _cell(answers)
        else:
            yield Cell(f"{number(answers.value)}{NBSP}av{NBSP}{number(whole)}", answers.value)


def _cell(figure: SourceFigure | None, before: str = "", decimals: int = 0) -> Cell:
    if figure is None:
        return tables.words("–")
    if figure.value is None:
        return tables.amount(None, missing=STATUS_WORDS[figure.status])
    return Cell(f"{before}{number(figure.value, decimals)}", figure.value)
