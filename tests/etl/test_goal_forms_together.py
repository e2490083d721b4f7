"""The forms on ASI and on the care chain from template to value: filled in, checked, received, built, reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl
import pytest

from etl.build import build
from etl.house import House, create_house
from etl.receive import Words, receive
from etl.rounds import open_round
from etl.snapshot import open_snapshot, read_table
from tests.etl.forms.test_asi_and_vardkedja import PERIODS, arrived
from tests.etl.houses import FIRST_DAY

COUNTY = "21"
# Of the ten municipalities of Gävleborg eight answer; who says no has nobody to count.
MUNICIPALITIES = ("2101", "2104", "2121", "2132", "2161", "2180", "2181", "2182")
SILENT = ("2183", "2184")
WITHOUT_ASI = ("2101", "2104")
NOBODY = {"asi_anvands": "Nej", "asi_start": 0, "asi_uppfoljning": 0, "asi_personal": 0}
# Eight times the answers of the form's own tests, but for ASI six times: numerator and denominator of the county.
EXPECTED: Mapping[str, tuple[float, float | None]] = {
    "asi_kommuner_andel": (6, 8),
    "asi_uppfoljning_per_100": (6 * 15, 6 * 40),
    "asi_per_utbildad": (6 * 40, 6 * 6),
    "kontaktbegaran_fler_professioner": (8 * 6, 8 * 18),
    "sip_uppfoljd_per_100": (8 * 11, 8 * 20),
    "koordinator_andel": (0, 8),
    "utskrivna_boende_andel": (8 * 13, 8 * 18),
    "utskrivna_sysselsattning_andel": (8 * 7, 8 * 18),
    "utskrivna_plan_andel": (8 * 15, 8 * 18),
    "utskrivna_kontakt_andel": (8 * 12, 8 * 18),
}
PER_ADULT = {
    "asi_start_per_10000": 6 * 40,
    "kontaktbegaran_per_10000": 8 * 18,
    "vardkedjeremisser_per_10000": 8 * 3,
    "sip_per_10000": 8 * 20,
    "samverkansforum_per_10000": 8 * 6,
    "bra_samtal_per_10000": 8 * 5,
}


def fill(house: House) -> House:
    """Rounds for both forms, and eight of ten municipalities that answer."""
    for form, period in PERIODS.items():
        open_round(house, form, period, (*MUNICIPALITIES, *SILENT), date(2027, 2, 1), opened_on=date(2027, 1, 1))
        for place, area in enumerate(MUNICIPALITIES):
            written = NOBODY if form == "asi" and area in WITHOUT_ASI else {}
            checked = arrived(form, written, area)
            receive(house, checked, received_at=FIRST_DAY.replace(year=2027, minute=place), words=Words())
    return house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return fill(create_house(tmp_path_factory.mktemp("goals") / "house", "demo", COUNTY))


@pytest.fixture(scope="module")
def values(house: House) -> pl.DataFrame:
    con = open_snapshot(build(house).published)
    try:
        return read_table(con, "indicator_value").filter(pl.col("area") == COUNTY)
    finally:
        con.close()


def _of(values: pl.DataFrame, indicator: str) -> dict[str, object]:
    [row] = values.filter(pl.col("indicator") == indicator, pl.col("source").is_in(list(PERIODS))).to_dicts()
    return row


@pytest.mark.slow
@pytest.mark.parametrize("indicator", EXPECTED)
def test_the_county_has_the_value_that_the_files_add_up_to(values: pl.DataFrame, indicator: str) -> None:
    numerator, denominator = EXPECTED[indicator]
    row = _of(values, indicator)
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    scale = 1 if indicator == "asi_per_utbildad" else 100
    assert row["value"] == pytest.approx(numerator / (denominator or 1) * scale)
    answered = 6 if indicator in ("asi_uppfoljning_per_100", "asi_per_utbildad") else 8
    assert row["answered"] in (answered, 8)
    assert row["asked"] == len(MUNICIPALITIES) + len(SILENT)


@pytest.mark.slow
@pytest.mark.parametrize("indicator", PER_ADULT)
def test_events_are_held_against_the_adults_of_those_who_answered(values: pl.DataFrame, indicator: str) -> None:
    row = _of(values, indicator)
    assert row["numerator"] == PER_ADULT[indicator]
    assert row["members"] == sorted(MUNICIPALITIES)
    assert row["value"] == pytest.approx(PER_ADULT[indicator] / float(str(row["denominator"])) * 10_000)


@pytest.mark.slow
def test_the_printed_figure_stands_beside_as_it_was_printed(values: pl.DataFrame) -> None:
    """Arbetsrapport 2026:1, section 4.6: eight of ten. Which eight is not told."""
    [row] = values.filter(pl.col("source") == "arbetsrapport_2026_1", indicator="asi_kommuner_andel").to_dicts()
    assert (row["value"], row["numerator"], row["denominator"]) == (80, 8, 10)
    assert (row["period"], row["answered"], row["asked"], row["members"]) == ("2026", 10, 10, [])
    assert not row["example"]
    assert row["population_share"] is None


@pytest.mark.slow
def test_nobody_is_asked_for_the_survey_because_of_them(house: House, values: pl.DataFrame) -> None:
    con = open_snapshot(build(house).published)
    try:
        assert set(read_table(con, "asked")["form"]) == set(PERIODS)
    finally:
        con.close()
    assert "kommunenkat" not in set(values["source"])
