"""What region and municipalities count of one year, each on its own, and what may be set beside what.

Nothing is joined: each count keeps its ages, its months and whom it rests on. The arithmetic is in ``etl.overlap``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard import diagnoses, diagnosis_tables, queries
from dashboard.records import NO_ANSWERS, Answers, Figure, Municipality, Period
from etl.overlap import Matched, Overlap, matched, overlap

BY_MUNICIPALITY = "diagnoser_kommun"
ADULTS, EVERYBODY = "18 år eller äldre", "alla åldrar"
_COURSES = "metoder_per_person"
# Counts of persons that municipalities answer about, in the order of the story. Methods are no persons.
_ASKED: Mapping[str, tuple[str, ...]] = {
    queries.FORM: ("sokt_hjalp", "fatt_insats", "hvb", "lvm"),
    "asi": ("asi_start",),
    "vardkedja": ("sip_upprattad", "utskrivna"),
}


@dataclass(frozen=True)
class Diagnosed:
    """One count of the region's side. ``kind`` is beroende, samsjuklighet or patienter."""

    kind: str
    persons: float
    ages: str
    source: str
    example: bool


@dataclass(frozen=True)
class Helped:
    """One count of the municipalities' side, in the period that lies in the year."""

    form: str
    item: str
    label: str
    period: Period
    answers: Answers
    unheard: float

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.form}.{self.item}.{self.period.id}"

    @property
    def persons(self) -> float:
        """The sum of those who answered."""
        return (self.answers.total.value or 0) if self.answers.total else 0

    @property
    def estimated(self) -> bool:
        """Whether somebody of those who answered has estimated."""
        return self.answers.total is not None and self.answers.total.status == "estimated"


@dataclass(frozen=True)
class Place:
    """One municipality, or several together, where both sides are known."""

    name: str
    members: int
    diagnosed: float | None
    both_diagnoses: float | None
    helped: Figure | None
    beside: Overlap | None
    together: bool = False


def years(path: str) -> tuple[dict[str, str], str]:
    """The years that either side tells of, newest first, and the one to begin with: the newest that both tell of."""
    home = queries.build(path).county
    found = diagnoses.diagnoses(path, home).years if home in diagnoses.counties(path) else ()
    own = {year for year in found if diagnosis_tables.own_figures(path, home, year)}
    helping = {_year(period) for form in _ASKED for period in queries.periods(path, form) if period.answered}
    in_order = sorted(helping | own or set(found[-1:]), reverse=True)
    first = sorted(in_order, key=lambda year: (year not in helping, year not in own, year not in found))
    return {year: year for year in in_order}, first[0] if first else ""


def _year(period: Period) -> str:
    return str(period.starts.year)


def diagnosed(path: str, year: str) -> list[Diagnosed]:
    """What is known of diagnoses: a report before answers that are examples, and Socialstyrelsen last."""
    home = queries.build(path).county
    told: list[Diagnosed] = []
    own = diagnosis_tables.own_figures(path, home, year)
    for source, figures in sorted(own.items(), key=lambda pair: any(f.example for f in pair[1].values())):
        for kind in ("beroende", "samsjuklighet"):
            figure = figures.get((kind, "total"))
            if figure and figure.value is not None and kind not in {each.kind for each in told}:
                told.append(Diagnosed(kind, figure.value, ADULTS, source, figure.example))
    if home in diagnoses.counties(path):
        patients = diagnoses.diagnoses(path, home).of(diagnoses.COUNT, year)
        if patients is not None:
            told.append(Diagnosed("patienter", patients, EVERYBODY, diagnoses.SOURCE, example=False))
    return sorted(told, key=lambda each: ("beroende", "samsjuklighet", "patienter").index(each.kind))


def base(found: list[Diagnosed]) -> Diagnosed | None:
    """The count that the municipalities' are set beside: adults where there are such."""
    return next((each for each in found if each.kind in ("beroende", "patienter")), None)


def helped(path: str, year: str) -> list[Helped]:
    """Every count of persons that some municipality has answered about a period of the year."""
    return list(_helped(path, year))


def _helped(path: str, year: str) -> Iterator[Helped]:
    for form, wanted in _ASKED.items():
        for period in (each for each in queries.periods(path, form) if _year(each) == year and each.answered):
            items, found = queries.items(path, form), queries.item_answers(path, period.id, form)
            for item in wanted:
                answers = found.get(item, NO_ANSWERS)
                if item in items and answers.total and answers.total.value is not None:
                    unheard = sum(figure.adults for figure in answers.areas if figure.value is None)
                    yield Helped(form, item, items[item].short_label, period, answers, unheard)


def methods(path: str, year: str) -> list[tuple[Period, Figure]]:
    """How many courses of methods the municipalities gave in the periods of the year: no persons."""
    there = (each for each in queries.periods(path) if _year(each) == year and each.answered)
    totals = ((each, queries.indicator_answers(path, each.id).get(_COURSES, NO_ANSWERS).total) for each in there)
    return [(each, total) for each, total in totals if total and total.numerator is not None]


def beside(one: Diagnosed, other: Helped) -> Overlap:
    """The two counts of the whole county. Whom the region has met need not live there: nobody need be in both."""
    return overlap(one.persons, other.persons, unheard=other.unheard)


# ---- Municipality by municipality, where the region can tell ----


def places(path: str, year: str, other: Helped | None) -> list[Place]:
    """Every municipality, and the parts of the county and all of them together over those where both are known."""
    found = queries.item_answers(path, year, BY_MUNICIPALITY)
    counts, both = (found.get(item, NO_ANSWERS) for item in ("beroende_kommun", "samsjuklighet_kommun"))
    if not any(figure.value is not None for figure in counts.areas):
        return []
    at = queries.municipalities(path)
    one = {code: _value(counts.of(code)) for code in at}
    two = {code: _value(other.answers.of(code)) if other else None for code in at}
    rows = [
        _place(at[code], one[code], _value(both.of(code)), other.answers.of(code) if other else None) for code in at
    ]
    return [*rows, *(_together(name, matched(_within(one, inside), two)) for name, inside in _groups(path).items())]


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _within(values: Mapping[str, float | None], inside: frozenset[str]) -> dict[str, float | None]:
    return {code: value for code, value in values.items() if code in inside}


def _groups(path: str) -> dict[str, frozenset[str]]:
    """The parts of the county, if it has any, and the whole of it."""
    parts = {name: frozenset(inside) for name, inside in queries.sub_areas(path).items()}
    return parts | {"Kommunerna tillsammans": frozenset(queries.municipalities(path))}


def _place(about: Municipality, one: float | None, both: float | None, figure: Figure | None) -> Place:
    known, found = _value(figure), None
    if one is not None and known is not None:
        # Both count adults of the municipality, though its population is of another year.
        population = float(about.adults) if max(one, known) <= about.adults else None
        found = overlap(one, known, population=population)
    return Place(about.name, 1, one, both, figure, found)


def _together(name: str, sums: Matched) -> Place:
    found = overlap(sums.one, sums.other) if sums.members else None
    return Place(name, len(sums.members), sums.one if sums.members else None, None, None, found, together=True)
