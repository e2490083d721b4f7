"""What the pages get from the snapshot: plain records, made by queries.py and never changed after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Build:
    """The snapshot that is shown, and the county that is looked at; ``own``: it is the house's."""

    path: str
    id: str
    as_of: date
    example: bool
    county: str
    own: bool
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
class AnsweredForm:
    """A form that somebody in the county has answered, in its newest period.

    ``levels`` are those of who answered; ``asked`` and ``answered`` count municipalities.
    """

    form: str
    title: str
    label: str
    levels: tuple[str, ...]
    asked: int
    answered: int


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
class Note:
    """What is said in public beside a figure, in the words it is shown with.

    ``item`` is the short name of the question; empty when the note is about all that was sent.
    """

    area: str
    period: str
    item: str
    kind: str
    text: str
    noted_on: date


@dataclass(frozen=True)
class Figure:
    """One value with what it rests on, what chance can do to it, and how far it speaks for the whole.

    The interval is in the unit of the value. ``gate`` is there only for an area that is made of others, ``at_most``
    only for what a municipality has or has not, and a rank only where an interval of ranks could be formed.
    """

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
    lower: float | None = None
    upper: float | None = None
    lower_998: float | None = None
    upper_998: float | None = None
    certainty: str | None = None
    gate: str | None = None
    at_most: float | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    ranked: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class SourceFigure:
    """One figure as its source tells it: printed, fetched, or sent in by who answers for a county."""

    source: str
    area: str
    name: str
    period: str
    label: str
    starts: date
    item: str
    sex: str
    age_group: str
    value: float | None
    status: str
    printed_at: str | None
    note: str | None
    example: bool


@dataclass(frozen=True)
class SourceValue:
    """The value of an indicator that one source gives, as the snapshot has it, with what chance leaves it."""

    indicator: str
    source: str
    area: str
    period: str
    value: float
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None


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
    uncertainty: str = ""
    margin: float | None = None
    step: str | None = None
    target: float | None = None
    target_by: str | None = None
    target_decided: str | None = None
    form: str = "kommunenkat"


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
    choices: tuple[str, ...] = ()


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
    """One indicator or item in one period: the municipalities' figures, their total, and what was printed.

    ``region`` is the region's own answer to a form that municipalities answer too; it is no part of the total.
    """

    areas: tuple[Figure, ...]
    total: Figure | None
    printed: Figure | None
    region: Figure | None = None

    def of(self, area: str) -> Figure | None:
        return next((figure for figure in self.areas if figure.area == area), None)


NO_ANSWERS = Answers((), None, None)


def not_asked(municipality: Municipality) -> Figure:
    """The figure of a municipality that nobody asked: it still has its row in every table and chart."""
    return Figure(municipality.code, municipality.name, municipality.adults, None, "not_asked", None, None, 0, 0, None)


@dataclass(frozen=True)
class Judgement:
    """What could be decided, why not more, and what it would take to see more. See the table ``comparison``."""

    verdict: str
    reason: str | None
    smallest_visible: float | None
    years_needed: int | None


@dataclass(frozen=True)
class Comparison(Judgement):
    """One municipality beside others: ``against`` says which."""

    indicator: str
    area: str
    against: str
    benchmark: float | None
    benchmark_numerator: float | None
    benchmark_denominator: float | None
    members: tuple[str, ...]
    gate: str | None
    expected: float | None
    verdict_998: str


@dataclass(frozen=True)
class ChangeOverTime(Judgement):
    """One area then and now, over those who answered both times; the parts of the whole change for a county."""

    indicator: str
    area: str
    period: str
    earlier: str
    members: tuple[str, ...]
    population_share: float | None
    gate: str | None
    before: float | None
    before_numerator: float | None
    before_denominator: float | None
    before_lower: float | None
    before_upper: float | None
    after: float | None
    after_numerator: float | None
    after_denominator: float | None
    after_lower: float | None
    after_upper: float | None
    difference: float | None
    difference_lower: float | None
    difference_upper: float | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    expected: float | None
    whole_change: float | None
    real_change: float | None
    membership_change: float | None
    definition_change: float | None
    breaks: tuple[str, ...]
    estimated: bool


@dataclass(frozen=True)
class Trend:
    """What five unbroken years say, or why they say nothing."""

    indicator: str
    area: str
    marker: str
    verdict: str
    chi2: float | None
    periods: tuple[str, ...]
    members: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True)
class GoalProgress(Judgement):
    """Where one area stands against the goal. ``probability`` is that the goal is reached (0-1)."""

    indicator: str
    area: str
    target: float
    probability: float | None


@dataclass(frozen=True)
class GoalLife:
    """A county's way from its locked baseline to its goal, as it is in one period. See the table ``goal_state``."""

    indicator: str
    area: str
    period: str
    value: float | None
    target: float | None
    target_by: str
    baseline: float | None
    baseline_period: str
    baseline_today: float | None
    baseline_corrected: bool
    members: tuple[str, ...]
    required_pace: float | None
    achieved_pace: float | None
    achieved_lower: float | None
    achieved_upper: float | None
    pace_left: float | None
    left_counts: str
    left_count: int | None
    left_low: int | None
    left_high: int | None
    state: str
    reason: str | None
    apart: str | None
    breaks: tuple[str, ...]


@dataclass(frozen=True)
class Baseline:
    """Where a county stood when that was locked."""

    indicator: str
    period: str
    value: float
    version: int
    decided: str
    decided_on: date


@dataclass(frozen=True)
class Break:
    """From one period on, an item or an indicator cannot be set beside what came before."""

    id: str
    item: str | None
    indicator: str | None
    area: str | None
    from_period: str
    kind: str
    says: str


@dataclass(frozen=True)
class ResponseGroup:
    """Those who answered, or those who are silent, in what is known of all."""

    who: str
    members: tuple[str, ...]
    adults: int
    population_share: float
    smallest: int | None
    median: float | None
    largest: int | None
    share_women: float | None
    skr_groups: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One indicator of one area in one period, a point of a line."""

    period: Period
    figure: Figure
