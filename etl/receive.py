"""Keeps what was read of an accepted file: a washed copy and a receipt, never the original's bytes.

Nothing is ever overwritten. The same content twice is one submission; a newer one for the same form, area and period
takes the older one's place, which stays readable.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.confirmations import settled
from etl.content import content_of
from etl.house import House, remove_unfinished, sync_folder, unfinished_folder
from etl.kept_copy import write_copy
from etl.own_words import refuse_number, refuse_personal
from etl.periods import parse_period
from etl.problems import UserError
from etl.receipts import (
    COPY,
    RECEIPT,
    Approval,
    Confirmation,
    Key,
    Receipt,
    ReceivedSubmission,
    counting,
    read_receipts,
    receipt_to_json,
    waiting,
)
from etl.snapshot import published_submissions
from etl.submission import CheckedFile, Submission
from etl.swedish import swedish_date

_ID_LENGTH = 20


@dataclass(frozen=True)
class Words:
    """What the sender says with the answers.

    Attributes:
        sender: name and role, when known.
        confirmed: the answers to the warnings.
        reason: why earlier answers are replaced.
    """

    sender: str | None = None
    confirmed: Sequence[Confirmation] = ()
    reason: str = ""


NO_WORDS = Words()


@dataclass(frozen=True)
class _Ledger:
    """What had come in before, as the holder of the lock sees it."""

    receipts: Sequence[Receipt]
    approvals: Sequence[Approval] = ()
    published: frozenset[Key] = frozenset()
    counting: Mapping[Key, Receipt] = field(default_factory=dict)

    @classmethod
    def of(cls, house: House) -> _Ledger:
        receipts, approvals = read_receipts(house), read_approvals(house)
        return cls(receipts, approvals, published_submissions(house.path), counting(receipts, approvals))


def receive(
    house: House,
    checked: CheckedFile,
    *,
    received_at: datetime,
    words: Words = NO_WORDS,
    seen: Mapping[Key, str | None] | None = None,
) -> Receipt:
    """Keep a checked file.

    Args:
        house: where it is kept.
        checked: the answer of the check; a rejected file is never kept.
        received_at: the time, given by the caller at the edge.
        words: who sends, the answers to the warnings, and why something is replaced.
        seen: the receipt that counted for each key when the sender compared with it; None when nothing was compared.

    Returns:
        The new receipt, or (``new`` False) the one whose content was the same already.

    Raises:
        UserError: the file was rejected, a warning is not answered, earlier answers are replaced without a reason,
            a sentence or name tells too much of a person, somebody else sent in the meantime, or example and real data
            would be mixed.
    """
    if checked.outcome == "rejected" or not checked.submissions:
        raise UserError("Filen har fel som måste rättas innan den kan tas emot. Kör samsyn check.", 1)
    refuse_other_kind(house, checked)
    confirmed = settled(checked.problems, words.confirmed)
    refuse_personal(words.reason)
    refuse_number(words.sender or "")
    with house.lock("received"):
        remove_unfinished(house.received)
        ledger = _Ledger.of(house)
        if same := _same_content(checked, ledger):
            return replace(same, new=False)
        _refuse_overtaken(checked, ledger, seen)
        changed = tuple(each for each in checked.submissions if not _is_same(each, ledger))
        _refuse_without_reason(changed, ledger, words.reason)
        receipt = _receipt(checked, changed, ledger, received_at, replace(words, confirmed=confirmed))
        return keep(house, receipt, write_copy(checked.kept))


def already_received(house: House, data: bytes) -> Receipt | None:
    """The receipt of these very bytes, if they have been received before."""
    sha256 = hashlib.sha256(data).hexdigest()
    return next((replace(r, new=False) for r in read_receipts(house) if r.original_sha256 == sha256), None)


def first_receipt(checked: CheckedFile, *, received_at: datetime, sequence: int = 1) -> Receipt:
    """The receipt of a file that comes to a house where nothing it is about has come before."""
    ledger = _Ledger(())
    receipt = _receipt(checked, checked.submissions, ledger, received_at, NO_WORDS)
    return replace(receipt, sequence=sequence)


def keep(house: House, receipt: Receipt, copy: bytes | None) -> Receipt:
    """Write copy and receipt beside the finished ones, then give the folder its name in one step.

    Only for the holder of the house's lock.

    Args:
        copy: the washed copy; None for a withdrawal.
    """
    receipt = replace(receipt, copy_sha256=hashlib.sha256(copy).hexdigest() if copy is not None else "")
    unfinished = unfinished_folder(house.received, receipt.id)
    if copy is not None:
        _write_synced(unfinished / COPY, copy)
    _write_synced(unfinished / RECEIPT, receipt_to_json(receipt))
    sync_folder(unfinished)
    os.rename(unfinished, house.received / receipt.id)
    sync_folder(house.received)
    return receipt


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


def fresh_id(sha256: str, sequence: int, receipts: Iterable[Receipt]) -> str:
    """The id of a new receipt: of its content, and of its place in the order when that content has come before."""
    wanted = sha256[:_ID_LENGTH]
    if all(receipt.id != wanted for receipt in receipts):
        return wanted
    return hashlib.sha256(f"{sha256}:{sequence}".encode()).hexdigest()[:_ID_LENGTH]


def next_sequence(receipts: Iterable[Receipt]) -> int:
    """The place in the order of what comes next."""
    return 1 + max((receipt.sequence for receipt in receipts), default=0)


def _key(submission: Submission) -> Key:
    return submission.form, submission.area, submission.period


def _is_same(submission: Submission, ledger: _Ledger) -> bool:
    key = _key(submission)
    before = ledger.counting.get(key)
    return before is not None and before.about(key).content_sha256 == content_of(submission)


def _same_content(checked: CheckedFile, ledger: _Ledger) -> Receipt | None:
    """The receipt that says the same already: it counts, or it waits for the analyst's yes."""
    if all(_is_same(each, ledger) for each in checked.submissions):
        return ledger.counting[_key(checked.submissions[0])]
    # A receipt is only of what was changed by then; the rest of a survey held already.
    content = {_key(each): content_of(each) for each in checked.submissions if not _is_same(each, ledger)}
    for receipt in waiting(ledger.receipts, ledger.approvals):
        waits = {key: receipt.about(key) for key in receipt.keys if receipt.about(key).needs_approval}
        if content.items() <= {key: each.content_sha256 for key, each in waits.items()}.items():
            return receipt
    return None


