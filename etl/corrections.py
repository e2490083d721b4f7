"""Known errors in what was sent in or printed, mended as data: each row says what it expects to find.

When the source is mended the row no longer finds what it expects and stops the build, so that no correction
outlives its reason.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.problems import UserError
from etl.snapshot import STATUSES, STATUSES_WITH_VALUE

COLUMNS = ("source", "area", "period", "item", "expects", "becomes", "reason")


@dataclass(frozen=True)
class Correction:
    """One figure or status to replace; ``expects`` and ``becomes`` are a number or a status."""

    source: str
    area: str
    period: str
    item: str
    expects: str
    becomes: str
    reason: str
    line: int


def read_corrections(path: Path) -> list[Correction]:
    """The rows of the table; a missing file holds none.

    Raises:
        UserError: columns that do not fit, an unreadable number or status, or no reason.
    """
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise UserError(f"{path.name} ska ha kolumnerna {', '.join(COLUMNS)}.", 3)
        corrections = [Correction(**row, line=line) for line, row in enumerate(reader, start=2)]
    for correction in corrections:
        if not correction.reason.strip():
            raise UserError(f"{path.name}, rad {correction.line}: skälet (reason) saknas.", 3)
        for text in (correction.expects, correction.becomes):
            _meaning(text, f"{path.name}, rad {correction.line}")
    return corrections


def correct(observations: pl.DataFrame, corrections: list[Correction]) -> pl.DataFrame:
    """The observations with every correction made.

    Raises:
        UserError: a correction does not find what it expects.
    """
    for correction in corrections:
        here = (
            (pl.col("source") == correction.source)
            & (pl.col("area") == correction.area)
            & (pl.col("period") == correction.period)
            & (pl.col("item") == correction.item)
        )
        _expect(observations.filter(here), correction)
        value, status = _meaning(correction.becomes, f"rad {correction.line}")
        observations = observations.with_columns(
            pl.when(here).then(pl.lit(value, pl.Float64)).otherwise("value").alias("value"),
            pl.when(here).then(pl.lit(status)).otherwise("status").alias("status"),
        )
    return observations


def _expect(found: pl.DataFrame, correction: Correction) -> None:
    expected = _meaning(correction.expects, f"rad {correction.line}")
    pairs = found.select("value", "status").rows()
    if pairs == [expected]:
        return
    stands = _words(*pairs[0]) if len(pairs) == 1 else f"{len(pairs)} rader"
    raise UserError(
        f"Rättelsen på rad {correction.line} ({correction.item}, {correction.area}, {correction.period}) väntade "
        f"{_words(*expected)} men fann {stands}. Källan har ändrats: pröva om rättelsen behövs. Bygget avbröts.",
        3,
    )


def _words(value: float | None, status: str) -> str:
    return status if value is None else f"{value:g} ({status})" if status != "ok" else f"{value:g}"


def _meaning(text: str, where: str) -> tuple[float | None, str]:
    """``120`` -> (120, ok); ``~120`` -> (120, estimated); ``not_kept`` -> (None, not_kept)."""
    if text in STATUSES and text not in STATUSES_WITH_VALUE:
        return None, text
    try:
        return float(text.removeprefix("~")), "estimated" if text.startswith("~") else "ok"
    except ValueError:
        raise UserError(f"{where}: ”{text}” är varken ett tal eller en status.", 3) from None
