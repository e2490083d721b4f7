"""What may be said of an area beside others: the door to the judgements, and one for a group of the reader's own.

Nothing is read and nothing is published here: counts and a benchmark go in, a verdict and its reason come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from etl.benchmark_verdicts import Judged, against_benchmark
from etl.numeric_input import FloatArray
from etl.outcomes import outcome
from etl.verdict_rules import gates, in_words, refused_benchmark

__all__ = [
    "Counted",
    "GroupJudgement",
    "Judged",
    "against_benchmark",
    "against_group",
    "gates",
    "in_words",
    "outcome",
    "refused_benchmark",
]


@dataclass(frozen=True)
class Counted:
    """What one area has: its figure, if it has one, and its adults."""

    numerator: float | None
    denominator: float | None
    adults: int

    @property
    def known(self) -> bool:
        return self.numerator is not None and self.denominator is not None


@dataclass(frozen=True)
class GroupJudgement:
    """One area beside a group of the reader's own; the fields are those of the table ``comparison``."""

    benchmark: float | None
    benchmark_numerator: float | None
    benchmark_denominator: float | None
    members: tuple[str, ...]
    gate: str | None
    expected: float | None
    verdict: str
    reason: str | None
    smallest_visible: float | None
    years_needed: int | None
    verdict_998: str


def against_group(
    own: Counted | None,
    others: Mapping[str, Counted],
    *,
    uncertainty: str,
    multiplier: float,
    margin: float | None,
    lower_is_better: bool | None,
    per_population: bool = False,
) -> GroupJudgement:
    """One area beside the others of a group, with nothing but published figures; both have their uncertainty.

    Args:
        own: the area itself; None if it has no figure.
        others: every other area of the group by its code, those without a figure too: they count for the coverage.
        uncertainty, multiplier, margin, lower_is_better: as the indicator has them.
        per_population: the indicator is a rate.
    """
    members = tuple(sorted(code for code, one in others.items() if one.known))
    above = sum(others[code].numerator or 0 for code in members)
    below = sum(others[code].denominator or 0 for code in members)
    gate = _gate_of_group(members, others)
    refused = refused_benchmark(len(members), gate)
    usable = below > 0 and refused is None
    judged = [
        against_benchmark(
            uncertainty,
            own.numerator if own else None,
            own.denominator if own else None,
            multiplier,
            above / below * multiplier if below > 0 else None,
            margin,
            lower_is_better,
            confidence,
            per_population=per_population,
            refused=refused,
            others=(above, below),
        )
        for confidence in (0.95, 0.998)
    ]
    at_95 = judged[0]
    years = _or_none(at_95.years_needed)
    return GroupJudgement(
        benchmark=above / below * multiplier if usable else None,
        benchmark_numerator=above if members else None,
        benchmark_denominator=below if members else None,
        members=members,
        gate=gate,
        expected=_or_none(at_95.expected),
        verdict=str(at_95.verdict),
        reason=at_95.reason.item(),
        smallest_visible=_or_none(at_95.smallest_visible),
        years_needed=None if years is None else int(years),
        verdict_998=str(judged[1].verdict),
    )


def _gate_of_group(members: tuple[str, ...], others: Mapping[str, Counted]) -> str | None:
    """None for a group of nobody."""
    adults = sum(one.adults for one in others.values())
    if not adults:
        return None
    return str(gates(sum(others[code].adults for code in members) / adults, len(members), len(others)))


def _or_none(number: FloatArray) -> float | None:
    return None if np.isnan(number) else float(number)
