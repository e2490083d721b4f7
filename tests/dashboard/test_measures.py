"""One indicator in the two ways it can be seen."""

from pathlib import Path

import pytest

from dashboard import measures, municipality, queries
from dashboard.beside import NOTHING
from dashboard.measures import COUNT, MEASURE, View
from tests.dashboard import small_county
from tests.dashboard.small_county import EARLIER, LATER


@pytest.fixture
def path(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder)


def see(path: str, indicator: str, measure: str = MEASURE, period: str = EARLIER) -> View:
    return measures.view(path, queries.indicators(path)[indicator], period, measure)


def test_a_rate_can_also_be_seen_as_a_count(path: str) -> None:
    indicator = queries.indicators(path)["sokt_hjalp_per_10000"]
    assert measures.measures_of(indicator) == {MEASURE: "Per 10 000 vuxna", COUNT: "Antal"}
    counts = see(path, "sokt_hjalp_per_10000", COUNT)
    assert [f.value for f in counts.answers.areas] == [100.0, 40.0, 200.0, None]
    assert not counts.has_total
    assert counts.unit == "personer"


def test_a_count_of_several_questions_is_the_numerator(path: str) -> None:
    counts = see(path, "metoder_per_person", COUNT)
    assert [f.value for f in counts.answers.areas] == [30.0, 6.0, 70.0, None]
    assert counts.answers.total is not None
    assert counts.answers.total.value == 106.0


def test_yes_and_no_have_one_way_only(path: str) -> None:
    groups = see(path, "grupp_12steg_andel", COUNT)
    assert groups.yes_no
    assert not groups.as_count
    assert measures.measures_of(groups.indicator) == {MEASURE: "Ja eller nej"}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("namn", ["2582", "2514", "2580", "2560"]),
        ("storlek", ["2580", "2582", "2514", "2560"]),
        ("varde", ["2582", "2580", "2514", "2560"]),
    ],
)
def test_orders(path: str, order: str, expected: list[str]) -> None:
    assert measures.in_order(see(path, "sokt_hjalp_per_10000").answers, order) == expected


def test_a_municipality_beside_its_peers(path: str) -> None:
    there = queries.municipalities(path)
    answers = see(path, "sokt_hjalp_per_10000").answers
    assert municipality.to_compare(answers, there["2582"], "lan", NOTHING) == ["2582", "2514", "2580", "2560"]
    assert municipality.to_compare(answers, there["2582"], "skr", NOTHING) == ["2582", "2514", "2560"]
    assert municipality.to_compare(answers, there["2580"], "liknande", NOTHING) == ["2580"]
    alone = municipality.group_sentence(path, answers, there["2580"], "liknande")
    assert alone == (
        "Den enda andra kommunen i gruppen liknande kommuner (Kolada, IFO 2024) har inget svar i Samsyn för perioden. "
        "Utanför länet: Umeå."
    )


def test_gaps_are_gathered_by_reason(path: str) -> None:
    there, (later, earlier) = queries.municipalities(path), queries.periods(path)
    assert municipality.gaps(path, there["2560"], later) == [
        "Frågan inte besvarad: CRA.",
        "Uppgift saknas: Dokumentation av drogfrihet.",
    ]
    assert municipality.gaps(path, there["2560"], earlier) == [
        "Älvsbyn har inte lämnat någon enkät för januari–oktober 2022."
    ]
    assert municipality.gaps(path, there["2580"], later) == [
        "Inget: Luleå har svarat på alla frågor för januari–oktober 2023."
    ]


def test_the_later_period_has_its_own_members(path: str) -> None:
    total = see(path, "cra_per_100", period=LATER).answers.total
    assert total is not None
    # Two municipalities do not speak for a county: their numbers stay, but no value is formed of them.
    assert (total.answered, total.numerator, total.denominator) == (2, 40.0, 260.0)
    assert (total.value, total.status, total.gate) == (None, "too_few_answers", "counts_only")
