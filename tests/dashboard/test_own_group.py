"""A group of the reader's own: told when it cannot be compared with, judged by the same rules when it can."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import measures, own_group, queries
from dashboard.measures import MEASURE, View
from dashboard.own_group import OwnGroup
from dashboard.records import Answers
from tests.dashboard import small_county
from tests.dashboard.figures import figure
from tests.dashboard.small_county import EARLIER, NAMES


@pytest.fixture
def path(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder)


def group(*codes: str, unknown: tuple[str, ...] = ()) -> OwnGroup:
    return OwnGroup(codes, tuple(NAMES[code] for code in codes), unknown)


def see(path: str, indicator: str) -> View:
    return measures.view(path, queries.indicators(path)[indicator], EARLIER, MEASURE)


def test_fewer_than_three_are_no_group(path: str) -> None:
    answers = see(path, "sokt_hjalp_per_10000").answers
    assert own_group.remarks(group(), answers) == ["En grupp behöver minst 3 kommuner. Du har valt ingen kommun."]
    [said] = own_group.remarks(group("2582", "2514"), answers)
    assert said == "En grupp behöver minst 3 kommuner. Du har valt 2\u00a0kommuner."
    assert own_group.comparisons(group("2582", "2514"), see(path, "andel_fatt_insats").indicator, answers) == {}


def test_who_has_no_figure_is_named(path: str) -> None:
    answers = see(path, "sokt_hjalp_per_10000").answers
    said = own_group.remarks(group("2582", "2514", "2560"), answers)[-1]
    assert said == "Älvsbyn har inget tal, så gruppen är Boden och Kalix."
    [said] = own_group.remarks(group("2582", "2514", "2580"), answers)
    assert said.startswith("Kommunerna i gruppen jämförs inte själva")
    assert "själva" not in " ".join(own_group.remarks(group("2582", "2514", "2580", "2560"), answers))
    said = own_group.remarks(group("2582", "2514", "2580", unknown=("9999",)), answers)[0]
    assert said == "Länken nämner kommuner som inte finns i länet, och de är bortvalda: 9999."


def test_the_group_is_the_sum_of_its_members(path: str) -> None:
    view = see(path, "sokt_hjalp_per_10000")
    three = group("2582", "2514", "2580")
    # 100 + 40 + 200 persons of 22 913 + 13 174 + 63 414 adults.
    line = own_group.line(three, view.indicator, view.answers)
    assert line is not None
    assert line.value == pytest.approx(340 / 99_501 * 10_000)
    assert own_group.line(group("2582", "2514", "2560"), view.indicator, view.answers) is None


def test_a_municipality_is_never_held_against_itself(path: str) -> None:
    view = see(path, "andel_fatt_insats")
    found = own_group.comparisons(group("2582", "2514", "2580"), view.indicator, view.answers)
    assert found["2582"].members == ("2514", "2580")
    assert (found["2582"].verdict, found["2582"].reason) == ("not_compared", "too_few_areas")
    assert (found["2560"].verdict, found["2560"].reason) == ("not_compared", "no_value")


def test_a_measure_without_interval_is_not_compared(path: str) -> None:
    view = see(path, "metoder_per_person")
    found = own_group.comparisons(group("2582", "2514", "2580"), view.indicator, view.answers)
    assert {one.reason for one in found.values()} == {"no_interval"}


def test_few_are_named_and_many_are_counted() -> None:
    assert group("2582", "2514", "2580").words == "Boden, Kalix och Luleå tillsammans"
    assert OwnGroup(tuple("12345"), tuple("abcde"), ()).words == "de 5\u00a0kommuner du valt tillsammans"


def test_three_others_are_enough(path: str) -> None:
    counts = {"2582": (150, 200), "2514": (60, 100), "2580": (80, 100), "2560": (60, 100)}
    areas = tuple(
        replace(figure(code, NAMES[code], above / below * 100), numerator=float(above), denominator=float(below))
        for code, (above, below) in counts.items()
    )
    answers, indicator = Answers(areas, None, None), see(path, "andel_fatt_insats").indicator
    found = own_group.beside(areas[0], group("2514", "2580", "2560"), indicator, answers)
    # 75 % of 200, from 68,6 to 80,5: beside 200 of 300 that is more, and more is better here.
    assert (found.verdict, found.gate, found.against) == ("better", "county", own_group.OWN)
    assert found.benchmark == pytest.approx(200 / 300 * 100)
