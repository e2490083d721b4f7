"""Municipalities' explanations, and the analyst's yes or no to showing them: only an accepted one is ever public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from etl.house import House
from etl.note_decisions import NoteDecision, keep_note_decision, read_note_decisions
from etl.own_words import refuse_number, refuse_personal
from etl.problems import UserError
from etl.questions import Question, all_questions
from etl.receipts import Key


@dataclass(frozen=True)
class Explanation:
    """A municipality's explanation of one number, or of several with the same words.

    Attributes:
        id: of the first of its questions.
        decision: the analyst's newest answer; None while it waits.
    """

    id: str
    questions: tuple[Question, ...]
    text: str
    by: str
    given_at: str
    decision: NoteDecision | None = None

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.questions[0].key


def all_explanations(house: House) -> list[Explanation]:
    """Every explanation of what holds, with the analyst's answer."""
    groups: dict[tuple[Key, str, str], list[Question]] = {}
    for each in all_questions(house):
        if each.reply is not None and each.reply.text and each.reply.kind == "explanation":
            groups.setdefault((each.key, each.reply.text, each.reply.answered_at), []).append(each)
    decisions = {(each.explanation, each.given_at): each for each in read_note_decisions(house)}
    return [_explanation(group, text, at, decisions.get((group[0].id, at))) for (_, text, at), group in groups.items()]


def waiting_explanations(house: House) -> list[Explanation]:
    """Explanations that the analyst has neither accepted nor declined."""
    return [each for each in all_explanations(house) if each.decision is None]


def accept_explanation(
    house: House, explanation_id: str, *, by: str, decided_at: datetime, wording: str | None = None
) -> NoteDecision:
    """Make an explanation public from the next build, in the analyst's shorter wording or as it stands.

    Raises:
        UserError: there is no such explanation, or the text may be about a person.
    """
    text = " ".join(wording.split()) if wording is not None else None
    if text is not None and not text:
        raise UserError("Anmärkningen är tom. Skriv den, eller säg nej till förklaringen.")
    return _decide(house, explanation_id, True, by, decided_at, text=text)


def decline_explanation(
    house: House, explanation_id: str, *, by: str, decided_at: datetime, reason: str
) -> NoteDecision:
    """Keep an explanation from being public, or take it back from the next build.

    Raises:
        UserError: there is no such explanation, or no reason.
    """
    if not reason.strip():
        raise UserError("Säg varför förklaringen inte ska visas.")
    return _decide(house, explanation_id, False, by, decided_at, reason=reason.strip())


def _decide(
    house: House,
    explanation_id: str,
    accepted: bool,
    by: str,
    decided_at: datetime,
    *,
    text: str | None = None,
    reason: str = "",
) -> NoteDecision:
    with house.lock("received"):
        chosen = [e for e in all_explanations(house) if explanation_id and e.id.startswith(explanation_id)]
        if len(chosen) != 1:
            raise UserError(f"Ingen förklaring har numret ”{explanation_id[:40]}”. De står i samsyn questions.")
        (given,) = chosen
        shown = (given.text if text is None else text) if accepted else ""
        refuse_personal(shown)
        refuse_personal(reason)
        refuse_number(by)
        decision = NoteDecision(
            explanation=given.id,
            given_at=given.given_at,
            form=given.key[0],
            area=given.key[1],
            period=given.key[2],
            numbers=tuple((each.item, each.value) for each in given.questions),
            content_sha256=given.questions[0].content_sha256,
            accepted=accepted,
            text=shown,
            by=by,
            decided_at=decided_at.isoformat(timespec="seconds"),
            reason=reason,
        )
        keep_note_decision(house, decision)
    return decision


def _explanation(group: list[Question], text: str, given_at: str, decision: NoteDecision | None) -> Explanation:
    reply = group[0].reply
    return Explanation(group[0].id, tuple(group), text, reply.by if reply else "", given_at, decision)
