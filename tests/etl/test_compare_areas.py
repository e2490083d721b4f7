"""Benchmarks worked out by hand in a county of five and its neighbour, and what may never matter to them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.areas import Area, Areas
from etl.compare_areas import comparisons
from etl.definitions import Indicator
from etl.snapshot import empty_frame
from etl.verdicts import Counted, against_group

UNHURRIED = settings(deadline=None, max_examples=12)
KEY = ["indicator", "area", "period", "against"]
# Code: county, SKR group, adults, similar ones.
PLACES = {
    "A": ("X", "small", 1000, "B F G H"),
    "B": ("X", "small", 2000, "A F G H"),
    "C": ("X", "small", 3000, "F G"),
    "D": ("X", "small", 4000, ""),
    "E": ("X", "large", 10_000, "F"),
    "F": ("Y", "small", 5000, "A B C"),
    "G": ("Y", "small", 5000, "F H"),
    "H": ("Y", "large", 5000, ""),
}
Counts = tuple[float | None, float | None]


@lru_cache
def areas() -> Areas:
    listed = [
        Area(code, code, "municipality", county, None, group, group, tuple(similar.split()))
        for code, (county, group, _, similar) in PLACES.items()
    ]
    listed += [Area(county, county, "county", county, None, None, None, ()) for county in "XY"]
    adults = {code: dict.fromkeys(("total", "women", "men"), people) for code, (_, _, people, _) in PLACES.items()}
    return Areas(listed, adults)


def indicator(id: str = "share", **changes: Any) -> Indicator:
    usual: dict[str, Any] = {
        "id": id, "title": id, "short_title": id, "theme": "t", "why": "w", "how": "h", "unit": "u",
        "kind": "proportion", "numerator": ("helped",), "denominator": ("sought",), "multiplier": 100, "decimals": 1,
        "lower_is_better": False, "form": "f", "source_document": "s", "source_questions": (), "author": "a",
        "reviewed": date(2026, 1, 1), "next_review": date(2027, 1, 1), "version": 1, "sort": 1,
    }  # fmt: skip
    return Indicator(**usual | changes)


def row(area: str, counts: Counts, period: str = "2022", of: str = "share", **changes: Any) -> dict[str, Any]:
    above, below = counts
    value = above / below * 100 if above is not None and below else None
    status = "ok" if value is not None else "not_submitted"
    return {
        "indicator": of, "source": "s", "area": area, "period": period, "sex": "total", "age_group": "all",
        "value": value, "numerator": above, "denominator": below, "status": status, "members": [], "gate": None,
    } | changes  # fmt: skip


@lru_cache
def empty(table: str) -> pl.DataFrame:
    return empty_frame(table)


def frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    columns = empty("indicator_value").schema
    return pl.DataFrame(rows, schema={name: columns[name] for name in row("A", (1, 2))}, strict=False)


def compared(
    rows: list[dict[str, Any]], *definitions: Indicator, breaks: pl.DataFrame | None = None
) -> dict[tuple[str, ...], dict[str, Any]]:
    """By area, or by all of ``KEY`` where there are several indicators or periods; each with what it is beside."""
    no_breaks = empty("comparability_break")
    found = comparisons(frame(rows), definitions or (indicator(),), areas(), no_breaks if breaks is None else breaks)
    assert found.schema == empty("comparison").schema
    return {tuple(each[name] for name in KEY): each for each in found.to_dicts()}


def beside(rows: list[dict[str, Any]], area: str, against: str, *definitions: Indicator) -> dict[str, Any]:
    return compared(rows, *definitions)["share", area, "2022", against]


def everyone(**changes: Counts) -> list[dict[str, Any]]:
    usual: dict[str, Counts] = dict.fromkeys(PLACES, (20, 50))
    return [row(code, counts) for code, counts in (usual | changes).items()]


def test_the_county_with_the_municipality_in_it() -> None:
    found = beside(everyone(A=(40, 50)), "A", "county")
    assert (found["benchmark_numerator"], found["benchmark_denominator"], found["benchmark"]) == (120, 250, 48)
    assert (found["members"], found["gate"]) == (["A", "B", "C", "D", "E"], "county")
    assert (found["verdict"], found["verdict_998"], found["reason"], found["expected"]) == (
        "better",
        "better",
        None,
        24,
    )


@pytest.mark.parametrize(
    ("own", "against", "members"),
    [(50, "county", "ABCDE"), (51, "rest_of_county", "BCDE"), (5000, "rest_of_county", "BCDE")],
)
def test_more_than_a_quarter_of_the_county_is_held_against_the_rest(own: int, against: str, members: str) -> None:
    rows = everyone(A=(20, own), B=(20, 50), C=(20, 50), D=(10, 25), E=(10, 25))
    found = compared(rows)
    assert ("share", "A", "2022", against) in found
    assert found["share", "A", "2022", against]["members"] == list(members)
    assert len([key for key in found if key[1] == "A"]) == 3


def test_a_county_is_a_value_and_others_are_as_few_as_they_are() -> None:
    found = compared(everyone(A=(27, 50)))
    county, group, similar = (found["share", "A", "2022", each] for each in ("county", "skr_group", "similar"))
    # 40 per cent lies outside 40.4 to 67.0, but so many as 54 per cent may be chance beside 60 of 150.
    assert (group["benchmark"], group["reason"], similar["reason"]) == (40, "within_chance", "within_chance")
    assert group["smallest_visible"] > similar["smallest_visible"] > county["smallest_visible"]
    # In the smaller of the two, which is not the area itself.
    rest = compared(everyone(A=(50, 100), B=(6, 15), C=(6, 15), D=(3, 7), E=(3, 8)))[
        "share", "A", "2022", "rest_of_county"
    ]
    assert (rest["expected"], rest["reason"]) == (pytest.approx(68 / 145 * 45), "within_chance")


def test_who_has_no_figure_is_held_against_the_county_all_the_same() -> None:
    found = beside(everyone(A=(None, None)), "A", "county")
    assert (found["members"], found["gate"], found["benchmark"]) == (["B", "C", "D", "E"], "county", 40)
    assert (found["verdict"], found["reason"], found["expected"]) == ("not_compared", "no_value", None)
    assert found["smallest_visible"] is found["years_needed"] is None


def test_nobody_asked_for_is_an_answer_and_no_value() -> None:
    found = compared(everyone(A=(0, 0)))
    assert found["share", "A", "2022", "county"]["reason"] == "no_value"
    assert "A" in found["share", "B", "2022", "county"]["members"]


@pytest.mark.parametrize(
    ("silent", "gate", "reason"),
    [
        ("A", "county", None),
        ("D", "answering", None),
        ("CD", "answering_few", None),
        ("E", "answering_few", None),
        ("AE", "counts_only", "low_coverage"),
        ("ADE", "counts_only", "too_few_areas"),
        ("ACDE", "counts_only", "no_benchmark"),
    ],
)
def test_how_far_those_who_answered_speak_for_the_county(silent: str, gate: str, reason: str | None) -> None:
    few_own = everyone(**{"B": (4, 12)} | dict.fromkeys(silent, (None, None)))
    found = next(each for key, each in compared(few_own).items() if key[1] == "B" and "county" in key[3])
    assert (found["gate"], found["reason"]) == (gate, reason or "few_expected")
    assert (found["benchmark"] is None) == (reason is not None)


def test_a_benchmark_that_may_not_be_used_is_no_value_but_its_counts_are_told() -> None:
    found = beside(everyone(A=(None, None), E=(None, None), D=(20, 60)), "B", "rest_of_county")
    assert (found["reason"], found["benchmark"]) == ("too_few_areas", None)
    assert (found["benchmark_numerator"], found["benchmark_denominator"], found["members"]) == (40, 110, ["C", "D"])


def test_the_group_in_the_county_is_those_asked_without_the_area_itself() -> None:
    silent = beside(everyone(B=(None, None)), "A", "skr_group")
    assert (silent["members"], silent["gate"], silent["reason"]) == (["C", "D"], "counts_only", "too_few_areas")
    rows = [each for each in everyone() if each["area"] != "B"]
    assert beside(rows, "A", "skr_group")["gate"] == "county"
    not_asked = [*rows, row("B", (None, None), status="not_asked")]
    assert beside(not_asked, "A", "skr_group")["gate"] == "county"
    assert beside(everyone(), "A", "skr_group")["members"] == ["B", "C", "D"]
    alone = beside(everyone(), "E", "skr_group")
    assert (alone["members"], alone["gate"], alone["reason"]) == ([], None, "no_benchmark")


def test_similar_ones_are_found_all_over_the_country_asked_or_not() -> None:
    found = beside(everyone(), "A", "similar")
    assert (found["members"], found["gate"], found["benchmark_denominator"]) == (["B", "F", "G", "H"], "county", 200)
    assert beside(everyone(H=(None, None)), "A", "similar")["gate"] == "answering_few"
    without = [each for each in everyone() if each["area"] != "H"]
    assert beside(without, "A", "similar")["gate"] == "answering_few"
    assert beside(everyone(), "C", "similar")["reason"] == "too_few_areas"
    assert beside(everyone(), "D", "similar")["gate"] is None


def test_the_nation_only_where_it_has_a_row() -> None:
    assert not [key for key in compared(everyone()) if key[3] == "nation"]
    nation = row("00", (3000, 10_000), members=["A", "F"], gate="answering")
    found = beside([*everyone(A=(40, 50)), nation], "A", "nation")
    assert (found["benchmark"], found["members"], found["gate"]) == (30, ["A", "F"], "answering")
    assert (found["verdict"], found["expected"]) == ("better", 15)
    withheld = nation | {"value": None, "status": "too_few_answers", "gate": "counts_only"}
    assert beside([*everyone(), withheld], "A", "nation")["reason"] == "no_benchmark"
    other_year = row("00", (3000, 10_000), period="2023")
    assert not [key for key in compared([*everyone(), other_year]) if key[3] == "nation"]


def test_what_has_no_interval_is_told_beside_its_benchmark_and_not_judged() -> None:
    listed = indicator(kind="items_used", denominator=(), multiplier=1)
    found = compared([row(code, (3, None), value=3.0, status="ok") for code in "ABCDE"], listed)
    county = found["share", "A", "2022", "county"]
    assert (county["reason"], county["benchmark"], county["benchmark_numerator"]) == ("no_interval", None, None)
    assert county["members"] == ["A", "B", "C", "D", "E"]
    yes_no = indicator(kind="share_of_areas", denominator=(), numerator=("group",))
    found = compared([row(code, (float(code < "C"), 1)) for code in "ABCDE"], yes_no)
    assert found["share", "A", "2022", "county"]["benchmark"] == 40
    assert {each["verdict"] for each in found.values()} == {"not_compared"}


def test_an_area_that_has_begun_to_count_in_another_way_is_not_compared() -> None:
    def broken(**changes: str | None) -> pl.DataFrame:
        usual = dict.fromkeys(empty("comparability_break").columns) | {
            "id": "b", "form": "f", "area": "A", "from_period": "2022", "kind": "coding", "says": "s", "item": "sought",
        }  # fmt: skip
        return pl.DataFrame([usual | changes], schema=empty("comparability_break").schema)

    rows = everyone(A=(40, 50))
    found = compared(rows, breaks=broken())
    assert found["share", "A", "2022", "county"]["reason"] == "break"
    assert found["share", "A", "2022", "county"]["benchmark"] == 48
    assert found["share", "B", "2022", "county"]["verdict"] == "cannot_tell"
    for harmless in (
        {"area": None}, {"area": "F"}, {"from_period": "2023"}, {"kind": "organisation"}, {"form": "g"},
        {"item": "visits"}, {"item": None, "indicator": "other"},
    ):  # fmt: skip
        assert compared(rows, breaks=broken(**harmless))["share", "A", "2022", "county"]["verdict"] == "better"
    for harmful in ({"item": "helped"}, {"item": None, "indicator": "share"}, {"item": None}):
        assert compared(rows, breaks=broken(**harmful))["share", "A", "2022", "county"]["reason"] == "break"


def test_indicators_periods_and_sexes_do_not_run_together() -> None:
    two = (indicator(), indicator("rate", kind="rate", denominator=(), multiplier=10_000, lower_is_better=None))
    rows = everyone() + [row(code, (30, 60), period="2023") for code in PLACES]
    rows += [row(code, (10, people), of="rate") for code, (_, _, people, _) in PLACES.items()]
    rows += [row(code, (1, 20), sex="women") for code in PLACES]
    found = comparisons(frame(rows), two, areas(), empty("comparability_break"))
    county = found.filter(pl.col("area") == "A", pl.col("against") == "county")
    assert sorted(county["benchmark_numerator"]) == [5, 50, 100, 150]


def test_nothing_beside_nothing() -> None:
    assert compared([]) == {}
    assert compared([row("X", (50, 100))]) == {}
    alone = compared([row("A", (20, 50))])
    assert {key[3]: each["reason"] for key, each in alone.items()} == {
        "rest_of_county": "no_benchmark", "skr_group": "no_benchmark", "similar": "no_benchmark",
    }  # fmt: skip


COUNTS = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (float(min(pair)), float(max(pair)))),
)
ANSWERS = st.fixed_dictionaries(dict.fromkeys(PLACES, COUNTS))


@UNHURRIED
@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_the_municipalities_never_matters(answers: dict[str, Counts], chance: Any) -> None:
    rows = everyone(**answers)
    mixed = chance.sample(rows, len(rows))
    assert compared(mixed) == compared(rows)


@UNHURRIED
@given(ANSWERS, st.sampled_from(sorted(PLACES)), COUNTS)
def test_one_municipality_touches_only_its_own_rows_and_the_benchmarks_it_is_in(
    answers: dict[str, Counts], area: str, other: Counts
) -> None:
    before, after = compared(everyone(**answers)), compared(everyone(**answers | {area: other}))
    for key in before.keys() | after.keys():
        one, two = before.get(key), after.get(key)
        if key[1] == area or "county" in key[3]:
            continue  # its own; and whether a neighbour is more than a quarter of the county may change
        if one != two:
            assert area in PLACES[key[1]][3].split() or PLACES[key[1]][:2] == PLACES[area][:2]
            assert one is not None
            assert two is not None
            assert area in one["members"] + two["members"]


@UNHURRIED
@given(ANSWERS)
def test_a_group_of_the_readers_own_gives_the_same_as_the_table(answers: dict[str, Counts]) -> None:
    for key, found in compared(everyone(**answers)).items():
        if key[3] != "similar":
            continue
        own, others = answers[key[1]], PLACES[key[1]][3].split()
        judged = against_group(
            Counted(*own, 1), {code: Counted(*answers[code], PLACES[code][2]) for code in others},
            uncertainty="wilson", multiplier=100, margin=None, lower_is_better=False,
        )  # fmt: skip
        for name in ("verdict", "reason", "verdict_998", "gate", "years_needed"):
            assert found[name] == getattr(judged, name), name
        assert tuple(found["members"]) == judged.members
        for name in ("benchmark", "expected", "smallest_visible"):
            assert str(found[name])[:12] == str(getattr(judged, name))[:12], name
