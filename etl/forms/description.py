"""What a form is: sections of fields as data, and the layouts that years of it differ by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from etl.forms.counted_rules import AddsUp, SafeBase, SafeGroups
from etl.forms.person_question import PersonSurvey
from etl.periods import Period

# A count is a whole number; a number may have decimals (a mean); a choice is one of the field's choices.
Kind = Literal["count", "tick", "text", "number", "choice"]
Counts = Literal[
    "persons", "method_courses", "visits", "municipalities", "interviews", "staff", "documents", "meetings", "answers"
]
# Who answers: a municipality, the region (with the county's geography) or a part of a county.
Level = Literal["municipality", "county", "sub_area"]
Severity = Literal["error", "warning"]
# The unit of a number that is a year.
YEAR = "årtal"


@dataclass(frozen=True)
class Field:
    """One answer of a form, or one item that is coded from free-text answers.

    Attributes:
        id: ASCII, never renamed or reused.
        number: the question's number in the questionnaire; empty where it has none.
        label: the official wording; ``{period}`` stands for the period in words.
        short_label: a few words, for charts and messages.
        unit: what one is, in the plural ("personer").
        note: a line that helps who fills in.
        aliases: other wordings seen in files for the same question.
        names: for a text: the count field that it names ("which"); for others empty.
        main: for the 2nd, 3rd ... place of an "other" question: the id of the first.
        coded_from: for coded items: the count (or text) fields whose free text it is coded from.
        may_be_blank: an empty cell is no fault.
        item: what the answer is an observation of, when several fields give the same item for different groups of
            persons; empty when that is the field itself.
        sex, age_group: whom the answer is about.
        choices: for a choice: what can be chosen; the observation is the choice's place in this list, from 1.
        most: the largest number that can be true (10 on a scale topped by 10); None when there is no such.
        mean_over: for a mean: the count of what it is the mean of, which weighs it where means are put together.
        leads: what is asked first of a matter, with fields that hang under it; to be filled in though it is no number.
        under: the id of the field that this one hangs under.
    """

    id: str
    number: str
    label: str
    short_label: str
    kind: Kind
    counts: Counts | None = None
    unit: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
    names: str = ""
    main: str = ""
    coded_from: tuple[str, ...] = ()
    may_be_blank: bool = False
    item: str = ""
    sex: str = "total"
    age_group: str = "18+"
    choices: tuple[str, ...] = ()
    most: float | None = None
    mean_over: str = ""
    leads: bool = False
    under: str = ""

    @property
    def is_year(self) -> bool:
        """Whether the number is a year, which is written without a space between thousands."""
        return self.kind == "number" and self.unit == YEAR

    @property
    def item_id(self) -> str:
        """The item that the answer is an observation of."""
        return self.item or self.id

    @property
    def plain_label(self) -> str:
        """The label without its time, for tables that name the period elsewhere."""
        return self.label.replace(" under {period}", "")


@dataclass(frozen=True)
class Section:
    """A heading of the form with its fields; ``intro`` may hold ``{period}``."""

    number: str
    title: str
    intro: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Layout:
    """How the form looks for some periods.

    Attributes:
        fits: whether a period is of this layout; a form's first layout that fits is the period's.
        omits: fields that have no row of their own.
        period_words: the period as the questions say it ("2022" for January to October 2022).
        scope: the sentence that says what the period's words mean.
        wordings: labels that this layout words in its own way, by field id.
    """

    id: str
    title: str
    fits: Callable[[Period], bool]
    omits: frozenset[str]
    period_words: Callable[[Period], str]
    scope: Callable[[Period], str]
    wordings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AtMost:
    """A rule between counts: a part is normally no larger than ``whole``, nor are they ``together`` if that is asked.

    The parts are added only where they cannot be of the same person twice.
    """

    code: str
    severity: Severity
    parts: tuple[str, ...]
    whole: str
    together: bool = False


@dataclass(frozen=True)
class Implies:
    """A rule between a tick and a count: what is ticked is normally not 0 persons."""

    code: str
    severity: Severity
    tick: str
    count: str


@dataclass(frozen=True)
class NoneWithout:
    """A rule between a tick and counts: where the answer is no, there is nobody to count."""

    code: str
    severity: Severity
    tick: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class MeanOf:
    """A rule for what is told of a group: it says how many the group is, and no fewer than ``least``."""

    code: str
    severity: Severity
    told: tuple[str, ...]
    group: str
    least: int


@dataclass(frozen=True)
class FollowUp:
    """A rule between an answer and what is asked only where that answer gives cause.

    Where the answer is one of ``unless`` the fields are left blank, and a blank one does not apply.
    """

    code: str
    severity: Severity
    main: str
    unless: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Settles:
    """What the answer of a field decides: these answers are a yes, those a no, any other decides nothing."""

    field: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True)
class Derived:
    """A tick that nobody fills in, because it follows from other answers: the first that decides holds."""

    item: Field
    by: tuple[Settles, ...]


Rule = AtMost | Implies | NoneWithout | MeanOf | FollowUp | AddsUp | SafeBase | SafeGroups


@dataclass(frozen=True)
class GlossaryEntry:
    """A method explained, with its source."""

    term: str
    text: str
    link: str
    heading: str = ""


@dataclass(frozen=True)
class Form:
    """A questionnaire as data: template, checks, reader and pages are all driven by this.

    Attributes:
        instructions: the questionnaire's own information, paragraph by paragraph; ``{scope}`` is the layout's.
        coded: items that have no row in any layout and are coded from free text.
        derived: items that have no row in any layout and follow from choices and ticks.
        sums: rows people add of their own ("Totalt"), with the fields they may be the sum of.
        levels: who may answer it.
        hides_small_counts: what it tells is of a group small enough to know: a few persons in it are not shown.
        is_survey: asked as a web survey too, whose exports hold an answer on each row.
        persons: what is asked of persons, where the fields are counts of their answers.
    """

    id: str
    title: str
    short_title: str
    respondent: str
    instructions: tuple[str, ...]
    sections: tuple[Section, ...]
    layouts: tuple[Layout, ...]
    coded: tuple[Field, ...] = ()
    derived: tuple[Derived, ...] = ()
    rules: tuple[Rule, ...] = ()
    sums: tuple[tuple[str, ...], ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    source: str = ""
    template_version: str = "1"
    levels: tuple[Level, ...] = ("municipality",)
    is_survey: bool = False
    persons: PersonSurvey | None = None
    hides_small_counts: bool = False
    _by_id: dict[str, Field] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for each in (*self._all_fields(), *self.coded, *(derived.item for derived in self.derived)):
            if each.id in self._by_id:
                raise ValueError(f"{self.id}: field id {each.id} is used twice")
            self._by_id[each.id] = each

    def _all_fields(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    def get(self, field_id: str) -> Field:
        """The field or coded item with this id; an unknown id is a bug in the caller (KeyError)."""
        return self._by_id[field_id]

    @property
    def has_follow_ups(self) -> bool:
        """Whether some answers lead to further questions about the same matter."""
        return any(each.leads for each in self._all_fields())

    def layout(self, layout_id: str) -> Layout:
        """The layout with this id (KeyError if there is none)."""
        for layout in self.layouts:
            if layout.id == layout_id:
                return layout
        raise KeyError(layout_id)

    def layout_for(self, period: Period) -> Layout:
        """The layout of a period: the first that fits."""
        return next(layout for layout in self.layouts if layout.fits(period))

    def wording(self, each: Field, period: Period) -> str:
        """The label as it stands in the form of a period."""
        layout = self.layout_for(period)
        return layout.wordings.get(each.id, each.label).replace("{period}", layout.period_words(period))

    def fields(self, layout: Layout | None = None) -> tuple[Field, ...]:
        """The rows of the form in order, all of them or those of one layout."""
        omitted = layout.omits if layout else frozenset()
        return tuple(each for each in self._all_fields() if each.id not in omitted)

    def items(self, layout: Layout | None = None) -> tuple[Field, ...]:
        """What becomes observations: counts, ticks, coded and derived items; the same for every layout.

        A field that a layout omits is an item all the same when it can be coded from that layout's free text
        (``stodsamtal`` in 2022); otherwise it is left out of that layout's items.
        """
        rows = tuple(each for each in self._all_fields() if each.kind != "text" and not each.main)
        if layout is not None:
            rows = tuple(each for each in rows if each.id not in layout.omits or each.coded_from)
        return rows + self.coded + tuple(derived.item for derived in self.derived)

    def coded_items(self, layout: Layout) -> tuple[Field, ...]:
        """The items that this layout has no row for, coded from free text."""
        omitted = tuple(e for e in self._all_fields() if e.id in layout.omits and e.coded_from)
        return omitted + self.coded

    def section_of(self, field_id: str) -> Section | None:
        """The section a field stands in; None for an item that is only coded."""
        for section in self.sections:
            if any(each.id == field_id for each in section.fields):
                return section
        return None
