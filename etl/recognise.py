"""Finds a form in a workbook: which form, for whom and when it was written out, and which row is which field.

A row is known by its hidden tag, which follows it when rows are moved, and by its label; where tag and label disagree
the label decides, since that is what the sender read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from etl.cells import Cell, Sheet, Workbook, address_of
from etl.form_rows import COLUMN_HEADINGS, COLUMNS, HEAD_FIELDS, META_SHEET, NAME_PREFIX, OWN_SHEETS, SHEET, is_wide
from etl.forms.catalogue import all_forms
from etl.forms.description import Field, Form, Layout
from etl.periods import Period, parse_period
from etl.problems import Problem, UserError, problem

_ENOUGH_FIELDS = 6
_NEAR = 85
_LAST_ROW = 400


@dataclass(frozen=True)
class Place:
    """The row where a field stands."""

    field: Field
    row: int
    label: str


@dataclass(frozen=True)
class Found:
    """A form in a workbook.

    Attributes:
        area, period: what the form was written out for, or None when its hidden sheet is gone.
        columns: column number of value, status, comment, label and tag.
        places: by field id; a field that was not found is not there.
        known_rows: rows that belong to the form, with and without answers.
    """

    form: Form
    layout: Layout
    sheet: Sheet
    area: str | None
    period: Period | None
    example: bool
    columns: Mapping[str, int]
    places: Mapping[str, Place]
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
    form = next((f for f in all_forms() if f.id == meta.get("form")), None) or next(iter(all_forms()))
    sheet = _form_sheet(workbook, form)
    if sheet is None:
        return None
    period = _period(meta.get("period", "")) or _period_of_cells(sheet, form)
    layout = form.layout_for(period) if period else form.layouts[-1]
    columns = _columns(sheet)
    places, problems = _find_places(workbook, sheet, form, layout, period, columns)
    return Found(
        form,
        layout,
        sheet,
        meta.get("area"),
        _period(meta.get("period", "")),
        meta.get("example") == "ja",
        columns,
        places,
        tuple(problems),
    )


def plain_label(text: object) -> str:
    """One way to write a label: spaces, case, dashes and invisible characters evened out."""
    composed = unicodedata.normalize("NFKC", str(text))
    visible = "".join(c for c in composed if unicodedata.category(c) != "Cf")
    return re.sub(r"[‐-―−]", "-", " ".join(visible.casefold().split())).strip(" :?.")


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


def _period_of_cells(sheet: Sheet, form: Form) -> Period | None:
    """Without the hidden sheet only the visible cells can say which layout this is."""
    columns = _columns(sheet)
    wanted = {plain_label(f.label): f.id for f in HEAD_FIELDS}
    days: dict[str, object] = {}
    for cell in sheet.cells.values():
        if cell.column == columns["label"] and cell.kind == "text" and (id := wanted.get(plain_label(cell.value))):
            value = sheet.cells.get(address_of(cell.row, columns["value"]))
            days[id] = value.value if value else None
    start, end = (str(days.get(name) or "")[:10] for name in ("period_fran", "period_till"))
    return _period(f"{start[:7]}/{end[:7]}") if start and end else None


def _form_sheet(workbook: Workbook, form: Form) -> Sheet | None:
    """The sheet that holds most of the form's rows, wherever it is and whatever it is called."""
    ids = {f.id for f in (*HEAD_FIELDS, *form.fields())}
    labels = {name for f in (*HEAD_FIELDS, *form.fields()) for name in _names(f, form, None)}
    best: tuple[int, bool, Sheet] | None = None
    for sheet in workbook.sheets:
        if sheet.name in OWN_SHEETS and sheet.name != SHEET:
            continue
        texts = [str(c.value) for c in sheet.cells.values() if c.kind == "text" and c.row <= _LAST_ROW]
        tagged = len({text for text in texts if text in ids})
        labelled = len({plain_label(text) for text in texts} & labels)
        score = max(tagged, labelled)
        if score >= _ENOUGH_FIELDS and (best is None or (score, sheet.name == SHEET) > best[:2]):
            best = (score, sheet.name == SHEET, sheet)
    return best[2] if best else None


def _columns(sheet: Sheet) -> dict[str, int]:
    """Column numbers by the headings of the form; the template's own where a heading is gone."""
    columns = {name: ord(letter) - 64 for name, letter in COLUMNS.items()}
    wanted = {plain_label(text): name for name, text in COLUMN_HEADINGS.items()}
    heads: dict[int, dict[str, int]] = {}
    for cell in sheet.cells.values():
        if cell.kind == "text" and cell.row <= _LAST_ROW and (name := wanted.get(plain_label(cell.value))):
            heads.setdefault(cell.row, {}).setdefault(name, cell.column)
    row = max(heads.values(), key=len, default={})
    return columns | row if len(row) >= 3 else columns


