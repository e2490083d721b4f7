"""Samsyn's server and a Chromium, started as a user's are."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, ViewportSize

REPOSITORY = Path(__file__).resolve().parents[2]
# The sandbox and the GPU are not to be had in a container; the rest keeps Chromium from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 375, "height": 740}


@contextmanager
def serving(module: str, data: Path, log: Path, **settings: str) -> Iterator[str]:
    """The address of a server that runs `module` on a free port; `settings` are environment variables."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", module, "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={**os.environ, "SAMSYN_DATA": str(data), **settings},
            stdout=output,
            stderr=output,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            # Nothing tells when a server of another process begins to listen.
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def build_demo(folder: Path) -> None:
    """Builds and publishes the demo county in `folder` by the command a user gives."""
    command = [sys.executable, "-m", "etl", "demo", "--no-serve"]
    environment = {**os.environ, "SAMSYN_DATA": str(folder)}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"samsyn demo failed:\n{done.stderr.decode()}")


def launch(playwright: Playwright) -> Browser:
    """The installed Chromium, or else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    installed = next((path for path in map(shutil.which, names) if path), None)
    return playwright.chromium.launch(executable_path=installed, args=FLAGS)
