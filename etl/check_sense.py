"""What does not add up between answers, and what stands in the file beside the form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl.cells import Cell, Sheet, Workbook, address_of
from etl.check_answers import Answers, comments
from etl.coding import code_of
from etl.find_rows import plain_label, title
from etl.form_rows import OWN_SHEETS
from etl.forms.description import AtMost, Field, Implies
from etl.periods import Period
from etl.problems import Problem, problem
from etl.recognise import Found

_SUM_WORDS = re.compile(r"(?:del)?(?:summa|totalt?|total(?:summa)?|sammanlagt)\b")
_PART_OF_YEAR = re.compile(
    r"\bjan(?:uari)?\.?\s*(?:-|–|till|t\.?o\.?m\.?)\s*(?!dec)(?:[a-zåäö]{3,9})\b|\bt\.?\s?o\.?\s?m\.?\s+\d{0,2}\s*okt|"
    r"\b(?:halvår|kvartal|tio månader|10 månader)\b",
    re.IGNORECASE,
)


def check_sense(read: Answers, workbook: Workbook, period: Period | None) -> None:
    """Add to ``read`` what the rules of the form and the look of the file have to say."""
    for rule in read.found.form.rules:
        if isinstance(rule, AtMost):
            _at_most(read, rule)
        else:
            _implies(read, rule)
    _others(read)
    _part_of_year(read, period)
    read.problems += _own_rows(read)
    read.problems += _own_columns(read.found)
    read.problems += _own_sheets(read.found, workbook)


def _number(read: Answers, field_id: str) -> float | None:
    answer = read.answers.get(field_id)
    return answer.value if answer and isinstance(answer.value, float) else None


def _at_most(read: Answers, rule: AtMost) -> None:
    whole = _number(read, rule.whole)
    form, found = read.found.form, read.found
    if whole is None:
        return
    for part in rule.parts:
        value = _number(read, part)
        if value is None or value <= whole:
            continue
        says = None
        if rule.code == "logik_fel":
            more, less = form.get(part).short_label, form.get(rule.whole).short_label
            says = (
                f"{more} är {value:.0f}, men {less.lower()} är bara {whole:.0f} ({found.address(rule.whole, 'value')})."
            )
        read.tell(rule.code, form.get(part), says=says)


def _implies(read: Answers, rule: Implies) -> None:
    if _number(read, rule.tick) == 1 and _number(read, rule.count) == 0:
        read.tell(rule.code, read.found.form.get(rule.tick))


def _others(read: Answers) -> None:
    """An "other" count above 0 without saying which, or that names what has a row of its own."""
    form, layout = read.found.form, read.found.layout
    rows = {each.id for each in form.fields(layout)}
    for name in form.fields(layout):
        if not name.names or not _number(read, name.names):
            continue
        text, count = read.answers.get(name.id), form.get(name.names)
        if text is None or not text.value:
            read.tell("specificera", count)
        elif (item := code_of(str(text.value), form, count.main or count.id)) in rows and item is not None:
            read.tell("dubbelrakning", count, says=f"Det som nämns har en egen rad, {title(form.get(item))}.")


def _part_of_year(read: Answers, period: Period | None) -> None:
    if period is None or period.months != 12:
        return
    found = read.found
    texts = [(id, str(a.value)) for id, a in read.answers.items() if isinstance(a.value, str)]
    for field_id, text in (*texts, *comments(found).items()):
        if _PART_OF_YEAR.search(text):
            read.tell("period_misstankt", found.form.get(field_id))


def _own_rows(read: Answers) -> Iterator[Problem]:
    """Rows of the sender's own beside the answers; a sum that is right needs no words."""
    found = read.found
    known = {place.row for place in found.places.values()} | found.doubtful_rows
    columns = {found.columns[name] for name in ("value", "status", "comment")}
    for cell in found.sheet.cells.values():
        if cell.column not in columns or cell.row in known or cell.row <= found.heading_row or not says_something(cell):
            continue
        beside = found.sheet.cells.get(address_of(cell.row, found.columns["label"]))
        text = plain_label(beside.value) if beside and beside.value is not None else ""
        is_sum = _SUM_WORDS.match(text) and isinstance(cell.value, int | float)
        if not is_sum:
            yield problem("okand_rad", sheet=found.sheet.name, cells=[cell.address])
        elif not _is_a_sum(read, float(str(cell.value))):
            yield problem("summa_fel", sheet=found.sheet.name, cells=[cell.address])


def says_something(cell: Cell) -> bool:
    """Whether a cell holds more than a stray full stop."""
    return cell.value is not None and any(character.isalnum() for character in str(cell.value))


def _is_a_sum(read: Answers, value: float) -> bool:
    sums = (sum(_number(read, part) or 0.0 for part in parts) for parts in read.found.form.sums)
    everything = sum(_number(read, f.id) or 0.0 for f in _method_fields(read))
    return value in (*sums, everything)


def _method_fields(read: Answers) -> list[Field]:
    return [f for f in read.found.form.fields(read.found.layout) if f.counts == "method_courses"]


def _own_columns(found: Found) -> Iterator[Problem]:
    """Something in columns that the form does not have; it is not read and not kept."""
    own = set(found.columns.values())
    columns: dict[int, list[str]] = {}
    for cell in found.sheet.cells.values():
        if cell.column not in own and says_something(cell):
            columns.setdefault(cell.column, []).append(cell.address)
    for addresses in columns.values():
        code = "okand_kolumn" if len(addresses) > 1 else "okand_cell"
        yield problem(code, sheet=found.sheet.name, cells=addresses)


def _own_sheets(found: Found, workbook: Workbook) -> Iterator[Problem]:
    """A sheet of the sender's own with numbers in it may be meant to be read; notes need no words."""
    told = {each.sheet for each in found.problems if each.code == "okant_blad"}
    for sheet in workbook.sheets:
        if sheet.name in (*OWN_SHEETS, found.sheet.name, *told) or _is_blank_copy(sheet, found):
            continue
        if any(cell.kind in ("number", "date", "error") for cell in sheet.cells.values()):
            yield problem("okant_blad", sheet=sheet.name)


def _is_blank_copy(sheet: Sheet, found: Found) -> bool:
    """A copy of the form that holds nothing but what the form was written out with, or the same answers."""
    return all(
        cell.value is None or ((own := found.sheet.cells.get(address)) is not None and own.value == cell.value)
        for address, cell in sheet.cells.items()
    )
