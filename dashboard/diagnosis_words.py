"""What is said beside the figures of diagnoses: what they count, where they break, what they cannot be joined to."""

from __future__ import annotations

from dashboard import diagnosis_charts, diagnosis_tables, queries, sentences_over_time
from dashboard.diagnoses import COUNT, NATION, SOURCE, Diagnoses
from dashboard.swedish import listing, number, short_title
from etl.periods import parse_period

BELOW_TITLE = "Hur många som lever med skadligt bruk eller beroende, enligt vården."
HOW_TO_GET_THEM = "Socialstyrelsens tal följer med Samsyn. Bygg och publicera en ny version."
TWO_SOURCES = (
    "Talen kommer från var sin källa och räknar inte samma sak: vilka verksamheter, åldrar och diagnoser som ingår "
    "kan skilja. De står bredvid varandra och slås aldrig ihop."
)
OWN_ADULTS = "Befolkningen är länets invånare 18 år och äldre den 31 december {year}."
TOGETHER = (
    "Regionens tal räknar personer som haft ett vårdbesök med en diagnos. Kommunernas tal räknar personer som sökt "
    "eller fått stöd av socialtjänsten. Samma person kan finnas i båda, i det ena eller i inget av dem.",
    "Talen kan inte fogas ihop person för person: ingen personuppgift finns i Samsyn, och huvudmännen räknar var för "
    "sig. Därför går det inte att säga hur stor del av dem med en diagnos som har fått stöd av kommunen.",
    "Det som går att se är om talen rör sig åt samma håll, för samma län och samma år. En diagnos är inte heller "
    "detsamma som behov: den som inte söker vård syns inte här.",
)
_PATIENTS = (
    "Patienter i sluten vård och specialiserad öppen vård, alla åldrar. Besök i primärvården är inte med, och varje "
    "patient räknas en gång per år i det län där den vårdats."
)
_NO_SUM = "Riket är Socialstyrelsens eget tal. Den som vårdats i två län räknas i båda: länen summerar inte dit."


def over_time(path: str, found: Diagnoses, item: str) -> list[str]:
    """The key, the breaks, whom the figures count and who counted them."""
    key = diagnosis_charts.KEY_COUNT if item == COUNT else diagnosis_charts.KEY
    breaks = [sentences_over_time.break_sentence(each, parse_period(each.from_period).label) for each in found.breaks]
    return [key, *([diagnosis_charts.BROKEN] if breaks else []), *breaks, _PATIENTS, source(path)]


def beside_others(path: str) -> list[str]:
    """What the dots and the line are."""
    return ["Punkt: länet, per 100 000 invånare. Streckad linje: riket.", _NO_SUM, _PATIENTS, source(path)]


def source(path: str) -> str:
    """Källa: Socialstyrelsen and so on, with the day where it has been fetched anew."""
    return str(queries.sources(path)[SOURCE]["note"])


def no_own_figures(path: str, found: Diagnoses, year: str) -> tuple[str, str]:
    """What stands in place of the region's own figures, and which years have some."""
    years = [each for each in found.years if diagnosis_tables.own_figures(path, found.county, each)]
    instead = f"De finns för {listing(years)}." if years else "De lämnas med formuläret Diagnoser."
    return f"Regionen har inte lämnat egna tal för {year}.", instead


def every_source(path: str, found: Diagnoses, year: str) -> str:
    """The sources of the table of all of them."""
    sources = (*diagnosis_tables.own_figures(path, found.county, year), SOURCE)
    return "; ".join(short_title(str(queries.sources(path)[each]["title"])) for each in sources)


def nation(path: str) -> list[str]:
    """What a report has printed of samsjuklighet in the nation."""
    rows = queries.figures_of(path, "foui_95_2023")
    told = {(row.item, row.sex): row for row in rows if row.area == NATION and row.value is not None}
    people = told.get(("vardade_beroendeframkallande", "total"))
    men, women = (told.get(("andel_psykiatrisk_diagnos", sex)) for sex in ("men", "women"))
    if not (people and men and women):
        return []
    return [
        f"I riket fick {number(people.value or 0)} personer 10 år och äldre vård för beroendeframkallande substanser "
        f"{people.label}. Av dem vårdades {number(men.value or 0)} procent av männen och {number(women.value or 0)} "
        "procent av kvinnorna också för någon psykiatrisk diagnos minst en gång 2016–2018 (Socialstyrelsen 2019, ur "
        f"{short_title(str(queries.sources(path)['foui_95_2023']['title']))})."
    ]
