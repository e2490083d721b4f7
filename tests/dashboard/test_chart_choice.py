"""What the data can bear, and that every refusal has its reason and its numbers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard import chart_choice as choice
from dashboard.records import Answers
from tests.dashboard import chart_figures as c

TOTAL = replace(c.TOTAL, share=0.86)
TWELVE = Answers(c.many(12), TOTAL, None)
ELEVEN_AND_WORDS = Answers((*c.many(11), replace(c.SORSELE, area="x")), TOTAL, None)


def test_twelve_areas_of_many_sizes_bear_both_charts_and_the_dots_come_first() -> None:
    found = choice.beside_others(TWELVE, "poisson")
    assert (found.chosen, found.allowed, found.refused, found.notes) == ("dots", ("dots", "funnel", "table"), {}, ())


@pytest.mark.parametrize(
    ("answers", "uncertainty", "code", "numbers"),
    [
        (Answers(c.many(11), TOTAL, None), "poisson", "few_areas", {"areas": 11, "needed": 12}),
        (ELEVEN_AND_WORDS, "wilson", "few_areas", {"areas": 11, "needed": 12}),
        (Answers(c.many(12, 10_000), TOTAL, None), "poisson", "even_sizes", {"spread": 2.1, "needed": 5}),
        (TWELVE, "own_fact", "no_interval", {}),
        (TWELVE, "not_independent", "no_interval", {}),
        (TWELVE, None, "bare_count", {}),
    ],
)  # fmt: skip
def test_why_no_funnel(answers: Answers, uncertainty: str | None, code: str, numbers: dict[str, float]) -> None:
    found = choice.beside_others(answers, uncertainty)
    assert found.allowed == ("dots", "table")
    assert (found.refused["funnel"].code, dict(found.refused["funnel"].numbers)) == (code, numbers)


def test_yes_and_no_are_columns() -> None:
    found = choice.beside_others(TWELVE, "share_of_areas")
    assert (found.chosen, found.refused["dots"].code) == ("yes_no", "yes_no")


def test_too_few_answers_bear_the_table_alone() -> None:
    few = replace(TWELVE, total=replace(TOTAL, gate="counts_only", answered=4, asked=14, share=0.31))
    found = choice.beside_others(few, "poisson")
    assert (found.chosen, found.allowed) == ("table", ("table",))
    assert {said.code for said in found.refused.values()} == {"low_coverage"}
    assert found.refused["dots"].numbers == {"answered": 4, "asked": 14, "share": 0.31}


def test_silence_bears_no_chart() -> None:
    found = choice.beside_others(Answers((c.MALUNG, c.PITEA), None, None), "poisson")
    assert (found.chosen, found.refused["dots"].code) == ("table", "no_values")


def test_sizes_far_apart_are_noted() -> None:
    far = Answers((*c.many(12), replace(c.many(1, 40_000)[0], area="x")), TOTAL, None)
    [note] = choice.beside_others(far, "poisson").notes
    assert (note.code, note.numbers["spread"]) == ("log_scale", 40)


# ---- Over time ----

TWO = {"1": c.readings("1", "Boden", {2022: c.BODEN, 2023: c.BODEN})}


def test_two_periods_are_a_slope_and_more_are_lines() -> None:
    found = choice.over_time(TWO, "poisson")
    assert (found.chosen, found.refused["bands"].code, found.refused["bands"].numbers["periods"]) == (
        "slope", "two_periods", 2,
    )  # fmt: skip
    found = choice.over_time(c.HISTORY, "poisson")
    assert (found.chosen, found.refused["slope"].code, found.refused["slope"].numbers["periods"]) == (
        "bands", "many_periods", 6,
    )  # fmt: skip


def test_no_slope_crosses_a_break() -> None:
    found = choice.over_time(TWO, "poisson", ["2023"])
    assert (found.chosen, found.refused["slope"].code) == ("bands", "break")
    assert choice.over_time(TWO, "poisson", ["2022", "2024"]).chosen == "slope"


def test_a_year_told_only_in_words_is_no_point_of_a_line() -> None:
    told = {"7": c.readings("7", "Sorsele", {2021: c.SORSELE, 2022: c.BODEN, 2023: c.BODEN})}
    assert choice.over_time(told, "poisson").chosen == "slope"


@pytest.mark.parametrize(("values", "code"), [({2023: c.BODEN}, "one_period"), ({2022: None, 2023: None}, "no_values")])
def test_nothing_to_compare_with(values: dict[int, object], code: str) -> None:
    found = choice.over_time({"1": c.readings("1", "Boden", values)}, "poisson")  # type: ignore[arg-type]
    assert found.chosen == "table"
    assert {said.code for said in found.refused.values()} == {code}


def test_yes_and_no_make_no_line() -> None:
    assert choice.over_time(TWO, "share_of_areas").chosen == "table"


# ---- Many measures ----


def test_one_measure_that_can_is_enough() -> None:
    found = choice.many_measures([("own_fact", TWELVE), ("poisson", TWELVE)])
    assert (found.allowed, found.refused, found.notes) == (("rug", "spine", "table"), {}, ())


def test_the_spine_needs_three_quarters_and_the_rug_half() -> None:
    some = replace(TWELVE, total=replace(TOTAL, gate="answering_few"))
    found = choice.many_measures([("poisson", some)])
    assert (found.allowed, found.refused["spine"].code) == (("rug", "table"), "low_coverage")
    few = replace(TWELVE, total=replace(TOTAL, gate="counts_only"))
    assert choice.many_measures([("poisson", few)]).allowed == ("table",)


def test_without_intervals_nothing_is_coloured() -> None:
    found = choice.many_measures([("own_fact", TWELVE)])
    assert {kind: said.code for kind, said in found.refused.items()} == {"rug": "no_interval", "spine": "no_interval"}


def test_under_eight_areas_only_ticks() -> None:
    seven = Answers(c.many(7), TOTAL, None)
    [note] = choice.many_measures([("poisson", seven)]).notes
    assert (note.code, dict(note.numbers)) == ("ticks_only", {"areas": 7, "needed": 8})
    two = Answers(c.many(2), TOTAL, None)
    assert choice.many_measures([("poisson", two)]).refused["spine"].code == "few_areas"


def test_every_code_stands_in_the_list_with_its_numbers() -> None:
    listed = dict(re.findall(r"^    (\w+)  +([\w, -]+?)  +\S", choice.__doc__ or "", re.M))
    asked = [
        choice.beside_others(TWELVE, None),
        choice.beside_others(Answers(c.many(3), TOTAL, None), "poisson"),
        choice.beside_others(Answers((c.MALUNG,), None, None), "poisson"),
        choice.over_time(TWO, "poisson"),
        choice.over_time(TWO, "poisson", ["2023"]),
        choice.over_time(c.HISTORY, "poisson"),
        choice.many_measures([("poisson", replace(TWELVE, total=replace(TOTAL, gate="counts_only")))]),
    ]
    said = [each for found in asked for each in (*found.refused.values(), *found.notes)]
    assert len(said) > 8
    for each in said:
        numbers = listed[each.code].strip()
        assert set(each.numbers) == (set() if numbers == "-" else set(re.split(r", *", numbers)))
