"""Nothing published says better, worse, higher or lower, or gives a place, without an interval behind it.

Every row of every table of judgements is walked, with nothing but what is published beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

import polars as pl
import pytest

from etl.build import build
from etl.demo import make_demo
from etl.forms.catalogue import get_form
from etl.house import House
from etl.snapshot import TABLES, open_snapshot, read_table
from tests.etl.beside_others import beside_others, fewest_expected
from tests.etl.six_years import six_years_house

SAYS_WHICH_WAY = ("better", "worse", "higher", "lower")
WITH_JUDGEMENT = ("better", "worse")
DECIDES = (*SAYS_WHICH_WAY, "no_practical_difference")
COVERED = ("county", "answering", "answering_few")
# The 99.8 % quantile of χ² with one degree of freedom, as the rule for trends has it.
CERTAIN_TREND = 9.5495

Row = dict[str, Any]


class Published:
    """The tables of one snapshot, and what belongs to a row of them."""

    def __init__(self, tables: dict[str, pl.DataFrame]) -> None:
        self.tables = {name: frame.to_dicts() for name, frame in tables.items()}
        self.indicators = {row["id"]: row for row in self.tables["indicator"]}
        self.adults = {row["area"]: row["adults"] for row in self.tables["population"] if row["sex"] == "total"}
        self.level = {row["code"]: row["level"] for row in self.tables["area"]}
        self.values = {self.key(row): row for row in self.tables["indicator_value"]}

    def key(self, row: Row, **instead: str) -> tuple[str, ...]:
        return tuple((row | instead)[name] for name in ("indicator", "source", "area", "period", "sex", "age_group"))

    def value(self, row: Row, **instead: str) -> Row:
        """The published value a judgement is of."""
        return self.values[self.key(row, **instead)]

    def faults(self, *tables: str) -> Iterator[str]:
        """What is wrong, a line for each; in all tables or in these."""
        walks: dict[str, Callable[[Published, Row], Iterator[str]]] = {
            "indicator_value": _value, "comparison": _comparison, "change": _change, "trend": _trend,
            "goal_progress": _goal,
        }  # fmt: skip
        for table, walk in walks.items():
            if tables and table not in tables:
                continue
            for row in self.tables[table]:
                about = f"{table} {[row[name] for name in ('indicator', 'area', 'period')]} {row.get('against', '')}"
                yield from (f"{about}: {fault}" for fault in walk(self, row))


def _value(house: Published, row: Row) -> Iterator[str]:
    by_chance = house.indicators[row["indicator"]]["uncertainty"] in ("wilson", "poisson")
    if not by_chance and any(row[name] is not None for name in ("lower", "upper", "lower_998", "certainty", "ranked")):
        yield "an interval or a place for what chance has no part in"
    limits = [row[name] for name in ("lower_998", "lower", "upper", "upper_998")]
    if all(limit is None for limit in limits):
        if row["certainty"] is not None:
            yield "certain of nothing"
    elif any(limit is None for limit in limits) or row["certainty"] is None:
        yield "half an interval, or one without its certainty"
    elif sorted([*limits, row["value"]]) != [*limits[:2], row["value"], *limits[2:]]:
        yield "a value outside its interval"
    if row["gate"] == "counts_only" and row["value"] is not None:
        yield "a value of an area that too few have answered for"
    places = [row["rank_low"], row["rank_high"], row["ranked"]]
    if any(place is None for place in places):
        if places != [None] * 3:
            yield "a place without its interval"
    elif not 1 <= places[0] <= places[1] <= places[2] or places[2] < 3:
        yield "places that are none"
    elif row["certainty"] not in ("firm", "uncertain") or house.level[row["area"]] != "municipality":
        yield "a place for what has none"


def _judged(house: Published, row: Row, value: Row, expected: float, persons: float) -> Iterator[str]:
    """What is asked of whatever decides something."""
    indicator = house.indicators[row["indicator"]]
    if value["lower"] is None or value["certainty"] == "in_words":
        yield "a verdict without an interval"
    if expected < 10 - 1e-9:
        yield "a verdict on fewer than ten expected events"
    if indicator["uncertainty"] == "wilson" and (persons - expected < 5 - 1e-9 or persons < 30):
        yield "a verdict on a share of too few"
    if row["verdict"] in WITH_JUDGEMENT and indicator["lower_is_better"] is None:
        yield "better or worse where neither is agreed"
    if row["verdict"] in ("higher", "lower") and indicator["lower_is_better"] is not None:
        yield "no judgement where one is agreed"
    if row["verdict"] == "no_practical_difference" and indicator["margin"] is None:
        yield "no difference in practice, and no word of what that is"


def _way(house: Published, row: Row, verdict: str, lower: float, upper: float, middle: float) -> Iterator[str]:
    """Whether the interval bears the word: wholly on that side, or wholly inside the margin."""
    indicator = house.indicators[row["indicator"]]
    if verdict == "no_practical_difference":
        if not middle - (indicator["margin"] or 0) < lower <= upper < middle + (indicator["margin"] or 0):
            yield f"{verdict}, but {lower} to {upper} is not inside the margin around {middle}"
        return
    up_is = {True: "worse", False: "better", None: "higher"}[indicator["lower_is_better"]]
    down_is = {True: "better", False: "worse", None: "lower"}[indicator["lower_is_better"]]
    if not (lower > middle and verdict == up_is) and not (upper < middle and verdict == down_is):
        yield f"{verdict}, but the interval is {lower} to {upper} and the other value {middle}"


def _comparison(house: Published, row: Row) -> Iterator[str]:
    own, scale = house.value(row), house.indicators[row["indicator"]]["multiplier"]
    if row["verdict_998"] in SAYS_WHICH_WAY and row["verdict"] not in DECIDES:
        yield "decided at 99.8 % and not at 95"
    is_share = house.indicators[row["indicator"]]["uncertainty"] == "wilson"
    of_others = row["against"] in ("skr_group", "similar", "rest_of_county")
    if of_others and row["area"] in row["members"]:
        yield "compared with itself"
    if row["benchmark"] is not None and (len(row["members"]) < 3 or row["gate"] not in COVERED):
        yield "a benchmark of too few"
    if row["benchmark"] is not None:
        members = [house.value(row, area=member) for member in row["members"]]
        above, below = (sum(member[part] for member in members) for part in ("numerator", "denominator"))
        wrong = abs(above / below * scale - row["benchmark"]) > 1e-9 * max(1, row["benchmark"])
        if wrong or (above, below) != (row["benchmark_numerator"], row["benchmark_denominator"]):
            yield "a benchmark that is not the sum of its members"
    for verdict, level in ((row["verdict"], ""), (row["verdict_998"], "_998")):
        if verdict not in DECIDES:
            continue
        if row["benchmark"] is None:
            yield "a verdict without a benchmark"
            continue
        if of_others:
            fewest = fewest_expected(row, own, scale), min(own["denominator"], row["benchmark_denominator"])
            yield from _judged(house, row, own, *fewest)
            apart = beside_others(row, own, is_share, scale, verdict, 0.998 if level else 0.95)
            yield from _way(house, row, verdict, *apart)
            if verdict in SAYS_WHICH_WAY:
                yield from _way(house, row, verdict, own[f"lower{level}"], own[f"upper{level}"], row["benchmark"])
        else:
            yield from _judged(house, row, own, row["benchmark"] * own["denominator"] / scale, own["denominator"])
            yield from _way(house, row, verdict, own[f"lower{level}"], own[f"upper{level}"], row["benchmark"])
    if row["reason"] == "within_chance":
        by_value = own["lower"], own["upper"], row["benchmark"]
        intervals = [by_value, *([beside_others(row, own, is_share, scale, "", 0.95)] if of_others else [])]
        if not any(lower <= middle <= upper for lower, upper, middle in intervals):
            yield "chance is said to cover what it does not"


def _change(house: Published, row: Row) -> Iterator[str]:
    is_share = house.indicators[row["indicator"]]["uncertainty"] == "wilson"
    if row["breaks"] and (
        row["difference"] is not None or row["ratio"] is not None or row["verdict"] != "not_compared"
    ):
        yield "arithmetic across a break"
    if row["verdict"] not in DECIDES:
        return
    smaller = min(row["before_denominator"], row["after_denominator"])
    events, persons = (row[f"before_{part}"] + row[f"after_{part}"] for part in ("numerator", "denominator"))
    expected = events / persons * smaller
    now = {"lower": row["after_lower"], "certainty": house.value(row)["certainty"]}
    yield from _judged(house, row, now, expected, smaller)
    if _answers_alone(house, row):
        if row["members"] != [row["area"]] or row["gate"] is not None:
            yield "others speak for who answers alone"
    elif house.level[row["area"]] != "municipality" and (row["gate"] not in COVERED or len(row["members"]) < 3):
        yield "a verdict on a county that too few have answered for"
    size = "difference" if is_share or row["verdict"] == "no_practical_difference" else "ratio"
    # The ratio to nothing has no upper limit, and a table has no sign for that.
    upper = float("inf") if row[f"{size}_upper"] is None else row[f"{size}_upper"]
    yield from _way(house, row, row["verdict"], row[f"{size}_lower"], upper, 0 if size == "difference" else 1)


def _answers_alone(house: Published, row: Row) -> bool:
    """A region, or a part of a county, that answers a form which no municipality does."""
    return "municipality" not in get_form(house.indicators[row["indicator"]]["form"]).levels


def _trend(house: Published, row: Row) -> Iterator[str]:
    points = ("increasing", "decreasing").count(row["marker"])
    if (row["verdict"] in SAYS_WHICH_WAY) != bool(points):
        yield "a verdict without a trend, or a trend without one"
    if row["marker"] == "cannot_be_calculated" or not row["members"]:
        if row["verdict"] != "not_compared":
            yield "a trend of nothing"
        return
    if len(row["periods"]) != 5:
        yield "a trend that is not of five years"
    counts = [house.value(row, area=member, period=period) for member in row["members"] for period in row["periods"]]
    if sum(each["numerator"] for each in counts) < 20 * 5:
        yield "a trend of too few events"
    if house.level[row["area"]] != "municipality":
        whole = sum(people for code, people in house.adults.items() if code[:2] == row["area"] and len(code) == 4)
        if len(row["members"]) < 3 or sum(house.adults[member] for member in row["members"]) < whole / 2:
            yield "a trend of a county that too few have answered for"
    if points and row["chi2"] <= CERTAIN_TREND:
        yield "a trend that chance can make"
    if points:
        lower = upper = 1.0 if row["marker"] == "increasing" else -1.0
        yield from _way(house, row, row["verdict"], lower, upper, 0)


def _goal(house: Published, row: Row) -> Iterator[str]:
    if row["verdict"] not in DECIDES:
        return
    own, scale = house.value(row), house.indicators[row["indicator"]]["multiplier"]
    expected = row["target"] * own["denominator"] / scale
    yield from _judged(house, row, own, expected, own["denominator"])
    alone = _answers_alone(house, row)
    if house.level[row["area"]] != "municipality" and own["gate"] not in COVERED and not alone:
        yield "a verdict on a county that too few have answered for"
    if row["verdict"] not in WITH_JUDGEMENT:
        yield "a goal is reached or it is not"
    elif not (row["probability"] >= 0.975 if row["verdict"] == "better" else row["probability"] <= 0.025):
        yield "a goal decided without being sure"
    reached = (own["value"] >= row["target"]) != house.indicators[row["indicator"]]["lower_is_better"]
    if reached != (row["verdict"] == "better") and own["value"] != row["target"]:
        yield "a goal on the wrong side"


def published(house: House) -> dict[str, pl.DataFrame]:
    con = open_snapshot(build(house).published)
    tables = {name: read_table(con, name) for name in TABLES}
    con.close()
    return tables


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    return published(make_demo(tmp_path_factory.mktemp("demo") / "house", lambda text: None).house)


@pytest.fixture(scope="module")
def six_years(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pl.DataFrame]:
    return published(six_years_house(tmp_path_factory.mktemp("six_years")))


@pytest.fixture(scope="module")
def walked(six_years: dict[str, pl.DataFrame]) -> Published:
    return Published(six_years)


@pytest.mark.slow
def test_every_verdict_of_the_demo(demo: dict[str, pl.DataFrame]) -> None:
    assert list(Published(demo).faults()) == []


@pytest.mark.slow
def test_every_verdict_of_six_years(six_years: dict[str, pl.DataFrame], walked: Published) -> None:
    assert list(walked.faults()) == []
    said = {table: set(six_years[table]["verdict"]) for table in ("comparison", "change", "trend", "goal_progress")}
    everything = {*DECIDES, "cannot_tell", "not_compared"}
    assert said["comparison"] == said["change"] == everything
    assert said["trend"] == everything - {"no_practical_difference"}
    assert said["goal_progress"] >= {"better", "worse", "cannot_tell", "not_compared"}
    assert six_years["indicator_value"]["rank_low"].is_not_null().any()


PLANTED: list[tuple[str, pl.Expr, dict[str, object]]] = [
    ("comparison", pl.col("reason") == "within_chance", {"verdict": "higher"}),
    ("comparison", pl.col("reason") == "within_chance", {"verdict": "no_practical_difference"}),
    ("comparison", pl.col("reason") == "within_chance", {"verdict_998": "lower"}),
    ("comparison", pl.col("reason") == "few_expected", {"verdict": "lower"}),
    ("comparison", pl.col("reason") == "in_words", {"verdict": "higher"}),
    ("comparison", pl.col("reason") == "too_few_areas", {"verdict": "worse"}),
    ("comparison", pl.col("reason") == "too_few_areas", {"benchmark": 40.0}),
    ("comparison", pl.col("verdict") == "higher", {"verdict": "lower"}),
    ("comparison", pl.col("verdict") == "higher", {"verdict": "better"}),
    ("comparison", pl.col("verdict") == "higher", {"reason": "within_chance"}),
    ("comparison", pl.col("verdict") == "better", {"verdict": "worse"}),
    ("comparison", (pl.col("verdict") == "better") & (pl.col("against") == "skr_group"), {"benchmark_numerator": 1.0}),
    ("comparison", (pl.col("verdict") == "higher") & (pl.col("against") == "skr_group"), {"reason": "within_chance"}),
    ("comparison", pl.col("verdict") == "better", {"verdict": "higher"}),
    ("comparison", pl.col("benchmark") > 0, {"benchmark": 1.0}),
    ("comparison", pl.col("benchmark") > 0, {"gate": "counts_only"}),
    ("change", pl.col("verdict") == "cannot_tell", {"verdict": "better"}),
    ("change", pl.col("reason") == "few_expected", {"verdict": "no_practical_difference"}),
    ("change", pl.col("verdict") == "higher", {"verdict": "lower"}),
    ("change", pl.col("verdict") == "higher", {"breaks": ["a"]}),
    ("change", (pl.col("verdict") == "higher") & (pl.col("area") == "25"), {"gate": "counts_only"}),
    ("trend", pl.col("marker") == "no_certain_change", {"marker": "increasing"}),
    ("trend", pl.col("marker") == "no_certain_change", {"verdict": "higher"}),
    ("trend", pl.col("marker") == "increasing", {"chi2": 9.5}),
    ("trend", pl.col("marker") == "increasing", {"marker": "decreasing"}),
    ("trend", pl.col("marker") == "increasing", {"periods": ["2023"]}),
    ("goal_progress", pl.col("verdict") == "better", {"probability": 0.9}),
    ("goal_progress", pl.col("verdict") == "better", {"verdict": "worse"}),
    ("goal_progress", pl.col("reason") == "within_chance", {"verdict": "better"}),
    ("indicator_value", pl.col("rank_low").is_not_null(), {"rank_high": None}),
    ("indicator_value", pl.col("rank_low").is_not_null(), {"certainty": "in_words"}),
    ("indicator_value", pl.col("rank_low").is_not_null(), {"rank_low": 0}),
    ("indicator_value", pl.col("lower").is_not_null(), {"upper": None}),
    ("indicator_value", pl.col("lower").is_not_null(), {"lower": 1e9}),
    ("indicator_value", pl.col("gate").is_not_null() & pl.col("value").is_not_null(), {"gate": "counts_only"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("table", "where", "changed"), PLANTED)
def test_a_fault_that_is_planted_is_found(
    six_years: dict[str, pl.DataFrame], walked: Published, table: str, where: pl.Expr, changed: dict[str, object]
) -> None:
    chosen = six_years[table].with_row_index("at").filter(where)["at"].first()
    assert chosen is not None, "nothing to spoil"
    house = copy(walked)
    rows = walked.tables[table]
    house.tables = walked.tables | {table: [row | changed if at == chosen else row for at, row in enumerate(rows)]}
    assert list(house.faults(table)) != []
