"""The answer of each yes-or-no row: a word, a number or a cross."""

from __future__ import annotations

from collections.abc import Iterable

from etl.find_rows import plain_label
from etl.form_answers import Answers, put_without_number, status_of, tell_of_two, written
from etl.form_rows import NOT_APPLICABLE, NOT_KEPT
from etl.forms.description import Field

_YES = frozenset({"ja", "j", "x", "1", "sant", "true", "yes", "✓", "✔", "☑", "☒", "■"})
_NO = frozenset({"nej", "n", "0", "falskt", "false", "no", "☐"})
_MARKS = frozenset({"x", "✓", "✔", "☑", "☒", "■"})
_YES_OR_NO = "Ja eller Nej"
_NEITHER = "Svaret är varken Ja eller Nej."


def read_tick(read: Answers, each: Field) -> None:
    """Note the answer of one row."""
    cell, chosen = read.found.cell(each.id, "value"), status_of(read, each)
    said = written(cell).strip() if cell and cell.value is not None else ""
    # A label may end in a question mark; an answer that is nothing but one is not blank.
    text = plain_label(said) or said
    if cell is not None and cell.kind in ("formula_without_value", "error"):
        code = "formel_fel" if cell.kind == "error" else "formel_utan_varde"
        says = "Cellen har en formel utan resultat, så det finns inget svar att läsa."
        read.tell(code, each, says=says, expected=_YES_OR_NO, mend="Svara Ja eller Nej i stället för formeln.")
    elif text and chosen in ("not_kept", "not_applicable"):
        tell_of_two(read, each, chosen)
    elif text in _YES or text in _NO:
        read.put(each, 1.0 if text in _YES else 0.0, "ok")
    elif not text:
        status = chosen if chosen in ("not_kept", "not_applicable") else "not_answered"
        read.put(each, None, status)
        if status == "not_kept":
            read.tell("uppgift_saknas", each)
    elif text == plain_label(NOT_KEPT):
        put_without_number(read, each, "not_kept")
    elif text == plain_label(NOT_APPLICABLE):
        put_without_number(read, each, "not_applicable")
    elif any(character.isalnum() for character in text):
        read.tell("tal_text", each, says=_NEITHER, expected=_YES_OR_NO, mend="Välj i listan.")
    else:
        mend = "Svara Ja eller Nej, eller välj ”Uppgift saknas” i cellen bredvid."
        read.tell("tvetydig_symbol", each, says=_NEITHER, expected=_YES_OR_NO, mend=mend)


def read_tick_lists(read: Answers, fields: Iterable[Field]) -> None:
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
