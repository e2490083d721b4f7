"""Sending in as a person does it: mend a faulty form in Excel or on the page, correct, take back, be answered."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Download, Page, expect

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


def saved(download: Download, folder: Path) -> openpyxl.Workbook:
    """A workbook that was saved from a page."""
    download.save_as(folder / download.suggested_filename)
    return openpyxl.load_workbook(folder / download.suggested_filename)


def upload(page: Page, data: bytes, name: str = "svar.xlsx") -> None:
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "", "buffer": data})


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list. It closes when the page scrolls under it, so the page is moved first."""
    field = page.get_by_role("combobox", name=label)
    field.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    field.click()
    page.get_by_role("option", name=option).click()
    expect(field).to_have_value(option)


def open_sending(page: Page, address: str, area: str) -> None:
    page.goto(f"{address}/lamna-uppgifter?kommun={area}&period={PERIOD.replace('/', '%2F')}")
    wait_until_drawn(page)


def write(page: Page, field_id: str, value: str) -> None:
    """Write in a field of the web form."""
    page.locator(f'[class*="st-key-web_value_{field_id}_"] input').first.fill(value)


def hand_in(page: Page, reason: str = "") -> None:
    """Answer for what is on the page, and press the button."""
    if reason:
        page.get_by_label("Varför ändras uppgifterna?").fill(reason)
    page.get_by_label("Ditt namn").fill("Test Testsson")
    page.get_by_label("Din roll").fill("IFO-chef")
    page.get_by_text("Svaren innehåller inga uppgifter om enskilda personer.").click()
    page.get_by_role("button", name="Lämna in", exact=True).click()


def confirm_all(page: Page, said: str) -> None:
    """Tick each warning, and say why where that is asked."""
    for warning in page.locator('[class*="st-key-tick_"]').all():
        warning.get_by_role("checkbox").check(force=True)
        for line in warning.get_by_role("textbox").all():
            line.fill(said)


def test_a_form_with_six_faults_is_mended_in_one_round_and_sent(
    sending_address: str, page: Page, tmp_path: Path
) -> None:
    open_sending(page, sending_address, "2521")
    form = download_form(page, tmp_path / "form.xlsx")

    upload(page, filled_in(form, FAULTS))
    expect(page.get_by_text("6 saker att rätta").first).to_be_visible(timeout=15_000)
    cards = page.locator(".samsyn-problem.error")
    expect(cards).to_have_count(6)
    for field_id in FAULTS:
        expect(page.locator(".samsyn-problem", has_text=FIELDS[field_id])).to_be_visible()
    assert english_on(page) == []
    assert axe_violations(page) == []
    expect(page.get_by_role("button", name="Lämna in", exact=True)).to_have_count(0)
    with page.expect_download() as marked:
        page.get_by_role("button", name="Hämta er fil med felen markerade").click()
    assert saved(marked.value, tmp_path).sheetnames[0] == "Att åtgärda"
    with page.expect_download() as listed:
        page.get_by_role("button", name="Spara listan som Excelfil").click()
    assert saved(listed.value, tmp_path).sheetnames == ["Att åtgärda"]

    upload(page, filled_in(form, {"dokumentation": "uppgift saknas"}), "rattad.xlsx")
    expect(page.get_by_text("1 sak att bekräfta").first).to_be_visible(timeout=15_000)
    preview = page.get_by_role("region", name="Svaren för januari–oktober 2023")
    expect(preview).to_contain_text("uppgift saknas")
    expect(preview).to_contain_text("januari–oktober 2022")
    expect(preview).to_contain_text("döljs")
    expect(page.get_by_text("Länets siffror: 10 av 14 kommuner")).to_contain_text("11 av 14 kommuner")
    assert axe_violations(page) == []

    page.get_by_role("button", name="Lämna in", exact=True).click()
    missing = page.get_by_role("alert")
    expect(missing).to_contain_text("Kryssa i ”Uppgiften finns inte hos oss” (6.1 Dokumentation av drogfrihet)")
    expect(missing).to_contain_text("Fyll i namn och roll")
    expect(missing).to_contain_text("Intyga att svaren inte innehåller uppgifter om enskilda personer")
    confirm_all(page, "")
    hand_in(page)
    expect(page.get_by_text("Tack! Uppgifterna är mottagna: Pajala")).to_be_visible(timeout=15_000)
    assert axe_violations(page) == []
    with page.expect_download() as kept:
        page.get_by_role("button", name="Spara kvittot", exact=True).click()
    assert "Innehållets fingeravtryck" in kept.value.path().read_text(encoding="utf-8")


