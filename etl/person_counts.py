"""Rows of persons -> counts: who is counted, what each answered, what is so few that it is not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from etl.check_counted import groups_are_safe
from etl.forms.counted_rules import LEAST_ANSWERS
from etl.forms.person_question import PersonQuestion, PersonSurvey
from etl.person_answers import UNANSWERED, UNKNOWN, answer_of, is_test
from etl.person_columns import PersonTable
from etl.survey_headings import RawLine
from etl.survey_table import is_sum

# One person's answers: the number of the question -> the field it adds to, or why there is none.
_Row = dict[str, str]


@dataclass
class Tally:
    """The counts of an export, and the cells that say something of how they came about; never what stood there.

    Attributes:
        counts: field -> how many; only of questions that the file has.
        unknown, after_skip: cells that are no answer, or one of a question that was to be skipped.
        not_counted: first cells of the rows that are nobody's answers.
    """

    persons: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    unknown: list[tuple[str, PersonQuestion]] = field(default_factory=list)
    after_skip: list[tuple[str, PersonQuestion]] = field(default_factory=list)
    not_counted: list[str] = field(default_factory=list)


def tally(table: PersonTable) -> Tally:
    """Count every row of an export."""
    told = Tally()
    for line in table.raw.lines:
        if is_sum(line):
            continue
        row = _read(table, line, told)
        if not _is_counted(table, line, row):
            told.not_counted.append(line.cells[min(line.cells)].address)
            continue
        told.persons += 1
        for question in asked(table):
            _count(table, line, row, question, told)
    return told


def asked(table: PersonTable) -> list[PersonQuestion]:
    """The questions that the file has one column of, and the question that leads to it where there is one."""
    there = [each for each in table.survey.questions if len(table.columns(each)) == 1]
    fields = {field for each in there for field in each.fields}
    return [each for each in there if not each.only_if or each.only_if in fields]


def _read(table: PersonTable, line: RawLine, told: Tally) -> _Row:
    row: _Row = {}
    for question in asked(table):
        [place] = table.columns(question)
        cell = line.cells.get(place)
        row[question.number] = answer_of(cell, question, table.codes.get(place, {}))
        if row[question.number] == UNKNOWN and cell is not None:
            told.unknown.append((cell.address, question))
    return row


def _is_counted(table: PersonTable, line: RawLine, row: _Row) -> bool:
    """Somebody who answered something and sent it in, and did not only try the survey."""
    finished = not table.finished or any(place in line.cells for place in table.finished)
    return finished and not is_test(line) and any(answer != UNANSWERED for answer in row.values())


def _count(table: PersonTable, line: RawLine, row: _Row, question: PersonQuestion, told: Tally) -> None:
    answer = row[question.number]
    if question.only_if and question.only_if not in row.values():
        if answer not in (UNANSWERED, UNKNOWN):
            told.after_skip.append((line.cells[table.columns(question)[0]].address, question))
        return
    if answer in question.fields:
        told.counts[answer] += 1
    elif answer == UNANSWERED and question.unanswered:
        told.counts[question.unanswered] += 1


def kept_counts(survey: PersonSurvey, told: Tally, there: Sequence[PersonQuestion]) -> dict[str, int | None]:
    """Every count that may be kept, by field; None for one that is of so few that it is not.

    Args:
        there: the questions that the file has; the counts of the others are None too.
    """
    kept: dict[str, int | None] = {survey.everyone: told.persons}
    for each in survey.questions:
        kept |= _kept(each, told, there=each in there)
    return kept


def _kept(question: PersonQuestion, told: Tally, *, there: bool) -> dict[str, int | None]:
    counts = {field: told.counts[field] for field in question.fields}
    coarser = {field: sum(counts[part] for part in parts) for field, parts in question.coarser}
    nothing: dict[str, int | None] = dict.fromkeys((*counts, *coarser))
    rest = {question.unanswered: told.counts[question.unanswered]} if question.unanswered else {}
    if not there:
        return nothing | dict.fromkeys(rest)
    if question.unanswered:
        # An answer, not a background: shown with classes put together, and only of enough who answered.
        enough = question.sort == "group" or sum(counts.values()) >= LEAST_ANSWERS
        return {**counts, **rest} if enough else nothing | dict.fromkeys(rest)
    for groups in (counts, coarser):
        if groups and _are_safe(question, groups, told.persons):
            return {**nothing, **groups}
    return nothing


def _are_safe(question: PersonQuestion, groups: Mapping[str, int], persons: int) -> bool:
    return groups_are_safe(list(groups.values()), persons if question.withholds else None)
