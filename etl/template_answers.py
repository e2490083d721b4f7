"""What helps who fills in an answer cell: which answers fit, the choices beside, and the words at the cursor."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.form_rows import COLUMNS, ESTIMATED, NO, NOT_APPLICABLE, NOT_KEPT, YES, Row, is_head, is_wide
from etl.forms.description import Field

_STATUSES = [ESTIMATED, NOT_KEPT, NOT_APPLICABLE]


def field_of(row: Row) -> Field:
    """The field of a row that has one; any other row is a bug in the caller."""
    if row.field is None:
        raise ValueError(f"row {row.number} has no field")
    return row.field


def has_status(row: Row) -> bool:
    """Whether one can say beside the answer how sure it is."""
    return row.field is not None and row.field.kind != "text"


def is_counted(row: Row) -> bool:
    """Whether the row is among those that the sheet counts as filled in or not."""
    return row.field is not None and _is_to_be_filled_in(row.field)


def _is_to_be_filled_in(field: Field) -> bool:
    """A count must have an answer; what leads to other questions is asked for without being refused when blank."""
    return field.leads or (field.kind in ("count", "number") and not field.may_be_blank)


def look_of(field: Field, column: str) -> str:
    """The look of a field's cell in the column of answers, choices or comments."""
    if column != "value":
        return "unused" if column == "status" and field.kind == "text" else column
    if is_head(field):
        return "given"
    if is_wide(field):
        return "text"
    if field.names:
        return "answer_name"
    if field.is_year:
        return "answer_year"
    if field.kind == "choice":
        return "answer_choice" if _is_to_be_filled_in(field) else "answer_choice_optional"
    return "answer" if _is_to_be_filled_in(field) else "answer_optional"


def guide_answer(sheet: Worksheet, look: dict[str, Format], row: Row, field: Field) -> None:
    """Lists, rules and words for a row's answer and for the choice beside it."""
    if _is_to_be_filled_in(field):
        _mark_filled_in(sheet, look, row)
    if field.kind == "count":
        _guide_count(sheet, row, field)
    elif field.kind == "tick":
        sheet.data_validation(row.value_cell, _list([YES, NO], "Svara Ja eller Nej."))
    elif field.kind == "choice":
        sheet.data_validation(row.value_cell, _list(list(field.choices), field.note or "Välj i listan."))
    elif field.kind == "number":
        prompt(sheet, row, field.note or f"Skriv ett tal ({field.unit}). Decimaler skrivs med komma.")
    else:
        prompt(sheet, row, "Skriv vad antalet ovanför gäller, till exempel metodens namn.")
    if has_status(row):
        choices = _STATUSES if field.kind in ("count", "number") else _STATUSES[1:]
        rule = _list(choices, "Lämna tomt om talet är exakt. Välj annars i listan.")
        sheet.data_validation(f"{COLUMNS['status']}{row.number}", rule)


def prompt(sheet: Worksheet, row: Row, message: str) -> None:
    """Words that are shown while the cursor stands in the answer."""
    sheet.data_validation(row.value_cell, {"validate": "any", "input_message": message})


def _mark_filled_in(sheet: Worksheet, look: dict[str, Format], row: Row) -> None:
    number = row.number
    formula = f'=OR($C${number}<>"",$D${number}="{NOT_KEPT}",$D${number}="{NOT_APPLICABLE}")'
    sheet.conditional_format(row.value_cell, {"type": "formula", "criteria": formula, "format": look["answered"]})


def _guide_count(sheet: Worksheet, row: Row, field: Field) -> None:
    message = field.note or f"Skriv antal {field.unit} som ett helt tal. 0 om det inte var någon."
    sheet.data_validation(
        row.value_cell,
        {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "input_title": field.short_label[:32],
            "input_message": f"{message} Vet ni inte: välj Uppgift saknas i cellen bredvid.",
            # A warning, not a stop: "uppgift saknas" may also be typed here.
            "error_type": "warning",
            "error_title": "Inte ett helt tal",
            "error_message": "Här behövs ett helt tal, 0 eller större. Vet ni inte: skriv Uppgift saknas.",
        },
    )


def _list(choices: list[str], message: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": choices,
        "input_message": message,
        "error_type": "warning",
        "error_title": "Välj i listan",
        "error_message": f"Välj något av: {', '.join(choices)}.",
    }
