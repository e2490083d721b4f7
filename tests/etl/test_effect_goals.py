"""The effect goals are those of Tabell 1 of delrapport 3, and what would tell more is told of goals that exist."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from etl.definitions import Indicator, load_definitions
from etl.effect_goals import effect_goals_table, load_effect_goals
from etl.forms.catalogue import all_forms
from etl.inputs import INDICATORS
from etl.problems import UserError
from etl.snapshot import empty_frame

GOALS = """
effect_goals:
  Integrerad:
    ett: Det första.
  Sammanhållen:
    annat: Det andra.
"""


def load(tmp_path: Path, text: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    return [(goal.id, goal.whole, goal.awaits) for goal in load_effect_goals(path)]


def test_the_real_goals_are_five_three_and_five() -> None:
    concepts = [goal.concept for goal in load_effect_goals(INDICATORS)]
    assert [concepts.count(each) for each in ("Integrerad", "Sammanhållen", "Behovsbaserad")] == [5, 3, 5]


def test_every_goal_has_an_indicator_and_no_indicator_serves_a_goal_that_is_not_there() -> None:
    items = {form.id: {item.id: item.counts or "" for item in form.items()} for form in all_forms()}
    served = {definition.effect_goal for definition in load_definitions(INDICATORS, items)} - {None}
    goals = load_effect_goals(INDICATORS)
    assert served <= {goal.whole for goal in goals}
    assert all(goal.whole in served or goal.awaits for goal in goals)


def test_goals_are_read_in_order_with_what_they_await(tmp_path: Path) -> None:
    found = load(tmp_path, GOALS + "effect_goals_await:\n  annat: En enkät.\n")
    assert found == [("ett", "Integrerad: Det första.", ""), ("annat", "Sammanhållen: Det andra.", "En enkät.")]


def test_what_must_be_known_of_a_goals_words_is_read_with_it(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_text(GOALS + "effect_goals_noted:\n  ett: Otydligt i källan.\n", encoding="utf-8")
    assert [goal.noted for goal in load_effect_goals(path)] == ["Otydligt i källan.", ""]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("effect_goals_await:\n  annar: En enkät.\n", "rad 8: ”effect_goals_await” har det okända målet ”annar”"),
        ("effect_goals_await: [annat]\n", "ska bestå av nycklar"),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(UserError, match=told.replace("”", ".")):
        load(tmp_path, GOALS + written)


def test_the_table_has_the_columns_of_the_snapshot() -> None:
    table = effect_goals_table(load_effect_goals(INDICATORS))
    assert table.schema == empty_frame("effect_goal").schema
    assert table["sort"].to_list() == list(range(1, 14))


def _real() -> tuple[Indicator, ...]:
    items = {form.id: {item.id: item.counts or "" for item in form.items()} for form in all_forms()}
    return load_definitions(INDICATORS, items)


def test_every_goal_is_measured_and_every_concept_by_several() -> None:
    served = Counter(each.effect_goal for each in _real() if each.effect_goal)
    goals = load_effect_goals(INDICATORS)
    assert [goal.id for goal in goals if not served[goal.whole]] == []
    by_concept = Counter[str]()
    for goal in goals:
        by_concept[goal.concept] += served[goal.whole]
    assert all(by_concept[concept] >= 4 for concept in ("Integrerad", "Sammanhållen", "Behovsbaserad")), by_concept


def test_there_are_forty_five_indicators_and_more_over_five_forms_and_more() -> None:
    definitions = _real()
    assert len(definitions) >= 45
    assert len({each.form for each in definitions}) >= 5


def test_every_indicator_has_its_place_in_the_story() -> None:
    """The key may be left out where somebody tries something; not in the file that the pages are made of."""
    steps = Counter(each.step for each in _real())
    assert steps[None] == 0
    assert set(steps) == {"behov", "efterfragan", "insats", "utfall"}


def test_what_serves_a_goal_says_what_it_says_of_it_and_what_not() -> None:
    for each in _real():
        if each.effect_goal:
            first = each.caveats[0]
            assert first.startswith("Om målet säger måttet"), each.id
            assert re.search(r"\b(inte|inget|bara)\b", first.split(". ", 1)[-1]), each.id


def test_the_two_goals_that_the_scan_leaves_without_a_place_are_noted() -> None:
    noted = {goal.id: goal.noted for goal in load_effect_goals(INDICATORS) if goal.noted}
    assert set(noted) == {"tillgangliga_platser", "ratt_niva"}
    assert all("Behovsbaserad" in words for words in noted.values())
