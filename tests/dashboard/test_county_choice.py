"""Which county is looked at: the reader's choice, kept in the address and true on every page and in every file."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import components, queries
from etl.demo import Demo
from tests.dashboard import small_county
from tests.dashboard.visits import DASHBOARD, said, visit

KRONOBERG, GAVLEBORG, NORRBOTTEN = "07", "21", "25"


def at(page: str, **address: str) -> AppTest:
    """A first visit straight at an address."""
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=30)
    for param, value in address.items():
        app.query_params[param] = value
    app.switch_page(f"app_pages/{page}.py")
    return app.run()


def chosen(app: AppTest) -> str:
    return str(app.sidebar.selectbox[0].value)


@pytest.mark.usefixtures("demo_data")
def test_the_house_s_own_county_is_the_first_and_needs_no_word_in_the_address() -> None:
    app = visit("effektmal")
    assert chosen(app) == NORRBOTTEN
    assert "lanet" not in app.query_params
    assert "Du ser" not in said(app)


@pytest.mark.usefixtures("demo_data")
def test_choosing_shows_the_county_and_keeps_it_on_the_next_page_and_back() -> None:
    app = visit("effektmal")
    app.sidebar.selectbox[0].select(GAVLEBORG).run()
    assert "Du ser Gävleborgs län, inte Norrbottens län som Samsyn här är till för." in said(app)
    assert app.query_params["lanet"] == GAVLEBORG
    app.query_params.clear()
    app.switch_page("app_pages/diagnoser_och_samsjuklighet.py").run()
    assert (chosen(app), app.query_params["lanet"]) == (GAVLEBORG, GAVLEBORG)
    assert "patienter i Gävleborgs län" in said(app)
    app.sidebar.selectbox[0].select(NORRBOTTEN).run()
    assert "patienter i Norrbottens län" in said(app)
    assert "lanet" not in app.query_params


@pytest.mark.usefixtures("demo_data")
def test_a_link_opens_the_county_with_what_else_it_says() -> None:
    app = visit("diagnoser_och_samsjuklighet", lanet=GAVLEBORG, ar="2024")
    assert "patienter i Gävleborgs län hade 2024" in said(app)
    assert dict(app.query_params) == {"lanet": GAVLEBORG, "lan": GAVLEBORG, "ar": "2024"} | dict(app.query_params)


@pytest.mark.usefixtures("demo_data")
def test_what_was_chosen_on_a_page_is_forgotten_with_the_county() -> None:
    app = visit("diagnoser_och_samsjuklighet", lan="12", ar="2020")
    assert "patienter i Skåne län hade 2020" in said(app)
    app.sidebar.selectbox[0].select(GAVLEBORG).run()
    assert "patienter i Gävleborgs län hade 2025" in said(app)
    assert dict(app.query_params) == {"lanet": GAVLEBORG}


@pytest.mark.usefixtures("demo_data")
def test_a_county_in_the_address_that_nothing_is_known_of_is_told() -> None:
    app = visit("effektmal", lanet="99")
    assert "inga uppgifter för länet ”99” i adressen. Här visas Norrbottens län." in said(app)
    assert "Du ser" not in said(app)


@pytest.mark.usefixtures("own_data_folder")
def test_where_there_is_one_county_there_is_nothing_to_choose(own_data_folder: Path) -> None:
    small_county.publish(own_data_folder, kind="real")
    app = visit("laget_i_lanet", lanet=KRONOBERG)
    assert len(app.sidebar.selectbox) == 0
    assert not app.exception


def test_files_and_pictures_name_the_county(built_demo: Demo) -> None:
    path = str(built_demo.build.published)
    for county, name in queries.counties_with_figures(path).items():
        about = components.provenance(queries.as_seen_by(path, county), "Talen", "2024", "alla")
        assert ("Område", name) in about.lines()


def test_every_view_says_which_county_it_is_of(built_demo: Demo) -> None:
    path = str(built_demo.build.published)
    for county, name in queries.counties_with_figures(path).items():
        about = queries.build(queries.as_seen_by(path, county))
        assert (about.county, about.county_name, about.own) == (county, name, county == NORRBOTTEN)
        assert about.adults == sum(m.adults for m in queries.municipalities(about.path).values())
