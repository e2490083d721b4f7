"""What two counts of persons, made apart, let us say of how many are in both: bounds, and never a share that is known.

The region counts who had a diagnosis, the municipalities whom they helped, and nobody may join the two person by
person. Then the number in both lies between the bounds of Fréchet and nothing narrower can be said (Fréchet M, Ann
Univ Lyon A 1951;14:53-77).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PER = 100


@dataclass(frozen=True)
class Overlap:
    """How many persons can be in two counts at once.

    Attributes:
        one, other: the two counts. ``other`` is what has been answered.
        least, most: how many can be in both, of those who have been counted.
        most_of_all: how many can be in both when those who are silent are reckoned with.
    """

    one: float
    other: float
    least: float
    most: float
    most_of_all: float

    @property
    def per_hundred(self) -> float | None:
        """How many the other has counted per hundred of the one: no share, since they may be other persons."""
        return self.other / self.one * PER if self.one else None

    @property
    def open_ended(self) -> bool:
        """Whether somebody is silent, so that the other count is a least."""
        return self.most_of_all > self.most


def overlap(one: float, other: float, *, population: float | None = None, unheard: float = 0) -> Overlap:
    """How many can be in both of two counts of persons.

    Args:
        one: persons in the first count, which is whole.
        other: persons in the second, of those who have answered.
        population: how many there are to count in at all, when both count among the same; None when they do not (other
            ages, other places): then nobody need be in both.
        unheard: how many more the second could have counted where nobody has answered.

    Raises:
        ValueError: a count is negative, or larger than the population that it is said to be of.
    """
    if min(one, other, unheard) < 0:
        raise ValueError(f"negative count: {one}, {other}, {unheard}")
    if population is not None and max(one, other) > population:
        raise ValueError(f"{one} or {other} of a population of {population}")
    least = 0.0 if population is None else max(0.0, one + other - population)
    return Overlap(one, other, least, min(one, other), min(one, other + unheard))


@dataclass(frozen=True)
class Matched:
    """Two counts summed over the areas that both are known for."""

    members: tuple[str, ...]
    one: float
    other: float


def matched(one: Mapping[str, float | None], other: Mapping[str, float | None]) -> Matched:
    """The sums over the areas where both are known: a figure of one place is never set beside one of another."""
    members = tuple(sorted(area for area in one if one[area] is not None and other.get(area) is not None))
    return Matched(members, sum(one[area] or 0 for area in members), sum(other[area] or 0 for area in members))
