"""What a survey asks of one person at a time, beside the counts that are kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# A group is counted as a background, and kept only where no group is small; a scale is what was answered.
Sort = Literal["group", "scale"]


@dataclass(frozen=True)
class Option:
    """One way to answer.

    Attributes:
        field: the count that one more person of this answer adds to.
        labels: how it is written; the first is the form's own.
        numbers: from and to, where the answer may be written as a number instead (an age).
    """

    field: str
    labels: tuple[str, ...]
    numbers: tuple[int, int] | None = None


@dataclass(frozen=True)
class PersonQuestion:
    """One closed question of the survey.

    Attributes:
        number: as the survey numbers it ("5a").
        wordings: how it may be worded in a heading; the first is the form's own.
        unanswered: the count of those who were asked and did not answer; empty where it is not kept.
        coarser: groups to keep instead where these are too small: the field, and the fields it is the sum of.
        withholds: has an answer that is never kept ("annat"), and that must not follow from the others either.
        only_if: the field of another question's answer that leads to this one; empty when all are asked.
    """

    number: str
    sort: Sort
    wordings: tuple[str, ...]
    options: tuple[Option, ...]
    unanswered: str = ""
    coarser: tuple[tuple[str, tuple[str, ...]], ...] = ()
    withholds: bool = False
    only_if: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The counts of its answers, without those who did not answer."""
        return tuple(each.field for each in self.options)


@dataclass(frozen=True)
class PersonSurvey:
    """A survey whose answers come one row a person, and of which only counts are kept.

    Attributes:
        everyone: the count of all who answered.
        questions: the closed ones, in order.
        left_out: wordings of questions that are never read: open ones, and where somebody lives.
    """

    everyone: str
    questions: tuple[PersonQuestion, ...]
    left_out: tuple[str, ...]
