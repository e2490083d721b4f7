"""A county's row of what is no count: means are weighed by what they are means of, and nothing else is added."""

from __future__ import annotations

import polars as pl
import pytest

from etl.county_means import county_means, summable
from etl.forms.asi import FORM as ASI
from etl.forms.asi_profile import INTERVIEWS, mean_of
from etl.forms.catalogue import all_forms
from etl.forms.description import Field, Form, Section
from etl.forms.one_layout import one_layout
from etl.observations import OBSERVATION

MENTAL = mean_of("psykisk")
ADULTS = pl.DataFrame(
    {
        "area": ["2180", "2181", "2184"],
        "county": ["21"] * 3,
        "adults": [80, 15, 5],
        "county_adults": [100] * 3,
    }
)


def told(**by_area: tuple[float | None, float | None, str]) -> pl.DataFrame:
    """Observations of the mean and of how many interviews it rests on: area -> mean, interviews, status of the mean."""
    rows = []
    for area, (mean, interviews, status) in by_area.items():
        for item, value, said in ((MENTAL, mean, status), (INTERVIEWS, interviews, "ok")):
            known = said if value is not None else "not_answered"
            rows.append(("asi", "asi", area.removeprefix("_"), "2025", item, "total", "18+", value, known, True))
    names = ["source", "form", "area", "period", "item", "sex", "age_group", "value", "status", "example"]
    return pl.DataFrame(rows, schema={name: OBSERVATION[name] for name in names}, orient="row")


def mean(observations: pl.DataFrame) -> dict[str, object]:
    [row] = county_means(observations, ADULTS, [ASI]).to_dicts()
    return row


def test_a_mean_is_weighed_by_the_interviews_behind_it() -> None:
    row = mean(told(_2180=(0.5, 30, "ok"), _2181=(0.2, 10, "ok")))
    assert row["value"] == pytest.approx((0.5 * 30 + 0.2 * 10) / 40)
    assert (row["area"], row["item"], row["status"], row["answered"], row["asked"]) == ("21", MENTAL, "ok", 2, 2)
    assert row["population_share"] == pytest.approx(0.95)


def test_a_mean_of_nobody_knows_how_many_is_no_part_of_it() -> None:
    row = mean(told(_2180=(0.5, 30, "ok"), _2181=(0.2, None, "ok"), _2184=(None, 12, "ok")))
    assert (row["value"], row["answered"], row["asked"]) == (0.5, 1, 3)


def test_one_estimate_makes_the_whole_an_estimate() -> None:
    assert mean(told(_2180=(0.5, 30, "ok"), _2181=(0.2, 10, "estimated")))["status"] == "estimated"


def test_where_nobody_has_told_there_is_no_row() -> None:
    assert county_means(told(_2180=(None, 30, "ok"), _2181=(0.4, None, "ok")), ADULTS, [ASI]).height == 0


def test_only_counts_and_yes_are_added() -> None:
    choice = Field("val", "1", "Val", "Val", "choice", choices=("a", "b"))
    form = Form("prov", "Prov", "Prov", "", (), (Section("1", "", "", (choice,)),), one_layout("Prov"))
    chosen = told(_2180=(0.5, 30, "ok")).with_columns(pl.lit("prov").alias("form"), pl.lit("val").alias("item"))
    assert set(summable(told(_2180=(0.5, 30, "ok")), [ASI])["item"]) == {INTERVIEWS}
    assert summable(chosen, [form]).height == 0


def test_what_a_mean_is_over_is_a_count_of_the_same_form() -> None:
    for form in all_forms():
        for each in form.items():
            assert not each.mean_over or form.get(each.mean_over).kind == "count", each.id
