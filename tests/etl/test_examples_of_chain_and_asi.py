"""The examples of ASI and the care chain: what the script writes, what the files add up to, and whose they are."""

from __future__ import annotations

import csv
import json
import zipfile
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from etl.demo import Demo
from etl.examples import EXAMPLES, example_files
from etl.snapshot import open_snapshot, read_table

NOW, YEAR_AGO = "2026-01/2026-06", "2025-01/2025-06"


@pytest.fixture(scope="module")
def observations(built_demo: Demo) -> pl.DataFrame:
    con = open_snapshot(built_demo.build.published)
    try:
        return read_table(con, "observation")
    finally:
        con.close()


@pytest.fixture(scope="module")
def values(built_demo: Demo) -> pl.DataFrame:
    con = open_snapshot(built_demo.build.published)
    try:
        return read_table(con, "indicator_value")
    finally:
        con.close()


@pytest.mark.parametrize("form", ["asi", "vardkedja"])
def test_a_committed_file_is_what_the_script_writes(form: str) -> None:
    written = example_files(EXAMPLES / form)
    assert sorted(written) == sorted(path.name for path in (EXAMPLES / form).glob("*.xlsx"))
    for name, content in written.items():
        with zipfile.ZipFile(EXAMPLES / form / name) as old, zipfile.ZipFile(BytesIO(content)) as new:
            assert {p: old.read(p) for p in old.namelist()} == {p: new.read(p) for p in new.namelist()}, name


@pytest.mark.parametrize(
    ("source", "item", "period", "value", "status", "answered", "asked"),
    [
        # Read off the tables by hand: Växjö 27, Ljungby 8, Alvesta 7, Älmhult 5, Tingsryd 3, Markaryd 3, Lessebo 2,
        # Uppvidinge 3.
        ("vardkedja", "kontakt_lakare", NOW, 58, "ok", 8, 8),
        ("vardkedja", "koordinator", NOW, 3, "ok", 8, 8),
        ("vardkedja", "kontakt_lakare", YEAR_AGO, 59, "ok", 7, 8),
        ("vardkedja", "bra_samtal", YEAR_AGO, 25, "estimated", 7, 8),
        ("vardkedja", "sip_uppfoljd", YEAR_AGO, 39, "ok", 6, 8),
        ("vardkedja_region", "kontakt_lakare", NOW, 58, "ok", 1, 1),
        ("vardkedja_region", "utskrivna_sysselsattning", YEAR_AGO, None, "not_kept", 0, 1),
        ("vardkedja_region", "utskrivna_sysselsattning", NOW, 19, "estimated", 1, 1),
    ],
)
def test_the_sums_are_those_of_the_tables_and_the_region_is_in_none(
    observations: pl.DataFrame,
    source: str,
    item: str,
    period: str,
    value: float,
    status: str,
    answered: int,
    asked: int,
) -> None:
    [row] = observations.filter(source=source, area="07", item=item, period=period).to_dicts()
    assert (row["value"], row["status"], row["answered"], row["asked"]) == (value, status, answered, asked)


def test_silent_is_silent_and_a_figure_that_is_not_kept_is_no_zero(observations: pl.DataFrame) -> None:
    first = observations.filter(source="vardkedja", period=YEAR_AGO)
    assert set(first.filter(area="0760")["status"]) == {"not_submitted"}
    assert first.filter(area="0763", item="sip_uppfoljd")["status"].to_list() == ["not_kept"]
    assert first.filter(area="0767", item="bra_samtal")["value"].to_list() == [0]


def test_eight_of_ten_use_asi_in_the_example_and_in_the_report_each_for_itself(values: pl.DataFrame) -> None:
    found = values.filter(indicator="asi_kommuner_andel", area="21").sort("period")
    rows = [(r["source"], r["period"], r["numerator"], r["denominator"], r["example"]) for r in found.to_dicts()]
    assert rows == [
        ("asi", "2024", 6, 9, True),
        ("asi", "2025", 8, 10, True),
        ("arbetsrapport_2026_1", "2026", 8, 10, False),
    ]


def test_the_county_s_profile_is_weighed_over_those_who_gave_one(observations: pl.DataFrame) -> None:
    """Gävle 0.51 of 101, Sandviken 0.45 of 40, Hudiksvall 0.48 of 35, Söderhamn 0.52 of 24."""
    [row] = observations.filter(source="asi", area="21", item="asi_medel_psykisk", period="2025").to_dicts()
    assert row["value"] == pytest.approx((0.51 * 101 + 0.45 * 40 + 0.48 * 35 + 0.52 * 24) / 200)
    assert row["answered"] == 4


def test_no_printed_figure_of_the_care_chain_is_made_up(observations: pl.DataFrame) -> None:
    """Delrapport 3 proposes what to follow and counts none of it."""
    assert set(observations.filter(form="vardkedja")["source"]) == {"vardkedja", "vardkedja_region"}
    assert observations.filter(form="vardkedja")["example"].all()


def test_the_readme_names_every_file_of_answers() -> None:
    for form in ("asi", "vardkedja"):
        folder: Path = EXAMPLES / form
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        for entry in manifest["files"]:
            with (folder / entry["answers"]).open(encoding="utf-8", newline="") as file:
                assert entry["column"] in next(csv.reader(file))
        assert "åhitta" in (folder / "README.md").read_text(encoding="utf-8")
