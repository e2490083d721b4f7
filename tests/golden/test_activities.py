"""The lists of the documents: how many lines each has, whose they are, and the words they begin with."""

from __future__ import annotations

from collections import Counter

import pytest

from etl.activities import LISTS, STEPS, activities_table, followed, load_activities

# The beginning of every line, counted and read in the documents themselves.
BEGINNINGS = {
    ("ar_1", "Regionerna"): (
        "Inventera vilka behandlingsmetoder som behöver förstärkas",
        "Inventera hur uppdrag och verksamheter behöver utvecklas",
        "Inventera, i samråd med kommunerna och SiS, sina behov av medarbetare",
        "Inventera eventuella utvecklingsbehov inom slutenvården",
        "Inventera eventuella utvecklingsbehov inom övriga delar av hälso- och sjukvården",
        "Inled en organisering av omhändertagandet",
        "Påbörja utbildning av personal",
        "Planera för sprututbyte",
    ),
    ("ar_1", "Kommunerna"): ("Inventera utvecklingsbehoven i sina verksamheter när det gäller boende",),
    ("ar_1", "Regioner och kommuner tillsammans"): (
        "Inled ett arbete med att revidera överenskommelser",
        "Inled arbete med överenskommelse om samarbete om hälso- och sjukvårdsinsatser",
        "Förbered gemensamma upphandlingar av HVB",
        "Fatta de beslut som krävs",
    ),
    ("rekommendationer", "Mötesplats"): (
        "Tydliggör syftet med mötesplatserna",
        "Förankra syftet",
        "Utvärdera löpande",
    ),
    ("rekommendationer", "Samtal"): (
        "Tydliggör vad samtalet ska syfta till",
        "Säkerställ att samtalet har fokus",
        "Säkerställ att brukarnas perspektiv",
    ),
    ("rekommendationer", "Samsyn"): (
        "Skapa en gemensam ambition för vården",
        "Arbeta tillsammans med representanter",
    ),
    ("rekommendationer", "Samverkan"): (
        "Skapa en gemensam ambition, inom regionens verksamheter",
        "Se över arbetssätt och processer",
        "Följ och utvärdera effekterna av vuxenpsykiatrins nystartade utredningsteam",
        "Se över behovet av kompetensutveckling",
        "Se över behovet av handledning",
        "Påbörja arbete gällande vilken aktör",
        "Skapa samsyn kring vad som ska uppnås",
        "Följ löpande upp, utvärdera och analysera",
    ),
    ("rekommendationer", "Samhandling"): (
        "Länsöverenskommelsen behöver en större revidering",
        "Utifrån reviderad länsöverenskommelse",
        "Säkerställ att dokument och överenskommelser",
    ),
    ("slutsatser", "Slutsatser"): (
        "Påbörja arbete gällande vilken aktör",
        "Punktens rubrik är förlorad",
        "Skapa en referensgrupp",
        "Genomför en regional konferens",
        "Ett internt arbete behöver genomföras",
    ),
    ("utvecklingsomraden", "Analys Skaraborg"): (
        "Att behandling av skadligt bruk och beroende ges samordnat",
        "Integrerade verksamheter",
        "Anpassa insatser och tillgänglighet",
        "Boende och boendestöd",
        "Sysselsättning",
        "Kommunikations- och konsultationsvägar",
        "Tid och insatser som görs på behandlingshem",
        "Funktionen case manager",
        "Samarbete och bättre stöd till närstående",
        "Närmare samarbete med brukarföreträdare",
    ),
    ("forslag", "Förslag till beslut"): (
        "Upprätta, vid implementeringen av vårdkedjan, en verksamhetsbunden översikt över kontaktvägar",
        "Inför en särskild vårdkedjeremiss",
        "Bredda användningen av kontaktbegäran",
        "Fortsätt arbetet med att införa gemensamma digitala kommunikationsplattformar",
        "Initiera en översikt av inkorgar i Cosmic Link",
        "Ta fram kommunikationsunderlag",
        "Utveckla samtyckesblankett",
        "Inför rutiner för återkommande professionella samverkansmöten",
        "Utformandet av en vårdkedjekoordinator utreds vidare",
        "Styrgruppen diskuterar hur en sömlös och sammanhållen övergång",
    ),
}

