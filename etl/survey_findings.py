"""Problems of an export, gathered so that one fault in many cells is told once, in words that fit an analyst."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.problems import Problem, Severity, join_words, problem


@dataclass(frozen=True)
class _Words:
    code: str
    severity: Severity | None
    says: str | None
    expected: str | None
    mend: str | None


@dataclass
class _Places:
    cells: dict[str, None] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)
    founds: dict[str, None] = field(default_factory=dict)
    all_shown: bool = True


class Findings:
    """Collects; the order of the first of each sort is kept.

    Attributes:
        open_rows: rows that somebody must attribute, by name, with the areas they may be.
    """

    def __init__(self, sheet: str) -> None:
        self.open_rows: dict[str, tuple[str, ...]] = {}
        self._sheet = sheet
        self._places: dict[_Words, _Places] = {}

    def add(
        self,
        code: str,
        cell: str = "",
        *,
        label: str = "",
        found: str = "",
        severity: Severity | None = None,
        says: str | None = None,
        expected: str | None = None,
        mend: str | None = None,
    ) -> None:
        """One fault at one cell, or of the whole file."""
        places = self._places.setdefault(_Words(code, severity, says, expected, mend), _Places())
        if cell:
            places.cells[cell] = None
        if label:
            places.labels[label] = None
        places.all_shown &= bool(found)
        if found:
            places.founds[found] = None

    def problems(self) -> tuple[Problem, ...]:
        """Each sort of fault with all its cells."""
        return tuple(self._problem(words, places) for words, places in self._places.items())

    def _problem(self, words: _Words, places: _Places) -> Problem:
        return problem(
            words.code,
            severity=words.severity,
            sheet=self._sheet,
            cells=tuple(places.cells),
            label=", ".join(places.labels),
            # Only when all of it can be shown: a list with gaps would be read as the whole.
            found=join_words(list(places.founds)) if places.all_shown else "",
            says=words.says,
            expected=words.expected,
            mend=words.mend,
        )
