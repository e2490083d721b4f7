"""When figures may speak: the limits under which nothing is judged, and how far those who answered stand for all."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from etl.numeric_input import Numbers, broadcast, read_numbers

Words: TypeAlias = NDArray[Any]

# The words of etl.snapshot, which is not imported: the dashboard uses this without a database. A test holds them equal.
GATES = ("county", "answering", "answering_few", "counts_only")
REASONS_NOT_COMPARED = (
    "no_interval", "no_value", "in_words", "no_benchmark", "too_few_areas", "low_coverage", "break",
)  # fmt: skip
REASONS_CANNOT_TELL = ("within_chance", "few_expected")
WITH_INTERVAL = ("wilson", "poisson")
VERDICTS = ("better", "worse", "higher", "lower", "no_practical_difference", "cannot_tell", "not_compared")
# Places in VERDICTS.
NO_PRACTICAL_DIFFERENCE, CANNOT_TELL, NOT_COMPARED = range(4, 7)

# Fewer areas than this make no aggregate.
LEAST_MEMBERS = 3
# Smallest share of the adults for each gate but the last.
GATE_SHARES = (0.90, 0.75, 0.50)
# An area with more than this share of a benchmark is held against the rest of it.
LARGEST_SHARE_OF_BENCHMARK = 0.25
# Under these nothing is judged: events expected, and for proportions also non-events expected and persons.
LEAST_EXPECTED = 10
LEAST_EXPECTED_WITHOUT = 5
LEAST_PERSONS = 30
# Under these a figure is told in words, under the second it is uncertain; so is one with few events.
IN_WORDS_UNDER = 10
IN_WORDS_UNDER_ADULTS = 100
UNCERTAIN_UNDER = 30
UNCERTAIN_EVENTS = 20
MOST_YEARS = 20
# Expected events come out of a division: 10 may be 9.999999999999998.
ROUNDING = 1e-9


def in_words(per_population: object, denominator: Numbers) -> NDArray[np.bool_]:
    """Whether a figure is only told in words: fewer than 10 persons, or 100 inhabitants for a rate."""
    least = np.where(np.asarray(per_population, dtype=bool), IN_WORDS_UNDER_ADULTS, IN_WORDS_UNDER)
    return np.asarray(read_numbers("denominator", denominator) < least)


def gates(share: Numbers, members: Numbers, whole: Numbers) -> Words:
    """How far the members of an aggregate speak for the whole.

    Args:
        share: of the adults of the whole, how many live in the members (0-1).
        members: how many areas are in the aggregate.
        whole: how many there are in all.

    Returns:
        county, answering, answering_few or counts_only; the last also for fewer than three members, unless the whole
        has fewer.
    """
    return np.asarray(np.array(GATES)[gate_places(share, members, whole)])


def gate_places(share: Numbers, members: Numbers, whole: Numbers) -> NDArray[np.intp]:
    """The same as places in GATES."""
    part, inside, all_ = broadcast(
        share=read_numbers("share", share), members=read_numbers("members", members), whole=read_numbers("whole", whole)
    )
    enough = inside >= np.minimum(LEAST_MEMBERS, all_)
    limits = [enough & (part >= least - ROUNDING) for least in GATE_SHARES]
    return np.asarray(np.select(limits, range(len(limits)), len(limits)))


def refused_benchmark(members: int, gate: str | None) -> str | None:
    """Why an aggregate of so many members, with such a coverage, may not be held beside anything."""
    if not members:
        return None
    if members < LEAST_MEMBERS:
        return "too_few_areas"
    return "low_coverage" if gate == GATES[-1] else None
