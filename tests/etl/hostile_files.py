"""Files within the sizes that the gate lets through, made to cost all they can: time, memory, or the reader's life."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.etl.packages import MAIN, SHEET1, changed_parts, plain, sheet_xml, template, with_rows

# Just under what the gate lets through. What shrinks too well is weighed down with a picture of noise.
ROOM = 56_000_000
BALLAST = random.Random(4).randbytes(700_000)
_STRINGS = "xl/sharedStrings.xml"


def numbered(pattern: str, size: int = 24_000_000) -> str:
    """The pattern again and again with running numbers."""
    count = size // len(pattern.format(n=100_000, m=10))
    return "".join([pattern.format(n=n, m=n * 7919 % 97) for n in range(1, count)])


def repeated(pattern: str, size: int = ROOM) -> str:
    """The pattern again and again, with numbers that come back."""
    block = "".join(pattern.format(m=10 + n * 7919 % 89) for n in range(100))
    return block * (size // len(block))


def rows_of_cells(size: int = 24_000_000) -> bytes:
    """Every row as wide as a real form's, each cell with another number."""
    one = "".join(f'<c r="{column}{{n}}"><v>{{m}}</v></c>' for column in "ABCDEFGH")
    return with_rows(numbered(f'<row r="{{n}}">{one}</row>', size))


def million_rows() -> bytes:
    return with_rows("".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 9}</v></c></row>' for n in range(1, 750_001)))


def one_wide_row() -> bytes:
    return with_rows('<row r="1">' + repeated("<c><v>{m}</v></c>") + "</row>")


def same_address() -> bytes:
    return with_rows(repeated('<row r="1"><c r="A1"><v>{m}</v></c></row>'))


def inline_texts() -> bytes:
    return with_rows(numbered('<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Anna {m}</t></is></c></row>'))


def formulas() -> bytes:
    return with_rows(numbered('<row r="{n}"><c><f>[{m}]x|y!A1+"[a.xls</f><v>1</v></c></row>'))


def deep(depth: int = 3_000_000) -> bytes:
    return with_rows(f'<row r="1"><c r="A1"><v>{"<is>" * depth}{"</is>" * depth}</v></c></row>')


def deep_other_part(depth: int = 3_000_000) -> bytes:
    return changed_parts(template(), {"docProps/app.xml": b"<a>" * depth + b"</a>" * depth})


def strings(items: str, cells: str) -> bytes:
    """Texts in their own part, and a sheet that refers to them."""
    return changed_parts(plain(), {_STRINGS: f'<sst xmlns="{MAIN}">{items}</sst>'.encode(), SHEET1: sheet_xml(cells)})


def many_strings() -> bytes:
    return strings(repeated("<si><t>svar {m}</t></si>"), '<row r="1"><c r="A1" t="s"><v>5</v></c></row>')


def long_string_everywhere() -> bytes:
    """Eight million signs, once in the file and in half a million cells."""
    text = repeated("1{m} ", 8_000_000)
    cells = numbered('<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>')
    return strings(f"<si><t>{text}</t></si>", cells)


