"""What a reader meets on a page: when it is ready, English words left on it, what axe-core finds."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Words that stand on English buttons and are not Swedish words too.
ENGLISH = re.compile(
    r"\b("
    r"about|add|all|and|any|apply|are|axis|cancel|choose|clear|click|close|collapse|column|connecting|copy|"
    r"date|day|decrement|delete|discrete|download|drag|drop|empty|error|expand|file|files|from|fullscreen|"
    r"hide|increment|is|larger|legend|link|loading|main|menu|month|more|must|navigate|next|no|not|of|open|"
    r"option|options|page|pages|please|press|previous|print|remove|rerun|results|row|running|scale|screen|"
    r"search|select|selected|show|sidebar|skip|smaller|sort|the|theme|this|titled|to|try|type|unpin|upload|"
    r"use|value|values|view|with|year|you|your"
    r")\b",
    re.IGNORECASE,
)

# Found by axe-core in Streamlit's own markup, where no page of ours can mend it: the rule, the part of the page.
STREAMLITS_OWN = {
    ("presentation-role-conflict", "[data-testid=stFileUploader]"): "a <section role=presentation> has an aria-label",
    ("region", "[role=listbox]"): "the list of an open selectbox is drawn outside the landmarks",
    ("list", "[data-testid=stSidebarNav]"): "the headings of the menu's sections are not list items",
    ("listitem", "[data-testid=stSidebarNav]"): "and divide the list of pages",
}

_TEXTS = """() => {
  const hidden = e => e.closest('[aria-hidden=true], script, style, noscript');
  const shown = e => e.checkVisibility() || e.closest('[class*=VisuallyHidden]');
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    const notOurs = parent.closest('[data-testid=stIconMaterial], main [lang=en]');
    if (!hidden(parent) && shown(parent) && !notOurs)
      found.push(walk.currentNode.data);
  }
  const names = ['aria-label', 'aria-description', 'aria-roledescription', 'alt', 'title', 'placeholder'];
  for (const element of document.querySelectorAll('*'))
    if (!hidden(element))
      for (const name of names)
        if (element.hasAttribute(name)) found.push(element.getAttribute(name));
  return found;
}"""


def wait_until_drawn(page: Page, *, heading: bool = True) -> None:
    """Waits until Streamlit has run the page and every chart stands still. A page of a bench has no heading.

    A chart is drawn after the page has run, and the one before stays on the screen until then: only a picture that has
    not changed for a while is the new one.
    """
    page.wait_for_selector(f"[data-testid=stMainBlockContainer] {'h1' if heading else '[data-testid=stVegaLiteChart]'}")
    page.wait_for_function("""() => {
      const app = document.querySelector('[data-testid=stApp]');
      const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
      const now = app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid=stSkeleton]')
        && charts.every(chart => chart.querySelector('svg.marks, canvas'))
        && charts.map(chart => chart.innerHTML).join();
      const seen = window.samsynLastSeen;
      if (now === false || !seen || seen.picture !== now)
        window.samsynLastSeen = {picture: now, since: performance.now()};
      return now !== false && seen?.picture === now && performance.now() - seen.since > 300;
    }""")


def texts(page: Page) -> list[str]:
    """Everything written on the page, and everything that is read aloud in its place."""
    found: list[str] = page.evaluate(_TEXTS)
    return found


def english_on(page: Page) -> list[str]:
    """The texts with an English word in them, but for what is marked as English: the title of a cited work."""
    return [text for text in texts(page) if ENGLISH.search(text)]


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong on the page, but for what is Streamlit's own."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{violation['id']}: {violation['help']}: {node['html']}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if not _is_streamlits_own(page, violation["id"], node["target"][-1])
    ]


def _is_streamlits_own(page: Page, rule: str, target: str) -> bool:
    places = [place for known, place in STREAMLITS_OWN if known == rule]
    inside = "([target, places]) => places.some(place => document.querySelector(target)?.closest(place))"
    return bool(page.evaluate(inside, [target, places]))
