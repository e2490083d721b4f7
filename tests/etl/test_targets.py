"""How uncertainty, margin and target are written in indicators.yaml, and what must be said with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.definitions import load_definitions, without_example_targets
from etl.targets import Target
from tests.etl.test_definitions import FIRST_LINE, GOOD, HEAD, INDICATORS, changed, faults, known_items, load

TARGET = """\
    lower_is_better: false
    target:
      value: 90
      by: 2030
      decided: Länsstyrelsen 2026
"""
TARGET_LINE = FIRST_LINE + GOOD.count("\n") + 1


def test_a_target_is_read_with_who_decided_it(tmp_path: Path) -> None:
    (definition,) = load(tmp_path, HEAD + GOOD + TARGET)
    assert definition.target == (Target(90.0, "2030", "Länsstyrelsen 2026", example=False),)
    (example,) = load(tmp_path, HEAD + GOOD + TARGET + "      example: true\n")
    assert example.target == (Target(90.0, "2030", "Länsstyrelsen 2026", example=True),)
    (none,) = load(tmp_path, HEAD + GOOD + "    target: null\n")
    assert none.target == ()


def test_a_target_may_be_nobody_at_all(tmp_path: Path) -> None:
    text = TARGET.replace("value: 90", "value: 0").replace("false", "true")
    (definition,) = load(tmp_path, HEAD + GOOD + text)
    assert [target.value for target in definition.target] == [0]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("by: 2030", "bye: 2030", 2, "okänd nyckel ”bye” under ”target”. Menade du ”by”?"),
        ("by: 2030", "bye: 2030", 1, "”target” saknar by."),
        ("      decided: Länsstyrelsen 2026\n", "", 1, "”target” saknar decided."),
        ("decided: Länsstyrelsen 2026", "decided:", 3, "”decided” ska vara en text"),
        ("value: 90", "value: nio", 1, "”value” ska vara ett tal, skrivet som 80 eller 0.5"),
        ("value: 90", "value: -1", 1, "”value” ska vara ett tal"),
        ("by: 2030", "by: snart", 2, "”by” ska vara ett år eller en period. Perioden ”snart” går inte att tolka"),
        ("by: 2030", "example: ja\n      by: 2030", 2, "”example” ska vara true eller false"),
    ],
)
def test_each_fault_of_a_target_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in TARGET
    lines = faults(tmp_path, HEAD + GOOD + TARGET.replace(old, new))
    assert any(row.startswith(f"  rad {TARGET_LINE + line}: ") and told in row for row in lines), lines


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("lower_is_better: false", "lower_is_better: null", "säger inte åt vilket håll det är bra"),
        ("value: 90", "value: 101", "har ett mål (target) över 100 procent"),
    ],
)
def test_a_target_must_make_sense(tmp_path: Path, old: str, new: str, told: str) -> None:
    lines = faults(tmp_path, HEAD + GOOD + TARGET.replace(old, new))
    assert any(row.startswith(f"  rad {FIRST_LINE}: ") and told in row for row in lines), lines


def test_an_example_target_holds_only_where_all_is_example(tmp_path: Path) -> None:
    decided = load(tmp_path, HEAD + GOOD + TARGET)
    assert without_example_targets(decided) == decided
    (example,) = without_example_targets(load(tmp_path, HEAD + GOOD + TARGET + "      example: true\n"))
    assert (example.target, example.lower_is_better) == ((), False)


@pytest.mark.parametrize(
    ("kind", "uncertainty"),
    [("rate", "poisson"), ("items_used", "own_fact"), ("share_of_areas", "share_of_areas"), ("proportion", "wilson")],
)
def test_a_kind_has_its_usual_uncertainty(tmp_path: Path, kind: str, uncertainty: str) -> None:
    text = changed("kind: proportion", f"kind: {kind}")
    if kind != "proportion":
        text = text.replace("    denominator: [sokt]\n", "")
    (definition,) = load(tmp_path, text.replace("100", "1") if kind == "items_used" else text)
    assert definition.uncertainty == uncertainty
    assert definition.has_interval == (kind in ("rate", "proportion"))


def test_a_ratio_must_say_how_uncertain_it_is(tmp_path: Path) -> None:
    ratio = changed("kind: proportion", "kind: ratio")
    assert any("måste säga hur osäkerheten räknas" in row for row in faults(tmp_path, ratio))
    assert any("som bara passar proportion" in row for row in faults(tmp_path, ratio + "    uncertainty: wilson\n"))
    (definition,) = load(tmp_path, ratio + "    uncertainty: poisson\n    margin: 2.5\n")
    assert (definition.has_interval, definition.margin) == (True, 2.5)
    (visits,) = load(tmp_path, ratio + "    uncertainty: not_independent\n")
    assert not visits.has_interval


@pytest.mark.parametrize("key", ["uncertainty: wilson", "margin: 5", "target: null"])
def test_what_is_judged_by_is_said_for_each_indicator(tmp_path: Path, key: str) -> None:
    lines = faults(tmp_path, HEAD.replace("  version: 1", f"  {key}\n  version: 1") + GOOD)
    assert any("kan inte stå under ”defaults”" in row for row in lines)


def test_the_real_targets_are_examples_until_somebody_decides() -> None:
    definitions = load_definitions(INDICATORS, known_items())
    targets = [target for d in definitions for target in d.target]
    assert targets
    assert all(target.example and "xempel" in target.decided for target in targets)


def test_every_person_based_ratio_of_the_real_file_has_an_interval() -> None:
    by_id = {d.id: d for d in load_definitions(INDICATORS, known_items())}
    without = {id for id, d in by_id.items() if d.kind == "ratio" and not d.has_interval}
    # Courses and visits of one person belong together; so do the persons one member of the staff has interviewed. How
    # many of the places of a pilot are taken is a fact.
    assert without == {
        "metoder_per_person", "dokumentation_per_person", "asi_per_utbildad", "pilot_deltagare_per_plats",
    }  # fmt: skip
    assert by_id["andel_fatt_insats"].lower_is_better is False
