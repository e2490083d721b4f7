"""The command that gets newer reference data: fetch population, kolada, diagnoses, and what has been fetched."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from typing import Any

from etl.house import House, open_house
from etl.problems import UserError
from etl.swedish import swedish_date

_YEARS_OF_KOLADA = 10
_BAR = 30
_WHAT = {
    "population": "folkmängd 18 år och äldre från SCB",
    "kolada": "nyckeltal om missbruks- och beroendevård från Kolada",
    "diagnoses": "patienter med F10–F19 från Socialstyrelsen",
}


def add_arguments(commands: Any) -> None:
    """Add the commands of this module to the parser."""
    fetching = commands.add_parser("fetch", help="hämta nyare referensdata, se vad som skiljer och ta det i bruk")
    sources = fetching.add_subparsers(dest="source", metavar="VAD", required=True)
    for source, what in _WHAT.items():
        each = sources.add_parser(source, help=what)
        each.add_argument("--years", type=_years, default=(), metavar="ÅR", help="2024 eller 2015-2024")
        each.add_argument("--anew", action="store_true", help="börja om, fast en hämtning avbröts nyss")
        each.add_argument("--address", metavar="ADRESS", help="tjänstens adress, om den har flyttat")
        each.add_argument("--by", metavar="NAMN", help="vem som bestämmer, med --use och --drop")
        then = each.add_mutually_exclusive_group()
        then.add_argument(
            "--use", nargs="?", const="", metavar="HÄMTNING", help="ta i bruk det som är hämtat (utelämnat: det nyaste)"
        )
        then.add_argument("--drop", action="store_true", help="gå tillbaka till det som följer med Samsyn")
    sources.add_parser("list", help="visa vad som är hämtat och vad som används")


def run(args: argparse.Namespace) -> int:
    """Run the action that was given."""
    house = open_house()
    if args.source == "list":
        _list(house)
    elif args.drop or args.use is not None:
        _decide(house, args)
    else:
        _fetch(house, args)
    return 0


def _fetch(house: House, args: argparse.Namespace) -> None:
    from etl.fetch import fetch
    from etl.fetch_http import Caller
    from etl.fetch_plan import Wish
    from etl.reference_in_use import SOURCES

    source = SOURCES[args.source]
    address = args.address or source.address
    years = args.years or (_newest_years(_now().date()) if source.id == "kolada" else ())
    bar = _Bar(source.publisher)
    try:
        with Caller(address) as caller:
            fetched = fetch(
                house, source, Wish(years), caller, address=address, now=_now, progress=bar.show, anew=args.anew
            )
    finally:
        bar.end()
    _tell(fetched, source)
    if fetched.table.faults:
        print("Det kan inte tas i bruk förrän hindren är borta.")
    else:
        print(f"Inget används än. Ta det i bruk med samsyn fetch {source.id} --use --by NAMN.")


def _decide(house: House, args: argparse.Namespace) -> None:
    from etl.fetch import kept_fetch, stop_using, use
    from etl.reference_in_use import SOURCES

    source = SOURCES[args.source]
    if not (args.by or "").strip():
        raise UserError("Säg vem som bestämmer det, med --by.")
    if args.drop:
        stop_using(house, source, by=args.by.strip(), decided_at=_now())
        print("Från nästa bygge används det som följer med Samsyn.")
    else:
        fetched = kept_fetch(house, source, args.use or None)
        _tell(fetched, source)
        use(house, source, fetched, by=args.by.strip(), decided_at=_now())
        print(f"Från nästa bygge används det som hämtades {fetched.fetch.id}.")
    print("Bygg, granska och publicera med samsyn build och samsyn publish.")


def _tell(fetched: Any, source: Any) -> None:
    updated = f", uppdaterat av {source.publisher} {fetched.table.updated[:10]}" if fetched.table.updated else ""
    years = sorted({figure.period for figure in fetched.table.figures})
    of = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(years)
    print(f"{source.title}, {of}. Källa: {source.publisher}, hämtat {swedish_date(fetched.fetch.day)}{updated}.")
    print(f"Skillnad mot det som används nu ({fetched.used_now}):")
    for line in fetched.told:
        print(f"  {line}")


def _list(house: House) -> None:
    from etl.fetch import used_fetch
    from etl.fetch_kept import fetches
    from etl.reference_in_use import SOURCES

    for source in SOURCES.values():
        used = used_fetch(house, source)
        print(f"{source.id}: {source.title} ({source.publisher})")
        print(f"  {'används: det som följer med Samsyn' if used is None else f'används: hämtningen {used}'}")
        for each in fetches(house, source.id):
            print(f"  {each.id}{'' if each.complete else ', avbruten'}")


class _Bar:
    """How far a fetch has come, on one line of a terminal; silent where the output is not read by a person."""

    def __init__(self, publisher: str) -> None:
        self._publisher, self._shown = publisher, False

    def show(self, done: int, of: int) -> None:
        if not sys.stderr.isatty():
            return
        full = round(_BAR * done / of)
        print(f"\rHämtar från {self._publisher} [{'#' * full}{'.' * (_BAR - full)}] {done} av {of} ",
              end="", file=sys.stderr, flush=True)  # fmt: skip
        self._shown = True

    def end(self) -> None:
        if self._shown:
            print(file=sys.stderr)


def _years(text: str) -> tuple[int, ...]:
    """One year or a span of them."""
    first, _, last = text.partition("-")
    try:
        years = tuple(range(int(first), int(last or first) + 1))
    except ValueError:
        years = ()
    if not years or not 1968 <= years[0] <= years[-1] <= 2100:
        raise argparse.ArgumentTypeError(f"{text} är inga år; skriv till exempel 2024 eller 2015-2024")
    return years


def _newest_years(today: date) -> tuple[int, ...]:
    return tuple(range(today.year - _YEARS_OF_KOLADA, today.year + 1))


def _now() -> datetime:
    return datetime.now().astimezone()
