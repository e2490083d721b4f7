"""The desk where files are handed in: checked under guard, and held against the municipality's own earlier answers."""

from __future__ import annotations

from collections.abc import Mapping

from etl.check_earlier import compare_with_earlier
from etl.house import House
from etl.intake import check_file
from etl.periods import Period
from etl.standing import all_earlier, earlier_may_be_shown
from etl.submission import CheckedFile


def check_at_desk(
    house: House | None,
    data: bytes,
    name: str,
    *,
    as_area: str | None = None,
    county: str | None = None,
    period: Period | None = None,
    choices: Mapping[str, str] | None = None,
) -> CheckedFile:
    """Check a file as the command line and the pages do.

    Args:
        house: the data folder, for earlier answers; None when there is none.
        data: the file's bytes; they are kept nowhere.
        name, as_area, county, period, choices: as in ``etl.intake.check_file``.

    Raises:
        UserError: a choice that the file does not allow.
    """
    checked = check_file(data, name, as_area=as_area, county=county, period=period, choices=choices)
    return beside_earlier(house, checked)


def beside_earlier(house: House | None, checked: CheckedFile) -> CheckedFile:
    """The checked answers held against the municipality's own earlier ones, where these may be shown."""
    if house is None or not earlier_may_be_shown(house):
        return checked
    keys = [(each.form, each.area, each.period) for each in checked.submissions]
    return compare_with_earlier(checked, {key: [held.submission for held in all_earlier(house, *key)] for key in keys})
