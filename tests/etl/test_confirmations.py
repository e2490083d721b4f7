"""Every warning is answered before anything is kept: a tick, and a sentence where one is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from etl.confirmations import parse_confirmation, settled, unanswered
from etl.problems import CATALOGUE, Problem, UserError, problem
from etl.receipts import Confirmation, read_receipts
from etl.receive import Words, receive
from tests.etl.houses import FIRST_DAY, checked, demo_house, submission

MISSING = problem("uppgift_saknas", sheet="Enkät", cells=["C40"])
MORE = problem("metod_over_insats", sheet="Enkät", cells=["C12"])
ALSO_MORE = problem("metod_over_insats", sheet="Enkät", cells=["C14"], expected="something else")


def test_every_code_has_words_for_the_tick() -> None:
    assert all(entry.confirm.endswith(".") for entry in CATALOGUE.values())
    assert all(entry.asks.endswith("?") for entry in CATALOGUE.values() if entry.asks)
    assert {code for code, entry in CATALOGUE.items() if entry.asks} >= {"metod_over_insats", "hopp_mot_forra_aret"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("uppgift_saknas", Confirmation("uppgift_saknas")),
        ("metod_over_insats: I år: fler", Confirmation("metod_over_insats", "I år: fler")),
        ("metod_over_insats@c12, C14:Därför", Confirmation("metod_over_insats", "Därför", ("C12", "C14"))),
    ],
)
def test_a_confirmation_is_read_from_the_command_line(written: str, read: Confirmation) -> None:
    assert parse_confirmation(written) == read


def test_an_unknown_code_is_told() -> None:
    with pytest.raises(UserError, match="ingen sak att bekräfta"):
        parse_confirmation("allt")


@pytest.mark.parametrize(
    ("confirmed", "left"),
    [
        ([], [MISSING, MORE, ALSO_MORE]),
        (["uppgift_saknas"], [MORE, ALSO_MORE]),
        (["uppgift_saknas", "metod_over_insats"], [MORE, ALSO_MORE]),
        (["uppgift_saknas", "metod_over_insats: "], [MORE, ALSO_MORE]),
        (["uppgift_saknas", "metod_over_insats:De började förra året"], []),
        (["uppgift_saknas", "metod_over_insats@C12:De började förra året"], [ALSO_MORE]),
        (["uppgift_saknas@C41"], [MISSING, MORE, ALSO_MORE]),
    ],
)
def test_what_is_left_to_answer(confirmed: list[str], left: list[Problem]) -> None:
    assert unanswered([MISSING, MORE, ALSO_MORE], list(map(parse_confirmation, confirmed))) == left


def test_an_error_is_nothing_to_confirm() -> None:
    assert unanswered([problem("tom_cell")], []) == []


def test_only_answers_to_what_was_asked_are_kept() -> None:
    given = [Confirmation("uppgift_saknas"), Confirmation("dold_rad")]
    assert settled([MISSING], given) == (given[0],)


def test_a_sentence_about_a_person_is_refused_and_not_repeated() -> None:
    with pytest.raises(UserError, match="enskild person") as refused:
        settled([MORE], [Confirmation("metod_over_insats", "Anna Svensson går kvar")])
    assert "Svensson" not in str(refused.value)


def test_nothing_is_kept_until_every_warning_is_answered(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    file = replace(checked(submission("2580")), outcome="accepted_with_warnings", problems=(MISSING, MORE))
    with pytest.raises(UserError, match=r"--confirm uppgift_saknas --confirm \"metod_over_insats:"):
        receive(house, file, received_at=FIRST_DAY)
    assert read_receipts(house) == []
    answers = (Confirmation("uppgift_saknas"), Confirmation("metod_over_insats", "De började förra året."))
    receipt = receive(house, file, received_at=FIRST_DAY, words=Words(confirmed=answers))
    assert read_receipts(house) == [receipt]
    assert receipt.confirmations == answers
    assert receipt.warnings == ("metod_over_insats", "uppgift_saknas")
