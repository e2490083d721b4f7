"""Which row of a form is which field: by the hidden tag in the row and by the label that the sender read.

The two are held against each other. Where they name different fields nobody can tell whose answer it is, and the row
is not read. Defined names come last: programs leave them behind when rows are moved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from etl.cells import Sheet, Workbook, address_of
from etl.form_rows import NAME_PREFIX, head_fields, is_head
from etl.forms.description import Field, Form, Layout
from etl.periods import Period
from etl.problems import Problem, Severity, problem

LAST_ROW = 400
_LONGEST_LABEL = 400
# Below this likeness (0-100) a label is taken for another question, not for a misspelling.
_NEAR = 85
_NAMED_CELL = re.compile(r"='?(.+?)'?!\$?[A-Z]{1,3}\$?([0-9]{1,7})")


@dataclass(frozen=True)
class Place:
    """The row where a field stands."""

    field: Field
    row: int
    label: str


@dataclass
class Rows:
    """What came of looking for every field.

    Attributes:
        doubtful: rows that a problem has been told of and that are not read.
    """

    places: dict[str, Place] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def find_rows(
    workbook: Workbook, sheet: Sheet, form: Form, layout: Layout, period: Period | None, columns: Mapping[str, int]
) -> Rows:
    """Look for every field of a layout in a sheet."""
    search = _Search(workbook, sheet, form, layout, period, columns)
    for each in search.fields:
        search.look_for(each)
    return search.rows


def plain_label(text: object) -> str:
    """One way to write a label: spaces, case, dashes and invisible characters evened out."""
    composed = unicodedata.normalize("NFKC", str(text)[:_LONGEST_LABEL])
    visible = composed if composed.isprintable() else "".join(c for c in composed if unicodedata.category(c) != "Cf")
    return re.sub(r"[‐-―−]", "-", " ".join(visible.casefold().split())).strip(" :?.")


def names(each: Field, form: Form, period: Period | None) -> dict[str, bool]:
    """Every label that means a field -> whether it is the form's own wording (not an alias)."""
    wordings = [each.label, each.plain_label]
    if period is not None:
        wordings.append(form.wording(each, period))
    wordings += [layout.wordings[each.id] for layout in form.layouts if each.id in layout.wordings]
    return {plain_label(text): False for text in each.aliases} | {plain_label(text): True for text in wordings}


def title(each: Field) -> str:
    """How a message names a row: "4.3 HAP"."""
    return f"{each.number} {each.short_label}".strip()


