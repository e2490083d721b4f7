"""One person's answers, read cell by cell into the counts that they add to; what was written goes no further."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from etl.cells import Cell
from etl.forms.person_question import Option, PersonQuestion
from etl.survey_columns import key_of
from etl.survey_headings import RawLine
from etl.survey_values import plain_text

# An answer is the field it adds to, or one of these.
UNANSWERED, WITHHELD, UNKNOWN = "", "withheld", "unknown"

_NO_ANSWER = frozenset(
    map(
        key_of,
        ("Inget svar", "Ej svar", "Ej besvarad", "Ej besvarat", "Obesvarad", "Har inte svarat", "Vet ej", "Vet inte",
         "Vill inte svara", "Vill ej svara", "Ej aktuellt", "Inte aktuellt", "Ej relevant", "N/A", "No answer"),
    )
)  # fmt: skip
_YES_NO = {"Ja": ("Yes", "Y", "J"), "Nej": ("No", "N")}
# "4 = Stämmer helt", "1. Stämmer inte alls", "Stämmer helt (4)": the number is the survey's own, the words decide.
_NUMBER_BEFORE = re.compile(r"\d{1,2}\s?[=.:)–-]\s?(?=[^\W\d])")
_NUMBER_AFTER = re.compile(r"(?<=[^\W\d])\s?[(\[]\d{1,2}[)\]]$")
_NUMBER_OF_YEARS = re.compile(r"(\d{1,3})(?: ?år)?", re.IGNORECASE)
_TEST = re.compile(r"(?:test|prov|provsvar|testsvar|testar|testrad)[ .:!]?\d{0,3}", re.IGNORECASE)


def answer_of(cell: Cell | None, question: PersonQuestion, codes: Mapping[str, str]) -> str:
    """The field that the answer adds one to, or ``UNANSWERED``, ``WITHHELD`` or ``UNKNOWN``.

    Args:
        codes: what the codes of the column mean, by the codebook.
    """
    if cell is not None and cell.kind in ("error", "formula_without_value"):
        return UNKNOWN
    text = " ".join(plain_text(cell).split())
    text = codes.get(text, text)
    if codes and text.isdigit() and text not in codes:
        # What a codebook has no words for is its "no answer" only where it is 0 or below.
        return UNANSWERED if int(text) == 0 else UNKNOWN
    bare = _NUMBER_AFTER.sub("", _NUMBER_BEFORE.sub("", text))
    key = key_of(bare)
    if not text:
        return UNANSWERED
    if (field := _labels(question).get(key)) is not None:
        return field
    if question.withholds:
        return WITHHELD
    if key in _NO_ANSWER:
        return UNANSWERED
    return _by_number(bare, question.options)


def is_test(line: RawLine) -> bool:
    """Whether somebody tried the survey: a cell that says nothing but "test"."""
    return any(isinstance(cell.value, str) and _TEST.fullmatch(cell.value.strip()) for cell in line.cells.values())


def _by_number(text: str, options: tuple[Option, ...]) -> str:
    written = _NUMBER_OF_YEARS.fullmatch(text)
    for each in options if written else ():
        if written and each.numbers and each.numbers[0] <= int(written[1]) <= each.numbers[1]:
            return each.field
    return UNKNOWN


@lru_cache(maxsize=64)
def _labels(question: PersonQuestion) -> dict[str, str]:
    """How each answer may be written, as keys -> its field."""
    found: dict[str, str] = {}
    for each in question.options:
        labels = {label for own in each.labels for label in (own, *_YES_NO.get(own, ()))}
        if each.numbers:
            low, high = each.numbers
            labels |= {f"{low} {high}", f"{low} till {high} år", f"{low} {high} år"}
        found |= {key_of(label): each.field for label in labels}
    return found
