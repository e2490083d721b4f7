"""Every line of counts.txt is true; and whatever else is written, a number is never misread."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.cells import Cell, CellValue, Kind
from etl.numbers import MAX_COUNT, CountReading, read_count, read_count_text
from etl.problems import CATALOGUE

# A loaded machine is no fault.
UNHURRIED = settings(deadline=None)

TABLE = Path(__file__).with_name("counts.txt")
STATUS_WORDS = {"saknas": "not_kept", "ej aktuellt": "not_applicable"}


def _cases() -> list[tuple[str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cases = []
    for line in lines:
        if line and not line.startswith("#"):
            kind, rest = line.split(" | ", 1) if " | " in line else ("", "")
            written, _, expected = rest.rpartition("|")
            cases.append((kind, _unescape(written[:-1]), expected.strip()))
    return cases


def _unescape(written: str) -> str:
    written = written.replace("\\n", "\n").replace("\\t", "\t")
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), written)


def _cell(kind: str, written: str) -> Cell | None:
    word, _, number_format = kind.partition(" ")
    values: dict[str, tuple[CellValue, Kind]] = {
        "text": (written, "text"),
        "number": (float(written) if re.search("[.n]", written) else int(written), "number")
        if word == "number"
        else (None, "empty"),
        "bool": (written == "SANT", "bool"),
        "date": (_date(written) if word == "date" else None, "date"),
        "error": (written, "error"),
        "formula": (None, "formula_without_value"),
    }
    if word == "blank":
        return None
    value, cell_kind = values[word]
    return Cell("C10", 10, 3, value, cell_kind, number_format or "General")


def _date(written: str) -> datetime.datetime | datetime.time:
    return (datetime.time if ":" in written else datetime.datetime).fromisoformat(written)


def _said(reading: CountReading) -> str:
    words = {status: word for word, status in STATUS_WORDS.items()}
    if reading.value is not None:
        return str(reading.value)
    return words.get(reading.status or "", str(reading.code))


@pytest.mark.parametrize(("kind", "written", "expected"), _cases())
def test_counts_are_read_as_the_table_says(kind: str, written: str, expected: str) -> None:
    assert _said(read_count(_cell(kind, written))) == expected


def test_the_table_is_read() -> None:
    assert len(_cases()) > 170
    assert {e for _, _, e in _cases() if "_" in e} <= CATALOGUE.keys()


@pytest.mark.parametrize(
    ("written", "suggestion", "estimated"),
    [
        ("ca 120", 120, True),
        ("drygt 1 200", None, False),
        ("1 200 (uppskattat)", 1200, True),
        ("18 st", 18, False),
        ("ca 1.184", None, True),
        ("ca 5-10", None, True),
    ],
)
def test_the_number_that_is_probably_meant_is_suggested_and_never_stored(
    written: str, suggestion: int | None, estimated: bool
) -> None:
    reading = read_count_text(written)
    assert (reading.value, reading.suggestion, reading.estimated_hint) == (None, suggestion, estimated)


def test_long_texts_are_refused_quickly_and_huge_numbers_do_not_overflow() -> None:
    assert read_count_text("9" * 400).code == "tal_orimligt"
    assert read_count_text("9" * 32_000).code in ("tal_text", "tal_orimligt")
    assert read_count_text("text " * 6_400).code == "tal_text"
    assert read_count_text(" " * 32_000).code == "tom_cell"


_SPACES = st.sampled_from(["", " ", "\u00a0", "\u2009", "\u202f", "\u2007"])
_AROUND = st.sampled_from(["", " ", "\u00a0", "\u00ad", "\ufeff", "\t", "\n", "\u200b"])


@UNHURRIED
@given(st.integers(0, MAX_COUNT), _SPACES, st.sampled_from(["", ",0", ",00", ".0"]), _AROUND, _AROUND)
def test_a_count_written_by_any_swedish_habit_is_read_back(
    number: int, space: str, decimals: str, before: str, after: str
) -> None:
    written = before + f"{number:,}".replace(",", space) + decimals + after
    assert read_count_text(written) == CountReading(number, "ok", None)


@UNHURRIED
@given(st.integers(1000, MAX_COUNT), st.sampled_from([".", ","]))
def test_points_and_commas_between_thousands_are_asked_about(number: int, separator: str) -> None:
    assert read_count_text(f"{number:,}".replace(",", separator)).code == "tal_tvetydigt"


@UNHURRIED
@given(st.floats(0, 1000, allow_nan=False).filter(lambda f: abs(f - round(f)) > 1e-3))
def test_parts_of_persons_are_never_rounded(number: float) -> None:
    assert read_count(Cell("C10", 10, 3, number, "number")).code == "tal_decimal"
    as_text = f"{number:.2f}".replace(".", ",")
    whole = as_text.endswith(",00")
    assert read_count_text(as_text).value == (round(float(as_text.replace(",", "."))) if whole else None)


_SCRIBBLE = st.text(alphabet="0123456789 .,-–−<>~%/()+*'eExOolca\u00a0\u2009\u00ad\n²½", max_size=12)


@UNHURRIED
@given(st.one_of(_SCRIBBLE, st.text(max_size=30)))
def test_no_text_is_ever_read_as_another_number(written: str) -> None:
    reading = read_count_text(written)
    if reading.value is None:
        assert reading.code is None or reading.code in CATALOGUE
        assert (reading.code is None) == (reading.status == "not_applicable")
        return
    # Independently of how it is read: only digits, spaces and invisible characters, then at most a row of zeros.
    visible = "".join(c for c in written if c.isprintable() and c not in "\u00ad")
    match = re.fullmatch(r"\s*([0-9][0-9\s]*?)\s*(?:[.,](0+))?\s*", visible)
    assert match is not None
    digits = re.sub(r"\s", "", match[1])
    assert reading.value == int(digits)
    assert not (match[2] and len(match[2]) == 3 and len(digits) <= 3 and digits.strip("0"))


@UNHURRIED
@given(st.one_of(st.integers(), st.floats(), st.booleans()), st.sampled_from(["General", "0%", "0", "@"]))
def test_any_number_cell_has_an_answer(value: int | float | bool, number_format: str) -> None:
    reading = read_count(Cell("C10", 10, 3, value, "number", number_format))
    if reading.value is not None:
        assert not isinstance(value, bool)
        assert number_format != "0%"
        assert abs(reading.value - value) < 1e-3
    else:
        assert reading.code in CATALOGUE
