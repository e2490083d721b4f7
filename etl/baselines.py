"""Locked baselines: what a county started from, as it was read on the day it was decided; never changed afterwards.

A correction of the figures that it was read from changes what the same period gives today, and not what was decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from etl import written_blocks, written_values
from etl.periods import parse_period
from etl.plain_yaml import Faults, Value
from etl.written_blocks import Block

if TYPE_CHECKING:
    from etl.definitions import Indicator


@dataclass(frozen=True)
class Baseline:
    """Where a county stood in one indicator.

    Attributes:
        county: the code of the county.
        period: the period, as an id, that it was read from.
        value: in the indicator's own unit.
        version: of the definition that it was reckoned with.
        decided: who decided it, in Swedish, as readers see it.
        decided_on: the day it was locked.
        numerator, denominator: what the value was made of, where that is known.
        example: decided by nobody; shown only where everything is an example.
    """

    county: str
    period: str
    value: float
    version: int
    decided: str
    decided_on: date
    numerator: float | None = None
    denominator: float | None = None
    example: bool = False


BLOCK = Block(
    required={
        "county": written_values.county,
        "period": written_values.period,
        "value": written_values.number,
        "version": written_values.whole_number,
        "decided": written_values.text,
        "decided_on": written_values.day,
    },
    optional={
        "numerator": written_values.number,
        "denominator": written_values.positive_number,
        "example": written_values.yes_or_no,
    },
)


def read_baselines(value: Value, key: str, faults: Faults) -> tuple[Baseline, ...] | None:
    """One baseline, or a list of one for each county; none at all when nothing (or null) is written."""
    read = written_blocks.one_or_more(value, key, BLOCK, faults)
    return None if read is None else tuple(Baseline(**each) for each in read)


def baseline_in(baselines: Sequence[Baseline], county: str) -> Baseline | None:
    """What a county started from, if that has been decided."""
    return next((each for each in baselines if each.county == county), None)


def broken_rules(indicator: Indicator) -> list[tuple[bool, str]]:
    """What must hold between a baseline, the indicator it is of and the goal beside it."""
    found = []
    for each in indicator.baseline:
        where = f"utgångsläget (baseline) för län {each.county}"
        starts = {version.number: parse_period(version.since).start for version in indicator.versions}
        since = starts.get(each.version)
        found += [
            (each.version > indicator.version or each.version < 1, f"har {where} med en version som inte finns"),
            ((each.numerator is None) != (each.denominator is None), f"har {where} med bara täljare eller nämnare"),
            (not _adds_up(each, indicator), f"har {where} där numerator och denominator inte ger value"),
            (
                since is not None and parse_period(each.period).start < since,
                f"har {where} från före den period då version {each.version} börjar gälla",
            ),
        ]
    return found


def _adds_up(baseline: Baseline, indicator: Indicator) -> bool:
    """As far as the value is written: 91 is 480 of 527, and 91.1 is too."""
    if baseline.numerator is None or baseline.denominator is None or indicator.kind == "items_used":
        return True
    off = abs(baseline.numerator / baseline.denominator * indicator.multiplier - baseline.value)
    return bool(off <= 10.0**-indicator.decimals)
