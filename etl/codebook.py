"""The codebook that EvaSys writes beside an export: each variable's question, its kind, and what its codes mean."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from etl.delimited import decode
from etl.gate import FileRefused
from etl.personal_numbers import holds_personal_number
from etl.problems import UserError

Kind = Literal["single", "multiple", "scale", "open", "other"]

LARGEST = 1_000_000
_MOST_ROWS = 20_000
_LONGEST_TEXT = 600
# German is what public files show; Swedish and English are what the words would be, and have not been seen.
_VARIABLE = frozenset(["variable", "variabel", "variablename", "variabelnamn"])
_KIND = frozenset(["fragetyp", "frågetyp", "questiontype", "typeofquestion", "typavfråga"])
_TEXT = frozenset(["fragetext", "frågetext", "questiontext", "question", "fråga"])
_VALUES = frozenset(["wert", "werte", "värde", "värden", "value", "values"])
_KINDS: Mapping[str, Kind] = {
    "1ausn": "single", "1avn": "single", "1ofn": "single", "1outofn": "single", "enval": "single",
    "nausm": "multiple", "navm": "multiple", "nofm": "multiple", "noutofm": "multiple", "flerval": "multiple",
    "skalafrage": "scale", "skalfråga": "scale", "scaledquestion": "scale", "scalequestion": "scale",
    "offenefrage": "open", "öppenfråga": "open", "openquestion": "open",
}  # fmt: skip
_CODE = re.compile(r"""["']*\s*(-?\d{1,4})\s*["']*\s*:\s*(.*)""", re.DOTALL)
_OPTION = re.compile(r"""\s*'(.+)'\s*:\s*(.+)""", re.DOTALL)


@dataclass(frozen=True)
class Variable:
    """One variable of the codebook, which is one column of the export.

    Attributes:
        name: as the export's heading has it; the options of a question with several are numbered ("grupp_2").
        text: the question as it is worded, with its number.
        option: for one option of several: its label.
        codes: code -> label; what means "no answer" is left out.
    """

    name: str
    kind: Kind
    text: str
    option: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """The question, and the option within brackets, as a heading would say it."""
        return f"{self.text} [{self.option}]" if self.option else self.text


def read_codebook(data: bytes) -> tuple[Variable, ...]:
    """Read a codebook.

    Args:
        data: the file's bytes; they are kept nowhere.

    Raises:
        UserError: it is no codebook, or holds what seems to be a personal number.
    """
    if len(data) > LARGEST:
        raise UserError("Kodboken är större än 1 MB. Hämta kodboken ur EvaSys på nytt.")
    try:
        text = decode(data).removeprefix("\ufeff")
        rows = list(_rows(text))
    except (FileRefused, csv.Error):
        raise UserError("Kodboken går inte att läsa. Hämta den ur EvaSys på nytt som csv.") from None
    if holds_personal_number(text):
        raise UserError("Kodboken ser ut att innehålla ett personnummer. Den har inte lästs.")
    variables = tuple(_variables(rows))
    if not variables:
        raise UserError("Filen är ingen kodbok från EvaSys: den har inga rader som börjar med ”Variable:”.")
    return variables


def _rows(text: str) -> Iterator[tuple[str, str]]:
    """Key and value of each row; the value without the quotation marks that EvaSys puts around it."""
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=";")):
        if number >= _MOST_ROWS:
            raise csv.Error("too many rows")
        if row:
            yield _word(row[0]), ";".join(row[1:]).strip().strip('"').strip()


def _word(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(character for character in composed if character.isalnum())


def _variables(rows: list[tuple[str, str]]) -> Iterator[Variable]:
    """Every block as a variable; a question of several options has a block of its own and one for each option."""
    blocks = [block for block in _blocks(rows) if block.name]
    times = Counter(block.name for block in blocks)
    seen: Counter[str] = Counter()
    for block in blocks:
        place = seen[block.name]
        seen[block.name] += 1
        if times[block.name] == 1:
            yield block.as_variable(block.name)
        elif place:
            yield block.as_variable(f"{block.name}_{place}")


@dataclass
class _Block:
    name: str = ""
    kind: Kind = "other"
    text: str = ""
    codes: dict[str, str] = field(default_factory=dict)

    def as_variable(self, name: str) -> Variable:
        text, option = self.text, ""
        if self.kind == "multiple" and (parts := _OPTION.fullmatch(self.text)):
            text, option = parts[1], parts[2]
        return Variable(name, self.kind, " ".join(text.split()), " ".join(option.split()), self.codes)


def _blocks(rows: list[tuple[str, str]]) -> Iterator[_Block]:
    block, among_values = _Block(), False
    for key, value in rows:
        if key in _VARIABLE:
            yield block
            block, among_values = _Block(name=value), False
        elif key in _KIND:
            block.kind = _KINDS.get(_word(value), "other")
        elif key in _TEXT:
            block.text = value[:_LONGEST_TEXT]
        elif key in _VALUES or (not key and value and among_values):
            among_values = True
            if (code := _CODE.fullmatch(value)) is not None and code[2].strip():
                block.codes[code[1]] = " ".join(code[2].strip().strip('"').split())[:_LONGEST_TEXT]
        else:
            among_values = False
    yield block
