"""The commands around numbers that do not look like before: questions, reply, note."""

from __future__ import annotations

import argparse
import textwrap
from datetime import datetime
from typing import Any

from etl.areas import load_areas
from etl.commands_intake import area_code
from etl.house import House, open_house
from etl.periods import parse_period
from etl.problems import UserError
from etl.receipts import Key
from etl.replies import ReplyKind

_WIDTH = 100


def add_arguments(commands: Any) -> None:
    """Add the commands of this module to the parser."""
    questions = commands.add_parser(
        "questions", help="visa tal som inte liknar kommunens tidigare, och förklaringar som väntar på svar"
    )
    questions.add_argument("--area", metavar="KOMMUN", help="kommunens kod eller namn")
    questions.add_argument("--mail", action="store_true", help="skriv i stället en text att mejla kommunen")
    reply = commands.add_parser("reply", help="svara på en fråga: rätt, fel eller en förklaring")
    reply.add_argument("question", metavar="FRÅGA", help="frågans nummer i samsyn questions")
    answers = reply.add_mutually_exclusive_group(required=True)
    answers.add_argument("--right", action="store_true", help="talet är rätt")
    answers.add_argument("--wrong", action="store_true", help="talet är fel; frågan står kvar tills rätt tal kommer")
    answers.add_argument("--explanation", metavar="TEXT", help="talet är rätt, och det här är förklaringen")
    reply.add_argument("--by", metavar="NAMN", required=True, help="vem som svarar")
    note = commands.add_parser("note", help="visa eller visa inte en förklaring tillsammans med siffran")
    actions = note.add_subparsers(dest="action", metavar="VAD", required=True)
    accept = actions.add_parser("accept", help="visa förklaringen från och med nästa bygge")
    accept.add_argument("--text", metavar="TEXT", help="en kortare ordalydelse")
    decline = actions.add_parser("decline", help="visa den inte")
    decline.add_argument("--reason", metavar="TEXT", required=True, help="varför")
    for action in (accept, decline):
        action.add_argument("explanation", metavar="FÖRKLARING", help="förklaringens nummer i samsyn questions")
        action.add_argument("--by", metavar="NAMN", required=True, help="vem som svarar")


def run(args: argparse.Namespace) -> int:
    """Run the command that was given."""
    actions = {"questions": _questions, "reply": _reply, "note": _note}
    actions[args.command](open_house(), args)
    return 0


def _questions(house: House, args: argparse.Namespace) -> None:
    from etl.explanations import waiting_explanations
    from etl.questions import mail_text, open_questions

    area = area_code(args.area) if args.area else None
    if args.mail:
        if area is None:
            raise UserError("Ange kommunen med --area, till exempel --area 2580.")
        print(mail_text(house, area) or "Kommunen har inga frågor att svara på.")
        return
    questions = open_questions(house, area)
    if not questions:
        print("Inga frågor väntar på svar.")
    for each in questions:
        waits = " Kommunen har svarat att talet är fel; rätt tal väntas." if each.reply else ""
        _print(each.id, each.key, each.label, each.text + waits)
    waiting = [each for each in waiting_explanations(house) if area in (None, each.key[1])]
    if waiting:
        print("\nFörklaringar att visa eller inte (samsyn note accept eller samsyn note decline):")
    for given in waiting:
        _print(given.id, given.key, ", ".join(q.label for q in given.questions if q.label), f"”{given.text}”")


def _print(id: str, key: Key, label: str, text: str) -> None:
    about = f"{load_areas().get(key[1]).answers_as}, {parse_period(key[2]).label}"
    print(f"{id}  {about}" + (f"  {label}" if label else ""))
    print(textwrap.fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    "))


def _reply(house: House, args: argparse.Namespace) -> None:
    from etl.questions import answer_question

    kind: ReplyKind = "right" if args.right else "wrong" if args.wrong else "explanation"
    answer_question(house, args.question, reply=kind, text=args.explanation or "", by=args.by, answered_at=_now())
    told = {
        "right": "Svaret är sparat. Talet står kvar.",
        "wrong": "Svaret är sparat. Lämna in formuläret på nytt med rätt tal; frågan står kvar till dess.",
        "explanation": "Förklaringen är sparad. Den visas först när analytikern har sagt ja.",
    }
    print(told[kind])


def _note(house: House, args: argparse.Namespace) -> None:
    from etl.explanations import accept_explanation, decline_explanation

    if args.action == "accept":
        decision = accept_explanation(house, args.explanation, by=args.by, decided_at=_now(), wording=args.text)
        print(f"Visas från och med nästa bygge: ”{decision.text}”")
    else:
        decline_explanation(house, args.explanation, by=args.by, decided_at=_now(), reason=args.reason)
        print("Förklaringen visas inte.")


def _now() -> datetime:
    return datetime.now().astimezone()
