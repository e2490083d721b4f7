"""Goals that somebody has set for an indicator: how they are written in indicators.yaml and where each holds.

A goal is decided by somebody, somewhere: one that names a county holds there, and no other county is measured by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl import written_blocks, written_values
from etl.plain_yaml import Faults, Value
from etl.written_blocks import Block


@dataclass(frozen=True)
class Target:
    """A goal in the indicator's own unit.

    Attributes:
        value: what is to be reached.
        by: the period, as an id, in which it is to be reached.
        decided: who decided it and when, in Swedish, as readers see it.
        example: set by nobody; shown only where everything is an example.
        county: the code of the county it was decided for; None holds for every county that has none of its own.
    """

    value: float
    by: str
    decided: str
    example: bool = False
    county: str | None = None


BLOCK = Block(
    required={"value": written_values.number, "by": written_values.period, "decided": written_values.text},
    optional={"county": written_values.county, "example": written_values.yes_or_no},
)


def read_targets(value: Value, key: str, faults: Faults) -> tuple[Target, ...] | None:
    """One goal, or a list of one for each county; none at all when nothing (or null) is written."""
    read = written_blocks.one_or_more(value, key, BLOCK, faults)
    return None if read is None else tuple(Target(**each) for each in read)


def target_in(targets: Sequence[Target], county: str) -> Target | None:
    """The goal that holds in a county: its own, or that of all."""
    own = next((each for each in targets if each.county == county), None)
    return own or next((each for each in targets if each.county is None), None)
