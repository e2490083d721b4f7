"""Which fetched reference data is in use: somebody's decision, kept one file each and never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from etl.house import House
from etl.replies import keep_decision, read_decisions


@dataclass(frozen=True)
class ReferenceDecision:
    """From now on this fetch is used, or again what comes with Samsyn.

    Attributes:
        source: population, kolada or diagnoses.
        fetch: the id of the kept fetch; None for what comes with Samsyn.
        sha256: of the fetch, so that nothing else can take its place.
        shown: the difference as it was shown before the decision.
    """

    source: str
    fetch: str | None
    sha256: str
    shown: tuple[str, ...]
    by: str
    decided_at: str

    @property
    def decided_on(self) -> date:
        """The day of the decision."""
        return date.fromisoformat(self.decided_at[:10])


def read_reference_decisions(house: House) -> list[ReferenceDecision]:
    """Every decision that has been made, oldest first."""
    found = (
        ReferenceDecision(**content | {"shown": tuple(content["shown"])})
        for content in read_decisions(house.decisions / "reference")
    )
    return sorted(found, key=lambda each: each.decided_at)


def keep_reference_decision(house: House, decision: ReferenceDecision) -> None:
    """Write a decision beside those before it. Only for the holder of the house's lock."""
    keep_decision(house.decisions / "reference", decision.source, asdict(decision))


def in_force(decisions: Iterable[ReferenceDecision], day: date) -> tuple[ReferenceDecision, ...]:
    """The newest decision on each source by a day; none where what comes with Samsyn is used."""
    newest = {each.source: each for each in decisions if each.decided_on <= day}
    return tuple(newest[source] for source in sorted(newest) if newest[source].fetch is not None)
