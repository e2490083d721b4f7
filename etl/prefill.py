"""What the web form is filled in with before anyone writes in it: what could be read of a file, or what holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from etl.form_rows import NO, YES
from etl.forms.catalogue import all_forms, get_form
from etl.forms.description import Field, Form
from etl.periods import Period
from etl.submission import Answer, CheckedFile
from etl.web_form import BLANK, Status, Written

# Of a file with personal data in it no text is carried on; of one about somebody else, nothing.
_PERSONAL = frozenset({"personuppgift", "individdata"})
_OF_ANOTHER = frozenset({"kommun_fel", "kommun_flera", "period_fel", "ar_fel", "flera_ar"})


def written_from(checked: CheckedFile, *, area: str | None = None, period: Period | None = None) -> dict[str, Written]:
    """What could be read of a file, rejected or not, as it is written in the web form.

    What could not be read is left blank; so are all texts of a file that holds personal data.

    Args:
        area, period: whose form it is to be filled in, and for when.

    Returns:
        By field id. Empty for an export, and for a file about another municipality or period.
    """
    codes = {each.code for each in checked.problems}
    if checked.kind != "form" or not checked.answers or codes & _OF_ANOTHER:
        return {}
    if area is not None and checked.area not in (None, area):
        return {}
    if period is not None and checked.period not in (None, period.id):
        return {}
    comments = checked.submissions[0].comments if checked.submissions else {}
    answers = checked.answers
    if codes & _PERSONAL:
        comments = {}
        answers = {id: each for id, each in answers.items() if not isinstance(each.value, str)}
    return written_of(_form(checked), answers, comments)


def left_out(checked: CheckedFile) -> str:
    """What to say of texts that are not carried on from a file; empty when all that could be read is."""
    if not {each.code for each in checked.problems} & _PERSONAL or not written_from(checked):
        return ""
    return (
        "Fritext och kommentarer är inte överförda, eftersom filen innehåller uppgifter om enskilda personer. "
        "Skriv dem på nytt om de behövs, utan sådana uppgifter."
    )


def written_of(form: Form, answers: Mapping[str, Answer], comments: Mapping[str, str]) -> dict[str, Written]:
    """Answers that were understood, as they are written in the web form; blank fields are left out."""
    fields = [each for each in form.fields() if each.id in answers or each.id in comments]
    found = {each.id: _written(each, answers.get(each.id), comments.get(each.id, "")) for each in fields}
    return {id: each for id, each in found.items() if each != BLANK}


def _form(checked: CheckedFile) -> Form:
    if checked.submissions:
        return get_form(checked.submissions[0].form)
    ids = checked.answers.keys()
    return next(form for form in all_forms() if ids <= {each.id for each in form.fields()})


def _written(each: Field, answer: Answer | None, comment: str) -> Written:
    if answer is None:
        return Written(comment=comment)
    status: Status = next((known for known in get_args(Status) if known and known == answer.status), "")
    return Written(_value(each, answer.value), status, comment)


def _value(each: Field, value: float | str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if each.kind == "tick":
        return YES if value else NO
    if each.kind == "choice":
        return each.choices[int(value) - 1]
    return f"{value:.0f}" if value.is_integer() else str(value).replace(".", ",")
