"""Rules for forms whose fields are counts of a survey's answers: they come to those asked, and none is of too few."""

from __future__ import annotations

from dataclasses import dataclass

from etl.problem_catalogue import Severity

# No share of fewer answers than this, and no smaller group beside a survey's answers.
LEAST_ANSWERS = 10


@dataclass(frozen=True)
class AddsUp:
    """A rule between counts: the parts are together as many as the whole."""

    code: str
    severity: Severity
    parts: tuple[str, ...]
    whole: str


@dataclass(frozen=True)
class SafeBase:
    """A rule of disclosure: fewer answers than ``LEAST_ANSWERS`` together are left out."""

    code: str
    severity: Severity
    parts: tuple[str, ...]


@dataclass(frozen=True)
class SafeGroups:
    """A rule of disclosure: each group is none or at least ``LEAST_ANSWERS``.

    Attributes:
        whole: where it is named, what it leaves over must be none or as many too: there is an answer that is not kept.
    """

    code: str
    severity: Severity
    groups: tuple[str, ...]
    whole: str = ""
