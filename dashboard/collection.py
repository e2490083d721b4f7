"""Who has sent and who is waited for in a round, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard import receipts, tables
from dashboard.swedish import counted
from etl.areas import load_areas
from etl.periods import parse_period
from etl.receipts import Approval, Key, Receipt, counting, waiting
from etl.rounds import Round, by_name


@dataclass(frozen=True)
class Answering:
    """How it stands with one municipality in a round.

    Attributes:
        receipt: what counts; a withdrawal too.
        waits: something of its own waits for the analyst.
        questions: how many questions it has not replied to.
    """

    area: str
    receipt: Receipt | None
    waits: bool
    questions: int

    @property
    def sent(self) -> bool:
        """Whether answers of its own hold."""
        return self.receipt is not None and self.receipt.kind != "withdrawal"

    @property
    def state(self) -> str:
        """In words: what we wait for, if anything."""
        said = "har lämnat" if self.sent else "väntar på svar"
        if self.receipt is not None and not self.sent:
            said = "har tagit tillbaka, väntar på svar"
        return f"{said}; rättelse väntar på analytikern" if self.waits else said


def answering(
    round_: Round, received: Iterable[Receipt], given: Iterable[Approval], questions: Mapping[Key, int]
) -> list[Answering]:
    """Everybody who was asked, in alphabetical order."""
    received, given = list(received), list(given)
    counts = counting(received, given)
    waits = {key for receipt in waiting(received, given) for key in receipt.keys}
    keys = [(round_.form, code, round_.period) for code in by_name(round_.areas)]
    return [Answering(key[1], counts.get(key), key in waits, questions.get(key, 0)) for key in keys]


def table(round_: Round, found: Iterable[Answering]) -> tables.Table:
    """One row for each who was asked."""
    columns = [tables.Column(title) for title in ("Kommun", "Läge", "Mottaget", "Version", "Bekräftat", "Frågor")]
    rows = [tables.row(*map(tables.words, _row(each, round_))) for each in found]
    return tables.table(f"Omgången för {parse_period(round_.period).label}", columns, rows)


def _row(each: Answering, round_: Round) -> tuple[str, ...]:
    name = load_areas().get(each.area).name
    asked = counted(each.questions, "obesvarad", "obesvarade") if each.questions else ""
    if each.receipt is None:
        return name, each.state, "", "", "", asked
    version = each.receipt.about((round_.form, each.area, round_.period)).version
    warned = counted(len(each.receipt.warnings), "sak", "saker") if each.sent and each.receipt.warnings else ""
    return name, each.state, receipts.time(each.receipt.received_at), str(version), warned, asked
