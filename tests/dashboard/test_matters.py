"""The committee's page: the few things that matter, in order of weight, each with its basis; and what nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import queries
from dashboard.matters import Matter, Weight, chosen
from dashboard.matters_systems import unanswered
from tests.dashboard.visits import said, visit


def matter(name: str, weight: Weight) -> Matter:
    return Matter(weight, name, (), "effektmal", "")


A, B, C = (
    matter(f"{name}.", weight) for name, weight in zip("ABC", (Weight.STATE, Weight.BREAK, Weight.DECIDED), strict=True)
)


def test_what_is_decided_stands_first_and_the_rest_in_the_order_of_the_story() -> None:
    d = matter("D.", Weight.STATE)
    assert [each.says for each in chosen([[A], [B, d], [C]])] == ["C.", "B.", "A.", "D."]


@pytest.mark.parametrize("most", range(1, 5))
def test_there_is_never_more_than_there_is_room_for(most: int) -> None:
    assert len(chosen([[A, B], [C], []], most)) == min(most, 3)


def test_every_system_is_heard_before_any_is_heard_twice() -> None:
    loud = [matter(f"Mål {n}.", Weight.DECIDED) for n in range(9)]
    said = [each.says for each in chosen([loud, [A], [B]], 4)]
    assert said == ["Mål 0.", "Mål 1.", "B.", "A."]


def test_how_things_are_is_not_crowded_out_by_a_break_of_the_same_system() -> None:
    state, crack = matter("Läget.", Weight.STATE), matter("Brottet.", Weight.BREAK)
    assert [each.says for each in chosen([[state, crack], [C]], 2)] == ["C.", "Läget."]


def test_who_has_nothing_to_say_is_silent() -> None:
    assert chosen([[], []]) == []


IN_EVERY_COUNTY = {
    "25": ("Målet är nått", "I länet sökte minst 709 personer hjälp", "10 av 14 kommuner (93 % av länets vuxna)"),
    "21": ("1 544 individer hade 2024", "747 av dem (48 %)", "ASI används i 8 av 10 kommuner", "från 43 % till 72 %"),
    "07": ("mål som går att bedöma är ett nått", "tre mått ändrats mer än slumpen brukar ge", "Brukarenkäten"),
    "14": ("20 av inventeringens 35 insatser", "Skaraborg: 15 deltagare", "Socialstyrelsen"),
}


@pytest.mark.parametrize("county", IN_EVERY_COUNTY)
def test_every_county_is_told_what_matters_there_and_what_nobody_knows(county: str, demo_data: Path) -> None:
    app = visit("laget_i_lanet", lanet=county)
    text = said(app)
    assert [part for part in IN_EVERY_COUNTY[county] if part not in text] == []
    assert "Det här vet vi inte än" in text
    shown = [element.proto.body for element in app.get("html") if "samsyn-matter" in element.proto.body]
    assert 3 <= len(shown) <= 6
    # Each rests on something that is told.
    assert all('class="basis">' in each and not each.endswith('class="basis"></p></div>') for each in shown)


def test_what_is_answered_is_not_unknown(demo_data: Path) -> None:
    path = queries.served()
    assert path is not None
    unknown = {county: dict(unanswered(queries.as_seen_by(path, county))) for county in IN_EVERY_COUNTY}
    assert "kommunenkat" not in unknown["25"]
    assert "asi" not in unknown["21"]
    assert "vardkedja" not in unknown["07"]
    assert "insatsinventering" not in unknown["14"]
    assert all("vardkedja" in unknown[county] for county in ("25", "21", "14"))
