"""One indicator as the reader asked to see it: as the measure it defines, or as the bare count behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard import queries, words
from dashboard.chart_choice import WITH_INTERVAL
from dashboard.records import NO_ANSWERS, Answers, Figure, Indicator
from dashboard.swedish import capital

MEASURE, COUNT = "per", "antal"
# What the total of the answering municipalities is called in a chart and a table.
WHOLE = capital(words.ANSWERING)
ORDERS = {"namn": "Alfabetiskt", "storlek": "Efter invånare", "varde": "Efter värde"}


@dataclass(frozen=True)
class View:
    """What one chart and its table show."""

    indicator: Indicator
    as_count: bool
    title: str
    unit: str
    decimals: int
    answers: Answers

    @property
    def yes_no(self) -> bool:
        """Whether each municipality has it or not, instead of a number."""
        return self.indicator.kind == "share_of_areas"

    @property
    def uncertainty(self) -> str | None:
        """How chance is reckoned with; None for a bare count, which has nothing to be divided with."""
        return None if self.as_count else self.indicator.uncertainty

    @property
    def counts_only(self) -> bool:
        """Whether those who answered are too few for a value: then only the counts are told."""
        total = self.answers.total
        return not self.as_count and (total is None or total.gate == "counts_only")

    @property
    def is_judged(self) -> bool:
        """Whether the municipalities may be held against anything."""
        return self.uncertainty in WITH_INTERVAL and not self.counts_only

    @property
    def has_total(self) -> bool:
        """Whether the total can stand beside the municipalities: a sum cannot, a rate can."""
        formed = self.answers.total is not None and self.answers.total.value is not None
        return formed and not self.as_count and self.indicator.kind in ("rate", "proportion", "ratio")


def measures_of(indicator: Indicator) -> dict[str, str]:
    """The ways to see an indicator; those that already are counts, or yes and no, have one only."""
    if indicator.kind in ("rate", "proportion", "ratio"):
        return {MEASURE: capital(indicator.unit), COUNT: "Antal"}
    return {MEASURE: "Ja eller nej" if indicator.kind == "share_of_areas" else "Antal"}


def view(path: str, indicator: Indicator, period: str, measure: str) -> View:
    """The figures to show for a choice."""
    if measure == COUNT and COUNT in measures_of(indicator):
        return _counts(path, indicator, period)
    answers = queries.indicator_answers(path, period, indicator.form).get(indicator.id, NO_ANSWERS)
    return View(indicator, False, indicator.title, indicator.unit, indicator.decimals, answers)


def _counts(path: str, indicator: Indicator, period: str) -> View:
    """The count on top of the division. A question of its own keeps its own statuses and coverage."""
    items = queries.items(path, indicator.form)
    first = items.get(indicator.numerator[0])
    unit = first.unit if first else "antal"
    if len(indicator.numerator) == 1 and first:
        answers = queries.item_answers(path, period, indicator.form).get(first.id, NO_ANSWERS)
        return View(indicator, True, f"{first.short_label}, antal {unit}", unit, 0, answers)
    found = queries.indicator_answers(path, period, indicator.form).get(indicator.id, NO_ANSWERS)
    answers = Answers(tuple(map(_numerator, found.areas)), found.total and _numerator(found.total), None)
    return View(indicator, True, f"{indicator.short_title}: antalet bakom måttet", unit, 0, answers)


def _numerator(figure: Figure) -> Figure:
    value = figure.numerator if figure.value is not None else None
    return replace(figure, value=value, denominator=None)


def in_order(answers: Answers, order: str) -> list[str]:
    """The municipalities' codes in the order asked for; who has no figure comes last when values decide."""
    if order == "storlek":
        return [f.area for f in sorted(answers.areas, key=lambda f: -f.adults)]
    if order == "varde":
        known = [f for f in answers.areas if f.value is not None]
        silent = [f for f in answers.areas if f.value is None]
        return [f.area for f in [*sorted(known, key=lambda f: -(f.value or 0)), *silent]]
    return [f.area for f in answers.areas]
