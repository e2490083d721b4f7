"""What the documents tell of the product is so: commands, modules, pages, links."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from etl.__main__ import make_parser

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").glob("*/README.md")])
GUIDES = sorted((ROOT / "docs").glob("guide-*.md"))
BLOCK = re.compile(r"```[a-z]*\n(.*?)```", re.S)
# Written in capitals where a person puts something of their own.
STAND_INS = {"FILE": "fil.xlsx", "FIL": "fil.xlsx", "AREA": "2580", "YOUR_ID": "andel_fatt_insats"}


def commands(document: Path) -> list[str]:
    """Every ``samsyn ...`` that stands as code in a document, without its comment."""
    text = document.read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    inline = re.findall(r"`([^`]+)`", BLOCK.sub("", text).replace("\n", " "))
    found = [re.sub(r"^(\S*=\S* )*(\.venv/bin/)?", "", code.strip()) for code in (*lines, *inline)]
    return [re.split(r"\s+#|\s+->", code)[0] for code in found if re.match(r"samsyn [a-z]+", code)]


ALL_COMMANDS = sorted({command for document in DOCUMENTS for command in commands(document)})


def test_the_documents_show_commands() -> None:
    assert len(ALL_COMMANDS) > 20


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_a_command_that_is_shown_can_be_given(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [STAND_INS.get(word, word) for word in shlex.split(" ".join(command.split()))[1:]]
    # A command named in passing ("samsyn build") stands without its arguments.
    names_only = len(words) == 1 or (words[:1] == ["round"] and len(words) == 2)
    try:
        make_parser().parse_args(words)
    except SystemExit:
        assert names_only, f"samsyn {' '.join(words)}: {capsys.readouterr().err}"
        known = [a for a in make_parser()._actions if isinstance(a, argparse._SubParsersAction)]
        assert words[0] in known[0].choices, command


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert not broken


def test_every_module_stands_in_the_architecture() -> None:
    text = (ROOT / "docs" / "dev" / "architecture.md").read_text(encoding="utf-8")
    table = {name for row in text.splitlines() if row.startswith("|") for name in re.findall(r"`(\w+(?:/\w+)?)`", row)}
    modules = {
        str(path.relative_to(ROOT / "etl").with_suffix(""))
        for path in (ROOT / "etl").rglob("*.py")
        if path.name != "__init__.py"
    }
    assert table == modules


def test_the_house_picture_names_what_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = text.split("## The house")[1].split("```")[1]
    folder = ROOT
    for line in picture.splitlines():
        names = re.findall(r"[\w.]+(?:\.py|\.yaml)|\b\w+/", line)
        if line and not line.startswith(" ") and names and names[0].endswith("/"):
            folder = ROOT / names[0]
        for name in names:
            made_at_run_time = name in ("demo/", "received/", "decisions/", "work/", "published/")
            there = any((place / name).exists() for place in (ROOT, folder, ROOT / "etl", ROOT / "dashboard"))
            assert made_at_run_time or there, f"{name} stands in the README but not in the house"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_pages_are_called_what_the_menu_calls_them(guide: Path) -> None:
    menu = set(re.findall(r'_page\("\w+", "([^"]+)"', (ROOT / "dashboard" / "app.py").read_text(encoding="utf-8")))
    in_bold = set(re.findall(r"\*\*([^*]+)\*\*", guide.read_text(encoding="utf-8")))
    named = {name for name in in_bold if name in menu}
    assert len(named) >= 3
    # A page's name in bold that the menu does not have is a page that was renamed.
    pages = {
        "Läget i länet", "Jämför kommuner", "Insatser och metoder", "Min kommun", "Om siffrorna", "Lämna uppgifter",
        "Inlämningar", "Insamling", "Analytikerns bord", "Effektmål", "Region och kommuner", "Insatskarta", "ASI",
        "Vårdkedjan", "Brukarnas röst", "Samverkan och omställning", "Diagnoser och samsjuklighet",
    }  # fmt: skip
    assert (in_bold & pages) <= menu
