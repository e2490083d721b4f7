"""The effect goals of indicators.yaml: every bullet under its concept, and what would tell more of it than we have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl import plain_yaml, written_values
from etl.plain_yaml import Faults, Mapping, suggestion
from etl.snapshot import empty_frame

# Sections that say something more of goals by their id, in the order of EffectGoal.
_BESIDE = ("effect_goals_await", "effect_goals_noted")


@dataclass(frozen=True)
class EffectGoal:
    """One bullet.

    Attributes:
        concept: Integrerad, Sammanhållen or Behovsbaserad.
        awaits: what would tell (more) of it, in Swedish; empty where the indicators tell what can be told.
        noted: what a reader must know of the words themselves, in Swedish; mostly empty.
    """

    id: str
    concept: str
    words: str
    awaits: str = ""
    noted: str = ""

    @property
    def whole(self) -> str:
        """As the indicators have it: the concept and the words."""
        return f"{self.concept}: {self.words}"


def load_effect_goals(path: Path) -> tuple[EffectGoal, ...]:
    """Every goal in the order of the file.

    Raises:
        UserError: with every fault of the three sections and the line of each.
    """
    faults = Faults(path)
    sections = plain_yaml.read_mapping(path, faults).entries
    beside = {name: _texts(sections.get(name), name, faults) for name in _BESIDE}
    found = []
    concepts = sections.get("effect_goals")
    for concept, bullets in (concepts.entries if isinstance(concepts, Mapping) else {}).items():
        words = _texts(bullets, concept, faults)
        for id, (text, _) in words.items():
            found.append(EffectGoal(id, concept, text, *(beside[name].pop(id, ("", 0))[0] for name in _BESIDE)))
    for name, left in beside.items():
        for id, (_, line) in left.items():
            faults.add(line, f"”{name}” har det okända målet ”{id}”.{suggestion(id, [g.id for g in found])}")
    faults.raise_if_any()
    return tuple(found)


def _texts(section: object, name: str, faults: Faults) -> dict[str, tuple[str, int]]:
    """Key -> its text and line; nothing where the section is not there."""
    if section is None:
        return {}
    if not isinstance(section, Mapping):
        faults.add(getattr(section, "line", 0), f"”{name}” ska bestå av nycklar med text.")
        return {}
    read = {key: written_values.text(value, key, faults) for key, value in section.entries.items()}
    return {key: (text, section.key_lines[key]) for key, text in read.items() if text is not None}


def effect_goals_table(goals: Sequence[EffectGoal]) -> pl.DataFrame:
    """The goals as the table ``effect_goal``."""
    rows = [
        (goal.id, goal.concept, goal.words, goal.awaits or None, goal.noted or None, sort)
        for sort, goal in enumerate(goals, start=1)
    ]
    return pl.DataFrame(rows, schema=empty_frame("effect_goal").schema, orient="row")
