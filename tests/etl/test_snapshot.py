"""The snapshot file: its rules hold in the database itself, and it appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest

from etl import snapshot


def empty_frames() -> dict[str, pl.DataFrame]:
    con = duckdb.connect()
    frames = {}
    for name, columns in snapshot.TABLES.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
        frames[name] = con.sql(f"SELECT * FROM {name}").pl()
    con.close()
    return frames


def observation(**changes: object) -> pl.DataFrame:
    row: dict[str, object] = {
        "source": "kommunenkat",
        "form": "kommunenkat",
        "area": "2580",
        "period": "2022-01/2022-10",
        "item": "mi",
        "sex": "total",
        "age_group": "18+",
        "value": 0.0,
        "status": "ok",
        "answered": 1,
        "asked": 1,
        "population_share": None,
        "printed_at": None,
        "note": None,
        "example": True,
    }
    schema = empty_frames()["observation"].schema
    return pl.DataFrame([row | changes], schema=schema)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    frames = empty_frames() | {"observation": observation()}
    snapshot.write_snapshot(tmp_path / "b.duckdb", frames)

    con = snapshot.open_snapshot(tmp_path / "b.duckdb")

    assert snapshot.read_table(con, "observation").equals(frames["observation"])
    assert snapshot.read_table(con, "indicator").is_empty()
    con.close()


@pytest.mark.parametrize(
    ("value", "status"),
    [(None, "ok"), (None, "estimated"), (0.0, "not_submitted"), (0.0, "suppressed"), (3.0, "not_kept")],
)
def test_a_status_is_not_a_number(tmp_path: Path, value: float | None, status: str) -> None:
    frames = empty_frames() | {"observation": observation(value=value, status=status)}

    with pytest.raises(duckdb.ConstraintException):
        snapshot.write_snapshot(tmp_path / "b.duckdb", frames)

    assert list(tmp_path.iterdir()) == [], "a refused snapshot leaves nothing behind"


def test_the_same_key_twice_is_refused(tmp_path: Path) -> None:
    frames = empty_frames() | {"observation": pl.concat([observation(), observation(value=7.0)])}

    with pytest.raises(duckdb.ConstraintException):
        snapshot.write_snapshot(tmp_path / "b.duckdb", frames)


def test_a_snapshot_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "b.duckdb"
    snapshot.write_snapshot(path, empty_frames())
    before = path.read_bytes()

    with pytest.raises(FileExistsError):
        snapshot.write_snapshot(path, empty_frames() | {"observation": observation()})

    assert path.read_bytes() == before


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    frames = empty_frames()
    del frames["asked"]

    with pytest.raises(ValueError, match="asked"):
        snapshot.write_snapshot(tmp_path / "b.duckdb", frames)


def test_an_open_snapshot_cannot_write_or_reach_outside(tmp_path: Path) -> None:
    path = tmp_path / "b.duckdb"
    snapshot.write_snapshot(path, empty_frames())
    (tmp_path / "secret.csv").write_text("a\n1\n")
    con = snapshot.open_snapshot(path)

    with con.cursor() as cur, pytest.raises(duckdb.Error):
        cur.execute("CREATE TABLE t (a INTEGER)")
    with con.cursor() as cur, pytest.raises(duckdb.PermissionException):
        cur.sql(f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')").fetchall()
    con.close()


def test_current_names_the_served_build(tmp_path: Path) -> None:
    assert snapshot.current_build(tmp_path) is None
    (tmp_path / "published").mkdir()
    (tmp_path / "published" / "CURRENT").write_text("20230131-abc\n")

    assert snapshot.current_build(tmp_path) == "20230131-abc"
    assert snapshot.published_path(tmp_path, "20230131-abc").name == "20230131-abc.duckdb"
    assert snapshot.changes_at_publication(tmp_path, "20230131-abc") == []


def test_lineage_is_only_in_the_unprotected_file(tmp_path: Path) -> None:
    lineage = pl.DataFrame(
        {
            "source": ["kommunenkat"],
            "area": ["2580"],
            "period": ["2022-01/2022-10"],
            "item": ["mi"],
            "sex": ["total"],
            "age_group": ["18+"],
            "receipt": ["r1"],
            "sheet": ["Enkät"],
            "cell": ["C20"],
        }
    )
    snapshot.write_snapshot(tmp_path / "work.duckdb", empty_frames() | {"lineage": lineage})
    snapshot.write_snapshot(tmp_path / "published.duckdb", empty_frames())

    work = snapshot.open_snapshot(tmp_path / "work.duckdb")
    published = snapshot.open_snapshot(tmp_path / "published.duckdb")

    assert snapshot.read_table(work, "lineage").equals(lineage)
    with pytest.raises(duckdb.CatalogException):
        snapshot.read_table(published, "lineage")
    work.close()
    published.close()
