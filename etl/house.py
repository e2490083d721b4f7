"""The data folder of one county: where it lies, whose it is, and who may write in it right now."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import polars as pl

from etl.problems import UserError

REPOSITORY = Path(__file__).resolve().parent.parent
Kind = Literal["demo", "real"]
KINDS: tuple[Kind, ...] = ("demo", "real")

_NAME = "house.json"
_UNFINISHED = ".unfinished"
# A sender gets an answer within ten seconds, whatever it is; a build may wait for another build.
_WAIT_SECONDS = {"received": 8.0, "build": 60.0}
_FOLDERS = ("received", "work", "published", "decisions")


@dataclass(frozen=True)
class House:
    """A data folder: a demo with example data or a real one, never both."""

    path: Path
    kind: Kind
    county: str

    @property
    def received(self) -> Path:
        """Washed copies and their receipts."""
        return self.path / "received"

    @property
    def work(self) -> Path:
        """Unprotected snapshots with lineage, and what was read from the copies."""
        return self.path / "work"

    @property
    def published(self) -> Path:
        """Snapshots that pages may show, and the line that names the current one."""
        return self.path / "published"

    @property
    def decisions(self) -> Path:
        """What people have decided: rounds, later mappings and approvals."""
        return self.path / "decisions"

    @contextmanager
    def lock(self, name: str = "received", wait_seconds: float | None = None) -> Iterator[None]:
        """Let one writer in at a time; the system frees the lock when its holder dies.

        Args:
            name: "received" for what comes in, "build" for snapshots; an upload need not wait for a build.
            wait_seconds: how long to wait for the other writer, if not as long as usual.

        Raises:
            UserError: the other writer was not done in time.
        """
        with (self.path / f"{name}.lock").open("a") as handle:
            deadline = time.monotonic() + (_WAIT_SECONDS[name] if wait_seconds is None else wait_seconds)
            while not _try_lock(handle.fileno()):
                if time.monotonic() > deadline:
                    raise UserError("Någon annan arbetar i datamappen just nu. Försök igen om en minut.")
                # The system's lock can be waited for only without a limit, so it is asked for again and again.
                time.sleep(0.02)
            yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def data_folder() -> Path:
    """The folder that is used when nobody names one: SAMSYN_DATA, the repository's own, or its demo."""
    if named := os.environ.get("SAMSYN_DATA"):
        return Path(named).absolute()
    own = REPOSITORY / "data"
    demo = own / "demo"
    return demo if not (own / _NAME).exists() and (demo / _NAME).exists() else own


def demo_folder() -> Path:
    """Where the demo is made: SAMSYN_DATA, or data/demo in the repository."""
    named = os.environ.get("SAMSYN_DATA")
    return Path(named).absolute() if named else REPOSITORY / "data" / "demo"


def house_exists(path: Path | None = None) -> bool:
    """Whether there is a data folder at all."""
    return ((path or data_folder()) / _NAME).exists()


def open_house(path: Path | None = None) -> House:
    """Open a data folder that exists.

    Raises:
        UserError: there is none, or its mark cannot be read.
    """
    folder = (path or data_folder()).absolute()
    mark = folder / _NAME
    if not mark.exists():
        raise UserError(f"Det finns ingen datamapp i {folder}. Kör samsyn demo eller samsyn init.")
    try:
        content = json.loads(mark.read_text(encoding="utf-8"))
        kind, county = content["kind"], content["county"]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"Filen {mark} går inte att läsa. Återställ den från säkerhetskopian.") from error
    if kind not in KINDS:
        raise UserError(f"Datamappen {folder} är märkt ”{kind}”; den ska vara demo eller real.")
    return House(folder, cast(Kind, kind), str(county))


def create_house(path: Path, kind: Kind, county: str) -> House:
    """Make a data folder, or open the one that is there if it is of the same kind and county.

    Raises:
        UserError: another kind of data folder lies there already.
    """
    folder = path.absolute()
    if (folder / _NAME).exists():
        house = open_house(folder)
        if (house.kind, house.county) != (kind, county):
            raise UserError(
                f"Datamappen {folder} finns redan: den är {_KIND_WORDS[house.kind]} för län {house.county}."
            )
        return house
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    mark = json.dumps({"kind": kind, "county": county}, indent=1) + "\n"
    write_whole(folder / _NAME, mark.encode("utf-8"))
    return House(folder, kind, county)


_KIND_WORDS: dict[Kind, str] = {"demo": "en demo med exempeldata", "real": "en skarp datamapp"}


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also if the power goes."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
    with unfinished.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(unfinished, path)
    sync_folder(path.parent)


def write_frame(path: Path, frame: pl.DataFrame) -> None:
    """Write a frame as parquet, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
    with unfinished.open("wb") as handle:
        frame.write_parquet(handle, compression="zstd")
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(unfinished, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last, not only the contents of its files."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unfinished_folder(parent: Path, name: str) -> Path:
    """A fresh folder beside the finished ones, to be renamed when it is complete."""
    folder = parent / f"{name}.{os.getpid()}{_UNFINISHED}"
    folder.mkdir(parents=True)
    return folder


def remove_unfinished(folder: Path) -> None:
    """Take away what a killed run left half done. Only for the holder of the lock."""
    for left in sorted(folder.glob(f"*{_UNFINISHED}*")):
        if left.is_dir():
            for inside in left.iterdir():
                inside.unlink()
            left.rmdir()
        else:
            left.unlink()


def is_finished(path: Path) -> bool:
    """False for what is being made or was left half done."""
    return _UNFINISHED not in path.name
