"""An export saved by hand from Socialstyrelsen's database is read as it stands, and another file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.fetch_plan import UnexpectedAnswer
from etl.socialstyrelsen_export import read_export

# As it was saved, letter by letter.
SAVED = (Path(__file__).parent / "api_responses" / "sos_vantetider_bup_manual_export.csv").read_text(encoding="utf-8")


def test_every_cell_is_read_with_its_two_headings() -> None:
    export = read_export(SAVED)
    assert export.title.startswith("Väntetider till barn- och ungdomspsykiatrin")
    assert export.footer == "Socialstyrelsens statistikdatabas 2026-08-24"
    values = {(each.area, each.column): (each.value, each.status) for each in export.figures}
    assert len(values) == len(export.figures) == 12 * len({each.area for each in export.figures})
    assert values["00", ("2025", "Juli")] == (28.0, "ok")
    assert values["03", ("2025", "Augusti")] == (10.5, "ok")
    assert values["25", ("2025", "Juli")] == (None, "suppressed_at_source")
    assert values["14", ("2026", "Juni")] == (27.0, "ok")


def test_a_withheld_number_is_no_zero() -> None:
    withheld = [each for each in read_export(SAVED).figures if each.status != "ok"]
    assert withheld
    assert {each.value for each in withheld} == {None}


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "Bara en rubrik\n",
        "Titel\n;2025\nRegion;Juli\nSkåne;1;2\n",
        "Titel\n;2025\nRegion;Juli\nSkånne;1\n",
        "Titel\n;2025\nRegion;Juli\nSkåne;många\n",
    ],
)
def test_another_file_is_refused(spoilt: str) -> None:
    with pytest.raises(UnexpectedAnswer):
        read_export(spoilt)
