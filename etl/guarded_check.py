"""A file checked in a child: the same answer as ``check_file`` gives, or the refusal of what took too much."""

from __future__ import annotations

import hashlib
from typing import Unpack

from etl.guarded import TOO_MUCH, TookTooMuch, run_guarded
from etl.intake import CHECKER_VERSION, Asked
from etl.problems import problem
from etl.submission import CheckedFile


def check_guarded(data: bytes, name: str, **asked: Unpack[Asked]) -> CheckedFile:
    """Check a file as ``etl.intake.check_file`` does; never in this process.

    Args:
        data, name, asked: as of ``check_file``.

    Returns:
        its answer; a file that was stopped is rejected as ``zip_bomb``, for what it costs, not for being damaged.

    Raises:
        UserError: a choice that the file does not allow, or too many files at once.
        ChildFault: a fault of ours.
    """
    try:
        checked = run_guarded("check", data=data, name=name, **asked)
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
