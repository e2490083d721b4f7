"""What sending in changes on the other pages: the municipality's own measures, and how much of the county is covered.

Reckoned on what is published today: what others have sent since then is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dashboard import queries, what_there_is
from dashboard.records import Respondent
from dashboard.swedish import NBSP, counted, listing, number, percent
from etl.submission import Submission
from etl.when_published import measured

_MOST_NAMED = 4
_OTHER_FORM = "Uppgifterna visas på sidan {page}, och i de mål de säger något om på Effektmål."


@dataclass(frozen=True)
class Coverage:
    """How many of those asked have answered, and their part of the county's adults."""

    answered: int
    asked: int
    share: float

    def __str__(self) -> str:
        of_adults = f"{percent(self.share)} av de vuxna"
        return f"{number(self.answered)}{NBSP}av{NBSP}{number(self.asked)} kommuner, {of_adults}"


def coverage(respondents: Sequence[Respondent], county_adults: int, *, also: Respondent | None = None) -> Coverage:
    """The coverage of what is published.

    Args:
        also: a municipality to count as one that has answered.
    """
    by_area = {each.area: each for each in respondents} | ({also.area: also} if also else {})
    answered = [each for each in by_area.values() if each.answered or (also is not None and each.area == also.area)]
    return Coverage(len(answered), len(by_area), sum(each.adults for each in answered) / county_adults)


def of_sending(path: str, submission: Submission, asked: Sequence[str]) -> list[str]:
    """The sentences about one municipality's answers.

    Args:
        path: the published snapshot.
        asked: the municipalities of the round, for a period that nothing is published for.
    """
    if submission.form != queries.FORM:
        return [_OTHER_FORM.format(page=what_there_is.page_of(submission.form)[1])]
    area, period = submission.area, submission.period
    municipalities = queries.municipalities(path)
    known = {p.id for p in queries.periods(path)}
    respondents = queries.respondents(path, period) if period in known else ()
    if not respondents:
        respondents = tuple(
            Respondent(code, municipalities[code].name, municipalities[code].adults, None, None, None)
            for code in (asked or municipalities)
            if code in municipalities
        )
    own = Respondent(area, municipalities[area].name, municipalities[area].adults, None, None, None)
    published = queries.indicator_answers(path, period) if period in known else {}
    before = {id for id, found in published.items() if (figure := found.of(area)) and figure.value is not None}
    titles = {id: each.short_title for id, each in queries.indicators(path).items()}
    adults = queries.build(path).adults
    return [
        own_measures(before, measured(submission) & titles.keys(), titles),
        county_coverage(coverage(respondents, adults), coverage(respondents, adults, also=own)),
    ]


def own_measures(before: AbstractSet[str], after: AbstractSet[str], titles: Mapping[str, str]) -> str:
    """Which measures get a value or lose it on the municipality's page."""
    gained, lost = (_named(found, titles) for found in (after - before, before - after))
    without = _named(titles.keys() - after, titles)
    now = f"Min kommun visar värden för {len(after)} av {counted(len(titles), 'mått', 'mått')}"
    if not before:
        rest = f" Utan värde blir {without}." if without else ""
        return f"Er sida: {now}. I dag visas inget för perioden.{rest}"
    changes = [*([f"Nytt värde: {gained}."] if gained else []), *([f"Förlorar sitt värde: {lost}."] if lost else [])]
    if not changes:
        return f"Er sida: {now}, samma som i dag."
    return f"Er sida: {now} (i dag {len(before)}). {' '.join(changes)}"


def county_coverage(before: Coverage, after: Coverage) -> str:
    """The county's coverage before and after."""
    if before == after:
        return f"Länets siffror: täckningen ändras inte ({before})."
    return f"Länets siffror: {before} → {after}."


def _named(ids: AbstractSet[str], titles: Mapping[str, str]) -> str:
    # A title may have a comma in it.
    names = [f"”{title}”" for id, title in titles.items() if id in ids]
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[:_MOST_NAMED])} och {len(names) - _MOST_NAMED} till"
    return listing(names)
