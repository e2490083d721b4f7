"""Receipts of what has been received: what each is about, which one holds, and which waits for the analyst's yes.

A receipt is never changed. A later one for the same form, area and period takes the earlier one's place; a
withdrawal is a receipt too, so that what holds follows from the order in which things came and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from etl.house import House, is_finished
from etl.problems import UserError

COPY, RECEIPT = "copy.xlsx", "receipt.json"

# What a submission is about: form, area, period.
Key = tuple[str, str, str]
State = Literal["holds", "replaced", "waiting", "declined", "withdrawn"]


@dataclass(frozen=True)
class Confirmation:
    """A warning that the sender has answered: the tick, and the sentence where one was asked for.

    Attributes:
        cells: the cells of the warning that is answered; empty answers every warning of that code.
    """

    code: str
    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReceivedSubmission:
    """What one respondent's answers are about.

    Attributes:
        version: counts the files for that form, area and period.
        content_sha256: of the answers and comments; equal content has the same wherever it stood.
        replaces: the receipt that counted when this one came (it may be a withdrawal); None for the first.
        needs_approval: what it replaces was published, so the analyst must say yes first.
    """

    area: str
    period: str
    layout: str
    version: int
    content_sha256: str = ""
    replaces: str | None = None
    needs_approval: bool = False


@dataclass(frozen=True)
class Receipt:
    """Proof of one received file, web form or withdrawal.

    Attributes:
        id: the beginning of the original's sha256 (or of a hash of it and the order, when the same bytes come back
            later); also the name of its folder.
        received_at: when, with time zone, as ISO text.
        sequence: the order in which things came to this house, from 1.
        kind: ``form`` | ``export`` | ``persons`` | ``withdrawal`` | ``restored``.
        channel: how it came: ``file`` | ``web`` | ``export`` | ``persons``.
        confirmations: the warnings and what the sender answered.
        reason: why it replaces or withdraws what was there; empty for the first.
        new: False when the very same content held already and nothing was changed.
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
    channel: str = "file"
    confirmations: tuple[Confirmation, ...] = ()
    reason: str = ""
    new: bool = field(default=True, compare=False, repr=False)

    @property
    def received_on(self) -> date:
        """The day it came."""
        return date.fromisoformat(self.received_at[:10])

    @property
    def keys(self) -> tuple[Key, ...]:
        """What it is about."""
        return tuple((self.form, s.area, s.period) for s in self.submissions)

    @property
    def needs_approval(self) -> bool:
        """Whether any of it waits for, or has had, the analyst's answer."""
        return any(s.needs_approval for s in self.submissions)

    def about(self, key: Key) -> ReceivedSubmission:
        """The part of it that is about a form, area and period (KeyError if there is none)."""
        for submission in self.submissions:
            if (self.form, submission.area, submission.period) == key:
                return submission
        raise KeyError(key)


@dataclass(frozen=True)
class Approval:
    """The analyst's answer to a correction of something published."""

    receipt: str
    approved: bool
    by: str
    decided_at: str
    reason: str = ""

    @property
    def decided_on(self) -> date:
        """The day of the answer."""
        return date.fromisoformat(self.decided_at[:10])


@dataclass(frozen=True)
class Revision:
    """A published answer that was corrected or withdrawn afterwards, with the analyst's yes.

    Attributes:
        receipt: the one that came in its place; a withdrawal's has no copy.
        replaces: the receipt that counted before; it may be a withdrawal.
    """

    key: Key
    receipt: Receipt
    replaces: str
    revised_on: date


def read_receipts(house: House) -> list[Receipt]:
    """Every receipt, in the order things came."""
    if not house.received.exists():
        return []
    folders = (f for f in house.received.iterdir() if f.is_dir() and is_finished(f))
    return sorted(map(read_receipt, folders), key=lambda r: (r.sequence, r.received_at, r.id))


