"""Keeps what was read of an accepted file: a washed copy and a receipt, never the original's bytes.

Nothing is ever overwritten. The same bytes twice are one submission; a newer file for the same form,
area and period supersedes the older one, which stays readable.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from etl.house import House, is_finished, remove_unfinished, sync_folder, unfinished_folder
from etl.kept_copy import write_copy
from etl.problems import UserError
from etl.submission import CheckedFile

_COPY, _RECEIPT = "copy.xlsx", "receipt.json"
_ID_LENGTH = 20


@dataclass(frozen=True)
class ReceivedSubmission:
    """What one respondent's answers are about; version counts the files for that form, area and period."""

    area: str
    period: str
    layout: str
    version: int


@dataclass(frozen=True)
class Receipt:
    """Proof of one received file.

    Attributes:
        id: the beginning of the original's sha256; also the name of its folder.
        received_at: when, with time zone, as ISO text.
        sequence: the order in which files came to this house, from 1.
        new: False when the very same bytes had been received before and nothing was changed.
    """

    id: str
    form: str
    received_at: str
    sequence: int
    original_sha256: str
    original_size: int
    name_sha256: str
    example: bool
    kind: str
    submissions: tuple[ReceivedSubmission, ...]
    warnings: tuple[str, ...]
    checker_version: str
    copy_sha256: str
    sender: str | None = None
    new: bool = field(default=True, compare=False, repr=False)

    @property
    def received_on(self) -> date:
        """The day it came."""
        return date.fromisoformat(self.received_at[:10])


def receive(house: House, checked: CheckedFile, *, received_at: datetime, sender: str | None) -> Receipt:
    """Keep a checked file.

    Args:
        house: where it is kept.
        checked: the answer of the check; a rejected file is never kept.
        received_at: the time, given by the caller at the edge.
        sender: who sent it, when known.

    Raises:
        UserError: the file was rejected, or example and real data would be mixed.
    """
    if checked.outcome == "rejected" or not checked.submissions:
        raise UserError("Filen har fel som måste rättas innan den kan tas emot. Kör samsyn check.", 1)
    refuse_other_kind(house, checked)
    with house.lock("received"):
        remove_unfinished(house.received)
        folder = house.received / checked.sha256[:_ID_LENGTH]
        if folder.exists():
            return replace(_read_receipt(folder), new=False)
        return keep(house, checked, read_receipts(house), received_at=received_at, sender=sender)


def already_received(house: House, data: bytes) -> Receipt | None:
    """The receipt of these very bytes, if they have been received before."""
    folder = house.received / hashlib.sha256(data).hexdigest()[:_ID_LENGTH]
    return replace(_read_receipt(folder), new=False) if folder.exists() else None


def keep(
    house: House,
    checked: CheckedFile,
    earlier: Iterable[Receipt],
    *,
    received_at: datetime,
    sender: str | None,
) -> Receipt:
    """Write copy and receipt beside the finished ones, then give the folder its name in one step.

    Only for the holder of the house's lock, who also knows every earlier receipt.
    """
    copy = write_copy(checked.kept)
    receipt = _make_receipt(checked, list(earlier), copy, received_at, sender)
    unfinished = unfinished_folder(house.received, receipt.id)
    _write_synced(unfinished / _COPY, copy)
    _write_synced(unfinished / _RECEIPT, _to_json(receipt))
    sync_folder(unfinished)
    os.rename(unfinished, house.received / receipt.id)
    sync_folder(house.received)
    return receipt


def read_receipts(house: House) -> list[Receipt]:
    """Every receipt, in the order the files came."""
    if not house.received.exists():
        return []
    folders = (f for f in house.received.iterdir() if f.is_dir() and is_finished(f))
    return sorted(map(_read_receipt, folders), key=lambda r: (r.sequence, r.received_at, r.id))


def holding(receipts: Iterable[Receipt]) -> dict[tuple[str, str, str], Receipt]:
    """Which receipt holds for each (form, area, period): the newest one."""
    return {
        (receipt.form, submission.area, submission.period): receipt
        for receipt in receipts
        for submission in receipt.submissions
    }


def copy_path(house: House, receipt_id: str) -> Path:
    """Where the washed copy of a receipt lies."""
    return house.received / receipt_id / _COPY


def refuse_other_kind(house: House, checked: CheckedFile) -> None:
    """Example and real data never share a data folder.

    Raises:
        UserError: the file is of the other kind than the house.
    """
    if checked.example and house.kind == "real":
        raise UserError(
            "Filen innehåller exempeldata och får inte blandas med riktiga uppgifter. "
            "Hämta formuläret på nytt från Samsyn och fyll i det."
        )
    if not checked.example and house.kind == "demo":
        raise UserError(
            "Det här är en demo med exempeldata: riktiga uppgifter tas inte emot här. "
            "Skapa en skarp datamapp med samsyn init."
        )


def _make_receipt(
    checked: CheckedFile, earlier: list[Receipt], copy: bytes, received_at: datetime, sender: str | None
) -> Receipt:
    form = checked.submissions[0].form
    seen = [(r.form, s.area, s.period) for r in earlier for s in r.submissions]
    return Receipt(
        id=checked.sha256[:_ID_LENGTH],
        form=form,
        received_at=received_at.isoformat(timespec="seconds"),
        sequence=1 + max((r.sequence for r in earlier), default=0),
        original_sha256=checked.sha256,
        original_size=checked.size,
        name_sha256=checked.name_sha256,
        example=checked.example,
        kind=checked.kind,
        submissions=tuple(
            ReceivedSubmission(s.area, s.period, s.layout, 1 + seen.count((form, s.area, s.period)))
            for s in checked.submissions
        ),
        warnings=tuple(sorted({p.code for p in checked.problems})),
        checker_version=checked.checker_version,
        copy_sha256=hashlib.sha256(copy).hexdigest(),
        sender=sender,
    )


def _to_json(receipt: Receipt) -> bytes:
    content = asdict(receipt)
    del content["new"]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _read_receipt(folder: Path) -> Receipt:
    try:
        content = json.loads((folder / _RECEIPT).read_bytes())
    except (FileNotFoundError, ValueError) as error:
        raise UserError(f"Kvittot i {folder} saknas eller är skadat. Återställ det från säkerhetskopian.", 3) from error
    submissions = tuple(ReceivedSubmission(**s) for s in content.pop("submissions"))
    return Receipt(**content | {"submissions": submissions, "warnings": tuple(content["warnings"])})


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
