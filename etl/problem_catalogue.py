"""The problem codes and their words, read from ``problem_catalogue.toml`` beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]
Stage = Literal["file", "template", "who", "numbers", "sense", "personal"]


@dataclass(frozen=True)
class Entry:
    """One code; its keys are explained at the top of the catalogue file.

    Attributes:
        stage: where it is found; the file and template stages stop at the first problem.
    """

    code: str
    stage: Stage
    severity: Severity
    says: str
    expected: str
    mend: str
    says_found: str = ""
    confirm: str = "Jag har läst det här och svaren stämmer."
    asks: str = ""


def _load() -> dict[str, Entry]:
    with Path(__file__).with_name("problem_catalogue.toml").open("rb") as file:
        return {code: Entry(code=code, **words) for code, words in tomllib.load(file).items()}


CATALOGUE = _load()
