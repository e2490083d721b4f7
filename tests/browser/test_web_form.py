"""The web form with a keyboard, on a desk and on a phone: nothing typed is lost, each fault is where it is mended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from etl.forms.catalogue import get_form
from etl.house import create_house
from etl.periods import parse_period
from tests.browser.reading import axe_violations, english_on, wait_until_drawn
from tests.browser.serving import serving

pytestmark = pytest.mark.browser

FORM, PERIOD = get_form("kommunenkat"), parse_period("2023-01/2023-10")


@pytest.fixture(scope="module")
def web_form_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("web_form")
    create_house(folder / "data", "demo", "25")
    with serving("tests.browser.web_form.server:app", folder / "data", folder / "server.log") as found:
        yield found


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    wait_until_drawn(page)
    return page


def field(field_id: str) -> str:
    """The name that a field is found by."""
    each = FORM.get(field_id)
    wording = FORM.wording(each, PERIOD)
    return wording if each.main else f"{each.number} {wording}"


def fill(page: Page, **values: str) -> None:
    for field_id, value in values.items():
        page.get_by_label(field(field_id), exact=True).fill(value)


def fill_counts(page: Page) -> None:
    fill(page, **{each.id: "4" for each in FORM.fields() if each.kind == "count" and not each.may_be_blank})


def check(page: Page) -> None:
    page.get_by_role("button", name="Kontrollera svaren").click()


def test_faults_are_found_and_mended_where_they_are(web_form_address: str, page: Page) -> None:
    opened(page, web_form_address)
    fill_counts(page)
    fill(page, hap="", dokumentation="ca 120", cra="<5")
    assert axe_violations(page) == []
    check(page)
    expect(page.get_by_role("alert")).to_contain_text("3 saker att rätta", timeout=15_000)
    assert english_on(page) == []
    assert axe_violations(page) == []

    page.get_by_role("link", name="6.1 Dokumentation av drogfrihet").click()
    mended = page.get_by_label(field("dokumentation"), exact=True)
    expect(mended).to_be_in_viewport()
    expect(mended).to_have_value("ca 120")
    fill(page, hap="0", dokumentation="120", cra="uppgift saknas")
    check(page)
    expect(page.get_by_text("Det här ska lämnas in.")).to_be_visible(timeout=15_000)
    expect(mended).to_have_count(0)

    page.get_by_role("button", name="Ändra svaren").click()
    expect(mended).to_have_value("120")
    expect(page.get_by_text("Det här ska lämnas in.")).to_have_count(0)
    wait_until_drawn(page)
    check(page)
    expect(page.get_by_text("Det här ska lämnas in.")).to_be_visible(timeout=15_000)


def test_the_keyboard_goes_through_the_form_in_order_and_return_sends_nothing(
    web_form_address: str, page: Page
) -> None:
    opened(page, web_form_address)
    page.get_by_label(field("cra"), exact=True).focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Så säker är uppgiften: 4.1 CRA")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label(field("ap"), exact=True)).to_be_focused()
    page.keyboard.type("3")
    page.wait_for_timeout(300)
    expect(page.get_by_role("alert")).to_have_count(0)

    # Another button is pressed before anything has been checked: what is typed stays.
    page.get_by_role("button", name="Töm formuläret").click()
    page.get_by_role("button", name="Nej, behåll det").click()
    expect(page.get_by_role("button", name="Nej, behåll det")).to_have_count(0, timeout=15_000)
    expect(page.get_by_label(field("cra"), exact=True)).to_have_value("12")
    expect(page.get_by_label(field("ap"), exact=True)).to_have_value("3")

    page.get_by_role("button", name="Töm formuläret").click()
    page.get_by_role("button", name="Ja, töm formuläret").click()
    expect(page.get_by_role("button", name="Ja, töm formuläret")).to_have_count(0, timeout=15_000)
    wait_until_drawn(page)
    expect(page.get_by_label(field("cra"), exact=True)).to_have_value("", timeout=15_000)


def test_the_form_fits_a_phone_and_its_button_is_always_in_sight(web_form_address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    page = opened(context.new_page(), web_form_address)
    page.get_by_label(field("cra"), exact=True).focus()
    button = page.get_by_role("button", name="Kontrollera svaren")
    expect(button).to_be_in_viewport()
    fill(page, cra="x")
    button.click()
    expect(page.get_by_role("alert")).to_be_attached(timeout=15_000)
    wait_until_drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_violations(page) == []
    context.close()
