"""The sentences of ``sentences.toml``: read once, filled in, and never shown with a place left open."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Formatter


@dataclass(frozen=True)
class Sentence:
    """One text of ours; the keys are explained at the top of the file."""

    when: str
    says: str
    one: str = ""
    none: str = ""

    def of(self, count: float | None) -> str:
        if count == 0 and self.none:
            return self.none
        return self.one if count == 1 and self.one else self.says


def _load() -> dict[str, Sentence]:
    with Path(__file__).with_name("sentences.toml").open("rb") as file:
        return {name: Sentence(**words) for name, words in tomllib.load(file).items()}


SENTENCES = _load()


def say(name: str, n: float | None = None, /, **places: str) -> str:
    """One sentence with its places filled.

    Args:
        name: its id in the file.
        n: chooses between the forms for none, one and more.
        places: what each place is filled with, already written the Swedish way.

    Raises:
        KeyError: there is no such sentence, or one of its places is not given.
    """
    return fill(name, SENTENCES[name].of(n), places)


def fill(name: str, text: str, places: dict[str, str]) -> str:
    """The text with its places filled; the tests listen here, to know which sentences they have heard."""
    return text.format_map(places)


def places_in(text: str) -> set[str]:
    """The names of the places in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}
