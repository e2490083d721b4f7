"""The words of the page Region och kommuner: what each side counts, what differs, and what does not follow."""

from __future__ import annotations

from dashboard import form_names, queries
from dashboard.records import Period
from dashboard.region_view import EVERYBODY, Diagnosed, Helped, Place
from dashboard.swedish import NBSP, counted, listing, lower_first, number, percent, short_title, span
from etl.overlap import Overlap

BELOW_TITLE = "Vad regionen och kommunerna räknar, bredvid varandra."
NOT_JOINED = (
    "Talen kan inte fogas ihop person för person: ingen personuppgift finns i Samsyn, och huvudmännen räknar var för "
    "sig. Samma person kan finnas i båda talen, i det ena eller i inget av dem."
)
NO_COVERAGE = (
    "Kvoten är ingen täckningsgrad. Den som fått hjälp av kommunen behöver inte ha någon diagnos, och den som har en "
    "diagnos behöver inte behöva hjälp av kommunen."
)
BOUNDS = (
    "Kan finnas i båda: så få och så många som är möjligt om man inte vet vilka personerna är. Minst ingen, eftersom "
    "alla kan vara olika personer, och högst så många som i det mindre av de två talen. Där kommuner är tysta kan "
    "ännu fler finnas i båda."
)
BY_MUNICIPALITY = (
    "Regionens tal gäller den som var folkbokförd i kommunen vid årets slut. Ett tal ställs bara bredvid ett annat "
    "för samma kommuner, och summan av kommunerna är inte regionens tal för länet."
)
NOT_BY_MUNICIPALITY = (
    "Regionen har inte lämnat tal för varje kommun {year}. Den som kan lämnar dem i formuläret Diagnoser per kommun."
)
KINDS = {
    "beroende": "Individer med skadligt bruk eller beroende (F10–F19)",
    "samsjuklighet": "Av dem också psykiatrisk diagnos",
    "patienter": "Patienter med F10–F19, utan primärvård",
}


def source(path: str, source: str) -> str:
    """A form by its short name and as an example where it is one, an authority as itself, a report by its title."""
    found = queries.sources(path)[source]
    if source in (titles := form_names.titles()):
        return titles[source] + (", exempel" if found["example"] else "")
    return str(found["publisher"]) if found["kind"] == "reference" else short_title(str(found["title"]))


def months(period: Period) -> str:
    """januari–oktober 2023, 10 månader"""
    return f"{period.label}, {counted(period.months, 'månad', 'månader')}"


def finding(one: Diagnosed | None, other: Helped | None, found: Overlap | None, year: str) -> str:
    """The two counts in a sentence, and how many can be the same persons."""
    if one is None:
        return f"Här finns inga tal om diagnoser för {year}."
    many = counted(one.persons, "individ" if one.kind == "beroende" else "patient", _plural(one))
    if other is None or found is None:
        return f"{many} hade {year} en diagnos inom F10–F19. Kommunerna har inte lämnat något för samma år."
    said = (
        f"{many} hade {year} en diagnos inom F10–F19. Kommunerna räknade {_least(other)} ({lower_first(other.label)})"
    )
    return f"{said}. Av dem kan allt från ingen till {number(found.most)} vara samma personer."


def _plural(one: Diagnosed) -> str:
    return "individer" if one.kind == "beroende" else "patienter"


def _least(other: Helped) -> str:
    return f"{least(other)}{counted(other.persons, 'person', 'personer')}"


def least(other: Helped) -> str:
    """minst, where somebody is silent; an estimate is no least."""
    if other.estimated:
        return f"ca{NBSP}"
    return f"minst{NBSP}" if other.unheard else ""


def follows(one: Diagnosed, other: Helped, found: Overlap) -> str:
    """What the bounds mean for a share that somebody may want to read."""
    if not one.persons:
        return ""
    share, whom = percent(found.most / one.persons), "de svarande kommunerna" if found.open_ended else "kommunerna"
    of = f"{other.label}: hur stor del av dem med en diagnos som finns bland dem i {whom}"
    said = f"{of} kan vara allt från 0 till {share}."
    if not found.open_ended:
        return said
    whole = percent(found.most_of_all / one.persons)
    return f"{said} Vad de tysta kommunerna gjort vet vi inte: för hela länet kan det vara allt från 0 till {whole}."


def differences(found: list[Diagnosed], others: list[Helped]) -> list[str]:
    """Where the two sides do not count alike."""
    said = []
    short = sorted({other.period.label for other in others if other.period.months != 12})
    if short:
        said.append(
            f"Olika lång tid: regionens tal gäller tolv månader, kommunernas {listing(short)}. Inget är omräknat."
        )
    if others and any(each.ages == EVERYBODY for each in found):
        said.append("Olika åldrar: Socialstyrelsens tal gäller alla åldrar, kommunernas 18 år eller äldre.")
    return said


def bounds(found: Overlap) -> str:
    """0–215"""
    return span(found.least, found.most) if found.most > found.least else number(found.most)


def ratio(found: Overlap, before: str = "") -> str:
    """minst 14; ``before`` says that it is a least, or an estimate"""
    if found.per_hundred is None:
        return "–"
    return before + number(found.per_hundred, 1 if 0 < found.per_hundred < 10 else 0)


def name(place: Place) -> str:
    """Kommunerna tillsammans (9 kommuner)"""
    return f"{place.name} ({counted(place.members, 'kommun', 'kommuner')})" if place.together else place.name
