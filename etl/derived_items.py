"""What follows from a form's answers without being asked: ticks that a choice decides, and what does not apply."""

from __future__ import annotations

from collections.abc import Mapping

from etl.form_rows import NO, YES
from etl.forms.description import Derived, Field, FollowUp, Form
from etl.submission import Answer


def follow_from(answers: Mapping[str, Answer], form: Form) -> dict[str, Answer]:
    """Every answer by item, with what follows from them.

    A follow-up that was left blank because the answer before it gave no cause to fill it in does not apply; that is
    something else than a question nobody answered.
    """
    found = dict(answers)
    for rule in form.rules:
        if isinstance(rule, FollowUp):
            found |= _without_cause(rule, form, answers)
    for derived in form.derived:
        found[derived.item.id] = _derived(derived, form, answers)
    return found


def said(field: Field, answer: Answer | None) -> str:
    """The words of a tick or a choice that has been answered; empty without an answer."""
    if answer is None or not isinstance(answer.value, float | int):
        return ""
    if field.kind == "tick":
        return YES if answer.value else NO
    return field.choices[int(answer.value) - 1] if field.kind == "choice" else ""


def _without_cause(rule: FollowUp, form: Form, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    if said(form.get(rule.main), answers.get(rule.main)) not in rule.unless:
        return {}
    blank = {id: answers[id] for id in rule.fields if id in answers and answers[id].status == "not_answered"}
    return {id: Answer(None, "not_applicable", each.cell, each.sheet) for id, each in blank.items()}


def _derived(derived: Derived, form: Form, answers: Mapping[str, Answer]) -> Answer:
    """Yes or no with the cell that decided it; where nothing decides, why the last one asked does not."""
    last = Answer(None, "not_answered", "", "")
    for each in derived.by:
        answer = answers.get(each.field)
        words = said(form.get(each.field), answer)
        if answer is not None and words in (*each.yes, *each.no):
            return Answer(float(words in each.yes), "ok", answer.cell, answer.sheet)
        if answer is not None and answer.value is None:
            last = answer
    return last
