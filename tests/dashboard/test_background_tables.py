"""Figures of the documents that belong to no measure stand in one table, each with what it is about and where."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard import background_tables
from etl.build import build
from etl.house import create_house
from etl.publish import publish
from etl.snapshot import published_path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A house where nobody has sent anything in: the printed figures that ship are there."""
    house = create_house(tmp_path_factory.mktemp("background") / "data", "demo", "21")
    build_id = build(house, date(2026, 11, 22)).build_id
    publish(house, build_id)
    return str(published_path(house.path, build_id))


def test_each_background_figure_stands_with_its_number_and_place(published: str) -> None:
    shown = {row.cells[0].text: row for row in background_tables.background(published).rows}
    costs = shown["Vad alkoholmissbruk kostar samhället"]
    assert [cell.text for cell in costs.cells[1:4]] == ["60,3", "miljarder kronor", "Riket, 2017"]
    assert costs.cells[4].text == "FoUI rapport 95:2023, avsnitt 1, ur Folkhälsomyndigheten (2022)"
    women = shown["Andel av dem som också vårdats för någon psykiatrisk diagnos, kvinnor"]
    assert women.cells[1].text == "64"


def test_what_belongs_to_a_page_of_its_own_is_not_repeated(published: str) -> None:
    told = " ".join(row.cells[0].text for row in background_tables.background(published).rows)
    assert "gruppbehandling" not in told
    assert "Totalt" not in told
