"""The answer of each row: a count, a tick or a text, with its status and what is wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.cells import Cell, place_of
from etl.find_rows import plain_label, title
from etl.form_rows import ESTIMATED, NOT_APPLICABLE, NOT_KEPT, is_wide
from etl.forms.description import Field
from etl.numbers import read_count
from etl.problems import Problem, problem, shown
from etl.recognise import Found
from etl.submission import Answer

_LONGEST_TEXT = 4000
_STATUSES = {
    plain_label(ESTIMATED): "estimated",
    "uppskattat": "estimated",
    "uppskattad": "estimated",
    plain_label(NOT_KEPT): "not_kept",
    plain_label(NOT_APPLICABLE): "not_applicable",
    "exakt": "",
    "exakt värde": "",
}
_YES = frozenset({"ja", "j", "x", "1", "sant", "true", "yes", "✓", "✔", "☑", "☒", "■"})
_NO = frozenset({"nej", "n", "0", "falskt", "false", "no", "☐"})
_MARKS = frozenset({"x", "✓", "✔", "☑", "☒", "■"})
_NEITHER = "Svaret är varken Ja eller Nej."
_ONE_OR_THE_OTHER = "ett tal eller ett val, inte båda"


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

    def put(self, each: Field, value: float | str | None, status: str) -> None:
        """Note the answer of a field."""
        address = self.found.address(each.id, "value")
        self.answers[each.id] = Answer(value, status, address, self.found.sheet.name)


def read_answers(found: Found) -> Answers:
    """Every answer of a recognised form, in the form's order."""
    read = Answers(found)
    spoiled = _merged_over_rows(read)
    fields = [f for f in found.form.fields(found.layout) if f.id in found.places and f.id not in spoiled]
    for each in fields:
        if each.kind == "count":
            _count(read, each)
        elif each.kind == "tick":
            _tick(read, each)
        else:
            _text(read, each)
        _hidden(read, each)
    _tick_lists(read, fields)
    return read


def is_blank(found: Found) -> bool:
    """Whether no count that the form asks for has anything in it."""
    counts = [f for f in found.form.fields(found.layout) if f.kind == "count" and f.id in found.places]
    return not any(found.cell(f.id, column) for f in counts for column in ("value", "status"))


def _count(read: Answers, each: Field) -> None:
    found = read.found
    cell, chosen = found.cell(each.id, "value"), _status(read, each)
    reading = read_count(cell)
    if reading.code == "tom_cell" or reading.status == "not_answered":
        _blank_count(read, each, chosen)
    elif reading.status in ("not_kept", "not_applicable"):
        _without_number(read, each, reading.status)
    elif reading.code is not None:
        said = shown(cell.value) if cell else ""
        mend = None
        if reading.estimated_hint and reading.suggestion is not None:
            mend = (
                f"Skriv bara siffran: {reading.suggestion}. Är talet uppskattat, välj ”{ESTIMATED}” i cellen bredvid."
            )
        read.tell(reading.code, each, found=said, mend=mend)
    elif chosen in ("not_kept", "not_applicable"):
        word = NOT_KEPT if chosen == "not_kept" else NOT_APPLICABLE
        read.tell(
            "logik_fel",
            each,
            says=f"Det står ett tal, men ”{word}” är valt i cellen bredvid. Båda kan inte gälla.",
            expected=_ONE_OR_THE_OTHER,
            mend="Ta bort talet eller valet.",
        )
    else:
        status = "estimated" if chosen == "estimated" else "ok"
        read.put(each, None if reading.value is None else float(reading.value), status)


def _blank_count(read: Answers, each: Field, chosen: str) -> None:
    if chosen in ("not_kept", "not_applicable"):
        _without_number(read, each, chosen)
    elif not each.may_be_blank or chosen == "estimated" or _name_of(read, each):
        comment = read.found.cell(each.id, "comment")
        beside = comment is not None and comment.kind == "number"
        says = "Cellen är tom, men det står ett tal i kommentaren." if beside else None
        mend = "Flytta talet till kolumnen Svar." if beside else None
        read.tell("tom_cell", each, says=says, mend=mend)
    else:
        read.put(each, None, "not_answered")


def _without_number(read: Answers, each: Field, status: str) -> None:
    read.put(each, None, status)
    if status == "not_kept":
        read.tell("uppgift_saknas", each)


def _name_of(read: Answers, count: Field) -> str:
    """What is written in the cell that names this "other" count."""
    for each in read.found.form.fields(read.found.layout):
        if each.names == count.id and each.id in read.found.places:
            cell = read.found.cell(each.id, "value")
            return str(cell.value).strip() if cell and cell.value is not None else ""
    return ""