def test_the_six_faults_are_mended_on_the_page_in_one_round(sending_address: str, page: Page, tmp_path: Path) -> None:
    open_sending(page, sending_address, "2506")
    form = download_form(page, tmp_path / "form.xlsx")
    upload(page, filled_in(form, FAULTS))
    page.get_by_role("button", name="Rätta här i stället").click()

    expect(page.get_by_text("6 saker att rätta").first).to_be_visible(timeout=15_000)
    expect(page.locator(".samsyn-fault.error")).to_have_count(6)
    page.get_by_text("Det här stod i filen").click()
    expect(page.get_by_text("Det står ”ca 120”.")).to_be_visible()
    assert english_on(page) == []
    assert axe_violations(page) == []
    for field_id, value in {"hap": "0", "met": "2", "dokumentation": "120", "cra": "3", "hvb": "3", "lvm": "0"}.items():
        write(page, field_id, value)
    page.get_by_role("button", name="Kontrollera svaren").click()

    expect(page.get_by_text("Svaren går bra att lämna in")).to_be_visible(timeout=15_000)
    wait_until_drawn(page)
    expect(page.get_by_role("row", name="7.1 HVB")).to_contain_text("3")
    assert axe_violations(page) == []
    confirm_all(page, "Det stämmer.")
    hand_in(page)
    expect(page.get_by_text("Tack! Uppgifterna är mottagna: Arjeplog")).to_be_visible(timeout=15_000)


def test_the_same_content_again_is_nothing_to_hand_in(sending_address: str, page: Page) -> None:
    open_sending(page, sending_address, "2523")
    page.get_by_role("button", name="Öppna formuläret här").click()
    page.get_by_role("button", name="Kontrollera svaren").click()
    expect(page.get_by_text("Inga skillnader mot det som redan är inlämnat")).to_be_visible(timeout=15_000)
    expect(page.get_by_role("button", name="Lämna in", exact=True)).to_have_count(0)


def test_a_correction_waits_for_the_analyst_and_is_published(sending_address: str, page: Page) -> None:
    open_sending(page, sending_address, "2505")
    page.get_by_role("button", name="Öppna formuläret här").click()
    write(page, "hvb", "5")
    page.get_by_role("button", name="Kontrollera svaren").click()
    changed = page.get_by_role("region", name="1 uppgift skiljer sig")
    expect(changed).to_contain_text("7.1 HVB", timeout=15_000)
    expect(page.get_by_text("Rättelsen gäller först när analytikern har sagt ja")).to_be_visible()
    assert axe_violations(page) == []
    hand_in(page)
    expect(page.get_by_text("säg varför uppgifterna ändras")).to_be_visible()
    confirm_all(page, "Det stämmer.")
    page.get_by_label("Varför ändras uppgifterna?").fill("Köpta platser räknades inte med.")
    page.get_by_role("button", name="Lämna in", exact=True).click()
    expect(page.get_by_text("Rättelsen gäller när analytikern har sagt ja")).to_be_visible(timeout=15_000)

    page.goto(f"{sending_address}/lamna-uppgifter?kommun=2505")
    wait_until_drawn(page)
    expect(page.get_by_text("En rättelse för januari–oktober 2023")).to_be_visible()
    page.goto(f"{sending_address}/insamling")
    wait_until_drawn(page)
    expect(page.get_by_role("row", name="Arvidsjaur")).to_contain_text("rättelse väntar på analytikern")
    assert english_on(page) == []
    assert axe_violations(page) == []

    page.goto(f"{sending_address}/analytikerns-bord")
    wait_until_drawn(page)
    expect(page.get_by_text("Köpta platser räknades inte med.")).to_be_visible()
    expect(page.get_by_role("region", name="1 uppgift skiljer sig")).to_contain_text("7.1 HVB")
    assert english_on(page) == []
    assert axe_violations(page) == []
    page.get_by_role("button", name="Godkänn", exact=True).click()
    expect(page.get_by_text("Skriv ert namn")).to_be_visible()
    page.get_by_label("Ditt namn").fill("Anna Analys")
    page.get_by_role("button", name="Godkänn", exact=True).click()
    expect(page.get_by_text("Rättelsen är godkänd")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Bygg nu").click()
    expect(page.get_by_text("är klart")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("region", name="Det här ändras")).to_contain_text("Arvidsjaur")
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_text("Det här bygget visas nu")).to_be_visible(timeout=30_000)


