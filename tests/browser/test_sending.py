"""Sending in as a person does it: get the form, send a faulty file, mend it, send it, see it published."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from etl.forms.catalogue import get_form
from etl.periods import parse_period
from etl.template import field_cells
from tests.browser.reading import axe_violations, english_on, wait_until_drawn
from tests.browser.serving import build_demo, serving

pytestmark = pytest.mark.browser

PERIOD = "2023-01/2023-10"
FIELDS: dict[str, str] = field_cells(get_form("kommunenkat"), parse_period(PERIOD))["fields"]
FAULTS: dict[str, int | str | None] = {
    "hap": None,
    "met": "-",
    "dokumentation": "ca 120",
    "cra": "<5",
    "hvb": -3,
    "lvm": "se bilaga",
}


@pytest.fixture(scope="module")
def sending_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo of its own: what is sent here must not be seen by the other tests."""
    folder = tmp_path_factory.mktemp("sending") / "data"
    build_demo(folder)
    with serving("dashboard.server:app", folder, folder.parent / "server.log") as found:
        yield found


def download_form(page: Page, to: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name="Hämta formuläret").click()
    started.value.save_as(to)
    return to


def filled_in(form: Path, changes: Mapping[str, int | str | None]) -> bytes:
    """Every number cell filled in, then the changes."""
    workbook = openpyxl.load_workbook(form)
    sheet = workbook["Enkät"]
    counts = {f.id for f in get_form("kommunenkat").fields() if f.kind == "count"}
    for field_id, cell in FIELDS.items():
        if field_id in counts:
            sheet[cell] = 0 if field_id.startswith("annan") else 4
    for field_id, value in changes.items():
        sheet[FIELDS[field_id]] = value
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def upload(page: Page, data: bytes, name: str = "svar.xlsx") -> None:
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "", "buffer": data})


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list. It closes when the page scrolls under it, so the page is moved first."""
    field = page.get_by_role("combobox", name=label)
    field.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    field.click()
    page.get_by_role("option", name=option).click()
    expect(field).to_have_value(option)


def test_a_form_with_six_faults_is_mended_in_one_round_and_sent(
    sending_address: str, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{sending_address}/lamna-uppgifter?kommun=2521&period={PERIOD.replace('/', '%2F')}")
    wait_until_drawn(page)
    form = download_form(page, tmp_path / "form.xlsx")

    upload(page, filled_in(form, FAULTS))
    expect(page.get_by_text("6 saker att rätta")).to_be_visible(timeout=15_000)
    cards = page.locator(".samsyn-problem.error")
    expect(cards).to_have_count(6)
    for field_id in FAULTS:
        expect(page.locator(".samsyn-problem", has_text=FIELDS[field_id])).to_be_visible()
    assert english_on(page) == []
    assert axe_violations(page) == []
    expect(page.get_by_role("button", name="Lämna in")).to_have_count(0)

    upload(page, filled_in(form, {"dokumentation": "uppgift saknas"}), "rattad.xlsx")
    expect(page.get_by_text("1 sak att bekräfta")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("region", name="Så här har vi förstått filen")).to_contain_text("uppgift saknas")
    assert axe_violations(page) == []

    page.get_by_role("button", name="Lämna in").click()
    expect(page.get_by_text("Innan ni kan lämna in: fyll i namn och roll")).to_be_visible()
    page.get_by_label("Ditt namn").fill("Test Testsson")
    page.get_by_label("Din roll").fill("IFO-chef")
    page.get_by_text("Jag har läst det som ska bekräftas").click()
    page.get_by_text("Filen innehåller inga uppgifter om enskilda personer.").click()
    page.get_by_role("button", name="Lämna in").click()
    expect(page.get_by_text("Tack! Uppgifterna är mottagna: Pajala")).to_be_visible(timeout=15_000)


def test_what_was_sent_is_seen_by_who_waits_and_published(sending_address: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{sending_address}/lamna-uppgifter?kommun=2505&period={PERIOD.replace('/', '%2F')}")
    wait_until_drawn(page)
    form = download_form(page, tmp_path / "form.xlsx")
    upload(page, filled_in(form, {}))
    page.get_by_label("Ditt namn").fill("Test Testsson")
    page.get_by_label("Din roll").fill("IFO-chef")
    page.get_by_text("Filen innehåller inga uppgifter om enskilda personer.").click()
    page.get_by_role("button", name="Lämna in").click()
    expect(page.get_by_text("Tack! Uppgifterna är mottagna")).to_be_visible(timeout=15_000)

    page.goto(f"{sending_address}/insamling")
    wait_until_drawn(page)
    row = page.get_by_role("row", name="Arvidsjaur")
    expect(row).to_contain_text("har lämnat")
    expect(row).to_contain_text("2")
    assert english_on(page) == []
    assert axe_violations(page) == []

    page.goto(f"{sending_address}/analytikerns-bord")
    wait_until_drawn(page)
    page.get_by_role("button", name="Bygg nu").click()
    expect(page.get_by_text("är klart")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("region", name="Det här ändras")).to_contain_text("Arvidsjaur")
    assert english_on(page) == []
    assert axe_violations(page) == []
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_text("Det här bygget visas nu")).to_be_visible(timeout=30_000)


def test_a_file_for_another_municipality_is_refused(sending_address: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{sending_address}/lamna-uppgifter?kommun=2584&period={PERIOD.replace('/', '%2F')}")
    wait_until_drawn(page)
    form = download_form(page, tmp_path / "form.xlsx")

    page.goto(f"{sending_address}/lamna-uppgifter?kommun=2580&period={PERIOD.replace('/', '%2F')}")
    wait_until_drawn(page)
    upload(page, filled_in(form, {}))

    expect(page.get_by_text("Filen gäller Kiruna, men uppgifterna ska lämnas för Luleå")).to_be_visible(timeout=15_000)


def test_the_whole_survey_is_loaded_and_the_double_row_is_asked_about(sending_address: str, page: Page) -> None:
    export = next((Path(__file__).parents[2] / "data" / "examples" / "export").glob("*.csv"))
    page.goto(f"{sending_address}/analytikerns-bord")
    wait_until_drawn(page)
    upload(page, export.read_bytes(), export.name)
    expect(page.get_by_text("Säg vilken kommun som har svarat på raderna:")).to_be_visible(timeout=15_000)
    wait_until_drawn(page)
    for row, name in (("10", "Överkalix"), ("11", "Övertorneå")):
        choose(page, f"Rad {row}", name)
    page.get_by_role("button", name="Använd valen").click()

    region = page.get_by_role("region", name="Svaren i")
    expect(region).to_contain_text("Överkalix", timeout=15_000)
    page.get_by_role("button", name="Läs in enkäten").click()
    expect(page.get_by_text("riktiga uppgifter tas inte emot här")).to_be_visible()


@pytest.mark.parametrize("path", ["lamna-uppgifter", "insamling", "analytikerns-bord"])
def test_the_pages_fit_a_phone(sending_address: str, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    page = context.new_page()
    page.goto(f"{sending_address}/{path}")
    wait_until_drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
