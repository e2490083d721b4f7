"""How what is sent in stands to what is there: what holds, what was sent for the period before, what is published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etl.approvals import read_approvals
from etl.house import House
from etl.kept_copy import read_copy
from etl.periods import parse_period
from etl.problems import UserError
from etl.receipts import Key, Receipt, copy_path, counting, holding, read_receipts
from etl.snapshot import published_submissions
from etl.submission import Answer, Submission


@dataclass(frozen=True)
class Held:
    """The answers of one receipt for one form, area and period."""

    receipt: Receipt
    submission: Submission

    @property
    def answers(self) -> Mapping[str, Answer]:
        """By field id."""
        return self.submission.answers

    @property
    def period(self) -> str:
        """The period they are about."""
        return self.submission.period


def earlier_may_be_shown(house: House | None) -> bool:
    """Whether earlier answers may be shown to who says that they send for a municipality.

    Until people log in nobody knows who they are: only in a demo, where everything is invented.
    """
    return house is not None and house.kind == "demo"


def held(house: House, form: str, area: str, period: str) -> Held | None:
    """What holds for a form, area and period."""
    receipt = holding(read_receipts(house), read_approvals(house)).get((form, area, period))
    return version(house, receipt, (form, area, period)) if receipt else None


def earlier(house: House, form: str, area: str, period: str) -> Held | None:
    """What holds for the nearest period that ends before this one begins."""
    return next(_earlier(house, (form, area, period)), None)


def all_earlier(house: House, form: str, area: str, period: str) -> tuple[Held, ...]:
    """What holds for every period that ends before this one begins, the nearest first."""
    return tuple(_earlier(house, (form, area, period)))


def _earlier(house: House, about: Key) -> Iterator[Held]:
    begins = parse_period(about[2]).start
    held_by = holding(read_receipts(house), read_approvals(house))
    ends = {key: parse_period(key[2]).end for key in held_by if key[:2] == about[:2]}
    for key in sorted((key for key in ends if ends[key] < begins), key=lambda key: (ends[key], key), reverse=True):
        yield version(house, held_by[key], key)


def version(house: House, receipt: Receipt, key: Key) -> Held:
    """The answers of one receipt, whether it holds or has been replaced.

    Raises:
        UserError: the copy is gone or is not what the receipt says.
    """
    path = copy_path(house, receipt.id)
    data = path.read_bytes() if path.exists() else b""
    if hashlib.sha256(data).hexdigest() != receipt.copy_sha256:
        raise UserError(
            f"Kopian {path} saknas eller har ändrats sedan den togs emot. Återställ den från säkerhetskopian.", 3
        )
    return next(Held(receipt, each) for each in read_copy(data) if (each.form, each.area, each.period) == key)


def counted_receipt(house: House, key: Key) -> str | None:
    """The id of the receipt that counts for a key right now, a withdrawal too; to send along when answers are sent."""
    receipt = counting(read_receipts(house), read_approvals(house)).get(key)
    return receipt.id if receipt else None


def is_published(house: House, key: Key) -> bool:
    """Whether the served build holds answers for a form, area and period."""
    return key in published_submissions(house.path)
