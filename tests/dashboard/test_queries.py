"""What the pages are told: every municipality, what was printed apart, and only like compared with like."""

from pathlib import Path

import pytest

from dashboard import queries
from tests.dashboard import small_county
from tests.dashboard.small_county import ADULTS, EARLIER, LATER


@pytest.fixture
def path(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder)


def test_nothing_is_served_before_there_is_anything(own_data_folder: Path) -> None:
    assert queries.served() is None
    path = small_county.publish(own_data_folder)
    assert queries.served() == path
    (own_data_folder / "published" / "CURRENT").unlink()
    assert queries.served() is None


def test_the_build_knows_itself(path: str) -> None:
    about = queries.build(path)
    assert (about.id, about.county_name, about.example) == (small_county.BUILD, "Norrbottens län", True)
    assert about.adults == sum(ADULTS.values())


def test_periods_newest_first_with_their_response(path: str) -> None:
    newest, oldest = queries.periods(path)
    assert (newest.id, newest.answered, newest.asked) == (LATER, 3, 4)
    assert oldest.share == pytest.approx(1 - ADULTS["2560"] / sum(ADULTS.values()))


def test_respondents_in_swedish_order(path: str) -> None:
    found = queries.respondents(path, EARLIER)
    assert [r.name for r in found] == ["Boden", "Kalix", "Luleå", "Älvsbyn"]
    assert [r.answered for r in found] == [True, True, True, False]


def test_zero_and_each_kind_of_gap_arrive_as_themselves(path: str) -> None:
    earlier, later = queries.item_answers(path, EARLIER), queries.item_answers(path, LATER)
    cra = earlier["cra"]
    assert [(f.name, f.value, f.status) for f in cra.areas][1] == ("Kalix", 0.0, "ok")
    assert {f.name: f.status for f in later["cra"].areas} == {
        "Boden": "ok",
        "Kalix": "not_submitted",
        "Luleå": "ok",
        "Älvsbyn": "not_answered",
    }
    assert {f.status for f in earlier["dokumentation"].areas} == {"estimated", "not_kept", "ok", "not_submitted"}


def test_what_was_printed_stands_apart_from_what_was_sent(path: str) -> None:
    sought = queries.item_answers(path, EARLIER)["sokt_hjalp"]
    assert sought.total is not None
    assert sought.printed is not None
    assert (sought.total.value, sought.printed.value) == (340.0, 527.0)
    assert sought.printed.share is None
    assert sought.printed.source == "foui_95_2023"
    only_printed = queries.item_answers(path, EARLIER)["metoder_totalt"]
    assert only_printed.total is None
    assert queries.item_answers(path, LATER)["sokt_hjalp"].printed is None


def test_whoever_was_never_asked_still_has_a_row(path: str) -> None:
    only_printed = queries.item_answers(path, EARLIER)["metoder_totalt"]
    assert {f.status for f in only_printed.areas} == {"not_asked"}
    assert len(only_printed.areas) == 4


def test_peers_are_taken_from_the_whole_country(path: str) -> None:
    lulea = queries.municipalities(path)["2580"]
    assert (lulea.skr_peers, lulea.similar) == (("2480",), ("2480",))
    assert queries.area_names(path)["2480"] == "Umeå"


def test_indicators_keep_their_order(path: str) -> None:
    assert list(queries.indicators(path)) == list(small_county.INDICATORS)


def test_news_and_newest(path: str) -> None:
    assert queries.news(path) == [{"what": "sökt hjälp i Luleå", "before": "200", "after": "190"}]
    assert [row["name"] for row in queries.newest_submissions(path)] == ["Boden", "Luleå", "Älvsbyn", "Boden", "Kalix"]


def test_a_new_publication_is_seen_at_once(own_data_folder: Path, path: str) -> None:
    assert queries.build(path).example
    other = own_data_folder.with_name("other")
    assert queries.build(small_county.publish(other, kind="real")).example is False
