"""The whole grid: everyone asked times everything asked, with the reason wherever there is no figure."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from etl import observations
from etl.areas import load_areas
from etl.forms.catalogue import all_forms, get_form
from etl.problems import UserError
from etl.readings import SCHEMA
from etl.receipts import Receipt, ReceivedSubmission
from etl.rounds import Round

PERIOD = "2022-01/2022-10"
FORM = get_form("kommunenkat")


def receipt(id: str, sequence: int, *areas: str, period: str = PERIOD) -> Receipt:
    submissions = tuple(ReceivedSubmission(area, period, "2022", sequence) for area in areas)
    return Receipt(
        id=id, form="kommunenkat", received_at="2023-01-20T09:00:00+01:00", sequence=sequence, original_sha256=id,
        original_size=1, name_sha256="", example=True, kind="form", submissions=submissions, warnings=(),
        checker_version="1", copy_sha256=id,
    )  # fmt: skip


def answers(*rows: tuple[str, str, str, float | None, str], layout: str = "2022") -> pl.DataFrame:
    full = [
        (who, who, "kommunenkat", layout, area, PERIOD, item, value, status, "Formulär", "C10")
        for who, area, item, value, status in rows
    ]
    return pl.DataFrame(full, schema=SCHEMA, orient="row")


def grid(receipts: list[Receipt], read: pl.DataFrame, rounds: list[Round] | None = None) -> pl.DataFrame:
    sent = observations.submissions(receipts)
    who = observations.asked(sent, rounds or [], "25", load_areas())
    return observations.municipal(who, sent, read, all_forms(), example=True)


def status(frame: pl.DataFrame, area: str, item: str) -> tuple[float | None, str]:
    found = frame.filter((pl.col("area") == area) & (pl.col("item") == item))
    row: tuple[float | None, str] = found.select("value", "status").row(0)
    assert found.height == 1
    return row


def test_every_asked_municipality_has_every_item() -> None:
    frame = grid([receipt("a", 1, "2580")], answers(("a", "2580", "mi", 0.0, "ok")))
    assert frame.height == 14 * len(FORM.items())
    assert frame.select(observations.KEY).is_unique().all()


def test_four_different_things() -> None:
    read = answers(("a", "2580", "mi", 0.0, "ok"), ("a", "2580", "cra", None, "not_kept"))
    frame = grid([receipt("a", 1, "2580")], read)
    assert status(frame, "2580", "mi") == (0.0, "ok")
    assert status(frame, "2580", "cra") == (None, "not_kept")
    assert status(frame, "2580", "hap") == (None, "not_answered")
    assert status(frame, "2523", "mi") == (None, "not_submitted")


def test_each_answer_knows_its_cell_and_nothing_else_has_one() -> None:
    frame = grid([receipt("a", 1, "2580")], answers(("a", "2580", "mi", 3.0, "ok")))
    assert observations.lineage(frame).select("area", "item", "receipt", "sheet", "cell").rows() == [
        ("2580", "mi", "a", "Formulär", "C10")
    ]


def test_the_newest_file_holds_and_only_for_its_own_areas() -> None:
    receipts = [receipt("a", 1, "2580", "2523"), receipt("b", 2, "2580")]
    read = answers(
        ("a", "2580", "mi", 1.0, "ok"), ("a", "2523", "mi", 2.0, "ok"), ("b", "2580", "mi", 3.0, "ok"),
        ("a", "2580", "cra", 9.0, "ok"),
    )  # fmt: skip
    frame = grid(receipts, read)
    assert status(frame, "2580", "mi") == (3.0, "ok")
    assert status(frame, "2580", "cra") == (None, "not_answered")
    assert status(frame, "2523", "mi") == (2.0, "ok")


def test_a_round_says_who_is_asked_and_who_sends_in_has_been_asked() -> None:
    round_ = Round("kommunenkat", PERIOD, ("2523", "2560"), date(2023, 2, 1), 1)
    sent = observations.submissions([receipt("a", 1, "2580")])
    who = observations.asked(sent, [round_], "25", load_areas())
    assert sorted(who["area"]) == ["2523", "2560", "2580"]
    assert who["deadline"].unique().to_list() == [date(2023, 2, 1)]
    assert who["round_opened"].all()


def test_a_round_that_nobody_answered_is_a_grid_of_not_submitted() -> None:
    round_ = Round("kommunenkat", PERIOD, ("2523", "2560"), date(2023, 2, 1), 1)
    frame = grid([], answers(), [round_])
    assert frame.height == 2 * len(FORM.items())
    assert frame["status"].unique().to_list() == ["not_submitted"]


def test_nothing_received_and_nothing_asked_is_an_empty_table() -> None:
    assert grid([], answers()).height == 0


def test_an_item_that_the_form_does_not_have_stops_the_build() -> None:
    with pytest.raises(UserError, match="finns inte i formuläret") as stopped:
        grid([receipt("a", 1, "2580")], answers(("a", "2580", "mindfulness", 1.0, "ok")))
    assert stopped.value.exit_code == 3


def test_an_item_read_twice_stops_the_build() -> None:
    twice = ("a", "2580", "mi", 1.0, "ok")
    with pytest.raises(UserError, match="två gånger") as stopped:
        grid([receipt("a", 1, "2580")], answers(twice, twice))
    assert stopped.value.exit_code == 3


def test_every_item_has_words_for_the_reader() -> None:
    table = observations.items(all_forms())
    assert table.height == len({(form.id, field.item_id) for form in all_forms() for field in form.items()})
    assert table.select(pl.col("label", "short_label").str.len_chars().min()).row(0) > (1, 1)
    assert "{" not in "".join(table["label"])
