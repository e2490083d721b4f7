"""The file stage: what may come in at all, and the one door through which every file is parsed.

Nothing is unpacked before its size is known, nothing is parsed that declares a document type, and nothing is
ever fetched or run. The first failing check refuses the file with one sentence.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import ParamSpec, TypeVar
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from etl.elements import MAX_MARKS
from etl.file_type import HOW_TO_SAVE, SWEDISH, FileType, sniff
from etl.problems import Problem, problem
from etl.refusal import DAMAGED, TOO_BIG, FileRefused
from etl.zip_parts import canonical, unpack

__all__ = ["MAX_PACKED", "WRITTEN_BY_HAND", "FileRefused", "admit", "behind_the_door", "inspect_parts", "unpack"]

P = ParamSpec("P")
T = TypeVar("T")

MAX_PACKED = 5_000_000

# Each costs whoever looks at it, also in parts that are only searched.
_MOST_ESCAPES = 300_000
# What people have written outside the sheets, and the texts of the cells: searched most thoroughly.
WRITTEN_BY_HAND = ("xl/sharedstrings", "xl/comments", "xl/threadedcomments", "xl/drawings", "xl/charts", "docprops")
_MOST_BY_HAND = 5_000_000
# All that is not a sheet: also pictures, links, caches.
_MOST_BESIDE = 20_000_000

_OTHER_FORMATS = frozenset({"xls", "xlsb", "ods"})
_OWN_SUFFIX = {"xls": ".xls", "xlsb": ".xlsb", "ods": ".ods"}
_TEXT_PART = re.compile(r"\.(xml|rels|vml|txt|json)$", re.IGNORECASE)
_KNOWN_FOLDERS = frozenset(
    {"[content_types].xml", "_rels", "docprops", "xl", "customxml", "docmetadata", "_xmlsignatures", "[trash]"}
)
_MEDIA = "xl/media/"
_EMBEDDED = ("xl/embeddings/", "xl/activex/", "xl/webextensions/", "xl/ctrlprops/activex")
_CONNECTIONS = ("xl/connections.xml", "xl/querytables/", "xl/model/")
_INNER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ\x90", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")
# In any other encoding a document type could hide from whoever looks for it.
_DECLARATION = re.compile(rb"<\?xml\s[^<>]{0,400}?\?>")
_ENCODING = re.compile(rb"""encoding\s{0,9}=\s{0,9}["']([^"'>]{0,50})""")
# Marks of encodings, and white space.
_BEGINNING = b"\xef\xbb\xbf\xff\xfe \r\n\t"
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"iso-8859-1")
_MACRO_TYPES = (b"vbaProject", b"macrosheet", b"intlmacrosheet")


