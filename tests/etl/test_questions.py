"""Questions about what holds already: asked, replied to, explained, and shown only when the analyst has said yes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from etl.approvals import answer_correction
from etl.build import build
from etl.desk import beside_earlier
from etl.explanations import accept_explanation, decline_explanation, waiting_explanations
from etl.house import House
from etl.inputs import gather
from etl.notes import notes_table
from etl.problems import UserError
from etl.publish import publish
from etl.questions import Question, all_questions, answer_question, mail_text, open_questions
from etl.readings import read_answers
from etl.receipts import Confirmation, Receipt
from etl.receive import Words, receive
from etl.snapshot import open_snapshot, read_table
from etl.submission import Submission
from etl.withdraw import restore, withdraw
from tests.etl.houses import FIRST_DAY, FORM, Given, checked, demo_house, send, submission

LULEA, BODEN = "2580", "2582"
KEY = (FORM.id, LULEA, "2023")


def later(days: int) -> datetime:
    return FIRST_DAY + timedelta(days=days)


def two_years(house: House, **now: float) -> None:
    send(house, submission(LULEA, "2022", {"hap": 60, "cm": 70}), submission(BODEN, "2022", {"hap": 900}))
    numbers: dict[str, Given] = {"hap": 9, "cm": 70}
    send(house, submission(LULEA, "2023", numbers | now), day=1)


def only_question(house: House) -> Question:
    (question,) = open_questions(house)
    return question


def reply(house: House, kind: str, text: str = "", day: int = 2) -> Question:
    question = only_question(house)
    return answer_question(house, question.id, reply=kind, text=text, by="Anna", answered_at=later(day))  # type: ignore[arg-type]


def notes(house: House, days: int | None = None) -> list[tuple[str, str | None, str, str]]:
    """What the table would hold: area, item, kind, text."""
    inputs = gather(house, later(days).date() if days is not None else None)
    answers = read_answers(house, inputs.receipts, "test")
    table = notes_table(inputs.receipts, inputs.approvals, inputs.notes, answers)
    return list(table.sort("kind", "item", nulls_last=False).select("area", "item", "kind", "text").iter_rows())


def test_a_question_holds_both_numbers_and_names_nobody_else(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    question = only_question(house)
    assert (question.key, question.item, question.label) == (KEY, "hap", "4.3 HAP")
    assert (question.value, question.earlier_value, question.earlier_period) == (9, 60, "2022")
    assert question.text == (
        "Talet är 9 för 2023, men 60 för 2022. Är det rätt, är det fel eller finns det en förklaring?"
    )
    assert open_questions(house, BODEN) == []


def test_right_closes_and_so_does_an_explanation(tmp_path: Path) -> None:
    for kind, text in (("right", ""), ("explanation", "Mottagningen stängde i mars.")):
        house = demo_house(tmp_path / kind)
        two_years(house)
        assert reply(house, kind, text).reply is not None
        assert open_questions(house) == []
        assert [each.reply.kind for each in all_questions(house) if each.reply] == [kind]


def test_wrong_stays_until_the_right_number_comes(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    reply(house, "wrong")
    assert only_question(house).reply is not None
    send(house, submission(LULEA, "2023", {"hap": 59, "cm": 70}), day=3)
    assert all_questions(house) == []


def test_a_reply_is_never_overwritten_and_the_newest_counts(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    first = reply(house, "wrong")
    kept = {path: path.read_bytes() for path in (house.decisions / "replies").iterdir()}
    reply(house, "explanation", "Räknat på nytt sätt.", day=3)
    assert open_questions(house) == []
    assert {path: path.read_bytes() for path in kept} == kept
    assert len(list((house.decisions / "replies").glob(f"{first.id}-*.json"))) == 2


def test_a_question_outlives_a_correction_of_something_else(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    reply(house, "right")
    send(house, submission(LULEA, "2023", {"hap": 9, "cm": 71}), day=3)
    assert open_questions(house) == []
    assert len(all_questions(house)) == 1


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("explanation", "  ", "Skriv förklaringen"),
        ("explanation", "Det var Anna Andersson, 070-123 45 67", "enskild person"),
        ("right", "19121212-1212", "personnummer"),
        ("right", "x" * 501, "längre än"),
    ],
)
def test_what_may_not_be_said_is_refused_and_nothing_kept(tmp_path: Path, kind: str, text: str, said: str) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    with pytest.raises(UserError, match=said):
        reply(house, kind, text)
    assert not (house.decisions / "replies").exists()


def test_an_unknown_question_is_told(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    for id in ("abc", ""):
        with pytest.raises(UserError, match="Ingen fråga"):
            answer_question(house, id, reply="right", by="Anna", answered_at=FIRST_DAY)


def confirm(house: House, now: Submission, text: str, day: int) -> Receipt:
    """Send as the app does: with an answer to each warning."""
    file = beside_earlier(house, checked(now))
    said = [Confirmation(each.code, text, each.cells) for each in file.problems]
    words = Words(sender="Bo, chef", confirmed=said, reason="Rättelse")
    return receive(house, file, received_at=later(day), words=words)


def test_what_is_explained_at_sending_is_a_reply(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    send(house, submission(LULEA, "2022", {"hap": 60, "cm": 70}))
    confirm(house, submission(LULEA, "2023", {"hap": 9, "cm": 8}), "Mottagningen stängde.", day=1)
    assert open_questions(house) == []
    (given,) = waiting_explanations(house)
    assert [each.item for each in given.questions] == ["hap", "cm"]
    assert (given.text, given.by) == ("Mottagningen stängde.", "Bo, chef")
    assert all(each.reply is not None and each.reply.at_sending for each in given.questions)


def test_an_explanation_of_the_whole_form(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    send(house, submission(LULEA, "2022"))
    confirm(house, submission(LULEA, "2023"), "Inget har ändrats.", day=1)
    (given,) = waiting_explanations(house)
    accept_explanation(house, given.id, by="Karin", decided_at=later(2))
    assert notes(house) == [(LULEA, None, "explanation", "Inget har ändrats.")]


def explained(house: House) -> str:
    two_years(house)
    return reply(house, "explanation", "Mottagningen stängde i mars.").id


def test_nothing_is_public_before_the_analyst_has_said_yes(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    explanation = explained(house)
    assert notes(house) == []
    accept_explanation(house, explanation[:5], by="Karin", decided_at=later(3), wording="Mottagning stängd.")
    assert waiting_explanations(house) == []
    assert notes(house) == [(LULEA, "hap", "explanation", "Mottagning stängd.")]
    assert notes(house, days=2) == [], "as things stood the day before"


def test_no_is_no_and_a_yes_can_be_taken_back(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    explanation = explained(house)
    accept_explanation(house, explanation, by="Karin", decided_at=later(3))
    decline_explanation(house, explanation, by="Karin", decided_at=later(4), reason="Säger för mycket.")
    assert notes(house) == []
    assert len(list((house.decisions / "notes").iterdir())) == 2


def test_a_new_explanation_waits_for_a_new_answer(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    explanation = explained(house)
    decline_explanation(house, explanation, by="Karin", decided_at=later(3), reason="Otydlig.")
    answer_question(house, explanation, reply="explanation", text="Vi slutade i mars.", by="Bo", answered_at=later(4))
    assert [each.text for each in waiting_explanations(house)] == ["Vi slutade i mars."]


def test_the_analysts_wording_is_held_to_the_same_rule(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    explanation = explained(house)
    for text in ("Anna Andersson slutade", " "):
        with pytest.raises(UserError):
            accept_explanation(house, explanation, by="Karin", decided_at=later(3), wording=text)
    with pytest.raises(UserError, match="Säg varför"):
        decline_explanation(house, explanation, by="Karin", decided_at=later(3), reason=" ")
    assert len(waiting_explanations(house)) == 1


def test_a_note_leaves_with_its_number(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    accept_explanation(house, explained(house), by="Karin", decided_at=later(3))
    send(house, submission(LULEA, "2023", {"hap": 9, "cm": 71}), day=4)
    assert len(notes(house)) == 1, "another number was corrected"
    send(house, submission(LULEA, "2023", {"hap": 10, "cm": 71}), day=5)
    assert notes(house) == []


def published(house: House) -> None:
    publish(house, build(house).build_id)


def approve(house: House, receipt: Receipt, day: int) -> None:
    answer_correction(house, receipt.id, approved=True, by="Karin", decided_at=later(day))


@pytest.mark.slow
def test_a_correction_of_what_is_published_is_marked_number_by_number(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    published(house)
    corrected = send(house, submission(LULEA, "2023", {"hap": 59, "cm": 70}), day=3)
    assert notes(house) == [], "it waits"
    approve(house, corrected, 4)
    assert notes(house) == [(LULEA, "hap", "revised", "Reviderad 6 januari 2023.")]
    assert notes(house, days=3) == []


def test_what_is_corrected_before_publication_is_not_marked(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    send(house, submission(LULEA, "2023", {"hap": 59, "cm": 70}), day=3)
    assert notes(house) == []


@pytest.mark.slow
def test_what_is_withdrawn_and_put_back_says_so(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    accept_explanation(house, explained(house), by="Karin", decided_at=later(3))
    published(house)
    first = next(each.receipt for each in all_questions(house))
    gone = withdraw(house, KEY, reason="Fel underlag", sender=None, received_at=later(4))
    approve(house, gone, 5)
    assert notes(house) == [(LULEA, None, "revised", "Uppgifterna togs tillbaka 7 januari 2023.")]
    back = restore(house, first, KEY, reason="Underlaget var rätt", sender=None, received_at=later(6))
    approve(house, back, 7)
    assert notes(house) == [
        (LULEA, "hap", "explanation", "Mottagningen stängde i mars."),
        (LULEA, None, "revised", "Uppgifterna lämnades på nytt 9 januari 2023."),
    ]


@pytest.mark.slow
def test_a_note_holds_no_number_from_before(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house, cm=4711)
    published(house)
    approve(house, send(house, submission(LULEA, "2023", {"hap": 9, "cm": 70}), day=3), 4)
    result = build(house)
    con = open_snapshot(result.published)
    try:
        table = read_table(con, "note")
    finally:
        con.close()
    assert table.columns == ["form", "area", "period", "item", "kind", "text", "noted_on"]
    assert "4711" not in json.dumps(table.select(pl.exclude("noted_on")).to_dicts())


def test_the_mail_holds_the_municipalitys_own_questions_only(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house)
    send(house, submission(BODEN, "2023", {"hap": 33}), day=2)
    text = mail_text(house, LULEA)
    assert "Hej Luleå!" in text
    assert "1. 4.3 HAP: Talet är 9 för 2023, men 60 för 2022." in text
    assert not [word for word in ("900", "33", "Boden") if word in text]
    assert mail_text(house, "2514") == ""


def test_an_estimate_sent_before_the_check_existed_is_asked_about_too(tmp_path: Path) -> None:
    house = demo_house(tmp_path)
    two_years(house, hap=9)
    file = replace(checked(submission(LULEA, "2024", {"hap": (200, "estimated"), "cm": 71})), problems=())
    receive(house, file, received_at=later(5))
    assert [(each.period, each.value) for each in open_questions(house)] == [("2023", 9), ("2024", 200)]
