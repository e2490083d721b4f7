"""From what is sent in to what is public: a question, its reply, the analyst's yes, and the note beside the figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard import queries
from etl.__main__ import main
from etl.build import build
from etl.demo import EXAMPLES, make_demo
from etl.house import House
from etl.publish import publish
from etl.questions import open_questions
from etl.snapshot import changes_at_publication
from etl.values import Question, as_csv, as_table, find_values
from tests.etl.houses import demo_house, send, submission

LULEA, TEXT = "2580", "Mottagningen stängde i mars."


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    house = demo_house(tmp_path)
    monkeypatch.setenv("SAMSYN_DATA", str(house.path))
    send(house, submission(LULEA, "2022", {"hap": 60, "fatt_insats": 200}))
    send(house, submission(LULEA, "2023", {"hap": 9, "fatt_insats": 201}), day=1)
    return house


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(arguments) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def test_the_commands_ask_and_keep_what_is_said(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    (question,) = open_questions(house)
    asked = run(capsys, "questions", "--area", "Luleå")
    assert f"{question.id}  Luleå, 2023  4.3 HAP" in asked
    assert "Talet är 9 för 2023, men 60 för 2022." in asked
    assert "Hej Luleå!" in run(capsys, "questions", "--area", LULEA, "--mail")
    assert "står kvar" in run(capsys, "reply", question.id, "--wrong", "--by", "Anna")
    assert "rätt tal väntas" in run(capsys, "questions")
    assert "analytikern" in run(capsys, "reply", question.id, "--explanation", TEXT, "--by", "Anna")
    waiting = run(capsys, "questions")
    assert "Inga frågor väntar på svar." in waiting
    assert f"”{TEXT}”" in waiting
    assert "visas inte" in run(capsys, "note", "decline", question.id, "--by", "Karin", "--reason", "Otydlig")
    assert "”Stängd.”" in run(capsys, "note", "accept", question.id, "--by", "Karin", "--text", "Stängd.")
    assert TEXT not in run(capsys, "questions")


def test_what_the_commands_cannot_do_is_one_line(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Ange kommunen" in run(capsys, "questions", "--mail", code=2)
    assert "Ingen fråga" in run(capsys, "reply", "finnsej", "--right", "--by", "Anna", code=2)
    assert "Ingen förklaring" in run(capsys, "note", "accept", "finnsej", "--by", "Karin", code=2)


@pytest.mark.slow
def test_an_accepted_explanation_follows_the_figure_all_the_way(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    first = build(house).build_id
    (question,) = open_questions(house)
    run(capsys, "reply", question.id, "--explanation", TEXT, "--by", "Anna")
    run(capsys, "note", "accept", question.id, "--by", "Karin")
    made = build(house)
    assert made.build_id != first
    publish(house, made.build_id)
    told = [change for change in changes_at_publication(house.path, made.build_id) if "Anmärkning" in change["what"]]
    assert told == [{"what": "Anmärkning, Luleå, 2023: HAP", "before": "", "after": TEXT, "counties": ["25"]}]

    rows = find_values(made.published, Question(LULEA, "2023"))
    noted = {row.get("indicator") or row["item"] for row in rows if row["note"]}
    assert {"hap", "hap_per_100"} <= noted
    assert {"mi", "mi_per_100", "fatt_insats"} & noted == set()
    assert as_csv(rows).splitlines()[0].endswith(",note")
    assert TEXT in as_table(rows)
    assert "note" not in find_values(made.published, Question(LULEA, "2022"))[0]

    path = queries.served()
    assert path == str(made.published)
    figure = queries.indicator_answers(path, "2023")["hap_per_100"].of(LULEA)
    assert figure
    assert [(note.area, note.period, note.item, note.text) for note in figure.notes] == [("Luleå", "2023", "HAP", TEXT)]


@pytest.mark.slow
def test_a_demo_shows_one_accepted_explanation_and_marks_it_as_an_example(tmp_path: Path) -> None:
    written = json.loads((EXAMPLES / "notes.json").read_text(encoding="utf-8"))
    demo = make_demo(tmp_path / "demo", lambda text: None)
    for each in written:
        assert each["text"].startswith("Exempel: ")
        rows = find_values(demo.build.published, Question(each["area"], each["period"], item=each["item"]))
        assert [(row["value"], row["note"]) for row in rows] == [(each["value"], each["text"])]
    again = make_demo(tmp_path / "demo", lambda text: None)
    assert (again.build.build_id, again.build.new) == (demo.build.build_id, False)
    # What other examples are asked is of other forms; the survey's three are answered.
    assert [each for each in open_questions(demo.house) if each.form == "kommunenkat"] == []
