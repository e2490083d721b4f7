"""What the page of any form begins with: which period, who answered, and where there are answers if not here."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import change_tables, components, form_queries, queries, words
from dashboard.address import Choices
from dashboard.change_tables import Changed
from dashboard.exports import Provenance
from dashboard.measures import MEASURE, View, view
from dashboard.records import NO_ANSWERS, Answers, Build, Period, Respondent
from dashboard.swedish import day, listing

_REGION = 2


@dataclass(frozen=True)
class FormPage:
    """A form's answers in one period, as a page shows them."""

    path: str
    form: str
    period: Period
    periods: tuple[Period, ...]

    @property
    def build(self) -> Build:
        """The snapshot, and the county that is looked at."""
        return queries.build(self.path)

    def item(self, item: str, period: Period | None = None) -> Answers:
        """The answers to one question, in this period or another."""
        return queries.item_answers(self.path, (period or self.period).id, self.form).get(item, NO_ANSWERS)

    def measure(self, indicator: str, period: Period | None = None) -> Answers:
        """One indicator, in this period or another."""
        return queries.indicator_answers(self.path, (period or self.period).id, self.form).get(indicator, NO_ANSWERS)

    def view(self, indicator: str) -> View:
        """One indicator as it is shown."""
        return view(self.path, queries.indicators(self.path, self.form)[indicator], self.period.id, MEASURE)

    def up_to_now(self, most: int) -> tuple[Period, ...]:
        """This period and the nearest before it, the oldest first."""
        return tuple(reversed([each for each in self.periods if each.starts <= self.period.starts][:most]))

    def changed(self, *indicators: str) -> list[Changed]:
        """What the county's measures were in the nearest comparable period, and are."""
        return change_tables.of_area(self.path, self.period, self.build.county, indicators, self.form)

    def respondents(self, *, region: bool) -> list[Respondent]:
        """The municipalities that were asked, or their region."""
        asked = queries.respondents(self.path, self.period.id, self.form)
        return [each for each in asked if (len(each.area) == _REGION) == region]

    def about(self, title: str, period: str, *notes: str) -> Provenance:
        """What a saved table or picture of the page says about itself."""
        answered = words.response(self.period)
        return components.provenance(self.path, title, period, answered, *notes, form=self.form)


def periods_with_answers(path: str, form: str) -> tuple[Period, ...]:
    """Newest first; a round that nobody, not even the region, has answered yet has nothing to show."""
    return tuple(
        each
        for each in queries.periods(path, form)
        if any(asked.answered for asked in queries.respondents(path, each.id, form))
    )


def choose(path: str, form: str, choices: Choices) -> FormPage:
    """The answers of the period that the reader chooses."""
    periods = periods_with_answers(path, form)
    chosen = choices.from_few("period", "Period", {each.id: each.label for each in periods})
    return FormPage(path, form, next(each for each in periods if each.id == chosen), periods)


def nothing(path: str, form: str, about: str) -> None:
    """What stands on the page of a county where nobody has answered: where there are answers, or what to do.

    Args:
        about: what the form is about, to stand after "inga svar om".
    """
    others = list(form_queries.counties_that_answered(path, form).values())
    instead = (
        f"Svar finns för {listing(others)}: byt län i menyn." if others else "De lämnas när en insamling har öppnats."
    )
    components.nothing_here(f"{queries.build(path).county_name} har inga svar om {about}.", instead)


def who_answered(shown: FormPage) -> list[str]:
    """Who is silent, and whether the region has answered for itself; how many have answered is told by ``gate``."""
    silent = [each.name for each in shown.respondents(region=False) if not each.answered]
    said = [f"Har inte svarat: {listing(silent)}."] if silent else []
    for region in shown.respondents(region=True):
        if region.received_on:
            said.append(f"Regionen har lämnat ett eget svar {day(region.received_on)}.")
        else:
            said.append("Regionen har inte lämnat något eget svar.")
    return said
