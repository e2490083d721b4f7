"""Numbers, dates and lists as a Swedish reader writes them."""

from datetime import date

import pytest

from dashboard import swedish
from etl.snapshot import STATUSES


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, 0, "0"),
        (527, 0, "527"),
        (1634, 0, "1\u00a0634"),
        (1234567.891, 1, "1\u00a0234\u00a0567,9"),
        (34.05, 1, "34,0"),
        (-3.2, 1, "\u22123,2"),
        (-0.04, 1, "0,0"),
        (0.5, 2, "0,50"),
    ],
)
def test_number(value: float, decimals: int, expected: str) -> None:
    assert swedish.number(value, decimals) == expected


def test_shares_and_parts_stay_on_one_line() -> None:
    assert swedish.percent(0.875) == "88\u00a0%"
    assert swedish.out_of(8, 14) == "8\u00a0av\u00a014\u00a0kommuner"
    assert swedish.counted(1, "kommun", "kommuner") == "1\u00a0kommun"
    assert swedish.counted(0, "kommun", "kommuner") == "0\u00a0kommuner"


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["Kalix"], "Kalix"), (["Boden", "Kalix"], "Boden och Kalix"), (["A", "B", "C"], "A, B och C")],
)
def test_listing(words: list[str], expected: str) -> None:
    assert swedish.listing(words) == expected


def test_day() -> None:
    assert swedish.day(date(2026, 11, 1)) == "1\u00a0november 2026"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("Tabell 1", "tabell 1"), ("LVM", "LVM"), ("ÅP i grupp", "ÅP i grupp"), ("", ""), ("12-steg", "12-steg")],
)
def test_an_abbreviation_keeps_its_capitals(phrase: str, expected: str) -> None:
    assert swedish.lower_first(phrase) == expected


def test_capital_leaves_the_rest() -> None:
    assert swedish.capital("cRA i Grupp") == "CRA i Grupp"


@pytest.mark.parametrize(("name", "expected"), [("Luleå", "Luleås"), ("Kalix", "Kalix"), ("Borås", "Borås")])
def test_possessive(name: str, expected: str) -> None:
    assert swedish.possessive(name) == expected


def test_a_span_below_zero_is_not_a_row_of_minus_signs() -> None:
    assert swedish.span(17.46, 33.2, 1) == "17,5–33,2"
    assert swedish.span(-12, 9) == "−12\u00a0till\u00a09"
    assert swedish.part_of(3, 7) == "3\u00a0av\u00a07"


def test_every_gap_has_a_word_a_sign_a_clause_and_a_meaning() -> None:
    gaps = set(STATUSES) - {"ok", "estimated"}
    assert set(swedish.STATUS_SIGNS) == gaps
    assert (
        set(swedish.STATUS_WORDS) == set(swedish.STATUS_MEANINGS) == set(swedish.STATUS_CLAUSES) == gaps | {"estimated"}
    )


def test_four_reasons_for_a_gap_never_look_alike() -> None:
    reasons = ["not_submitted", "not_answered", "not_kept", "not_applicable", "not_asked"]
    for written in (swedish.STATUS_WORDS, swedish.STATUS_SIGNS, swedish.STATUS_CLAUSES):
        assert len({written[reason] for reason in reasons}) == len(reasons)
        assert "0" not in {written[reason] for reason in reasons}
