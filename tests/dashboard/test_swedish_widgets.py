"""Every English piece stands in the pinned Streamlit as often as the table says. This fails when Streamlit changes."""

from pathlib import Path

import pytest
from streamlit import file_util

from dashboard.swedish_widgets import LITERALS, Literal, translate

SCRIPTS = Path(file_util.get_static_dir()) / "static" / "js"
ALL = [(name, literal) for name, literals in LITERALS.items() for literal in literals]


def scripts_named(name: str) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in SCRIPTS.glob(f"{name}.*.js")}


@pytest.mark.parametrize("name", LITERALS)
def test_each_piece_is_found_as_often_as_expected(name: str) -> None:
    sources = scripts_named(name)
    counts = {literal.english: sum(s.count(literal.english) for s in sources.values()) for literal in LITERALS[name]}
    assert counts == {literal.english: literal.times for literal in LITERALS[name]}


@pytest.mark.parametrize("name", LITERALS)
def test_each_replacement_arrives(name: str) -> None:
    """No row undoes another, and none is hidden by an earlier one."""
    sent = "".join(translate(script, source) for script, source in scripts_named(name).items())
    assert [row.english for row in LITERALS[name] if row.english in sent and row.english not in row.swedish] == []
    assert [row.swedish for row in LITERALS[name] if row.swedish not in sent] == []


@pytest.mark.parametrize(("name", "row"), ALL, ids=[f"{name}-{i}" for i, (name, _) in enumerate(ALL)])
def test_a_replacement_is_still_a_script(name: str, row: Literal) -> None:
    for sign in '`(){}[]"':
        assert row.swedish.count(sign) - row.english.count(sign) in _allowed(sign, row)
    assert "\\" not in row.swedish


def _allowed(sign: str, row: Literal) -> set[int]:
    """Places for values, quotes and brackets may only come and go in pairs."""
    if sign in "(){}[]":
        pair = {"(": ")", ")": "(", "{": "}", "}": "{", "[": "]", "]": "["}[sign]
        return {row.swedish.count(pair) - row.english.count(pair)}
    return {change for change in range(-8, 9) if change % 2 == 0}


def test_a_script_without_words_is_left_alone() -> None:
    assert translate("react-dom.Dzbslgj4.js", "a=`Open`") == "a=`Open`"
    assert translate("Selectbox.xyz.js", "a=`Open`") == "a=`Öppna`"