class _Search:
    """Labels, tags and defined names of one sheet, and what they say about each field."""

    def __init__(
        self,
        workbook: Workbook,
        sheet: Sheet,
        form: Form,
        layout: Layout,
        period: Period | None,
        columns: Mapping[str, int],
    ) -> None:
        self.fields = (*head_fields(form), *form.fields(layout))
        self.rows = Rows()
        self._sheet, self._columns, self._defined = sheet, columns, workbook.defined_names
        self._names = {each.id: names(each, form, period) for each in self.fields}
        self._owner = {name: id for id, known in self._names.items() for name in known}
        ids = set(self._names)
        self._labels: dict[int, str] = {}
        self._tags: dict[int, str] = {}
        for cell in sheet.cells.values():
            if cell.kind != "text" or cell.row > LAST_ROW:
                continue
            if cell.column == columns["label"]:
                self._labels[cell.row] = plain_label(cell.value)
            elif cell.column == columns["tag"] and (tag := str(cell.value).strip()) in ids:
                self._tags[cell.row] = tag

    def look_for(self, each: Field) -> None:
        """Settle one field: its place, or why it has none."""
        mine = [row for row in self._all_rows() if each.id in (self._tags.get(row), self._by_label(row))]
        sure = [row for row in mine if not self._contradicts(row)]
        if len(sure) > 1:
            sure = [row for row in sure if self._has_answer(row)] or sure[:1]
        if len(sure) > 1:
            self._refuse("rad_dubbel", each, sure)
        elif sure:
            self._place(each, sure[0])
        elif mine:
            for row in (row for row in mine if row not in self.rows.doubtful):
                says = "Rubriken är flyttad hit från en annan rad, så det går inte att veta vad svaret gäller."
                self._refuse("mall_andrad", self._read_as(row, each), [row], says=says, mend=_NEW, severity="error")
        elif (found := self._last_resort(each)) is not None:
            self._place(each, found)
        else:
            # A remark that nobody can make any more is no reason to refuse the answers.
            severity: Severity = "warning" if each.kind == "text" and not is_head(each) else "error"
            told = problem("rad_saknas", severity=severity, sheet=self._sheet.name, label=title(each))
            self.rows.problems.append(told)

    def _all_rows(self) -> list[int]:
        return sorted(self._labels.keys() | self._tags.keys())

    def _by_label(self, row: int) -> str | None:
        return self._owner.get(self._labels.get(row, ""))

    def _read_as(self, row: int, otherwise: Field) -> Field:
        """The field that the sender took the row for."""
        label = self._by_label(row)
        return next((each for each in self.fields if each.id == label), otherwise)

    def _contradicts(self, row: int) -> bool:
        tag, label = self._tags.get(row), self._by_label(row)
        return tag is not None and label is not None and tag != label

    def _has_answer(self, row: int) -> bool:
        return any(address_of(row, self._columns[column]) in self._sheet.cells for column in ("value", "status"))

    def _last_resort(self, each: Field) -> int | None:
        """A misspelt label without a tag, unless the row is another field's; the defined name may point it out."""
        free = [r for r, text in self._labels.items() if r not in self._tags and text and text not in self._owner]
        near = sorted(((self._likeness(each, row), row) for row in free), reverse=True)
        near = [(likeness, row) for likeness, row in near if likeness >= _NEAR]
        named = self._named_row(each)
        if named in [row for _, row in near]:
            return named
        if len(near) == 1 or (len(near) > 1 and near[0][0] > near[1][0]):
            return near[0][1]
        return None

    def _named_row(self, each: Field) -> int | None:
        target = self._defined.get(f"{NAME_PREFIX}{each.id}", "")
        match = _NAMED_CELL.fullmatch(target if target.startswith("=") else f"={target}")
        return int(match[2]) if match and match[1].replace("''", "'") == self._sheet.name else None

    def _likeness(self, each: Field, row: int) -> float:
        return max(fuzz.ratio(self._labels.get(row, ""), name) for name in self._names[each.id])

    def _place(self, each: Field, row: int) -> None:
        """Take the row, and say what is odd with its label."""
        text = self._labels.get(row, "")
        own_wording = self._names[each.id].get(text)
        tagged = self._tags.get(row) == each.id
        if own_wording is None and text and self._likeness(each, row) < _NEAR:
            says = "Rubriken är utbytt mot en annan, så det går inte att veta vilken fråga svaret gäller."
            self._refuse("mall_andrad", each, [row], says=says, mend=_PUT_BACK, severity="error")
            return
        self.rows.places[each.id] = Place(each, row, text)
        if own_wording is None or not (own_wording or tagged):
            code, gone = ("alias_anvant", None) if text else ("mall_andrad", "Radens rubrik är borta.")
            cells = [address_of(row, self._columns["label"])]
            told = problem(code, sheet=self._sheet.name, cells=cells, label=title(each), says=gone)
            self.rows.problems.append(told)

    def _refuse(
        self,
        code: str,
        each: Field,
        rows: list[int],
        *,
        says: str | None = None,
        mend: str | None = None,
        severity: Severity | None = None,
    ) -> None:
        self.rows.doubtful.update(rows)
        cells = [address_of(row, self._columns["label"]) for row in rows]
        sheet, label = self._sheet.name, title(each)
        told = problem(code, sheet=sheet, cells=cells, label=label, says=says, mend=mend, severity=severity)
        self.rows.problems.append(told)


_NEW = "Hämta ett nytt formulär i Samsyn och för över svaren, rad för rad."
_PUT_BACK = "Skriv tillbaka rubriken som den var i formuläret."
