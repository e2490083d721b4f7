"""A workbook of openpyxl's -> bytes: in memory, the same bytes for the same workbook, formulas with their results.

openpyxl keeps either a formula or its result. Programs that do not calculate would find nothing in such a cell, and
neither would our own reader, so the results that were read are put back.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from etl.cells import Cell

# Sheet name -> address -> the cell as it was read.
Results = Mapping[str, Mapping[str, Cell]]

_FORMULA = re.compile(
    r'<c r="([A-Z]{1,3}[0-9]{1,7})"((?: s="[0-9]+")?)>(<f(?:>| )[^<]*(?:</f>|/>)|<f ?/>)<v ?(?:/>|></v>)'
)
# Neither what is in the zip nor what the file says of itself may tell when it was written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
FIXED_DAY = datetime(2022, 1, 1)


def write_workbook(book: Workbook, results: Results | None = None) -> bytes:
    """Write a workbook.

    Args:
        results: what the formulas came to when the file was read.

    Raises:
        ValueError, TypeError, AttributeError, LookupError: it holds what openpyxl can read but not write.
    """
    book.properties.modified = FIXED_DAY
    memory = io.BytesIO()
    with _Timeless(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        _Writer(book, archive, results or {}).write_data()
    return memory.getvalue()


class _Timeless(zipfile.ZipFile):
    """A zip whose entries carry no time of day."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """As its parent's, but for the time."""
        entry = zipfile.ZipInfo(str(zinfo_or_arcname), _NO_TIME)
        super().writestr(entry, data, compress_type or zipfile.ZIP_DEFLATED, compresslevel)


class _Writer(ExcelWriter):
    """openpyxl's own, without its file on disk: a child that reads a stranger's bytes may write nowhere."""

    def __init__(self, book: Workbook, archive: zipfile.ZipFile, results: Results) -> None:
        super().__init__(book, archive)
        self._target, self._results = archive, results

    # openpyxl's types leave out the parts of a sheet that its writer uses.
    def write_worksheet(self, ws: Any) -> None:
        """One sheet with its drawings and its formulas' results."""
        out = io.BytesIO()
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = WorksheetWriter(ws, out)
        try:
            writer.write()
        finally:
            # Left open, a half written sheet would be closed at some later time, with an error of its own.
            with suppress(ValueError):
                writer.close()
        ws._rels = writer._rels
        read = self._results.get(ws.title, {})
        self._target.writestr(ws.path[1:], _with_results(out.getvalue(), read, ws.parent.epoch))
        self.manifest.append(ws)


def _with_results(xml: bytes, read: Mapping[str, Cell], epoch: datetime) -> bytes:
    if not any(cell.formula for cell in read.values()):
        return xml

    def put_back(match: re.Match[str]) -> str:
        cell = read.get(match[1])
        kind, written = _result(cell, epoch) if cell else ("", "")
        return f'<c r="{match[1]}"{match[2]}{kind}>{match[3]}<v>{escape(written)}</v>' if kind or written else match[0]

    return _FORMULA.sub(put_back, xml.decode("utf-8")).encode("utf-8")


def _result(cell: Cell, epoch: datetime) -> tuple[str, str]:
    """The type and text of a result; neither where there is none. A blank text is a result too."""
    value = cell.value
    if cell.kind == "empty":
        return ' t="str"', ""
    if cell.kind == "error":
        return ' t="e"', str(value)
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, str):
        return ' t="str"', value
    if value is None:
        return "", ""
    return "", repr(value if isinstance(value, int | float) else serial(value, epoch))


def serial(value: object, epoch: datetime) -> float:
    """The number by which a spreadsheet keeps a day or a time."""
    number: float = to_excel(value, epoch)  # type: ignore[no-untyped-call]  # openpyxl has no types here
    return number
