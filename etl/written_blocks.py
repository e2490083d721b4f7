"""A small block of keys under one key of indicators.yaml: a goal, a baseline, a version; one of them, or a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from etl import plain_yaml
from etl.plain_yaml import Faults, Scalar, Sequence, Value, suggestion

Reader = Callable[[Value, str, Faults], object]


@dataclass(frozen=True)
class Block:
    """Which keys there must and may be, and how each is understood."""

    required: Mapping[str, Reader]
    optional: Mapping[str, Reader] = field(default_factory=dict)

    @property
    def readers(self) -> dict[str, Reader]:
        return {**self.required, **self.optional}


def one_or_more(value: Value, key: str, block: Block, faults: Faults) -> tuple[dict[str, Any], ...] | None:
    """Each block as its keys with what was read; None when a fault was noted.

    One block may stand without a list around it. Where blocks name a county, each county has one.
    """
    if isinstance(value, Scalar) and value.empty:
        return ()
    parts = value.parts if isinstance(value, Sequence) else (value,)
    read = [_read(part, key, block, faults) for part in parts]
    _refuse_two_of_a_county(parts, key, faults, "county" in block.readers)
    found = tuple(each for each in read if each is not None)
    return found if len(found) == len(read) else None


def _read(value: Value, key: str, block: Block, faults: Faults) -> dict[str, Any] | None:
    if not isinstance(value, plain_yaml.Mapping):
        may = f" och kan ha {', '.join(block.optional)}" if block.optional else ""
        faults.add(value.line, f"”{key}” ska bestå av nycklarna {', '.join(block.required)}{may}.")
        return None
    for name, line in value.key_lines.items():
        if name not in block.readers:
            faults.add(line, f"okänd nyckel ”{name}” under ”{key}”.{suggestion(name, block.readers)}")
    if missing := [name for name in block.required if name not in value.entries]:
        faults.add(value.line, f"”{key}” saknar {', '.join(missing)}.")
        return None
    written = {name: part for name, part in value.entries.items() if name in block.readers}
    read = {name: block.readers[name](part, name, faults) for name, part in written.items()}
    return None if None in read.values() else read


def _refuse_two_of_a_county(parts: tuple[Value, ...], key: str, faults: Faults, by_county: bool) -> None:
    if not by_county:
        return
    counties = [part.entries.get("county") for part in parts if isinstance(part, plain_yaml.Mapping)]
    codes = Counter(each.text if isinstance(each, Scalar) else "" for each in counties)
    for code, count in codes.items():
        if count > 1:
            where = f"län {code}" if code else "alla län (utan county)"
            faults.add(parts[0].line, f"”{key}” står {count} gånger för {where}.")
