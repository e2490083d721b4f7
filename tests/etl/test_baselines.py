"""How baselines and versions are written in indicators.yaml, and what must be said with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.baselines import Baseline, baseline_in
from etl.definitions import load_definitions, without_example_targets
from etl.over_time import changes
from etl.targets import target_in
from etl.trend_markers import trends
from etl.versions import Version, version_breaks
from tests.etl.test_definitions import FIRST_LINE, GOOD, HEAD, INDICATORS, faults, known_items, load
from tests.spec.county_of_four import COUNTY, adults, definition, observations, values_of

BASELINE = """\
    lower_is_better: false
    baseline:
      county: "25"
      period: 2022-01/2022-10
      value: 91
      numerator: 480
      denominator: 527
      version: 1
      decided: Länsrådet
      decided_on: 2023-06-01
"""
LINE = FIRST_LINE + GOOD.count("\n")
VERSIONS = """\
    version: 3
    versions:
      - {version: 2, from: 2024, says: Anhöriga räknas inte längre.}
      - {version: 3, from: 2026, says: Bara vuxna räknas.}
"""


def test_a_baseline_is_read_with_what_it_was_made_of(tmp_path: Path) -> None:
    (definition,) = load(tmp_path, HEAD + GOOD + BASELINE)
    assert definition.baseline == (
        Baseline("25", "2022-01/2022-10", 91.0, 1, "Länsrådet", date(2023, 6, 1), 480.0, 527.0),
    )
    assert baseline_in(definition.baseline, "21") is None


def test_an_example_baseline_holds_only_where_all_is_example(tmp_path: Path) -> None:
    definitions = load(tmp_path, HEAD + GOOD + BASELINE + "      example: true\n")
    assert [each.baseline for each in without_example_targets(definitions)] == [()]


def test_each_county_has_its_own_goal_and_the_others_that_of_all(tmp_path: Path) -> None:
    written = "    lower_is_better: false\n    target:\n      - {value: 80, by: 2030, decided: Alla}\n"
    own = '      - {value: 90, by: 2030, decided: Länsrådet, county: "25"}\n'
    (definition,) = load(tmp_path, HEAD + GOOD + written + own)
    assert [getattr(target_in(definition.target, county), "value", None) for county in ("25", "21")] == [90, 80]
    (alone,) = load(tmp_path, HEAD + GOOD + written.replace("80, by", '80, county: "07", by'))
    assert target_in(alone.target, "25") is None
    twice = faults(tmp_path, HEAD + GOOD + written + own + own)
    assert any("”target” står 2 gånger för län 25" in row for row in twice)


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('county: "25"', 'county: "2580"', 2, "”county” ska vara länets kod med två siffror"),
        ("period: 2022-01/2022-10", "perod: 2022", 3, "okänd nyckel ”perod” under ”baseline”. Menade du ”period”?"),
        ("      decided_on: 2023-06-01\n", "", 2, "”baseline” saknar decided_on"),
        ("decided_on: 2023-06-01", "decided_on: i juni", 9, "”decided_on” ska vara ett datum"),
        ("denominator: 527", "denominator: 0", 6, "”denominator” ska vara ett tal större än noll"),
    ],
)
def test_each_fault_of_a_baseline_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, told: str
) -> None:
    assert old in BASELINE
    lines = faults(tmp_path, HEAD + GOOD + BASELINE.replace(old, new))
    assert any(row.startswith(f"  rad {LINE + line}: ") and told in row for row in lines), lines


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value: 91", "value: 80", "där numerator och denominator inte ger value"),
        ("      numerator: 480\n", "", "med bara täljare eller nämnare"),
        ("version: 1", "version: 2", "med en version som inte finns"),
        (
            "    baseline:",
            '    target: {value: 95, by: 2022, decided: Rådet, county: "25"}\n    baseline:',
            "ska nås samma år som utgångsläget",
        ),
    ],
)
def test_a_baseline_must_make_sense(tmp_path: Path, old: str, new: str, told: str) -> None:
    lines = faults(tmp_path, HEAD + GOOD + BASELINE.replace(old, new))
    assert any(row.startswith(f"  rad {FIRST_LINE}: ") and told in row for row in lines), lines


def test_a_baseline_is_not_from_before_its_version(tmp_path: Path) -> None:
    written = BASELINE.replace("version: 1", "version: 3") + VERSIONS
    assert any(
        "från före den period då version 3 börjar gälla" in row for row in faults(tmp_path, HEAD + GOOD + written)
    )
    (kept,) = load(tmp_path, HEAD + GOOD + BASELINE + VERSIONS)
    assert (kept.version, kept.baseline[0].version) == (3, 1)


def test_a_new_version_is_a_break_of_that_indicator_from_its_first_period(tmp_path: Path) -> None:
    definitions = load(tmp_path, HEAD + GOOD + VERSIONS)
    assert definitions[0].versions[0] == Version(2, "2024", "Anhöriga räknas inte längre.")
    told = [
        (row["id"], row["form"], row["indicator"], row["item"], row["from_period"], row["kind"])
        for row in version_breaks(definitions).to_dicts()
    ]
    assert told == [
        ("version_andel_2", "enkat", "andel", None, "2024", "definition"),
        ("version_andel_3", "enkat", "andel", None, "2026", "definition"),
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "    version: 2\n",
            "har version 2 och ska under ”versions” säga, i ordning, från vilken period version 2 gäller",
        ),
        (VERSIONS.replace("version: 3\n", "version: 1\n"), "har ”versions” men version 1"),
        (VERSIONS.replace("from: 2026", "from: 2024"), "har ”versions” som inte kommer efter varandra"),
    ],
)
def test_a_version_says_from_when(tmp_path: Path, written: str, told: str) -> None:
    lines = faults(tmp_path, HEAD + GOOD + written)
    assert any(row.startswith(f"  rad {FIRST_LINE}: ") and told in row for row in lines), lines


def test_the_real_baselines_are_examples_until_somebody_decides() -> None:
    baselines = [each for d in load_definitions(INDICATORS, known_items()) for each in d.baseline]
    assert baselines
    assert all(each.example and "xempel" in each.decided for each in baselines)


def test_no_change_and_no_trend_crosses_a_new_version() -> None:
    """Five years of the same figures: with version 2 from the fourth on, nothing is set beside what came before."""
    years = [str(year) for year in range(2020, 2025)]
    answers = [
        (year, area, item, float(count + 10 * int(year[-1])), "ok")
        for year in years
        for area in "ABCD"
        for item, count in (("sought", 200), ("helped", 80))
    ]
    first = definition("share", "proportion", "helped", "sought", 100, lower_is_better=False)
    second = replace(first, version=2, versions=(Version(2, "2023", "Annat räknas."),))
    municipal = observations(answers)
    found = {}
    for each in (first, second):
        values, breaks = values_of(municipal, [each]), version_breaks([each])
        changed = changes(values, municipal, [each], adults(), breaks).filter(area=COUNTY).sort("period")
        trended = trends(values, [each], adults(), breaks).filter(area=COUNTY, period="2024")
        found[each.version] = (dict(changed.select("period", "reason").iter_rows()), trended["reason"].to_list())
    assert found[1][1] == [None]
    assert set(found[1][0].values()) <= {None, "within_chance"}
    assert found[2][1] == ["break"]
    assert [year for year, reason in found[2][0].items() if reason == "break"] == ["2023"]
