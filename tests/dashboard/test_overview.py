"""Alla mått: every measure and municipality, what shows and what chance alone gives, in the rug and in its tables."""

import pytest

from dashboard import overview, overview_tables, queries, tables
from dashboard.overview import ALL_THEMES, Overview
from dashboard.swedish import NBSP
from tests.dashboard import small_county
from tests.dashboard.small_county import EARLIER, INDICATORS, LATER, NAMES


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return small_county.publish(tmp_path_factory.mktemp("small") / "data")


def see(path: str, theme: str = ALL_THEMES, period: str = EARLIER) -> Overview:
    return overview.overview(path, next(p for p in queries.periods(path) if p.id == period), theme)


def lines(shown: tables.Table) -> dict[str, list[str]]:
    return {r.cells[0].text: [cell.text.replace(NBSP, " ") for cell in r.cells[1:]] for r in shown.rows}


def test_every_measure_of_the_theme_is_there(path: str) -> None:
    assert [line.view.indicator.id for line in see(path).lines] == list(INDICATORS)
    assert [line.view.indicator.id for line in see(path, "Hjälp").lines] == [
        "sokt_hjalp_per_10000",
        "andel_fatt_insats",
    ]
    assert list(overview.themes(path).values()) == ["Alla teman", "Hjälp", "Metoder", "Grupper", "Behandlingshem"]


def test_what_shows_is_counted_and_named(path: str) -> None:
    assert overview.finding(see(path)) == (
        f"Av 10{NBSP}jämförelser mellan en kommun och de svarande kommunerna visar fem en skillnad som är större än "
        "slumpen brukar ge. En visar att det är ingen praktisk skillnad. Fyra kan inte avgöras."
    )
    assert list(overview.differences(see(path, "Hjälp"))) == [
        "sokt_hjalp_per_10000: högre i Boden, lägre i Luleå.",
        "andel_fatt_insats: bättre i Luleå, sämre i Boden.",
    ]


def test_chance_is_told_over_the_whole_table(path: str) -> None:
    # Three of the ten expect so little that they could never show anything.
    said = overview.chance(see(path)).replace(NBSP, " ")
    assert said.startswith("Sju jämförelser har underlag nog för att visa något. Av dem kan i genomsnitt 0,4 ge")
    assert overview.chance(see(path, "Grupper")) == ""


def test_every_field_of_the_rug_has_its_number_and_its_sign(path: str) -> None:
    drawing = overview.chart(see(path))
    assert drawing is not None
    rows = {(row["measure"], row["name"]): row for row in drawing[1]}
    assert rows["andel_fatt_insats", "Luleå"]["symbol"] == "▲"
    assert rows["grupp_12steg_andel", "Boden"]["sign"] == "ja"
    assert rows["grupp_12steg_andel", "De svarande"]["sign"] == "2 av 3"
    assert rows["lvm_andel", "Boden"]["sign"].replace(NBSP, " ") == "1 av 6"
    assert rows["metoder_per_person", "Boden"]["symbol"] == ""
    assert {name for _, name in rows} >= set(NAMES.values())


def test_a_theme_without_intervals_has_tables_and_no_rug(path: str) -> None:
    shown = see(path, "Grupper")
    assert overview.chart(shown) is None
    assert overview.refused(shown) != ""
    assert overview.finding(shown) == "Inget av måtten kan jämföras mellan kommunerna."


def test_the_first_table_says_what_can_be_said_and_leads_on(path: str) -> None:
    shown = overview_tables.by_measure(see(path))
    found = lines(shown)
    assert found["andel_fatt_insats"] == ["88,2 %", "▲ bättre: Luleå; ▼ sämre: Boden", "–", "1", "3 av 4"]
    assert found["metoder_per_person"][1] == "jämförs inte"
    assert found["grupp_12steg_andel"][0] == "mellan 2 och 3 av 4 kommuner"
    html = tables.to_html(shown)
    assert 'href="jamfor-kommuner?matt=andel_fatt_insats&amp;period=2022-01%2F2022-10"' in html


def test_the_other_tables_have_every_number(path: str) -> None:
    found = lines(overview_tables.every_number(see(path)))
    assert found["andel_fatt_insats"] == ["80,0 ▼ sämre", "75,0 ●", "95,0 ▲ bättre", "svarade inte", "3 av 4"]
    saved = overview_tables.row_by_row(see(path))
    assert len(saved.rows) == len(INDICATORS) * len(NAMES)
    [luleaa] = [r for r in saved.rows if [c.text for c in r.cells[:2]] == ["Mått andel_fatt_insats", "Luleå"]]
    assert [cell.text.replace(NBSP, " ") for cell in luleaa.cells[3:]] == [
        "95,0", "91,04", "97,26", "190", "200", "▲ bättre", "78,57", "3 av 4",
    ]  # fmt: skip


def test_two_municipalities_are_never_an_outcome(path: str) -> None:
    shown = see(path, "Metoder", LATER)
    assert shown.judged == []
    assert shown.compared == 0


def test_a_saved_picture_says_what_its_signs_mean(path: str) -> None:
    about = overview.provenance(path, see(path), "3 av 4 kommuner")
    assert any("▲" in line and "bättre" in line for line in about.key)
    assert any("95 procents konfidensintervall" in note for note in about.notes)
