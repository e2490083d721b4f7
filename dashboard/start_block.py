"""What waits for a municipality: what is to be sent and when, questions to answer, what the analyst looks at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard import components, form_names, receipts
from dashboard.swedish import counted, day
from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.house import House
from etl.receipts import Key, Receipt, holding, read_receipts, waiting
from etl.rounds import Round, rounds
from etl.standing import earlier_may_be_shown


def show(house: House, area: str, today: date, questions: int) -> None:
    """The block at the top of the page, for the municipality that was chosen.

    Args:
        questions: how many wait for its reply.
    """
    received, given = read_receipts(house), read_approvals(house)
    lines = [
        *to_send(rounds(house), holding(received, given), area, today),
        *to_reply(questions),
        *to_approve(waiting(received, given), area),
        *last_sent(received, area, names=earlier_may_be_shown(house)),
    ]
    components.section(f"Det här väntar på {load_areas().get(area).answers_as}")
    components.facts(lines, "samsyn-waiting")


def to_send(opened: Sequence[Round], held: dict[Key, Receipt], area: str, today: date) -> list[tuple[str, str]]:
    """The rounds that the municipality has not answered; or that there are none."""
    left = [r for r in reversed(opened) if area in r.areas and (r.form, area, r.period) not in held]
    asked = [r for r in opened if area in r.areas]
    if not asked:
        return [("Att lämna", "Ingen omgång är öppen för er. Ni kan ändå lämna uppgifter.")]
    if not left:
        return [("Att lämna", "Inget. Allt som har frågats efter är lämnat.")]
    return [("Att lämna", f"{form_names.about(r.form, r.period)}: {_deadline(r.deadline, today)}") for r in left]


def to_reply(questions: int) -> list[tuple[str, str]]:
    """How many questions wait for a reply."""
    return [("Att svara på", f"{counted(questions, 'fråga', 'frågor')} om era tal, här nedanför.")] if questions else []


def to_approve(corrections: Sequence[Receipt], area: str) -> list[tuple[str, str]]:
    """What the municipality has sent that waits for the analyst's yes."""
    return [
        (
            "Väntar på analytikern",
            f"{_what(receipt)} för {form_names.about(key[0], key[2])}, {receipts.time(receipt.received_at)}",
        )
        for receipt in corrections
        for key in receipt.keys
        if key[1] == area
    ]


def last_sent(received: Sequence[Receipt], area: str, *, names: bool) -> list[tuple[str, str]]:
    """What came last from the municipality."""
    own = [(receipt, key) for receipt in received for key in receipt.keys if key[1] == area]
    if not own:
        return [("Senast lämnat", "Inget ännu.")]
    receipt, key = own[-1]
    by = f" av {receipt.sender}" if names and receipt.sender else ""
    done = "tillbakadraget" if receipt.kind == "withdrawal" else f"version {receipt.about(key).version}"
    return [("Senast lämnat", f"{form_names.about(key[0], key[2])}, {done}, {receipts.time(receipt.received_at)}{by}")]


def _what(receipt: Receipt) -> str:
    return "Ett tillbakadragande" if receipt.kind == "withdrawal" else "En rättelse"


def _deadline(deadline: date, today: date) -> str:
    left = (deadline - today).days
    if left < 0:
        return f"sista dagen var {day(deadline)}. Det går fortfarande att lämna."
    if left == 0:
        return "sista dagen är i dag."
    return f"sista dag {day(deadline)}, om {left} {'dag' if left == 1 else 'dagar'}."