def _refuse_overtaken(checked: CheckedFile, ledger: _Ledger, seen: Mapping[Key, str | None] | None) -> None:
    for key in map(_key, checked.submissions) if seen is not None else ():
        now = ledger.counting.get(key)
        if now is not None and seen is not None and now.id != seen.get(key):
            when = f"{swedish_date(now.received_on)} kl. {now.received_at[11:16].replace(':', '.')}"
            raise UserError(
                f"Någon annan lämnade in uppgifter {when} ({_about(key)}). Jämför med dem innan ni lämnar in."
            )


def _refuse_without_reason(changed: Sequence[Submission], ledger: _Ledger, reason: str) -> None:
    replaced = [key for key in map(_key, changed) if key in ledger.counting]
    if replaced and not reason.strip() and any(ledger.counting[key].kind != "withdrawal" for key in replaced):
        raise UserError(
            f"Det finns redan uppgifter för {_about(replaced[0])}. Säg varför de ändras "
            "(på kommandoraden: --reason ”skälet”).",
            1,
        )


def _about(key: Key) -> str:
    return f"{load_areas().get(key[1]).answers_as}, {parse_period(key[2]).label}"


def _receipt(
    checked: CheckedFile, changed: Sequence[Submission], ledger: _Ledger, received_at: datetime, words: Words
) -> Receipt:
    sequence = next_sequence(ledger.receipts)
    return Receipt(
        id=fresh_id(checked.sha256, sequence, ledger.receipts),
        form=changed[0].form,
        received_at=received_at.isoformat(timespec="seconds"),
        sequence=sequence,
        original_sha256=checked.sha256,
        original_size=checked.size,
        name_sha256=checked.name_sha256,
        example=checked.example,
        kind=checked.kind,
        submissions=tuple(_received(each, ledger) for each in changed),
        warnings=tuple(sorted({p.code for p in checked.problems})),
        checker_version=checked.checker_version,
        copy_sha256="",
        sender=words.sender,
        channel=checked.channel if checked.kind == "form" else checked.kind,
        confirmations=tuple(words.confirmed),
        reason=words.reason.strip(),
    )


def _received(submission: Submission, ledger: _Ledger) -> ReceivedSubmission:
    key = _key(submission)
    before = ledger.counting.get(key)
    return ReceivedSubmission(
        submission.area,
        submission.period,
        submission.layout,
        version=1 + sum(key in receipt.keys for receipt in ledger.receipts),
        content_sha256=content_of(submission),
        replaces=before.id if before else None,
        needs_approval=key in ledger.published,
    )


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
