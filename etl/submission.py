"""What was understood of a file: answers with the cell each came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from etl.column_mapping import ColumnMapping
from etl.problems import Problem

Outcome = Literal["accepted", "accepted_with_warnings", "rejected"]
# How the answers came: a workbook, the form in the browser, an export of a whole survey, or one of persons' answers.
Channel = Literal["file", "web", "export", "persons"]
# What the file is: our form, an export with a row for each respondent, or one with a row for each person, of which only
# counts are understood.
FileKind = Literal["form", "export", "persons"]
# What was read, at its address: sheet name -> cell address -> value. This is all that is kept of a file.
Kept = dict[str, dict[str, str | int | float | bool | None]]


@dataclass(frozen=True)
class Answer:
    """One answer: a number for counts and ticks (1 or 0), the text itself for texts.

    Attributes:
        value: None unless status is ``ok`` or ``estimated``.
        status: ok | estimated | not_answered | not_kept | not_applicable.
        cell: where it stood ("C10"); of the sheet ``sheet``.
    """

    value: float | str | None
    status: str
    cell: str
    sheet: str


@dataclass(frozen=True)
class Submission:
    """One respondent's answers to one form for one period, by field id."""

    form: str
    layout: str
    area: str
    period: str
    answers: Mapping[str, Answer]
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckedFile:
    """A file after the checks.

    Attributes:
        kept: what was read; empty for a rejected file.
        sha256: of the original's bytes, which are themselves kept nowhere.
        name_sha256: of the file's name, which can hold personal data.
        checker_version: changes when the same bytes may get another answer.
        open_rows: rows of an export whose municipality the analyst must say, with the area codes they may be.
        fine: what was read without a fault, in Swedish ("29 av 31 uppgifter är lästa"); empty when nothing was.
        area, period, answers: what could be read of a single form, also of a rejected one; to be filled in again.
        form: which form it is, when it is one.
        channel: how it came; an export is one whatever its channel says.
        mapping: what each column of an export was taken for, or is proposed to stand for.
    """

    outcome: Outcome
    submissions: tuple[Submission, ...]
    problems: tuple[Problem, ...]
    sha256: str
    size: int
    name_sha256: str
    example: bool
    kept: Kept
    kind: FileKind
    checker_version: str
    fine: str = ""
    open_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    area: str | None = None
    period: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    form: str | None = None
    channel: Channel = "file"
    mapping: ColumnMapping | None = None
