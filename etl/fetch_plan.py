"""What a fetch from a statistics service consists of: calls in order, their answers, and the figures read of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from etl.problems import UserError


@dataclass(frozen=True)
class Call:
    """One question to a service.

    Attributes:
        name: what its answer is kept under; no two calls of a fetch share it.
        path: what follows the service's address.
        body: the question itself, as JSON, where it does not fit in the path.
        of: how many calls there will be, as far as is known by now.
        may_be_missing: whether the service may say that it has nothing of the kind (404); the answer is then None.
    """

    name: str
    path: str
    body: str | None = None
    of: int = 1
    may_be_missing: bool = False


# Yields calls, is sent what was answered to each (JSON, decoded), and ends when nothing more is needed.
Plan = Generator[Call, Any, None]
# What was answered to each call, by its name, in the order of the calls.
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Pace:
    """How many calls a service takes in how many seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        years: which years; empty for what the service has newest, or all of it.
    """

    years: tuple[int, ...] = ()


class Figure(NamedTuple):
    """One published figure, or why the service gives none. A tuple, for there are hundreds of thousands."""

    item: str
    area: str
    period: str
    sex: str
    value: float | None
    status: str = "ok"


@dataclass(frozen=True)
class Table:
    """What stands in the answers of one fetch.

    Attributes:
        titles: what each item is called by its publisher.
        units: the unit of each item that has one.
        updated: the day the publisher last changed it, where that is told.
        faults: what stops it from being used, in Swedish.
        remarks: what a reader must know before using it, in Swedish.
    """

    figures: tuple[Figure, ...]
    titles: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    updated: str | None = None
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A statistics service and what we want of it.

    Attributes:
        id: what it is called on the command line.
        publisher: as a reader is told: "SCB".
        address: where the service is.
        plan: the calls that are needed for a wish.
        read: the figures in the answers; raises ``UnexpectedAnswer`` when they are not what they used to be.
        pace: the pace the service allows, from what it has told so far.
    """

    id: str
    title: str
    publisher: str
    address: str
    plan: Callable[[Wish], Plan]
    read: Callable[[Answers], Table]
    pace: Callable[[Answers], Pace]


class UnexpectedAnswer(UserError):
    """The service answered, but not with what it used to; nothing of the answer is used."""


def part(answer: Any, *names: str) -> Any:
    """What stands at a place in an answer.

    Raises:
        UnexpectedAnswer: there is no such place.
    """
    for name in names:
        # What json makes; asking for any mapping would take most of the time a large answer takes.
        if not isinstance(answer, dict) or name not in answer:
            raise UnexpectedAnswer(f"Svaret har inte längre fältet ”{'.'.join(names)}”: tjänsten har gjorts om.")
        answer = answer[name]
    return answer


def listed(answer: Any, *names: str) -> list[Any]:
    """The list that stands at a place in an answer; with no names the answer itself.

    Raises:
        UnexpectedAnswer: there is no list there.
    """
    found = part(answer, *names)
    if not isinstance(found, list):
        raise UnexpectedAnswer(f"Svarets fält ”{'.'.join(names)}” är ingen lista längre: tjänsten har gjorts om.")
    return found
