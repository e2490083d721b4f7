"""What many people and commands do at once, each in a process of its own; ``test_together`` starts them.

Run as ``python -m tests.etl.at_once ROLE HOUSE ...``. Each says "ready", waits for a line, answers in lines of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from etl import guarded
from etl.approvals import answer_correction, read_approvals
from etl.build import build
from etl.desk import check_at_desk
from etl.house import House, open_house
from etl.problems import UserError
from etl.publish import publish
from etl.receipts import Key, Receipt, read_receipts, waiting
from etl.receive import Words, receive
from etl.standing import counted_receipt
from etl.submission import CheckedFile
from etl.withdraw import restore, withdraw
from tests.etl.houses import FIRST_DAY, PERIOD, checked, submission

AREAS = ("2513", "2518", "2506", "2581", "2510", "2523")
_WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}


def main(role: str, folder: str, *rest: str) -> None:
    """Take the role in the house."""
    house = open_house(Path(folder))
    roles: dict[str, Callable[..., None]] = {
        "send": keep_sending,
        "build": build_on_and_on,
        "fall": fall_at_every_write,
        "busy": keep_busy,
    }
    roles[role](house, *rest)


def say(**said: object) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def wait() -> None:
    say(ready=True)
    sys.stdin.readline()


def answered(work: Callable[[], Receipt | None]) -> None:
    """Do something and say what the person was answered, and how long it took."""
    before = time.perf_counter()
    receipt, told = None, ""
    try:
        receipt = work()
    except UserError as error:
        told = str(error)
    seconds = time.perf_counter() - before
    say(seconds=seconds, receipt=receipt.id if receipt else None, new=bool(receipt and receipt.new), told=told)


def keep_sending(house: House) -> None:
    """For every line that comes, a list of files, fork a person for each; all of them send at the same moment."""
    say(ready=True)
    for line in sys.stdin:
        told, tell = os.pipe()
        people = [_person(house, Path(file), how, told, tell) for file, how in json.loads(line)]
        os.close(told)
        os.close(tell)
        for each in people:
            os.waitpid(each, 0)


def _person(house: House, file: Path, how: str, told: int, tell: int) -> int:
    person = os.fork()
    if person == 0:
        os.close(tell)
        send_file(house, file, how, told)
        os._exit(0)
    return person


def send_file(house: House, file: Path, how: str, told: int) -> None:
    """Send a file as a person does, when told; who has ``compared`` says what was there when they looked."""
    found = _checked(house, file)
    seen = {_key(found): counted_receipt(house, _key(found))} if how == "compared" else None
    os.read(told, 1)

    def send() -> Receipt:
        words = Words(sender="Ansvarig", reason="" if how == "compared" else "Rättelse")
        return receive(house, _checked(house, file), received_at=_now(), words=words, seen=seen)

    answered(send)


def _checked(house: House, file: Path) -> CheckedFile:
    with guarded.forking_here():
        return check_at_desk(house, file.read_bytes(), file.name, county=house.county)


def _key(found: CheckedFile) -> Key:
    return found.submissions[0].form, found.submissions[0].area, found.submissions[0].period


def _now() -> datetime:
    return datetime.now(FIRST_DAY.tzinfo)


def build_on_and_on(house: House) -> None:
    """Build and publish without end."""
    wait()
    while True:
        say(build=build(house).build_id)
        say(published=publish(house).build_id)


# ---- Killed at every write ----


def fall_at_every_write(house: House, act: str) -> None:
    """Do the act again and again in a child that kills itself before its first write, its second, its third …"""
    prepare, do = ACTS[act]
    for number in range(1, 500):
        wait()
        child = os.fork()
        if child == 0:
            given = prepare(house, number)
            _kill_before_write(number, house.path)
            do(house, number, given)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(number=number, killed=os.WIFSIGNALED(status), code=os.waitstatus_to_exitcode(status))


def _kill_before_write(number: int, folder: Path) -> None:
    left = number

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        changes = event in _WRITES or (event == "open" and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR)))
        if changes and isinstance(arguments[0], str | os.PathLike):
            path = os.fspath(arguments[0])
            if str(path).startswith(str(folder)) and not str(path).endswith(".lock"):
                count()

    sync = os.fsync

    def counted_sync(descriptor: Any) -> None:
        count()
        sync(descriptor)

    sys.addaudithook(watch)
    os.fsync = counted_sync  # type: ignore[assignment]


def _correct(house: House, number: int, area: str = AREAS[0]) -> Receipt:
    found = checked(submission(area, given={"mi": 10_000.0 + number}), salt=str(number))
    return receive(house, found, received_at=_day(number), words=Words(reason="Rättelse"))


def _day(number: int) -> datetime:
    return FIRST_DAY + timedelta(minutes=number)


def _about(area: str = AREAS[0]) -> Key:
    return "kommunenkat", area, PERIOD


def _waits(house: House, number: int) -> str:
    """A correction of what is published, which waits for the analyst."""
    receipt = _correct(house, number, AREAS[1])
    if not receipt.needs_approval:
        raise ValueError("the house was to be published")
    return receipt.id


def _approve(house: House, number: int, receipt: str) -> None:
    answer_correction(house, receipt, approved=number % 2 == 0, by="Analytiker", decided_at=_day(number), reason="Ja")


def _take_back(house: House, number: int, _: object) -> None:
    withdraw(house, _about(), reason="Fel fil", sender=None, received_at=_day(number))


def _put_back(house: House, number: int, receipt: Receipt) -> None:
    restore(house, receipt.id, _about(), reason="Den var rätt", sender=None, received_at=_day(number))


def _two_versions(house: House, number: int) -> Receipt:
    first = _correct(house, 1000 + number)
    _correct(house, 2000 + number)
    return first


def _built(house: House, number: int) -> None:
    _correct(house, 3000 + number, AREAS[2])
    build(house)


ACTS: dict[str, tuple[Callable[[House, int], Any], Callable[[House, int, Any], object]]] = {
    "send": (lambda house, number: None, lambda house, number, _: _correct(house, number)),
    "withdraw": (_correct, _take_back),
    "restore": (_two_versions, _put_back),
    "approve": (_waits, _approve),
    "build": (_correct, lambda house, number, _: build(house)),
    "publish": (_built, lambda house, number, _: publish(house)),
}


# ---- Busy until killed ----


def keep_busy(house: House) -> None:
    """For every line that comes, a seed, fork a child that is busy until it is killed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    say(ready=True)
    for seed in sys.stdin:
        child = os.fork()
        if child == 0:
            be_busy(house, random.Random(seed))
        say(started=child)


