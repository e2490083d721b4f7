"""Starts the web server on what the data folder holds."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import uvicorn

from etl import guarded
from etl.house import REPOSITORY
from etl.problems import UserError


class _TellingServer(uvicorn.Server):
    """A server that says when it answers, not when it is asked to start."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(data: Path, host: str, port: int, ready: Callable[[], None]) -> NoReturn:
    """Serve the pages until interrupted, and end the process.

    Args:
        data: the data folder, told to the pages by SAMSYN_DATA.
        ready: called when the first page can be asked for.

    Raises:
        UserError: the port is taken.
    """
    _refuse_taken(host, port)
    # Streamlit reads its settings from the folder it is started in.
    os.chdir(REPOSITORY)
    os.environ["SAMSYN_DATA"] = str(data.absolute())
    config = uvicorn.Config("dashboard.server:app", host=host, port=port, log_level="warning")
    config.load()
    # Streamlit has by now told the loggers to say everything, in English.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    server = _TellingServer(config, ready)
    # The first file that is sent in need not wait for the process that will read it.
    guarded.start()
    with suppress(KeyboardInterrupt):
        server.run()
    # Leaving through the front door makes duckdb's binding count its leaked objects aloud, a screenful of English.
    sys.stdout.flush()
    os._exit(0 if server.started else 1)


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UserError(
                f"Port {port} går inte att använda ({error.strerror}). Kör redan Samsyn? Välj en annan med --port."
            ) from error
