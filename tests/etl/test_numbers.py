"""A count in every way people write one: read as what a careful reader would read, or asked about. Never misread."""

from __future__ import annotations

import datetime
import re
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.cells import Cell, CellValue, Kind
from etl.intake import check_file
from etl.numbers import MAX_COUNT, read_count, read_count_text
from etl.problems import CATALOGUE
from tests.spec.filled_form import Arrival

UNHURRIED = settings(deadline=None, max_examples=120)
COUNTS = st.one_of(st.integers(0, 30), st.integers(0, MAX_COUNT))
SPACES = st.sampled_from(" \u00a0\u202f\u2009\u2007\u2003\u200a")
UNSEEN = st.sampled_from(["", "\u00ad", "\u200b", "\ufeff", "\u2060", "\u200e"])
AROUND = st.sampled_from(["", " ", "\u00a0", "  ", "\n", "\t", "\u202f"])


def grouped(count: int, separator: str) -> str:
    return f"{count:,}".replace(",", separator)


def cell(value: CellValue, kind: Kind, number_format: str = "General") -> Cell:
    return Cell("C9", 9, 3, value, kind, number_format)


@st.composite
def plain_writings(draw: st.DrawFn) -> tuple[str, int]:
    """A count written in a way that has one meaning."""
    count = draw(COUNTS)
    digits = draw(
        st.sampled_from([str(count), grouped(count, draw(SPACES)), "0" * draw(st.integers(0, 3)) + str(count)])
    )
    decimals = draw(st.sampled_from(["", ",0", ".0", ",00", ".00"]))
    before, after = draw(UNSEEN) + draw(AROUND), draw(AROUND) + draw(UNSEEN)
    return before + digits + decimals + after, count


@UNHURRIED
@given(plain_writings())
def test_what_has_one_meaning_is_read(writing: tuple[str, int]) -> None:
    text, count = writing
    # Eight digits and more on end are not a count, whatever zeros they begin with.
    assume(len(re.findall("[0-9]", text)) < 8)
    reading = read_count_text(text)
    assert (reading.value, reading.status, reading.code) == (count, "ok", None)


@UNHURRIED
@given(COUNTS, st.floats(-1e-10, 1e-10))
def test_the_noise_of_a_sum_is_no_decimal(count: int, noise: float) -> None:
    assert read_count(cell(count + noise, "number")).value == count


@UNHURRIED
@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_number_is_its_own_count_or_none(number: float) -> None:
    reading = read_count(cell(number, "number"))
    if reading.value is not None:
        assert abs(reading.value - number) < 1e-2
        assert 0 <= reading.value <= MAX_COUNT
        assert reading.value == round(number)
    else:
        assert reading.code in {"tal_orimligt", "tal_decimal", "tal_negativt"}


@UNHURRIED
@given(COUNTS, st.integers(1, 999), st.sampled_from(".,"))
def test_a_decimal_is_never_read_as_a_count(count: int, decimals: int, sign: str) -> None:
    text = f"{count}{sign}{decimals:03d}".rstrip("0") if decimals % 10 == 0 else f"{count}{sign}{decimals}"
    reading = read_count_text(text)
    assert reading.value is None
    assert reading.code in {"tal_decimal", "tal_tvetydigt"}


@UNHURRIED
@given(st.integers(1000, MAX_COUNT), st.sampled_from([".", ","]))
def test_thousands_after_a_point_or_comma_are_asked_about(count: int, sign: str) -> None:
    assert read_count_text(grouped(count, sign)).code == "tal_tvetydigt"


# What people put before or after a number, and what they are told.
PUT_TO = [
    ("ca {}", "tal_ungefar"),
    ("Ca. {}", "tal_ungefar"),
    ("cirka {} personer", "tal_ungefar"),
    ("~{}", "tal_ungefar"),
    ("drygt {}", "tal_ungefar"),
    ("minst {} st", "tal_ungefar"),
    (">{}", "tal_ungefar"),
    ("{}+", "tal_ungefar"),
    ("{} (uppskattat)", "tal_ungefar"),
    ("<{}", "tal_maskerat"),
    ("färre än {}", "tal_maskerat"),
    ("{} st", "tal_enhet"),
    ("{} personer", "tal_enhet"),
    ("{} besök.", "tal_enhet"),
    ("{} %", "tal_procent"),
    ("{} procent", "tal_procent"),
    ("-{}", "tal_negativt"),
    ("\u2212 {}", "tal_negativt"),
    ("minus {}", "tal_negativt"),
    ("{}*", "tal_text"),
    ("'{}", "tal_text"),
    ("+{}", "tal_text"),
    ("{}a", "tal_text"),
    ("nr {}", "tal_text"),
    ("<b>{}</b>", "tal_text"),
    ("={}", "tal_text"),
    ("1e{}", "tal_text"),
]


