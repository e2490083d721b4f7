"""Nothing that the five documents publish is lost: each table, figure and list is told by a page and a command."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.__main__ import main
from etl.areas import REFERENCE
from tests.golden import documents
from tests.golden.conftest import PageText
from tests.golden.documents import Entry

ENTRIES = documents.entries()
SHOWN = [entry for entry in ENTRIES if not entry.reason]
COMMANDS = [entry for entry in SHOWN if entry.command]
PRINTED = [entry for entry in COMMANDS if entry.command.startswith("samsyn values")]
KINDS = {"table", "figure", "number", "list", "form", "text"}
# cra=71 av 8/14; konsandel_beroende/men=63
_ANSWER = re.compile(
    r"(?P<item>\w+)(?:/(?P<sex>women|men))?=(?P<value>[\d.]+)(?: av (?P<answered>\d+)/(?P<asked>\d+))?"
)
Row = dict[str, str]
Answer = Callable[[str], str]


def name(entry: Entry) -> str:
    return entry.id


@pytest.fixture(scope="session")
def told() -> dict[str, str]:
    """What commands have answered so far."""
    return {}


@pytest.fixture
def answer(
    demo_data: Path,
    told: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Answer:
    """What a command answers: what it prints, or what stands in the workbook it writes."""
    monkeypatch.chdir(tmp_path)

    def run(command: str) -> str:
        if command not in told:
            words = shlex.split(command)[1:]
            capsys.readouterr()
            assert main([*words, "--csv"] if words[0] == "values" else words) == 0, command
            written = sorted(tmp_path.glob("*.xlsx"))
            told[command] = _workbook(written[0]) if written else capsys.readouterr().out
        return told[command]

    return run


def _workbook(path: Path) -> str:
    cells = [cell for sheet in load_workbook(path) for line in sheet.iter_rows() for cell in line]
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    return " ".join(str(each) for each in (*(cell.value for cell in cells), *links) if each is not None)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_list_is_whole_in_itself() -> None:
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES) >= 50
    assert {entry.document for entry in ENTRIES} <= set(documents.ORDER)
    assert {entry.kind for entry in ENTRIES} <= KINDS
    for entry in ENTRIES:
        assert entry.place, entry.id
        assert entry.what, entry.id
        assert bool(entry.reason) != bool(entry.page and entry.words), f"{entry.id}: shown, or a reason why not"
        assert bool(entry.command) == bool(entry.holds), entry.id


def test_the_readme_holds_the_same_table() -> None:
    assert documents.in_readme() == documents.as_markdown(), "python -m tests.golden.documents"


@pytest.mark.parametrize("entry", SHOWN, ids=name)
def test_the_page_shows_it(entry: Entry, page_text: PageText) -> None:
    text = page_text(entry.page, entry.at)
    missing = [phrase for phrase in entry.phrases if not _said(phrase, text)]
    assert not missing, f"{entry.page}?{entry.address}: {missing}"


def _said(phrase: str, text: str) -> bool:
    """Whether the words stand there, not as the end or the beginning of longer words or numbers."""
    parts = [_word(part.strip()) for part in phrase.split("…")]
    # 527 is not the 527 of 527,5 or of 527 000.
    end = r"(?!\w)(?!,\d)(?! \d{3}(?!\d))" if phrase[-1:].isdigit() else r"(?!\w)"
    return bool(re.search(r".{0,240}?".join(parts) + end, text))


def _word(part: str) -> str:
    return (r"(?<![\w,.])" if part[:1].isalnum() else "") + re.escape(part)


@pytest.mark.parametrize("entry", COMMANDS, ids=name)
def test_the_command_answers_it(entry: Entry, answer: Answer) -> None:
    text = answer(entry.command)
    if entry not in PRINTED:
        assert not [part for part in entry.answers if _plain(part) not in _plain(text)]
        return
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["source"] == entry.document]
    for part in entry.answers:
        wanted = _ANSWER.fullmatch(part)
        assert wanted, f"{entry.id}: {part}"
        [row] = [row for row in rows if _same(row, wanted)]
        assert float(row["value"]) == float(wanted["value"]), part
        assert row["example"] == "false"
        assert (row["answered"], row["asked"]) == (wanted["answered"], wanted["asked"]) or not wanted["asked"], part


def _same(row: Row, wanted: re.Match[str]) -> bool:
    return row["item"] == wanted["item"] and row["sex"] == (wanted["sex"] or "total")


@pytest.mark.parametrize("entry", PRINTED, ids=name)
def test_it_stands_where_the_list_says(entry: Entry) -> None:
    with (REFERENCE / "published" / f"{entry.document}.csv").open(encoding="utf-8", newline="") as file:
        places: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            places.setdefault(row["item"], set()).add(row["printed_at"])
    for part in entry.answers:
        item = re.split(r"[/=]", part)[0]
        assert places[item], part
        assert any(_near(entry.place, place) for place in places[item]), (entry.place, places[item])


def _near(listed: str, printed: str) -> bool:
    """Whether two ways of naming a place are one, or have a section, chapter or table in common."""
    first, second = listed.casefold(), printed.casefold()
    named = re.compile(r"(?:tabell|avsnitt|kapitel|bilaga|bild|sammanfattning|diagram) ?\d*(?:\.\d+)*")
    return first in second or second in first or bool({*named.findall(first)} & {*named.findall(second)})
