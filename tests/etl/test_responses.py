"""Who answered and who is silent: two rows a round, in figures that exist for every municipality."""

from __future__ import annotations

from statistics import median

import polars as pl
import pytest

from etl.areas import load_areas
from etl.responses import response_groups
from etl.snapshot import empty_frame

AREAS = load_areas()
NORRBOTTEN = [a.code for a in AREAS.municipalities("25")]


def who(*areas: str, period: str = "2023") -> pl.DataFrame:
    return pl.DataFrame({"form": "kommunenkat", "period": period, "area": list(areas)})


def groups(asked: pl.DataFrame, sent: pl.DataFrame) -> dict[str, dict[str, object]]:
    return {str(row["who"]): row for row in response_groups(asked, sent, AREAS).iter_rows(named=True)}


def test_the_columns_are_those_of_the_table() -> None:
    frame = response_groups(who("2580"), who("2580"), AREAS)
    assert frame.schema == empty_frame("response_group").schema


def test_everyone_asked_is_in_one_group_and_the_shares_make_the_county() -> None:
    found = groups(who(*NORRBOTTEN), who("2580", "2584", "2505"))
    assert found["answered"]["members"] == ["2505", "2580", "2584"]
    assert set(found["silent"]["members"]) == set(NORRBOTTEN) - {"2505", "2580", "2584"}  # type: ignore[call-overload]
    shares = [float(str(row["population_share"])) for row in found.values()]
    assert sum(shares) == pytest.approx(1)
    adults = [AREAS.adults(area) for area in ("2505", "2580", "2584")]
    assert found["answered"]["adults"] == sum(adults)
    assert shares[0] == sum(adults) / AREAS.adults("25")


def test_sizes_and_women_are_of_the_members() -> None:
    answered = groups(who(*NORRBOTTEN), who("2580", "2584", "2505", "2506"))["answered"]
    sizes = sorted(AREAS.adults(area) for area in ("2580", "2584", "2505", "2506"))
    assert (answered["smallest"], answered["median"], answered["largest"]) == (sizes[0], median(sizes), sizes[-1])
    women = sum(AREAS.adults(area, "women") for area in ("2580", "2584", "2505", "2506"))
    assert answered["share_women"] == pytest.approx(women / sum(sizes))


def test_kinds_of_municipality_are_counted_in_alphabetical_order() -> None:
    silent = groups(who(*NORRBOTTEN), who("2580"))["silent"]["skr_groups"]
    assert isinstance(silent, list)
    assert sum(int(each.rsplit(": ", 1)[1]) for each in silent) == 13
    assert silent == sorted(silent)
    one = groups(who("2580"), who("2580"))["answered"]["skr_groups"]
    assert one == [f"{AREAS.get('2580').skr_group}: 1"]


def test_an_empty_group_still_has_its_row() -> None:
    silent = groups(who("2580"), who("2580"))["silent"]
    assert (silent["members"], silent["adults"], silent["population_share"]) == ([], 0, 0.0)
    assert [silent[name] for name in ("smallest", "median", "largest", "share_women")] == [None] * 4


def test_rounds_and_counties_are_kept_apart() -> None:
    asked = pl.concat([who("2580", "2505"), who("2580", period="2024"), who("0780")])
    frame = response_groups(asked, who("2505"), AREAS)
    rows = frame.select("period", "county", "who", pl.col("members").list.len()).rows()
    assert rows == [
        ("2023", "07", "answered", 0),
        ("2023", "07", "silent", 1),
        ("2023", "25", "answered", 1),
        ("2023", "25", "silent", 1),
        ("2024", "25", "answered", 0),
        ("2024", "25", "silent", 1),
    ]
