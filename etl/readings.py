"""What stands in the kept copies, each read once: the answers are kept beside by the copy's sha256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from etl.coding import code_free_text
from etl.forms.catalogue import get_form
from etl.house import House, remove_unfinished, write_frame
from etl.kept_copy import index_of, read_index
from etl.problems import UserError
from etl.receipts import Receipt, copy_path
from etl.submission import Answer

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
_THREADS = 2
_HANDFUL = 50


def read_answers(house: House, receipts: Iterable[Receipt], reader_version: str) -> pl.DataFrame:
    """Every answer of every receipt, long; only copies that were never read by this reader are opened.

    Args:
        reader_version: identifies the code and reference data that decide what is read of a copy.

    Raises:
        UserError: a kept copy is missing or is not what the receipt says.
    """
    # A withdrawal has no answers.
    wanted = {receipt.id: receipt for receipt in receipts if receipt.kind != "withdrawal"}
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
        write_frame(file, pl.concat([known, fresh]))
        _remove_other_readers(folder, file)
    return pl.concat([kept, fresh])


def _read(receipts: list[Receipt], house: House) -> pl.DataFrame:
    """The observations of every respondent in these copies; text answers stay in the copies."""
    who: list[tuple[str, ...]] = []
    number: list[int] = []
    items: list[str] = []
    answers: list[Answer] = []
    for receipt, index in _unpack(house, receipts):
        for s in read_index(index):
            observed = code_free_text(s, get_form(s.form))
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


def _unpack(house: House, receipts: list[Receipt]) -> Iterator[tuple[Receipt, list[list[str]]]]:
    """Each copy's index, unpacked in the background a handful at a time while the ones before are understood."""
    handfuls = [receipts[start : start + _HANDFUL] for start in range(0, len(receipts), _HANDFUL)]
    with ThreadPoolExecutor(_THREADS) as pool:
        for unpacked in pool.map(lambda handful: [(r, _unpack_one(house, r)) for r in handful], handfuls):
            yield from unpacked


def _unpack_one(house: House, receipt: Receipt) -> list[list[str]]:
    path = copy_path(house, receipt.id)
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != receipt.copy_sha256:
        raise UserError(
            f"Kopian {path} saknas eller har ändrats sedan den togs emot. Återställ den från säkerhetskopian.", 3
        )
    return index_of(path)


def _remove_other_readers(folder: Path, current: Path) -> None:
    """What older readers read would only fill the disk; it can be read again."""
    for other in folder.glob("*.parquet"):
        if other != current:
            other.unlink()
