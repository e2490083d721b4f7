"""Figures asked for from the shell: rows of a snapshot in a fixed shape, with the way back to the cell for insiders."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from rapidfuzz import process

from etl.areas import load_areas
from etl.periods import select_periods
from etl.problems import UserError
from etl.snapshot import open_snapshot
from etl.swedish import SEX_WORDS, age_words, swedish_number, swedish_value

ROW_KEYS = (
    "source", "example", "area", "period", "sex", "age_group", "value", "numerator", "denominator", "status",
    "answered", "asked", "population_share", "lower", "upper", "gate",
)  # fmt: skip
# Only in answers where something is said in public of a figure.
NOTE_KEY = "note"
LINEAGE_KEYS = ("receipt", "sheet", "cell")

Row = dict[str, Any]

_ITEM_ROWS = """
    SELECT o.item, o.source, o.example, o.area, o.period, o.sex, o.age_group, o.value,
           NULL AS numerator, NULL AS denominator, o.status, o.answered, o.asked, o.population_share,
           NULL AS lower, NULL AS upper, NULL AS gate {lineage}
    FROM observation o JOIN item i ON i.form = o.form AND i.id = o.item {join}
    WHERE o.area = $area AND list_contains($periods, o.period) AND ($id IS NULL OR o.item = $id)
    ORDER BY o.period, (SELECT kind FROM source WHERE id = i.form) <> 'form', i.form, i.sort, o.source,
             o.sex, o.age_group"""
_LINEAGE = {
    "lineage": ", l.receipt, l.sheet, l.cell",
    "join": "LEFT JOIN lineage l ON (l.source, l.area, l.period, l.item, l.sex, l.age_group)"
    " = (o.source, o.area, o.period, o.item, o.sex, o.age_group)",
}
_NO_LINEAGE = {"lineage": "", "join": ""}
_INDICATOR_ROWS = """
    SELECT v.indicator, v.source, v.example, v.area, v.period, v.sex, v.age_group, v.value,
           v.numerator, v.denominator, v.status, v.answered, v.asked, v.population_share,
           v.lower, v.upper, v.gate
    FROM indicator_value v JOIN indicator d ON d.id = v.indicator
    WHERE v.area = $area AND list_contains($periods, v.period) AND ($id IS NULL OR v.indicator = $id)
    ORDER BY v.period, d.sort, v.source, v.sex, v.age_group"""


# What is said of all that was sent holds for every figure; an indicator has the notes of its parts.
_NOTES = """
    WITH part AS (
        SELECT DISTINCT item AS id, false AS indicator, form, item AS part FROM observation
        UNION ALL SELECT id, true, form, unnest(list_concat(numerator, denominator)) FROM indicator)
    SELECT DISTINCT part.id, part.indicator, note.period, note.noted_on, note.kind, note.item, note.text
    FROM note JOIN part ON part.form = note.form AND (note.item IS NULL OR note.item = part.part)
    WHERE note.area = $area AND list_contains($periods, note.period)
    ORDER BY note.noted_on, note.kind, note.item NULLS FIRST"""


@dataclass(frozen=True)
class Question:
    """What is asked for: one indicator or one item, or everything; for an area and a period."""

    area: str
    period: str
    indicator: str | None = None
    item: str | None = None
    internal: bool = False


def find_values(snapshot: Path, question: Question) -> list[Row]:
    """The rows that answer the question; items before indicators, each in the order of its form or file.

    Raises:
        UserError: an unknown indicator, item, area or period, with the nearest spelling.
    """
    con = open_snapshot(snapshot)
    try:
        selected: dict[str, Any] = {"area": _area(question.area)}
        selected["periods"] = _periods(con, selected["area"], question.period)
        rows: list[Row] = []
        if not question.indicator:
            _require(con, "item", question.item, "uppgift")
            query = _ITEM_ROWS.format(**(_LINEAGE if question.internal else _NO_LINEAGE))
            rows += _rows(con, query, selected | {"id": question.item})
        if not question.item:
            _require(con, "indicator", question.indicator, "indikator")
            rows += _rows(con, _INDICATOR_ROWS, selected | {"id": question.indicator})
        return _with_notes(con, rows, selected)
    finally:
        con.close()


def _rows(con: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]) -> list[Row]:
    with con.cursor() as cur:
        found: pl.DataFrame = cur.sql(query, params=parameters).pl()
    return found.rows(named=True)


def _with_notes(con: duckdb.DuckDBPyConnection, rows: list[Row], selected: dict[str, Any]) -> list[Row]:
    """The rows with what is said in public of each, if anything is said of any."""
    forms = {row["id"] for row in _rows(con, "SELECT id FROM source WHERE kind = 'form'", {})}
    found: dict[tuple[str, bool, str], list[str]] = {}
    for note in _rows(con, _NOTES, selected):
        said = found.setdefault((note["id"], note["indicator"], note["period"]), [])
        said += [note["text"]] if note["text"] not in said else []
    told = [_notes_of(row, found) if row["source"] in forms else [] for row in rows]
    if not any(told):
        return rows
    return [_before_lineage(row, " ".join(said) or None) for row, said in zip(rows, told, strict=True)]


def _notes_of(row: Row, found: dict[tuple[str, bool, str], list[str]]) -> list[str]:
    id = row.get("indicator") or row["item"]
    return found.get((id, "indicator" in row, row["period"]), [])


def _before_lineage(row: Row, note: str | None) -> Row:
    lineage = {key: value for key, value in row.items() if key in LINEAGE_KEYS}
    return {key: value for key, value in row.items() if key not in lineage} | {NOTE_KEY: note} | lineage


def _area(text: str) -> str:
    areas = load_areas()
    if area := areas.find(text):
        return area.code
    near = areas.nearest(text)
    raise UserError(f"Det finns inget område ”{text}”." + (f" Menar du {near}?" if near else ""))


def _periods(con: duckdb.DuckDBPyConnection, area: str, text: str) -> list[str]:
    query = "SELECT DISTINCT period FROM observation WHERE area = $area ORDER BY period"
    available = [row["period"] for row in _rows(con, query, {"area": area})]
    name = load_areas().get(area).name
    if not available:
        raise UserError(f"Det finns inga uppgifter om {name}.")
    if selected := select_periods(text, available):
        return selected
    raise UserError(f"Det finns inga uppgifter om {name} för {text}. Perioder som finns: {', '.join(available)}.")


def _require(con: duckdb.DuckDBPyConnection, table: str, wanted: str | None, word: str) -> None:
    known = [row["id"] for row in _rows(con, f"SELECT DISTINCT id FROM {table} ORDER BY id", {})]
    if wanted is None or wanted in known:
        return
    near = process.extractOne(wanted, known, score_cutoff=60)
    hint = f" Menar du {near[0]}?" if near else f" De som finns är: {', '.join(known)}."
    raise UserError(f"Det finns ingen {word} ”{wanted}”.{hint}")


def as_json(rows: list[Row]) -> str:
    """JSON with whole numbers written as such, one row a line."""
    lines = [json.dumps({key: _whole(value) for key, value in row.items()}, ensure_ascii=False) for row in rows]
    return "[" + ",\n ".join(lines) + "]"


def as_csv(rows: list[Row]) -> str:
    """CSV with comma and decimal point, the same columns for items and indicators; for programs."""
    columns = ["indicator", "item", *ROW_KEYS]
    for keys in ((NOTE_KEY,), LINEAGE_KEYS):
        columns += keys if any(key in row for row in rows for key in keys) else ()
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    return text.getvalue().rstrip("\n")


def as_table(rows: list[Row]) -> str:
    """A table for people, in Swedish; the limits are those of 95 %."""
    internal = any(key in row for row in rows for key in LINEAGE_KEYS)
    head = ["Vad", "Källa", "Period", "Värde", "Slumpens spelrum", "Täljare", "Nämnare", "Svar", "Andel av vuxna"]
    by_sex = any(row["sex"] != "total" for row in rows)
    noted = any(NOTE_KEY in row for row in rows)
    by_age = len({row.get("age_group") for row in rows}) > 1
    head += (["Kön"] if by_sex else []) + (["Ålder"] if by_age else [])
    lines = [head + (["Kvitto", "Blad", "Cell"] if internal else []) + (["Anmärkning"] if noted else [])]
    for row in rows:
        share = row["population_share"]
        line = [
            row.get("indicator") or row["item"],
            row["source"] + (" (exempel)" if row["example"] else ""),
            row["period"],
            swedish_value(row["value"], row["status"]),
            _span(row["lower"], row["upper"]),
            _number(row["numerator"]),
            _number(row["denominator"]),
            "" if row["asked"] is None else f"{row['answered']} av {row['asked']}",
            "" if share is None else f"{swedish_number(share * 100, 0)} %",
        ]
        line += [SEX_WORDS.get(row["sex"], row["sex"])] if by_sex else []
        line += [age_words(row["age_group"])] if by_age else []
        keys = [*(LINEAGE_KEYS if internal else ()), *([NOTE_KEY] if noted else [])]
        lines.append(line + [row.get(key) or "" for key in keys])
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines)


def _span(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return ""
    return f"{swedish_number(lower, 2)}–{swedish_number(upper, 2)}"


def _number(value: float | None) -> str:
    return "" if value is None else swedish_number(value)


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _whole(value)
