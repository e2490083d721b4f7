"""Everything a municipality has sent: each version with its state, who and when, and why it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard import form_names, receipts, tables
from dashboard.swedish import capital
from etl.receipts import Approval, Key, Receipt, State, states

STATES: Mapping[State, str] = {
    "holds": "gäller",
    "replaced": "ersatt",
    "waiting": "väntar på analytikerns ja",
    "declined": "inte godkänd",
    "withdrawn": "tillbakadragen",
}


@dataclass(frozen=True)
class Version:
    """One receipt's part about one municipality and period.

    Attributes:
        answered: what the analyst has said about it, if anything.
    """

    receipt: Receipt
    key: Key
    state: State
    answered: Approval | None = None

    @property
    def id(self) -> str:
        """Names it in an address."""
        return f"{self.receipt.id}-{self.key[2]}"

    @property
    def withdrawal(self) -> bool:
        """Whether it takes back what was there, and has no answers of its own."""
        return self.receipt.kind == "withdrawal"

    @property
    def what(self) -> str:
        """Version 2, or that it takes back."""
        if self.withdrawal:
            return "tillbakadragande"
        again = ", en tidigare version igen" if self.receipt.kind == "restored" else ""
        return f"version {self.receipt.about(self.key).version}{again}"

    @property
    def state_words(self) -> str:
        """Its state; a withdrawal that holds is told as what it means, never as 0."""
        return "gäller: ej lämnat" if self.withdrawal and self.state == "holds" else STATES[self.state]

    @property
    def title(self) -> str:
        """For a list to choose from; it does not change with the state, which a list in the browser would not see."""
        label = capital(form_names.about(self.key[0], self.key[2]))
        return f"{label}: {self.what}, {receipts.time(self.receipt.received_at)}"


def versions(received: Sequence[Receipt], given: Sequence[Approval], area: str) -> list[Version]:
    """All that one municipality has sent, the newest first."""
    told, answers = states(received, given), {each.receipt: each for each in given}
    return [
        Version(receipt, key, told[receipt.id, key], answers.get(receipt.id))
        for receipt in reversed(received)
        for key in receipt.keys
        if key[1] == area
    ]


def table(found: Iterable[Version], name: str, *, names: bool) -> tables.Table:
    """The versions as a table.

    Args:
        name: of the municipality.
        names: whether who sent it, and why, may be told.
    """
    columns = [tables.Column(title) for title in ("Vad", "Läge", "Period", "När", *(("Vem", "Skäl") if names else ()))]
    rows = [
        tables.row(
            *map(
                tables.words,
                (
                    each.what,
                    each.state_words,
                    form_names.about(each.key[0], each.key[2]),
                    receipts.time(each.receipt.received_at),
                    *((each.receipt.sender or "", each.receipt.reason) if names else ()),
                ),
            ),
            style="own" if each.state == "holds" else "",
        )
        for each in found
    ]
    return tables.table(f"Inlämningar från {name}", columns, rows)
