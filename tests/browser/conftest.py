"""A built demo, a running server and a browser, made once for the whole walk."""

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

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

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
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 375, "height": 740}


@contextmanager
def serving(module: str, data: Path, log: Path) -> Iterator[str]:
    """The address of a server that runs `module` on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", module, "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env={**os.environ, "SAMSYN_DATA": str(data)}, stdout=output, stderr=output
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
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo county, built and published by the command a user gives."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    command = [sys.executable, "-m", "etl", "demo", "--no-serve"]
    done = subprocess.run(
        command, cwd=REPOSITORY, env={**os.environ, "SAMSYN_DATA": str(folder)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture(scope="session")
def address(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Samsyn with the demo county."""
    with serving("dashboard.server:app", demo_folder, tmp_path_factory.mktemp("log") / "server.log") as found:
        yield found


@pytest.fixture(scope="session")
def widgets_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same server around one page with every widget."""
    folder = tmp_path_factory.mktemp("widgets")
    with serving("tests.browser.widgets.server:app", folder / "data", folder / "server.log") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed Chromium, or else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    installed = next((path for path in map(shutil.which, names) if path), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new visitor with a desktop screen. Whatever the browser complains about fails the test."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # At a page's own address Streamlit first looks for its server there, is told 404, and looks at the root.
        looks_for_server = message.location["url"].endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not looks_for_server:
            complaints.append(message.text)

    context = browser.new_context(viewport=DESKTOP, locale="en-US")  # type: ignore[arg-type]  # a TypedDict by shape
    visitor = context.new_page()
    visitor.on("console", note)
    visitor.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield visitor
    context.close()
    assert complaints == []
