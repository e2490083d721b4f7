"""A json-stat2 data set as rows: the shape in which PxWebApi 2 gives its tables. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from etl.fetch_plan import UnexpectedAnswer, listed, part


@dataclass(frozen=True)
class Cube:
    """A table of figures, or the description of one (then without values).

    Attributes:
        dimensions: by id, in the order of the table, each with its codes and their labels in order.
        roles: which dimensions are time, geography or what is measured.
        updated: when the publisher last changed the table.
    """

    label: str
    dimensions: Mapping[str, Mapping[str, str]]
    roles: Mapping[str, tuple[str, ...]]
    updated: str | None
    values: tuple[float | None, ...]
    statuses: Mapping[int, str]

    def rows(self) -> Iterator[tuple[dict[str, str], float | None, str]]:
        """Each figure: its code in every dimension, the value, and the publisher's sign where there is one."""
        names = list(self.dimensions)
        for place, codes in enumerate(product(*self.dimensions.values())):
            yield dict(zip(names, codes, strict=True)), self.values[place], self.statuses.get(place, "")


def read_json_stat(answer: Any) -> Cube:
    """The data set in an answer.

    Raises:
        UnexpectedAnswer: it is no json-stat2 data set, or has not as many figures as its dimensions say.
    """
    if part(answer, "class") != "dataset" or part(answer, "version") != "2.0":
        raise UnexpectedAnswer("Svaret är ingen tabell i json-stat2.")
    names = [str(name) for name in listed(answer, "id")]
    dimensions = {name: _codes(part(answer, "dimension", name, "category")) for name in names}
    described = [int(size) for size in listed(answer, "size")]
    if described != [len(codes) for codes in dimensions.values()]:
        raise UnexpectedAnswer("Svaret är avhugget: det har inte så många koder som det säger.")
    size = prod(described)
    given = answer.get("value") or []
    return Cube(
        label=str(answer.get("label", "")),
        dimensions=dimensions,
        roles={str(role): tuple(map(str, held)) for role, held in (answer.get("role") or {}).items()},
        updated=answer.get("updated"),
        values=_values(given, size) if given else (),
        statuses=_statuses(answer.get("status"), size),
    )


def _codes(category: Any) -> dict[str, str]:
    """The codes of a dimension in order, each with its label."""
    labels = category.get("label") or {}
    index = category.get("index") or labels
    # A dimension with a single category may leave the index out; an index may be a list or give each code its place.
    if isinstance(index, Mapping) and index is not labels:
        codes = sorted(index, key=lambda code: int(index[code]))
        if [int(index[code]) for code in codes] != list(range(len(codes))):
            raise UnexpectedAnswer("Svaret räknar upp koder på samma plats två gånger.")
    else:
        codes = list(index)
    return {str(code): str(labels.get(code, code)) for code in codes}


def _values(given: Any, size: int) -> tuple[float | None, ...]:
    """The figures in order; those that a sparse table leaves out are not given."""
    if isinstance(given, Mapping):
        sparse = {int(place): value for place, value in given.items()}
        if sparse and not 0 <= min(sparse) <= max(sparse) < size:
            raise UnexpectedAnswer("Svaret har tal utanför tabellen.")
        given = [sparse.get(place) for place in range(size)]
    if len(given) != size:
        raise UnexpectedAnswer(f"Svaret är avhugget: det har {len(given)} tal, och tabellen ska ha {size}.")
    if any(isinstance(value, bool) or not isinstance(value, int | float | None) for value in given):
        raise UnexpectedAnswer("Svaret har något annat än tal bland talen.")
    return tuple(given)


def _statuses(given: Any, size: int) -> dict[int, str]:
    """The publisher's signs, by the place of the figure they stand at."""
    if isinstance(given, str):
        return dict.fromkeys(range(size), given)
    if isinstance(given, Mapping):
        return {int(place): str(sign) for place, sign in given.items()}
    return {place: str(sign) for place, sign in enumerate(given or []) if sign is not None}
