"""The parts of an xlsx package -> a Workbook: which sheets there are, their order, names, styles and texts."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from etl.cells import Workbook
from etl.gate import FileRefused
from etl.problems import problem
from etl.sheet_xml import NAMESPACES, Styles, read_shared_strings, read_sheet, unescape

MAX_SHEETS = 60
_OFFICE_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


def read_xlsx(parts: dict[str, bytes]) -> Workbook:
    """Read a workbook whose parts have passed the gate.

    Raises:
        FileRefused: a part is missing or contradicts another.
        ParseError: broken XML.
    """
    # Names of parts are equal in any case.
    parts = {name.replace("\\", "/").lower(): content for name, content in parts.items()}
    home = _main_part(parts)
    book = _root(parts, home)
    if book.tag.rpartition("}")[0][1:] not in NAMESPACES:
        raise FileRefused(problem("trasig_fil"))
    relations = _relations(parts, home)
    by_kind = dict(relations.values())
    texts = parts.get(by_kind.get("sharedStrings", ""))
    strings = read_shared_strings(texts) if texts is not None else []
    styles = _styles(parts.get(by_kind.get("styles", "")), _uses_1904(book))
    sheets = tuple(
        read_sheet(name, state, parts[target], strings, styles)
        for name, state, target in _worksheets(book, relations, parts)
    )
    names = [sheet.name.casefold() for sheet in sheets]
    if not sheets or len(set(names)) != len(names):
        raise FileRefused(problem("trasig_fil"))
    return Workbook(sheets, _defined_names(book), "xlsx")


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _named(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) == name)


def _root(parts: dict[str, bytes], name: str) -> Element:
    if name not in parts:
        raise FileRefused(problem("trasig_fil"))
    root: Element = fromstring(parts[name], forbid_dtd=True)
    return root


def _relations(parts: dict[str, bytes], of: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, name of the part it leads to); links that lead out are left out."""
    folder, _, file = of.rpartition("/")
    source = f"{folder}/_rels/{file}.rels".lstrip("/")
    if source not in parts:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for relation in _named(_root(parts, source), "Relationship"):
        if relation.get("TargetMode") == "External":
            continue
        target = unquote(relation.get("Target", "")).replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = relation.get("Type", "").rpartition("/")[2]
        found[relation.get("Id", "")] = (kind, posixpath.normpath(path).lower())
    return found


def _main_part(parts: dict[str, bytes]) -> str:
    targets = [target for kind, target in _relations(parts, "").values() if kind == "officeDocument"]
    return targets[0] if targets else "xl/workbook.xml"


def _uses_1904(book: Element) -> bool:
    return any(properties.get("date1904") in ("1", "true") for properties in _named(book, "workbookPr"))


def _worksheets(
    book: Element, relations: dict[str, tuple[str, str]], parts: dict[str, bytes]
) -> Iterator[tuple[str, str, str]]:
    """Name, state and part of each sheet that has cells; chart sheets have none."""
    listed = list(_named(book, "sheet"))
    if len(listed) > MAX_SHEETS:
        raise FileRefused(problem("for_manga_rader"))
    for sheet in listed:
        ids = (sheet.get(f"{{{space}}}id", "") for space in _OFFICE_RELATIONS)
        kind, target = relations.get("".join(ids), ("", ""))
        if target not in parts:
            raise FileRefused(problem("trasig_fil"))
        if kind == "worksheet":
            yield unescape(sheet.get("name", "")), sheet.get("state", "visible"), target


def _defined_names(book: Element) -> dict[str, str]:
    names: dict[str, str] = {}
    # A name of the whole workbook goes before one that holds for a single sheet.
    for element in sorted(_named(book, "definedName"), key=lambda name: name.get("localSheetId") is not None):
        names.setdefault(element.get("name", ""), (element.text or "").strip())
    return names


def _styles(content: bytes | None, mac: bool) -> Styles:
    epoch = MAC_EPOCH if mac else WINDOWS_EPOCH
    if content is None:
        return Styles(("General",), frozenset(), epoch)
    root: Element = fromstring(content, forbid_dtd=True)
    codes: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    codes |= {f.get("numFmtId", ""): f.get("formatCode", "General") for f in _named(root, "numFmt")}
    formats = tuple(
        codes.get(style.get("numFmtId", "0"), "General") for block in _named(root, "cellXfs") for style in block
    )
    dates = frozenset(f for f in set(formats) if is_date_format(f) or is_timedelta_format(f))
    return Styles(formats or ("General",), dates, epoch)
