"""The ASI interview in a county: who uses it, how much, what a report has printed, and how the group stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import queries
from dashboard.chart_periods import periods, periods_rows
from dashboard.charts import Rows, Spec
from dashboard.form_charts import MOST_PERIODS
from dashboard.form_page import FormPage
from dashboard.records import Figure, Municipality, Period, SourceFigure

FORM = "asi"
USED, AT_START, FOLLOWED_UP, TRAINED = "asi_anvands", "asi_start", "asi_uppfoljning", "asi_personal"
USE = "asi_kommuner_andel"
MEASURES = ("asi_start_per_10000", "asi_uppfoljning_per_100", "asi_per_utbildad")
COUNTS = (AT_START, FOLLOWED_UP, TRAINED)
INTERVIEWS = "asi_profil_antal"
# What the profile's answers are called in the form: a mean and a count for each area of life.
_MEAN, _OVER, _MEAN_OF = "asi_medel_", "asi_over_", ", medelvärde"
REPORT = "arbetsrapport_2026_1"
ALL = "alla"
PROFILE_ALT = (
    "En rad för varje livsområde med en punkt för varje år, det valda fyllt, på en skala från 0 till 1. Tabellen under "
    "säger samma sak."
)


@dataclass(frozen=True)
class AreaOfLife:
    """One area of life in one period: the group's mean, and how many of the group are over the limit."""

    title: str
    mean: Figure | None
    over: Figure | None


@dataclass(frozen=True)
class Profile:
    """How a group stands in one period: one municipality's, or that of all who have told, weighed together."""

    period: Period
    interviews: Figure | None
    areas: tuple[AreaOfLife, ...]
    members: tuple[str, ...]

    @property
    def is_told(self) -> bool:
        """Whether there is a mean of anything."""
        return any(each.mean is not None and each.mean.value is not None for each in self.areas)


def printed(path: str) -> list[SourceFigure]:
    """What a report has printed of how many of the county's municipalities use ASI."""
    county = queries.build(path).county
    return [row for row in queries.figures_of(path, REPORT) if (row.item, row.area) == (USED, county)]


def users(shown: FormPage) -> tuple[list[str], list[str]]:
    """The names of those who said yes, and of those who said no."""
    figures = shown.item(USED).areas
    return [f.name for f in figures if f.value == 1], [f.name for f in figures if f.value == 0]


def tellers(shown: FormPage) -> list[Municipality]:
    """The municipalities that have told how their group stands in any of the years shown."""
    told = {
        figure.area
        for period in shown.up_to_now(MOST_PERIODS)
        for figure in shown.item(INTERVIEWS, period).areas
        if figure.value
    }
    return [each for each in queries.municipalities(shown.path).values() if each.code in told]


def profiles(shown: FormPage, area: str = ALL) -> list[Profile]:
    """The profile of a municipality or of all, year by year, the oldest first; only years with one."""
    found = [_profile(shown, period, area) for period in shown.up_to_now(MOST_PERIODS)]
    return [each for each in found if each.is_told]


def _profile(shown: FormPage, period: Period, area: str) -> Profile:
    def figure(item: str) -> Figure | None:
        answers = shown.item(item, period)
        return answers.total if area == ALL else answers.of(area)

    items = queries.items(shown.path, FORM)
    areas = tuple(
        AreaOfLife(item.label.removesuffix(_MEAN_OF), figure(id), figure(id.replace(_MEAN, _OVER)))
        for id, item in items.items()
        if id.startswith(_MEAN)
    )
    members = tuple(f.name for f in shown.item(INTERVIEWS, period).areas if f.value and area in (ALL, f.area))
    return Profile(period, figure(INTERVIEWS), areas, members)


def profile_chart(found: Sequence[Profile]) -> tuple[Spec, Rows]:
    """The means, area by area."""
    things = {
        area.title: [(each.period.label, each.areas[place].mean) for each in found]
        for place, area in enumerate(found[-1].areas)
    }
    return periods(), periods_rows(things, 2, end=1)
