"""Data in the label of a widget is text, whatever it looks like."""

from __future__ import annotations

import re

import pytest

from dashboard.components import label


@pytest.mark.parametrize(
    "text",
    ["![x](http://example.invalid/x.png)", "**fet**", "$\\frac{1}{2}$", ":material/error:", "<b>x</b>", "`x`", "1. x"],
)
def test_markdown_in_data_is_shown_as_it_stands(text: str) -> None:
    escaped = label(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert not re.search(r"(?<!\\)[\[\]()*_$`<>:!.#]", re.sub(r"\\\\", "", escaped))


def test_ordinary_words_are_left_alone() -> None:
    assert label("Luleå kommun 17") == "Luleå kommun 17"
