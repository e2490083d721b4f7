"""Files as a fuzzer makes them: a good file taken apart, its parts spoilt as parsers stumble on it, packed again.

Raw bytes that are changed in a zip are nearly always stopped by its checksums; here the change is made inside a part,
so that what comes after the unpacking is reached.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable

Parts = list[tuple[str, bytes]]

_ELEMENT = re.compile(rb"<[^<>/!?][^<>]*/>|<(\w+)[^<>]*>[^<>]{0,80}</\1>")
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"<>]*)"')
_NUMBER = re.compile(rb"\d+")
_FIELD = re.compile(rb"[^;,\t\r\n\"]+")
_TEXT = re.compile(rb">([^<>]+)<")

# Values that have made readers of spreadsheets fall: bounds, other digits, escapes, types, names and references.
WORDS = (
    b"0", b"-1", b"1", b"65536", b"1048576", b"1048577", b"2147483648", b"4294967296", b"9" * 25, b"1e308", b"1e400",
    b"-1e-400", b"1E5", b"NaN", b"INF", b"0x10", b"1_0", b" 1 ", b"1.5", b"", b"1,5", b"+7", b"--7", b".", b"e",
    b"true", b"1900-02-29", b"9999-12-31T23:59:59", b"2022-13-01", b"P1D", b"10:61", b"A0", b"A1", b"XFD1048576",
    b"ZZZZ99999999", b"$A$1", b"a1", b"C10", b"C11", b"C10:C11", b"C11:C10", b"A1:XFD1048576", b"1:1", b"#REF!",
    b"s", b"n", b"b", b"d", b"e", b"str", b"inlineStr", b"x", b"General", b"0%", b"yyyy-mm-dd", b"[h]:mm", b'"x"',
    b"_x0000_", b"_x000A_", b"_xD800_", b"_xFFFF_", b"_x005F_x0041_", b"&#0;", b"&#x1F600;", b"&amp;", b"&lt;",
    b"&x;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", "\u0664\u0662".encode(), "\u00b2".encode(), "\u2460".encode(),
    "\u00ad".encode(), "\u202e".encode(), "å".encode("latin-1"), b"hidden", b"veryHidden", b"visible", b"../../x",
    b"xl/workbook.xml", b"/xl/worksheets/sheet2.xml", b"sheet1.xml", b"http://example.invalid/", b"External",
    b"=1+1", b"=[1]x!A1", b"=cmd|'/c calc'!A0", b"ja", b"Uppgift saknas", b"ca 12", b"1 184", b"1.184", b"<5",
    b"2580", b"2582", b"2022", b"2022-01/2022-10", b"<!DOCTYPE x>", b"<!--", b"-->", b"<![CDATA[7]]>", b"<?x?>",
    b"<rPh><t>7</t></rPh>", b"<is><t>7</t></is>", b"<v>7</v>", b"<f>1</f>", b'<mergeCell ref="C10:C11"/>',
)  # fmt: skip
_TIMES = (2, 3, 50, 3000)
# In letters; each may take four bytes of the 65,535 there are.
_LONGEST_NAME = 16_000


def taken_apart(data: bytes) -> Parts | None:
    """The parts of a package in order; None for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(entry.filename, archive.read(entry)) for entry in archive.infolist()[:200]]
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
        return None


