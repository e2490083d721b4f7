"""The demo: a house with the example files of the repository, received, built and published like any others.

When each file came and when each round was opened stands in the examples, not on the clock: every demo made of the
same files is the same build.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from etl.activity_edits import Edit, record_activity
from etl.activity_records import read_activity_records
from etl.areas import load_areas
from etl.build import BuildResult, build
from etl.house import REPOSITORY, House, create_house
from etl.intake import check_file
from etl.note_decisions import NoteDecision, keep_note_decision, read_note_decisions
from etl.problems import CATALOGUE, UserError
from etl.publish import publish
from etl.receipts import Confirmation
from etl.receive import Words, already_received, receive
from etl.rounds import open_round
from etl.submission import CheckedFile

EXAMPLES = REPOSITORY / "data" / "examples"
COUNTY = "25"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Demo:
    """What came of it: how many example files there are, and how many were received just now."""

    house: House
    files: int
    received: int
    build: BuildResult


def make_demo(folder: Path, say: Say, examples: Path = EXAMPLES) -> Demo:
    """Create the demo or bring it up to date; what is there already is not done again.

    Raises:
        UserError: an example file is not accepted, or the folder is not a demo.
    """
    house = create_house(folder, "demo", COUNTY)
    files = received = 0
    for manifest in sorted(examples.glob("**/manifest.json"), key=lambda each: (len(each.parts), each)):
        for opened in _read(manifest.parent / "rounds.json") if (manifest.parent / "rounds.json").exists() else ():
            _open_round(house, opened)
        entries = _read(manifest)["files"]
        files += len(entries)
        received += sum(_receive(house, manifest.parent, entry, say) for entry in entries)
    for noted in _read(examples / "notes.json"):
        _note(house, noted)
    for records in sorted(examples.glob("*/activity_records.json")):
        _note_activities(house, _read(records))
    result = build(house)
    publication = publish(house, result.build_id)
    if publication.before != publication.build_id:
        say(f"Byggde och publicerade {result.build_id}.")
    return Demo(house, files, received, result)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _open_round(house: House, opened: dict[str, Any]) -> None:
    open_round(
        house,
        opened["form"],
        opened["period"],
        opened["areas"],
        date.fromisoformat(opened["deadline"]),
        opened_on=date.fromisoformat(opened["opened_on"]),
    )


def _note(house: House, noted: dict[str, Any]) -> None:
    """An explanation that the analyst has accepted, as it is kept; once."""
    subject = hashlib.sha256(json.dumps(noted, sort_keys=True).encode()).hexdigest()[:12]
    if any(each.explanation == subject for each in read_note_decisions(house)):
        return
    about = {name: noted[name] for name in ("form", "area", "period", "text", "given_at", "decided_at")}
    numbers = ((noted["item"], float(noted["value"])),)
    decision = NoteDecision(explanation=subject, numbers=numbers, content_sha256="", accepted=True, by="", **about)
    keep_note_decision(house, decision)


def _note_activities(house: House, noted: list[dict[str, str]]) -> None:
    """What the examples say of activities, once each."""
    there = {(*each.subject, each.recorded_at) for each in read_activity_records(house)}
    for one in noted:
        at = datetime.fromisoformat(one["recorded_at"])
        edit = Edit(
            activity=one["activity"],
            county=one["county"],
            status=one["status"],
            held_on=date.fromisoformat(one["held_on"]),
            by=one["by"],
            note=one.get("note", ""),
            link=one.get("link", ""),
        )
        if (edit.county, edit.activity, at.isoformat(timespec="seconds")) not in there:
            record_activity(house, edit, recorded_at=at)


def _receive(house: House, examples: Path, entry: dict[str, str], say: Say) -> bool:
    """Receive one file; False when it had been received before."""
    data = (examples / entry["file"]).read_bytes()
    if already_received(house, data):
        return False
    # Every county that the examples tell of: a house of one county would take in its own only.
    checked = check_file(data, entry["file"], county=load_areas().get(entry["area"]).county)
    if checked.outcome == "rejected":
        raise UserError(f"Exempelfilen {entry['file']} godkänns inte: {checked.problems[0].message}", 1)
    at = datetime.fromisoformat(entry["received_at"])
    words = Words(confirmed=_confirmed(checked), reason=entry.get("reason", ""))
    receive(house, checked, received_at=at, words=words)
    say(f"Tog emot {entry['file']}")
    return True


def _confirmed(checked: CheckedFile) -> list[Confirmation]:
    """The examples are meant as they stand."""
    codes = dict.fromkeys(each.code for each in checked.problems)
    return [Confirmation(code, "Exempel." if CATALOGUE[code].asks else "") for code in codes]
