"""Where everything stands in the template's form sheet: the one plan that writing, ``--fields`` and checks share."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

from etl.forms.description import Field, Form, Level, Section
from etl.periods import Period

SHEET, GUIDE_SHEET, METHODS_SHEET, META_SHEET = "Enkät", "Så fyller du i", "Metoder", "_samsyn"
# The list of what is to be mended that a marked workbook begins with, and its name where the sender has one already.
TO_MEND_SHEETS = ("Att åtgärda", "Att åtgärda (Samsyn)")
OWN_SHEETS = (GUIDE_SHEET, SHEET, METHODS_SHEET, META_SHEET, *TO_MEND_SHEETS)

COLUMNS = {"number": "A", "label": "B", "value": "C", "status": "D", "comment": "E", "tag": "F"}
COLUMN_HEADINGS = {
    "number": "Nr",
    "label": "Fråga",
    "value": "Svar",
    "status": "Så säker är uppgiften",
    "comment": "Kommentar",
    "tag": "Samsyn",
}
# Last period's answers stand to the right of everything else, where they move nothing. They are never read.
EARLIER_COLUMN = "G"
# Rows 1 to 3 say whose form it is, row 4 is kept for the line "Exempel".
TITLE_ROW, WHO_ROW, HINT_ROW, EXAMPLE_ROW, HEADING_ROW = 1, 2, 3, 4, 5

ESTIMATED, NOT_KEPT, NOT_APPLICABLE = "Uppskattat värde", "Uppgift saknas", "Ej aktuellt"
YES, NO = "Ja", "Nej"
NAME_PREFIX = "svar_"

# Running text is laid over the columns beside it, a line a row: merged cells would not survive moved rows.
_LINE_LENGTH = 135

# Who and when, in every form. They are filled in when the template is written.
_WHEN = (
    Field("ar", "2.2", "Vilket år gäller svaren?", "År", "text", aliases=("År",)),
    Field("period_fran", "2.3", "Svaren gäller från och med", "Från och med", "text", aliases=("Från och med",)),
    Field("period_till", "2.4", "Svaren gäller till och med", "Till och med", "text", aliases=("Till och med",)),
)
# Who answers is asked in the words of whom the form is for; the id is the same, whoever it is.
_WHO: dict[frozenset[Level], tuple[str, str]] = {
    frozenset({"municipality"}): ("Vilken kommun arbetar du i?", "Kommun"),
    frozenset({"county"}): ("Vilken region gäller svaren?", "Region"),
    frozenset({"sub_area"}): ("Vilken länsdel gäller svaren?", "Länsdel"),
    frozenset({"municipality", "county"}): ("Vilken kommun eller region gäller svaren?", "Kommun eller region"),
}
_ANYONE = ("Vilken kommun, länsdel eller region gäller svaren?", "Kommun, länsdel eller region")


def head_fields(form: Form) -> tuple[Field, ...]:
    """The fields that say whose answers these are and when they are about."""
    label, short = _WHO.get(frozenset(form.levels), _ANYONE)
    words = {"municipality": "Kommun", "county": "Region", "sub_area": "Länsdel"}
    aliases = dict.fromkeys([*(words[level] for level in form.levels), short])
    return Field("kommun", "2.1", label, short, "text", aliases=tuple(aliases)), *_WHEN


def is_head(field: Field) -> bool:
    """Whether a field says who or when."""
    return field.id in _HEAD_IDS


_HEAD_IDS = frozenset({"kommun", *(each.id for each in _WHEN)})

Kind = Literal["heading", "text", "head", "field", "space"]


@dataclass(frozen=True)
class Row:
    """One row of the form sheet."""

    number: int
    kind: Kind
    text: str
    field: Field | None = None
    section: Section | None = None

    @property
    def value_cell(self) -> str:
        """The address of the answer."""
        return f"{COLUMNS['value']}{self.number}"

    @property
    def label_cell(self) -> str:
        """The address of the row's label."""
        return f"{COLUMNS['label']}{self.number}"


def form_rows(form: Form, period: Period) -> tuple[Row, ...]:
    """Every row under the column headings, in order."""
    layout = form.layout_for(period)
    rows: list[Row] = []

    def add(kind: Kind, text: str = "", field: Field | None = None, section: Section | None = None) -> None:
        rows.append(Row(HEADING_ROW + 1 + len(rows), kind, text, field, section))

    def add_text(text: str) -> None:
        for line in textwrap.wrap(text, _LINE_LENGTH):
            add("text", line)

    add("heading", "1. Information")
    for paragraph in form.instructions:
        add_text(paragraph.replace("{scope}", layout.scope(period)))
    who, *_ = head_fields(form)
    add("heading", f"2. {who.short_label} och period")
    for each in head_fields(form):
        add("head", each.label, each)
    for section in form.sections:
        add("heading", f"{section.number}. {section.title}")
        if section.intro:
            add_text(section.intro.replace("{period}", layout.period_words(period)))
        for each in section.fields:
            if each.id not in layout.omits:
                add("field", form.wording(each, period), each, section)
    return tuple(rows)


def field_rows(form: Form, period: Period) -> dict[str, Row]:
    """The rows that hold an answer or say who and when, by field id."""
    return {row.field.id: row for row in form_rows(form, period) if row.field}


def is_wide(field: Field) -> bool:
    """Whether the answer is running text that needs the room of the status and comment columns too."""
    return field.kind == "text" and not field.names
