"""The answers of statistics services as they came, with address, day and sha256: kept one by one, never overwritten.

``fetched/<source>/<fetch>/`` holds ``<call>.json`` with ``<call>.about.json`` beside it, ``started.json`` from the
beginning and ``fetch.json`` from the moment nothing is missing. A fetch without ``fetch.json`` was cut short, or had an
answer that could not be understood (``given_up.json``).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from etl.fetch_plan import Answers, Call, Wish
from etl.house import House, remove_unfinished, write_whole
from etl.problems import UserError

_STARTED, _COMPLETE, _GIVEN_UP, _ABOUT = "started.json", "fetch.json", "given_up.json", ".about.json"
# Half of one publication and half of the next is neither; services publish at most once a day.
_GOES_ON_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Fetch:
    """One fetch that is kept, complete or not. ``id`` is the day it began, with a number after the day's first."""

    source: str
    id: str
    folder: Path

    @property
    def complete(self) -> bool:
        """Whether every answer is there."""
        return (self.folder / _COMPLETE).exists()

    @property
    def ended(self) -> bool:
        """Whether nothing more will come to it."""
        return self.complete or (self.folder / _GIVEN_UP).exists()

    @property
    def day(self) -> date:
        """The day it began."""
        return date.fromisoformat(self.id[:10])

    @property
    def sha256(self) -> str:
        """Of the list of its answers, and so of them all."""
        return hashlib.sha256((self.folder / _COMPLETE).read_bytes()).hexdigest()


def fetches(house: House, source: str) -> list[Fetch]:
    """Every fetch from a source, oldest first."""
    folder = house.path / "fetched" / source
    found = [Fetch(source, each.name, each) for each in folder.glob("*") if (each / _STARTED).exists()]
    return sorted(found, key=lambda fetch: (fetch.day, _number(fetch.id)))


def newest_complete(house: House, source: str) -> Fetch | None:
    """The newest fetch that nothing is missing from."""
    return next((fetch for fetch in reversed(fetches(house, source)) if fetch.complete), None)


def begin(house: House, source: str, address: str, wish: Wish, now: datetime, *, anew: bool) -> Fetch:
    """Go on with what was cut short within a day, if it asked for the same; else begin anew. Under the fetch lock."""
    started = {"source": source, "address": address, "years": list(wish.years)}
    before = fetches(house, source)
    if before and not before[-1].ended and not anew:
        told = json.loads((before[-1].folder / _STARTED).read_bytes())
        began = datetime.fromisoformat(told.pop("started_at"))
        if told == started and timedelta(0) <= now - began <= _GOES_ON_FOR:
            remove_unfinished(before[-1].folder)
            return before[-1]
    day = now.date().isoformat()
    today = sum(fetch.id[:10] == day for fetch in before)
    fetch_id = f"{day}-{today + 1}" if today else day
    fetch = Fetch(source, fetch_id, house.path / "fetched" / source / fetch_id)
    fetch.folder.mkdir(parents=True, exist_ok=True)
    _write(fetch.folder / _STARTED, started | {"started_at": now.isoformat(timespec="seconds")})
    return fetch


def kept_answer(fetch: Fetch, call: Call) -> bytes | None:
    """What was answered to this very call before the fetch was cut short; None if it is not there whole."""
    about, file = fetch.folder / (call.name + _ABOUT), _file(fetch.folder, call.name)
    if not about.exists() or not file.exists():
        return None
    told, body = json.loads(about.read_bytes()), file.read_bytes()
    same = (told["path"], told["body"]) == (call.path, call.body)
    return body if same and told["sha256"] == hashlib.sha256(body).hexdigest() else None


def keep_answer(fetch: Fetch, call: Call, body: bytes, now: datetime) -> None:
    """Keep an answer; it counts from the moment what is told about it is there."""
    _place(_file(fetch.folder, call.name), body)
    about = {"path": call.path, "body": call.body, "fetched_at": now.isoformat(timespec="seconds")}
    _write(fetch.folder / (call.name + _ABOUT), about | {"sha256": hashlib.sha256(body).hexdigest()})


def close(fetch: Fetch, calls: list[Call], now: datetime) -> None:
    """Say that nothing is missing, and what there is."""
    for call in calls:
        with _file(fetch.folder, call.name).open("rb") as handle:
            os.fsync(handle.fileno())
    told = [{"name": c.name} | json.loads((fetch.folder / (c.name + _ABOUT)).read_bytes()) for c in calls]
    started = json.loads((fetch.folder / _STARTED).read_bytes())
    complete = started | {"completed_at": now.isoformat(timespec="seconds"), "answers": told}
    write_whole(fetch.folder / _COMPLETE, _json(complete))


def give_up(fetch: Fetch) -> None:
    """Say that an answer could not be understood, so that the next fetch begins anew."""
    _write(fetch.folder / _GIVEN_UP, {})


def read_fetch(house: House, source: str, fetch_id: str, sha256: str | None = None) -> Answers:
    """Every answer of a complete fetch.

    Args:
        sha256: what the fetch must be, where somebody has decided on it.

    Raises:
        UserError: it is not there, not complete, or not what it was.
    """
    fetch = Fetch(source, fetch_id, house.path / "fetched" / source / fetch_id)
    if not fetch.complete:
        raise UserError(f"Hämtningen {source} {fetch_id} finns inte, eller är inte klar.", 3)
    answers: dict[str, Any] = {}
    for told in json.loads((fetch.folder / _COMPLETE).read_bytes())["answers"]:
        file = _file(fetch.folder, told["name"])
        body = file.read_bytes() if file.exists() else b""
        if hashlib.sha256(body).hexdigest() != told["sha256"]:
            raise UserError(_CHANGED.format(file), 3)
        answers[told["name"]] = json.loads(body.decode("utf-8-sig"))
    if sha256 is not None and fetch.sha256 != sha256:
        raise UserError(_CHANGED.format(fetch.folder / _COMPLETE), 3)
    return answers


_CHANGED = "{} saknas eller har ändrats sedan hämtningen. Återställ den från säkerhetskopian."


def _number(fetch_id: str) -> int:
    return int(fetch_id[11:] or 1)


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


def _write(path: Path, content: Mapping[str, Any]) -> None:
    _place(path, _json(content))


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _place(path: Path, data: bytes) -> None:
    """Whole or not at all while the machine stays up; after a power cut the sha256 tells, and it is asked for again."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.write_bytes(data)
    os.replace(unfinished, path)
