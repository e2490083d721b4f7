"""Serving: a taken port is told in a line; a free one answers, says so in Swedish, and leaves in silence."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from etl.problems import UserError
from etl.serve import serve


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"Port {port} går inte att använda"):
            serve(tmp_path, "127.0.0.1", port, lambda: pytest.fail("it cannot be ready"))


@pytest.mark.slow
def test_it_says_when_it_answers_and_says_nothing_else(demo_data: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "etl", "serve", "--port", str(port)]
    environment = os.environ | {"SAMSYN_DATA": str(demo_data)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "Startar Samsyn …\n"
        assert server.stdout.readline() == f"Samsyn finns på http://localhost:{port} (avsluta med Ctrl+C).\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=20) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    assert (out, err, server.returncode) == ("", "", 0)
