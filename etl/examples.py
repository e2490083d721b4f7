"""Writes the example workbooks of data/examples: the real template, filled in as its respondent would.

Run by hand (``python -m etl.examples``) when the template or the invented answers change; the product never
imports it. What is filled in stands in ``answers_<year>.csv``, a row for each field and a column for each file, so
that the sums can be read off against the published ones. The files depend on nothing else: no clock, no chance.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from etl.areas import load_areas
from etl.form_rows import form_rows
from etl.forms.catalogue import get_form
from etl.periods import parse_period
from etl.template import field_cells, write_template
from etl.template_answers import is_counted

EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "examples"

# How the tables write what is no plain number, and what the form's list calls it.
_IN_WORDS = {"saknas": "Uppgift saknas", "ej": "Ej aktuellt"}
_ESTIMATED = "Uppskattat värde"
# Zip entries carry a time of day; this one is the earliest there is.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Write every file of every manifest: a folder for each form."""
    for manifest in EXAMPLES.glob("**/manifest.json"):
        for name, content in example_files(manifest.parent).items():
            (manifest.parent / name).write_bytes(content)


def example_files(folder: Path) -> dict[str, bytes]:
    """File name -> bytes, for every file that the manifest of this folder names."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    form = get_form(manifest["form"])
    files = {}
    for entry in manifest["files"]:
        period = parse_period(entry["period"])
        template = write_template(form, load_areas().get(entry["area"]), period, example=True)
        answers = _column(folder / entry["answers"], entry["column"])
        required = {row.field.id for row in form_rows(form, period) if row.field and is_counted(row)}
        cells = _cells(answers, field_cells(form, period))
        files[entry["file"]] = _fill_in(template, cells, answered=len(required & answers.keys()))
    return files


def _column(path: Path, column: str) -> dict[str, str]:
    """What one municipality answers, by field; a field that is left empty is left out."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["field"]: row[column] for row in csv.DictReader(file) if row[column]}


def _cells(answers: dict[str, str], places: dict[str, dict[str, str]]) -> dict[str, str]:
    """Cell address -> what is written there."""
    cells: dict[str, str] = {}
    for field, written in answers.items():
        name, _, part = field.partition(".")
        if part == "comment":
            cells[places["comments"][name]] = written
        elif written in _IN_WORDS:
            cells[places["status"][name]] = _IN_WORDS[written]
        elif written.startswith("~"):
            cells[places["fields"][name]] = written[1:]
            cells[places["status"][name]] = _ESTIMATED
        else:
            cells[places["fields"][name]] = written
    return cells


def _fill_in(template: bytes, cells: dict[str, str], answered: int) -> bytes:
    """The template with these cells filled in and everything else as it was.

    ``answered`` is what the sheet's own count of answers comes to; a viewer that does not calculate shows it.

    The sheet's XML is changed in place: a spreadsheet library would write the whole workbook anew, and a little
    of the template's look and protection is lost on that way.
    """
    filled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as target:
        part = _form_part(source)
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                sheet = _write_cells(content.decode("utf-8"), cells)
                content = sheet.replace(">Ifyllt: 0 av ", f">Ifyllt: {answered} av ").encode("utf-8")
            target.writestr(zipfile.ZipInfo(name, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return filled.getvalue()


def _form_part(workbook: zipfile.ZipFile) -> str:
    """The part that holds the form: the only sheet whose tags name the fields."""
    parts = [name for name in workbook.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    protected = [name for name in parts if b"<dataValidations" in workbook.read(name)]
    if len(protected) != 1:
        raise ValueError(f"expected one sheet with answers, found {protected}")
    return protected[0]


def _write_cells(sheet: str, cells: dict[str, str]) -> str:
    for address, written in cells.items():
        match = re.search(rf'<c r="{address}"(?P<look>[^>]*?)\s*(?:/>|>.*?</c>)', sheet)
        if match is None:
            raise ValueError(f"the template has no cell {address}")
        sheet = sheet[: match.start()] + _cell(address, match["look"], written) + sheet[match.end() :]
    return sheet


def _cell(address: str, look: str, written: str) -> str:
    if written.isdigit():
        return f'<c r="{address}"{look}><v>{written}</v></c>'
    return f'<c r="{address}"{look} t="inlineStr"><is><t>{escape(written)}</t></is></c>'


if __name__ == "__main__":
    main()
