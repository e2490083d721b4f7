"""Every page of the menu in every county of the demo: it is drawn, says something, and says it of the right county."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import queries
from etl.areas import load_areas
from etl.demo import Demo
from tests.dashboard.visits import DASHBOARD, charts, said

PAGES = sorted(file.stem for file in (DASHBOARD / "app_pages").glob("[a-z]*.py"))
# The story of the other counties: methods and the sources' errors are told with Norrbotten's figures wherever one is.
TELLS_OF_ALL = {"metod", "om_siffrorna", "diagnoser_och_samsjuklighet", "analytikerns_bord"}
COUNTIES = ("25", "21", "07", "14")
BROKEN = re.compile(r"\bNone\b|\bnan\b|[{}]|<[a-z]|\b(?:municipality|sub_area|county)\b")


@pytest.fixture(scope="module")
def visitor() -> AppTest:
    """One visitor who goes from page to page and from county to county, as a reader does."""
    return AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=60)


def test_the_demo_holds_the_counties_of_the_documents(built_demo: Demo) -> None:
    assert tuple(queries.counties_with_figures(str(built_demo.build.published))) == COUNTIES


@pytest.mark.usefixtures("demo_data")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("county", COUNTIES)
def test_every_page_is_drawn_and_speaks_of_the_county(visitor: AppTest, county: str, page: str) -> None:
    visitor.query_params.clear()
    visitor.query_params["lanet"] = county
    visitor.switch_page(f"app_pages/{page}.py").run()
    assert not visitor.exception
    assert len(visitor.title) == 1
    text = said(visitor)
    assert visitor.sidebar.selectbox[0].value == county
    assert len(text) > 150
    assert not BROKEN.findall(text)
    assert all(len(alt) > 20 for alt in charts(visitor))
    if page not in TELLS_OF_ALL:
        assert not others_named(text, county)


def others_named(text: str, county: str) -> set[str]:
    """Municipalities of other counties that the page speaks of, where no county has one of the same name."""
    areas = load_areas()
    others = {a.name for other in COUNTIES if other != county for a in areas.municipalities(other)}
    return {name for name in others if re.search(rf"\b{name}\b", text)}
