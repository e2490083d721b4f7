"""The process that forks a child for every file, as the server holds it: started once, and again when it has died."""

from __future__ import annotations

import atexit
import socket
import subprocess
import sys
import threading

from etl.wire import SECONDS


class NotStarted(Exception):
    """The process is gone or does not answer; the file that was to be read is not to blame."""


class WaitingProcess:
    """``etl.check_process`` and the socket to it; may be used by many threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        atexit.register(self.end)

    def start(self) -> None:
        """See to that it runs, without waiting until it is ready."""
        with self._lock:
            self._living()

    def fork(self, connection: socket.socket, seconds: float) -> int:
        """Let it fork a child that answers on this connection and lives no longer than so.

        Returns:
            The process's id, to say if the child does not begin.

        Raises:
            NotStarted: it is gone.
        """
        with self._lock:
            process, control = self._living()
            try:
                socket.send_fds(control, [SECONDS.pack(seconds)], [connection.fileno()])
            except OSError as error:
                self._end()
                raise NotStarted from error
            return process.pid

    def end(self, pid: int | None = None) -> None:
        """End it: the one of this id, unless another runs by now."""
        with self._lock:
            if self._running is not None and pid in (None, self._running[0].pid):
                self._end()

    def _living(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        if self._running is not None and self._running[0].poll() is not None:
            self._end()
        if self._running is None:
            self._running = _started()
        return self._running

    def _end(self) -> None:
        if self._running is not None:
            process, control = self._running
            self._running = None
            control.close()
            process.kill()
            process.wait()


def _started() -> tuple[subprocess.Popen[bytes], socket.socket]:
    # Every descriptor is one message of its own.
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        # -P: no file beside the caller is taken for a module. Ctrl+C is meant for the server, hence its own session.
        command = [sys.executable, "-P", "-m", "etl.check_process", str(theirs.fileno())]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    return process, control
