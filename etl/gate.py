"""The file stage: what may come in at all, and the one door through which every file is parsed.

Nothing is unpacked before its size is known, nothing is parsed that declares a document type, and nothing is
ever fetched or run. The first failing check refuses the file with one sentence.
"""

from __future__ import annotations

import io
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

from etl.file_type import SWEDISH, FileType, sniff
from etl.problems import Problem, problem

P = ParamSpec("P")
T = TypeVar("T")

MAX_PACKED = 5_000_000
MAX_UNPACKED = 60_000_000
MAX_ENTRIES = 300
MAX_RATIO = 100
# A small part may shrink enormously and do no harm; the ratio is asked only of what is big unpacked.
RATIO_MATTERS_ABOVE = 10_000_000
MAX_NAME = 255

_OTHER_FORMATS = frozenset({"xls", "xlsb", "ods"})
_OWN_SUFFIX = {"xls": ".xls", "xlsb": ".xlsb", "ods": ".ods"}
_TEXT_PART = re.compile(r"\.(xml|rels|vml|txt|json)$", re.IGNORECASE)
_KNOWN_FOLDERS = frozenset(
    {"[Content_Types].xml", "_rels", "docProps", "xl", "customXml", "docMetadata", "_xmlsignatures", "[trash]"}
)
_EMBEDDED = ("xl/embeddings/", "xl/activex/", "xl/webextensions/")
_CONNECTIONS = ("xl/connections.xml", "xl/querytables/", "xl/model/")
_INNER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ\x90", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")
# In any other encoding a document type could hide from whoever looks for it.
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([^"'>]{0,50})""")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1")
_MACRO_TYPES = (b"vbaProject", b"macrosheet", b"intlmacrosheet")


class FileRefused(Exception):
    """The file stops at the door.

    Attributes:
        problem: the one sentence to the sender.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


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
        return problem("trasig_fil")
    if kind == "encrypted":
        return problem("losenord")
    if kind in _OTHER_FORMATS and name.lower().endswith(_OWN_SUFFIX[kind]):
        return problem("filtyp_stods_ej", found=SWEDISH[kind])
    return problem("filtyp_fel", found=SWEDISH[kind])


def unpack(data: bytes) -> dict[str, bytes]:
    """Every part of a workbook by its name, checked before and while it is unpacked.

    Pictures are left out; nothing reads them.

    Raises:
        FileRefused: too big unpacked, damaged, doubled or encrypted parts, paths that lead out.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_entries(entries)
        return {
            entry.filename: _read_entry(archive, entry)
            for entry in entries
            if not entry.filename.lower().startswith("xl/media/")
        }


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise FileRefused(problem("zip_bomb"))
    if unpacked > RATIO_MATTERS_ABOVE and unpacked > MAX_RATIO * max(packed, 1):
        raise FileRefused(problem("zip_bomb"))
    # Names of parts are equal in any case; readers disagree on which of two to take.
    names = [entry.filename.lower() for entry in entries]
    damaged = len(set(names)) != len(names) or any(map(_leads_out, names))
    damaged |= any(len(name) > MAX_NAME for name in names)
    damaged |= any(entry.flag_bits & 1 for entry in entries)
    damaged |= any(e.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for e in entries)
    if damaged:
        raise FileRefused(problem("trasig_fil"))


def _leads_out(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or ":" in path or "\x00" in path


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        # zipfile reads no further than the size the entry declares and checks its sum.
        return archive.read(entry)
    except (RuntimeError, NotImplementedError, ValueError, OSError):
        raise FileRefused(problem("trasig_fil")) from None


def inspect_parts(parts: dict[str, bytes]) -> list[Problem]:
    """Look for what must not come in with a workbook.

    Returns:
        What is let in with a warning.

    Raises:
        FileRefused: document types, macros, embedded files, links that run something.
    """
    for name, content in parts.items():
        _refuse_doctype(name, content)
        _refuse_macros(name, content)
        _refuse_embedded(name, content)
    return _external_links(parts) + _unknown_parts(parts)


def _refuse_doctype(name: str, content: bytes) -> None:
    beginning = content[:16].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if not _TEXT_PART.search(name) and beginning[:1] != b"<":
        return
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:4]:
        content = content.replace(b"\x00", b"")
    declared = _ENCODING.search(content[:200])
    if declared and declared[1].lower() not in _ENCODINGS:
        raise FileRefused(problem("trasig_fil"))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FileRefused(problem("xml_angrepp"))


def _refuse_macros(name: str, content: bytes) -> None:
    lowered = name.lower()
    is_macro = posixpath.basename(lowered) in ("vbaproject.bin", "vbadata.xml") or "macrosheets/" in lowered
    if lowered == "[content_types].xml":
        is_macro |= any(kind in content for kind in _MACRO_TYPES)
    if is_macro:
        raise FileRefused(problem("makro"))


def _refuse_embedded(name: str, content: bytes) -> None:
    if name.lower().startswith(_EMBEDDED) or content.startswith(_INNER_FILES):
        raise FileRefused(problem("inbaddat_objekt"))
    if name.endswith(".rels") and b"/oleObject" in content:
        raise FileRefused(problem("inbaddat_objekt"))


def _external_links(parts: dict[str, bytes]) -> list[Problem]:
    links = [name for name in parts if name.lower().startswith("xl/externallinks/")]
    if any(b"ddeLink" in parts[name] or b"oleLink" in parts[name] for name in links):
        raise FileRefused(problem("extern_lank", severity="error"))
    linked = bool(links) or any(name.lower().startswith(_CONNECTIONS) for name in parts)
    # Power Query keeps its queries in a custom part of this name.
    linked |= any(
        b"DataMashup" in content.replace(b"\x00", b"")
        for name, content in parts.items()
        if name.lower().startswith("customxml/")
    )
    return [problem("extern_lank", severity="warning")] if linked else []


def _unknown_parts(parts: dict[str, bytes]) -> list[Problem]:
    unknown = any(name.split("/", 1)[0] not in _KNOWN_FOLDERS for name in parts)
    return [problem("okand_del")] if unknown else []