def _names(field: Field, form: Form, period: Period | None) -> Iterable[str]:
    wordings = [field.label, field.plain_label, *field.aliases]
    if period is not None:
        wordings.insert(0, form.wording(field, period))
    wordings += [layout.wordings[field.id] for layout in form.layouts if field.id in layout.wordings]
    return dict.fromkeys(plain_label(text) for text in wordings)


def _find_places(
    workbook: Workbook,
    sheet: Sheet,
    form: Form,
    layout: Layout,
    period: Period | None,
    columns: Mapping[str, int],
) -> tuple[dict[str, Place], list[Problem]]:
    fields = (*HEAD_FIELDS, *form.fields(layout))
    labels = {
        c.row: plain_label(c.value)
        for c in sheet.cells.values()
        if c.column == columns["label"] and c.kind == "text" and c.row <= _LAST_ROW
    }
    tags: dict[str, list[int]] = {}
    for cell in sheet.cells.values():
        if cell.column == columns["tag"] and cell.kind == "text":
            tags.setdefault(str(cell.value).strip(), []).append(cell.row)
    owned = {name: f.id for f in fields for name in _names(f, form, period)}
    by_label: dict[str, list[int]] = {}
    for row, text in sorted(labels.items()):
        if text in owned:
            by_label.setdefault(owned[text], []).append(row)
    places: dict[str, Place] = {}
    problems: list[Problem] = []
    for field in fields:
        found = _find(field, tags.get(field.id, []), by_label, labels, owned, _named(workbook, sheet, field))
        if isinstance(found, int):
            places[field.id] = Place(field, found, labels.get(found, ""))
            problems += _label_problem(field, found, labels, owned, sheet, columns)
        elif found:
            cells = [address_of(row, columns["label"]) for row in found]
            problems.append(problem("rad_dubbel", sheet=sheet.name, cells=cells, label=_title(field, form, period)))
        else:
            missing = f"Frågan ”{_title(field, form, period)}” finns inte längre i formuläret."
            problems.append(problem("rad_saknas", sheet=sheet.name, label=_title(field, form, period), says=missing))
    return places, problems


def _named(workbook: Workbook, sheet: Sheet, field: Field) -> int | None:
    """The row that the field's defined name points at; a last resort, since names do not always follow rows."""
    target = workbook.defined_names.get(f"{NAME_PREFIX}{field.id}", "")
    match = re.fullmatch(r"='?(.+?)'?!\$?[A-Z]{1,3}\$?([0-9]{1,7})", target if target.startswith("=") else f"={target}")
    return int(match[2]) if match and match[1].replace("''", "'") == sheet.name else None


def _find(
    field: Field,
    tagged: list[int],
    by_label: Mapping[str, list[int]],
    labels: Mapping[int, str],
    owned: Mapping[str, str],
    named: int | None,
) -> int | list[int]:
    """One row, several (nobody knows which), or none as an empty list."""
    labelled = by_label.get(field.id, [])
    both = [row for row in tagged if row in labelled]
    if len(both) == 1 and len(labelled) == 1:
        return both[0]
    if len(labelled) > 1:
        return labelled
    if labelled:
        return labelled[0]
    # No row has the label: its own row by tag or name, unless that row is now another question's.
    candidates = [row for row in (tagged or ([named] if named else [])) if labels.get(row) and labels[row] not in owned]
    return candidates[0] if len(candidates) == 1 else candidates


def _label_problem(
    field: Field,
    row: int,
    labels: Mapping[int, str],
    owned: Mapping[str, str],
    sheet: Sheet,
    columns: Mapping[str, int],
) -> list[Problem]:
    text = labels.get(row, "")
    if owned.get(text) == field.id:
        return []
    near = max(fuzz.ratio(text, name) for name, id in owned.items() if id == field.id)
    code = "alias_anvant" if near >= _NEAR else "mall_andrad"
    return [problem(code, sheet=sheet.name, cells=[address_of(row, columns["label"])], label=field.short_label)]


def _title(field: Field, form: Form, period: Period | None) -> str:
    wording = form.wording(field, period) if period else field.plain_label
    return f"{field.number} {wording}".strip()


def title(found: Found, field: Field) -> str:
    """How a message names a row: "4.3 HAP"."""
    return f"{field.number} {field.short_label}".strip()


def is_answer_row(field: Field) -> bool:
    """Whether the row has status and comment beside its answer."""
    return not is_wide(field)
