"""A build is a function of what it is made of: same inputs, same rows, whatever came when and in which order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import compute, readings
from etl.build import build, newest_build
from etl.house import House, create_house, open_house, write_whole
from etl.kept_copy import index_of
from etl.problems import UserError
from etl.receipts import copy_path
from etl.rounds import open_round
from etl.snapshot import TABLES, open_snapshot, read_table
from tests.etl.houses import PERIOD, Given, demo_house, send, submission

AREAS = ["2580", "2523", "2514"]


def tables(path: Path) -> dict[str, pl.DataFrame]:
    con = open_snapshot(path)
    try:
        names = [*TABLES, "lineage"] if path.parent.name == "work" else list(TABLES)
        return {name: read_table(con, name) for name in names}
    finally:
        con.close()


def figures(house: House, table: str = "observation") -> pl.DataFrame:
    return tables(build(house).published)[table]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return demo_house(tmp_path)


def test_both_files_are_there_and_only_the_work_file_knows_the_cells(house: House) -> None:
    send(house, submission("2580", given={"mi": 74}))
    result = build(house)
    work, published = tables(result.work), tables(result.published)
    assert all(published[name].equals(work[name]) for name in TABLES)
    assert work["lineage"].filter(pl.col("item") == "mi").height == 1
    con = open_snapshot(result.published)
    with pytest.raises(Exception, match="lineage"), con.cursor() as cur:
        cur.sql("SELECT * FROM lineage").pl()
    con.close()
    assert result.report["lineage"] == work["lineage"].height


def test_every_figure_of_a_municipality_has_its_cell(house: House) -> None:
    send(house, submission("2580"), submission("2523", given={"cra": "not_kept"}))
    work = tables(build(house).work)
    own = work["observation"].filter(pl.col("area").str.len_chars() == 4, pl.col("value").is_not_null())
    key = ["source", "area", "period", "item", "sex", "age_group"]
    assert own.height > 0
    assert own.join(work["lineage"], on=key, how="anti").height == 0


def test_nothing_new_nothing_to_do(house: House) -> None:
    send(house, submission("2580"))
    first = build(house)
    before = {path: path.stat().st_mtime_ns for path in (first.work, first.published)}
    again = build(house)
    assert (first.new, again.new) == (True, False)
    assert again.build_id == first.build_id
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.slow
def test_an_interrupted_build_is_completed(house: House) -> None:
    send(house, submission("2580"))
    first = build(house)
    before = tables(first.published)
    first.published.unlink()
    again = build(house)
    assert again.new
    assert again.build_id == first.build_id
    assert all(before[name].equals(frame) for name, frame in tables(again.published).items())


def test_equal_houses_give_equal_builds(tmp_path: Path) -> None:
    results = []
    for name in ("one", "other"):
        house = create_house(tmp_path / name, "demo", "25")
        open_round(house, "kommunenkat", PERIOD, AREAS, date(2023, 2, 1))
        send(house, submission("2580", given={"mi": 5}))
        results.append(build(house))
    assert results[0].build_id == results[1].build_id
    one, other = (tables(result.work) for result in results)
    assert all(one[name].equals(other[name]) for name in one)


@pytest.mark.slow
def test_every_input_is_in_the_id(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = set()

    def made() -> None:
        ids.add(build(house).build_id)

    send(house, submission("2580"))
    made()
    send(house, submission("2523"))
    made()
    open_round(house, "kommunenkat", PERIOD, AREAS, date(2023, 2, 1))
    made()
    open_round(house, "kommunenkat", PERIOD, AREAS, date(2023, 2, 8))
    made()
    for name in ("code_version", "reference_version"):
        monkeypatch.setattr(f"etl.inputs.{name}", lambda: "other")
        made()
    assert len(ids) == 6


@pytest.mark.slow
def test_a_build_as_things_stood_on_a_day(house: House) -> None:
    send(house, submission("2580", given={"mi": 1}))
    then = build(house)
    send(house, submission("2580", given={"mi": 2}), day=5)
    assert build(house, date(2023, 1, 4)).published != then.published  # another day is another question
    assert figures(house).filter(pl.col("area") == "2580", pl.col("item") == "mi")["value"].to_list() == [2.0]
    as_then = tables(build(house, date(2023, 1, 4)).published)["observation"]
    assert as_then.equals(tables(then.published)["observation"])


def test_nothing_received_needs_a_day(house: House) -> None:
    with pytest.raises(UserError, match="--as-of"):
        build(house)
    assert tables(build(house, date(2023, 1, 1)).published)["submission"].height == 0


def test_the_snapshot_says_what_it_is(house: House) -> None:
    send(house, submission("2580"), day=3)
    result = build(house)
    about = dict(tables(result.published)["snapshot"].iter_rows())
    assert about["build_id"] == result.build_id
    assert (about["as_of"], about["kind"], about["county"]) == ("2023-01-05", "demo", "25")
    assert about["population_year"] == "2019"


def test_a_changed_copy_stops_the_build_and_leaves_what_stands(house: House) -> None:
    send(house, submission("2580"))
    first = build(house)
    receipt = send(house, submission("2523"), day=1)
    copy_path(house, receipt.id).write_bytes(b"other bytes")
    with pytest.raises(UserError, match="har ändrats") as stopped:
        build(house)
    assert stopped.value.exit_code == 3
    assert newest_build(house) == first.build_id


def test_example_and_real_never_meet_in_a_build(house: House) -> None:
    send(house, submission("2580"))
    write_whole(house.path / "house.json", b'{"kind": "real", "county": "25"}')
    with pytest.raises(UserError, match="blandar") as stopped:
        build(open_house(house.path))
    assert stopped.value.exit_code == 3


def test_a_broken_rule_of_the_tables_stops_the_build(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    send(house, submission("2580"))

    def twice(municipal: pl.DataFrame, adults: pl.DataFrame) -> pl.DataFrame:
        return pl.concat([sums(municipal, adults)] * 2)

    sums = compute.county_sums
    monkeypatch.setattr(compute, "county_sums", twice)
    with pytest.raises(UserError, match="regel") as stopped:
        build(house)
    assert stopped.value.exit_code == 3
    assert list(house.published.iterdir()) == []
    assert newest_build(house) is None


@pytest.mark.slow
def test_the_second_build_reads_only_the_new_file(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def counted(path: Path) -> list[list[str]]:
        opened.append(path)
        return index_of(path)

    monkeypatch.setattr(readings, "index_of", counted)
    send(house, submission("2580"))
    send(house, submission("2523"))
    build(house)
    assert len(opened) == 2
    send(house, submission("2514"), day=1)
    result = build(house)
    assert len(opened) == 3
    assert {"2580", "2523", "2514"} == set(tables(result.work)["lineage"]["area"])
    monkeypatch.setattr("etl.inputs.code_version", lambda: "changed")
    build(house)
    assert len(opened) == 6


ANSWERS = st.dictionaries(
    st.sampled_from(["sokt_hjalp", "fatt_insats", "mi", "cra", "dokumentation", "hvb", "lvm"]),
    st.one_of(
        st.integers(0, 500).map(float),
        st.tuples(st.integers(0, 500).map(float), st.just("estimated")),
        st.sampled_from(["not_kept", "not_answered", "not_applicable"]),
    ),
)
SLOW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@SLOW
@given(given_answers=st.permutations(range(4)), data=st.data())
def test_the_order_of_the_files_never_matters(
    tmp_path_factory: pytest.TempPathFactory, given_answers: list[int], data: st.DataObject
) -> None:
    areas = ["2580", "2523", "2514", "2513"]
    drawn = {area: data.draw(ANSWERS) for area in areas}
    outcomes = []
    for order in (range(4), given_answers):
        house = demo_house(tmp_path_factory.mktemp("order"))
        for index in order:
            send(house, submission(areas[index], given=drawn[areas[index]]))
        outcomes.append(tables(build(house).published))
    for name in ("observation", "indicator_value", "submission", "asked"):
        assert outcomes[0][name].equals(outcomes[1][name])


@pytest.mark.slow
@SLOW
@given(before=ANSWERS, after=ANSWERS)
def test_one_municipality_changes_only_its_own_rows_and_the_sums_that_hold_it(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, Given], after: dict[str, Given]
) -> None:
    house = demo_house(tmp_path_factory.mktemp("one"))
    send(house, submission("2523"), submission("2580", "2023"))
    send(house, submission("2580", given=before), salt="before")
    first = tables(build(house).published)
    send(house, submission("2580", given=after), salt="after", day=1)
    second = tables(build(house).published)
    for name in ("observation", "indicator_value"):
        mine = pl.col("area").is_in(["2580", "25"]) & (pl.col("period") == PERIOD) & (pl.col("source") == "kommunenkat")
        assert first[name].filter(~mine).equals(second[name].filter(~mine))
        assert first[name].filter(mine).height == second[name].filter(mine).height > 0
