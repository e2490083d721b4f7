"""A file checked in a child: the same answer as ``check_file`` gives, or the refusal of what took too much."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from etl.column_mapping import ColumnMapping
from etl.guarded import TOO_MUCH, TookTooMuch, run_guarded
from etl.intake import CHECKER_VERSION
from etl.periods import Period
from etl.problems import problem
from etl.submission import CheckedFile


def check_guarded(
    data: bytes,
    name: str,
    *,
    as_area: str | None = None,
    county: str | None = None,
    period: Period | None = None,
    choices: Mapping[str, str] | None = None,
    codebook: bytes | None = None,
    mappings: Sequence[ColumnMapping] = (),
) -> CheckedFile:
    """Check a file as ``etl.intake.check_file`` does; never in this process.

    Args:
        data, name, as_area, county, period, choices, codebook, mappings: as of ``check_file``.

    Returns:
        its answer; a file that was stopped is rejected as ``zip_bomb``, for what it costs, not for being damaged.

    Raises:
        UserError: a choice that the file does not allow, or too many files at once.
        ChildFault: a fault of ours.
    """
    try:
        checked = run_guarded(
            "check",
            data=data,
            name=name,
            as_area=as_area,
            county=county,
            period=period,
            choices=None if choices is None else dict(choices),
            codebook=codebook,
            mappings=tuple(mappings),
        )
    except TookTooMuch:
        return _stopped(data, name)
    if not isinstance(checked, CheckedFile):
        raise TypeError("the check answers with a checked file")
    return checked


def _stopped(data: bytes, name: str) -> CheckedFile:
    return CheckedFile(
        outcome="rejected",
        submissions=(),
        problems=(problem("zip_bomb", says=TOO_MUCH),),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        name_sha256=hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest(),
        example=False,
        kept={},
        kind="form",
        checker_version=CHECKER_VERSION,
    )
