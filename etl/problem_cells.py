"""A problem that holds for many cells, told for one of them: whoever stands in a cell wants to read of that cell."""

from __future__ import annotations

from dataclasses import dataclass

from etl.cells import CellValue
from etl.problems import CATALOGUE, Problem, Severity, problem, sentences, shown

_BETWEEN_LABELS = "; "


@dataclass(frozen=True)
class CellProblem:
    """What is wrong in one cell; ``cell`` is empty when none can be pointed out.

    Attributes:
        says: what is wrong, in a sentence.
    """

    severity: Severity
    sheet: str
    cell: str
    label: str
    says: str
    expected: str
    mend: str

    @property
    def sentences(self) -> str:
        """What is wrong and how to mend it."""
        return f"{self.says} {self.mend}".strip()


def labels_of(each: Problem) -> list[str]:
    """The labels of the rows that a problem holds for."""
    return [label for label in each.label.split(_BETWEEN_LABELS) if label]


def says_of(each: Problem) -> str:
    """What is wrong, without where it is and how it is mended."""
    return sentences(each).removesuffix(each.mend).strip()


def of_cell(each: Problem, cell: str, value: CellValue = None) -> CellProblem:
    """The problem as it is in one of its cells.

    Args:
        value: what stands there; with it a problem of many cells says what stands in this one.
    """
    labels = labels_of(each)
    label = labels[each.cells.index(cell)] if len(labels) == len(each.cells) and cell else each.label
    entry, found = CATALOGUE[each.code], shown(value) if value is not None else ""
    together = entry.says_found.format(found=each.found) if each.found and entry.says_found else ""
    if len(each.cells) > 1 and found and together and together == says_of(each):
        each = problem(
            each.code,
            severity=each.severity,
            sheet=each.sheet,
            found=found,
            expected=each.expected,
            mend=each.mend,
        )
    return CellProblem(each.severity, each.sheet, cell, label, says_of(each), each.expected, each.mend)
