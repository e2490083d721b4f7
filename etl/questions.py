"""Questions to the sender about numbers that hold already and do not look like the municipality's own earlier ones.

A question stands for as long as the number does: a corrected one takes its question away. An explanation given with
the answers is a reply. What is replied is for the analyst; only what the analyst accepts becomes a public note.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.check_earlier import CODES
from etl.confirmations import confirmation_of
from etl.earlier_outliers import Outlier, outliers
from etl.earlier_words import label_of, said_of
from etl.forms.catalogue import get_form
from etl.house import House
from etl.own_words import refuse_number, refuse_personal
from etl.periods import parse_period
from etl.problems import UserError
from etl.receipts import Key, holding, read_receipts
from etl.replies import Reply, ReplyKind, keep_reply, read_replies
from etl.standing import Held, version

_ID_LENGTH = 12
_ASKED = "Är det rätt, är det fel eller finns det en förklaring?"


@dataclass(frozen=True)
class Question:
    """One question to one municipality.

    Attributes:
        item: the field; None when it is about the whole form.
        label: how the form calls it ("4.3 HAP"); empty when it is about the whole form.
        value, earlier_value: the two numbers; None when it is about the whole form.
        text: the question in Swedish, with both numbers and periods.
        receipt: the one that holds.
        content_sha256: of the answers that hold.
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
    content_sha256: str
    reply: Reply | None = None

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.form, self.area, self.period

    @property
    def open(self) -> bool:
        """Whether something is still to be done by the municipality."""
        return self.reply is None or self.reply.kind == "wrong"


def all_questions(house: House, area: str | None = None) -> list[Question]:
    """Every question about what holds, each with its newest reply, by area and period in the form's order.

    Args:
        area: only this municipality's.
    """
    replies, by_area = read_replies(house), _held(house, area)
    return [
        replace(question, reply=_newest(question.reply, replies.get(question.id)))
        for _, submissions in sorted(by_area.items(), key=lambda pair: pair[0])
        for question in _asked_at(submissions)
    ]


def _asked_at(submissions: Sequence[Held]) -> Iterator[Question]:
    """The questions to one municipality, with what it said when it sent."""
    earlier = [each.submission for each in submissions]
    for held in submissions:
        for each in outliers(get_form(held.submission.form), held.submission, earlier):
            question = _question(each, held)
            yield replace(question, reply=_said_at_sending(each, held, question))


def open_questions(house: House, area: str | None = None) -> list[Question]:
    """The questions that wait for a reply or, when the number was wrong, for a corrected submission."""
    return [each for each in all_questions(house, area) if each.open]


def answer_question(
    house: House, question_id: str, *, reply: ReplyKind, text: str = "", by: str, answered_at: datetime
) -> Question:
    """Keep a reply; a later one takes the place of the one before. An explanation needs its text.

    Args:
        question_id: the question's id, or the beginning of it.

    Returns:
        The question with its reply.

    Raises:
        UserError: no such question, an explanation without text, or a text that may be about a person.
    """
    said = " ".join(text.split())
    if reply == "explanation" and not said:
        raise UserError("Skriv förklaringen, till exempel ”Ny mottagning sedan mars”.")
    refuse_personal(said)
    refuse_number(by)
    with house.lock("received"):
        question = _named(all_questions(house), question_id)
        kept = Reply(question.id, reply, said, by, answered_at.isoformat(timespec="seconds"))
        keep_reply(house, kept)
    return replace(question, reply=kept)


def mail_text(house: House, area: str) -> str:
    """A text to mail a municipality with its own open questions; empty when it has none."""
    questions = open_questions(house, area)
    if not questions:
        return ""
    name = load_areas().get(area).answers_as
    about = dict.fromkeys((each.form, each.period) for each in questions)
    lines = [f"Hej {name}!", "", "Tack för era uppgifter. Några av dem undrar vi över:"]
    for form, period in about:
        here = [each for each in questions if (each.form, each.period) == (form, period)]
        label = parse_period(period).label + ("" if get_form(form).is_survey else f", {get_form(form).short_title}")
        lines += ["", label[:1].upper() + label[1:]]
        lines += [f"{number}. {_in_mail(each)}" for number, each in enumerate(here, start=1)]
    return "\n".join([*lines, "", *_HOW_TO_REPLY])


_HOW_TO_REPLY = (
    "Svara för varje fråga om talet är rätt, om det är fel eller om det finns en förklaring. Är det fel lämnar ni in "
    "formuläret på nytt med rätt tal.",
    "",
    "Skriv ingenting om enskilda personer. En förklaring kan komma att visas tillsammans med siffran.",
)


def _in_mail(each: Question) -> str:
    waits = " Ni har svarat att talet är fel. Vi väntar på rätt tal." if each.reply else ""
    return f"{each.label}: {_said(each)}{waits}" if each.label else _said(each) + waits


def _said(each: Question) -> str:
    return each.text.removesuffix(f" {_ASKED}")


def _held(house: House, area: str | None) -> dict[tuple[str, str], list[Held]]:
    """What holds, by form and area, oldest first."""
    found: dict[tuple[str, str], list[Held]] = {}
    receipts = holding(read_receipts(house), read_approvals(house))
    for key in sorted(receipts, key=lambda key: parse_period(key[2])):
        if area in (None, key[1]):
            found.setdefault(key[:2], []).append(version(house, receipts[key], key))
    return found


def _question(found: Outlier, held: Held) -> Question:
    now = held.submission
    key = (now.form, now.area, now.period)
    subject = [*key, found.kind, found.field or "", str(found.now), found.period, str(found.before)]
    return Question(
        id=hashlib.sha256("|".join(subject).encode("utf-8")).hexdigest()[:_ID_LENGTH],
        form=now.form,
        area=now.area,
        period=now.period,
        item=found.field,
        label=label_of(found, now),
        value=found.now,
        earlier_value=found.before,
        earlier_period=found.period,
        text=f"{said_of(found, now)} {_ASKED}",
        receipt=held.receipt.id,
        content_sha256=held.receipt.about(key).content_sha256,
    )


def _said_at_sending(found: Outlier, held: Held, question: Question) -> Reply | None:
    """The explanation that came with the answers."""
    cells = [held.answers[found.field].cell] if found.field else []
    answer = confirmation_of(CODES[found.kind], cells, held.receipt.confirmations)
    if answer is None or not answer.text.strip():
        return None
    by, at = held.receipt.sender or "", held.receipt.received_at
    return Reply(question.id, "explanation", " ".join(answer.text.split()), by, at, at_sending=True)


def _newest(*replies: Reply | None) -> Reply | None:
    return max(filter(None, replies), key=lambda reply: datetime.fromisoformat(reply.answered_at), default=None)


def _named(questions: Sequence[Question], question_id: str) -> Question:
    found = [each for each in questions if question_id and each.id.startswith(question_id)]
    if len(found) != 1:
        raise UserError(f"Ingen fråga har numret ”{question_id[:40]}”. Frågorna står i samsyn questions.")
    return found[0]
