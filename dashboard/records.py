"""What the pages get from the snapshot: plain records, made by queries.py and never changed after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Build:
    """The snapshot that is shown."""

    path: str
    id: str
    as_of: date
    example: bool
    county: str
    county_name: str
    population_year: int
    adults: int


@dataclass(frozen=True)
class Period:
    id: str
    label: str
    starts: date
    months: int
    answered: int
    asked: int
    share: float


@dataclass(frozen=True)
class Respondent:
    """One asked municipality and what it has sent."""

    area: str
    name: str
    adults: int
    received_on: date | None
    version: int | None
    deadline: date | None

    @property
    def answered(self) -> bool:
        return self.received_on is not None


@dataclass(frozen=True)
class Figure:
    """One value with what it rests on. For a county, the municipalities that are in the value."""

    area: str
    name: str
    adults: int
    value: float | None
    status: str
    numerator: float | None
    denominator: float | None
    answered: int
    asked: int
    share: float | None
    printed_at: str | None = None
    note: str | None = None
    source: str = ""


@dataclass(frozen=True)
class Indicator:
    id: str
    title: str
    short_title: str
    theme: str
    why: str
    how: str
    unit: str
    kind: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    multiplier: float
    decimals: int
    lower_is_better: bool | None
    effect_goal: str | None
    caveats: tuple[str, ...]
    source_document: str
    source_questions: tuple[str, ...]
    author: str
    reviewed: date
    next_review: date


@dataclass(frozen=True)
class Item:
    """One question of the form."""

    id: str
    question_no: str
    section: str
    label: str
    short_label: str
    kind: str
    counts: str
    unit: str


@dataclass(frozen=True)
class Municipality:
    code: str
    name: str
    adults: int
    skr_group: str
    skr_peers: tuple[str, ...]
    similar: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """One indicator or item in one period: the municipalities' figures, their total, and what was printed."""

    areas: tuple[Figure, ...]
    total: Figure | None
    printed: Figure | None

    def of(self, area: str) -> Figure | None:
        return next((figure for figure in self.areas if figure.area == area), None)


NO_ANSWERS = Answers((), None, None)


@dataclass(frozen=True)
class Change:
    """One question in two periods, summed over the municipalities that have a figure in both."""

    item: str
    before: float
    after: float
    areas: int
    estimated: bool


def not_asked(municipality: Municipality) -> Figure:
    """The figure of a municipality that nobody asked: it still has its row in every table and chart."""
    return Figure(municipality.code, municipality.name, municipality.adults, None, "not_asked", None, None, 0, 0, None)
