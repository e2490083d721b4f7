"""A goal that somebody has set for an indicator: how it is written in indicators.yaml and what must be said with it."""

from __future__ import annotations

from dataclasses import dataclass

from etl import plain_yaml, written_values
from etl.periods import parse_period
from etl.plain_yaml import Faults, Scalar, Value, suggestion
from etl.problems import UserError

_KEYS = ("value", "by", "decided", "example")
_REQUIRED = _KEYS[:3]


@dataclass(frozen=True)
class Target:
    """A goal in the indicator's own unit.

    Attributes:
        value: what is to be reached.
        by: the period, as an id, in which it is to be reached.
        decided: who decided it and when, in Swedish, as readers see it.
        example: set by nobody; shown only where everything is an example.
    """

    value: float
    by: str
    decided: str
    example: bool = False


def read_target(value: Value, key: str, faults: Faults) -> Target | None:
    """A mapping with value, by, decided and perhaps example; None when nothing (or null) is written."""
    if isinstance(value, Scalar) and value.empty:
        return None
    if not isinstance(value, plain_yaml.Mapping):
        faults.add(
            value.line, f"”{key}” ska bestå av nycklarna {', '.join(_REQUIRED)} och, om det är ett exempel, example."
        )
        return None
    for name, line in value.key_lines.items():
        if name not in _KEYS:
            faults.add(line, f"okänd nyckel ”{name}” under ”{key}”.{suggestion(name, _KEYS)}")
    written = value.entries
    if missing := [name for name in _REQUIRED if name not in written]:
        faults.add(value.line, f"”{key}” saknar {', '.join(missing)}.")
        return None
    goal = written_values.number(written["value"], "value", faults)
    by = _period(written["by"], faults)
    decided = written_values.text(written["decided"], "decided", faults)
    example = written_values.yes_or_no(written["example"], "example", faults) if "example" in written else False
    if goal is None or by is None or decided is None or example is None:
        return None
    return Target(goal, by, decided, example)


def _period(value: Value, faults: Faults) -> str | None:
    written = written_values.text(value, "by", faults)
    try:
        return None if written is None else parse_period(written).id
    except UserError as fault:
        faults.add(value.line, f"”by” ska vara ett år eller en period. {fault}")
        return None