def _status(read: Answers, each: Field) -> str:
    """The choice beside an answer; numbers there belong to a column of the sender's own."""
    cell = read.found.cell(each.id, "status")
    if cell is None or cell.value is None or not str(cell.value).strip():
        return ""
    status = _STATUSES.get(plain_label(cell.value))
    if status is None:
        if cell.kind in ("number", "date"):
            read.tell("okand_kolumn", each, "status", mend="Är det svaret, flytta det till kolumnen Svar.")
        else:
            says = "Det som står här är inte något av valen i listan och har inte lästs."
            read.tell("okand_cell", each, "status", says=says, mend="Välj i listan, eller lämna cellen tom.")
        return ""
    return status


def _tick(read: Answers, each: Field) -> None:
    cell, chosen = read.found.cell(each.id, "value"), _status(read, each)
    text = plain_label(_number_text(cell)) if cell and cell.value is not None else ""
    if text in _YES or text in _NO:
        read.put(each, 1.0 if text in _YES else 0.0, "ok")
    elif not text:
        status = chosen if chosen in ("not_kept", "not_applicable") else "not_answered"
        read.put(each, None, status)
        if status == "not_kept":
            read.tell("uppgift_saknas", each)
    elif text == plain_label(NOT_KEPT):
        _without_number(read, each, "not_kept")
    elif text == plain_label(NOT_APPLICABLE):
        _without_number(read, each, "not_applicable")
    elif any(character.isalnum() for character in text):
        read.tell("tal_text", each, says=_NEITHER, expected="Ja eller Nej", mend="Välj i listan.")
    else:
        mend = "Svara Ja eller Nej, eller välj ”Uppgift saknas” i cellen bredvid."
        read.tell("tvetydig_symbol", each, says=_NEITHER, expected="Ja eller Nej", mend=mend)


def _number_text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(int(value)) if isinstance(value, int | float) and float(value).is_integer() else str(value)


def _tick_lists(read: Answers, fields: list[Field]) -> None:
    """Where boxes are crossed, as on paper, the empty ones of the same question mean no."""
    by_question: dict[str, list[Field]] = {}
    for each in fields:
        if each.kind == "tick":
            by_question.setdefault(each.number, []).append(each)
    for question in by_question.values():
        cells = [read.found.cell(each.id, "value") for each in question]
        if not any(cell and plain_label(cell.value) in _MARKS for cell in cells):
            continue
        for each in question:
            if read.answers.get(each.id) and read.answers[each.id].status == "not_answered":
                read.put(each, 0.0, "ok")


def _text(read: Answers, each: Field) -> None:
    cell = read.found.cell(each.id, "value")
    if cell is not None and cell.kind == "error":
        read.tell("formel_fel", each)
        return
    raw = "" if cell is None or cell.value is None else _number_text(cell)
    if cell is not None and cell.formula and cell.kind == "formula_without_value":
        raw = cell.formula
    text = _visible(raw)
    if len(text) > _LONGEST_TEXT:
        read.tell("for_lang_text", each)
        return
    if any(unicodedata.category(c) == "Cf" and c not in "\u00ad\ufeff" for c in raw):
        read.tell("osynliga_tecken", each)
    read.put(each, text or None, "ok" if text else "not_answered")


def _visible(raw: str) -> str:
    """Composed letters, and nothing that cannot be seen or that turns the text around."""
    composed = unicodedata.normalize("NFC", raw)
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc")).strip()


def _hidden(read: Answers, each: Field) -> None:
    place = read.found.places[each.id]
    if place.row in read.found.sheet.hidden_rows and read.found.cell(each.id, "value"):
        read.tell("dold_rad", each)


def _merged_over_rows(read: Answers) -> set[str]:
    """Fields whose answer cell shares a merged area with another row: nobody can tell whose answer it holds."""
    found = read.found
    column = found.columns["value"]
    spoiled: set[str] = set()
    for area in found.sheet.merged:
        first, _, last = area.partition(":")
        start, end = place_of(first), place_of(last or first)
        if not start or not end or start[0] == end[0] or not start[1] <= column <= end[1]:
            continue
        inside = [
            f
            for f in found.form.fields(found.layout)
            if f.id in found.places and start[0] <= found.places[f.id].row <= end[0]
        ]
        if len(inside) > 1 or any(not is_wide(f) for f in inside):
            for each in inside:
                read.tell("sammanfogad_cell", each)
                spoiled.add(each.id)
    return spoiled


def comments(found: Found) -> Mapping[str, str]:
    """What is written in the comment column, by field id."""
    written = {}
    for each in found.form.fields(found.layout):
        if each.id in found.places and not is_wide(each):
            cell = found.cell(each.id, "comment")
            if cell is not None and cell.kind == "text" and str(cell.value).strip():
                written[each.id] = _visible(str(cell.value))[:_LONGEST_TEXT]
    return written
