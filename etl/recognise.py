"""Finds a form in a workbook: which form, on which sheet, and for whom and when it was written out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from etl.cells import Cell, Sheet, Workbook, address_of
from etl.earlier_column import is_heading as is_earlier_heading
from etl.find_rows import LAST_ROW, Place, find_rows, names, plain_label
from etl.form_rows import COLUMN_HEADINGS, COLUMNS, HEADING_ROW, META_SHEET, OWN_SHEETS, SHEET, head_fields
from etl.forms.catalogue import all_forms, get_form
from etl.forms.description import Form, Layout
from etl.periods import Period, parse_period
from etl.problems import Problem, UserError, problem

_ENOUGH_FIELDS = 6
_ENOUGH_HEADINGS = 3
_CHECK_WHO = "Kontrollera att det stämmer vem som svarar och för vilken period."


@dataclass(frozen=True)
class Found:
    """A form in a workbook.

    Attributes:
        area, period: what the form was written out for, or None when its hidden sheet is gone.
        outdated: the form is of another version than this checker's.
        columns: column number of value, status, comment, label and tag; and of earlier, where last period's answers
            stand beside, which nobody reads.
        heading_row: the row of the column headings; what stands above it says whose form it is.
        places: by field id; a field that was not found is not there.
        doubtful_rows: rows that a problem has been told of already.
    """

    form: Form
    layout: Layout
    sheet: Sheet
    area: str | None
    period: Period | None
    example: bool
    outdated: bool
    columns: Mapping[str, int]
    heading_row: int
    places: Mapping[str, Place]
    doubtful_rows: frozenset[int]
    problems: tuple[Problem, ...]

    def cell(self, field_id: str, column: str) -> Cell | None:
        """The cell of a field in one of the columns; None if it is blank or the field has no row."""
        place = self.places.get(field_id)
        return self.sheet.cells.get(self.address(field_id, column)) if place else None

    def address(self, field_id: str, column: str) -> str:
        """Where a field's cell is."""
        return address_of(self.places[field_id].row, self.columns[column])


def recognise(workbook: Workbook) -> Found | None:
    """The form of a workbook, or None when it is no form of ours."""
    meta = _meta(workbook)
    named = [form for form in all_forms() if form.id == meta.get("form")]
    found = [(form, _form_sheets(workbook, form)) for form in named or all_forms()]
    # Without the hidden sheet it is the form with the most rows there; forms share only who and when.
    form, candidates = max(found, key=lambda each: max((score for score, _ in each[1]), default=0))
    if not candidates:
        return None
    sheets = [sheet for _, sheet in candidates]
    sheet = sheets[0]
    own_period = _period(meta.get("period", ""))
    columns, heading_row = _columns(sheet, form)
    period = own_period or _period_of_cells(sheet, form, columns)
    layout = form.layout_for(period) if period else form.layouts[-1]
    rows = find_rows(workbook, sheet, form, layout, period, columns)
    problems = [*rows.problems, *_other_copies(sheets, form)]
    if own_period is None or meta.get("area") is None:
        problems.append(
            problem("mall_andrad", sheet=sheet.name, says="Formulärets dolda blad är borta.", mend=_CHECK_WHO)
        )
    return Found(
        form=form,
        layout=layout,
        sheet=sheet,
        area=meta.get("area"),
        period=own_period,
        example=meta.get("example") == "ja",
        outdated=meta.get("form", form.id) != form.id
        or meta.get("template_version", form.template_version) != form.template_version,
        columns=columns,
        heading_row=heading_row,
        places=rows.places,
        doubtful_rows=frozenset(rows.doubtful),
        problems=tuple(problems),
    )


def _meta(workbook: Workbook) -> dict[str, str]:
    sheet = workbook.sheet(META_SHEET)
    if sheet is None:
        return {}
    rows = {cell.row for cell in sheet.cells.values() if cell.column == 1}
    pairs = ((sheet.cells.get(f"A{row}"), sheet.cells.get(f"B{row}")) for row in sorted(rows))
    return {str(key.value): str(value.value) for key, value in pairs if key and value}


def _period(text: str) -> Period | None:
    try:
        return parse_period(text) if text else None
    except UserError:
        return None


def _period_of_cells(sheet: Sheet, form: Form, columns: Mapping[str, int]) -> Period | None:
    """Without the hidden sheet only the visible cells can say which layout this is."""
    wanted = {plain_label(f.label): f.id for f in head_fields(form)}
    days: dict[str, object] = {}
    for cell in sheet.cells.values():
        if cell.column == columns["label"] and cell.kind == "text" and (id := wanted.get(plain_label(cell.value))):
            value = sheet.cells.get(address_of(cell.row, columns["value"]))
            days[id] = value.value if value else None
    start, end = (str(days.get(name) or "")[:7] for name in ("period_fran", "period_till"))
    return _period(f"{start}/{end}") if start and end else None


