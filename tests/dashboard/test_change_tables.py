"""Changes: only what both periods know is set side by side, and a difference has no sign that rounding took away."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import change_tables, goals, queries, sentences_over_time
from dashboard.records import Indicator, Period
from tests.dashboard import long_county
from tests.dashboard.long_county import LAST, METHODS, NAMES, RATE, SHARE, YES


@pytest.fixture
def path(own_data_folder: Path) -> str:
    return long_county.publish(own_data_folder)


def last(path: str) -> Period:
    return next(p for p in queries.periods(path) if p.id == LAST)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "shown"), [(4.24, "+4,2"), (-4.24, "−4,2"), (0.04, "0,0"), (-0.04, "0,0"), (None, "–")]
)
def test_a_difference_has_its_sign_unless_it_is_rounded_to_nought(value: float | None, shown: str) -> None:
    cell = change_tables.signed(value, 1)
    assert (cell.text, cell.missing) == (shown, value is None)


def test_each_measure_has_its_verdict_and_the_sentence_behind_it(path: str) -> None:
    changed = change_tables.of_area(path, last(path), "25", [RATE, SHARE, "does_not_exist"])
    assert [each.indicator.id for each in changed] == [RATE, SHARE]
    then = change_tables.earlier(changed, queries.periods(path))
    assert then is not None
    undecided, decided = change_tables.judged(changed, "Samma kommuner", then, last(path))
    assert (undecided[1], decided[1]) == ("cannot_tell", "better")
    assert "kan inte avgöras" in undecided[2]
    assert "omkring 9,0 per 10 000 vuxna" in plain(undecided[2])
    assert "förbättring" in decided[2]


def test_the_numbers_stand_beside_what_chance_can_do_to_them(path: str) -> None:
    shown = change_tables.numbers(change_tables.of_indicator(path, last(path), _share(path), ["25", *NAMES]), "K", "T")
    by_name = {row.cells[0].text: [plain(cell.text) for cell in row.cells[1:]] for row in shown.rows}
    assert by_name["Luleå"] == [
        "▲ bättre", "60,0", "54,4–65,4", "65,0", "59,4–70,2", "+5,0", "−1,0 till 11,0", "11,0",
    ]  # fmt: skip
    assert by_name["Boden"][0] == "● kan inte avgöras"
    assert (by_name["Älvsbyn"][0], by_name["Älvsbyn"][-1]) == ("– jämförs inte", "–")


def test_a_handful_is_told_in_words_in_the_sentence_and_in_the_table(path: str) -> None:
    [each] = change_tables.of_indicator(path, last(path), _share(path), ["2560"])
    then = change_tables.earlier([each], queries.periods(path))
    assert then is not None
    said = plain(change_tables.sentence(each, "Älvsbyn", then, last(path)))
    assert said.startswith("Älvsbyn: 5 av 8 under 2022 och 5 av 8 under 2023. Ändringen bedöms inte")
    [row] = change_tables.numbers([each], "K", "T").rows
    assert [plain(cell.text) for cell in row.cells[2:6]] == ["5 av 8", "–", "5 av 8", "–"]


def test_yes_and_no_are_never_subtracted(path: str) -> None:
    assert change_tables.of_indicator(path, last(path), queries.indicators(path)[YES], [*NAMES]) == []


def test_only_a_county_has_a_difference_to_split(path: str) -> None:
    shown = change_tables.split(change_tables.of_indicator(path, last(path), _share(path), ["25", *NAMES]), "K", "T")
    [county] = shown.rows
    assert county.cells[0].text == "Samma kommuner"
    assert [cell.text for cell in county.cells[1:]][1:] == ["+5,0", "+1,0", "0,0"]


def test_a_measure_whose_whole_question_was_another_is_not_split(path: str) -> None:
    [county] = change_tables.of_indicator(path, last(path), _share(path), ["25"])
    nothing = dict.fromkeys(("whole_change", "real_change", "membership_change", "definition_change"))
    broken = county._replace(change=replace(county.change, breaks=("b",), **nothing))  # type: ignore[arg-type]
    assert change_tables.split([broken], "K", "T").rows == ()
    assert len(change_tables.split([county, broken], "K", "T").rows) == 1
    assert change_tables.split_notes([county]) == [change_tables.SPLIT_NOTE]
    assert change_tables.split_notes([county, broken])[1:] == [change_tables.NOT_SPLIT]
    assert sentences_over_time.decomposition(broken.change, broken.indicator) == ""


def test_a_measure_without_an_interval_is_shown_and_not_judged(path: str) -> None:
    [methods] = change_tables.of_area(path, last(path), "25", [METHODS])
    assert change_tables.verdict(methods.change).text.endswith("jämförs inte")
    assert change_tables.verdict(None).missing


def test_a_goal_of_a_demo_is_called_an_example(path: str) -> None:
    [(name, verdict, sentence)] = goals.lines(path, last(path), "25")
    assert (name, verdict) == (f"Kort {SHARE} (exempelmål)", "not_reached")
    assert plain(sentence).startswith("Målet är minst 90,0 % senast 2026.")
    assert "inget beslut är fattat" in sentence


def _share(path: str) -> Indicator:
    return queries.indicators(path)[SHARE]