# What the pilot tells of itself, in full.
PILOT = {
    ("pilot", "Erfarenheter hittills"): (
        "Snabbare tider",
        "Delat motivationsarbete",
        "Lyhördhet för behov",
        "Relationsskapande",
        "Flexibilitet till personens behov",
        "Geografisk flexibilitet",
        "Samordnad planering och behandling",
        "Oavsett drogfrihet påbörjas insatser",
    ),
    ("pilot", "Utmaningar"): (
        "Samtycke",
        "Läkarbrist",
        "Samsyn utanför projektet",
        "Balans i tvådelad pilot – utvecklas/tolkas olika?",
        "Utvidgning i framtiden",
        "Vårdcentralen",
    ),
}


def test_the_pilots_experiences_and_challenges_stand_as_they_are_told() -> None:
    for of, lines in PILOT.items():
        assert tuple(each.text for each in load_activities().values() if (each.list, each.heading) == of) == lines


@pytest.mark.parametrize("of", BEGINNINGS, ids=" ".join)
def test_each_list_has_the_lines_of_its_document(of: tuple[str, str]) -> None:
    lines = [
        each.text for each in load_activities().values() if (each.list, each.heading) == of and each.kind == "activity"
    ]
    assert len(lines) == len(BEGINNINGS[of])
    for line, beginning in zip(lines, BEGINNINGS[of], strict=True):
        assert line.startswith(beginning)


def test_nothing_stands_in_the_file_but_these_lists() -> None:
    of = {(each.list, each.heading) for each in load_activities().values()}
    assert of == {*BEGINNINGS, *PILOT}
    kinds = Counter((each.list, each.kind) for each in load_activities().values())
    assert kinds == {
        ("ar_1", "activity"): 13,
        ("ar_1", "perspective"): 5,
        ("rekommendationer", "activity"): 19,
        ("slutsatser", "activity"): 5,
        ("slutsatser", "theory"): 1,
        ("utvecklingsomraden", "activity"): 10,
        ("forslag", "activity"): 10,
        ("pilot", "account"): 8 + 6,
    }


def test_the_nineteen_stand_on_the_five_steps_and_in_seven_sections() -> None:
    of_report = [each for each in load_activities().values() if each.list == "rekommendationer"]
    assert list(dict.fromkeys(each.heading for each in of_report)) == list(STEPS)
    sections = Counter(each.number for each in of_report)
    assert sections == {"4.1.1": 3, "4.2.1": 3, "4.3.1": 2, "4.4.1.1": 3, "4.4.2.1": 2, "4.4.3.1": 3, "4.5.1": 3}


def test_the_regions_have_two_pages_and_every_page_of_year_one_closes_with_the_perspective() -> None:
    of_year = [each for each in load_activities().values() if each.list == "ar_1"]
    pages = {each.place: [other.kind for other in of_year if other.place == each.place] for each in of_year}
    assert [len(kinds) - 1 for kinds in pages.values()] == [4, 4, 1, 1, 3]
    assert all(kinds[-1] == "perspective" and kinds.count("perspective") == 1 for kinds in pages.values())


def test_what_the_scan_lost_is_told_and_what_it_left_is_kept() -> None:
    point = load_activities()["slutsats_2"]
    assert len(point.details) == 5
    assert point.details[-1].startswith("Revidera länsöverenskommelsen")
    assert load_activities()["slutsats_5"].kind == "theory"


@pytest.mark.parametrize(("county", "count"), [("25", 13), ("21", 13 + 19 + 5), ("07", 13 + 10), ("14", 13 + 10)])
def test_a_county_follows_its_own_lists_and_year_one(county: str, count: int) -> None:
    assert len(followed(county)) == count
    assert {each.list for each in followed(county)} <= set(LISTS)


def test_the_table_has_every_line_in_order() -> None:
    table = activities_table()
    assert table["id"].to_list() == list(load_activities())
    assert table["sort"].to_list() == list(range(1, table.height + 1))