def _form_sheets(workbook: Workbook, form: Form) -> list[tuple[int, Sheet]]:
    """The sheets that hold the form's rows, wherever they are and whatever they are called, each with how many.

    Filled-in ones come first.
    """
    ids = {f.id for f in (*head_fields(form), *form.fields())}
    labels = _labels(form.id)
    candidates: list[tuple[bool, int, bool, Sheet]] = []
    for sheet in workbook.sheets:
        if sheet.name in OWN_SHEETS and sheet.name != SHEET:
            continue
        texts = [str(c.value) for c in sheet.cells.values() if c.kind == "text" and c.row <= LAST_ROW]
        score = max(len(ids.intersection(texts)), len({plain_label(text) for text in texts} & labels))
        if score >= _ENOUGH_FIELDS:
            filled = bool(_counts(sheet, form))
            candidates.append((filled, score, sheet.name == SHEET, sheet))
    return [(each[1], each[3]) for each in sorted(candidates, key=lambda each: each[:3], reverse=True)]


@lru_cache(maxsize=16)
def _labels(form_id: str, counts_only: bool = False) -> frozenset[str]:
    """Every label that the rows of a form may have."""
    form = get_form(form_id)
    counts = [each for each in form.fields() if each.kind == "count"]
    counts = counts or [each for each in form.fields() if each.kind != "text"]
    fields = counts if counts_only else [*head_fields(form), *form.fields()]
    return frozenset(name for each in fields for name in names(each, form, None))


def _counts(sheet: Sheet, form: Form) -> dict[str, object]:
    """What stands in the answer cells of the counts, by their labels; who and when are always filled in."""
    columns, _ = _columns(sheet, form)
    counts = _labels(form.id, counts_only=True)
    answers: dict[str, object] = {}
    for cell in sheet.cells.values():
        if cell.column == columns["label"] and plain_label(cell.value) in counts:
            answer = sheet.cells.get(address_of(cell.row, columns["value"]))
            if answer is not None:
                answers[plain_label(cell.value)] = answer.value
    return answers


def _other_copies(sheets: list[Sheet], form: Form) -> Iterator[Problem]:
    """Another sheet with the form's rows: an empty or equal one harms nobody, another answer cannot be chosen away."""
    if len(sheets) == 1:
        return
    first = _counts(sheets[0], form)
    for sheet in sheets[1:]:
        if (answers := _counts(sheet, form)) and answers != first:
            says = f"Formuläret finns ifyllt på två blad, ”{sheets[0].name[:31]}” och det här, med olika svar."
            mend = "Ta bort det blad som inte gäller."
            yield problem("okant_blad", severity="error", sheet=sheet.name, says=says, mend=mend)


def _columns(sheet: Sheet, form: Form) -> tuple[dict[str, int], int]:
    """Column numbers by the headings of the form; where they are gone, by where its labels stand."""
    columns = {name: ord(letter) - 64 for name, letter in COLUMNS.items()}
    wanted = {plain_label(text): name for name, text in COLUMN_HEADINGS.items()}
    heads: dict[int, dict[str, int]] = {}
    earlier: dict[int, int] = {}
    for cell in sheet.cells.values():
        if cell.kind != "text" or cell.row > LAST_ROW:
            continue
        if name := wanted.get(plain_label(cell.value)):
            heads.setdefault(cell.row, {}).setdefault(name, cell.column)
        elif is_earlier_heading(cell.value):
            earlier.setdefault(cell.row, cell.column)
    row = max(heads, key=lambda number: len(heads[number]), default=HEADING_ROW)
    if len(heads.get(row, {})) >= _ENOUGH_HEADINGS:
        beside = {"earlier": earlier[row]} if row in earlier else {}
        return _with_missing(heads[row], columns, taken=beside.values()) | beside, row
    labels = _labels(form.id)
    places = [(c.column, c.row) for c in sheet.cells.values() if c.kind == "text" and plain_label(c.value) in labels]
    if not places:
        return columns, HEADING_ROW
    moved = Counter(column for column, _ in places).most_common(1)[0][0] - columns["label"]
    beside = {"earlier": min(earlier.values())} if earlier else {}
    shifted = {name: max(1, number + moved) for name, number in columns.items()}
    return shifted | beside, min(row for _, row in places) - 1


def _with_missing(
    headed: Mapping[str, int], template: Mapping[str, int], taken: Collection[int] = ()
) -> dict[str, int]:
    """A column whose heading is gone stands where the template has it beside the others, unless that is another's.

    A column that is gone gets number 0, where no cell is.
    """
    columns = dict(headed)
    anchor = next(name for name in ("label", "value", *headed) if name in headed)
    for name, number in template.items():
        if name not in columns:
            expected = number + headed[anchor] - template[anchor]
            free = expected > 0 and expected not in headed.values() and expected not in taken
            columns[name] = expected if free else 0
    return columns