def put_together(parts: Parts) -> bytes:
    """The parts as a package; names may be odd or doubled."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compresslevel=1) as archive, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Duplicate name", UserWarning)
        for name, content in parts:
            entry = zipfile.ZipInfo("x")
            # The library itself would cut a name at its first NUL, and does not write an empty one; a package has no
            # room for a longer name than this.
            entry.filename = name[:_LONGEST_NAME]
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=False) as part:
                part.write(content)
    return out.getvalue()


def mutated(data: bytes, chance: random.Random, spoil: Callable[[bytes], bytes] | None = None) -> bytes:
    """A file with one to four changes; the same chance makes the same file.

    Args:
        spoil: another's way of changing bytes, used now and then (a coverage-guided fuzzer has its own).
    """
    parts = taken_apart(data)
    if parts is None or chance.random() < 0.02:
        for _ in range(chance.randint(1, 4)):
            data = _changed(data, chance, spoil)
        return data
    for _ in range(chance.randint(1, 4)):
        _change_parts(parts, chance, spoil)
    return put_together(parts)


def _change_parts(parts: Parts, chance: random.Random, spoil: Callable[[bytes], bytes] | None) -> None:
    if not parts:
        return
    at = chance.choices(range(len(parts)), [_interest(name) for name, _ in parts])[0]
    name, content = parts[at]
    roll = chance.random()
    if roll < 0.9:
        parts[at] = (name, _changed(content, chance, spoil))
    elif roll < 0.92:
        del parts[at]
    elif roll < 0.94:
        parts.append((chance.choice((name, name.upper(), f"/{name}", f"{name}\x00", name.replace("/", "\\"))), content))
    elif roll < 0.96:
        other = chance.randrange(len(parts))
        parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], content)
    elif roll < 0.98:
        parts[at] = (_changed(name.encode(), chance, None).decode("utf-8", "replace"), content)
    else:
        parts[at] = (name, chance.choice((b"", content.decode("utf-8", "replace").encode("utf-16"))))


def _interest(name: str) -> int:
    if "worksheets/sheet" in name:
        return 10
    return 6 if name.endswith(("workbook.xml", "sharedStrings.xml", ".rels", "styles.xml")) else 1


def _changed(content: bytes, chance: random.Random, spoil: Callable[[bytes], bytes] | None) -> bytes:
    if spoil is not None and chance.random() < 0.3:
        return spoil(content)
    return chance.choice(_CHANGES if b"<" in content[:200] else _TEXT_CHANGES)(content, chance)


def _span(pattern: re.Pattern[bytes], content: bytes, chance: random.Random, group: int = 0) -> tuple[int, int]:
    """One place that the pattern fits, searched for from anywhere."""
    match = pattern.search(content, chance.randrange(len(content) + 1)) or pattern.search(content)
    return match.span(group) if match else (0, 0)


def _put(content: bytes, span: tuple[int, int], word: bytes) -> bytes:
    return content[: span[0]] + word + content[span[1] :]


def _other_value(content: bytes, chance: random.Random) -> bytes:
    return _put(content, _span(_ATTRIBUTE, content, chance, 2), chance.choice(WORDS))


def _other_text(content: bytes, chance: random.Random) -> bytes:
    return _put(content, _span(_TEXT, content, chance, 1), chance.choice(WORDS))


def _other_number(content: bytes, chance: random.Random) -> bytes:
    span = _span(_NUMBER, content, chance)
    return _put(content, span, str(chance.choice((-1, 0, 1, 7, 12, 99, 40_000, 10**9))).encode())


def _swapped_texts(content: bytes, chance: random.Random) -> bytes:
    first, second = sorted((_span(_TEXT, content, chance, 1), _span(_TEXT, content, chance, 1)))
    if first[1] > second[0]:
        return content
    texts = content[slice(*first)], content[slice(*second)]
    return _put(_put(content, second, texts[0]), first, texts[1])


def _without_attribute(content: bytes, chance: random.Random) -> bytes:
    return _put(content, _span(_ATTRIBUTE, content, chance), b"")


def _without_element(content: bytes, chance: random.Random) -> bytes:
    return _put(content, _span(_ELEMENT, content, chance), b"")


def _element_again(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(_ELEMENT, content, chance)
    return content[:end] + content[begin:end] * chance.choice(_TIMES) + content[end:]


def _element_elsewhere(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(_ELEMENT, content, chance)
    at = _span(_TAG, content, chance)[1]
    return content[:at] + content[begin:end] + content[at:]


def _nested(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(_TAG, content, chance)
    return content[:begin] + content[begin:end] * chance.choice(_TIMES) + content[end:]


def _word_inside(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return _put(content, (at, at), chance.choice(WORDS))


def _other_bytes(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8) if spoilt else 0):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _cut(content: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(content) + 1)
    return _put(content, (begin, begin + chance.choice((1, 10, 100, len(content)))), b"")


def _other_field(content: bytes, chance: random.Random) -> bytes:
    return _put(content, _span(_FIELD, content, chance), chance.choice(WORDS))


def _field_again(content: bytes, chance: random.Random) -> bytes:
    begin, end = _span(_FIELD, content, chance)
    return content[:end] + (b";" + content[begin:end]) * chance.choice(_TIMES) + content[end:]


def _row_again(content: bytes, chance: random.Random) -> bytes:
    rows = content.split(b"\n")
    rows.insert(chance.randrange(len(rows) + 1), chance.choice(rows))
    return b"\n".join(rows)


def _other_sign(content: bytes, chance: random.Random) -> bytes:
    signs = (b";", b",", b"\t", b'"', b'""', b"\r\n", b"\n", b"\r", b"|", b"'", b" ")
    return content.replace(chance.choice(signs), chance.choice(signs), chance.choice((1, 5, -1)))


def _other_encoding(content: bytes, chance: random.Random) -> bytes:
    encodings = ("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-7", "utf-32", "cp850")
    return content.decode("utf-8", "replace").encode(chance.choice(encodings), "replace")


_TEXT_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _other_field, _other_field, _other_field, _other_number, _other_number, _field_again, _row_again, _other_sign,
    _other_encoding, _word_inside, _other_bytes, _cut,
)  # fmt: skip
_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _other_value, _other_value, _other_value, _other_text, _other_text, _other_number, _other_number, _swapped_texts,
    _without_attribute, _without_element, _element_again, _element_elsewhere, _nested, _word_inside, _other_bytes, _cut,
)  # fmt: skip
