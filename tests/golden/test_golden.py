"""The demo's answers to the shell, word for word; a change here is read as a diff before it is accepted.

After a wanted change: ``python -m tests.golden.write`` from the repository's folder, and look at ``git diff``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.demo import Demo
from etl.values import Question, Row, find_values
from tests.golden.write import FILES, GOLDEN, values_csv

FIRST = "2022-01/2022-10"

# As printed in FoUI rapport 95:2023: the running text of 7.1, tables 1, 2 and 3.
PRINTED = {
    "sokt_hjalp": 527, "fatt_insats": 480,
    "cra": 71, "ap": 137, "hap": 4, "met": 2, "cm": 5, "act": 0, "tolvsteg": 144, "mi": 199, "narstaende": 60,
    "stodsamtal": 117, "nect": 5, "kbt": 30, "kontaktperson": 8,
    "grupp_12steg": 4, "grupp_anhorig": 2, "grupp_motivation": 2, "grupp_ap": 1, "grupp_cra": 1,
    "hvb": 98, "lvm": 10, "dokumentation": 3073,
}  # fmt: skip


@pytest.fixture
def snapshot(built_demo: Demo) -> Path:
    return built_demo.build.published


def rows(snapshot: Path, source: str, area: str = "25") -> dict[str, Row]:
    found = find_values(snapshot, Question(area, FIRST))
    return {row["item"]: row for row in found if "item" in row and row["source"] == source}


@pytest.mark.parametrize("source", ["kommunenkat", "foui_95_2023"])
def test_the_published_figures_come_out_exactly(snapshot: Path, source: str) -> None:
    found = rows(snapshot, source)
    assert {item: found[item]["value"] for item in PRINTED} == PRINTED


@pytest.mark.parametrize("source", ["kommunenkat", "foui_95_2023"])
def test_coverage_stands_beside_every_figure(snapshot: Path, source: str) -> None:
    found = rows(snapshot, source)
    coverage = {item: (found[item]["answered"], found[item]["asked"]) for item in PRINTED}
    assert coverage.pop("dokumentation") == (4, 14)
    assert set(coverage.values()) == {(8, 14)}


def test_only_sums_of_files_have_a_share_of_the_population(snapshot: Path) -> None:
    assert {row["population_share"] for row in rows(snapshot, "foui_95_2023").values()} == {None}
    shares = {item: row["population_share"] for item, row in rows(snapshot, "kommunenkat").items()}
    assert 0.69 < shares["sokt_hjalp"] < 0.71
    assert 0.5 < shares["dokumentation"] < shares["sokt_hjalp"]


def test_no_rate_is_formed_from_printed_figures(snapshot: Path) -> None:
    found = find_values(snapshot, Question("25", FIRST))
    printed = {row["indicator"] for row in found if "indicator" in row and row["source"] == "foui_95_2023"}
    assert "andel_fatt_insats" in printed
    assert not [indicator for indicator in printed if indicator.endswith("per_10000")]
    assert "dokumentation_per_person" not in printed  # 3 073 from four municipalities, 480 from eight


def test_the_totals_of_the_tables_are_kept_as_printed(snapshot: Path) -> None:
    printed = rows(snapshot, "foui_95_2023")
    assert (printed["metoder_totalt"]["value"], printed["behandlingshem_totalt"]["value"]) == (739, 108)
    assert not {"metoder_totalt", "behandlingshem_totalt"} & rows(snapshot, "kommunenkat").keys()


@pytest.mark.parametrize("name", FILES)
def test_nothing_has_changed_unseen(snapshot: Path, name: str) -> None:
    area, period = FILES[name]
    assert values_csv(snapshot, area, period) == (GOLDEN / name).read_text(encoding="utf-8")
