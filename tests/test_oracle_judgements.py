"""The snapshot's judgements are those of the oracle: every row, numbers to 1e-9 and words exactly."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from etl.build import build
from etl.demo import make_demo
from etl.snapshot import open_snapshot, read_table
from tests.oracle_judgements import Judgement, Oracle

KEY = ("indicator", "source", "area", "period", "sex", "age_group", "against")


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(theirs, float):
        return ours is not None and bool(ours == pytest.approx(theirs, rel=1e-9, abs=1e-9))
    return bool(ours == theirs)


@pytest.mark.slow
def test_every_comparison_of_the_demo(tmp_path: Path) -> None:
    con = open_snapshot(build(make_demo(tmp_path / "house", lambda text: None).house).published)
    tables = {name: read_table(con, name) for name in ("indicator_value", "comparability_break", "comparison")}
    con.close()
    oracle = Oracle(tables["indicator_value"].to_dicts(), tables["comparability_break"].to_dicts())
    expected = oracle.comparisons()
    found = {tuple(row[name] for name in KEY): row for row in tables["comparison"].to_dicts()}
    assert found.keys() == expected.keys()
    for key, judgement in expected.items():
        for field in fields(Judgement):
            assert same(found[key][field.name], getattr(judgement, field.name)), (key, field.name)
    # Enough happens in the demo for this to mean something.
    assert tables["comparison"].select(pl.struct("verdict", "reason").n_unique()).item() >= 10
