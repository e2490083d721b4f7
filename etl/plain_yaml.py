"""YAML as plain text with line numbers: nothing is converted, nothing is silently overwritten.

PyYAML's own loaders read 0114 as 76 and no as False and let a second key win. Here every scalar stays
the text that was written, and whoever reads it decides what it must be.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from etl.problems import UserError

# Below this likeness (0-100) a suggestion misleads more than it helps.
_NEAR_ENOUGH = 60


@dataclass(frozen=True)
class Scalar:
    """One written value; ``empty`` when nothing (or null) was written, ``quoted`` when it stood in quotes."""

    text: str
    line: int
    quoted: bool = False

    @property
    def empty(self) -> bool:
        return not self.quoted and self.text in ("", "null", "~")


@dataclass(frozen=True)
class Sequence:
    """A list."""

    parts: tuple[Value, ...]
    line: int


@dataclass(frozen=True)
class Mapping:
    """Keys with their values, and the line each key stands on."""

    entries: dict[str, Value]
    key_lines: dict[str, int]
    line: int


Value = Scalar | Sequence | Mapping


@dataclass
class Faults:
    """Everything that is wrong with one file, told at once and in the order of its lines."""

    path: Path
    found: set[tuple[int, str]] = field(default_factory=set)
    noted: int = 0

    def add(self, line: int, message: str) -> None:
        """Note one fault; the same fault twice (a shared default) is told once but counted each time."""
        self.found.add((line, message))
        self.noted += 1

    def raise_if_any(self) -> None:
        """Tell them all.

        Raises:
            UserError: when anything was noted.
        """
        if self.found:
            lines = [f"  rad {line}: {message}" for line, message in sorted(self.found)]
            raise UserError("\n".join([f"{self.path.name} har {len(lines)} fel:", *lines]))


def suggestion(written: str, known: Collection[str]) -> str:
    """The end of a sentence about an unknown word: the nearest known spelling, or nothing."""
    best = process.extractOne(written, sorted(known), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    return f" Menade du ”{best[0]}”?" if best else ""


def read_mapping(path: Path, faults: Faults) -> Mapping:
    """Read a file whose outermost level is keys with values.

    Raises:
        UserError: when the file cannot be read as YAML at all.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_WithoutAliases)
    except FileNotFoundError:
        raise UserError(f"Filen {path} finns inte.") from None
    except UnicodeDecodeError:
        raise UserError(f"{path.name} är inte sparad som UTF-8. Spara om filen med den teckenkodningen.") from None
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise UserError(
            f"{path.name} rad {line}: filen går inte att läsa härifrån. Se över indrag, kolon och citattecken."
        ) from None
    except yaml.reader.ReaderError:
        raise UserError(f"{path.name} innehåller ett tecken som inte får finnas i en textfil.") from None
    value = _value(root, faults) if root else None
    if not isinstance(value, Mapping):
        raise UserError(f"{path.name} ska bestå av nycklar med värden.")
    return value


class _WithoutAliases(yaml.SafeLoader):
    """Refuses anchors and aliases: an entry must say itself what it says."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_mark()
            raise yaml.composer.ComposerError(None, None, "alias", mark)
        return super().compose_node(parent, index)


def _value(node: yaml.Node, faults: Faults) -> Value:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_value(part, faults) for part in node.value), line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, faults)
    quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
    return Scalar(str(node.value).strip(), line, quoted)


def _mapping(node: yaml.MappingNode, faults: Faults) -> Mapping:
    entries: dict[str, Value] = {}
    key_lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in entries:
            faults.add(line, f"nyckeln ”{key}” står två gånger (även på rad {key_lines[key]}).")
            continue
        entries[key] = _value(value_node, faults)
        key_lines[key] = line
    return Mapping(entries, key_lines, node.start_mark.line + 1)
