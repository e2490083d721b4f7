"""Free text becomes items only by the reviewed table; the rest stays where the sender put it."""

from __future__ import annotations

import csv

import pytest

from etl.coding import TABLE, code_free_text, code_of, plain
from etl.forms.kommunenkat import FORM
from etl.submission import Answer, Submission


def coded(layout: str = "2022", **answers: float | str | None) -> dict[str, tuple[float | str | None, str]]:
    given = {
        id: Answer(value, "not_answered" if value is None else "ok", "C1", "Enkät") for id, value in answers.items()
    }
    submission = Submission("kommunenkat", layout, "2580", "2022-01/2022-10", given)
    return {id: (answer.value, answer.status) for id, answer in code_free_text(submission, FORM).items()}


def test_a_named_method_becomes_its_item_and_leaves_the_rest() -> None:
    found = coded(annan_evidens_antal=5.0, annan_evidens_vad="NECT", annan_insats_antal=0.0)
    assert found["nect"] == (5.0, "ok")
    assert found["annan_evidens_antal"] == (0.0, "ok")
    assert found["kbt"] == (0.0, "ok")


def test_several_places_are_added_and_what_is_not_in_the_table_stays() -> None:
    found = coded(
        annan_insats_antal=40.0,
        annan_insats_vad="Stödsamtal på öppenvård",
        annan_insats_antal_2=3.0,
        annan_insats_vad_2="Naturvandring",
        annan_insats_antal_3=2.0,
        annan_insats_vad_3="stödsamtal",
    )
    assert found["stodsamtal"] == (42.0, "ok")
    assert found["annan_insats_antal"] == (3.0, "ok")


def test_nobody_knows_what_hides_in_words_that_could_not_be_coded() -> None:
    found = coded(annan_evidens_antal=7.0, annan_evidens_vad="NECT och KBT", annan_insats_antal=0.0)
    assert found["annan_evidens_antal"] == (7.0, "ok")
    assert found["nect"] == (None, "not_answered")


def test_a_question_that_was_not_answered_is_no_zero() -> None:
    found = coded(annan_evidens_antal=None, annan_insats_antal=None)
    assert found["nect"] == (None, "not_answered")
    assert found["stodsamtal"] == (None, "not_answered")


def test_what_has_a_row_of_its_own_is_not_taken_out_of_the_free_text() -> None:
    found = coded(
        "helar", stodsamtal=20.0, annan_insats_antal=4.0, annan_insats_vad="Stödsamtal", annan_evidens_antal=0.0
    )
    assert found["stodsamtal"] == (20.0, "ok")
    assert found["annan_insats_antal"] == (4.0, "ok")
    # The words were understood, so that nothing else can hide in them.
    assert found["kontaktperson"] == (0.0, "ok")


def test_an_estimated_count_is_coded_as_estimated() -> None:
    answers = {
        "annan_evidens_antal": Answer(30.0, "estimated", "C32", "Enkät"),
        "annan_evidens_vad": Answer("Individuell KBT", "ok", "C33", "Enkät"),
    }
    found = code_free_text(Submission("kommunenkat", "2022", "2580", "2022-01/2022-10", answers), FORM)
    assert found["kbt"] == Answer(30.0, "estimated", "C32", "Enkät")


@pytest.mark.parametrize(
    ("text", "boxes", "expected"),
    [
        ("CRA", 1.0, (1.0, "ok")),
        ("cra i grupp; CRA", 1.0, (1.0, "ok")),
        (None, 0.0, (0.0, "ok")),
        (None, None, (None, "not_answered")),
        ("Yoga", 1.0, (None, "not_answered")),
    ],
)
def test_another_group_is_coded_from_its_words(
    text: str | None, boxes: float | None, expected: tuple[float | None, str]
) -> None:
    ticks = dict.fromkeys(("grupp_12steg", "grupp_anhorig", "grupp_motivation", "grupp_ap"), boxes)
    assert coded(grupp_annat=text, **ticks)["grupp_cra"] == expected


@pytest.mark.parametrize(
    ("written", "item"),
    [
        ("NECT, 5 personer", "nect"),
        ("nect (5 st)", "nect"),
        (" Kbt. ", "kbt"),
        ("Förstärkt  kontaktperson", "kontaktperson"),
        ("12-stegsprogrammet", "tolvsteg"),
        ("NECT 5", None),
        ("", None),
    ],
)
def test_one_way_of_writing_among_many(written: str, item: str | None) -> None:
    assert code_of(written, FORM, "annan_evidens_antal") == item


def test_every_line_of_the_table_names_items_and_questions_that_exist_and_a_reason() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seen = set()
    for row in rows:
        assert FORM.get(row["item"]).kind in ("count", "tick")
        for question in row["questions"].split():
            assert FORM.get(question).kind == ("text" if question == "grupp_annat" else "count")
            assert (question, plain(row["text"])) not in seen
            seen.add((question, plain(row["text"])))
        assert row["reason"]
        assert row["reviewed"]
