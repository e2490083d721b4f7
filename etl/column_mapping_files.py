"""Mappings on disk: those that the house remembers, and those that a person names on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from etl.column_mapping import ColumnMapping, mapping_from_json, mapping_to_json
from etl.house import House, write_whole
from etl.problems import UserError

FOLDER = "mappings"
LARGEST = 1_000_000
_ON_THE_COMMAND_LINE = "kommandoraden"


def read_mappings(house: House) -> tuple[ColumnMapping, ...]:
    """Every approved mapping that the house remembers.

    Raises:
        UserError: one of them cannot be read.
    """
    return tuple(_read(path) for path in sorted((house.decisions / FOLDER).glob("*.json")))


def save_mapping(house: House, mapping: ColumnMapping, *, approved_by: str, approved_at: datetime) -> ColumnMapping:
    """Remember a mapping as approved; an earlier one for the same headings is replaced.

    Returns:
        the mapping as it is remembered.
    """
    approved = mapping.approve(approved_by, approved_at.date().isoformat())
    folder, text = house.decisions / FOLDER, mapping_to_json(approved)
    with house.lock():
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{approved.fingerprint}.json", text.encode("utf-8"))
    return mapping_from_json(text)


def read_mapping(path: Path) -> ColumnMapping:
    """A mapping that a person has named, which is to say approved.

    Raises:
        UserError: there is no such file, or it is no mapping.
    """
    if not path.is_file():
        raise UserError(f"Filen {path} finns inte.")
    mapping = _read(path)
    return mapping if mapping.approved else mapping.approve(_ON_THE_COMMAND_LINE, "")


def write_proposal(path: Path, mapping: ColumnMapping | None) -> None:
    """Write what is proposed for an export, to be read, mended and named with ``--mapping``.

    Raises:
        UserError: there is nothing to propose, or the file cannot be written.
    """
    if mapping is None:
        raise UserError("Filen är ingen tabell med rubriker, så det finns ingen koppling att föreslå.")
    try:
        path.write_text(mapping_to_json(mapping), encoding="utf-8")
    except OSError as error:
        raise UserError(f"Filen {path} går inte att skriva ({error.strerror}).") from error


def require_used(named: ColumnMapping, used: ColumnMapping | None) -> None:
    """Refuse a mapping that a person has named for another export than this.

    Raises:
        UserError: the export's headings are others.
    """
    if used is None or used.fingerprint != named.fingerprint:
        raise UserError("Kopplingen gäller en export med andra rubriker. Skriv en ny med --propose-mapping.")


def _read(path: Path) -> ColumnMapping:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"Kopplingen {path} är för stor.")
        return mapping_from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise UserError(f"Kopplingen {path} går inte att läsa.") from None
