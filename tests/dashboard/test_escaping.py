"""What came from a file or a person is never given to Streamlit's own texts, which read it as Markdown or LaTeX."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard import components
from tests.dashboard.visits import DASHBOARD

MARKUP = {
    "markdown", "write", "caption", "error", "warning", "info", "success", "toast", "title", "header", "subheader",
    "badge", "latex",
}  # fmt: skip
# Where the words are our own: titles, headings, texts in content/, the words of indicators.yaml and of the forms.
OURS = {
    "components.py": {"title", "header", "markdown", "info"},
    "effektmal.py": {"subheader"},
    "insatser_och_metoder.py": {"markdown"},
    "metod.py": {"markdown", "subheader"},
    "om_siffrorna.py": {"markdown", "subheader"},
    "pilot_view.py": {"subheader"},
    "web_form_fields.py": {"subheader"},
}
HOSTILE = '<b>x</b> $\\int$ :material/home: [länk](http://x.invalid) ![](http://x.invalid/a.png) "&'


def spoken(path: Path) -> Iterator[str]:
    """Calls of Streamlit's own texts with anything but a sentence written in the code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        words, of_streamlit = node.args[0], not ast.unparse(node.func.value).startswith("components")
        if node.func.attr in MARKUP and of_streamlit and not isinstance(words, ast.Constant):
            yield node.func.attr


@pytest.mark.parametrize("path", sorted(DASHBOARD.rglob("*.py")), ids=lambda path: path.stem)
def test_no_text_that_may_come_from_a_person_is_read_as_markdown(path: Path) -> None:
    found = set(spoken(path)) - OURS.get(path.name, set())
    assert not found, "use components.say, message or facts"


def test_the_parts_that_show_such_texts_escape_them(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(st, "html", shown.append)

    components.say(HOSTILE)
    components.message("error", HOSTILE)
    components.facts([(HOSTILE, HOSTILE)], HOSTILE)
    components.note(HOSTILE)
    components.bullets([HOSTILE])

    assert len(shown) == 5
    for markup in shown:
        assert "<b>" not in markup
        assert 'x.invalid/a.png) "' not in markup, "a quotation mark could end an attribute"
