"""What a submission says, apart from where it stood: equal content is the same submission, whatever the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from etl.submission import Answer, Submission


@dataclass(frozen=True)
class Difference:
    """One field that is not as it was; None where the field was not there."""

    field: str
    before: Answer | None
    after: Answer | None


def content_of(submission: Submission) -> str:
    """The sha256 of a submission's answers and comments."""
    answers = {id: _said(answer) for id, answer in submission.answers.items() if _said(answer) is not None}
    comments = {id: text for id, text in submission.comments.items() if text}
    whole = json.dumps([submission.form, submission.layout, answers, comments], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


def differences(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> tuple[Difference, ...]:
    """The fields that do not say the same, in the order of the later answers."""
    fields = list(after) + [id for id in before if id not in after]
    pairs = ((id, before.get(id), after.get(id)) for id in fields)
    return tuple(Difference(id, old, new) for id, old, new in pairs if _said(old) != _said(new))


def _said(answer: Answer | None) -> tuple[float | str | None, str] | None:
    """A blank cell that may be blank says the same as no cell at all."""
    if answer is None or (answer.value is None and answer.status == "not_answered"):
        return None
    return answer.value, answer.status
