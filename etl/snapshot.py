"""The published tables: their shape, how they are written, how they are opened. The dashboard's only door.

A build writes two files of the same shape: one unprotected in ``work/`` that also holds the table
``lineage`` (which cell of which receipt every value came from), and one in ``published/`` without it.
Files are written once and never changed; ``CURRENT`` names the one that is served.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import duckdb
import polars as pl

STATUSES = (
    "ok",
    "estimated",
    "not_submitted",
    "not_answered",
    "not_kept",
    "not_asked",
    "not_applicable",
    "suppressed",
    "suppressed_at_source",
)
STATUSES_WITH_VALUE = ("ok", "estimated")

_STATUS_LIST = ", ".join(f"'{s}'" for s in STATUSES)
_VALUE_RULE = "CHECK ((value IS NOT NULL) = (status IN ('ok', 'estimated')))"

# One CREATE TABLE per table; a table's columns here are the contract between etl and dashboard.
TABLES: dict[str, str] = {
    # build_id, as_of, kind (demo|real), county, code_version, population_year
    "snapshot": "key TEXT PRIMARY KEY, value TEXT NOT NULL",
    "area": """
        code TEXT PRIMARY KEY, name TEXT NOT NULL,
        level TEXT NOT NULL CHECK (level IN ('nation', 'county', 'sub_area', 'municipality')),
        county TEXT, sub_area TEXT, skr_group_code TEXT, skr_group TEXT, similar_areas TEXT[]""",
    # adults: persons 18 years or older on 31 December of the year
    "population": """
        area TEXT NOT NULL, year INTEGER NOT NULL, sex TEXT NOT NULL, adults BIGINT NOT NULL,
        source TEXT NOT NULL, PRIMARY KEY (area, year, sex)""",
    # id '2022' or '2022-01/2022-10'; label in Swedish
    "period": """
        id TEXT PRIMARY KEY, starts DATE NOT NULL, ends DATE NOT NULL, months INTEGER NOT NULL,
        label TEXT NOT NULL""",
    # kind: form (answers to one of our forms), published (figures printed in a report), reference
    "source": """
        id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, publisher TEXT, note TEXT,
        example BOOLEAN NOT NULL""",
    # kind: count | tick | text; counts: persons | method_courses | visits | municipalities
    "item": """
        form TEXT NOT NULL, id TEXT NOT NULL, question_no TEXT, section TEXT, label TEXT NOT NULL,
        short_label TEXT NOT NULL, kind TEXT NOT NULL, counts TEXT, unit TEXT, sort INTEGER NOT NULL,
        PRIMARY KEY (form, id)""",
    "indicator": """
        id TEXT PRIMARY KEY, version INTEGER NOT NULL, title TEXT NOT NULL, short_title TEXT NOT NULL,
        theme TEXT NOT NULL, why TEXT NOT NULL, how TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL,
        numerator TEXT[] NOT NULL, denominator TEXT[] NOT NULL, multiplier DOUBLE NOT NULL,
        decimals INTEGER NOT NULL, lower_is_better BOOLEAN, effect_goal TEXT, caveats TEXT[] NOT NULL,
        form TEXT NOT NULL, source_document TEXT NOT NULL, source_questions TEXT[] NOT NULL,
        author TEXT NOT NULL, reviewed DATE NOT NULL, next_review DATE NOT NULL, sort INTEGER NOT NULL""",
    # One row for each municipality that is asked; rounds that were never opened ask the whole county.
    "asked": """
        form TEXT NOT NULL, period TEXT NOT NULL, area TEXT NOT NULL, deadline DATE,
        round_opened BOOLEAN NOT NULL, PRIMARY KEY (form, period, area)""",
    # The submission that holds for each municipality and period; who has not sent has no row.
    "submission": """
        form TEXT NOT NULL, period TEXT NOT NULL, area TEXT NOT NULL, received_on DATE NOT NULL,
        version INTEGER NOT NULL, example BOOLEAN NOT NULL, PRIMARY KEY (form, period, area)""",
    # Every item for every asked municipality, and the sums of the answering municipalities per county.
    # population_share: share of the county's adults that live in the answering municipalities (0-1).
    "observation": f"""
        source TEXT NOT NULL, form TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL,
        item TEXT NOT NULL, sex TEXT NOT NULL, age_group TEXT NOT NULL, value DOUBLE,
        status TEXT NOT NULL CHECK (status IN ({_STATUS_LIST})),
        answered INTEGER, asked INTEGER, population_share DOUBLE, printed_at TEXT, note TEXT,
        example BOOLEAN NOT NULL, {_VALUE_RULE},
        PRIMARY KEY (source, area, period, item, sex, age_group)""",
    # members: the municipalities whose figures are in the value
    "indicator_value": f"""
        indicator TEXT NOT NULL, source TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL,
        sex TEXT NOT NULL, age_group TEXT NOT NULL, value DOUBLE, numerator DOUBLE, denominator DOUBLE,
        status TEXT NOT NULL CHECK (status IN ({_STATUS_LIST})),
        answered INTEGER, asked INTEGER, population_share DOUBLE, members TEXT[] NOT NULL,
        example BOOLEAN NOT NULL, {_VALUE_RULE},
        PRIMARY KEY (indicator, source, area, period, sex, age_group)""",
    # Known errors and contradictions in the sources, and the reading we show.
    "known_error": """
        id TEXT PRIMARY KEY, source TEXT NOT NULL, place TEXT NOT NULL, says TEXT NOT NULL,
        problem TEXT NOT NULL, shown TEXT NOT NULL""",
}

LINEAGE = """
    source TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL, item TEXT NOT NULL, sex TEXT NOT NULL,
    age_group TEXT NOT NULL, receipt TEXT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL,
    PRIMARY KEY (source, area, period, item, sex, age_group)"""


def write_snapshot(path: Path, frames: dict[str, pl.DataFrame]) -> None:
    """Write one snapshot file; it appears under its name only when complete.

    Args:
        path: the new file; must not exist.
        frames: one frame per table of ``TABLES`` (and ``lineage`` for the unprotected file), with the
            table's columns in any order.

    Raises:
        FileExistsError: a snapshot is never written over.
        duckdb.Error: a frame breaks the table's rules (duplicate key, value without status ...).
    """
    if path.exists():
        raise FileExistsError(path)
    unfinished = path.with_suffix(f".{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        _write_tables(unfinished, frames)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write_tables(path: Path, frames: dict[str, pl.DataFrame]) -> None:
    tables = TABLES | ({"lineage": LINEAGE} if "lineage" in frames else {})
    if unexpected := frames.keys() ^ tables.keys():
        raise ValueError(f"tables missing or unknown: {sorted(unexpected)}")
    con = duckdb.connect(str(path))
    try:
        con.execute("BEGIN")
        for name, columns in tables.items():
            declared, key = _without_key(columns)
            con.execute(f"CREATE TABLE {name} ({declared})")
            con.register("frame", frames[name].to_arrow())
            names = ", ".join(frames[name].columns)
            con.execute(f"INSERT INTO {name} ({names}) SELECT {names} FROM frame ORDER BY ALL")
            con.unregister("frame")
            _refuse_duplicates(con, name, key)
        con.execute("COMMIT")
        con.execute("CHECKPOINT")
    finally:
        con.close()


def _without_key(columns: str) -> tuple[str, str | None]:
    """A table's columns without the key that closes them, and that key.

    The file is never written again, so a key that held when it was made holds for ever. An index for it would make
    the file six times larger and take half of the writing.
    """
    key = re.search(r",\s*PRIMARY KEY \(([^)]*)\)", columns)
    return (columns[: key.start()] + columns[key.end() :], key[1]) if key else (columns, None)


def _refuse_duplicates(con: duckdb.DuckDBPyConnection, table: str, key: str | None) -> None:
    if key is None:
        return
    duplicate = con.execute(f"SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1 LIMIT 1").fetchall()
    if duplicate:
        raise duckdb.ConstraintException(f"duplicate key in {table}: {duplicate[0]}")


def open_snapshot(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a snapshot for reading only, shut off from files and network. Query through ``con.cursor()``."""
    return duckdb.connect(
        str(path),
        read_only=True,
        config={"enable_external_access": False, "threads": 2, "memory_limit": "2GB"},
    )


def read_table(con: duckdb.DuckDBPyConnection, table: str) -> pl.DataFrame:
    """One whole table of a snapshot as a frame."""
    if table not in TABLES | {"lineage": LINEAGE}:
        raise ValueError(f"unknown table {table}")
    with con.cursor() as cur:
        frame: pl.DataFrame = cur.sql(f"SELECT * FROM {table}").pl()
    return frame


def current_build(house: Path) -> str | None:
    """The build id that is served from this data folder, or None before the first publication."""
    pointer = house / "published" / "CURRENT"
    return pointer.read_text(encoding="utf-8").strip() if pointer.exists() else None


def published_path(house: Path, build_id: str) -> Path:
    """Where the published snapshot of a build lies."""
    return house / "published" / f"{build_id}.duckdb"


def work_path(house: Path, build_id: str) -> Path:
    """Where the unprotected snapshot of a build lies."""
    return house / "work" / f"{build_id}.duckdb"


def changes_at_publication(house: Path, build_id: str) -> list[dict[str, str]]:
    """What changed when this build was published: rows with ``what``, ``before``, ``after`` in Swedish."""
    path = house / "published" / f"{build_id}.changes.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