def read_receipt(folder: Path) -> Receipt:
    """The receipt in a folder.

    Raises:
        UserError: it is gone or damaged.
    """
    try:
        content = json.loads((folder / RECEIPT).read_bytes())
    except (FileNotFoundError, ValueError) as error:
        raise UserError(f"Kvittot i {folder} saknas eller är skadat. Återställ det från säkerhetskopian.", 3) from error
    return Receipt(
        **content
        | {
            "submissions": tuple(ReceivedSubmission(**s) for s in content["submissions"]),
            "confirmations": tuple(map(_confirmation, content.get("confirmations", ()))),
            "warnings": tuple(content["warnings"]),
        }
    )


def _confirmation(content: dict[str, Any]) -> Confirmation:
    return Confirmation(content["code"], content["text"], tuple(content["cells"]))


def receipt_to_json(receipt: Receipt) -> bytes:
    """The receipt as it is kept."""
    content = asdict(receipt)
    del content["new"]
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def copy_path(house: House, receipt_id: str) -> Path:
    """Where the washed copy of a receipt lies; a withdrawal has none."""
    return house.received / receipt_id / COPY


def counting(receipts: Iterable[Receipt], approvals: Iterable[Approval]) -> dict[Key, Receipt]:
    """The newest receipt for each form, area and period, withdrawals too.

    A correction of something published counts only from the analyst's yes.
    """
    answers = _answers(approvals)
    return {key: receipt for receipt in receipts for key in receipt.keys if _counts(receipt, key, answers)}


def holding(receipts: Iterable[Receipt], approvals: Iterable[Approval]) -> dict[Key, Receipt]:
    """Which receipt's answers hold for each form, area and period: the newest one, unless that is a withdrawal."""
    latest = counting(receipts, approvals)
    return {key: receipt for key, receipt in latest.items() if receipt.kind != "withdrawal"}


def states(receipts: Iterable[Receipt], approvals: Iterable[Approval]) -> dict[tuple[str, Key], State]:
    """For each (receipt id, key): whether it holds, has been replaced or withdrawn, waits or was declined."""
    receipts, approvals = list(receipts), list(approvals)
    answers, latest = _answers(approvals), counting(receipts, approvals)
    return {(receipt.id, key): _state(receipt, key, latest, answers) for receipt in receipts for key in receipt.keys}


def waiting(receipts: Iterable[Receipt], approvals: Iterable[Approval]) -> list[Receipt]:
    """Corrections of published figures that the analyst has not answered, oldest first."""
    answers = _answers(approvals)
    return [receipt for receipt in receipts if receipt.needs_approval and receipt.id not in answers]


def revisions(receipts: Iterable[Receipt], approvals: Iterable[Approval]) -> list[Revision]:
    """Every approved change of something published, in the order it came."""
    given = {approval.receipt: approval for approval in approvals if approval.approved}
    return list(_revisions(receipts, given))


def _revisions(receipts: Iterable[Receipt], given: Mapping[str, Approval]) -> Iterator[Revision]:
    for receipt in receipts:
        for key in receipt.keys:
            submission = receipt.about(key)
            if submission.needs_approval and submission.replaces and receipt.id in given:
                yield Revision(key, receipt, submission.replaces, given[receipt.id].decided_on)


def _answers(approvals: Iterable[Approval]) -> dict[str, bool]:
    return {approval.receipt: approval.approved for approval in approvals}


def _counts(receipt: Receipt, key: Key, answers: Mapping[str, bool]) -> bool:
    return not receipt.about(key).needs_approval or answers.get(receipt.id, False)


def _state(receipt: Receipt, key: Key, latest: Mapping[Key, Receipt], answers: Mapping[str, bool]) -> State:
    if not _counts(receipt, key, answers):
        return "declined" if receipt.id in answers else "waiting"
    if latest[key].id == receipt.id:
        return "holds"
    return "withdrawn" if latest[key].kind == "withdrawal" else "replaced"
