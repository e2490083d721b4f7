"""What municipalities have replied to questions: decisions of theirs, one file each, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from etl.house import House, write_whole

ReplyKind = Literal["right", "wrong", "explanation"]


@dataclass(frozen=True)
class Reply:
    """What the municipality has said to a question.

    Attributes:
        question: its id.
        text: the explanation; may be empty for the other kinds.
        answered_at: with time zone, as ISO text.
        at_sending: said when the answers were handed in, not to a question asked afterwards.
    """

    question: str
    kind: ReplyKind
    text: str
    by: str
    answered_at: str
    at_sending: bool = False


def read_replies(house: House) -> dict[str, Reply]:
    """The newest reply to each question that was asked afterwards, by the question's id."""
    replies = [Reply(**content) for content in read_decisions(house.decisions / "replies")]
    return {reply.question: reply for reply in sorted(replies, key=lambda r: r.answered_at)}


def keep_reply(house: House, reply: Reply) -> None:
    """Write a reply beside those before it. Only for the holder of the house's lock."""
    keep_decision(house.decisions / "replies", reply.question, asdict(reply))


def read_decisions(folder: Path) -> Iterator[dict[str, Any]]:
    """The content of every decision in a folder, in the order they were kept for each subject."""
    for file in sorted(folder.glob("*.json")):
        yield json.loads(file.read_bytes())


def keep_decision(folder: Path, about: str, content: dict[str, Any]) -> None:
    """Write one more decision about something; those before it stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + sum(1 for _ in folder.glob(f"{about}-*.json"))
    written = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / f"{about}-{number:04}.json", written.encode("utf-8"))
