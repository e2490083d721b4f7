"""The commands around what has been sent in: receive, history, withdraw, restore, approve."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from typing import Any

from etl.areas import load_areas
from etl.commands_intake import add_file_arguments, area_code, check_named, print_answer
from etl.confirmations import parse_confirmation
from etl.forms.catalogue import get_form, survey_form
from etl.house import open_house
from etl.periods import parse_period
from etl.receipts import Key, Receipt, State, read_receipts, states
from etl.swedish import swedish_date

_STATES: dict[State, str] = {
    "holds": "gäller",
    "replaced": "ersatt",
    "waiting": "väntar på analytikerns ja",
    "declined": "inte godkänd",
    "withdrawn": "tillbakadragen",
}


def add_arguments(commands: Any) -> None:
    """Add the commands of this module to the parser."""
    receiving = commands.add_parser("receive", help="kontrollera och ta emot ett ifyllt formulär eller en enkätexport")
    add_file_arguments(receiving)
    receiving.add_argument("--sender", metavar="NAMN", help="vem som har lämnat in den")
    receiving.add_argument(
        "--example", action="store_true", help="uppgifterna är påhittade (en export säger det inte själv)"
    )
    receiving.add_argument(
        "--confirm",
        metavar="KOD[:TEXT]",
        action="append",
        default=[],
        help="bekräfta en sak som samsyn check frågar om, med en mening där en sådan behövs",
    )
    receiving.add_argument("--reason", metavar="TEXT", default="", help="varför tidigare uppgifter ändras")
    history = commands.add_parser("history", help="visa allt som har lämnats in, också det som har ersatts")
    _add_about(history, required=False)
    withdraw = commands.add_parser("withdraw", help="ta tillbaka inlämnade uppgifter; kommunen räknas som ej lämnat")
    _add_about(withdraw, required=True)
    restore = commands.add_parser("restore", help="låt en tidigare version gälla igen")
    restore.add_argument("receipt", metavar="KVITTO", help="kvittonumret på versionen som ska gälla")
    _add_about(restore, required=True)
    for command in (withdraw, restore):
        command.add_argument("--reason", metavar="TEXT", required=True, help="varför")
        command.add_argument("--sender", metavar="NAMN", help="vem som gör det")
    approve = commands.add_parser("approve", help="svara på en rättelse av något som redan är publicerat")
    approve.add_argument("receipt", metavar="KVITTO", help="rättelsens kvittonummer")
    approve.add_argument("--by", metavar="NAMN", required=True, help="vem som svarar")
    approve.add_argument("--no", action="store_true", help="godkänn inte; ange skälet med --reason")
    approve.add_argument("--reason", metavar="TEXT", default="", help="varför")


def _add_about(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument("--area", metavar="KOMMUN", required=required, help="kommunens kod eller namn")
    command.add_argument("--period", required=required, help="till exempel 2022-01/2022-10 eller 2024")
    command.add_argument("--form", metavar="FORMULÄR", default=survey_form().id, help="%(default)s om inget anges")


def run(args: argparse.Namespace) -> int:
    """Run the command that was given."""
    actions = {
        "receive": _receive,
        "history": _history,
        "withdraw": _withdraw,
        "restore": _restore,
        "approve": _approve,
    }
    return actions[args.command](args)


def _receive(args: argparse.Namespace) -> int:
    from etl.receive import Words, receive

    house = open_house()
    confirmed = [parse_confirmation(text) for text in args.confirm]
    checked = check_named(args, county=house.county)
    if args.example and checked.kind != "form":
        checked = replace(checked, example=True)
    if checked.problems:
        print_answer(checked)
    if checked.outcome == "rejected":
        print("Filen är inte mottagen. Rätta felen och lämna in den igen.")
        return 1
    words = Words(args.sender, confirmed, args.reason)
    receipt = receive(house, checked, received_at=_now(), words=words)
    if not receipt.new:
        by = f" av {receipt.sender}" if receipt.sender else ""
        same = "Den här filen" if receipt.original_sha256 == checked.sha256 else "Samma uppgifter"
        print(
            f"{same} är redan inlämnad{'' if same.startswith('Den') else 'e'} {_when(receipt)}{by}. Inget ändrades. "
            f"Kvitto {receipt.id}."
        )
        return 0
    print(f"Mottagen {_when(receipt)}. Kvitto {receipt.id}.")
    _print_submissions(receipt)
    return 0


def _print_submissions(receipt: Receipt) -> None:
    for each in receipt.submissions:
        if each.needs_approval:
            newer = f" (version {each.version}, gäller när analytikern har sagt ja: samsyn approve {receipt.id})"
        else:
            newer = f" (version {each.version}, ersätter den förra)" if each.version > 1 else ""
        print(f"  {_about((receipt.form, each.area, each.period))}{newer}")


def _history(args: argparse.Namespace) -> int:
    from etl.approvals import read_approvals

    house = open_house()
    receipts = read_receipts(house)
    told = states(receipts, read_approvals(house))
    area = area_code(args.area) if args.area else None
    period = parse_period(args.period).id if args.period else None
    rows = [
        (receipt, key)
        for receipt in receipts
        for key in receipt.keys
        if (area is None or key[1] == area) and (period is None or key[2] == period)
    ]
    if not rows:
        print("Inget har lämnats in.")
    for receipt, key in rows:
        what = "tillbakadragande" if receipt.kind == "withdrawal" else f"version {receipt.about(key).version}"
        reason = f", skäl: {receipt.reason}" if receipt.reason else ""
        print(f"{receipt.id}  {_when(receipt)}  {_about(key)}: {what}, {_STATES[told[receipt.id, key]]}{reason}")
    return 0


def _withdraw(args: argparse.Namespace) -> int:
    from etl.withdraw import withdraw

    receipt = withdraw(open_house(), _key(args), reason=args.reason, sender=args.sender, received_at=_now())
    _print_done("Uppgifterna är tillbakadragna och räknas som ej lämnade.", receipt)
    return 0


def _restore(args: argparse.Namespace) -> int:
    from etl.withdraw import restore

    house, key = open_house(), _key(args)
    receipt = restore(house, args.receipt, key, reason=args.reason, sender=args.sender, received_at=_now())
    _print_done("Den tidigare versionen gäller igen.", receipt)
    return 0


def _print_done(done: str, receipt: Receipt) -> None:
    """What has happened; of what waits it would not be true yet."""
    later = f"Uppgifterna är publicerade, så det gäller först när analytikern har sagt ja: samsyn approve {receipt.id}"
    print(later if receipt.needs_approval else f"{done} Kvitto {receipt.id}.")


def _approve(args: argparse.Namespace) -> int:
    from etl.approvals import answer_correction

    answer = answer_correction(
        open_house(), args.receipt, approved=not args.no, by=args.by, decided_at=_now(), reason=args.reason
    )
    if answer.approved:
        print(f"Rättelsen {answer.receipt} är godkänd och kommer med i nästa bygge.")
    else:
        print(f"Rättelsen {answer.receipt} är inte godkänd. Det som gällde gäller.")
    return 0


def _key(args: argparse.Namespace) -> Key:
    form = get_form(args.form)
    return form.id, area_code(args.area, form), parse_period(args.period).id


def _about(key: Key) -> str:
    return f"{load_areas().get(key[1]).answers_as}, {parse_period(key[2]).label}"


def _when(receipt: Receipt) -> str:
    return f"{swedish_date(receipt.received_on)} kl. {receipt.received_at[11:16]}"


def _now() -> datetime:
    return datetime.now().astimezone()
