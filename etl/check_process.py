"""The process that the server starts once and that forks a child for every file: ready at once, and of one thread.

Run as ``python -m etl.check_process DESCRIPTOR``. It never sees a file, only the sockets on which its children answer,
and it ends when the server does, however that happens: then the descriptor is closed at its other end.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from importlib import import_module

from etl.areas import load_areas
from etl.forms.catalogue import survey_form
from etl.guarded import TASKS
from etl.intake import check_file
from etl.periods import parse_period
from etl.reading_child import answer_and_end
from etl.template import write_template
from etl.wire import SECONDS


def main(descriptor: int) -> None:
    """Fork a child for every socket that comes over the descriptor, until its other end is closed."""
    _warm()
    # The kernel forgets the ended children by itself.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=descriptor) as control:
        while True:
            content, received, _, _ = socket.recv_fds(control, SECONDS.size, 1)
            if not received:
                return
            with socket.socket(fileno=received[0]) as connection:
                if os.fork() == 0:
                    answer_and_end(connection, *SECONDS.unpack(content))


def _warm() -> None:
    """Load the readers and read one form of our own, so that every child starts with what it needs."""
    for task in TASKS.values():
        import_module(task.partition(":")[0])
    form = survey_form()
    area = next(iter(load_areas().of_level("municipality")))
    check_file(write_template(form, area, parse_period("2023"), example=True), "form.xlsx")
    # Memory that is never swept is not copied in the children.
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main(int(sys.argv[1]))
