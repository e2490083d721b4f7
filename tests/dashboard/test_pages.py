"""Every page, drawn as a visitor meets it: with figures, with none, and from a link."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard import small_county
from tests.dashboard.small_county import EARLIER

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"
PAGES = [
    "laget_i_lanet",
    "jamfor_kommuner",
    "alla_matt",
    "effektmal",
    "over_tid",
    "metod",
    "insatser_och_metoder",
    "min_kommun",
    "om_siffrorna",
]
Visit = Callable[..., AppTest]


@pytest.fixture
def visit(own_data_folder: Path) -> Visit:
    def at(page: str, **address: str) -> AppTest:
        app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=30)
        app.run()
        app.switch_page(f"app_pages/{page}.py")
        for param, value in address.items():
            app.query_params[param] = value
        return app.run()

    return at


@pytest.fixture
def published(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder)


def said(app: AppTest) -> str:
    """Everything on the page, as text."""
    html = [element.proto.body for element in app.get("html")]
    kinds = (app.title, app.header, app.subheader, app.markdown, app.info)
    words = [str(element.value) for kind in kinds for element in kind]
    return re.sub(r"<[^>]+>", " ", " ".join([*words, *html])).replace("\u00a0", " ")


def spec_names(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_title_and_says_that_it_is_an_example(page: str, published: str, visit: Visit) -> None:
    app = visit(page)
    assert not app.exception
    assert len(app.title) == 1
    assert "Exempeldata" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_real_figures_are_not_called_an_example(page: str, own_data_folder: Path, visit: Visit) -> None:
    small_county.publish(own_data_folder, kind="real")
    app = visit(page)
    assert not app.exception
    assert "Exempeldata" not in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_publication_a_page_says_what_to_do(page: str, visit: Visit) -> None:
    app = visit(page)
    assert not app.exception
    assert [title.value for title in app.title] == ["Här finns inga uppgifter ännu"]
    assert "samsyn demo" in said(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_county_that_nobody_asked_yet(page: str, own_data_folder: Path, visit: Visit) -> None:
    small_county.publish(own_data_folder, empty=True)
    app = visit(page)
    assert not app.exception
    # How figures are made does not hang on there being any.
    assert len(app.info) == (0 if page == "metod" else 1)


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_has_words_in_its_place(page: str, published: str, visit: Visit) -> None:
    assert all(len(name) > 20 for name in spec_names(visit(page)))


def test_front_page_leads_with_who_answered_and_what_was_found(published: str, visit: Visit) -> None:
    text = said(visit("laget_i_lanet", period=EARLIER))
    assert "94 % av de vuxna bor i de 3 av 4 kommuner som har svarat. Där sökte 340 personer hjälp" in text
    assert "Som tryckt i FoUI rapport 95:2023: 527, tabell 1." in text
    assert "1 kommun har inte svarat: Älvsbyn." in text


def test_front_page_compares_only_who_answered_both_times(published: str, visit: Visit) -> None:
    text = said(visit("laget_i_lanet"))
    assert "Samma kommuner: 34,8 per 10 000 vuxna under januari–oktober 2022 och 34,8" in text
    assert "● kan inte avgöras" in text
    assert "Sökt hjälp i Luleå: 200 blev 190." in text


@pytest.mark.parametrize("indicator", list(small_county.INDICATORS))
def test_every_measure_shows_every_municipality(indicator: str, published: str, visit: Visit) -> None:
    app = visit("jamfor_kommuner", matt=indicator, period=EARLIER)
    assert not app.exception
    assert f"Mått {indicator}" in said(app)
    assert {name for name in small_county.NAMES.values() if name in said(app)} == set(small_county.NAMES.values())
    assert said(app).count("svarade inte") >= 1


def test_order_by_value_is_no_ranking(published: str, visit: Visit) -> None:
    assert "ingen rangordning" in said(visit("jamfor_kommuner", ordning="varde"))
    assert "ingen rangordning" not in said(visit("jamfor_kommuner", ordning="namn"))


def test_the_finding_comes_first_and_names_no_more_than_the_figures_bear(published: str, visit: Visit) -> None:
    text = said(visit("jamfor_kommuner", matt="andel_fatt_insats", period=EARLIER))
    assert text.index("Av tre jämförda kommuner") < text.index("De svarande kommunerna: 88,2")
    for word in ("bättre", "sämre", "kan inte avgöras", "jämförs inte"):
        assert word in text
    assert "95 procents konfidensintervall" in text
    assert "Av dem kan i genomsnitt 0,1 ge ett utslag som bara beror på slump" in text


def test_a_group_of_ones_own_stands_in_the_address(published: str, visit: Visit) -> None:
    app = visit("jamfor_kommuner", matt="sokt_hjalp_per_10000", grupp="egen", kommuner="2582,2514,2580,9999")
    assert not app.exception
    assert "och de är bortvalda: 9999." in said(app)
    assert app.query_params["kommuner"] == "2582,2514,2580"
    app.multiselect[0].unselect("2514").run()
    assert "En grupp behöver minst 3 kommuner. Du har valt 2 kommuner." in said(app)
    assert app.query_params["kommuner"] == "2582,2580"
    assert "jämförda kommuner" not in said(app)


def test_the_group_follows_to_the_page_of_one_municipality(published: str, visit: Visit) -> None:
    app = visit("min_kommun", kommun="2560", matt="lvm_andel", grupp="egen", kommuner="2582,2514,2580,9999")
    assert not app.exception
    assert "och de är bortvalda: 9999." in said(app)


def test_a_measure_that_is_not_compared_asks_for_no_group(published: str, visit: Visit) -> None:
    labels = {"metoder_per_person": 1, "grupp_12steg_andel": 1, "andel_fatt_insats": 2}
    for indicator, lists in labels.items():
        app = visit("jamfor_kommuner", matt=indicator, period=EARLIER, grupp="egen")
        assert not app.exception
        assert len(app.selectbox) == lists


@pytest.mark.slow
@pytest.mark.parametrize("group", ["lan", "skr", "liknande", "egen"])
def test_every_measure_beside_every_group(group: str, published: str, visit: Visit) -> None:
    app = visit("jamfor_kommuner", period=EARLIER, grupp=group, kommuner="2582,2514,2580")
    app.session_state["fold_underlag"] = True
    for indicator in small_county.INDICATORS:
        app.selectbox[0].select(indicator).run()
        assert not app.exception
        assert f"Mått {indicator}" in said(app)
        never_judged = small_county.UNCERTAINTY[indicator] not in ("wilson", "poisson")
        assert ("konfidensintervall" in said(app)) != never_judged


def test_counts_alone_have_a_table_and_no_chart(published: str, visit: Visit) -> None:
    app = visit("jamfor_kommuner", matt="cra_per_100")
    assert spec_names(app) == []
    assert "De svarande kommunerna: minst 40 metodinsatser." in said(app)
    assert "Punktdiagrammet visas inte" in said(app)


def test_all_measures_lead_on_to_one(published: str, visit: Visit) -> None:
    app = visit("alla_matt", period=EARLIER, tema="Hjälp")
    assert not app.exception
    assert len(spec_names(app)) == 1
    assert "visar fyra en skillnad som är större än slumpen brukar ge" in said(app)
    html = " ".join(element.proto.body for element in app.get("html"))
    assert "jamfor-kommuner?matt=andel_fatt_insats" in html
    assert app.query_params["tema"] == "Hjälp"


def test_only_a_rate_can_be_seen_as_a_map(published: str, visit: Visit) -> None:
    for address, charts in (
        ({"matt": "sokt_hjalp_per_10000"}, 2),
        ({"matt": "sokt_hjalp_per_10000", "visa": "antal"}, 1),
        ({"matt": "andel_fatt_insats"}, 1),
    ):
        app = visit("jamfor_kommuner", **address)
        app.session_state["fold_karta"] = True
        app.run()
        assert len(spec_names(app)) == charts
        assert ("Bara mått som räknas per invånare" in said(app)) == (charts == 1)


def test_what_is_folded_away_is_drawn_when_it_is_unfolded(published: str, visit: Visit) -> None:
    app = visit("jamfor_kommuner", matt="sokt_hjalp_per_10000")
    assert (len(spec_names(app)), len(app.get("download_button"))) == (1, 0)
    for name in ("karta", "spara_jamfor-kommuner", "forklaring"):
        app.session_state[f"fold_{name}"] = True
    app.run()
    assert not app.exception
    assert len(spec_names(app)) == 2
    assert [button.proto.label for button in app.get("download_button")] == [
        "Spara bild (PNG)",
        "Spara bild (SVG)",
        "Spara tabell (Excel)",
        "Spara tabell (CSV)",
        "Spara bild (PNG)",
        "Spara bild (SVG)",
    ]
    assert "Tänk på det." in said(app)


def test_choosing_changes_the_data_and_not_the_chart(published: str, visit: Visit) -> None:
    app = visit("jamfor_kommuner", matt="andel_fatt_insats", period=EARLIER)
    before = app.get("vega_lite_chart")[0].proto
    app.selectbox[0].select("cra_per_100").run()
    after = app.get("vega_lite_chart")[0].proto
    assert (before.spec, before.alt) == (after.spec, after.alt)
    assert before.data.data != after.data.data
    assert app.query_params["matt"] == "cra_per_100"


def test_methods_are_never_called_persons(published: str, visit: Visit) -> None:
    text = said(visit("insatser_och_metoder", period=EARLIER))
    assert "300 personer fick insats, och tillsammans 106 metodinsatser: i snitt 0,35 per person." in text
    assert "Summa metodinsatser 106 3 av 4 (94 %) 739" in re.sub(r"\s+", " ", text)


def test_a_sum_of_fewer_municipalities_says_so(published: str, visit: Visit) -> None:
    assert "Summan gäller de 2 kommuner som svarat på varje fråga" in said(visit("insatser_och_metoder"))
    assert "Summan gäller de" not in said(visit("insatser_och_metoder", period=EARLIER))


def test_one_municipality(published: str, visit: Visit) -> None:
    text = said(visit("min_kommun", kommun="2560"))
    assert "Januari–oktober 2023: inlämnad 1 december 2023." in text
    assert "Januari–oktober 2022: kommunen har inte svarat." in text
    assert "Frågan inte besvarad: CRA." in text


def test_a_measure_can_be_linked_to(published: str, visit: Visit) -> None:
    app = visit("om_siffrorna", matt="cra_per_100")
    assert [e.label for e in app.expander if e.proto.expanded] == ["Mått cra_per_100"]


def test_known_errors_and_every_kind_of_gap_are_explained(published: str, visit: Visit) -> None:
    text = said(visit("om_siffrorna"))
    assert "Inte personer." in text
    for word in ("svarade inte", "frågan inte besvarad", "uppgift saknas", "Noll är ett svar"):
        assert word in text


@pytest.mark.parametrize("page", PAGES)
def test_pages_choose_and_show_and_do_nothing_else(page: str) -> None:
    source = (DASHBOARD / "app_pages" / f"{page}.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 100
    assert not re.search(r"\bSELECT\b|duckdb|polars|sum\(|unsafe_allow_html", source)
