"""What the log is told of a fault: its kind and its places, never its words, which can quote a sent file."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def quiet() -> None:
    """From now on, in the whole process, whatever logs a fault logs it without its words."""
    logging.setLogRecordFactory(_record)


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    fault = record.exc_info[1] if record.exc_info else None
    if fault is not None:
        record.msg, record.args = "%s: %s", (record.msg % record.args if record.args else record.msg, told(fault))
        record.exc_info = None
    return record


def told(fault: BaseException) -> str:
    """The fault and what led to it, each by its kind and the places it passed."""
    return "; after ".join(f"{type(each).__qualname__} at {_places(each)}" for each in _chain(fault))


def _chain(fault: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    each: BaseException | None = fault
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _places(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames) or "?"
