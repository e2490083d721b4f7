"""The commands around a data folder: demo, init, status, serve."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from etl.areas import load_areas
from etl.house import House, create_house, data_folder, demo_folder, open_house
from etl.periods import parse_period
from etl.problems import UserError
from etl.swedish import in_a_row, swedish_date

PORT = 8501


def add_arguments(commands: Any) -> None:
    """Add the commands of this module to the parser."""
    demo = commands.add_parser("demo", help="skapa demon med exempeldata för fyra län och visa den")
    demo.add_argument("--no-serve", action="store_true", help="bygg och publicera, men starta inte webbservern")
    serving = commands.add_parser("serve", help="visa den publicerade versionen i webbläsaren")
    for command in (demo, serving):
        command.add_argument("--host", default="127.0.0.1", metavar="ADRESS", help="adress att lyssna på (%(default)s)")
        command.add_argument("--port", type=int, default=PORT, metavar="PORT", help="port att lyssna på (%(default)s)")
    init = commands.add_parser("init", help="skapa en skarp datamapp för ett län")
    init.add_argument("--county", required=True, metavar="LÄN", help="länets kod eller namn: 25, Norrbotten")
    commands.add_parser("status", help="visa vad som är mottaget, byggt och publicerat")


def run(args: argparse.Namespace) -> int:
    """Run the command that was given."""
    actions = {"demo": _demo, "serve": _serve, "init": _init, "status": _status}
    return actions[args.command](args)


def _demo(args: argparse.Namespace) -> int:
    from etl.demo import make_demo

    demo = make_demo(demo_folder(), print)
    if not demo.received and not demo.build.new:
        print(f"Demon är redan byggd: {demo.files} exempelfiler, {demo.build.build_id}.")
    print(f"Exempeldata i {demo.house.path}.")
    if not args.no_serve:
        _serve_there(demo.house, args)
    return 0


def _serve(args: argparse.Namespace) -> int:
    _serve_there(open_house(), args)


def _serve_there(house: House, args: argparse.Namespace) -> NoReturn:
    from etl.serve import serve

    address = f"http://{'localhost' if args.host in ('127.0.0.1', '0.0.0.0') else args.host}:{args.port}"
    print("Startar Samsyn …", flush=True)
    ready = f"Samsyn finns på {address} (avsluta med Ctrl+C)."
    serve(house.path, args.host, args.port, lambda: print(ready, flush=True))


def _init(args: argparse.Namespace) -> int:
    area = load_areas().find(args.county)
    county = load_areas().get(area.county) if area and area.county else area
    if county is None:
        near = load_areas().nearest(args.county)
        raise UserError(f"Det finns inget län ”{args.county}”." + (f" Menar du {near}?" if near else ""))
    house = create_house(data_folder(), "real", county.code)
    print(f"Datamappen {house.path} är klar för {county.name}. Riktiga uppgifter tas emot, exempeldata inte.")
    return 0


def _status(_: argparse.Namespace) -> int:
    from etl.status import status_of

    house = open_house()
    found = status_of(house)
    kind = "demo med exempeldata" if house.kind == "demo" else "skarpa uppgifter"
    print(f"Datamapp: {house.path} ({kind}, {load_areas().get(house.county).name})")
    print("Mottaget:" if found.collected else "Mottaget: inget")
    for each in found.collected:
        asked = f" av {len(each.asked)}" if each.asked else ""
        deadline = f", sista svarsdag {swedish_date(each.deadline)}" if each.deadline else ", ingen insamling öppnad"
        label = parse_period(each.period).label
        print(f"  {each.form} {label}: {len(each.answered)}{asked} kommuner, {each.files} filer{deadline}")
    print(f"Byggt: {len(found.builds)} versioner, senast {found.newest}" if found.newest else "Byggt: inget")
    print(f"Publicerat: {found.current or 'inget'}")
    if found.waiting:
        print(f"Rättelser som väntar på svar: {', '.join(found.waiting)}. Kör samsyn approve KVITTO.")
    if found.not_built:
        names = [f"{load_areas().get(area).name} {period}" for _, period, area in found.not_built]
        print(f"Mottaget men inte byggt: {in_a_row(names)}. Kör samsyn build.")
    elif found.newest != found.current:
        print("Den senast byggda versionen är inte publicerad. Kör samsyn publish.")
    return 0
