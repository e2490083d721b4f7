"""A reader's walk over every page of the demo county, on a desk and on a phone."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reading import axe_violations, english_on, wait_until_drawn
from tests.browser.serving import DESKTOP, PHONE

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).parent / "screenshots"
PERIOD = "period=2022-01/2022-10"
PAGES = {
    "laget-i-lanet": ("", "Läget i länet"),
    "jamfor-kommuner": ("jamfor-kommuner", "Jämför kommuner"),
    "alla-matt": ("alla-matt", "Alla mått"),
    "over-tid": ("over-tid", "Över tid"),
    "effektmal": ("effektmal", "Effektmål"),
    "region": ("region-och-kommuner?lanet=21", "Region och kommuner"),
    "diagnoser": ("diagnoser-och-samsjuklighet", "Diagnoser och samsjuklighet"),
    "insatskarta": ("insatskarta?lanet=14", "Insatskarta"),
    "asi": ("asi?lanet=21", "ASI"),
    "vardkedjan": ("vardkedjan?lanet=07", "Vårdkedjan"),
    "brukarnas-rost": ("brukarnas-rost?lanet=07", "Brukarnas röst"),
    "insatser-och-metoder": (f"insatser-och-metoder?{PERIOD}", "Insatser och metoder"),
    "min-kommun": ("min-kommun?kommun=2580", "Min kommun"),
    "metod": ("metod", "Metod"),
    "om-siffrorna": ("om-siffrorna?matt=cra_per_100", "Om siffrorna"),
}
VIEWS = [f"jamfor-kommuner?matt={matt}&{PERIOD}" for matt in ("dokumentation_per_person", "grupp_12steg_andel")]
# Measures over a break, without an interval, and a group of the reader's own.
MORE_VIEWS = {
    "over-brott": "over-tid?matt=stodsamtal_per_100",
    "over-utan-spelrum": "over-tid?matt=metoder_per_person",
    "min-egen-grupp": "min-kommun?kommun=2584&grupp=egen&kommuner=2580,2582,2514",
    "jamfor-egen-grupp": "jamfor-kommuner?grupp=egen&kommuner=2580,2582,2514",
}
SIZES = {"desk": DESKTOP, "phone": PHONE}


def visit(page: Page, address: str, where: str = "") -> None:
    page.goto(f"{address}/{where}")
    wait_until_drawn(page)


def chart(page: Page) -> Locator:
    return page.get_by_test_id("stVegaLiteChart").first


def written_in(drawn: Locator) -> list[str]:
    """Every text of a chart. New steps of an axis come last among its texts, wherever they stand on it."""
    return sorted(drawn.locator("text").all_text_contents())


def choose(page: Page, typed: str, shown: str) -> None:
    """Another measure, from the keyboard alone."""
    page.get_by_role("combobox", name="Mått").focus()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_contain_text(shown)


def unfold(page: Page, name: str) -> None:
    page.get_by_text(name, exact=True).first.click()
    wait_until_drawn(page)


def english(page: Page) -> list[str]:
    """English words, but for the names of methods and of people that have no other name."""
    named = ("and cognitive therapy", "n. e. day", "placement and support")
    return [text for text in english_on(page) if not any(name in text.lower() for name in named)]


def picture(page: Page, name: str) -> None:
    """The whole page, for a person to look at after the run."""
    SCREENSHOTS.mkdir(exist_ok=True)
    size = page.viewport_size or DESKTOP
    height = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(int(height) + 80, 6000)})
    wait_until_drawn(page)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
    page.set_viewport_size(size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page(page: Page, address: str, name: str, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    where, title = PAGES[name]
    visit(page, address, where)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("note").first).to_contain_text("Exempeldata")
    assert page.evaluate("document.documentElement.lang") == "sv"
    picture(page, f"{name}-{size}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert english(page) == []
    assert axe_violations(page) == []


def test_headings_descend_one_step_at_a_time(page: Page, address: str) -> None:
    for where, _ in PAGES.values():
        visit(page, address, where)
        levels = [
            int(tag[1]) for tag in page.locator("main :is(h1,h2,h3,h4)").evaluate_all("all => all.map(h => h.tagName)")
        ]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_municipality_is_in_the_chart_with_a_number_or_a_word(page: Page, address: str) -> None:
    visit(page, address, VIEWS[0])
    drawn = chart(page).text_content() or ""
    for name in ("Arjeplog", "Luleå", "Älvsbyn", "Överkalix", "Övertorneå"):
        assert name in drawn
    assert "svarade inte" in drawn
    assert "uppgift saknas" in drawn
    assert len(page.locator(".samsyn-table tbody tr").all()) == 15


def test_a_choice_is_written_in_the_address_and_the_link_opens_it_again(page: Page, address: str) -> None:
    visit(page, address, "jamfor-kommuner")
    assert "?" not in page.url
    page.get_by_role("combobox", name="Mått").fill("HVB")
    page.get_by_role("option", name=re.compile("HVB")).first.click()
    page.get_by_role("radio", name="Antal").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("HVB")
    page.wait_for_url(re.compile("visa=antal"))
    wait_until_drawn(page)
    before = written_in(chart(page))
    link = page.url

    page.goto(link)
    wait_until_drawn(page)
    assert written_in(chart(page)) == before
    expect(page.get_by_role("radio", name="Antal")).to_be_checked()


def test_back_takes_back_the_last_choice(page: Page, address: str) -> None:
    visit(page, address, "jamfor-kommuner?matt=cra_per_100")
    page.get_by_role("radio", name="Efter värde").click()
    page.wait_for_url(re.compile("ordning=varde"))
    expect(page.get_by_text("ingen rangordning")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("ingen rangordning")).to_have_count(0)
    expect(page.get_by_role("radio", name="Alfabetiskt")).to_be_checked()


def test_a_measure_can_be_chosen_from_the_keyboard(page: Page, address: str) -> None:
    visit(page, address, "jamfor-kommuner")
    choose(page, "LVM-andel", "LVM")


def test_a_wide_table_can_be_reached_and_scrolled_from_the_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    visit(page, address, f"insatser-och-metoder?{PERIOD}")
    region = page.get_by_role("region", name=re.compile("Behandlingsmetoder")).first
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=region.element_handle())


@pytest.mark.parametrize(
    ("button", "starts", "ending"),
    [
        ("Spara bild (PNG)", b"\x89PNG", "png"),
        ("Spara bild (SVG)", b"<svg", "svg"),
        ("Spara tabell (Excel)", b"PK", "xlsx"),
        ("Spara tabell (CSV)", b"\xef\xbb\xbf", "csv"),
    ],
)
def test_what_is_seen_can_be_saved(page: Page, address: str, button: str, starts: bytes, ending: str) -> None:
    visit(page, address, VIEWS[0])
    unfold(page, "Spara bild eller tabell")
    with page.expect_download() as saving:
        page.get_by_role("button", name=button).first.click()
    assert saving.value.suggested_filename == f"exempel-jamfor-kommuner.{ending}"
    content = saving.value.path().read_bytes()
    assert content.startswith(starts)
    if ending in ("svg", "csv"):
        assert "Exempeldata" in content.decode("utf-8")
        assert "4 av 14 kommuner" in content.decode("utf-8").replace("\u00a0", " ")


def test_what_is_unfolded_follows_the_choice(page: Page, address: str) -> None:
    visit(page, address, VIEWS[0])
    unfold(page, "Spara bild eller tabell")
    choose(page, "LVM-andel", "LVM")
    wait_until_drawn(page)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Spara tabell (CSV)").first.click()
    assert "LVM" in saving.value.path().read_text(encoding="utf-8")

    unfold(page, "Spara bild eller tabell")
    choose(page, "HVB per 10", "HVB")
    unfold(page, "Spara bild eller tabell")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Spara tabell (CSV)").first.click()
    assert "HVB" in saving.value.path().read_text(encoding="utf-8")


def test_the_front_page_leads_on_with_the_same_period(page: Page, address: str) -> None:
    visit(page, address, f"?{PERIOD}")
    expect(page.get_by_text("8 av 14, med 70 % av länets vuxna. Det räcker")).to_be_visible()
    page.get_by_role("link", name="Jämför kommunerna, mått för mått").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jämför kommuner")
    expect(page.get_by_role("radio", name="januari–oktober 2022")).to_be_checked()


def test_published_figures_stand_beside_the_sums(page: Page, address: str) -> None:
    visit(page, address, f"insatser-och-metoder?{PERIOD}")
    row = page.locator("tr.total", has_text="Summa metodinsatser").first
    assert re.sub(r"\s+", " ", row.inner_text()).split("Summa metodinsatser")[1].split() == [
        "739",
        "8",
        "av",
        "14",
        "(70",
        "%)",
        "739",
    ]


def test_a_rate_is_shown_on_a_map_when_asked_for(page: Page, address: str) -> None:
    visit(page, address, f"jamfor-kommuner?matt=hvb_per_10000&{PERIOD}")
    unfold(page, "Visa på karta")
    unfold(page, "Så räknas måttet, och vad du bör tänka på")
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(2)
    picture(page, "vy-karta")
    assert english(page) == []
    assert axe_violations(page) == []


@pytest.mark.parametrize("where", VIEWS)
def test_other_views(page: Page, address: str, where: str) -> None:
    visit(page, address, where)
    picture(page, "vy-" + where.split("matt=")[1].split("&", maxsplit=1)[0])
    assert english(page) == []
    assert axe_violations(page) == []


def test_paper_has_the_figures_and_not_the_menu(page: Page, address: str) -> None:
    visit(page, address, f"?{PERIOD}")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".samsyn-keyfigure").first).to_be_visible()


@pytest.mark.parametrize("name", MORE_VIEWS)
def test_views_of_what_can_be_decided(page: Page, address: str, name: str) -> None:
    visit(page, address, MORE_VIEWS[name])
    picture(page, f"vy-{name}")
    assert english(page) == []
    assert axe_violations(page) == []


def test_what_cannot_be_decided_is_said_before_it_is_drawn(page: Page, address: str) -> None:
    visit(page, address, "jamfor-kommuner?matt=sokt_hjalp_per_10000")
    finding = page.locator(".samsyn-lead").first
    expect(finding).to_contain_text("kan det inte avgöras")
    words = page.get_by_role("table").first.inner_text()
    assert "kan inte avgöras" in words
    for forbidden in ("felmarginal", "signifikant", "bäst", "sämst"):
        assert forbidden not in page.locator("main").inner_text().lower()
