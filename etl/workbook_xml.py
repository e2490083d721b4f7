"""The parts of an xlsx package -> a Workbook: which sheets there are, their order, names, styles and texts.

Where a package could be read in two ways (two parts for one thing, two things of one name) it is not read at all.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from etl.cells import Workbook
from etl.elements import Element, elements_of
from etl.problems import problem
from etl.refusal import DAMAGED, FileRefused
from etl.shared_strings import NAMESPACES, read_shared_strings, unescape
from etl.sheet_xml import Room, Styles, read_sheet
from etl.zip_parts import canonical

MAX_SHEETS = 60
_MOST_RELATIONS = 2_000
_MOST_OF_A_WORKBOOK = 10_000
# Excel's limit is 65 490 styles.
_MOST_STYLES = 70_000
# Some programs write the name of "General" in their own language; its letters would be taken for days and months.
_GENERAL_TRANSLATED = frozenset({"standard", "allmänt"})
_LONGEST_FORMAT = 255
_RELATIONS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_OFFICE_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_OF_A_WORKBOOK = (("workbook", "workbookPr"), ("sheets", "sheet"), ("definedNames", "definedName"))
# Numbers that are dates in the languages of East Asia, where the same program may have been installed.
_DATES_OF_EAST_ASIA = {str(number): "yyyy-mm-dd" for number in (*range(27, 37), *range(50, 59))}

Relations = dict[str, tuple[str, str]]


def read_xlsx(parts: dict[str, bytes]) -> Workbook:
    """Read a workbook whose parts have passed the gate.

    Raises:
        FileRefused: a part is missing or contradicts another.
        ParseError: broken XML.
    """
    parts = {canonical(name): content for name, content in parts.items()}
    home = _main_part(parts)
    book = elements_of(_part(parts, home), NAMESPACES, _OF_A_WORKBOOK, _MOST_OF_A_WORKBOOK)
    relations = _relations(parts, home)
    texts = parts.get(_only(relations, "sharedStrings"))
    strings = read_shared_strings(texts) if texts is not None else []
    styles = _styles(parts.get(_only(relations, "styles")), _uses_1904(book))
    room = Room()
    sheets = tuple(
        read_sheet(name, state, parts[target], strings, styles, room)
        for name, state, target in _worksheets(book, relations, parts)
    )
    names = [sheet.name.casefold() for sheet in sheets]
    if not sheets or len(set(names)) != len(names):
        raise FileRefused(DAMAGED)
    return Workbook(sheets, _defined_names(book), "xlsx")


def _part(parts: dict[str, bytes], name: str) -> bytes:
    if name not in parts:
        raise FileRefused(DAMAGED)
    return parts[name]


def _relations(parts: dict[str, bytes], of: str) -> Relations:
    """Relation id -> (last word of its type, name of the part it leads to); links that lead out are left out."""
    folder, _, file = of.rpartition("/")
    source = f"{folder}/_rels/{file}.rels".lstrip("/")
    if source not in parts:
        return {}
    found: Relations = {}
    for relation in elements_of(parts[source], _RELATIONS, [("Relationships", "Relationship")], _MOST_RELATIONS):
        attributes = relation.attributes
        if attributes.get("TargetMode") == "External":
            continue
        target = unquote(attributes.get("Target", "")).replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        leads_to = (kind, posixpath.normpath(path).lower())
        if found.setdefault(attributes.get("Id", ""), leads_to) != leads_to:
            raise FileRefused(DAMAGED)
    return found


def _only(relations: Relations, kind: str) -> str:
    """The one part of a kind, or empty."""
    targets = {target for each, target in relations.values() if each == kind}
    if len(targets) > 1:
        raise FileRefused(DAMAGED)
    return next(iter(targets), "")


def _main_part(parts: dict[str, bytes]) -> str:
    return _only(_relations(parts, ""), "officeDocument") or "xl/workbook.xml"


def _uses_1904(book: Iterable[Element]) -> bool:
    return any(each.attributes.get("date1904") in ("1", "true") for each in book if each.name == "workbookPr")


def _worksheets(book: list[Element], relations: Relations, parts: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Name, state and part of each sheet that has cells; chart sheets have none."""
    listed = [each.attributes for each in book if each.name == "sheet"]
    if len(listed) > MAX_SHEETS:
        raise FileRefused(problem("for_manga_rader"))
    taken: set[str] = set()
    for sheet in listed:
        ids = (sheet.get(f"{{{space}}}id", "") for space in _OFFICE_RELATIONS)
        kind, target = relations.get("".join(ids), ("", ""))
        if target not in parts or target in taken:
            raise FileRefused(DAMAGED)
        taken.add(target)
        if kind == "worksheet":
            yield unescape(sheet.get("name", "")), sheet.get("state", "visible"), target


def _defined_names(book: Iterable[Element]) -> dict[str, str]:
    names: dict[str, str] = {}
    listed = [each for each in book if each.name == "definedName"]
    # A name of the whole workbook goes before one that holds for a single sheet.
    for each in sorted(listed, key=lambda name: name.attributes.get("localSheetId") is not None):
        names.setdefault(each.attributes.get("name", ""), each.text.strip())
    return names


def _shows_a_date(code: str) -> bool:
    if code.casefold() in _GENERAL_TRANSLATED:
        return False
    return is_date_format(code) or is_timedelta_format(code)


def _styles(content: bytes | None, mac: bool) -> Styles:
    epoch = MAC_EPOCH if mac else WINDOWS_EPOCH
    if content is None:
        return Styles(("General",), frozenset(), epoch)
    found = elements_of(content, NAMESPACES, [("numFmts", "numFmt"), ("cellXfs", "xf")], _MOST_STYLES)
    codes = {str(number): code for number, code in BUILTIN_FORMATS.items()} | _DATES_OF_EAST_ASIA
    codes |= {
        each.attributes.get("numFmtId", ""): each.attributes.get("formatCode", "General")
        for each in found
        if each.name == "numFmt"
    }
    numbers = [each.attributes.get("numFmtId", "0") for each in found if each.name == "xf"]
    formats = tuple(codes.get(number, "General") for number in numbers)
    if any(len(code) > _LONGEST_FORMAT for code in formats):
        raise FileRefused(DAMAGED)
    dates = frozenset(code for code in set(formats) if _shows_a_date(code))
    return Styles(formats or ("General",), dates, epoch)