def be_busy(house: House, chance: random.Random) -> None:
    """Send, correct, take back, put back, approve, build and publish in any order, with short pauses."""
    while True:
        act = BUSY[chance.choices(list(BUSY), weights=[8, 2, 2, 3, 1])[0]]
        answered(partial(act, house, chance))
        time.sleep(chance.uniform(0, 0.3))


def _busy_send(house: House, chance: random.Random) -> Receipt:
    number = chance.randrange(10**9)
    return _correct(house, number % 100_000, chance.choice(AREAS))


def _busy_withdraw(house: House, chance: random.Random) -> Receipt:
    return withdraw(house, _about(chance.choice(AREAS)), reason="Fel fil", sender=None, received_at=_now())


def _busy_restore(house: House, chance: random.Random) -> Receipt | None:
    key = _about(chance.choice(AREAS))
    found = [each for each in read_receipts(house) if key in each.keys and each.kind != "withdrawal"]
    if not found:
        return None
    receipt = chance.choice(found).id
    return restore(house, receipt, key, reason="Den var rätt", sender=None, received_at=_now())


def _busy_approve(house: House, chance: random.Random) -> None:
    for each in waiting(read_receipts(house), read_approvals(house))[:3]:
        # Another may have answered it in the meantime.
        with suppress(UserError):
            answer_correction(
                house, each.id, approved=chance.random() < 0.7, by="Analytiker", decided_at=_now(), reason="Svar"
            )


def _busy_build(house: House, chance: random.Random) -> None:
    build(house)
    publish(house)


BUSY: dict[str, Callable[[House, random.Random], Receipt | None]] = {
    "send": _busy_send,
    "withdraw": _busy_withdraw,
    "restore": _busy_restore,
    "approve": _busy_approve,
    "build": _busy_build,
}


if __name__ == "__main__":
    main(*sys.argv[1:])
