"""Everything that parses a stranger's bytes runs here, in a child with limits of time and memory; the caller lives on.

A server lets one waiting process fork the children (``start`` makes it ready before the first file). The command line,
which has one thread and one file, forks by itself: ``with forking_here()``.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from etl.problems import UserError
from etl.read import FileRefused
from etl.reading_child import MOST_ANSWERED, STARTED, answer_and_end
from etl.waiting_process import NotStarted, WaitingProcess
from etl.wire import Closed, opened, receive_message, send_message

# What may be asked for, and what it runs; looked up in the child, so that asking imports nothing.
TASKS: Mapping[str, str] = {
    "check": "etl.intake:check_file",
    "mark": "etl.marked_workbook:mark",
}
MOST_AT_ONCE = 4
ANSWER_WITHIN = 9.5
_LONGEST = 8.0
_LONGEST_QUEUE = 6.0
_GRACE = 0.5
_START_WITHIN = 20.0
TOO_MUCH = "Filen tog för lång tid eller för mycket minne att läsa."
_BUSY = "Just nu läses många filer. Vänta en liten stund och försök igen."

_forks_here: ContextVar[bool] = ContextVar("forks_here", default=False)
_waiting = WaitingProcess()
_places = threading.BoundedSemaphore(MOST_AT_ONCE)


class TookTooMuch(UserError):
    """The child ended without an answer: too long, too much memory, or it fell. The file is to blame."""

    def __init__(self) -> None:
        super().__init__(TOO_MUCH)


class ChildFault(RuntimeError):
    """A fault of ours in the child, told by kind and place; the words of the fault stay there."""


def run_guarded(task: str, **arguments: object) -> object:
    """Run a task in a child of its own.

    Args:
        task: one of ``TASKS``.
        arguments: what the task takes; anything that can be pickled.

    Returns:
        what the task returned: literals and our own dataclasses.

    Raises:
        TookTooMuch: it was stopped.
        UserError, FileRefused: raised by the task; or too many files are being read at once.
        ChildFault: the task has a fault.
    """
    asked = pickle.dumps((TASKS[task], arguments), protocol=pickle.HIGHEST_PROTOCOL)
    until = time.monotonic() + ANSWER_WITHIN
    if not _places.acquire(timeout=_LONGEST_QUEUE):
        raise UserError(_BUSY)
    try:
        seconds = min(_LONGEST, until - time.monotonic() - _GRACE)
        answer = _forked(asked, seconds) if _forks_here.get() else _sent(asked, seconds)
    except TookTooMuch:
        if seconds < _LONGEST:
            # It had less than its time, since others were before it.
            raise UserError(_BUSY) from None
        raise
    finally:
        _places.release()
    return _understood(task, answer)


@contextmanager
def forking_here() -> Iterator[None]:
    """Fork from this process itself, which must have no other thread of Python's. Saves a process's start."""
    token = _forks_here.set(True)
    try:
        yield
    finally:
        _forks_here.reset(token)


def start() -> None:
    """Make the process that forks ready, without waiting for it: the first file then need not wait."""
    _waiting.start()


def _understood(task: str, answer: bytes) -> object:
    kind, content = opened(answer)
    if kind == "value":
        found: object = content
        return found
    if kind == "user_error":
        raise UserError(*content)
    if kind == "refused":
        raise FileRefused(content)
    raise ChildFault(f"{task}: {content}")


def _forked(asked: bytes, seconds: float) -> bytes:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            child = os.fork()
            if child == 0:
                answer_and_end(theirs, seconds)
        try:
            return _asked(ours, asked, seconds)
        finally:
            # It has answered or has nothing more to say.
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _sent(asked: bytes, seconds: float) -> bytes:
    try:
        return _asked_of_process(asked, seconds)
    except NotStarted:
        # It may have been killed since it was last used; a new one has no such excuse.
        try:
            return _asked_of_process(asked, seconds)
        except NotStarted as error:
            raise ChildFault("the process that reads files does not start") from error


def _asked_of_process(asked: bytes, seconds: float) -> bytes:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            pid = _waiting.fork(theirs, seconds)
        try:
            return _asked(ours, asked, seconds)
        except NotStarted:
            _waiting.end(pid)
            raise


def _asked(connection: socket.socket, asked: bytes, seconds: float) -> bytes:
    try:
        if receive_message(connection, len(STARTED), time.monotonic() + _START_WITHIN) != STARTED:
            raise NotStarted
    except (Closed, TimeoutError) as error:
        raise NotStarted from error
    until = time.monotonic() + seconds + _GRACE
    try:
        connection.settimeout(seconds)
        send_message(connection, asked)
        return receive_message(connection, MOST_ANSWERED, until)
    except (Closed, TimeoutError):
        raise TookTooMuch() from None
