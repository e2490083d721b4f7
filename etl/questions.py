"""Questions to the sender about numbers that hold already and do not look like the municipality's own earlier ones.

A question stands for as long as the number does: a corrected one takes its question away. An explanation given with
the answers is a reply. What is replied is for the analyst; only what the analyst accepts becomes a public note.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from etl.house import House
from etl.receipts import Key

ReplyKind = Literal["right", "wrong", "explanation"]


@dataclass(frozen=True)
class Reply:
    """What the municipality has said to a question.

    Attributes:
        at_sending: said when the answers were handed in, not to a question asked afterwards.
    """

    kind: ReplyKind
    text: str
    by: str
    answered_at: str
    at_sending: bool = False


@dataclass(frozen=True)
class Question:
    """One question to one municipality.

    Attributes:
        item: the field; None when it is about the whole form.
        value, earlier_value: the two numbers; None when it is about the whole form.
        text: the question in Swedish, with both numbers and periods.
        receipt: the one that holds.
        reply: the newest; a question whose reply is "wrong" waits for a corrected submission.
    """

    id: str
    form: str
    area: str
    period: str
    item: str | None
    label: str
    value: float | None
    earlier_value: float | None
    earlier_period: str
    text: str
    receipt: str
    reply: Reply | None = None

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.form, self.area, self.period

    @property
    def open(self) -> bool:
        """Whether something is still to be done by the municipality."""
        return self.reply is None or self.reply.kind == "wrong"


@dataclass(frozen=True)
class Explanation:
    """A municipality's explanation, of one number or of several with the same words.

    Attributes:
        id: of the first of its questions.
    """

    id: str
    questions: tuple[Question, ...]
    text: str
    by: str
    given_at: str


def all_questions(house: House) -> list[Question]:
    """Every question about what holds, each with its newest reply, by area and period in the form's order."""
    raise NotImplementedError


def open_questions(house: House, area: str | None = None) -> list[Question]:
    """The questions that wait for a reply or, when the number was wrong, for a corrected submission."""
    return [each for each in all_questions(house) if each.open and area in (None, each.area)]


def answer_question(
    house: House, question_id: str, *, reply: ReplyKind, text: str = "", by: str, answered_at: datetime
) -> Question:
    """Keep a reply. An explanation needs its text.

    Raises:
        UserError: no such open question, an explanation without text, or a text that may be about a person.
    """
    raise NotImplementedError


def waiting_explanations(house: House) -> list[Explanation]:
    """Explanations that the analyst has neither accepted nor declined."""
    raise NotImplementedError


def accept_explanation(
    house: House, explanation_id: str, *, by: str, decided_at: datetime, wording: str | None = None
) -> None:
    """Make an explanation public, in the analyst's shorter wording or as it stands.

    Raises:
        UserError: nothing of that id waits, or a text that may be about a person.
    """
    raise NotImplementedError


def decline_explanation(house: House, explanation_id: str, *, by: str, decided_at: datetime, reason: str) -> None:
    """Keep an explanation from being public.

    Raises:
        UserError: nothing of that id waits, or no reason.
    """
    raise NotImplementedError


def mail_text(house: House, area: str) -> str:
    """A text to mail a municipality with its own open questions; empty when it has none."""
    raise NotImplementedError
