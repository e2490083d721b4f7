"""A workbook marked in a child: the same as ``mark`` gives, or one line on what to use instead."""

from __future__ import annotations

from collections.abc import Mapping

from etl.guarded import TookTooMuch, run_guarded
from etl.problems import UserError
from etl.submission import Answer, CheckedFile


def mark_guarded(
    data: bytes,
    name: str,
    checked: CheckedFile,
    earlier: Mapping[str, Answer] | None = None,
    earlier_label: str | None = None,
) -> bytes:
    """Mark a workbook as ``etl.marked_workbook.mark`` does; never in this process.

    Args:
        data, name, checked, earlier, earlier_label: as of ``mark``.

    Raises:
        UserError: there is no marked workbook of this file, or it took too much to make.
        ChildFault: a fault of ours.
    """
    try:
        marked = run_guarded(
            "mark",
            data=data,
            name=name,
            checked=checked,
            earlier=dict(earlier) if earlier is not None else None,
            earlier_label=earlier_label,
        )
    except TookTooMuch:
        raise UserError(
            "Det tog för lång tid att skriva i filen. Spara listan med det som ska rättas i stället."
        ) from None
    if not isinstance(marked, bytes):
        raise TypeError(f"a marked workbook is bytes, not {type(marked).__name__}")
    return marked
