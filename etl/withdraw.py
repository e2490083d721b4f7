"""Takes back what was sent in, and puts an earlier version back: both are receipts, and nothing is erased."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime

from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.house import House, remove_unfinished
from etl.own_words import refuse_number, refuse_personal
from etl.periods import parse_period
from etl.problems import UserError
from etl.receipts import Approval, Key, Receipt, ReceivedSubmission, copy_path, counting, read_receipts, waiting
from etl.receive import fresh_id, keep, next_sequence
from etl.snapshot import published_submissions


def withdraw(house: House, key: Key, *, reason: str, sender: str | None, received_at: datetime) -> Receipt:
    """Take back what holds for a form, area and period; it then counts as not submitted, never as 0.

    Raises:
        UserError: nothing holds, a change waits for the analyst, or no reason is given.
    """
    _refuse_words(reason, sender, "Säg varför uppgifterna tas tillbaka.")
    with house.lock("received"):
        remove_unfinished(house.received)
        receipts, approvals = read_receipts(house), read_approvals(house)
        before = counting(receipts, approvals).get(key)
        if before is None or before.kind == "withdrawal":
            raise UserError(f"Det finns inga inlämnade uppgifter för {_about(key)}.")
        _refuse_while_waiting(key, receipts, approvals)
        sequence = next_sequence(receipts)
        said = json.dumps(["withdrawal", *key, sequence, received_at.isoformat(), reason], ensure_ascii=False)
        sha256 = hashlib.sha256(said.encode("utf-8")).hexdigest()
        receipt = replace(
            before,
            id=fresh_id(sha256, sequence, receipts),
            received_at=received_at.isoformat(timespec="seconds"),
            sequence=sequence,
            original_sha256=sha256,
            original_size=0,
            name_sha256="",
            kind="withdrawal",
            submissions=(_next(before, key, receipts, house, content_sha256=""),),
            warnings=(),
            confirmations=(),
            sender=sender,
            reason=reason.strip(),
        )
        return keep(house, receipt, None)


def restore(
    house: House, receipt_id: str, key: Key, *, reason: str, sender: str | None, received_at: datetime
) -> Receipt:
    """Let an earlier version hold again, as a new receipt with the same copy.

    Raises:
        UserError: there is no such version, its answers hold already, a change waits for the analyst, or no reason
            is given.
    """
    _refuse_words(reason, sender, "Säg varför den tidigare versionen ska gälla igen.")
    with house.lock("received"):
        remove_unfinished(house.received)
        receipts, approvals = read_receipts(house), read_approvals(house)
        wanted = next((r for r in receipts if r.id == receipt_id and key in r.keys and r.kind != "withdrawal"), None)
        if wanted is None:
            raise UserError(f"Det finns ingen version {receipt_id} för {_about(key)}.")
        before = counting(receipts, approvals).get(key)
        if before is not None and before.about(key).content_sha256 == wanted.about(key).content_sha256:
            raise UserError("Den versionen gäller redan.")
        _refuse_while_waiting(key, receipts, approvals)
        sequence = next_sequence(receipts)
        receipt = replace(
            wanted,
            id=fresh_id(wanted.original_sha256, sequence, receipts),
            received_at=received_at.isoformat(timespec="seconds"),
            sequence=sequence,
            kind="restored",
            submissions=(
                replace(
                    _next(wanted, key, receipts, house, content_sha256=wanted.about(key).content_sha256),
                    replaces=before.id if before else None,
                ),
            ),
            sender=sender,
            reason=reason.strip(),
        )
        return keep(house, receipt, copy_path(house, wanted.id).read_bytes())


def _next(
    before: Receipt, key: Key, receipts: list[Receipt], house: House, *, content_sha256: str
) -> ReceivedSubmission:
    return replace(
        before.about(key),
        version=1 + sum(key in receipt.keys for receipt in receipts),
        content_sha256=content_sha256,
        replaces=before.id,
        needs_approval=key in published_submissions(house.path),
    )


def _refuse_words(reason: str, sender: str | None, no_reason: str) -> None:
    if not reason.strip():
        raise UserError(no_reason)
    refuse_personal(reason)
    refuse_number(sender or "")


def _refuse_while_waiting(key: Key, receipts: list[Receipt], approvals: list[Approval]) -> None:
    """Two changes that wait would be answered in any order, and the sender could not tell which one holds."""
    if any(key in each.keys and each.about(key).needs_approval for each in waiting(receipts, approvals)):
        raise UserError(
            f"En ändring av {_about(key)} väntar på analytikerns svar. Innan dess går det inte att göra fler."
        )


def _about(key: Key) -> str:
    return f"{load_areas().get(key[1]).answers_as}, {parse_period(key[2]).label}"
