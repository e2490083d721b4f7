"""A period has one id and one Swedish name, however it was written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.periods import Period, contains, parse_period, select_periods
from etl.problems import UserError


@pytest.mark.parametrize(
    ("text", "id_", "label", "months"),
    [
        ("2022", "2022", "2022", 12),
        ("2022-01/2022-12", "2022", "2022", 12),
        ("2022-01/2022-10", "2022-01/2022-10", "januari–oktober 2022", 10),
        ("2022-01-01/2022-10-31", "2022-01/2022-10", "januari–oktober 2022", 10),
        (" 2022-01/2022-10 ", "2022-01/2022-10", "januari–oktober 2022", 10),
        ("2025-01/2025-06", "2025-01/2025-06", "första halvåret 2025", 6),
        ("2025-07/2025-12", "2025-07/2025-12", "andra halvåret 2025", 6),
        ("2022-03", "2022-03", "mars 2022", 1),
        ("2024-02-01/2024-02-29", "2024-02", "februari 2024", 1),
        ("2022-11/2023-02", "2022-11/2023-02", "november 2022–februari 2023", 4),
        ("2016/2018", "2016-01/2018-12", "2016–2018", 36),
        ("2025-05-21", "2025-05-21", "21 maj 2025", 0),
        ("2025-03-03/2025-05-21", "2025-03-03/2025-05-21", "3 mars–21 maj 2025", 0),
        ("2024-12-30/2025-01-02", "2024-12-30/2025-01-02", "30 december 2024–2 januari 2025", 0),
    ],
)
def test_periods_read_and_named(text: str, id_: str, label: str, months: int) -> None:
    period = parse_period(text)
    assert (period.id, period.label, period.months) == (id_, label, months)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "går inte att tolka"),
        ("22", "går inte att tolka"),
        ("2022-01/2022-10/2023", "går inte att tolka"),
        ("jan 2022", "går inte att tolka"),
        ("２０２２", "går inte att tolka"),
        ("2022-10/2022-01", "slutar innan den börjar"),
        ("2022-13", "almanackan"),
        ("2023-02-29", "almanackan"),
        ("1022", "årtalet"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, told: str) -> None:
    with pytest.raises(UserError, match=f"(?i){told}"):
        parse_period(text)


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))


@given(days, days)
def test_the_id_of_any_period_reads_back_to_it(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert parse_period(period.id) == period


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before"):
        Period(date(2022, 2, 1), date(2022, 1, 1))


def test_contains_counts_the_edges() -> None:
    year, ten_months, day = (parse_period(t) for t in ("2022", "2022-01/2022-10", "2022-12-31"))
    assert contains(year, ten_months)
    assert contains(year, day)
    assert contains(year, year)
    assert not contains(ten_months, year)
    assert not contains(year, parse_period("2022-12-31/2023-01-01"))


def test_a_year_means_that_year_or_what_lies_inside_it() -> None:
    available = ["2023", "2022-01/2022-10", "2022-01/2022-06", "2021-12/2022-02"]
    assert select_periods("2022", available) == ["2022-01/2022-06", "2022-01/2022-10"]
    assert select_periods("2022", ["2022", *available]) == ["2022"]
    assert select_periods("2023", available) == ["2023"]
    assert select_periods("2024", available) == []
