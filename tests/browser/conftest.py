"""A built demo, a running server and a browser, made once for the whole walk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.serving import DESKTOP, build_demo, launch, serving


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo county, built and published."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    build_demo(folder)
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
    with sync_playwright() as playwright:
        chromium = launch(playwright)
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

    context = browser.new_context(viewport=DESKTOP, locale="en-US")
    visitor = context.new_page()
    visitor.on("console", note)
    visitor.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield visitor
    context.close()
    assert complaints == []
