"""One period's inventory of a county: which interventions are asked about, who answered, and what each said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import intervention_queries, queries
from dashboard.records import Answers, Figure, Period, Respondent
from dashboard.swedish import STATUS_WORDS

FORM = "insatsinventering"
JOINT = "Verksamheter som regionen och kommunerna samorganiserar"
_GIVES, _SINCE, _OPEN = "_ges", "_sedan", "_aktivt"
_ASKED = ": vem ger?"
NOT_GIVEN = "Ges inte"


@dataclass(frozen=True)
class Intervention:
    """What the form asks about, named as in the form."""

    id: str
    theme: str
    name: str


@dataclass(frozen=True)
class Said:
    """What one respondent says of one intervention; ``status`` is why there is no word."""

    word: str
    status: str

    @property
    def given(self) -> bool | None:
        """Whether somebody gives it; None where that is not known."""
        return self.word != NOT_GIVEN if self.word else None

    @property
    def shown(self) -> str:
        return self.word or STATUS_WORDS.get(self.status, "")


@dataclass(frozen=True)
class Inventory:
    """The answers of one period.

    Attributes:
        parts: the municipality's part of the county, where the county has parts.
    """

    path: str
    period: Period
    interventions: tuple[Intervention, ...]
    municipalities: tuple[Respondent, ...]
    region: Respondent | None
    parts: dict[str, str]

    @property
    def answering(self) -> tuple[Respondent, ...]:
        return tuple(each for each in self.municipalities if each.answered)

    @property
    def silent(self) -> tuple[Respondent, ...]:
        return tuple(each for each in self.municipalities if not each.answered)

    @property
    def example(self) -> bool:
        return queries.build(self.path).example

    def given_by(self, intervention: str, area: str) -> Said:
        return self._said(f"{intervention}{_GIVES}", area)

    def open_to(self, intervention: str, area: str) -> Said:
        return self._said(f"{intervention}{_OPEN}", area)

    def since(self, intervention: str, area: str) -> Figure | None:
        return self.figure(f"{intervention}{_SINCE}", area)

    def figure(self, item: str, area: str) -> Figure | None:
        """The answer of a municipality, or of the region under the county's code."""
        answers = self.answers(item)
        if answers is None:
            return None
        return answers.region if area == queries.build(self.path).county else answers.of(area)

    def answers(self, item: str) -> Answers | None:
        return queries.item_answers(self.path, self.period.id, FORM).get(item)

    def _said(self, item: str, area: str) -> Said:
        found = self.figure(item, area)
        if found is None or found.value is None:
            return Said("", found.status if found else "not_asked")
        return Said(queries.items(self.path, FORM)[item].choices[int(found.value) - 1], found.status)

    def of_theme(self, theme: str) -> tuple[Intervention, ...]:
        """Those of one heading, also what is asked about under another."""
        listed = intervention_queries.under_themes(self.path).get(theme, ())
        return tuple(each for each in self.interventions if each.theme == theme or each.id in listed)

    def groups(self) -> dict[str, tuple[Respondent, ...]]:
        """The answering municipalities by part of the county, in alphabetical order."""
        names = sorted({self.parts[each.area] for each in self.municipalities if each.area in self.parts})
        return {name: tuple(e for e in self.answering if self.parts.get(e.area) == name) for name in names}

    def in_order(self) -> tuple[Respondent, ...]:
        """Who was asked among the municipalities, part by part."""
        return tuple(sorted(self.municipalities, key=lambda each: self.parts.get(each.area, "")))

    def count(self, intervention: str, among: Iterable[Respondent]) -> tuple[int, int]:
        """In how many it is given, and how many have said whether it is."""
        said = [self.given_by(intervention, each.area).given for each in among]
        return sum(each is True for each in said), sum(each is not None for each in said)


def inventory(path: str, period: Period) -> Inventory:
    asked, county = queries.respondents(path, period.id, FORM), queries.build(path).county
    return Inventory(
        path,
        period,
        _interventions(path),
        tuple(each for each in asked if each.area != county),
        next((each for each in asked if each.area == county), None),
        intervention_queries.sub_areas(path),
    )


def themes(path: str) -> tuple[str, ...]:
    """The headings, in the form's order."""
    return tuple(dict.fromkeys(each.theme for each in _interventions(path)))


def _interventions(path: str) -> tuple[Intervention, ...]:
    return tuple(
        Intervention(each.id.removesuffix(_GIVES), each.section, each.label.removesuffix(_ASKED))
        for each in queries.items(path, FORM).values()
        if each.id.endswith(_GIVES)
    )
