"""A file saved by hand from Socialstyrelsen's statistics database: cells in, figures out, no files.

The first line is a title, the next two head the columns, each row is a region, and a line below says where it is
from. Decimals have a comma; ``N`` stands for too few to tell.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from etl.areas import load_areas
from etl.fetch_diagnoses import told_number
from etl.fetch_plan import UnexpectedAnswer

_HEADINGS = 2
_NATION = ("alla regioner", "riket", "hela riket")
# What the region calls itself, where that is not the county's name.
_REGIONS = {"jämtland härjedalen": "23"}


@dataclass(frozen=True)
class ExportedFigure:
    """One cell: whose it is, what its column says in each of its two rows, and the number or that it is withheld."""

    area: str
    column: tuple[str, str]
    value: float | None
    status: str


@dataclass(frozen=True)
class Export:
    """A whole export; ``footer`` says where it is from and when it was fetched."""

    title: str
    figures: tuple[ExportedFigure, ...]
    footer: str


def read_export(text: str) -> Export:
    """Read an export.

    Raises:
        UnexpectedAnswer: the file is made in another way, or holds a region that is not known.
    """
    lines = text.lstrip("\ufeff").splitlines()
    table = [row for row in csv.reader(lines, delimiter=";") if len(row) > 1]
    if len(table) <= _HEADINGS or any(len(row) != len(table[0]) for row in table):
        raise UnexpectedAnswer("Filen är ingen export ur Socialstyrelsens statistikdatabas som vi känner.")
    title, footer = lines[0].strip().strip('"'), lines[-1].strip()
    above, below = table[0][1:], table[1][1:]
    columns = list(zip(above, below, strict=True))
    rows = [(_area(row[0]), row[1:]) for row in table[_HEADINGS:]]
    return Export(title, tuple(_figures(rows, columns)), "" if ";" in footer else footer)


def _figures(rows: list[tuple[str, list[str]]], columns: list[tuple[str, str]]) -> Iterator[ExportedFigure]:
    for area, cells in rows:
        for column, cell in zip(columns, cells, strict=True):
            yield ExportedFigure(area, column, *told_number(cell))


def _area(name: str) -> str:
    """The code of a region by its short name, which some municipalities have too."""
    plain = name.strip().casefold()
    if plain in _NATION:
        return "00"
    counties = {county.short_name.casefold(): county.code for county in load_areas().of_level("county")} | _REGIONS
    if plain not in counties:
        raise UnexpectedAnswer("I exporten finns en region som vi inte känner.")
    return counties[plain]
