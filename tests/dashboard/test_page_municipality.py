"""Min kommun: what can be decided, what cannot, and what it would take; calm also where nothing can."""

from pathlib import Path

import pytest

from tests.dashboard import long_county
from tests.dashboard.long_county import LAST, RATE, SHARE
from tests.dashboard.visits import charts, said, visit

BODEN, KALIX, LULEA, ALVSBYN = "2582", "2514", "2580", "2560"


@pytest.fixture(autouse=True)
def published(own_data_folder: Path) -> str:
    return long_county.publish(own_data_folder)


def test_what_can_be_decided_stands_first() -> None:
    text = said(visit("min_kommun", kommun=LULEA, period=LAST))
    assert f"Bättre: kort {SHARE}." in text
    assert "För ytterligare ett mått kan det inte avgöras" in text
    assert "Luleå är mer än en fjärdedel av länets svar och jämförs därför med de andra" in text
    assert "Av 2 jämförda mått kan i genomsnitt 0,1 få ett utslag som bara beror på slump." in text
    assert "sämre" not in text.replace("Bättre: kort", "").split("Kommunens siffror")[1].split("Mål")[0].lower()


def test_a_municipality_where_nothing_can_be_decided_is_told_what_it_would_take() -> None:
    text = said(visit("min_kommun", ("behovs",), kommun=BODEN, period=LAST))
    assert "För 2 mått kan det inte avgöras om kommunen skiljer sig. Talen själva gäller ändå." in text
    assert f"Närmast ett avgörande är kort {RATE}: ungefär tolv perioder" in text
    assert f"Kort {SHARE} 20,0 12" in text


def test_a_handful_is_told_in_words_and_not_compared() -> None:
    text = said(visit("min_kommun", ("behovs",), kommun=ALVSBYN, period=LAST, matt=SHARE))
    assert f"Kort {SHARE} 5 av 8 – jämförs inte – jämförs inte" in text
    assert "Underlaget är för litet" in text
    assert "5 av 8 under 2022 och 5 av 8 under 2023" in text


def test_each_change_has_its_own_verdict() -> None:
    text = said(visit("min_kommun", ("andring",), kommun=LULEA, period=LAST))
    assert "Sedan 2022" in text
    assert f"Kort {SHARE} 65,0 % (59,4–70,2) ▲ bättre ▲ bättre 64,8 %" in text
    assert "+5,0 −1,0 till 11,0" in text


def test_a_small_base_is_starred_and_the_star_is_explained() -> None:
    text = said(visit("min_kommun", kommun=KALIX, period=LAST))
    assert f"Kort {SHARE} 66,7 % (46,7–82,0)* ● kan inte avgöras" in text
    assert "* Underlaget är litet" in text


def test_all_measures_in_one_chart_only_beside_those_it_is_drawn_from() -> None:
    app = visit("min_kommun", kommun=BODEN, period=LAST)
    assert any(alt.startswith("En rad per mått") for alt in charts(app))
    other = visit("min_kommun", kommun=BODEN, period=LAST, grupp="skr")
    assert not any(alt.startswith("En rad per mått") for alt in charts(other))
    assert "visas bara i jämförelse med de svarande kommunerna" in said(other)
    assert "Profil för Boden" in said(app)
    assert "Profil för Boden" not in said(other)


def test_a_group_that_cannot_be_compared_with_is_said_straight() -> None:
    text = said(visit("min_kommun", kommun=BODEN, period=LAST, grupp="liknande"))
    assert text.index("I gruppen liknande kommuner (Kolada, IFO 2024)") < text.index("2 mått jämförs inte.")
    assert "ingen annan kommun i jämförelsegruppen har något tal" in text.lower()


def test_a_group_of_ones_own_is_asked_for_and_named() -> None:
    app = visit("min_kommun", kommun=BODEN, period=LAST, grupp="egen", kommuner=f"{KALIX},{LULEA},{BODEN}", matt=SHARE)
    assert "En grupp behöver minst 3 kommuner" not in said(app)
    assert [each.label for each in app.multiselect] == ["Kommuner i din grupp (minst 3)"]
    few = said(visit("min_kommun", kommun=BODEN, period=LAST, grupp="egen", kommuner=KALIX))
    assert "En grupp behöver minst 3 kommuner" in few


def test_one_measure_is_told_in_full_with_its_chart() -> None:
    app = visit("min_kommun", kommun=KALIX, period=LAST, matt=SHARE)
    assert len(charts(app)) >= 1
    assert all(len(alt) > 20 for alt in charts(app))
    assert "Antalen är för små" in said(app)


def test_the_goal_of_a_municipality_is_an_example_in_a_demo() -> None:
    assert f"Kort {SHARE} (exempelmål) ○ inte nått Målet är minst 90,0 %" in said(visit("min_kommun", period=LAST))


def test_a_municipality_that_has_sent_nothing() -> None:
    text = said(visit("min_kommun", kommun=KALIX, period="2020"))
    assert "2020: kommunen har inte svarat." in text
    assert "Kalix har inga tal för 2020." in text
    assert "jämförs inte" not in text.split("Ett mått i taget")[0]
