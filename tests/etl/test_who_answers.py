"""Those who answer are called what they are: a municipality, a region, a part of a county."""

from __future__ import annotations

import pytest

from etl.areas import load_areas
from etl.who_answers import counted_answerers, names, noun

GIVEN = [
    (["0780"], "1 kommun", "kommun"),
    (["0780", "0760"], "2 kommuner", "kommuner"),
    (["07"], "regionen", "region"),
    (["0780", "0760", "07"], "2 kommuner och regionen", "svarande"),
    (["14-skaraborg"], "1 länsdel", "länsdel"),
    (["14-skaraborg", "14-fyrbodal", "14"], "2 länsdelar och regionen", "svarande"),
]


@pytest.mark.parametrize(("codes", "counted", "called"), GIVEN)
def test_how_many_of_each_kind(codes: list[str], counted: str, called: str) -> None:
    assert (counted_answerers(codes), noun(codes)) == (counted, called)


def test_a_county_answers_as_its_region() -> None:
    assert names(["0780", "07", "14"]) == ["Växjö", "Region Kronoberg", "Västra Götalandsregionen"]


def test_no_region_keeps_the_s_of_its_county() -> None:
    called = [county.answers_as for county in load_areas().of_level("county")]
    assert len(set(called)) == 21
    kept = {"Region Jönköpings län"}
    assert not [name for name in called if name.endswith("s") and name not in kept]
