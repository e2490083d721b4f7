"""The effect goals are those of Tabell 1 of delrapport 3, and what would tell more is told of goals that exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.definitions import load_definitions
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
