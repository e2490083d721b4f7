"""The answer of each row where one of several words is chosen: the word itself, as the list has it."""

from __future__ import annotations

from etl.find_rows import plain_label
from etl.form_answers import Answers, put_without_number, status_of, tell_of_two, written
from etl.form_rows import NOT_APPLICABLE, NOT_KEPT
from etl.forms.description import Field
from etl.problems import shown

_WITHOUT = {plain_label(NOT_KEPT): "not_kept", plain_label(NOT_APPLICABLE): "not_applicable"}


def read_choice(read: Answers, each: Field) -> None:
    """Note the answer of one row: the place of what was chosen, from 1. A number is no choice: it may be another's."""
    cell, chosen = read.found.cell(each.id, "value"), status_of(read, each)
    said = written(cell).strip() if cell and cell.value is not None else ""
    text = plain_label(said) or said
    places = {plain_label(choice): place for place, choice in enumerate(each.choices, start=1)}
    if cell is not None and cell.kind in ("formula_without_value", "error"):
        says = "Cellen har en formel utan resultat, så det finns inget svar att läsa."
        read.tell("formel_fel" if cell.kind == "error" else "formel_utan_varde", each, says=says)
    elif text and chosen in ("not_kept", "not_applicable") and _WITHOUT.get(text) != chosen:
        tell_of_two(read, each, chosen)
    elif text in places:
        read.put(each, float(places[text]), "ok")
    elif text in _WITHOUT or chosen in ("not_kept", "not_applicable"):
        put_without_number(read, each, _WITHOUT.get(text, chosen))
    elif not text:
        read.put(each, None, "not_answered")
    else:
        quoted = shown(cell.value) if cell else ""
        says = f"Det står {quoted}, som inte är något av svaren." if quoted else "Det står något annat än ett svar."
        options = ", ".join(f"”{choice}”" for choice in each.choices)
        read.tell("tal_text", each, says=says, expected=f"något av {options}", mend="Välj i listan.")
