"""The answers of one form as they are read, what is wrong with them, and the choice beside each."""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.cells import Cell
from etl.find_rows import plain_label, title
from etl.form_rows import ESTIMATED, NOT_APPLICABLE, NOT_KEPT
from etl.forms.description import Field
from etl.numbers import read_count
from etl.problems import Problem, problem
from etl.recognise import Found
from etl.submission import Answer

_STATUSES = {
    plain_label(ESTIMATED): "estimated",
    "uppskattat": "estimated",
    "uppskattad": "estimated",
    plain_label(NOT_KEPT): "not_kept",
    plain_label(NOT_APPLICABLE): "not_applicable",
    "exakt": "",
    "exakt värde": "",
}


@dataclass
class Answers:
    """The answers of one form and what is wrong with them."""

    found: Found
    answers: dict[str, Answer] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self,
        code: str,
        each: Field,
        column: str = "value",
        *,
        found: str = "",
        says: str | None = None,
        expected: str | None = None,
        mend: str | None = None,
    ) -> None:
        """Note a problem with the row of a field."""
        here = self.found
        cells, label = [here.address(each.id, column)], title(each)
        self.problems.append(
            problem(
                code,
                sheet=here.sheet.name,
                cells=cells,
                label=label,
                found=found,
                says=says,
                expected=expected,
                mend=mend,
            )
        )

    def number(self, field_id: str) -> float | None:
        """The count of a field, or 1 or 0 of a tick; None without one."""
        answer = self.answers.get(field_id)
        return answer.value if answer and isinstance(answer.value, float) else None

    def put(self, each: Field, value: float | str | None, status: str) -> None:
        """Note the answer of a field."""
        address = self.found.address(each.id, "value")
        self.answers[each.id] = Answer(value, status, address, self.found.sheet.name)


def status_of(read: Answers, each: Field) -> str:
    """The choice beside an answer; numbers there belong to a column of the sender's own."""
    cell = read.found.cell(each.id, "status")
    if cell is None or cell.value is None or not str(cell.value).strip():
        return ""
    status = _STATUSES.get(plain_label(cell.value))
    if status is None:
        if _is_blank(read.found.cell(each.id, "value")) and read_count(cell).status == "ok":
            # The blank answer tells of the number beside it.
            return ""
        if cell.kind in ("number", "date"):
            read.tell("okand_kolumn", each, "status", mend="Är det svaret, flytta det till kolumnen Svar.")
        else:
            says = "Det som står här är inte något av valen i listan och har inte lästs."
            read.tell("okand_cell", each, "status", says=says, mend="Välj i listan, eller lämna cellen tom.")
        return ""
    return status


def is_choice(cell: Cell) -> bool:
    """Whether what stands beside an answer is one of the choices; anything else has not been read."""
    return plain_label(cell.value) in _STATUSES


def _is_blank(cell: Cell | None) -> bool:
    return cell is None or cell.kind == "empty" or (isinstance(cell.value, str) and not cell.value.strip())


def put_without_number(read: Answers, each: Field, status: str) -> None:
    """Note that there is no number, and why."""
    read.put(each, None, status)
    if status == "not_kept":
        read.tell("uppgift_saknas", each)


def tell_of_two(read: Answers, each: Field, chosen: str) -> None:
    """An answer and, beside it, a choice that says that there is none."""
    word = NOT_KEPT if chosen == "not_kept" else NOT_APPLICABLE
    says = f"Det står ett svar, men ”{word}” är valt i cellen bredvid. Båda kan inte gälla."
    mend = "Ta bort svaret eller valet."
    read.tell("logik_fel", each, says=says, expected="ett svar eller ett val, inte båda", mend=mend)


def written(cell: Cell) -> str:
    """What stands in a cell that was meant for words."""
    value = cell.value
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(int(value)) if isinstance(value, int | float) and float(value).is_integer() else str(value)