def test_a_correction_that_is_declined_changes_nothing_and_says_why(sending_address: str, page: Page) -> None:
    open_sending(page, sending_address, "2510")
    page.get_by_role("button", name="Öppna formuläret här").click()
    write(page, "hvb", "4")
    page.get_by_role("button", name="Kontrollera svaren").click()
    expect(page.get_by_role("region", name="1 uppgift skiljer sig")).to_be_visible(timeout=15_000)
    confirm_all(page, "Det stämmer.")
    hand_in(page, "Vi räknade fel.")
    expect(page.get_by_text("Tack!")).to_be_visible(timeout=15_000)

    page.goto(f"{sending_address}/analytikerns-bord")
    wait_until_drawn(page)
    page.get_by_label("Ditt namn").fill("Anna Analys")
    page.get_by_role("button", name="Godkänn inte").click()
    expect(page.get_by_text("Säg varför rättelsen inte godkänns.")).to_be_visible()
    page.get_by_label("Skäl").fill("Talet gäller ett annat år.")
    page.get_by_role("button", name="Godkänn inte").click()
    expect(page.get_by_text("Rättelsen är inte godkänd")).to_be_visible(timeout=15_000)

    page.goto(f"{sending_address}/inlamningar?kommun=2510")
    wait_until_drawn(page)
    history = page.get_by_role("region", name="Inlämningar från Jokkmokk")
    expect(history.get_by_role("row", name="version 2")).to_contain_text("inte godkänd")
    expect(history.get_by_role("row", name="version 1")).to_contain_text("gäller")
    expect(page.get_by_text("Talet gäller ett annat år.")).to_be_visible()


def test_what_is_sent_is_taken_back_and_put_back(sending_address: str, page: Page, tmp_path: Path) -> None:
    open_sending(page, sending_address, "2513")
    form = download_form(page, tmp_path / "form.xlsx")
    upload(page, filled_in(form, {}))
    expect(page.get_by_label("Ditt namn")).to_be_visible(timeout=15_000)
    confirm_all(page, "Det stämmer.")
    hand_in(page)
    expect(page.get_by_text("Tack!")).to_be_visible(timeout=15_000)

    page.get_by_role("link", name="Se alla inlämningar").click()
    expect(page.get_by_role("heading", name="Inlämningar")).to_be_visible()
    wait_until_drawn(page)
    page.get_by_role("link", name="Lämna uppgifter").click()
    expect(page.get_by_role("heading", name="Det här väntar på Överkalix")).to_be_visible()
    page.get_by_role("link", name="Inlämningar").click()
    expect(page.get_by_role("heading", name="Inlämningar")).to_be_visible()
    wait_until_drawn(page)
    history = page.get_by_role("region", name="Inlämningar från Överkalix")
    expect(history.get_by_role("row", name="version 1")).to_contain_text("gäller")
    expect(page.get_by_role("region", name="Svaren för januari–oktober 2023")).to_contain_text("7.1 HVB")
    assert english_on(page) == []
    assert axe_violations(page) == []
    page.get_by_text("Ta tillbaka uppgifterna").click()
    page.get_by_role("button", name="Ta tillbaka", exact=True).click()
    expect(page.get_by_text("Kryssa i att det ska göras")).to_be_visible(timeout=15_000)
    wait_until_drawn(page)
    act(page, "Varför tas uppgifterna tillbaka?", "Ja, uppgifterna ska räknas som ej lämnade.", "Ta tillbaka")
    expect(page.get_by_text("Uppgifterna är tillbakadragna")).to_be_visible(timeout=15_000)
    wait_until_drawn(page)
    expect(history.get_by_role("row", name="tillbakadragande")).to_contain_text("gäller: ej lämnat")
    assert axe_violations(page) == []

    page.get_by_text("Låt den här versionen gälla igen").click()
    act(page, "Varför ska den här versionen gälla igen?", "Ja, den här versionen ska gälla.", "Låt den gälla")
    expect(page.get_by_text("Den tidigare versionen gäller igen.")).to_be_visible(timeout=15_000)
    expect(history.get_by_role("row", name="version 3")).to_contain_text("gäller")