@pytest.mark.parametrize(("pattern", "code"), PUT_TO)
@settings(deadline=None, max_examples=12)
@given(count=COUNTS, separator=st.sampled_from(["", " ", "\u00a0", "\u202f"]))
def test_what_is_put_to_a_number_is_told_of(pattern: str, code: str, count: int, separator: str) -> None:
    reading = read_count_text(pattern.format(grouped(count, separator)))
    assert (reading.value, reading.code) == (None, code)
    assert reading.suggestion in (None, count)


@UNHURRIED
@given(COUNTS, COUNTS, st.sampled_from(["-", "–", " - ", " till ", " eller "]))
def test_two_numbers_are_never_one(first: int, last: int, between: str) -> None:
    reading = read_count_text(f"{first}{between}{last}")
    assert reading.value is None
    assert reading.code in {"tal_intervall", "tal_datum"}


@UNHURRIED
@given(st.lists(st.from_regex("[0-9]{1,4}", fullmatch=True), min_size=2, max_size=4), SPACES)
def test_digits_with_gaps_are_thousands_or_asked_about(groups: list[str], space: str) -> None:
    reading = read_count_text(space.join(groups))
    is_thousands = len(groups[0]) < 4 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
    if is_thousands and int("".join(groups)) <= MAX_COUNT:
        assert reading.value == int("".join(groups))
    else:
        assert reading.value is None
        assert reading.code in {"tal_text", "tal_orimligt"}


def careful_reading(text: str) -> int | None:
    """The count that a text plainly is, told in another way than the product tells it."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf").strip()
    digits = "".join(" " if unicodedata.category(c) == "Zs" else c for c in visible)
    whole, _, decimals = digits.replace(".", ",").partition(",")
    if decimals.strip("0") or (("," in digits or "." in digits) and not decimals):
        return None
    groups = whole.split(" ")
    if not all(group.isascii() and group.isdigit() for group in groups):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    return int("".join(groups))


WORDS = st.sampled_from(
    ["ca", "st", "uppgift saknas", "0", "12", "000", ",", ".", "-", "–", " ", "\u00a0", "%", "½", "e", "/", "x"]
)


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(
        st.text(max_size=12), st.lists(WORDS, max_size=6).map("".join), st.text("0123456789 .,-\u00a0", max_size=9)
    )
)
def test_any_text_is_read_with_care_or_told_of(text: str) -> None:
    reading = read_count_text(text)
    if reading.value is not None:
        assert reading.value == careful_reading(text)
        assert (reading.status, reading.code) == ("ok", None)
    elif reading.status != "not_applicable":
        assert reading.code in CATALOGUE
    if reading.status == "not_answered":
        assert not any(character.isalnum() for character in text)


@UNHURRIED
@given(st.text("0123456789 ,.-+<>~%/*()stcape½", max_size=120))
def test_no_writing_takes_long(text: str) -> None:
    assert read_count_text(text * 50).value is None or len(text) < 8


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (cell(True, "bool"), "tal_logiskt"),
        (cell(datetime.datetime(1900, 1, 17), "date"), "tal_datum"),
        (cell(datetime.time(0, 17), "date"), "tal_datum"),
        (cell("#N/A", "error"), "formel_fel"),
        (cell(None, "formula_without_value"), "formel_utan_varde"),
        (cell(None, "empty"), "tom_cell"),
        (cell(0.88, "number", "0%"), "tal_procent"),
        (cell(17, "number", '0" %"'), None),
        (cell(float("nan"), "number"), "tal_orimligt"),
        (None, "tom_cell"),
    ],
)
def test_what_only_looks_like_a_number_is_told_of(written: Cell | None, code: str | None) -> None:
    assert read_count(written).code == code


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(plain_writings())
def test_a_whole_file_reads_it_back(writing: tuple[str, int]) -> None:
    text, count = writing
    assume(len(re.findall("[0-9]", text)) < 8)
    form = Arrival()
    form.write(form.fields["dokumentation"], text)
    checked = check_file(form.data(), form.name)
    assert (checked.outcome, checked.answers["dokumentation"].value) == ("accepted", float(count))


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"), max_size=20))
def test_a_whole_file_is_read_with_care_or_told_of(text: str) -> None:
    form = Arrival()
    form.write(form.fields["dokumentation"], text)
    checked = check_file(form.data(), form.name)
    told = {each.code for each in checked.problems if form.fields["dokumentation"] in each.cells}
    answer = checked.answers.get("dokumentation")
    if answer is None or answer.value is None:
        assert told
    else:
        assert answer.value == careful_reading(text)
