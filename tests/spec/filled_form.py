"""A form as a municipality fills it in, and the things that happen to it before it arrives."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.areas import load_areas
from etl.forms.kommunenkat import FORM
from etl.periods import parse_period
from etl.template import field_cells, write_template

AREA, PERIOD = "2514", "2023"
# Everything that asks for a number is answered; the free text and the ticks as an ordinary sender leaves them.
ANSWERS: dict[str, Any] = {
    "sokt_hjalp": 62,
    "fatt_insats": 55,
    "cra": 7,
    "ap": 17,
    "hap": 1,
    "met": 2,
    "cm": 3,
    "act": 0,
    "tolvsteg": 14,
    "mi": 31,
    "narstaende": 12,
    "stodsamtal": 20,
    "annan_evidens_antal": 5,
    "annan_evidens_vad": "NECT",
    "annan_evidens_antal_2": 0,
    "annan_evidens_antal_3": 0,
    "annan_insats_antal": 4,
    "annan_insats_vad": "Förstärkt kontaktperson",
    "annan_insats_antal_2": 0,
    "annan_insats_antal_3": 0,
    "grupp_12steg": "Ja",
    "grupp_anhorig": "Nej",
    "grupp_motivation": "Ja",
    "grupp_ap": "Nej",
    "dokumentation": 120,
    "hvb": 9,
    "lvm": 1,
}


@dataclass
class Arrival:
    """A filled-in form on its way: its workbook, where its fields stand, and what it ends up called."""

    period: str = PERIOD
    area: str = AREA
    name: str = "kommunenkat_kalix.xlsx"
    # Some things happen to the bytes of the saved file.
    last: list[Callable[[bytes], bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.book: Workbook = openpyxl.load_workbook(io.BytesIO(_written(self.area, self.period)))
        places = field_cells(FORM, parse_period(self.period))
        self.fields: dict[str, str] = places["fields"]
        self.labels: dict[str, str] = places["labels"]
        self.status: dict[str, str] = places["status"]
        self.comments: dict[str, str] = places["comments"]
        self.sheet: Worksheet = self.book[places["sheet"]]
        for field_id, answer in ANSWERS.items():
            if field_id in self.fields:
                self.sheet[self.fields[field_id]] = answer

    def row(self, field_id: str) -> int:
        """The row a field stands in, as the template has it."""
        return int(self.sheet[self.fields[field_id]].row)

    def data(self) -> bytes:
        """The bytes that arrive."""
        out = io.BytesIO()
        self.book.save(out)
        data = out.getvalue()
        for change in self.last:
            data = change(data)
        return data


@lru_cache(maxsize=8)
def _written(area: str, period: str) -> bytes:
    return write_template(FORM, load_areas().get(area), parse_period(period), example=False)
