"""The maps: the county's own shapes, names that do not cover each other, silence said in words."""

import json
import re
from datetime import date

import vl_convert

from dashboard import maps
from dashboard.charts import Rows, Spec
from dashboard.records import Respondent
from etl.areas import load_areas
from tests.dashboard.figures import figure

NORRBOTTEN = load_areas().municipalities("25")
CODES = tuple(area.code for area in NORRBOTTEN)


def drawn(spec: Spec, rows: Rows) -> str:
    return str(
        vl_convert.vegalite_to_svg(json.dumps(spec | {"data": {"name": "source", "values": rows}, "width": 500}))
    )


def test_every_municipality_is_named_and_drawn() -> None:
    sent = date(2023, 1, 2)
    asked = [Respondent(a.code, a.name, 1, sent if a.name < "K" else None, 1, None) for a in NORRBOTTEN]
    svg = drawn(maps.answer_map(CODES), maps.answer_rows(asked))
    assert svg.count('aria-roledescription="geoshape"') == 14
    assert "Älvsbyn: svarade inte" in svg
    assert "Boden: har svarat" in svg


def test_a_gap_has_its_sign_and_no_colour() -> None:
    figures = [
        figure(a.code, a.name, None if a.name == "Kiruna" else 12.5, "not_submitted" if a.name == "Kiruna" else "ok")
        for a in NORRBOTTEN
    ]
    rows = maps.value_rows(figures, 1)
    kiruna = next(row for row in rows if row["name"] == "Kiruna")
    assert (kiruna["value"], kiruna["word"], kiruna["said"]) == (None, "-", "svarade inte")
    svg = drawn(maps.value_map(CODES), rows)
    assert svg.count(f'fill="{maps.GAP}"') == 1


def test_no_part_of_the_map_is_empty_when_all_are_alike() -> None:
    for day in (None, date(2023, 1, 2)):
        asked = [Respondent(a.code, a.name, 1, day, 1, None) for a in NORRBOTTEN]
        svg = drawn(maps.answer_map(CODES), maps.answer_rows(asked))
        assert re.search(r"<g[^>]*mark-shape[^>]*></g>", svg) is None
        assert svg.count(f'fill="{maps.GAP}"') == (14 if day is None else 0)


def test_names_do_not_lie_on_each_other() -> None:
    places = list(maps._places(CODES, 1).values())
    near = [
        (a["area"], b["area"])
        for i, a in enumerate(places)
        for b in places[:i]
        if abs(a["lon"] - b["lon"]) < 0.3 and abs(a["lat"] - b["lat"]) < 0.08
    ]
    assert near == []


def test_a_county_with_many_municipalities_has_no_names_on_its_map() -> None:
    codes = tuple(area.code for area in load_areas().municipalities("14"))
    rows = maps.value_rows([figure(code, code, 1.0) for code in codes], 0)
    assert 'aria-roledescription="text mark"' not in drawn(maps.value_map(codes), rows)
