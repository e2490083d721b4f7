"""Lists with one row per person are known, with headings or without; tables of sums are not."""

from __future__ import annotations

from collections.abc import Sequence

import openpyxl
import pytest

from etl.individual_lists import list_of_individuals
from etl.read import read_workbook
from tests.etl.packages import saved

Lines = Sequence[Sequence[object]]


def found(lines: Lines) -> tuple[str, ...]:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(list(line))
    return list_of_individuals(read_workbook(saved(book), "x.xlsx").sheets[0])


METHODS = ("CRA", "MI", "ÅP", "HAP")
NAMES = ("Anna Andersson", "Kalle Svensson", "Eva Berg", "Per Lund")
BIRTHS = (1985, 1990, 1971, 1964)
LISTS: list[tuple[str, Lines]] = [
    ("years of birth alone", [["Födelseår"], *([year] for year in BIRTHS)]),
    ("names and methods", list(zip(NAMES, METHODS, strict=True))),
    ("surnames first", list(zip(("Andersson, Anna", "Berg, Eva", "Lund, Per", "Ek, Ulla"), METHODS, strict=True))),
    ("initials and years of birth", list(zip(("AA", "K.S.", "EB", "PL"), BIRTHS, strict=True))),
    ("days of birth", list(zip(("1985-06-01", "1990-02-03", "1971-11-12", "1964-01-30"), METHODS, strict=True))),
    ("days of birth as numbers", list(zip((850601, 900203, 711112, 640130), METHODS, strict=True))),
    ("numbered clients", [[f"Klient {number}", "x"] for number in range(1, 6)]),
    ("births of every year", [[1950 + 7 * number % 50, "man"] for number in range(100)]),
    ("persons and ticks", [["Person", "HVB", "LVM"], [1, "x"], [2, None, "x"], [3, "x", "x"]]),
    (
        "numbers of files",
        [["Aktnr", "Insats", "Start"], ["A-1023", "CRA", "2022-01-03"], ["A-1024", "MI", "2022-02-03"]],
    ),
    ("cases", [["Ärendenummer", "Handläggare", "Beslut"], ["2022-123", "AL", "HVB"], ["2022-124", "AL", "LVM"]]),
    ("on its side", [["Klient", 1, 2, 3], ["Födelseår", 1985, 1990, 1971], ["Kön", "man", "kvinna", "man"]]),
    ("under a title", [["Våra klienter 2022"], ["Pnr", "Namn", "Insats"], ["85", "A", "CRA"], ["90", "B", "MI"]]),
]
TABLES: list[tuple[str, Lines]] = [
    ("methods", [["Metod", "Antal"], *zip(METHODS, (4, 3, 12, 1), strict=True)]),
    ("methods and comments", [["Nr", "Metod", "Kommentar"], [1, "CRA", "x"], [2, "MI", "y"], [3, "ÅP", "z"]]),
    ("months", [["Månad", "Besök"], ["jan", 12], ["feb", 14], ["mars", 20], ["april", 9]]),
    ("years and sexes", [[year, "män", 4] for year in range(1998, 2005)]),
    ("years twice", [[year, sex] for year in range(1998, 2003) for sex in ("män", "kvinnor")]),
    ("ages and sexes", [["Ålder", "Män", "Kvinnor"], ["18–29", 4, 2], ["30–64", 9, 5], ["65–", 1, 0]]),
    ("places", [["HVB", "Start", "Slut"], ["Granhult", "2022-01-01", "2022-05-01"], ["Vårsol", "2022-02-01", None]]),
    ("meetings", [["Datum", "Möte"], *([f"2022-0{month}-10", "Nämnd"] for month in range(1, 6))]),
    ("towns", [["Luleå", "Boden"], ["Piteå", "Kalix"], ["Kiruna", "Pajala"], ["Gällivare", "Jokkmokk"]]),
    ("homes", [["Norra Hamnen", 3], ["Stora Sundby", 4], ["Villa Sofia", 1], ["Lilla Edet", 5]]),
    ("switchboards", [["Funktion", "Namn", "Telefon"], ["Chef", "Växeln", "0920-45"], ["Arkiv", "Växeln", "0920"]]),
]  # fmt: skip


@pytest.mark.parametrize("lines", [each[1] for each in LISTS], ids=[each[0] for each in LISTS])
def test_a_list_of_persons_is_known(lines: Lines) -> None:
    assert found(lines)


@pytest.mark.parametrize("lines", [each[1] for each in TABLES], ids=[each[0] for each in TABLES])
def test_a_table_of_the_work_is_none(lines: Lines) -> None:
    assert found(lines) == ()
