"""What answers come to when they are published: the same measures as a build of the demo gave them."""

from __future__ import annotations

import polars as pl
import pytest

from etl.demo import Demo
from etl.forms.catalogue import get_form
from etl.observations import region_source
from etl.receipts import holding, read_receipts
from etl.snapshot import open_snapshot, read_table
from etl.standing import version
from etl.when_published import measured


@pytest.mark.slow
def test_the_measures_that_get_a_value_are_those_that_the_build_gave_one(built_demo: Demo) -> None:
    con = open_snapshot(built_demo.build.published)
    values = read_table(con, "indicator_value").filter(pl.col("value").is_not_null())
    con.close()
    held = holding(read_receipts(built_demo.house), [])
    assert len(held) > 15
    for (form, area, period), receipt in held.items():
        # The county's row of a form of municipalities is their sum; the region's own answer stands beside it.
        source = region_source(get_form(form)) if len(area) == 2 else form
        about = (pl.col("area") == area, pl.col("period") == period, pl.col("source") == source)
        of_build = values.filter(*about)["indicator"]
        own = version(built_demo.house, receipt, (form, area, period)).submission
        assert measured(own) == set(of_build), (area, period)
