"""Patients with F10–F19 as Socialstyrelsen counts them: the county, the nation beside it, the others.

The nation is the source's own figure and never a sum: a person is counted once in each county.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import queries
from dashboard.records import NO_ANSWERS, Answers, Break, Figure, Period, Reading, SourceFigure
from dashboard.swedish import number, percent

SOURCE, NATION = "socialstyrelsen_f10_f19", "00"
COUNT, PER_100K = "patienter_f10_f19", "patienter_f10_f19_per_100000"
MEASURES = {PER_100K: "Per 100 000 invånare", COUNT: "Antal patienter"}
UNITS = {PER_100K: "patienter per 100 000 invånare", COUNT: "patienter"}
SEXES = {"total": "Alla", "women": "Kvinnor", "men": "Män"}


@dataclass(frozen=True)
class Diagnoses:
    """What Socialstyrelsen has of one county: by item, area, sex and year."""

    county: str
    name: str
    years: tuple[str, ...]
    found: Mapping[tuple[str, str, str, str], SourceFigure]
    breaks: tuple[Break, ...]

    def of(self, item: str, year: str, area: str | None = None, sex: str = "total") -> float | None:
        """A figure, or None where there is none or it is withheld."""
        figure = self.figure(item, year, area, sex)
        return figure.value if figure else None

    def figure(self, item: str, year: str, area: str | None = None, sex: str = "total") -> SourceFigure | None:
        """A figure with what its source says of it; one that is withheld has a status and no value."""
        return self.found.get((item, area or self.county, sex, year))

    def readings(self, item: str, area: str, sex: str) -> tuple[Reading, ...]:
        """Every year, oldest first."""
        rows = (self.found.get((item, area, sex, year)) for year in self.years)
        return tuple(_reading(row, SEXES[sex]) for row in rows if row is not None)


def counties(path: str) -> dict[str, str]:
    """The counties that there are figures of, the house's own first."""
    home = queries.build(path).county
    names = {row.area: row.name for row in queries.figures_of(path, SOURCE) if row.area != NATION}
    return dict(sorted(names.items(), key=lambda pair: (pair[0] != home, pair[0])))


def diagnoses(path: str, county: str) -> Diagnoses:
    """Everything about one county and the nation."""
    rows = queries.figures_of(path, SOURCE)
    found = {(row.item, row.area, row.sex, row.period): row for row in rows}
    years = tuple(sorted({row.period for row in rows if row.area == county}))
    breaks = tuple(each for each in queries.breaks(path, SOURCE) if each.area in (None, county))
    return Diagnoses(county, counties(path)[county], years, found, breaks)


def beside_others(path: str, item: str, year: str) -> tuple[Answers, Figure | None]:
    """Every county in one year, and the nation."""
    here = [row for row in queries.figures_of(path, SOURCE) if (row.item, row.period, row.sex) == (item, year, "total")]
    figures = {row.area: _figure(row, row.name) for row in here}
    nation = figures.pop(NATION, None)
    return (Answers(tuple(figures.values()), None, None) if figures else NO_ANSWERS), nation


def finding(found: Diagnoses, year: str) -> str:
    """The year in two sentences."""
    patients, rate = found.of(COUNT, year), found.of(PER_100K, year)
    if patients is None or rate is None:
        verb = "visar inte talet" if found.figure(COUNT, year) else "har inget tal"
        return f"Socialstyrelsen {verb} för {found.name} {year}."
    said = f"{number(patients)} patienter i {found.name} hade {year} en diagnos inom F10–F19"
    nation = found.of(PER_100K, year, NATION)
    beside = f", mot {number(nation)} i riket" if nation is not None else ""
    return f"{said}: {number(rate)} per 100 000 invånare{beside}. {by_sex(found, year)}".strip()


def by_sex(found: Diagnoses, year: str) -> str:
    """How many of them were men and women; nothing where one of the two is withheld."""
    whole, men, women = (found.of(COUNT, year, sex=sex) for sex in ("total", "men", "women"))
    if not whole or men is None or women is None:
        return ""
    return f"{percent(men / whole)} var män och {percent(women / whole)} kvinnor."


def spread(answers: Answers) -> str:
    """From the lowest county to the highest."""
    known = sorted((f for f in answers.areas if f.value is not None), key=lambda figure: figure.value or 0)
    if len(known) < 2:
        return ""
    low, high = known[0], known[-1]
    return f"Länen går från {number(low.value or 0)} ({low.name}) till {number(high.value or 0)} ({high.name})."


def _reading(row: SourceFigure, name: str) -> Reading:
    period = Period(row.period, row.label, row.starts, 12, 0, 0, 0)
    return Reading(period, _figure(row, name))


def _figure(row: SourceFigure, name: str) -> Figure:
    return Figure(
        row.area, name, 0, row.value, row.status, None, None, 1, 1, None, row.printed_at, row.note, source=row.source
    )
