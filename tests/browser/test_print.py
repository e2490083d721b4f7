"""The committee's page goes to the meeting on one sheet of paper, with what matters and what nobody knows on it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import wait_until_drawn

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("county", ["", "?lanet=07"])
def test_the_state_of_the_county_is_one_sheet(address: str, page: Page, county: str) -> None:
    page.goto(f"{address}/{county}")
    wait_until_drawn(page)
    page.emulate_media(media="print")
    sheets = re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1
    expect(page.locator(".samsyn-matter").first).to_be_visible()
    expect(page.get_by_role("heading", name="Det här vet vi inte än")).to_be_visible()
    expect(page.get_by_role("heading", name="Nytt")).to_be_hidden()
