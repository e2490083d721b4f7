"""The parts of a package, unpacked so that no lie about sizes, places or names costs anything.

The directory of a zip file is only a claim. It is read with the standard library; each part is then unpacked here, no
further than it said, and refused if it turns out to be something else than it said.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from urllib.parse import unquote

from etl.refusal import DAMAGED, TOO_BIG, FileRefused

MAX_UNPACKED = 60_000_000
MAX_ENTRIES = 300
MAX_RATIO = 100
# A small part may shrink enormously and do no harm; the ratio is asked only of what is big unpacked.
RATIO_MATTERS_ABOVE = 10_000_000
MAX_NAME = 255

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_IS_UTF8 = 0x800
_IS_ENCRYPTED = 1


def unpack(data: bytes) -> dict[str, bytes]:
    """Every part of a workbook by its name, checked before and while it is unpacked.

    Raises:
        FileRefused: too big unpacked, damaged, doubled or encrypted parts, paths that lead out.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_sizes(entries)
        _check_entries(entries)
        # What stands before the first part is another file; readers disagree on which of the two they were given.
        if entries and min(entry.header_offset for entry in entries) != 0:
            raise FileRefused(DAMAGED)
        places = [_place(data, entry) for entry in entries]
        _check_places(places, archive.start_dir)
    pairs = zip(entries, places, strict=True)
    return {entry.filename: _inflated(data[slice(*at)], entry) for entry, at in pairs if entry.filename[-1] != "/"}


def canonical(name: str) -> str:
    """A part's name as readers compare it: in any case, with either slash, escaped or not."""
    return unquote(name).replace("\\", "/").lower()


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_bomb = len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED
    if is_bomb or (unpacked > RATIO_MATTERS_ABOVE and unpacked > MAX_RATIO * max(packed, 1)):
        raise FileRefused(TOO_BIG)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    # Readers disagree on which of two parts of one name to take.
    names = {canonical(entry.filename) for entry in entries}
    if len(names) != len(entries) or not all(map(_is_sound, entries)):
        raise FileRefused(DAMAGED)


def _is_sound(entry: zipfile.ZipInfo) -> bool:
    # The library cuts a name at its first NUL.
    name = canonical(entry.orig_filename)
    segments = name.removesuffix("/").split("/")
    is_plain_name = name.isprintable() and ":" not in name and not {"", ".", ".."} & set(segments)
    is_file = not entry.flag_bits & _IS_ENCRYPTED and not stat.S_ISLNK(entry.external_attr >> 16)
    is_known = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return is_plain_name and is_file and is_known and len(entry.orig_filename) <= MAX_NAME


def _place(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Where the packed bytes of a part lie, by its own header, which must be of the name that the directory says."""
    header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if entry.header_offset < 0 or len(header) < _LOCAL_HEADER.size:
        raise FileRefused(DAMAGED)
    signature, _, flags, method, *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    begin = entry.header_offset + _LOCAL_HEADER.size
    name = data[begin : begin + name_length].decode("utf-8" if flags & _IS_UTF8 else "cp437", "replace")
    if signature != b"PK\x03\x04" or name != entry.orig_filename or method != entry.compress_type:
        raise FileRefused(DAMAGED)
    begin += name_length + extra_length
    return begin, begin + entry.compress_size


def _check_places(places: Iterable[tuple[int, int]], end: int) -> None:
    """No part may lie inside another: a few bytes that are used a thousand times are a bomb."""
    reached = 0
    for begin, until in sorted(places):
        if begin < reached or until > end:
            raise FileRefused(DAMAGED)
        reached = until


def _inflated(packed: bytes, entry: zipfile.ZipInfo) -> bytes:
    content, is_whole = packed, True
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        content = stream.decompress(packed, entry.file_size + 1)
        # A stream that fills its space exactly has not yet seen its own end.
        is_whole = stream.eof or (not stream.decompress(stream.unconsumed_tail, 1) and stream.eof)
    if not is_whole or len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise FileRefused(DAMAGED)
    return content
