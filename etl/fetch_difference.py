"""What differs between reference data in use and what has been fetched, in words to read before a decision. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from etl.areas import load_areas
from etl.fetch_plan import Figure, Table
from etl.swedish import SEX_WORDS, in_a_row, municipalities, swedish_number

_MOST_SHOWN = 10
# Of smaller figures a large share is a small change.
_SMALLEST_WEIGHED = 20.0
# A population does not change this much in the years between two fetches; then rather a border has moved.
_UNLIKELY = 0.25

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Difference:
    """What is not the same, with the largest changes first."""

    same: int
    changed: tuple[tuple[Figure, Figure], ...]
    new: tuple[Figure, ...]
    gone: tuple[Figure, ...]


def differ(before: Iterable[Figure], after: Iterable[Figure], *, across_years: bool = False) -> Difference:
    """Set two tables side by side.

    Args:
        across_years: whether a figure answers to the same figure of another year (there is one year in each).
    """
    old = {_key(figure, across_years): figure for figure in before}
    new = {_key(figure, across_years): figure for figure in after}
    both = [(old[key], new[key]) for key in old.keys() & new.keys()]
    changed = [pair for pair in both if (pair[0].value, pair[0].status) != (pair[1].value, pair[1].status)]
    return Difference(
        same=len(both) - len(changed),
        changed=tuple(sorted(changed, key=lambda pair: (-abs(share(*pair)), _key(pair[1], False)))),
        new=tuple(sorted((new[key] for key in new.keys() - old.keys()), key=lambda f: _key(f, False))),
        gone=tuple(sorted((old[key] for key in old.keys() - new.keys()), key=lambda f: _key(f, False))),
    )


def share(before: Figure, after: Figure) -> float:
    """How large a change is, as a share of what was; 0 where that says nothing."""
    if before.value is None or after.value is None or before.value < _SMALLEST_WEIGHED:
        return 0.0
    return (after.value - before.value) / before.value


def told_population(difference: Difference, after: Table) -> list[str]:
    """The difference of two populations: the nation, how many municipalities, and where most has changed."""
    changed = [pair for pair in difference.changed if pair[1].sex == "total"]
    level = {area.code: area.level for area in load_areas()}
    local = [pair for pair in changed if level.get(pair[1].area) == "municipality"]
    lines = [f"{_place(new)}: {_sides(old, new)}" for old, new in changed if new.area == "00"]
    lines.append(f"{municipalities(len(local))} har ändrats. De största ändringarna:")
    lines += [f"  {_place(new)}: {_sides(old, new)}" for old, new in local[:_MOST_SHOWN]]
    unlikely = [_place(new) for old, new in local if abs(share(old, new)) > _UNLIKELY]
    if unlikely:
        lines.append(f"Ovanligt stor ändring, kontrollera mot SCB: {in_a_row(unlikely)}.")
    return [*lines, *_said(after)]


def told_figures(difference: Difference, after: Table) -> list[str]:
    """The difference of two tables of the same kind: what is new, what the publisher has changed, what is gone."""
    if not difference.new and not difference.changed and not difference.gone:
        return ["Inget skiljer sig från det som används.", *_said(after)]
    lines = []
    if difference.new:
        years = _in_years(difference.new)
        lines.append(f"Nya tal: {swedish_number(len(difference.new))} ({years}).")
    if difference.gone:
        lines.append(f"Tal som inte finns kvar: {swedish_number(len(difference.gone))} ({_in_years(difference.gone)}).")
    lines.append(f"Tal som utgivaren har ändrat: {swedish_number(len(difference.changed))}.")
    for old, new in difference.changed[:_MOST_SHOWN]:
        title = after.titles.get(new.item, new.item)
        lines.append(f"  {_place(new)} {new.period}, {SEX_WORDS[new.sex]}, {title}: {_sides(old, new)}")
    return [*lines, *_said(after)]


def _said(after: Table) -> Iterator[str]:
    yield from after.remarks
    yield from (f"Hinder: {fault}" for fault in after.faults)


def _key(figure: Figure, across_years: bool) -> Key:
    return figure.item, figure.area, "" if across_years else figure.period, figure.sex


def _place(figure: Figure) -> str:
    areas = load_areas()
    return areas.get(figure.area).name if figure.area in areas else figure.area


def _sides(old: Figure, new: Figure) -> str:
    moved = share(old, new)
    return f"{_number(old)} → {_number(new)}" + (f" ({_signed(100 * moved)} %)" if moved else "")


def _number(figure: Figure) -> str:
    return ".." if figure.value is None else swedish_number(figure.value)


def _signed(percent: float) -> str:
    return ("+" if percent > 0 else "") + swedish_number(percent, 1)


def _in_years(figures: Sequence[Figure]) -> str:
    years = sorted({figure.period for figure in figures})
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
