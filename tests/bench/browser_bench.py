"""What a reader waits for, beside what plain Streamlit would have made the same reader wait for, in the same run.

Run by `make bench`. Absolute times are the machine's; the ratios are what is compared between runs.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.visitors import percentile_95, waits
from tests.browser.reading import wait_until_drawn
from tests.browser.serving import DESKTOP, REPOSITORY, build_demo, launch, serving

CHOICES = 24
VISITORS = 50
LOAD_SECONDS = 30

# Notes when an option is chosen, and then the last change of the page's first chart and of anything on the page.
_WATCH = """() => {
  const bench = window.bench = {start: null};
  document.addEventListener('pointerup', event => {
    const now = performance.now();
    if (event.target.closest('[role=option]')) Object.assign(bench, {start: now, chart: null, last: now});
  }, true);
  new MutationObserver(records => {
    const first = document.querySelector('[data-testid=stVegaLiteChart]');
    for (const record of records) {
      const element = record.target.nodeType === 1 ? record.target : record.target.parentElement;
      const chart = element && element.closest('[data-testid=stVegaLiteChart]');
      // Streamlit also dims and lightens what it waits for; only charts change by their attributes.
      if (!element || (!chart && record.type === 'attributes')) continue;
      bench.last = performance.now();
      if (chart && chart === first) bench.chart = bench.last;
    }
  }).observe(document.querySelector('[data-testid=stMain]'),
             {subtree: true, childList: true, characterData: true, attributes: true});
}"""
_QUIET = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  return window.bench.start !== null && window.bench.chart !== null
    && app.dataset.testScriptState === 'notRunning' && performance.now() - window.bench.last > 300;
}"""


@dataclass
class Reader:
    """A page that stands open, and what its reader has waited, in milliseconds."""

    page: Page
    chart: list[float]
    everything: list[float]

    def choose(self, option: int) -> None:
        self.page.evaluate("() => { window.bench.start = null }")
        self.page.get_by_role("combobox", name="Mått").click()
        self.page.get_by_role("option").nth(option).click()
        self.page.wait_for_function(_QUIET)
        start, chart, last = self.page.evaluate("() => [bench.start, bench.chart, bench.last]")
        self.chart.append(chart - start)
        self.everything.append(last - start)


def open_page(browser: Browser, address: str) -> Reader:
    page = browser.new_page(viewport=DESKTOP)
    page.goto(address)
    wait_until_drawn(page, heading=False)
    page.evaluate(_WATCH)
    return Reader(page, [], [])


def compare_choices(browser: Browser, ours: str, bare: str) -> tuple[Reader, Reader]:
    """The two pages take turns, so that whatever else the machine does hits both."""
    readers = open_page(browser, ours), open_page(browser, bare)
    for turn in range(CHOICES + 4):
        for reader in readers:
            reader.page.bring_to_front()
            reader.choose((turn * 3 + 1) % 7)
    for reader in readers:
        # The first choices fill what is kept between visits.
        del reader.chart[:4], reader.everything[:4]
        reader.page.close()
    return readers


def report_choices(title: str, browser: Browser, ours: str, bare: str) -> None:
    mine, theirs = compare_choices(browser, ours, bare)
    print(f"\n{title} ({CHOICES} choices each, milliseconds)")
    print(f"  {'':38}{'Samsyn':>9}{'bare':>9}{'ratio':>8}")
    for what in ("chart", "everything"):
        for name, of in (("median", statistics.median), ("95th percentile", percentile_95)):
            own, other = of(getattr(mine, what)), of(getattr(theirs, what))
            print(f"  {f'{what} in place, {name}':38}{own:9.0f}{other:9.0f}{own / other:8.2f}")


def report_visitors(ours: tuple[str, str], bare: tuple[str, str]) -> None:
    print(
        f"\n{VISITORS} visitors, five seconds' thought each, {LOAD_SECONDS} s (milliseconds until the answer is there)"
    )
    print(f"  {'':34}{'median':>9}{'95th':>9}{'answers':>9}")
    found = {}
    for name, (address, page) in (("Samsyn, Jämför kommuner", ours), ("bare page, one chart", bare)):
        taken = waits(address, page, VISITORS, LOAD_SECONDS)
        found[name] = percentile_95(taken) * 1000
        print(f"  {name:34}{statistics.median(taken) * 1000:9.0f}{found[name]:9.0f}{len(taken):9d}")
    own, other = found.values()
    print(f"  {'95th percentile: above the bare page':43}{own - other:9.0f}")


def report_cold_start(browser: Browser, data: Path) -> None:
    print("\nCold start, from the command `samsyn serve` (seconds, median of 3)")
    answers, drawn = zip(*(cold_start(browser, data) for _ in range(3)), strict=True)
    print(f"  {'the server answers':34}{statistics.median(answers):9.2f}")
    print(f"  {'the front page is drawn':34}{statistics.median(drawn):9.2f}")


def cold_start(browser: Browser, data: Path) -> tuple[float, float]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "etl", "serve", "--port", str(port)]
    page = browser.new_page(viewport=DESKTOP)
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env={**os.environ, "SAMSYN_DATA": str(data)}, stdout=subprocess.DEVNULL
    )
    try:
        while not answering(f"http://127.0.0.1:{port}/_stcore/health"):
            if process.poll() is not None:
                raise RuntimeError("samsyn serve stopped")
            # Short beside what is measured, and nothing tells when the server begins to listen.
            time.sleep(0.02)
        answered = time.perf_counter() - begun
        page.goto(f"http://127.0.0.1:{port}")
        wait_until_drawn(page)
        return answered, time.perf_counter() - begun
    finally:
        page.close()
        process.terminate()
        process.wait(timeout=20)


def answering(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = Path(os.environ["SAMSYN_BENCH_DATA"]) if "SAMSYN_BENCH_DATA" in os.environ else folder / "data"
        if not data.exists():
            build_demo(data)

        def serve(page: str) -> str:
            settings = {"SAMSYN_BENCH_PAGE": page}
            return stack.enter_context(serving("tests.bench.page_server:app", data, folder / f"{page}.log", **settings))

        samsyn = stack.enter_context(serving("dashboard.server:app", data, folder / "samsyn.log"))
        bare = serve("bare_one")
        # Playwright keeps an event loop in its thread; the visitors need one of their own.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(report_visitors, (samsyn, "jamfor-kommuner"), (bare, "")).result()
        playwright = stack.enter_context(sync_playwright())
        browser = launch(playwright)
        report_choices("Choosing another measure on Jämför kommuner", browser, f"{samsyn}/jamfor-kommuner", bare)
        report_choices("A page of six charts", browser, serve("samsyn_six"), serve("bare_six"))
        report_cold_start(browser, data)
        browser.close()


if __name__ == "__main__":
    main()
