"""The desk where files are handed in: checked under guard, and held against the municipality's own earlier answers."""

from __future__ import annotations

from typing import Unpack

from etl.column_mapping_files import read_mappings
from etl.guarded_check import check_guarded
from etl.guarded_mark import mark_guarded
from etl.house import House
from etl.intake import Asked
from etl.periods import parse_period
from etl.standing import all_earlier, earlier, earlier_may_be_shown
from etl.submission import CheckedFile


def check_at_desk(house: House | None, data: bytes, name: str, **asked: Unpack[Asked]) -> CheckedFile:
    """Check a file as the command line and the pages do.

    Args:
        house: the data folder, for earlier answers; None when there is none.
        data: the file's bytes; they are kept nowhere.
        name, asked: as in ``etl.intake.check_file``; mappings besides those the house remembers.

    Raises:
        UserError: a choice that the file does not allow, a codebook that is none, or too many files at once.
    """
    # Only for the analyst: a municipality's answer must not hang on a decision file that somebody has spoilt.
    remembered = read_mappings(house) if house and asked.get("as_area") is None else ()
    asked["mappings"] = (*asked.get("mappings", ()), *remembered)
    return beside_earlier(house, check_guarded(data, name, **asked))


def mark_at_desk(house: House | None, data: bytes, name: str, checked: CheckedFile) -> bytes:
    """The sender's workbook with its faults marked, and last period's answers beside where they may be shown.

    Args:
        house: the data folder, for earlier answers; None when there is none.
        data, name: as they were checked.
        checked: what was found in that file.

    Raises:
        UserError: there is no marked workbook of this file, it took too much, or too many files at once.
    """
    before = None
    if house is not None and earlier_may_be_shown(house) and checked.form and checked.area and checked.period:
        before = earlier(house, checked.form, checked.area, checked.period)
    label = parse_period(before.period).label if before else None
    return mark_guarded(data, name, checked, before.answers if before else None, label)


def beside_earlier(house: House | None, checked: CheckedFile) -> CheckedFile:
    """The checked answers held against the municipality's own earlier ones, where these may be shown."""
    if house is None or not earlier_may_be_shown(house):
        return checked
    # It loads the statistics, which a file without earlier answers need not wait for.
    from etl.check_earlier import compare_with_earlier

    keys = [(each.form, each.area, each.period) for each in checked.submissions]
    return compare_with_earlier(checked, {key: [held.submission for held in all_earlier(house, *key)] for key in keys})
