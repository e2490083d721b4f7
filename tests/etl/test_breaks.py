"""breaks.csv: the real file holds, and every way of getting it wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.areas import load_areas
from etl.breaks import COLUMNS, read_breaks
from etl.definitions import load_definitions
from etl.forms.catalogue import all_forms
from etl.inputs import INDICATORS, REFERENCE
from etl.problems import UserError
from etl.reference import published_items
from etl.snapshot import empty_frame

ITEMS = {form.id: {item.id: item.counts or "" for item in form.items()} for form in all_forms()}
OF_SOURCES = published_items(REFERENCE).group_by("form").agg("id")
DEFINITIONS = load_definitions(INDICATORS, ITEMS)
GOOD = "stod,kommunenkat,stodsamtal,,,2023,form,En egen rad."


def read(tmp_path: Path, *rows: str, head: str = ",".join(COLUMNS)) -> list[dict[str, object]]:
    path = tmp_path / "breaks.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return list(read_breaks(path, ITEMS, DEFINITIONS, load_areas()).iter_rows(named=True))


def test_the_real_file_holds_the_row_that_stodsamtal_got() -> None:
    frame = read_breaks(REFERENCE / "breaks.csv", ITEMS | dict(OF_SOURCES.iter_rows()), DEFINITIONS, load_areas())
    assert ("stodsamtal", "2023", "form") in frame.select("item", "from_period", "kind").rows()
    assert frame.schema == empty_frame("comparability_break").schema


def test_what_is_not_filled_in_is_nothing(tmp_path: Path) -> None:
    (row,) = read(tmp_path, GOOD)
    assert row == {
        "id": "stod", "form": "kommunenkat", "item": "stodsamtal", "indicator": None, "area": None,
        "from_period": "2023", "kind": "form", "says": "En egen rad.",
    }  # fmt: skip


def test_the_period_is_written_the_one_way(tmp_path: Path) -> None:
    (row,) = read(tmp_path, GOOD.replace("2023", "2023-01/2023-12"))
    assert row["from_period"] == "2023"


def test_a_file_that_is_not_there_holds_no_breaks(tmp_path: Path) -> None:
    frame = read_breaks(tmp_path / "breaks.csv", ITEMS, DEFINITIONS, load_areas())
    assert frame.is_empty()
    assert frame.schema == empty_frame("comparability_break").schema


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kommunenkat", "kommunenkt", "formuläret ”kommunenkt” finns inte. Menade du ”kommunenkat”?"),
        ("stodsamtal", "stodsamtl", "uppgiften ”stodsamtl” finns inte i formuläret ”kommunenkat”. Menade du"),
        ("stodsamtal,,", ",cra_per_10,", "indikatorn ”cra_per_10” finns inte. Menade du ”cra_per_100”?"),
        ("stodsamtal,,", "stodsamtal,cra_per_100,", "fyll i item eller indicator, inte båda"),
        ("stodsamtal,,,", ",,,", "brottet gäller ingenting"),
        (",,2023", ",2599,2023", "området ”2599” finns inte"),
        ("2023", "snart", "Perioden ”snart” går inte att tolka"),
        (",form,", ",annat,", "slaget (kind) ”annat” finns inte"),
        ("En egen rad.", "", "”says” är tomt."),
        ("En egen rad.", "En egen rad, sist.", "fler fält än kolumner"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(UserError) as fault:
        read(tmp_path, GOOD.replace("stod,", "forst,", 1), GOOD.replace(old, new, 1))
    assert str(fault.value).startswith("breaks.csv, rad 3: ")
    assert told in str(fault.value)
    assert fault.value.exit_code == 3


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError) as fault:
        read(tmp_path, GOOD, GOOD.replace("2023", "x").replace("form,En", "vad,En"))
    told = str(fault.value).splitlines()
    assert len(told) == 3
    assert told[-1] == "breaks.csv, rad 3: id ”stod” står redan på rad 2."


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ska ha kolumnerna id, form, item"):
        read(tmp_path, head="id,form")
