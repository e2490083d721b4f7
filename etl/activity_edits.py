"""Noting the status of an activity, and taking a note back: what may be written down, and by whom so far.

To undo is to write a record that says what held before, so that the undoing can be seen and undone too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from etl.activities import followed
from etl.activity_records import STATUS_WORDS, ActivityRecord, keep_record, newest, read_activity_records
from etl.areas import load_areas
from etl.house import House
from etl.own_words import refuse_number, refuse_personal
from etl.personal_numbers import holds_personal_number
from etl.problems import UserError

_LONGEST_NAME, _LONGEST_LINK = 80, 300
_LINK = re.compile(r"https?://[^\s/<>\"']+\.[^\s<>\"']+")


@dataclass(frozen=True)
class Edit:
    """What somebody wants noted: the day is the one that the status is of."""

    activity: str
    county: str
    status: str
    held_on: date
    by: str
    note: str = ""
    link: str = ""


def record_activity(house: House, edit: Edit, *, recorded_at: datetime) -> ActivityRecord:
    """Keep an edit beside those before it.

    Raises:
        UserError: in a real house, or something in it cannot be kept; nothing is written then.
    """
    _refuse_real(house)
    _refuse_faulty(edit, recorded_at.date())
    record = ActivityRecord(
        id="",
        activity=edit.activity,
        county=edit.county,
        status=edit.status,
        held_on=edit.held_on.isoformat(),
        note=edit.note.strip(),
        link=edit.link.strip(),
        by=edit.by.strip(),
        recorded_at=recorded_at.isoformat(timespec="seconds"),
        sequence=0,
    )
    with house.lock("received"):
        return keep_record(house, record, read_activity_records(house))


def undo_record(house: House, record_id: str, *, by: str, recorded_at: datetime) -> ActivityRecord:
    """Take back the newest record about an activity: a new one says what held before.

    Raises:
        UserError: there is no such record, a newer one holds, or the house is real.
    """
    _refuse_real(house)
    _refuse_name(by)
    with house.lock("received"):
        records = read_activity_records(house)
        undone = _the_only(records, record_id)
        if newest(records)[undone.subject].id != undone.id:
            raise UserError("En nyare anteckning gäller redan för aktiviteten. Ångra den i stället.")
        before = [each for each in records if each.subject == undone.subject][:-1]
        nothing = replace(undone, status=None, held_on=None, note="", link="")
        at = recorded_at.isoformat(timespec="seconds")
        restored = replace(before[-1] if before else nothing, by=by.strip(), recorded_at=at, undoes=undone.id)
        return keep_record(house, restored, records)


def _the_only(records: Iterable[ActivityRecord], record_id: str) -> ActivityRecord:
    found = [each for each in records if record_id and each.id.startswith(record_id)]
    if not found:
        raise UserError(f"Ingen anteckning har kvittonumret ”{record_id[:40]}”.")
    if len(found) > 1:
        raise UserError("Flera anteckningar börjar på det numret. Ange hela kvittonumret.")
    return found[0]


def _refuse_real(house: House) -> None:
    if house.kind != "demo":
        raise UserError(
            "Aktivitetslistan kan ändras i skarp drift först när inloggning finns: den som antecknar måste vara känd."
        )


def _refuse_faulty(edit: Edit, today: date) -> None:
    counties = {area.code for area in load_areas().of_level("county")}
    if edit.county not in counties or edit.activity not in {each.id for each in followed(edit.county)}:
        raise UserError(f"”{edit.activity[:40]}” är ingen aktivitet att följa i det länet. Se samsyn activity list.")
    if edit.status not in STATUS_WORDS:
        raise UserError(f"Status ska vara {', '.join(STATUS_WORDS.values())}.")
    if edit.held_on > today:
        raise UserError("Datumet ligger framåt i tiden. Skriv den dag då läget var så, senast i dag.")
    _refuse_name(edit.by)
    refuse_personal(edit.note)
    _refuse_link(edit.link.strip())


def _refuse_link(link: str) -> None:
    if link and (len(link) > _LONGEST_LINK or not _LINK.fullmatch(link)):
        raise UserError("Länken ska vara en adress som börjar med https:// eller http://.")
    if holds_personal_number(link, written_by_hand=True):
        raise UserError("Länken ser ut att innehålla ett personnummer. Länka till ett dokument utan personuppgifter.")


def _refuse_name(by: str) -> None:
    if not by.strip() or len(by) > _LONGEST_NAME:
        raise UserError(f"Skriv vem som antecknar, med högst {_LONGEST_NAME} tecken.")
    refuse_number(by)
