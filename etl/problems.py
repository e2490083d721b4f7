"""What is wrong with a file: one Problem type, one Swedish sentence per code.

A problem never repeats what stood in a free-text cell; it may hold personal data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


class UserError(Exception):
    """Something the person at the keyboard can mend: one Swedish line, no traceback.

    Attributes:
        exit_code: what ``samsyn`` exits with.
    """

    def __init__(self, message: str, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(frozen=True)
class Problem:
    """One thing to mend or to confirm in a file, with every cell it holds for.

    Attributes:
        code: one of the codes in ``CATALOGUE``; what tests and ``--json`` name.
        severity: ``error`` rejects the file, ``warning`` is to be confirmed.
        sheet: name of the sheet, or empty when the whole file is meant.
        cells: addresses such as ``C10``, in sheet order; empty when no cell can be pointed out.
        label: the row's label as the form says it ("3.1 Personer som sökt hjälp"), or empty.
        found: what stood there, shortened and safe to show, or empty when it must not be repeated.
        expected: what is needed.
        mend: how to mend it.
        message: the whole in one or two Swedish sentences.
    """

    code: str
    severity: Severity
    sheet: str
    cells: tuple[str, ...]
    label: str
    found: str
    expected: str
    mend: str
    message: str