def behind_the_door(parse: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what parses a stranger's bytes; what its libraries stumble on becomes one refusal.

    All parsing goes through here, so that a child process with limits of time and memory can be put behind
    this one function.

    Raises:
        FileRefused: the content is broken or an attack.
    """
    try:
        return parse(*args, **kwargs)
    except DefusedXmlException:
        raise FileRefused(problem("xml_angrepp")) from None
    except (ParseError, zipfile.BadZipFile, zlib.error, struct.error, EOFError, UnicodeError):
        raise FileRefused(problem("trasig_fil")) from None


def admit(data: bytes, name: str) -> FileType:
    """Check size, name and real type before anything is opened.

    Returns:
        ``xlsx`` or ``text``.

    Raises:
        FileRefused: anything else.
    """
    if not data:
        raise FileRefused(problem("tom_fil"))
    if len(data) > MAX_PACKED:
        raise FileRefused(problem("for_stor"))
    if PurePosixPath(name.replace("\\", "/")).name.startswith("~$"):
        raise FileRefused(problem("lasfil"))
    kind = sniff(data)
    if kind not in ("xlsx", "text"):
        raise FileRefused(_wrong_type(kind, name))
    return kind


def _wrong_type(kind: FileType, name: str) -> Problem:
    if kind == "empty":
        return problem("tom_fil")
    if kind == "broken_zip":
        return DAMAGED
    if kind == "encrypted":
        return problem("losenord")
    is_known_by_name = kind in _OTHER_FORMATS and name.lower().endswith(_OWN_SUFFIX[kind])
    code = "filtyp_stods_ej" if is_known_by_name else "filtyp_fel"
    return problem(code, found=SWEDISH[kind], mend=HOW_TO_SAVE.get(kind))


def inspect_parts(parts: dict[str, bytes]) -> list[Problem]:
    """Look for what must not come in with a workbook.

    Returns:
        What is let in with a warning.

    Raises:
        FileRefused: document types, macros, embedded files, links that run something.
    """
    parts = {canonical(name): content for name, content in parts.items()}
    _refuse_too_much(parts)
    for name, content in parts.items():
        # Pictures are never opened.
        if not name.startswith(_MEDIA):
            _refuse_doctype(name, content)
        _refuse_macros(name, content)
        _refuse_embedded(name, content)
    return _external_links(parts) + _unknown_parts(parts)


def _refuse_too_much(parts: dict[str, bytes]) -> None:
    marks = sum(content.count(b"<") for content in parts.values())
    escapes = sum(content.count(b"&") + content.count(b"_x") for content in parts.values())
    by_hand = sum(len(content) for name, content in parts.items() if name.startswith(WRITTEN_BY_HAND))
    beside = sum(len(content) for name, content in parts.items() if not name.startswith("xl/worksheets/"))
    if marks > MAX_MARKS or escapes > _MOST_ESCAPES or by_hand > _MOST_BY_HAND or beside > _MOST_BESIDE:
        raise FileRefused(TOO_BIG)


def _refuse_doctype(name: str, content: bytes) -> None:
    beginning = content[:16].replace(b"\x00", b"").lstrip(_BEGINNING)
    if not _TEXT_PART.search(name) and beginning[:1] != b"<":
        return
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:4]:
        content = content.replace(b"\x00", b"")
    if content.lstrip(_BEGINNING)[:5] == b"<?xml":
        declaration = _DECLARATION.search(content[:500])
        declared = _ENCODING.search(declaration[0]) if declaration else None
        if declaration is None or (declared and declared[1].lower() not in _ENCODINGS):
            raise FileRefused(DAMAGED)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FileRefused(problem("xml_angrepp"))


def _refuse_macros(name: str, content: bytes) -> None:
    is_macro = posixpath.basename(name) in ("vbaproject.bin", "vbadata.xml") or "macrosheets/" in name
    if name == "[content_types].xml":
        is_macro |= any(kind in content for kind in _MACRO_TYPES)
    if is_macro:
        raise FileRefused(problem("makro"))


def _refuse_embedded(name: str, content: bytes) -> None:
    if name.startswith(_EMBEDDED) or content.startswith(_INNER_FILES):
        raise FileRefused(problem("inbaddat_objekt"))
    if name.endswith(".rels") and b"/oleObject" in content:
        raise FileRefused(problem("inbaddat_objekt"))


def _external_links(parts: dict[str, bytes]) -> list[Problem]:
    links = [name for name in parts if name.startswith("xl/externallinks/")]
    if any(b"ddeLink" in parts[name] or b"oleLink" in parts[name] for name in links):
        raise FileRefused(problem("extern_lank", severity="error"))
    linked = bool(links) or any(name.startswith(_CONNECTIONS) for name in parts)
    # Power Query keeps its queries in a custom part of this name.
    linked |= any(
        b"DataMashup" in content.replace(b"\x00", b"")
        for name, content in parts.items()
        if name.startswith("customxml/")
    )
    return [problem("extern_lank", severity="warning")] if linked else []


def _unknown_parts(parts: dict[str, bytes]) -> list[Problem]:
    unknown = any(name.split("/", 1)[0] not in _KNOWN_FOLDERS for name in parts)
    return [problem("okand_del")] if unknown else []
