"""What a file really is, told from its bytes; its name is never believed."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

FileType = Literal[
    "empty", "xlsx", "xlsb", "ods", "odt", "docx", "pptx", "numbers", "zip", "broken_zip", "encrypted", "xls", "doc",
    "msg", "ole", "pdf", "picture", "html", "xml", "rtf", "mail", "archive", "program", "text", "unknown",
]  # fmt: skip

# What each type is called in a sentence that begins "Filen är ...".
SWEDISH: dict[FileType, str] = {
    "xlsb": "en binär Excel-arbetsbok (.xlsb)",
    "ods": "ett OpenDocument-kalkylblad (.ods)",
    "odt": "ett OpenDocument-dokument",
    "docx": "ett Word-dokument",
    "pptx": "en PowerPoint-presentation",
    "numbers": "ett Apple Numbers-dokument",
    "zip": "en zip-fil",
    "xls": "en äldre Excel-fil (.xls)",
    "doc": "ett äldre Word-dokument",
    "msg": "ett sparat mejl",
    "ole": "en äldre Office-fil",
    "pdf": "en PDF",
    "picture": "en bild",
    "html": "en webbsida",
    "xml": "en XML-fil",
    "rtf": "ett RTF-dokument",
    "mail": "ett sparat mejl",
    "archive": "ett komprimerat arkiv",
    "program": "ett program",
    "unknown": "inte en Excel-arbetsbok",
}

_IN_EXCEL = "Öppna filen i Excel, välj Arkiv > Spara som > Excel-arbetsbok (.xlsx) och skicka den filen."
_IN_LIBREOFFICE = (
    "Öppna filen i LibreOffice, välj Arkiv > Spara som > Excel 2007–365 (.xlsx) och skicka den filen. "
    "I Kalkylark från Google: Arkiv > Ladda ned > Microsoft Excel (.xlsx)."
)
_FORM_INSTEAD = "Skicka formuläret som Excel-arbetsbok (.xlsx). Ni hämtar det i Samsyn."

# What to do about each type, where the usual words would not help.
HOW_TO_SAVE: dict[FileType, str] = {
    "xls": _IN_EXCEL,
    "xlsb": _IN_EXCEL,
    "html": f"Är det tabellen ur ett annat program: {_IN_EXCEL[0].lower()}{_IN_EXCEL[1:]} "
    "Är det en inloggningssida: logga in och hämta filen igen.",
    "xml": _IN_EXCEL,
    "ods": _IN_LIBREOFFICE,
    "numbers": "Öppna filen i Numbers, välj Arkiv > Exportera till > Excel och skicka den filen.",
    "zip": "Packa upp zip-filen och skicka arbetsboken (.xlsx) som ligger i den.",
    "archive": "Packa upp arkivet och skicka arbetsboken (.xlsx) som ligger i det.",
    "msg": "Spara bilagan på datorn och skicka den i stället för mejlet.",
    "mail": "Spara bilagan på datorn och skicka den i stället för mejlet.",
    "pdf": _FORM_INSTEAD,
    "picture": _FORM_INSTEAD,
    "odt": _FORM_INSTEAD,
    "docx": _FORM_INSTEAD,
    "doc": _FORM_INSTEAD,
    "rtf": _FORM_INSTEAD,
    "pptx": _FORM_INSTEAD,
    "program": _FORM_INSTEAD,
}

_SIGNATURES: tuple[tuple[bytes, FileType], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Stream names in an OLE2 directory are UTF-16LE; the first that is found tells the kind.
_OLE_STREAMS: tuple[tuple[str, FileType], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_MAIL_HEADERS = (b"from:", b"received:", b"mime-version:", b"return-path:", b"message-id:", b"x-")


def sniff(data: bytes) -> FileType:
    """The type of a file, by what is in it.

    Returns:
        ``text`` for what could be a csv file, ``unknown`` for bytes that are nothing we know.
    """
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        return "empty"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return next((kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in data), "ole")
    for signature, kind in _SIGNATURES:
        # Two letters begin many texts ("BM;12"), so short signatures need binary bytes near by.
        if data.startswith(signature) and (len(signature) > 2 or b"\x00" in data[:64] or data[0] > 126):
            return kind
    return _sniff_text(data)


def _sniff_zip(data: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, UnicodeDecodeError):
        return "broken_zip"
    folders = {name.replace("\\", "/").split("/", 1)[0] for name in names}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names:
        for folder, kind in (("xl", "xlsx"), ("word", "docx"), ("ppt", "pptx")):
            if folder in folders:
                return kind  # type: ignore[return-value]  # the three literals above
    if "mimetype" in names:
        # The first part says which, as it stands.
        return "odt" if b"opendocument.text" in data[:200] or b"opendocument.presentation" in data[:200] else "ods"
    if any(name.endswith(".iwa") or name.endswith("Index.zip") for name in names):
        return "numbers"
    return "zip"


def _sniff_text(data: bytes) -> FileType:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if start.startswith(b"<?xml") or start.startswith(b"<!doctype"):
        return "html" if b"<html" in start else "xml"
    if start.startswith(_MAIL_HEADERS) and b"\nsubject:" in data[:20_000].lower():
        return "mail"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _looks_like_utf16(data):
        return "text"
    return "unknown" if b"\x00" in data[:4096] or _share_of_control_bytes(data[:4096]) > 0.05 else "text"


def _looks_like_utf16(data: bytes) -> bool:
    """UTF-16 without its mark: nearly every other byte of Swedish text is NUL, the others never."""
    sample = data[: min(4000, len(data) // 2 * 2)]
    zeros, others = sorted((sample[::2].count(0), sample[1::2].count(0)), reverse=True)
    return len(sample) >= 4 and zeros > 0.8 * len(sample) / 2 and others == 0


def _share_of_control_bytes(sample: bytes) -> float:
    return sum(byte < 32 and byte not in b"\t\n\r\x0c" for byte in sample) / max(len(sample), 1)