def act(page: Page, why: str, sure: str, button: str) -> None:
    """Give the reason, who it is and the yes, and press the button."""
    page.get_by_label(why).fill("Fel tal.")
    page.get_by_label("Ditt namn").fill("Test Testsson")
    page.get_by_label("Din roll").fill("IFO-chef")
    page.get_by_text(sure).click()
    page.get_by_role("button", name=button, exact=True).click()


def test_who_was_overtaken_is_told_and_overwrites_nothing(
    sending_address: str, browser: Browser, page: Page, tmp_path: Path
) -> None:
    open_sending(page, sending_address, "2518")
    form = download_form(page, tmp_path / "form.xlsx")
    upload(page, filled_in(form, {}))
    expect(page.get_by_label("Ditt namn")).to_be_visible(timeout=15_000)
    context = browser.new_context(locale="sv-SE")
    other = context.new_page()
    open_sending(other, sending_address, "2518")
    upload(other, filled_in(form, {"hvb": 9}))
    expect(other.get_by_label("Ditt namn")).to_be_visible(timeout=15_000)
    confirm_all(other, "Det stämmer.")
    hand_in(other)
    expect(other.get_by_text("Tack!")).to_be_visible(timeout=15_000)
    context.close()

    confirm_all(page, "Det stämmer.")
    hand_in(page)
    expect(page.get_by_text("Inget av ert är inlämnat.")).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Jämför med det som gäller nu").click()
    expect(page.get_by_role("region", name="1 uppgift skiljer sig")).to_contain_text("7.1 HVB", timeout=15_000)
    confirm_all(page, "Det stämmer.")
    hand_in(page, "Vårt tal är det rätta.")
    expect(page.get_by_text("Tack!")).to_be_visible(timeout=15_000)


def test_a_file_for_another_municipality_is_refused(sending_address: str, page: Page, tmp_path: Path) -> None:
    open_sending(page, sending_address, "2584")
    form = download_form(page, tmp_path / "form.xlsx")

    open_sending(page, sending_address, "2580")
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


@pytest.mark.parametrize("path", ["lamna-uppgifter", "inlamningar", "insamling", "analytikerns-bord"])
def test_the_pages_fit_a_phone(sending_address: str, browser: Browser, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    page = context.new_page()
    page.goto(f"{sending_address}/{path}")
    wait_until_drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_nobody_sends_for_a_municipality_that_was_not_chosen(sending_address: str, page: Page) -> None:
    page.goto(f"{sending_address}/lamna-uppgifter")
    wait_until_drawn(page)
    expect(page.get_by_role("combobox", name="Er kommun eller region")).to_have_value("Välj er kommun eller region")
    expect(page.get_by_role("button", name="Hämta formuläret")).to_have_count(0)
    assert axe_violations(page) == []
    choose(page, "Er kommun eller region", "Kiruna")
    expect(page.get_by_role("heading", name="Det här väntar på Kiruna")).to_be_visible()
    expect(page.get_by_role("button", name="Hämta formuläret")).to_be_visible()
