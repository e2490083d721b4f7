"""The command ``activity``: a county's working list of activities, its history, a new status, a note taken back."""

from __future__ import annotations

import argparse
import textwrap
from datetime import datetime
from typing import Any

from etl.activities import Activity, followed
from etl.activity_edits import Edit, record_activity, undo_record
from etl.activity_records import (
    NOTHING_NOTED,
    STATUS_WORDS,
    ActivityRecord,
    newest,
    read_activity_records,
)
from etl.areas import Level, load_areas
from etl.arguments import day
from etl.house import House, open_house
from etl.problems import UserError

_WIDTH = 100
_OF_WORDS = {words: status for status, words in STATUS_WORDS.items()}
_COUNTIES: tuple[Level, ...] = ("county",)
_SEEN_LATER = "Syns efter nästa bygge och publicering."


def add_arguments(commands: Any) -> None:
    """Add the command of this module to the parser."""
    command = commands.add_parser("activity", help="aktiviteter, rekommendationer och förslag: status och historik")
    actions = command.add_subparsers(dest="action", metavar="VAD", title="kommandon", required=True)
    listing = actions.add_parser("list", help="visa listan med senaste status")
    listing.add_argument("--status", choices=[*_OF_WORDS, NOTHING_NOTED], metavar="STATUS", help="bara de med den")
    setting = actions.add_parser("set", help="anteckna en status; tidigare anteckningar står kvar")
    history = actions.add_parser("history", help="visa allt som antecknats om en aktivitet, det senaste först")
    undo = actions.add_parser("undo", help="ångra den senaste anteckningen; det som gällde före gäller igen")
    for action in (listing, setting, history):
        action.add_argument("--county", metavar="LÄN", help="länets kod eller namn (datamappens eget om inget sägs)")
    for action in (setting, history):
        action.add_argument("activity", metavar="AKTIVITET", help="aktivitetens id i samsyn activity list")
    setting.add_argument(
        "--status", required=True, choices=list(_OF_WORDS), metavar="STATUS", help=", ".join(_OF_WORDS)
    )
    setting.add_argument("--date", type=day, metavar="DATUM", help="den dag då läget var så (i dag om inget sägs)")
    setting.add_argument("--note", default="", metavar="TEXT", help="en mening om läget, utan personuppgifter")
    setting.add_argument("--link", default="", metavar="ADRESS", help="till ett protokoll eller en plan, https://…")
    undo.add_argument("receipt", metavar="KVITTO", help="anteckningens kvittonummer i samsyn activity history")
    for action in (setting, undo):
        action.add_argument("--by", required=True, metavar="NAMN", help="vem som antecknar")


def run(args: argparse.Namespace) -> int:
    """Run the action that was given."""
    actions = {"list": _list, "set": _set, "history": _history, "undo": _undo}
    actions[args.action](open_house(), args)
    return 0


def _list(house: House, args: argparse.Namespace) -> None:
    county = _county(house, args.county)
    held = newest(read_activity_records(house))
    shown = 0
    for each in followed(county):
        status = _status(held.get((county, each.id)))
        if args.status in (None, status):
            shown += 1
            _print(each.id, f"[{status}] {each.heading}: {each.text}")
    if not shown:
        print("Ingen aktivitet har den statusen.")


def _set(house: House, args: argparse.Namespace) -> None:
    now = _now()
    edit = Edit(
        activity=args.activity,
        county=_county(house, args.county),
        status=_OF_WORDS[args.status],
        held_on=args.date or now.date(),
        by=args.by,
        note=args.note,
        link=args.link,
    )
    kept = record_activity(house, edit, recorded_at=now)
    print(f"Antecknat: {args.status}. Kvitto {kept.id}. {_SEEN_LATER}")


def _history(house: House, args: argparse.Namespace) -> None:
    county = _county(house, args.county)
    about = _activity(county, args.activity)
    print(textwrap.fill(f"{about.heading}: {about.text}", _WIDTH))
    records = [each for each in read_activity_records(house) if each.subject == (county, about.id)]
    if not records:
        print("Inget är antecknat om aktiviteten.")
    for each in reversed(records):
        since = f" {each.held_on}" if each.held_on else ""
        undone = f" Ångrade {each.undoes}." if each.undoes else ""
        said = " ".join(part for part in (each.note, each.link) if part)
        _print(each.id, f"{_status(each)}{since} ({each.by}, antecknat {each.recorded_on}).{undone} {said}".strip())


def _undo(house: House, args: argparse.Namespace) -> None:
    kept = undo_record(house, args.receipt, by=args.by, recorded_at=_now())
    print(f"Ångrat. Nu gäller: {_status(kept)}. Kvitto {kept.id}. {_SEEN_LATER}")


def _county(house: House, named: str | None) -> str:
    if named is None:
        return house.county
    area = load_areas().find_at(named, _COUNTIES)
    if area is None:
        raise UserError(f"Det finns inget län ”{named}”.")
    return area.code


def _activity(county: str, id: str) -> Activity:
    for each in followed(county):
        if each.id == id:
            return each
    raise UserError(f"”{id[:40]}” är ingen aktivitet att följa i det länet. Se samsyn activity list.")


def _status(record: ActivityRecord | None) -> str:
    return STATUS_WORDS[record.status] if record and record.status else NOTHING_NOTED


def _print(id: str, text: str) -> None:
    print(id)
    print(textwrap.fill(text, _WIDTH, initial_indent="    ", subsequent_indent="    "))


def _now() -> datetime:
    return datetime.now().astimezone()
