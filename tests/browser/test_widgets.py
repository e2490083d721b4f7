"""Streamlit's widgets as a Swedish reader meets them, whatever language the browser is set to."""

import re
import urllib.request

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.reading import axe_violations, english_on, texts, wait_until_drawn
from tests.browser.serving import PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def widgets(page: Page, widgets_address: str) -> Page:
    page.goto(widgets_address)
    wait_until_drawn(page)
    return page


def test_the_search_for_english_finds_it(widgets: Page) -> None:
    widgets.evaluate("document.querySelector('h1').textContent = 'Choose an option'")
    widgets.evaluate("document.querySelector('button').setAttribute('aria-label', 'Remove ÅP')")
    assert english_on(widgets) == ["Choose an option", "Remove ÅP"]


def test_no_english_at_rest(widgets: Page) -> None:
    assert widgets.evaluate("document.documentElement.lang") == "sv"
    assert english_on(widgets) == []


def test_charts_are_described_in_swedish(widgets: Page) -> None:
    said = " | ".join(texts(widgets))
    assert re.search("X-axel med rubriken ”antal”, värden från 0 till 1\u00a0[34]00", said)
    assert "teckenförklaring" in said
    assert "1\u00a0234,5" in said or "1234,5" in said


def test_no_english_when_lists_are_open(widgets: Page) -> None:
    widgets.get_by_role("combobox", name="Metoder").fill("xyz")
    expect(widgets.get_by_text("Inga träffar")).to_be_visible()
    assert english_on(widgets) == []
    widgets.keyboard.press("Escape")
    widgets.get_by_test_id("stMainMenuButton").click()
    expect(widgets.get_by_text("Skriv ut")).to_be_visible()
    assert english_on(widgets) == []


def test_the_calendar_is_swedish(widgets: Page) -> None:
    widgets.get_by_role("button", name="Välj datum").click()
    expect(widgets.get_by_role("button", name="Nästa månad")).to_be_visible()
    expect(widgets.get_by_text("oktober", exact=False).first).to_be_visible()
    assert english_on(widgets) == []


def test_a_date_is_typed_in_the_swedish_order(widgets: Page) -> None:
    widgets.get_by_role("spinbutton", name="år, Sista dag").click()
    widgets.keyboard.type("20230405")
    widgets.keyboard.press("Escape")
    expect(widgets.get_by_text("Vald dag: 2023-04-05")).to_be_visible()
    assert english_on(widgets) == []


def test_the_uploader_is_swedish(widgets: Page) -> None:
    expect(widgets.get_by_text("10MB per fil • XLSX")).to_be_visible()
    chosen: FilePayload = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    widgets.locator("input[type=file]").set_input_files(chosen)
    expect(widgets.get_by_text("Filer av typen application/pdf tas inte emot.")).to_be_visible()
    assert english_on(widgets) == []


def test_a_fault_is_told_without_what_the_file_held(page: Page, widgets_address: str) -> None:
    page.goto(f"{widgets_address}/?fel=1")
    expect(page.get_by_text("Något gick fel när sidan skulle visas.")).to_be_visible()
    assert "1212" not in " ".join(texts(page))


def test_an_unknown_address_is_answered_in_swedish(page: Page, widgets_address: str) -> None:
    page.goto(f"{widgets_address}/finns_inte")
    wait_until_drawn(page)
    assert english_on(page) == []


def test_it_can_be_used_by_all(widgets: Page) -> None:
    assert axe_violations(widgets) == []
    widgets.get_by_role("combobox", name="Kommun").click()
    expect(widgets.get_by_role("option", name="Boden")).to_be_visible()
    assert axe_violations(widgets) == []


def test_the_search_for_barriers_finds_one(widgets: Page) -> None:
    widgets.evaluate("document.querySelector('[data-testid=stMain] h1').insertAdjacentHTML('afterend', '<img src=x>')")
    assert [found.split(":")[0] for found in axe_violations(widgets)] == ["image-alt"]


def test_a_phone_need_not_scroll_sideways(widgets: Page) -> None:
    widgets.set_viewport_size(PHONE)
    widgets.wait_for_timeout(500)
    assert widgets.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]


def test_paper_has_no_menus(widgets: Page) -> None:
    widgets.emulate_media(media="print")
    for part in ("stSidebar", "stHeader", "stFileUploader"):
        expect(widgets.get_by_test_id(part)).to_be_hidden()
    expect(widgets.get_by_role("heading", name="Allt på en sida")).to_be_visible()


def test_the_strict_policy_is_sent_and_holds(widgets: Page, widgets_address: str) -> None:
    """The page was drawn without complaints (see the fixture `page`), so the policy lets through what is needed."""
    with urllib.request.urlopen(widgets_address, timeout=10) as answer:
        policy = answer.headers["content-security-policy"]
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe-eval" not in policy
