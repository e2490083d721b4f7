"""Of a file nothing stays but the cells that were read: not its other sheets, names, notes, properties or formulas."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from etl.build import build
from etl.forms.catalogue import get_form
from etl.house import create_house
from etl.intake import check_file, to_json
from etl.kept_copy import write_copy
from etl.periods import parse_period
from etl.receive import Words, receive
from etl.submission import CheckedFile
from etl.template import field_cells
from tests.etl.packages import Change, changed_parts, parts_of, saved

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "2023_boden.xlsx"
# Every word is told apart from all others, and none is a name or a number of anybody.
PLACES = (
    "hidden sheet", "very hidden sheet", "name of a sheet", "comment", "author", "property", "title", "defined name",
    "own column", "own row", "far cell", "formula", "header", "custom part", "link", "text box", "name of the file",
    "choice", "beside a text",
)  # fmt: skip
WORDS = {place: f"hemlig{number:02d}ord" for number, place in enumerate(PLACES)}


def _with_secrets() -> bytes:
    book = openpyxl.load_workbook(EXAMPLE)
    form = book["Enkät"]
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.sheet_state = state
        sheet["A1"] = WORDS["hidden sheet" if state == "hidden" else "very hidden sheet"]
    book.create_sheet(WORDS["name of a sheet"])["A1"] = 1
    form["C10"].comment = Comment(WORDS["comment"], WORDS["author"])
    form["J10"] = WORDS["own column"]
    form["B70"] = WORDS["own row"]
    places = field_cells(get_form("kommunenkat"), parse_period("2023-01/2023-10"))
    form[places["status"]["mi"]] = WORDS["choice"]
    form[places["fields"]["annan_evidens_vad"].replace("C", "D")] = WORDS["beside a text"]
    form["ZZ999"] = WORDS["far cell"]
    form["J12"] = f'=IF(1=1,"x","{WORDS["formula"]}")'
    assert form.oddHeader is not None
    form.oddHeader.left.text = WORDS["header"]
    book.properties.creator = WORDS["property"]
    book.properties.title = WORDS["title"]
    book.defined_names["x"] = DefinedName("x", attr_text='"' + WORDS["defined name"] + '"')
    parts: dict[str, Change] = {
        "customXml/item1.xml": f"<x>{WORDS['custom part']}</x>".encode(),
        "xl/externalLinks/externalLink1.xml": f"<x><v>{WORDS['link']}</v></x>".encode(),
        "xl/drawings/drawing9.xml": f"<a:t>{WORDS['text box']}</a:t>".encode(),
    }
    return changed_parts(saved(book), parts)


def _checked() -> CheckedFile:
    checked = check_file(_with_secrets(), WORDS["name of the file"] + ".xlsx")
    assert checked.outcome == "accepted_with_warnings", [each.message for each in checked.problems]
    return checked


def test_no_other_word_of_the_file_stands_in_the_copy() -> None:
    data = _with_secrets()
    there = b"".join(parts_of(data).values()).decode("utf-8", "replace")
    # All are there in the file, so that their absence in the copy says something.
    assert {word for word in WORDS.values() if word in there} == set(WORDS.values()) - {WORDS["name of the file"]}
    copy = b"".join(parts_of(write_copy(_checked().kept)).values()).decode("utf-8", "replace")
    assert "hemlig" not in copy
    assert not re.search(r"hemlig\d\dord", copy.replace("</t><t>", ""))


def test_no_other_word_of_the_file_stands_in_what_was_understood() -> None:
    checked = _checked()
    # The name of a sheet that was not read is told to the sender, who must find it; it goes no further.
    told = [each for each in checked.problems if each.sheet != WORDS["name of a sheet"]]
    understood = f"{checked.submissions} {checked.answers} {checked.kept} {told} {checked.fine}"
    assert "hemlig" not in understood


def test_a_copy_holds_no_property_of_whoever_made_the_file() -> None:
    copy = openpyxl.load_workbook(io.BytesIO(write_copy(_checked().kept)))
    assert (copy.properties.creator or "", copy.properties.title or "") == ("", "")
    assert list(copy.defined_names) == []


@pytest.mark.slow
def test_what_was_written_in_words_is_published_nowhere_and_in_no_receipt(tmp_path: Path) -> None:
    """Free text stays in the copy; only what the reviewed table of codes says of it goes on."""
    book = openpyxl.load_workbook(EXAMPLE)
    form = book["Enkät"]
    texts = ("C33", "C35", "C44", "C52", "C60", *(f"E{row}" for row in range(10, 32)))
    for number, cell in enumerate(texts):
        form[cell] = f"hemlig{number:02d}ord"
    form["C32"] = form["C34"] = 3
    form["C60"] = "hemlig: Anna Andersson, tel 070-123 45 67"
    checked = check_file(saved(book), "x.xlsx")
    assert "personuppgift_misstankt" in {each.code for each in checked.problems}
    assert "Andersson" not in f"{checked.problems} {to_json(checked)}"
    house = create_house(tmp_path / "house", "demo", "25")
    answered = replace(checked, problems=(), outcome="accepted")
    receipt = receive(house, answered, received_at=datetime(2024, 1, 2, 9, 0, tzinfo=UTC), words=Words())
    built = build(house)
    for database in (built.work, built.published):
        with duckdb.connect(str(database), read_only=True) as con:
            for (table,) in con.execute("SELECT table_name FROM information_schema.tables").fetchall():
                assert "hemlig" not in str(con.execute(f'SELECT * FROM "{table}"').fetchall())
        assert b"hemlig" not in database.read_bytes()
    written = [path for path in (tmp_path / "house").rglob("*") if path.is_file() and path.suffix != ".xlsx"]
    assert receipt.id in " ".join(str(path) for path in written)
    assert not [path for path in written if b"hemlig" in path.read_bytes()]
