"""Versions of a definition: from which period each holds, and the break that lies there.

No arithmetic crosses a break (see ``etl.breaks``), so a figure reckoned in the new way is never set beside one that
was published, decided or locked in the old.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import polars as pl

from etl import written_blocks, written_values
from etl.breaks import COLUMNS
from etl.periods import parse_period
from etl.plain_yaml import Faults, Value
from etl.written_blocks import Block

if TYPE_CHECKING:
    from etl.definitions import Indicator


@dataclass(frozen=True)
class Version:
    """One later version.

    Attributes:
        number: 2 or more; the first has no entry.
        since: the first period, as an id, that is reckoned so.
        says: what is different, in Swedish, as readers see it.
    """

    number: int
    since: str
    says: str


BLOCK = Block(
    required={
        "version": written_values.whole_number,
        "from": written_values.period,
        "says": written_values.text,
    }
)


def read_versions(value: Value, key: str, faults: Faults) -> tuple[Version, ...] | None:
    """A list of every version after the first; none at all when nothing (or null) is written."""
    read = written_blocks.one_or_more(value, key, BLOCK, faults)
    return None if read is None else tuple(Version(each["version"], each["from"], each["says"]) for each in read)


def broken_rules(indicator: Indicator) -> list[tuple[bool, str]]:
    """What must hold of an indicator's versions."""
    expected = list(range(2, indicator.version + 1))
    starts = [parse_period(each.since).start for each in indicator.versions]
    return [
        (
            [each.number for each in indicator.versions] != expected,
            f"har version {indicator.version} och ska under ”versions” säga, i ordning, från vilken period "
            f"{_listed(expected)} gäller och vad som är nytt"
            if expected
            else "har ”versions” men version 1: höj version till den sista i listan",
        ),
        (any(later <= earlier for earlier, later in pairwise(starts)), "har ”versions” som inte kommer efter varandra"),
    ]


def _listed(numbers: Sequence[int]) -> str:
    return f"version {' och '.join(map(str, numbers))}"


def version_breaks(definitions: Sequence[Indicator]) -> pl.DataFrame:
    """Every change of a definition as a row of the table ``comparability_break``."""
    rows = [
        dict.fromkeys(COLUMNS)
        | {
            "id": f"version_{each.id}_{version.number}",
            "form": each.form,
            "indicator": each.id,
            "from_period": version.since,
            "kind": "definition",
            "says": version.says,
        }
        for each in definitions
        for version in each.versions
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String()))
