"""The analyst's yes or no to showing an explanation beside the figure: kept one file each, never overwritten."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from etl.house import House
from etl.receipts import Key
from etl.replies import keep_decision, read_decisions


@dataclass(frozen=True)
class NoteDecision:
    """One answer of the analyst's.

    Attributes:
        explanation: its id.
        given_at: when the explanation was given; a new one on the same subject needs a new answer.
        numbers: what was explained, as (item, value); (None, None) for the whole form.
        content_sha256: of the answers that held then.
        text: what may be shown; empty for a no.
        reason: why not.
    """

    explanation: str
    given_at: str
    form: str
    area: str
    period: str
    numbers: tuple[tuple[str | None, float | None], ...]
    content_sha256: str
    accepted: bool
    text: str
    by: str
    decided_at: str
    reason: str = ""

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.form, self.area, self.period

    @property
    def decided_on(self) -> date:
        """The day of the answer."""
        return date.fromisoformat(self.decided_at[:10])


def read_note_decisions(house: House) -> list[NoteDecision]:
    """Every answer that has been given, oldest first."""
    found = (
        NoteDecision(**content | {"numbers": tuple((item, value) for item, value in content["numbers"])})
        for content in read_decisions(house.decisions / "notes")
    )
    return sorted(found, key=lambda each: each.decided_at)


def keep_note_decision(house: House, decision: NoteDecision) -> None:
    """Write an answer beside those before it. Only for the holder of the house's lock."""
    keep_decision(house.decisions / "notes", decision.explanation, asdict(decision))
