"""The child in which a stranger's file is read: bounded in memory and time, without files or network, for one answer.

It has just been forked, so everything set here is its own, and it ends without returning.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from etl.problems import UserError
from etl.read import FileRefused
from etl.wire import receive_message, send_message

# With what is loaded before the file (under 100 MB) this stays below the half gigabyte that a file may cost.
MOST_MEMORY = 380_000_000
MOST_ASKED = 40_000_000
# The largest answer to a file that can be sent in is a fraction of this.
MOST_ANSWERED = 16_000_000
STARTED = b"started"

_FORBIDDEN = frozenset(
    {
        "ctypes.dlopen",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.system",
        "pty.spawn",
        "socket.__new__",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "subprocess.Popen",
    }
)
_RESET = (signal.SIGALRM, signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGXCPU)


def answer_and_end(connection: socket.socket, seconds: float) -> NoReturn:
    """Read one task from the connection, do it, answer, and end this process.

    What takes too much ends without an answer: killed by its alarm, or out of memory.

    Args:
        connection: the only descriptor that is kept open.
        seconds: how long it may live.
    """
    with _Ending(connection):
        _stop_after(seconds)
        _leave_everything_but(connection)
        _bound(seconds)
        sys.addaudithook(_refuse_forbidden)
        send_message(connection, STARTED)
        task, arguments = pickle.loads(receive_message(connection, MOST_ASKED))
        _send(connection, *_outcome(task, arguments))
    raise AssertionError("the process has ended")


class _Ending:
    """Ends the process whatever happens in it; a fault of ours is told by its kind and place, never by its words."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if fault is not None and not isinstance(fault, MemoryError | RecursionError | SystemExit):
                _send(self._connection, "fault", _told(fault))
        finally:
            # Nothing of the parent's may be tidied up twice.
            os._exit(0 if fault is None else 1)


def _send(connection: socket.socket, kind: str, content: object) -> None:
    answer = pickle.dumps((kind, content), protocol=pickle.HIGHEST_PROTOCOL)
    if len(answer) <= MOST_ANSWERED:
        send_message(connection, answer)


def _outcome(task: str, arguments: dict[str, Any]) -> tuple[str, object]:
    module, _, function = task.partition(":")
    try:
        return "value", getattr(import_module(module), function)(**arguments)
    except UserError as error:
        return "user_error", (str(error), error.exit_code)
    except FileRefused as refused:
        return "refused", refused.problem


def _told(fault: BaseException) -> str:
    """The kind of the fault and where it happened. Its words can quote the file, and so can a line of source never."""
    frames = traceback.extract_tb(fault.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return f"{type(fault).__qualname__} at {' > '.join(places)}"


def _stop_after(seconds: float) -> None:
    """The kernel's own answer to the alarm ends the process also in the middle of a library."""
    for each in _RESET:
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _leave_everything_but(connection: socket.socket) -> None:
    own = connection.fileno()
    nothing = os.open(os.devnull, os.O_RDWR)
    # A library that complains may quote what it read.
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.closerange(3, own)
    os.closerange(own + 1, os.sysconf("SC_OPEN_MAX"))


def _bound(seconds: float) -> None:
    gc.freeze()
    if sys.platform == "linux":
        # What was mapped before the file came is not the file's. Elsewhere the kernel keeps no such bound.
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _at_most(resource.RLIMIT_AS, pages * resource.getpagesize() + MOST_MEMORY)
        # If memory is short all the same, this is what must go.
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    _at_most(resource.RLIMIT_CPU, int(seconds) + 1)
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_FSIZE, 0)
    _at_most(resource.RLIMIT_NPROC, 0)


def _at_most(kind: int, bound: int) -> None:
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        bound = min(bound, ceiling)
    resource.setrlimit(kind, (bound, bound))


def _refuse_forbidden(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(event)
