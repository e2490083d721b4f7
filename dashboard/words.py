"""The sentences on the pages: made from figures, and never saying more than the figures do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.records import (
    Answers,
    Build,
    Figure,
    Indicator,
    Municipality,
    Period,
    Respondent,
)
from dashboard.swedish import (
    NBSP,
    STATUS_CLAUSES,
    capital,
    counted,
    day,
    listing,
    lower_first,
    number,
    out_of,
    percent,
    possessive,
)

ANSWERING = "de svarande kommunerna"
METHODS_ARE_NOT_PERSONS = (
    "En person kan ha fått flera metoder under samma period. Talen räknar därför **metodinsatser**, inte personer, "
    "och får inte läggas ihop till ett antal personer."
)
SORTED_BY_VALUE = (
    "Ordningen efter värde är ingen rangordning. Skillnader mellan kommuner kan bero på slump, på hur kommunen "
    "räknar och på hur lätt det är att hitta till hjälpen."
)


def short_coverage(figure: Figure | None) -> str:
    """8 av 14 (88 %), for a column whose heading says of what."""
    if figure is None:
        return "–"
    share = "" if figure.share is None else f" ({percent(figure.share)})"
    return f"{number(figure.answered)}{NBSP}av{NBSP}{number(figure.asked)}{share.replace(' ', NBSP)}"


def coverage(figure: Figure | None) -> str:
    """8 av 14 kommuner (88 % av länets vuxna); a printed figure has no share of the population."""
    if figure is None:
        return "ingen uppgift"
    share = "" if figure.share is None else f" ({percent(figure.share)} av länets vuxna)"
    return f"{out_of(figure.answered, figure.asked)}{share}"


def response(period: Period) -> str:
    """The first sentence of the front page."""
    if not period.answered:
        return f"Ingen av de {number(period.asked)} tillfrågade kommunerna har svarat ännu."
    if period.answered == period.asked:
        return f"Alla {number(period.asked)} kommuner har svarat."
    return (
        f"{number(period.answered)} av {number(period.asked)} kommuner har svarat. "
        f"Där bor {percent(period.share)} av länets vuxna."
    )


def sought_and_helped(sought: Answers, helped: Answers) -> str:
    """The main finding, in persons, after whom it is about."""
    if sought.total is None or sought.total.value is None:
        return ""
    text = f"Där sökte {_persons(sought.total)} hjälp för skadligt bruk eller beroende"
    if helped.total is None or helped.total.value is None:
        return f"{text}."
    return f"{text}, och {_persons(helped.total, noun=False)} fick behandling eller någon annan insats."


def _persons(figure: Figure, *, noun: bool = True) -> str:
    about = "cirka " if figure.status == "estimated" else ""
    value = figure.value or 0
    return about + (counted(value, "person", "personer") if noun else number(value))


def printed(figure: Figure, source: str, decimals: int = 0) -> str:
    """The figure of a report, as it was printed."""
    place = f", {lower_first(figure.printed_at)}" if figure.printed_at else ""
    return f"Som tryckt i {source}: {number(figure.value or 0, decimals)}{place}."


def statuses(figures: Iterable[Figure]) -> str:
    """What the gaps and the hollow dots of one chart stand for: "6 svarade inte, 4 saknar uppgift"."""
    counts = Counter(figure.status for figure in figures)
    return ", ".join(f"{counts[status]} {clause}" for status, clause in STATUS_CLAUSES.items() if counts[status])


def population(build: Build) -> str:
    return f"Befolkning: 18 år eller äldre den 31 december {build.population_year} (SCB)."


def direction(indicator: Indicator) -> str:
    """What a high value means, when it means anything."""
    if indicator.lower_is_better is None:
        return "Varken högt eller lågt är i sig bra: måttet beskriver."
    return f"{'Lägre' if indicator.lower_is_better else 'Högre'} är bättre."


def submission(respondent: Respondent | None, period: str) -> str:
    """Where one municipality's own submission stands."""
    if respondent is None:
        return f"{capital(period)}: kommunen är inte tillfrågad."
    if respondent.received_on is None:
        until = f" Svaren skulle ha kommit {day(respondent.deadline)}." if respondent.deadline else ""
        return f"{capital(period)}: kommunen har inte svarat.{until}"
    version = f", version {respondent.version}" if (respondent.version or 1) > 1 else ""
    return f"{capital(period)}: inlämnad {day(respondent.received_on)}{version}."


def peers(municipality: Municipality, group: str, codes: Sequence[str], answering: Sequence[str]) -> str:
    """Who is there to compare with in a peer group, said straight when nobody is."""
    if not codes:
        return f"{municipality.name} har ingen annan kommun i {group}."
    if not answering:
        if len(codes) == 1:
            return f"Den enda andra kommunen i {group} har inget svar i Samsyn för perioden."
        return f"Ingen av de {number(len(codes))} andra kommunerna i {group} har svar i Samsyn för perioden."
    share = f"{number(len(answering))} av {number(len(codes))} andra kommuner"
    return f"I {group} finns svar från {listing(answering)} ({share})."


def own_county(name: str) -> str:
    """Norrbottens län -> i Norrbottens län."""
    return f"i {name}" if name.endswith("län") else f"i {possessive(name)} län"
