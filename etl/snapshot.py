"""The published tables: their shape, how they are written, how they are opened. The dashboard's only door.

A build writes two files of the same shape: one unprotected in ``work/`` that also holds the table
``lineage`` (which cell of which receipt every value came from), and one in ``published/`` without it.
Files are written once and never changed; ``CURRENT`` names the one that is served.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

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
    "too_few_answers",
    "suppressed",
    "suppressed_at_source",
)
STATUSES_WITH_VALUE = ("ok", "estimated")
# How the uncertainty of an indicator is reckoned; all but the first two say why there is no interval.
UNCERTAINTIES = ("wilson", "poisson", "not_independent", "own_fact", "share_of_areas", "model")
# How far those who answered speak for the whole: at least 90, 75 and 50 per cent of the adults, and below that.
GATES = ("county", "answering", "answering_few", "counts_only")
# Whether a value may be trusted, must be marked as uncertain, or is only told in words ("3 av 7").
CERTAINTIES = ("firm", "uncertain", "in_words")
VERDICTS = ("better", "worse", "higher", "lower", "no_practical_difference", "cannot_tell", "not_compared")
# Why nothing was decided (cannot_tell) or nothing compared (not_compared).
REASONS_CANNOT_TELL = ("within_chance", "few_expected")
REASONS_NOT_COMPARED = (
    "no_value", "no_interval", "no_benchmark", "too_few_areas", "low_coverage", "in_words", "break",
)  # fmt: skip
BENCHMARKS = ("county", "rest_of_county", "skr_group", "similar", "nation")
TRENDS = ("increasing", "decreasing", "no_certain_change", "cannot_be_calculated")
ACTIVITY_STATUSES = ("not_started", "ongoing", "done", "dropped")
# The life of a goal. Reached and missed are of the goal itself, the next two of the way there.
GOAL_STATES = ("reached", "missed", "on_pace", "behind", "cannot_tell", "not_compared")
REASONS_NO_STATE = (
    *REASONS_CANNOT_TELL, "no_interval", "no_value", "no_target", "no_baseline", "not_started", "definition", "break",
    "other_months", "members", "too_few_areas", "low_coverage", "in_words",
)  # fmt: skip
NOTE_KINDS = ("explanation", "revised")
REASONS_NO_TREND = ("too_few_periods", "gap", "break", "few_events", "no_interval", "low_coverage", "no_answer")


def _list(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_STATUS_LIST = _list(STATUSES)
_VALUE_RULE = "CHECK ((value IS NOT NULL) = (status IN ('ok', 'estimated')))"
_UNDECIDED = _list(REASONS_CANNOT_TELL + REASONS_NOT_COMPARED)
# A verdict that decides nothing says why, and one that decides needs no excuse.
_VERDICT = f"""
    verdict TEXT NOT NULL CHECK (verdict IN ({_list(VERDICTS)})),
    reason TEXT CHECK (reason IN ({_UNDECIDED})),
    CHECK ((reason IS NOT NULL) = (verdict IN ('cannot_tell', 'not_compared'))),
    smallest_visible DOUBLE, years_needed INTEGER"""
_VALUE_KEY = """
    indicator TEXT NOT NULL, source TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL,
    sex TEXT NOT NULL, age_group TEXT NOT NULL"""

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
    # kind: count | tick | number | choice; counts: persons | method_courses | visits | municipalities ...
    # choices: for a choice, the words whose place in this list (from 1) is the value
    "item": """
        form TEXT NOT NULL, id TEXT NOT NULL, question_no TEXT, section TEXT, label TEXT NOT NULL,
        short_label TEXT NOT NULL, kind TEXT NOT NULL, counts TEXT, unit TEXT, choices TEXT[], sort INTEGER NOT NULL,
        PRIMARY KEY (form, id)""",
    "indicator": """
        id TEXT PRIMARY KEY, version INTEGER NOT NULL, title TEXT NOT NULL, short_title TEXT NOT NULL,
        theme TEXT NOT NULL, why TEXT NOT NULL, how TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL,
        numerator TEXT[] NOT NULL, denominator TEXT[] NOT NULL, multiplier DOUBLE NOT NULL,
        decimals INTEGER NOT NULL, lower_is_better BOOLEAN, effect_goal TEXT, caveats TEXT[] NOT NULL,
        form TEXT NOT NULL, source_document TEXT NOT NULL, source_questions TEXT[] NOT NULL,
        author TEXT NOT NULL, reviewed DATE NOT NULL, next_review DATE NOT NULL, sort INTEGER NOT NULL,
        uncertainty TEXT, margin DOUBLE,
        step TEXT CHECK (step IN ('behov', 'efterfragan', 'insats', 'utfall'))""",
    # The bullets that the indicators serve. awaits: what would tell (more) of it; noted: of its words.
    "effect_goal": """
        id TEXT PRIMARY KEY, concept TEXT NOT NULL, words TEXT NOT NULL, awaits TEXT, noted TEXT,
        sort INTEGER NOT NULL""",
    # What somebody has decided shall be reached, by county: a goal that holds for all stands in each.
    "target": """
        indicator TEXT NOT NULL, county TEXT NOT NULL, target DOUBLE NOT NULL, target_by TEXT NOT NULL,
        target_decided TEXT NOT NULL, example BOOLEAN NOT NULL, PRIMARY KEY (indicator, county)""",
    # Where a county stood, as it was locked; numerator and denominator where they are known.
    "baseline": """
        indicator TEXT NOT NULL, county TEXT NOT NULL, period TEXT NOT NULL, value DOUBLE NOT NULL, numerator DOUBLE,
        denominator DOUBLE, version INTEGER NOT NULL, decided TEXT NOT NULL, decided_on DATE NOT NULL,
        example BOOLEAN NOT NULL, PRIMARY KEY (indicator, county)""",
    # One row for each municipality that is asked; rounds that were never opened ask the whole county.
    "asked": """
        form TEXT NOT NULL, period TEXT NOT NULL, area TEXT NOT NULL, deadline DATE,
        round_opened BOOLEAN NOT NULL, PRIMARY KEY (form, period, area)""",
    # The submission that holds for each municipality and period; who has not sent has no row.
    "submission": """
        form TEXT NOT NULL, period TEXT NOT NULL, area TEXT NOT NULL, received_on DATE NOT NULL,
        version INTEGER NOT NULL, example BOOLEAN NOT NULL, PRIMARY KEY (form, period, area)""",
    # What is said in public beside a figure; item is NULL when it is about all that the municipality sent.
    "note": f"""
        form TEXT NOT NULL, area TEXT NOT NULL, period TEXT NOT NULL, item TEXT,
        kind TEXT NOT NULL CHECK (kind IN ({_list(NOTE_KINDS)})), text TEXT NOT NULL, noted_on DATE NOT NULL,
        PRIMARY KEY (form, area, period, item, kind)""",
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
    # lower, upper: 95 %; lower_998, upper_998: 99.8 %; in the unit of the value
    # gate: only for an area that is made of others; at_most: the numerator if every silent area had said yes
    # rank_low, rank_high: among the areas ranked in that county and period, 1 is the highest value
    "indicator_value": f"""
        {_VALUE_KEY}, value DOUBLE, numerator DOUBLE, denominator DOUBLE,
        status TEXT NOT NULL CHECK (status IN ({_STATUS_LIST})),
        answered INTEGER, asked INTEGER, population_share DOUBLE, members TEXT[] NOT NULL,
        example BOOLEAN NOT NULL,
        lower DOUBLE, upper DOUBLE, lower_998 DOUBLE, upper_998 DOUBLE,
        certainty TEXT CHECK (certainty IN ({_list(CERTAINTIES)})), gate TEXT CHECK (gate IN ({_list(GATES)})),
        at_most DOUBLE, rank_low INTEGER, rank_high INTEGER, ranked INTEGER, {_VALUE_RULE},
        PRIMARY KEY (indicator, source, area, period, sex, age_group)""",
    # One municipality beside a benchmark made of others (against). verdict is decided at 95 %, verdict_998 at 99.8 %.
    # county and nation are taken as values; the others are as subject to chance as the area itself, and the verdict is
    # of the difference. members: who is in the benchmark; expected: events the area would have had with its value, and
    # beside others the fewest of these and of those in the smaller of the two, were both alike.
    # smallest_visible: in the indicator's unit; years_needed: NULL when more than 20 or when it is decided already.
    "comparison": f"""
        {_VALUE_KEY}, against TEXT NOT NULL CHECK (against IN ({_list(BENCHMARKS)})),
        benchmark DOUBLE, benchmark_numerator DOUBLE, benchmark_denominator DOUBLE, members TEXT[] NOT NULL,
        gate TEXT CHECK (gate IN ({_list(GATES)})), expected DOUBLE, {_VERDICT},
        verdict_998 TEXT NOT NULL CHECK (verdict_998 IN ({_list(VERDICTS)})),
        PRIMARY KEY (indicator, source, area, period, sex, age_group, against)""",
    # period against the nearest earlier period of the same months, over the areas in members, which answered both.
    # whole_change = real_change + membership_change + definition_change, only for areas made of others.
    "change": f"""
        {_VALUE_KEY}, earlier TEXT NOT NULL, members TEXT[] NOT NULL,
        population_share DOUBLE, gate TEXT CHECK (gate IN ({_list(GATES)})),
        before DOUBLE, before_numerator DOUBLE, before_denominator DOUBLE, before_lower DOUBLE, before_upper DOUBLE,
        after DOUBLE, after_numerator DOUBLE, after_denominator DOUBLE, after_lower DOUBLE, after_upper DOUBLE,
        difference DOUBLE, difference_lower DOUBLE, difference_upper DOUBLE,
        ratio DOUBLE, ratio_lower DOUBLE, ratio_upper DOUBLE, expected DOUBLE, {_VERDICT},
        whole_change DOUBLE, real_change DOUBLE, membership_change DOUBLE, definition_change DOUBLE,
        breaks TEXT[] NOT NULL, estimated BOOLEAN NOT NULL,
        PRIMARY KEY (indicator, source, area, period, sex, age_group)""",
    # The five yearly periods that end with this one; members: who is in all five.
    "trend": f"""
        {_VALUE_KEY}, marker TEXT NOT NULL CHECK (marker IN ({_list(TRENDS)})),
        verdict TEXT NOT NULL CHECK (verdict IN ({_list(VERDICTS)})), chi2 DOUBLE,
        periods TEXT[] NOT NULL, members TEXT[] NOT NULL,
        reason TEXT CHECK (reason IN ({_list(REASONS_NO_TREND)})),
        CHECK ((reason IS NOT NULL) = (marker = 'cannot_be_calculated')),
        PRIMARY KEY (indicator, source, area, period, sex, age_group)""",
    # probability: that the goal is reached, given what was counted (0-1)
    "goal_progress": f"""
        {_VALUE_KEY}, target DOUBLE NOT NULL, probability DOUBLE, {_VERDICT},
        PRIMARY KEY (indicator, source, area, period, sex, age_group)""",
    # A county's way from its locked baseline to its goal. baseline_today: what that period gives today.
    # Paces are a year, in the unit of the value: required from the baseline, achieved since, and what each year left
    # must bring; members: who answered then and now. left_*: what is left, counted in left_counts, as the figures are
    # and by chance. reason: why the state is undecided or nothing is compared.
    "goal_state": f"""
        {_VALUE_KEY}, value DOUBLE, target DOUBLE, target_by TEXT,
        baseline DOUBLE, baseline_period TEXT, baseline_today DOUBLE, baseline_corrected BOOLEAN NOT NULL,
        members TEXT[] NOT NULL, required_pace DOUBLE, achieved_pace DOUBLE, achieved_lower DOUBLE,
        achieved_upper DOUBLE, pace_left DOUBLE, left_counts TEXT, left_count INTEGER, left_low INTEGER,
        left_high INTEGER, state TEXT NOT NULL CHECK (state IN ({_list(GOAL_STATES)})),
        reason TEXT CHECK (reason IN ({_list(REASONS_NO_STATE)})),
        CHECK ((reason IS NOT NULL) = (state IN ('cannot_tell', 'not_compared'))),
        apart TEXT CHECK (apart IN ({_list(REASONS_NO_STATE)})),
        CHECK ((apart IS NULL) = (achieved_pace IS NOT NULL)), breaks TEXT[] NOT NULL,
        PRIMARY KEY (indicator, source, area, period, sex, age_group)""",
    # From this period on, an item (or a whole indicator, or one area's) cannot be set beside earlier periods.
    "comparability_break": """
        id TEXT PRIMARY KEY, form TEXT NOT NULL, item TEXT, indicator TEXT, area TEXT, from_period TEXT NOT NULL,
        kind TEXT NOT NULL, says TEXT NOT NULL""",
    # Who answered and who is silent, in what is known of all. who: answered | silent
    "response_group": """
        form TEXT NOT NULL, period TEXT NOT NULL, county TEXT NOT NULL, who TEXT NOT NULL, members TEXT[] NOT NULL,
        adults BIGINT NOT NULL, population_share DOUBLE NOT NULL, smallest BIGINT, median DOUBLE, largest BIGINT,
        share_women DOUBLE, skr_groups TEXT[] NOT NULL, PRIMARY KEY (form, period, county, who)""",
    # The lists of the documents. area: whose it is, 00 for every county; kind: what is no activity has no status.
    "activity": """
        id TEXT PRIMARY KEY, area TEXT NOT NULL, source TEXT NOT NULL, list TEXT NOT NULL, heading TEXT NOT NULL,
        actor TEXT NOT NULL, number TEXT NOT NULL, text TEXT NOT NULL, details TEXT[] NOT NULL, place TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('activity', 'perspective', 'theory', 'account')), sort INTEGER NOT NULL""",
    # What has been noted of them; the newest in a county (by sequence) holds. status is NULL when all is undone.
    "activity_record": f"""
        id TEXT PRIMARY KEY, activity TEXT NOT NULL, county TEXT NOT NULL,
        status TEXT CHECK (status IN ({_list(ACTIVITY_STATUSES)})), held_on DATE, note TEXT NOT NULL,
        link TEXT NOT NULL, noted_by TEXT NOT NULL, recorded_on DATE NOT NULL, sequence INTEGER NOT NULL, undoes TEXT,
        example BOOLEAN NOT NULL, CHECK ((status IS NULL) = (held_on IS NULL))""",
    # What an inventory has printed of each intervention of a county, and nothing more; one that stands under two themes
    # has two rows. joint: organised by region and municipalities together. who, spread, explained: as printed.
    "intervention": """
        id TEXT NOT NULL, theme TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('intervention', 'joint')), who TEXT, spread TEXT, explained TEXT,
        printed_at TEXT NOT NULL,
        source TEXT NOT NULL, area TEXT NOT NULL, sort INTEGER NOT NULL, PRIMARY KEY (source, area, theme, id)""",
    # What a source says in words of an area, shortened. topic: wish | remark
    "statement": """
        source TEXT NOT NULL, area TEXT NOT NULL, topic TEXT NOT NULL CHECK (topic IN ('wish', 'remark')),
        sort INTEGER NOT NULL, text TEXT NOT NULL, printed_at TEXT NOT NULL, PRIMARY KEY (source, topic, sort)""",
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


@cache
def _schemas() -> dict[str, pl.Schema]:
    with duckdb.connect() as con:
        for name, columns in TABLES.items():
            con.execute(f"CREATE TABLE {name} ({columns})")
        return {name: con.sql(f"SELECT * FROM {name}").pl().schema for name in TABLES}


def empty_frame(table: str) -> pl.DataFrame:
    """A frame with the columns and types of a table and no rows."""
    return _schemas()[table].to_frame()


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


def published_submissions(house: Path) -> frozenset[tuple[str, str, str]]:
    """The (form, area, period) of every submission in the build that is served."""
    current = current_build(house)
    if current is None:
        return frozenset()
    con = open_snapshot(published_path(house, current))
    try:
        return frozenset(read_table(con, "submission").select("form", "area", "period").iter_rows())
    finally:
        con.close()


def published_path(house: Path, build_id: str) -> Path:
    """Where the published snapshot of a build lies."""
    return house / "published" / f"{build_id}.duckdb"


def work_path(house: Path, build_id: str) -> Path:
    """Where the unprotected snapshot of a build lies."""
    return house / "work" / f"{build_id}.duckdb"


def changes_at_publication(house: Path, build_id: str) -> list[dict[str, Any]]:
    """What changed when this build was published: ``what``, ``before``, ``after`` in Swedish, and which counties."""
    path = house / "published" / f"{build_id}.changes.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
