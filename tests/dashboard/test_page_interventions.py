"""Insatskarta: who gives what, where; not given, not answered and not asked are three things; what is printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dashboard import (
    intervention_answers,
    intervention_chain,
    intervention_queries,
    intervention_tables,
    intervention_words,
    queries,
)
from dashboard.intervention_answers import FORM, Inventory
from etl.examples import EXAMPLES
from tests.dashboard.visits import charts, said, source, visit

PAGE = "insatskarta"


@pytest.fixture
def path(demo_data: Path) -> str:
    served = queries.served()
    assert served is not None
    return queries.as_seen_by(served, "14")


@pytest.fixture
def found(path: str) -> Inventory:
    [period] = queries.periods(path, FORM)
    return intervention_answers.inventory(path, period)


@pytest.fixture(scope="module")
def written() -> dict[str, dict[str, str]]:
    """What each municipality of the example has written, by field: read from the table, not from the product."""
    with (EXAMPLES / FORM / "answers_2025.csv").open(encoding="utf-8", newline="") as file:
        rows = {row.pop("field"): row for row in csv.DictReader(file)}
    return {field: {who: said for who, said in row.items() if who != "Västra Götalandsregionen"}
            for field, row in rows.items()}  # fmt: skip


def test_every_answer_stands_where_it_was_given(found: Inventory, written: dict[str, dict[str, str]]) -> None:
    for each in found.interventions:
        for respondent in found.answering:
            answer = written[f"{each.id}_ges"][respondent.name]
            word = found.given_by(each.id, respondent.area).word
            assert word == ("" if answer == "saknas" else answer)


def test_three_reasons_for_no_letter_are_never_mixed(found: Inventory) -> None:
    table = intervention_tables.by_municipality(found, "Psykosociala insatser")
    place = {column.title: number for number, column in enumerate(table.columns)}
    cells = {row.cells[0].text: row.cells for row in table.rows}
    assert (cells["Gruppbehandling"][place["Kungälv"]].text, cells["Gruppbehandling"][place["Kungälv"]].value) == (
        "–", "Ges inte",
    )  # fmt: skip
    assert cells["Gruppbehandling"][place["Tidaholm"]].value == "svarade inte"
    assert cells["Familjebehandling"][place["Kungälv"]].value == "uppgift saknas"
    assert "Hjo" not in place, "who was not asked has no column"
    assert "37 kommuner i länet har inte tillfrågats" in " ".join(intervention_words.basis(found)).replace("\xa0", " ")


def test_what_stands_under_two_themes_is_shown_under_both_and_counted_once(found: Inventory) -> None:
    for theme in ("Sociala insatser", "Praktiska/kompensatoriska insatser"):
        assert "boendestod" in {each.id for each in found.of_theme(theme)}
    assert len(found.interventions) == 35


def test_the_chain_counts_each_step_among_those_who_offer(found: Inventory, written: dict[str, dict[str, str]]) -> None:
    for each in intervention_chain.chains(found):
        offering = [who for who, said in written[f"{each.id}_erbjuds"].items() if said == "Ja"]
        followed = [written[f"{each.id}_foljs_upp"][who] for who in offering]
        assert each.steps["erbjuds"].count == len(offering)
        assert (each.steps["foljs_upp"].count, each.steps["foljs_upp"].known) == (
            followed.count("Ja"),
            followed.count("Ja") + followed.count("Nej"),
        )


def test_the_measures_are_what_the_table_of_answers_comes_to(path: str, written: dict[str, dict[str, str]]) -> None:
    answers = queries.indicator_answers(path, "2025", FORM)
    shares = {
        "boendestod_oppet_andel": [said == "Ja" for said in written["boendestod_aktivt"].values()],
        "peer_support_oppet_andel": [said == "Ja" for said in written["peer_support_aktivt"].values()],
        "ips_andel": [said != "Ges inte" for said in written["ips_ges"].values()],
        "mobilt_team_andel": [said != "Ges inte" for said in written["mobilt_team_ges"].values()],
    }
    for indicator, yes in shares.items():
        total = answers[indicator].total
        assert total is not None
        assert (total.numerator, total.denominator, total.value) == (sum(yes), 10, 100 * sum(yes) / 10)
    chain = answers["metoder_foljs_upp"].total
    assert chain is not None
    assert (chain.numerator, chain.denominator) == (26, 59)


def test_the_page_tells_the_answers_and_what_is_printed_apart(demo_data: Path) -> None:
    app = visit(PAGE, ("kedjan", "onskemal"), lanet="14", visa="lansdel", insats="peer_support")
    text = said(app)
    assert "20 av inventeringens 35 insatser och verksamheter ges i alla 10 kommuner som har svarat." in text
    assert "10 av 12 tillfrågade kommuner har svarat; Tidaholm och Åmål har inte svarat." in text
    assert "Fyra digitala workshoppar med 50 deltagare (41 från kommunerna och 9 från regionen) och en webbenkät med " \
           "69 svar (57 och 12)." in text  # fmt: skip
    assert "Ingen totalundersökning, och de flesta som svarade arbetar i kommunerna." in text
    assert "Tillgång till Mini-Maria, tillnyktringsenhet och fler evidensbaserade behandlingsformer." in text
    assert "Mölndal Göteborgsregionen Kommunen 2022 Delvis" in text
    assert len(charts(app)) == 1


def test_an_intervention_is_explained_in_the_words_of_the_source(demo_data: Path) -> None:
    assert "Hjälper individer till ett avlönat arbete. (Inventeringen 2021, Några begrepp.)" in said(
        visit(PAGE, lanet="14", insats="ips")
    )


def test_a_county_without_an_inventory_says_where_one_can_be_seen(demo_data: Path) -> None:
    text = said(visit(PAGE))
    assert "Norrbottens län har ingen inventering av insatser ännu. Välj Västra Götalands län under Län" in text


def test_only_what_is_printed_is_told_as_printed(path: str) -> None:
    table = intervention_words.printed_table(path)
    told = {row.cells[0].text: [cell.text for cell in row.cells[2:]] for row in table.rows}
    assert told["Praktiska/kompensatoriska insatser"] == ["Sägs inte.", "Sägs inte."]
    assert told["Sociala insatser"] == ["Erbjuds främst av kommunerna.", "Sägs inte."]
    assert "SIP och Vårdplaneringsmöten: finns i alla länsdelar." in told["Samverkansinsatser"][1]
    assert not intervention_queries.printed(queries.as_seen_by(path, "25"))


def test_the_page_is_short_and_asks_the_snapshot_itself_nothing() -> None:
    text = source(PAGE)
    assert len(text.splitlines()) < 100
    assert "SELECT" not in text
