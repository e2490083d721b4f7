"""What a committee has noted about an activity: a record each, kept whole, never changed and never overwritten.

The newest record about an activity in a county holds; those before it are its history. Each record is a receipt: its id
is a hash of all that it says, so that a changed one is found out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from etl.house import House, is_finished, write_whole
from etl.problems import UserError

# No status at all is told as such: nobody has noted anything, which is not the same as not started.
STATUS_WORDS = {
    "not_started": "ej påbörjad",
    "ongoing": "pågår",
    "done": "klar",
    "dropped": "avförd",
}
NOTHING_NOTED = "inget antecknat"
_ID_LENGTH = 12


@dataclass(frozen=True)
class ActivityRecord:
    """One note in a county's working list.

    Attributes:
        id: the beginning of the sha256 of everything else in it.
        status: one of ``STATUS_WORDS``; None when an undoing leaves nothing noted.
        held_on: the day that the status is of, as the committee says it.
        by: who noted it: a name or a role.
        recorded_at: when it was received, with time zone, as ISO text.
        sequence: the order in which the records came to this house, from 1.
        undoes: the record that this one takes back; empty for others.
    """

    id: str
    activity: str
    county: str
    status: str | None
    held_on: str | None
    note: str
    link: str
    by: str
    recorded_at: str
    sequence: int
    undoes: str = ""

    @property
    def recorded_on(self) -> date:
        """The day it was received."""
        return date.fromisoformat(self.recorded_at[:10])

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about: the county and the activity."""
        return self.county, self.activity


def read_activity_records(house: House) -> list[ActivityRecord]:
    """Every record, in the order they came.

    Raises:
        UserError: one is damaged.
    """
    found = [_read(file.name, file.read_bytes()) for file in _folder(house).glob("*.json") if is_finished(file)]
    return sorted(found, key=lambda each: each.sequence)


def newest(records: Iterable[ActivityRecord]) -> dict[tuple[str, str], ActivityRecord]:
    """The record that holds, by county and activity."""
    return {each.subject: each for each in records}


def keep_record(house: House, record: ActivityRecord, before: Iterable[ActivityRecord]) -> ActivityRecord:
    """Write a record after those that are there, with its number and id. Only for the holder of the house's lock."""
    sequence = 1 + max((each.sequence for each in before), default=0)
    numbered = replace(record, sequence=sequence)
    kept = replace(numbered, id=_id_of(numbered))
    folder = _folder(house)
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(asdict(kept), ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / f"{kept.id}.json", content.encode("utf-8"))
    return kept


def records_table(records: Iterable[ActivityRecord], *, example: bool) -> pl.DataFrame:
    """Every record, as the table ``activity_record``."""
    rows = [asdict(each) | {"recorded_on": each.recorded_on, "example": example} for each in records]
    schema = dict.fromkeys(ActivityRecord.__dataclass_fields__, pl.String)
    types = schema | {"sequence": pl.Int32(), "recorded_on": pl.Date(), "example": pl.Boolean()}
    frame = pl.DataFrame(rows, schema=types).drop("recorded_at").rename({"by": "noted_by"})
    return frame.with_columns(pl.col("held_on").str.to_date(), pl.col("undoes").replace("", None))


def _id_of(record: ActivityRecord) -> str:
    content = asdict(record)
    del content["id"]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("utf-8")).hexdigest()[:_ID_LENGTH]


def _read(name: str, data: bytes) -> ActivityRecord:
    try:
        record = ActivityRecord(**json.loads(data))
    except (ValueError, TypeError) as error:
        raise UserError(f"Anteckningen {name} är skadad. Återställ den från säkerhetskopian.", 3) from error
    if record.id != _id_of(record):
        raise UserError(f"Anteckningen {name} är ändrad efteråt. Återställ den från säkerhetskopian.", 3)
    return record


def _folder(house: House) -> Path:
    return house.decisions / "activities"
