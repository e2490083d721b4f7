"""What matters now in a county: what each system has to say, and which of it the committee's page has room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

MOST = 6


class Weight(IntEnum):
    """What comes first: what is decided, then goals, breaks, thin answers, what waits, and last how things are."""

    DECIDED = 0
    GOAL = 1
    BREAK = 2
    COVERAGE = 3
    WAITS = 4
    STATE = 5


@dataclass(frozen=True)
class Matter:
    """One sentence of the page.

    Attributes:
        says: the sentence itself.
        basis: period, whom it is about, source and certainty, each a few words.
        page: the file of the page behind.
        link: what the link to it says.
    """

    weight: Weight
    says: str
    basis: tuple[str, ...]
    page: str
    link: str


def chosen(systems: Sequence[Sequence[Matter]], most: int = MOST) -> list[Matter]:
    """What is decided in each system, else what it says first; then as many more as there is room for, by weight.

    Args:
        systems: what each system says, in the order of the story: behov, efterfrågan, insats, utfall.
        most: how many there is room for.
    """
    firsts = [min(said, key=lambda each: each.weight is not Weight.DECIDED) for said in systems if said]
    rest = [each for said in systems for each in said if not any(each is first for first in firsts)]
    kept = sorted(firsts, key=lambda each: each.weight)[:most]
    kept += sorted(rest, key=lambda each: each.weight)[: most - len(kept)]
    order = [each for said in systems for each in said if any(each is one for one in kept)]
    return sorted(order, key=lambda each: each.weight)
