"""The table ``note``: what is said in public beside a figure. Accepted explanations and revisions, nothing else.

A note never holds a number that stood there before. It follows what holds: an explanation of a number that has been
corrected since is gone with the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from etl.note_decisions import NoteDecision
from etl.receipts import Approval, Key, Receipt, Revision, holding, revisions
from etl.swedish import swedish_date

# item -> what it says, of one receipt for one key.
Said = Mapping[str, tuple[float | None, str]]
_BLANK = (None, "not_answered")


@dataclass(frozen=True)
class Note:
    """One public note. ``item`` is None when it is about everything the municipality sent for the period."""

    form: str
    area: str
    period: str
    item: str | None
    kind: str
    text: str
    noted_on: date


SCHEMA = dict.fromkeys(("form", "area", "period", "item", "kind", "text"), pl.String) | {"noted_on": pl.Date}


def notes_table(
    receipts: Sequence[Receipt],
    approvals: Sequence[Approval],
    decisions: Iterable[NoteDecision],
    answers: pl.DataFrame,
) -> pl.DataFrame:
    """The table ``note``.

    Args:
        decisions: the analyst's answers to explanations, oldest first.
        answers: every answer of every receipt, as ``readings.SCHEMA``.
    """
    said = _Sayings(answers)
    held = holding(receipts, approvals)
    found = [*_explained(decisions, held, said), *_revised(revisions(receipts, approvals), held, said)]
    # The newest of each kind is what holds.
    newest = {(n.form, n.area, n.period, n.item, n.kind): n for n in sorted(found, key=lambda n: n.noted_on)}
    rows = [(n.form, n.area, n.period, n.item, n.kind, n.text, n.noted_on) for n in newest.values()]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


class _Sayings:
    """What each receipt says, looked up when it is needed: most receipts never are."""

    def __init__(self, answers: pl.DataFrame) -> None:
        self._answers = answers

    def of(self, receipt: str, key: Key) -> Said:
        form, area, period = key
        rows = self._answers.filter(
            (pl.col("receipt") == receipt)
            & (pl.col("form") == form)
            & (pl.col("area") == area)
            & (pl.col("period") == period)
        )
        return {item: (value, status) for item, value, status in rows.select("item", "value", "status").iter_rows()}


def _explained(decisions: Iterable[NoteDecision], held: Mapping[Key, Receipt], said: _Sayings) -> Iterator[Note]:
    latest = {decision.explanation: decision for decision in decisions}
    for decision in latest.values():
        receipt = held.get(decision.key)
        if not decision.accepted or receipt is None:
            continue
        same = receipt.about(decision.key).content_sha256 == decision.content_sha256
        now = said.of(receipt.id, decision.key)
        for item, value in decision.numbers:
            if same or (item is not None and now.get(item, _BLANK)[0] == value):
                yield Note(*decision.key, item, "explanation", decision.text, decision.decided_on)


def _revised(changes: Iterable[Revision], held: Mapping[Key, Receipt], said: _Sayings) -> Iterator[Note]:
    for revision in changes:
        holds = held.get(revision.key)
        day = swedish_date(revision.revised_on)
        for item, text in _what_changed(revision, day, said):
            # Of what was withdrawn there is no number left to say anything of; and the other way round.
            if (holds is None) == (revision.receipt.kind == "withdrawal"):
                yield Note(*revision.key, item, "revised", text, revision.revised_on)


def _what_changed(revision: Revision, day: str, said: _Sayings) -> list[tuple[str | None, str]]:
    if revision.receipt.kind == "withdrawal":
        return [(None, f"Uppgifterna togs tillbaka {day}.")]
    before, after = said.of(revision.replaces, revision.key), said.of(revision.receipt.id, revision.key)
    if not before:
        return [(None, f"Uppgifterna lämnades på nytt {day}.")]
    items = dict.fromkeys((*after, *before))
    changed = [item for item in items if before.get(item, _BLANK) != after.get(item, _BLANK)]
    return [(item, f"Reviderad {day}.") for item in changed]
