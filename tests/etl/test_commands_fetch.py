"""``samsyn fetch`` as an analyst types it: what is said, what is asked for, and when nothing is used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date

import pytest

from etl.__main__ import main
from etl.commands_fetch import _newest_years
from etl.house import create_house, data_folder
from tests.etl.statistics_services import Reply, Service, scb, scb_with_another_lulea, serving


@pytest.fixture
def service() -> Iterator[Service]:
    create_house(data_folder(), "demo", "25")
    with serving(scb(grown=1.1)) as running:
        yield running


def run(*words: str) -> int:
    return main(["fetch", *words])


def test_the_difference_is_shown_and_nothing_is_used(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("population", "--address", service.address) == 0
    said = capsys.readouterr()
    assert "Folkmängd 18 år och äldre efter kommun och kön, 2025. Källa: SCB, hämtat " in said.out
    assert "uppdaterat av SCB 2026-06-08" in said.out
    assert "Skillnad mot det som används nu (det som följer med Samsyn):" in said.out
    assert "290 kommuner har ändrats" in said.out
    assert "Inget används än. Ta det i bruk med samsyn fetch population --use --by NAMN." in said.out
    # Nobody reads a bar in a file or a pipe.
    assert said.err == ""


def test_a_person_at_a_terminal_sees_how_far_it_has_come(
    service: Service, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run("population", "--address", service.address)
    steps = re.findall(r"Hämtar från SCB \[([#.]+)\] (\d) av (\d)", capsys.readouterr().err)
    assert [(done, of) for _, done, of in steps] == [("1", "3"), ("2", "3"), ("3", "3")]
    assert steps[-1][0] == "#" * 30


def test_it_is_used_when_somebody_says_so_and_left_again(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    run("population", "--address", service.address)
    assert run("population", "--use") == 2
    assert "Säg vem som bestämmer det, med --by." in capsys.readouterr().err
    assert run("population", "--use", "--by", "Analytikern") == 0
    said = capsys.readouterr().out
    # What is decided on is shown once more, in the moment of deciding.
    assert said.index("290 kommuner har ändrats") < said.index("Från nästa bygge används det som hämtades")
    assert run("list") == 0
    assert re.search(r"används: hämtningen \d{4}-\d\d-\d\d\n", capsys.readouterr().out)
    assert run("population", "--drop", "--by", "Analytikern") == 0
    assert run("population", "--drop", "--by", "Analytikern") == 2


def test_what_has_faults_says_so_and_cannot_be_used(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    service.answering = scb_with_another_lulea()
    assert run("population", "--address", service.address) == 0
    assert "Det kan inte tas i bruk förrän hindren är borta." in capsys.readouterr().out
    assert run("population", "--use", "--by", "Analytikern") == 2
    assert "Saknas hos SCB: 2580. Koder hos SCB som Samsyn inte känner: 2599." in capsys.readouterr().err


def test_a_service_that_is_down_is_one_line_and_an_exit_code(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    service.answering = lambda path, body: Reply(body=b"<html>Underh\xc3\xa5ll</html>")
    assert run("kolada", "--address", service.address) == 2
    assert "webbsida i stället för data" in capsys.readouterr().err


@pytest.mark.parametrize("years", ["i fjol", "2024-2020", "24", "x-2015"])
def test_years_that_are_none_are_told(years: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("kolada", "--years", years)
    assert "är inga år" in capsys.readouterr().err


def test_kolada_is_asked_for_ten_years_back() -> None:
    assert _newest_years(date(2026, 11, 22)) == tuple(range(2016, 2027))
