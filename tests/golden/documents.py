"""Every table, figure and list of the five documents: where it is shown, or why not; the README's table is made of it.

``documents.csv`` is the list. After a change: ``python -m tests.golden.documents`` from the repository's folder writes
the table into the README. The columns:

- ``place``, ``what``: where it stands in the document and what it says.
- ``page``, ``address``, ``words``: the page that shows it, at that address, and what the page says then. Several
  phrases are parted by ``|``; ``…`` stands for anything up to the length of a table's row.
- ``ids``: items, indicators or activities; ``command``: what shows it in the shell.
- ``holds``: what the command answers: ``item/sex=value av answered/asked`` of ``samsyn values``, else phrases.
- ``reason``: why it is not shown, and then nothing else is filled in.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from etl.house import REPOSITORY

FILE = Path(__file__).with_name("documents.csv")
README = REPOSITORY / "README.md"
APP = REPOSITORY / "dashboard" / "app.py"
SOURCES = REPOSITORY / "data" / "reference" / "sources.csv"
_BEGIN, _END = "<!-- documents -->\n", "<!-- /documents -->"
# In the order in which the county's work goes on: the survey first, the goals last.
ORDER = ("foui_95_2023", "arbetsrapport_2026_1", "vg_inventering_2021", "skaraborg_2025", "delrapport_3_2025")


@dataclass(frozen=True)
class Entry:
    """One table, figure or list of a document."""

    id: str
    document: str
    kind: str
    place: str
    what: str
    page: str
    address: str
    words: str
    ids: str
    command: str
    holds: str
    reason: str

    @property
    def at(self) -> dict[str, str]:
        """The address as parameters."""
        return dict(part.split("=", 1) for part in self.address.split("&") if part)

    @property
    def phrases(self) -> list[str]:
        return [phrase.strip() for phrase in self.words.split("|") if phrase.strip()]

    @property
    def answers(self) -> list[str]:
        return [part.strip() for part in self.holds.split(";") if part.strip()]


def entries() -> list[Entry]:
    """The whole list, in the file's order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Entry(**row) for row in csv.DictReader(file)]


def in_readme() -> str:
    """What stands between the marks in the README."""
    return README.read_text(encoding="utf-8").split(_BEGIN)[1].split(_END)[0]


def as_markdown() -> str:
    """One folded table for each document, and what is left out of it with the reason."""
    titles, menu = _titles(), _menu()
    by_document = {name: list(group) for name, group in groupby(entries(), key=lambda entry: entry.document)}
    return "".join(_document(titles[name], by_document[name], menu) for name in ORDER if name in by_document)


def _document(title: str, found: list[Entry], menu: dict[str, str]) -> str:
    shown = [entry for entry in found if not entry.reason]
    left_out = [entry for entry in found if entry.reason]
    told = f"{len(shown)} shown" + (f", {len(left_out)} left out with the reason" if left_out else "")
    lines = [f"<details>\n<summary>{title}: {told}</summary>\n"]
    lines += ["| place | what | page | id | command |", "| --- | --- | --- | --- | --- |"]
    lines += [_line(entry, menu) for entry in shown]
    lines += ["", "| place | left out | why |", "| --- | --- | --- |"] if left_out else []
    lines += [f"| {entry.place} | {entry.what} | {entry.reason} |" for entry in left_out]
    return "\n".join(lines) + "\n\n</details>\n"


def _line(entry: Entry, menu: dict[str, str]) -> str:
    page = f"{menu[entry.page]}" if entry.page else ""
    ids = " ".join(f"`{each}`" for each in entry.ids.split())
    command = f"`{entry.command}`" if entry.command else ""
    return f"| {entry.place} | {entry.what} | {page} | {ids} | {command} |"


def _menu() -> dict[str, str]:
    """The pages' names in the menu, by file."""
    return dict(re.findall(r'_page\("(\w+)", "([^"]+)"', APP.read_text(encoding="utf-8")))


def _titles() -> dict[str, str]:
    with SOURCES.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["title"] for row in csv.DictReader(file)}


def main() -> None:
    """Write the table into the README anew."""
    text = README.read_text(encoding="utf-8")
    before, after = text.split(_BEGIN)[0], text.split(_END)[1]
    README.write_text(before + _BEGIN + as_markdown() + _END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
