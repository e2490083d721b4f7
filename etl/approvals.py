"""The analyst's yes or no to corrections of published figures: decisions, so they are kept and never overwritten."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from etl.house import House, write_whole
from etl.own_words import refuse_number, refuse_personal
from etl.problems import UserError
from etl.receipts import Approval, Receipt, counting, read_receipts, waiting


def read_approvals(house: House) -> list[Approval]:
    """Every answer that has been given, oldest first."""
    files = (house.decisions / "approvals").glob("*.json")
    return sorted(
        (Approval(**json.loads(file.read_bytes())) for file in files), key=lambda a: (a.decided_at, a.receipt)
    )


def answer_correction(
    house: House, receipt_id: str, *, approved: bool, by: str, decided_at: datetime, reason: str = ""
) -> Approval:
    """Say yes or no to a correction that waits.

    Args:
        receipt_id: the receipt's id, or the beginning of it.
        by: who answers.

    Raises:
        UserError: nothing of that id waits, it has been answered, something newer holds already, or a no without
            a reason.
    """
    if not approved and not reason.strip():
        raise UserError("Säg varför rättelsen inte godkänns.")
    refuse_personal(reason)
    refuse_number(by)
    with house.lock("received"):
        receipts, given = read_receipts(house), read_approvals(house)
        found = [r for r in waiting(receipts, given) if r.id.startswith(receipt_id)] if receipt_id else []
        if len(found) != 1:
            raise UserError(_none_waiting(receipt_id, {a.receipt for a in given}, len(found)))
        if approved and _is_overtaken(found[0], receipts, given):
            raise UserError(
                "En nyare version gäller redan, så rättelsen kan inte börja gälla. Svara att den inte godkänns."
            )
        approval = Approval(found[0].id, approved, by, decided_at.isoformat(timespec="seconds"), reason.strip())
        folder = house.decisions / "approvals"
        folder.mkdir(parents=True, exist_ok=True)
        content = json.dumps(asdict(approval), ensure_ascii=False, indent=1) + "\n"
        write_whole(folder / f"{approval.receipt}.json", content.encode("utf-8"))
    return approval


def _is_overtaken(receipt: Receipt, receipts: Sequence[Receipt], given: Sequence[Approval]) -> bool:
    """Whether what came later holds for all that waits in a receipt: a yes to it would change nothing."""
    latest = counting(receipts, given)
    asked = [key for key in receipt.keys if receipt.about(key).needs_approval]
    return all(key in latest and latest[key].sequence > receipt.sequence for key in asked)


def _none_waiting(receipt_id: str, answered: set[str], found: int) -> str:
    if found > 1:
        return f"Flera rättelser som väntar börjar på ”{receipt_id}”. Ange hela kvittonumret."
    if any(receipt_id and each.startswith(receipt_id) for each in answered):
        return f"Rättelsen {receipt_id} har redan fått svar."
    return f"Ingen rättelse med kvittonummer ”{receipt_id}” väntar på svar."
