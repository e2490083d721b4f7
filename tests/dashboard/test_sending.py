"""What a sender sees of a checked file: the verdict, the cards, the receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard import cards, receipts, sending
from etl.house import create_house
from etl.problems import problem
from etl.receipts import Receipt
from etl.receive import Words, receive
from etl.withdraw import withdraw
from tests.dashboard.filled_forms import FIELDS, PERIOD, confirmed, sent

AT = datetime(2023, 12, 1, 9, 30, tzinfo=UTC)


def received(folder: Path, reason: str = "") -> Receipt:
    checked = sent({"dokumentation": "uppgift saknas"})
    house = create_house(folder, "demo", "25")
    words = Words("Test, chef", confirmed(checked), reason)
    return receive(house, checked, received_at=AT, words=words)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Allt är läst och ser rätt ut"),
        ({"dokumentation": "uppgift saknas"}, "Filen går bra att lämna. 1 sak att bekräfta"),
        ({"hap": "-"}, "1 sak att rätta"),
        ({"hap": "-", "met": None, "dokumentation": "uppgift saknas"}, "2 saker att rätta, 1 att bekräfta"),
    ],
)
def test_the_verdict_counts_what_is_left_to_do(changes: dict[str, int | str | None], said: str) -> None:
    assert sending.verdict(sent(changes)) == said


def test_the_verdict_of_a_web_form_speaks_of_no_file() -> None:
    checked = replace(sent({"dokumentation": "uppgift saknas"}), channel="web")
    assert sending.verdict(checked) == "Svaren går bra att lämna. 1 sak att bekräfta"


def test_a_card_says_where_what_and_how() -> None:
    [found] = sent({"hvb": -3}).problems
    card = cards.problem(found)
    for expected in ("Rätta:", found.sheet, FIELDS["hvb"], "7.1", "-3", found.expected, found.mend):
        assert expected in card


def test_a_card_to_confirm_does_not_ask_for_a_mend() -> None:
    [found] = sent({"dokumentation": "uppgift saknas"}).problems
    assert "Bekräfta:" in cards.problem(found, how=False)
    assert found.mend not in cards.problem(found, how=False)


def test_a_card_of_very_many_cells_counts_the_rest() -> None:
    many = problem("tom_cell", sheet="Enkät", cells=[f"C{row}" for row in range(1, 41)])
    assert "C12 och 28 till" in cards.problem(many)


def test_a_text_from_a_file_cannot_become_markup() -> None:
    checked = sent({"hap": "<b>x</b>"})
    assert checked.outcome == "rejected"
    assert "<b>x</b>" not in "".join(cards.problem(each) for each in checked.problems)
    hostile = problem("tal_text", sheet="<b>x</b>", cells=["<b>"], label="<b>x</b>", says="<b>", mend="<b>")
    assert "<b>" not in cards.problem(hostile)


def test_the_receipt_says_what_was_kept_and_that_it_is_an_example(tmp_path: Path) -> None:
    receipt = received(tmp_path / "house")

    text = receipts.as_text(receipt)

    assert text.startswith("EXEMPELDATA")
    for expected in (
        receipt.id,
        "Luleå, januari–oktober 2023, version 1",
        "2023-12-01 kl. 09.30",
        "Test, chef",
        receipt.original_sha256,
        receipt.submissions[0].content_sha256,
        "Uppgiften finns inte hos oss.",
    ):
        assert expected in text
    assert "Själva filen har inte sparats" in text


def test_the_receipt_to_print_is_a_page_of_its_own_with_everything_escaped(tmp_path: Path) -> None:
    receipt = replace(received(tmp_path / "house"), sender="<b>Test</b>, chef", reason="<i>x</i>")

    page = receipts.as_page(receipt)

    assert page.startswith("<!doctype html>")
    assert receipt.submissions[0].content_sha256 in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_without_names_a_receipt_tells_nobody_who_sent_it(tmp_path: Path) -> None:
    receipt = replace(received(tmp_path / "house"), reason="Ett skäl.")
    text = receipts.as_text(receipt, names=False)
    assert receipt.id in text
    assert not any(secret in text for secret in ("Test", "Ett skäl", "Uppgiften finns inte"))


def test_the_receipt_of_a_withdrawal_speaks_of_no_file(tmp_path: Path) -> None:
    receipt = received(tmp_path / "house")
    house = create_house(tmp_path / "house", "demo", "25")
    key = (receipt.form, "2580", PERIOD.id)
    taken_back = withdraw(house, key, reason="Fel tal.", sender="Test, chef", received_at=AT)
    text = receipts.as_text(taken_back)
    assert "Tillbakadraget: 2023-12-01" in text
    assert "Fel tal." in text
    assert "ej lämnade" in text
    assert "byte" not in text


def test_a_form_gets_a_name_that_every_system_can_save() -> None:
    assert sending.form_file_name("kommunenkat", "Övertorneå", PERIOD) == (
        "kommunenkat-overtornea-2023-01--2023-10.xlsx"
    )
