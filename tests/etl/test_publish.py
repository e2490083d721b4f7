"""Publishing names another build and nothing else; it can be taken back, and refuses what it must not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl import build as building
from etl.approvals import answer_correction
from etl.build import BuildResult, build
from etl.definitions import Indicator, KnownItems, load_definitions
from etl.house import House, create_house
from etl.problems import UserError
from etl.publish import builds, publish
from etl.receive import receive
from etl.rounds import open_round
from etl.snapshot import changes_at_publication, current_build
from tests.etl.houses import FIRST_DAY, PERIOD, checked, demo_house, send, submission


@pytest.fixture
def house(tmp_path: Path) -> House:
    return demo_house(tmp_path)


def two_builds(house: House) -> tuple[BuildResult, BuildResult]:
    send(house, submission("2580", given={"mi": 100.0, "cra": "not_kept"}), submission("2523"))
    first = build(house)
    send(house, submission("2580", given={"mi": 110.0, "cra": 4.0}), day=1)
    send(house, submission("2514"), day=2)
    return first, build(house)


def lines(house: House, build_id: str) -> list[str]:
    changes = changes_at_publication(house.path, build_id)
    return [f"{row['what']}: {row['before']} → {row['after']}" for row in changes]


def test_the_newest_build_is_published_when_none_is_named(house: House) -> None:
    _, second = two_builds(house)
    assert publish(house).build_id == second.build_id
    assert current_build(house.path) == second.build_id


def test_the_first_publication_says_who_is_in_it(house: House) -> None:
    first, _ = two_builds(house)
    publish(house, first.build_id)
    assert lines(house, first.build_id) == [
        f"Första publiceringen:  → {first.build_id}",
        "Nya svar, januari–oktober 2022:  → Gällivare och Luleå (2 kommuner)",
        "Tillfrågade, januari–oktober 2022:  → 14 kommuner",
    ]


def test_changes_are_told_by_what_they_mean(house: House) -> None:
    first, second = two_builds(house)
    publish(house, first.build_id)
    publish(house, second.build_id)
    told = lines(house, second.build_id)
    assert told[:4] == [
        "Nya svar, januari–oktober 2022:  → Kalix (1 kommun)",
        "Nya versioner av svar, januari–oktober 2022:  → Luleå (1 kommun)",
        "Luleå, januari–oktober 2022: CRA: uppgift saknas → 4",
        "Luleå, januari–oktober 2022: MI: 100 → 110",
    ]
    assert "De svarande kommunerna i Norrbottens län, januari–oktober 2022: MI: 101 (2 av 14) → 112 (3 av 14)" in told
    assert "De svarande kommunerna i Norrbottens län, januari–oktober 2022: CRA: 1 (1 av 14) → 6 (3 av 14)" in told
    assert not [line for line in told if line.startswith("Kalix, ")]


def test_a_publication_is_taken_back(house: House) -> None:
    first, second = two_builds(house)
    publish(house, first.build_id)
    publish(house)
    back = publish(house, first.build_id)
    assert back.before == second.build_id
    assert current_build(house.path) == first.build_id
    assert "Luleå, januari–oktober 2022: MI: 110 → 100" in lines(house, first.build_id)
    assert "Svar som inte finns kvar, januari–oktober 2022: Kalix (1 kommun) → " in lines(house, first.build_id)
    assert second.published.exists()


def test_a_trial_changes_nothing(house: House) -> None:
    first, second = two_builds(house)
    publish(house, first.build_id)
    trial = publish(house, dry_run=True)
    assert trial.changes
    assert current_build(house.path) == first.build_id
    assert changes_at_publication(house.path, second.build_id) == []


@pytest.mark.slow
def test_publishing_what_is_published_keeps_its_list_of_changes(house: House) -> None:
    first, _ = two_builds(house)
    publish(house, first.build_id)
    told = lines(house, first.build_id)
    again = publish(house, first.build_id)
    assert (again.before, again.changes) == (first.build_id, [])
    assert lines(house, first.build_id) == told


def test_only_builds_that_are_whole_can_be_published(house: House) -> None:
    first, second = two_builds(house)
    assert sorted(builds(house)) == sorted([first.build_id, second.build_id])
    second.work.unlink()
    with pytest.raises(UserError, match="finns inget bygge"):
        publish(house, second.build_id)
    with pytest.raises(UserError, match="finns inget bygge"):
        publish(house, "20230101-abc")
    assert current_build(house.path) is None


def test_without_a_build_there_is_nothing_to_publish(house: House) -> None:
    with pytest.raises(UserError, match="samsyn build"):
        publish(house)


def test_real_answers_are_not_published_before_they_can_be_protected(tmp_path: Path) -> None:
    house = create_house(tmp_path / "real", "real", "25")
    receive(house, checked(submission("2580"), example=False), received_at=FIRST_DAY)
    result = build(house)
    with pytest.raises(UserError, match="röjandekontrollen") as refused:
        publish(house)
    assert refused.value.exit_code == 3
    assert current_build(house.path) is None
    assert not [path for path in house.published.iterdir() if path != result.published]


@pytest.mark.slow
def test_a_new_period_is_one_line_and_not_a_hundred(house: House) -> None:
    send(house, submission("2580"))
    publish(house, build(house).build_id)
    open_round(house, "kommunenkat", "2024", ["2580", "2523"], date(2025, 2, 1))
    second = build(house)
    publish(house)
    assert lines(house, second.build_id) == [
        "Tillfrågade, 2024:  → 2 kommuner",
        "Sista svarsdag, 2024:  → 1 februari 2025",
    ]


def test_another_deadline_and_circle_are_told(house: House) -> None:
    open_round(house, "kommunenkat", PERIOD, ["2580", "2523"], date(2023, 2, 1))
    send(house, submission("2580"))
    publish(house, build(house).build_id)
    open_round(house, "kommunenkat", PERIOD, ["2580", "2523", "2514"], date(2023, 2, 8))
    second = build(house)
    publish(house)
    told = lines(house, second.build_id)
    assert "Tillfrågade, januari–oktober 2022: 2 kommuner → 3 kommuner" in told
    assert "Sista svarsdag, januari–oktober 2022: 1 februari 2023 → 8 februari 2023" in told


@pytest.mark.slow
def test_very_many_changes_are_told_as_a_number(house: House) -> None:
    areas = ["2580", "2523", "2514", "2513", "2505", "2506"]
    send(house, *[submission(area) for area in areas])
    publish(house, build(house).build_id)
    every = dict.fromkeys(("sokt_hjalp", "fatt_insats", "cra", "ap", "hap", "met", "cm", "act", "mi", "hvb"), 7.0)
    corrected = send(house, *[submission(area, given=every) for area in areas], day=1)
    answer_correction(house, corrected.id, approved=True, by="Analytiker", decided_at=FIRST_DAY)
    second = build(house)
    publish(house)
    (figures,) = [line for line in lines(house, second.build_id) if line.startswith("Uppgifter")]
    assert figures == "Uppgifter:  → 70 ändrade, i 7 kombinationer av område och period"


@pytest.mark.slow
def test_a_changed_definition_is_told_with_its_fields(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    send(house, submission("2580", given={"mi": 3.0, "fatt_insats": 6.0}))
    publish(house, build(house).build_id)

    def changed(path: Path, known_items: KnownItems) -> tuple[Indicator, ...]:
        definitions = load_definitions(path, known_items)
        return tuple(
            replace(d, multiplier=1000.0, version=2) if d.id == "mi_per_100" else d
            for d in definitions
            if d.id != "lvm_andel"
        )

    monkeypatch.setattr(building, "load_definitions", changed)
    monkeypatch.setattr("etl.inputs.reference_version", lambda: "changed")
    second = build(house)
    publish(house)
    told = lines(house, second.build_id)
    assert any(line.startswith("Borttagen indikator: LVM") for line in told)
    assert any(line.startswith("Ändrad indikator:") and line.endswith("version 1 → version 2") for line in told)
    assert any(line.startswith("Kommunernas värden: MI per 100") for line in told)
    assert len([line for line in told if line.startswith("Kommunernas värden")]) == 1
