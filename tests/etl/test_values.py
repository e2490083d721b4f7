"""What the shell answers: exact keys, nulls as nulls, whole numbers as such, and errors that help."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from etl.build import BuildResult, build
from etl.problems import UserError
from etl.statistics import proportion
from etl.values import LINEAGE_KEYS, ROW_KEYS, Question, as_csv, as_json, as_table, find_values
from tests.etl.houses import PERIOD, Given, demo_house, send, submission


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    house = demo_house(tmp_path_factory.mktemp("values"))
    given: dict[str, Given] = {
        "mi": 74.0,
        "cra": "not_kept",
        "dokumentation": (120.0, "estimated"),
        "sokt_hjalp": 8.0,
        "fatt_insats": 6.0,
    }
    send(house, submission("2580", given=given), submission("2580", "2023-01/2023-10"))
    return build(house)


def rows(built: BuildResult, area: str = "2580", period: str = PERIOD, **which: str) -> list[dict[str, object]]:
    return find_values(built.published, Question(area, period, **which))  # type: ignore[arg-type]  # ids only


def test_a_row_has_exactly_these_keys_in_this_order(built: BuildResult) -> None:
    (item,) = rows(built, item="mi")
    (indicator,) = rows(built, indicator="mi_per_100")
    assert tuple(item) == ("item", *ROW_KEYS)
    assert tuple(indicator) == ("indicator", *ROW_KEYS)


def test_json_has_nulls_and_whole_numbers(built: BuildResult) -> None:
    (item,) = json.loads(as_json(rows(built, item="mi")))
    assert item == {
        "item": "mi", "source": "kommunenkat", "example": True, "area": "2580", "period": PERIOD, "sex": "total",
        "age_group": "18+", "value": 74, "numerator": None, "denominator": None, "status": "ok", "answered": 1,
        "asked": 1, "population_share": None, "lower": None, "upper": None, "gate": None,
    }  # fmt: skip
    assert '"value": 74,' in as_json(rows(built, item="mi"))
    (missing,) = json.loads(as_json(rows(built, item="cra")))
    assert (missing["value"], missing["status"], missing["answered"]) == (None, "not_kept", 0)


def test_an_indicator_shows_what_it_is_made_of(built: BuildResult) -> None:
    (row,) = rows(built, indicator="andel_fatt_insats")
    assert (row["value"], row["numerator"], row["denominator"]) == (75.0, 6.0, 8.0)


def test_an_indicator_shows_the_play_of_chance_and_a_county_whom_it_speaks_for(built: BuildResult) -> None:
    (own,) = rows(built, indicator="andel_fatt_insats")
    assert (own["lower"], own["upper"]) == pytest.approx(proportion(6, 8, 0.95, 100)[1:])
    assert own["gate"] is None
    (alone,) = (row for row in rows(built, area="25", indicator="andel_fatt_insats") if row["source"] == "kommunenkat")
    assert (alone["value"], alone["status"], alone["gate"]) == (None, "too_few_answers", "counts_only")
    assert (alone["numerator"], alone["denominator"]) == (6.0, 8.0)


def test_everything_is_items_and_indicators(built: BuildResult) -> None:
    found = rows(built, area="25")
    assert {"sokt_hjalp", "metoder_totalt"} <= {str(row["item"]) for row in found if "item" in row}
    assert {"andel_fatt_insats"} <= {str(row["indicator"]) for row in found if "indicator" in row}
    assert {row["source"] for row in found} == {"kommunenkat", "foui_95_2023"}


def test_a_year_means_the_periods_inside_it(built: BuildResult) -> None:
    assert rows(built, period="2022", item="mi") == rows(built, item="mi")
    assert [row["period"] for row in rows(built, period="2022/2023", item="mi")] == [PERIOD, "2023-01/2023-10"]


def test_an_area_is_named_as_people_do(built: BuildResult) -> None:
    assert rows(built, area="Luleå kommun", item="mi") == rows(built, item="mi")


@pytest.mark.parametrize(
    ("which", "hint"),
    [
        ({"area": "Lulå"}, "Menar du Luleå"),
        ({"item": "sokt_hjlp"}, "Menar du sokt_hjalp"),
        ({"indicator": "mi_pr_100"}, "Menar du mi_per_100"),
        ({"item": "zzzz"}, "De som finns är"),
        ({"period": "2021"}, "Perioder som finns: 2022-01/2022-10"),
        ({"period": "i fjol"}, "går inte att tolka"),
        ({"area": "0180"}, "inga uppgifter om Stockholm"),
    ],
)
def test_errors_help(built: BuildResult, which: dict[str, str], hint: str) -> None:
    with pytest.raises(UserError, match=hint) as told:
        rows(built, **which)
    assert told.value.exit_code == 2


def test_insiders_see_the_cell(built: BuildResult) -> None:
    (row,) = find_values(built.work, Question("2580", PERIOD, item="mi", internal=True))
    assert tuple(row) == ("item", *ROW_KEYS, *LINEAGE_KEYS)
    assert all(row[key] for key in LINEAGE_KEYS)
    sums = find_values(built.work, Question("25", PERIOD, item="mi", internal=True))
    assert {row["receipt"] for row in sums} == {None}


def test_csv_is_for_programs(built: BuildResult) -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv(rows(built, indicator="mi_per_100"))))
    assert list(row) == ["indicator", "item", *ROW_KEYS]
    assert (row["item"], row["example"], row["numerator"], row["population_share"]) == ("", "true", "74", "")
    assert float(row["value"]) == pytest.approx(74 / 6 * 100)
    (internal,) = csv.DictReader(
        io.StringIO(as_csv(find_values(built.work, Question("2580", PERIOD, None, "mi", True))))
    )
    assert list(internal)[-3:] == list(LINEAGE_KEYS)


def test_the_table_is_for_people(built: BuildResult) -> None:
    table = as_table(rows(built))
    assert "uppgift saknas" in table
    assert "cirka 120" in table
    assert "kommunenkat (exempel)" in table
    assert "1 av 1" in table
    assert "40,93–92,85" in table
    assert "för få svar" in as_table(rows(built, area="25"))
    lines = table.splitlines()
    assert lines[0].startswith("Vad")
    assert all(line == line.rstrip() for line in lines)


def test_the_published_file_has_no_cells_to_tell(built: BuildResult, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="lineage"):
        find_values(built.published, Question("2580", PERIOD, item="mi", internal=True))


def test_figures_of_several_ages_say_which() -> None:
    nothing = dict.fromkeys(("numerator", "denominator", "answered", "asked", "population_share", "lower", "upper"))
    row = nothing | {"item": "beroende", "source": "diagnoser", "period": "2024", "status": "ok", "sex": "total"}
    rows = [row | {"value": value, "age_group": ages, "example": True} for value, ages in ((9, "18+"), (4, "18-29"))]
    head, adults, young = as_table(rows).splitlines()
    assert head.endswith("Ålder")
    assert (adults.endswith("18 år eller äldre"), young.endswith("18–29 år")) == (True, True)
