"""The commands that make, publish and ask a snapshot: build, publish, values."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from etl import values
from etl.arguments import day
from etl.changes import Change
from etl.house import House, open_house
from etl.problems import UserError
from etl.snapshot import current_build, published_path, work_path


def add_arguments(commands: Any) -> None:
    """Add the commands of this module to the parser."""
    making = commands.add_parser("build", help="bygg en ny version av allt som är mottaget")
    making.add_argument(
        "--as-of", type=day, metavar="DATUM", help="ta med det som var mottaget den dagen (utelämnat: allt)"
    )

    publishing = commands.add_parser("publish", help="visa vad som ändrats och publicera en byggd version")
    publishing.add_argument("--to", metavar="BYGGE", help="publicera just den versionen, till exempel en tidigare")
    publishing.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle ändras")

    asking = commands.add_parser("values", help="hämta värden ur den publicerade versionen")
    what = asking.add_mutually_exclusive_group(required=True)
    what.add_argument("--indicator", metavar="ID", help="en indikator")
    what.add_argument("--item", metavar="FÄLT", help="en uppgift i formuläret")
    what.add_argument("--all", action="store_true", help="alla uppgifter och indikatorer")
    asking.add_argument("--area", required=True, metavar="OMRÅDE", help="kod eller namn: 25, 2580, Luleå")
    asking.add_argument("--period", required=True, metavar="PERIOD", help="2022, 2022-01/2022-10 …")
    shape = asking.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="skriv som JSON")
    shape.add_argument("--csv", action="store_true", help="skriv som CSV")
    asking.add_argument("--internal", action="store_true", help="ur den oskyddade versionen, med kvitto, blad och cell")


def run(args: argparse.Namespace) -> int:
    """Run the command that was given."""
    return {"build": _build, "publish": _publish, "values": _values}[args.command](args)


def _build(args: argparse.Namespace) -> int:
    from etl.build import build

    result = build(open_house(), args.as_of)
    if not result.new:
        print(f"Inget har ändrats: bygget {result.build_id} finns redan.")
        return 0
    counts = result.report
    print(f"Byggde {result.build_id}: {counts['submission']} svar, {counts['observation']} uppgifter och "
          f"{counts['indicator_value']} indikatorvärden.")  # fmt: skip
    print("Granska och publicera med samsyn publish.")
    return 0


def _publish(args: argparse.Namespace) -> int:
    from etl.publish import publish

    publication = publish(open_house(), args.to, dry_run=args.dry_run)
    if publication.before == publication.build_id:
        print(f"{publication.build_id} är redan publicerad.")
        return 0
    print(f"Ändringar mot {publication.before}:" if publication.before else "Inget är publicerat sedan tidigare.")
    print_changes(publication.changes)
    print(f"{'Skulle publicera' if args.dry_run else 'Publicerade'} {publication.build_id}.")
    return 0


def print_changes(changes: list[Change]) -> None:
    """One line a change: what, how it was and how it is; what is about the same place stands together."""
    if not changes:
        print("  Inga siffror eller definitioner skiljer sig.")
    heading = ""
    for change in changes:
        place, _, thing = change.what.rpartition(": ")
        if place and place != heading:
            print(f"  {place}:")
        heading = place
        sides = f": {change.before or '–'} → {change.after or '–'}" if change.before or change.after else ""
        print(f"  {'  ' if place else ''}{thing}{sides}")


def _values(args: argparse.Namespace) -> int:
    house = open_house()
    question = values.Question(args.area, args.period, args.indicator, args.item, args.internal)
    rows = values.find_values(_snapshot(house, internal=args.internal), question)
    write = values.as_json if args.json else values.as_csv if args.csv else values.as_table
    print(write(rows))
    return 0


def _snapshot(house: House, *, internal: bool) -> Path:
    current = current_build(house.path)
    if current is None:
        raise UserError("Inget är publicerat än. Kör samsyn build och samsyn publish.")
    path = (work_path if internal else published_path)(house.path, current)
    if not path.exists():
        raise UserError(f"Filen {path} saknas. Kör samsyn build och samsyn publish, eller återställ den.")
    return path
