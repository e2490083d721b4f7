"""Which rounds there are in a county, and who has sent and who is waited for in each, as tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import form_names, receipts, tables
from dashboard.swedish import capital, counted, day
from etl.areas import load_areas
from etl.receipts import Approval, Key, Receipt, counting, waiting
from etl.rounds import Round, by_name
from etl.who_answers import counted_answerers, noun

# What one of them is called, in the heading of a column.
_ONE = {"kommuner": "Kommun", "länsdelar": "Länsdel", "regioner": "Region"}


@dataclass(frozen=True)
class Answering:
    """How it stands with one of those who were asked in a round.

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


def overview(county: str, opened: Sequence[Round], held: Mapping[Key, Receipt], today: date) -> tables.Table:
    """Every round of the county, in the order given; then what has come without one.

    Args:
        held: the answers that hold, from ``receipts.holding``.
    """
    asked = {each.key[:2] for each in opened}
    rows = [_of_round(each, held, today) for each in opened]
    unasked: dict[tuple[str, str], list[str]] = {}
    for form, area, period in held:
        if load_areas().get(area).county == county and (form, period) not in asked:
            unasked.setdefault((form, period), []).append(area)
    rows += [
        (form_names.named(form, period), capital(counted_answerers(areas)), "", "har kommit utan omgång")
        for (form, period), areas in sorted(unasked.items())
    ]
    columns = [tables.Column(title) for title in ("Formulär och period", "Har svarat", "Sista dag", "Läge")]
    return tables.table("Omgångar", columns, [tables.row(*map(tables.words, row)) for row in rows])


def _of_round(round_: Round, held: Mapping[Key, Receipt], today: date) -> tuple[str, ...]:
    sent = [area for area in round_.areas if (round_.form, area, round_.period) in held]
    if len(sent) == len(round_.areas):
        state = "alla har svarat"
    else:
        state = "öppen" if today <= round_.deadline else "sista dagen har varit"
    return form_names.named(round_.form, round_.period), count(sent, round_.areas), day(round_.deadline), state


def count(sent: Collection[str], asked: Collection[str]) -> str:
    """3 av 9 svarande; 1 av 1 region."""
    return f"{len(sent)} av {len(asked)} {noun(asked)}"


def table(round_: Round, found: Iterable[Answering]) -> tables.Table:
    """One row for each who was asked."""
    who = capital(noun(round_.areas[:1]) if len(round_.areas) == 1 else _ONE.get(noun(round_.areas), "Svarande"))
    columns = [tables.Column(title) for title in (who, "Läge", "Mottaget", "Version", "Bekräftat", "Frågor")]
    rows = [tables.row(*map(tables.words, _row(each, round_))) for each in found]
    return tables.table(form_names.named(round_.form, round_.period), columns, rows)


def _row(each: Answering, round_: Round) -> tuple[str, ...]:
    name = load_areas().get(each.area).answers_as
    asked = counted(each.questions, "obesvarad", "obesvarade") if each.questions else ""
    if each.receipt is None:
        return name, each.state, "", "", "", asked
    version = each.receipt.about((round_.form, each.area, round_.period)).version
    warned = counted(len(each.receipt.warnings), "sak", "saker") if each.sent and each.receipt.warnings else ""
    return name, each.state, receipts.time(each.receipt.received_at), str(version), warned, asked
