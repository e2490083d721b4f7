"""What a goal's state is reckoned from: the locked baseline, what its period gives today, now, and who is in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.baselines import Baseline
from etl.definitions import Indicator
from etl.goal_pace import Counted
from etl.targets import Target
from etl.verdict_rules import LEAST_MEMBERS, gates

Row = dict[str, Any]


@dataclass(frozen=True)
class Now:
    """A county's figure, with those of the municipalities in it.

    Attributes:
        row: of the table ``indicator_value``.
        counted: what the items of the numerator count.
        adults: of every municipality of the county.
        municipal: the figures of its members, by area.
        municipal_then: theirs, of those who were members then, in the baseline's period.
    """

    row: Row
    counted: set[str | None]
    adults: Mapping[str, int]
    municipal: Mapping[str, Row | None]
    municipal_then: Mapping[str, Row | None]


@dataclass(frozen=True)
class Life:
    """A goal, a baseline or both, and the two figures a pace may be reckoned from.

    Attributes:
        today: what the baseline's period gives today; None where nothing does.
        corrected: that is another figure than the one that was locked, which stands.
        counts: what is left is counted in: persons, municipalities; empty where it is not counted.
        start, end: the baseline and now over the same members; None where there are no such figures.
        members: who is in both.
        refused: why there are not.
    """

    definition: Indicator
    target: Target | None
    baseline: Baseline | None
    now: Row
    today: float | None
    corrected: bool
    counts: str
    start: Counted | None
    end: Counted | None
    members: tuple[str, ...]
    refused: str | None


def life_of(
    definition: Indicator, target: Target | None, baseline: Baseline | None, then: Row | None, now: Now
) -> Life:
    """Everything that a state is told from.

    Args:
        definition: of the indicator.
        target, baseline: those that hold in the county.
        then: the county's figure in the baseline's period, as it is today.
        now: its newest figure.
    """
    today = then["value"] if then else None
    corrected = today is not None and baseline is not None and _differs(then or {}, baseline, definition)
    start, end, members, refused = _ends(definition, baseline, then, now, corrected=corrected)
    return Life(
        definition, target, baseline, now.row, today, corrected, _counts(definition, now), start, end, members, refused
    )


def _differs(then: Row, baseline: Baseline, definition: Indicator) -> bool:
    """Whether the period gives another figure today than the one that was locked, as they are written."""
    if baseline.numerator is not None and definition.kind != "items_used":
        return bool((then["numerator"], then["denominator"]) != (baseline.numerator, baseline.denominator))
    return bool(round(then["value"], definition.decimals) != round(baseline.value, definition.decimals))


def _counts(definition: Indicator, now: Now) -> str:
    if definition.kind == "share_of_areas":
        return "municipalities"
    return "persons" if now.counted == {"persons"} and definition.kind != "items_used" else ""


def _ends(
    definition: Indicator, baseline: Baseline | None, then: Row | None, now: Now, *, corrected: bool
) -> tuple[Counted | None, Counted | None, tuple[str, ...], str | None]:
    """From and to over the same members; the locked figure itself where they are the same as now."""
    if baseline is None or now.row["value"] is None:
        return None, None, (), None
    members, area = tuple(now.row["members"]), now.row["area"]
    whole_area = members in ((), (area,))
    if (then is None and whole_area) or (then is not None and sorted(then["members"]) == sorted(members)):
        locked = Counted(baseline.value, baseline.numerator, baseline.denominator)
        return locked, Counted(now.row["value"], now.row["numerator"], now.row["denominator"]), members, None
    if then is None or corrected or definition.kind == "items_used":
        return None, None, (), "members"
    both = tuple(sorted(set(members) & set(then["members"])))
    if refused := _speaks_for_few(both, now.adults):
        return None, None, both, refused
    start, end = (_sum(rows, both, definition) for rows in (now.municipal_then, now.municipal))
    return start, end, both, None if start and end else "no_value"


def _speaks_for_few(members: tuple[str, ...], adults: Mapping[str, int]) -> str | None:
    share = sum(adults[member] for member in members) / sum(adults.values())
    if str(gates(share, len(members), len(adults))) != "counts_only":
        return None
    return "too_few_areas" if len(members) < LEAST_MEMBERS else "low_coverage"


def _sum(rows: Mapping[str, Row | None], members: tuple[str, ...], definition: Indicator) -> Counted | None:
    found = [row for member in members if (row := rows.get(member)) is not None]
    above, below = (sum(row[part] or 0 for row in found) for part in ("numerator", "denominator"))
    if len(found) < len(members) or not below:
        return None
    return Counted(above / below * definition.multiplier, above, below)
