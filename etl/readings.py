"""What stands in the kept copies, each read once: the answers are kept beside by the copy's sha256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from etl.coding import code_free_text
from etl.forms.catalogue import get_form
from etl.house import House, remove_unfinished, write_frame
from etl.kept_copy import read_copy
from etl.problems import UserError
from etl.receive import Receipt, copy_path
from etl.submission import Answer, Submission

SCHEMA: dict[str, pl.DataType] = {
    "receipt": pl.String(),
    "copy_sha256": pl.String(),
    "form": pl.String(),
    "layout": pl.String(),
    "area": pl.String(),
    "period": pl.String(),
    "item": pl.String(),
    "value": pl.Float64(),
    "status": pl.String(),
    "sheet": pl.String(),
    "cell": pl.String(),
}
_WHO = ["receipt", "copy_sha256", "form", "layout", "area", "period"]
# A respondent's submission, and what it comes to item by item when its free text is coded.
Read = tuple[Submission, Mapping[str, Answer]]


def read_answers(house: House, receipts: Iterable[Receipt], reader_version: str) -> pl.DataFrame:
    """Every answer of every receipt, long; only copies that were never read by this reader are opened.

    Args:
        reader_version: identifies the code and reference data that decide what is read of a copy.

    Raises:
        UserError: a kept copy is missing or is not what the receipt says.
    """
    wanted = {receipt.id: receipt for receipt in receipts}
    folder = house.work / "read"
    folder.mkdir(parents=True, exist_ok=True)
    remove_unfinished(folder)
    file = folder / f"{reader_version}.parquet"
    known = pl.read_parquet(file) if file.exists() else pl.DataFrame(schema=SCHEMA)
    here = pl.DataFrame(
        {"receipt": list(wanted), "copy_sha256": [r.copy_sha256 for r in wanted.values()]},
        schema={"receipt": pl.String, "copy_sha256": pl.String},
    )
    kept = known.join(here, on=["receipt", "copy_sha256"], how="semi")
    already = set(kept["receipt"].unique())
    fresh = _read([r for r in wanted.values() if r.id not in already], house)
    if fresh.height:
        kept = pl.concat([kept, fresh])
        write_frame(file, kept)
        _remove_other_readers(folder, file)
    return kept


def _read(receipts: list[Receipt], house: House) -> pl.DataFrame:
    """The observations of every respondent in these copies; text answers stay in the copies."""
    who: list[tuple[str, ...]] = []
    number: list[int] = []
    items: list[str] = []
    answers: list[Answer] = []
    for receipt in receipts:
        for s, observed in _read_one(house, receipt):
            number += [len(who)] * len(observed)
            who.append((receipt.id, receipt.copy_sha256, s.form, s.layout, s.area, s.period))
            items += observed
            answers += observed.values()
    respondents = pl.DataFrame(who, schema={name: SCHEMA[name] for name in _WHO}, orient="row")
    return respondents[number].with_columns(
        pl.Series("item", items, pl.String),
        pl.Series("value", [answer.value for answer in answers], pl.Float64),
        pl.Series("status", [answer.status for answer in answers], pl.String),
        pl.Series("sheet", [answer.sheet for answer in answers], pl.String),
        pl.Series("cell", [answer.cell for answer in answers], pl.String),
    )


def _read_one(house: House, receipt: Receipt) -> list[Read]:
    path = copy_path(house, receipt.id)
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != receipt.copy_sha256:
        raise UserError(
            f"Kopian {path} saknas eller har ändrats sedan den togs emot. Återställ den från säkerhetskopian.", 3
        )
    return [(s, code_free_text(s, get_form(s.form))) for s in read_copy(data)]


def _remove_other_readers(folder: Path, current: Path) -> None:
    """What older readers read would only fill the disk; it can be read again."""
    for other in folder.glob("*.parquet"):
        if other != current:
            other.unlink()
