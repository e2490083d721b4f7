"""The command ``round``: open a round, list the rounds, see who has answered and copy a reminder."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.arguments import day
from etl.forms.catalogue import get_form
from etl.house import open_house
from etl.periods import parse_period, select_periods
from etl.problems import UserError
from etl.receipts import holding, read_receipts
from etl.rounds import Round, asked_areas, by_name, open_round, reminder_text, rounds
from etl.swedish import in_a_row, swedish_date
from etl.who_answers import counted_answerers, names

_A_LONG_LIST = 300


def add_arguments(commands: Any) -> None:
    """Add the command of this module to the parser."""
    command = commands.add_parser("round", help="öppna en insamling och följa vilka som svarat")
    actions = command.add_subparsers(dest="action", metavar="VAD", title="kommandon", required=True)
    opening = actions.add_parser("open", help="öppna en insamling, eller ändra en som är öppen")
    following = actions.add_parser("status", help="visa vilka som svarat, och en påminnelse att kopiera")
    actions.add_parser("list", help="visa alla insamlingar")
    for action in (opening, following):
        action.add_argument("form", metavar="FORMULÄR", help="formulärets id, till exempel kommunenkat")
        action.add_argument("--period", required=True, metavar="PERIOD", help="2022, 2022-01/2022-10 …")
    opening.add_argument(
        "--areas", required=True, metavar="OMRÅDEN", help="vilka som ska svara: 25, 2580,2581 eller all (hela länet)"
    )
    opening.add_argument("--deadline", required=True, type=day, metavar="DATUM", help="sista svarsdag: 2023-02-01")


def run(args: argparse.Namespace) -> int:
    """Run the action that was given."""
    {"open": _open, "list": _list, "status": _status}[args.action](args)
    return 0


def _open(args: argparse.Namespace) -> None:
    house = open_house()
    today = datetime.now().astimezone().date()
    areas = asked_areas(house, args.areas, get_form(args.form))
    opened = open_round(house, args.form, args.period, areas, args.deadline, opened_on=today)
    print(f"Insamlingen är öppen: {_described(opened)}.")


def _list(_: argparse.Namespace) -> None:
    house = open_house()
    known = rounds(house)
    sent = holding(read_receipts(house), read_approvals(house))
    if not known:
        print("Ingen insamling är öppnad. Öppna en med samsyn round open.")
    for each in known:
        answered = sum((each.form, area, each.period) in sent for area in each.areas)
        where = "" if each.key[2] == house.county else f" {load_areas().get(each.key[2]).name}"
        print(f"{each.form} {each.period}{where}: {answered} av {_described(each)}")


def _status(args: argparse.Namespace) -> None:
    house = open_house()
    # The house's own county last: it is the one that is meant.
    known = sorted(rounds(house), key=lambda each: each.key[2] == house.county)
    round_ = _wanted(known, args.form, args.period)
    sent = holding(read_receipts(house), read_approvals(house))
    asked = by_name(round_.areas)
    answered = [area for area in asked if (round_.form, area, round_.period) in sent]
    missing = [area for area in asked if area not in answered]
    print(f"{round_.form} {parse_period(round_.period).label}: {_described(round_)}")
    print(f"Har svarat ({len(answered)}): {_names(answered)}")
    print(f"Har inte svarat ({len(missing)}): {_names(missing)}")
    if missing:
        print(f"\nPåminnelse att kopiera (här för {_names(missing[:1])}):\n\n{reminder_text(round_, missing[0])}")


def _wanted(known: list[Round], form: str, period: str) -> Round:
    of_form = {each.period: each for each in known if each.form == form}
    selected = select_periods(period, of_form)
    if len(selected) == 1:
        return of_form[selected[0]]
    there = ", ".join(f"{each.form} {each.period}" for each in known) or "inga"
    several = "Flera insamlingar passar" if selected else "Det finns ingen sådan insamling"
    raise UserError(f"{several}: {form} {period}. Öppnade insamlingar: {there}.")


def _described(round_: Round) -> str:
    return f"{counted_answerers(round_.areas)}, sista svarsdag {swedish_date(round_.deadline)}"


def _names(codes: list[str]) -> str:
    return in_a_row(names(codes), most=_A_LONG_LIST) or "ingen"
