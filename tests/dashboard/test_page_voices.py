"""Brukarnas röst: counts as far as they may be shown, wish beside experience, verdicts of the snapshot, the printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import queries, voice_bars, voice_tables, voices
from dashboard.voices import STAFF, USERS
from tests.dashboard.visits import charts, said, source, visit

PAGE = "brukarnas_rost"


@pytest.fixture
def path(demo_data: Path) -> str:
    served = queries.served()
    assert served is not None
    return served


def _of(path: str, county: str) -> str:
    return queries.as_seen_by(path, county)


def test_the_county_of_the_report_has_its_printed_figures_and_a_repeat(path: str) -> None:
    text = said(visit(PAGE, ("tabell_brukarenkat",), lanet="07"))
    assert "41 personer svarade på brukarenkäten i april 2026." in text
    assert "88 % (35 av 40) upplever" in text
    assert "88 % (36 av 41) vill" in text
    assert "Alla svarande 23" in text
    assert "16,5 %" in text
    assert "kan inte avgöras" in text
    assert "säger inte hur många som svarade på frågan" in text
    assert "Exempel: svaren är påhittade." in text
    assert "annat eller vill inte svara” sparas och visas aldrig" in text


def test_before_and_after_has_the_verdicts_of_the_snapshot(path: str) -> None:
    text = said(visit(PAGE, ("fore_efter",), lanet="21"))
    county = _of(path, "21")
    judged = queries.changes_over_time(county, "2026-04", USERS)
    assert {id: found["21"].verdict for id, found in judged.items()} == {
        "bruk_stod_vardag": "cannot_tell",
        "bruk_onskan_samordning": "cannot_tell",
        "bruk_upplevd_samordning": "better",
        "bruk_stod_efter_behandlingshem": "cannot_tell",
    }
    assert "43 % (slumpens spelrum 31–57 %) under april 2025 och 72 %" in text
    assert "Hjälpen hänger ihop ▲ bättre" in text
    assert "Tillräckligt stöd i vardagen ● kan inte avgöras" in text
    assert "kommuner räcker" not in text


def test_wish_stands_before_experience_and_the_bars_hold_what_the_table_says(path: str) -> None:
    county = _of(path, "07")
    [now] = voices.rounds(county, USERS)
    asked = voices.questions(county, now.id, USERS)
    assert [(each.number, each.answers) for each in asked] == [("5a", 41), ("6", 41), ("7a", 40), ("9a", 23)]
    parts = [row for row in voice_bars.rows(county, USERS, now) if row["what"] == "part"]
    of_wish = {row["answer"]: row["label"] for row in parts if row["question"].startswith("Vill")}
    assert of_wish == {"Stämmer helt": "26", "Stämmer delvis": "10", "Stämmer lite": "5", "Stämmer inte alls": ""}
    assert {"82 %", "16,5 %"} <= {row["label"].replace("\u00a0", " ") for row in parts}
    table = voice_tables.answers(asked, now.label)
    assert [cell.text.replace("\u00a0", " ") for cell in table.rows[1].cells[1:8]] == [
        "26",
        "10",
        "5",
        "0",
        "36 (88 %)",
        "5 (12 %)",
        "41",
    ]
    assert len(charts(visit(PAGE, lanet="07"))) == 2


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([26, 10, 5, 0], [26, 10, 5, 0]),
        ([18, 14, 6, 3], [32, 9]),
        ([30, 9, 2, 3], [39, 5]),
        ([30, 9, 2, 0], []),
        ([20, 1, 0, 0], [21, 0]),
        ([2, 1, 9, 20], []),
        ([0, 0, 0, 12], [0, 0, 0, 12]),
    ],
)
def test_a_small_way_of_answering_is_put_together_or_all_of_it_is_left_out(counts: list[int], shown: list[int]) -> None:
    assert list(voices.as_shown(counts).values()) == shown


def test_the_staff_stand_below_and_the_questions_are_said_to_be_ours(path: str) -> None:
    text = said(visit(PAGE, lanet="07"))
    assert "Frågorna är Samsyns förslag" in text
    assert voices.answered_by(_of(path, "07"), "2026-10", STAFF) == 34
    assert "har ingen medarbetarenkät ännu" in said(visit(PAGE, lanet="21"))


def test_a_county_without_a_survey_says_so_and_how_to_send_one(path: str) -> None:
    text = said(visit(PAGE, lanet="25"))
    assert "Norrbottens län har ingen brukarenkät ännu." in text
    assert "Ur filen sparas bara antalen." in text
    assert not charts(visit(PAGE, lanet="25"))


def test_the_page_is_short_and_does_no_reckoning() -> None:
    assert len(source(PAGE).splitlines()) <= 100
    assert "SELECT" not in source(PAGE)