def many_runs() -> bytes:
    return strings("<si>" + repeated("<r><t>{m}</t></r>") + "</si>", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>')


def merged_ranges() -> bytes:
    after = "<mergeCells>" + numbered('<mergeCell ref="A{n}:C9"/>') + "</mergeCells>"
    return changed_parts(template(), {SHEET1: sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', after=after)})


def many_names() -> bytes:
    names = numbered('<definedName name="n{n}">Formulär!$A${m}</definedName>').encode()
    return changed_parts(
        template(), {"xl/workbook.xml": lambda c: c.replace(b"<definedNames>", b"<definedNames>" + names, 1)}
    )


def many_styles() -> bytes:
    formats = numbered('<numFmt numFmtId="{n}" formatCode="0"/>')
    return changed_parts(
        template(),
        {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'.encode() + b"</styleSheet>"},
    )


def properties(content: str) -> bytes:
    return changed_parts(template(), {"docProps/app.xml": f"<a>{content}</a>".encode()})


def digits(size: int = ROOM) -> bytes:
    """Whatever looks for a person's number finds a beginning of one everywhere."""
    return properties(repeated("19{m}", size))


def spaced_digits() -> bytes:
    return properties(repeated("1 9 - {m} . "))


def escapes() -> bytes:
    return properties(repeated("&amp;#x3{m};_x0031_"))


def open_tags() -> bytes:
    return properties(repeated("&lt;&lt;{m}"))


def text_file(pattern: str) -> bytes:
    return repeated(pattern, 4_600_000).encode()


def answer_of(text: str) -> bytes:
    """A whole form whose first answer is this text."""
    empty = re.compile(rb'<c r="(C[0-9]+)"[^>]*/>')

    def filled(found: re.Match[bytes]) -> bytes:
        return b'<c r="' + found[1] + b'" t="inlineStr"><is><t>' + text.encode() + b"</t></is></c>"

    return changed_parts(template(), {"xl/worksheets/sheet2.xml": lambda content: empty.sub(filled, content, count=1)})


def unlike_columns() -> bytes:
    """A survey export with as many columns as fit."""
    head = ";".join(f"fråga {n}" for n in range(200_000))
    return (head + "\n" + ";".join("1" for _ in range(200_000)) + "\n").encode()


def export_rows() -> bytes:
    return ("Starttid;Kommun;3.1 Personer som sökt hjälp\n" + repeated("2022-10-01;Luleå;{m}\n", 4_500_000)).encode()


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "rows of cells": ("a.xlsx", rows_of_cells),
    "a million rows": ("a.xlsx", million_rows),
    "one wide row": ("a.xlsx", one_wide_row),
    "one address again and again": ("a.xlsx", same_address),
    "inline texts": ("a.xlsx", inline_texts),
    "formulas": ("a.xlsx", formulas),
    "deep nesting in a sheet": ("a.xlsx", deep),
    "deep nesting elsewhere": ("a.xlsx", deep_other_part),
    "many shared strings": ("a.xlsx", many_strings),
    "a long string everywhere": ("a.xlsx", long_string_everywhere),
    "many runs": ("a.xlsx", many_runs),
    "merged ranges": ("a.xlsx", merged_ranges),
    "many names": ("a.xlsx", many_names),
    "many styles": ("a.xlsx", many_styles),
    "digits": ("a.xlsx", digits),
    "spaced digits": ("a.xlsx", spaced_digits),
    "escapes": ("a.xlsx", escapes),
    "open tags": ("a.xlsx", open_tags),
    "a long answer of digits": ("a.xlsx", lambda: answer_of(repeated("1 {m}-", 40_000_000))),
    "a long answer of names": ("a.xlsx", lambda: answer_of(repeated("Anna Åberg {m} ", 40_000_000))),
    "a long answer of signs": ("a.xlsx", lambda: answer_of(repeated("@.{m}.@ ", 40_000_000))),
    "text of digits": ("a.csv", lambda: text_file("1{m} ")),
    "text of fields": ("a.csv", lambda: text_file(";{m}")),
    "text of quotes": ("a.csv", lambda: text_file('"{m}')),
    "text of lines": ("a.csv", lambda: text_file("{m}\n")),
    "text of names": ("a.csv", lambda: text_file("Anna Å {m} a@b ")),
    "export of columns": ("a.csv", unlike_columns),
    "export of rows": ("a.csv", export_rows),
}  # fmt: skip


def made(title: str) -> bytes:
    """The file of this title, just within what the gate lets through."""
    name, make = FILES[title]
    data = make()
    if name.endswith(".xlsx") and len(data) < len(BALLAST):
        data = changed_parts(data, {"xl/media/image1.png": BALLAST})
    return data
