"""The door before publication: lineage never passes, and real answers do not pass yet."""

from __future__ import annotations

import polars as pl
import pytest

from etl.disclosure import protect, refuse_unprotected
from etl.problems import UserError


def test_the_way_back_to_the_cell_is_not_published() -> None:
    frame = pl.DataFrame({"a": [1]})
    assert protect({"observation": frame, "lineage": frame}, {}).keys() == {"observation"}


def test_a_single_real_answer_stops_publication() -> None:
    with pytest.raises(UserError, match="riktiga svar") as refused:
        refuse_unprotected(pl.DataFrame({"example": [True, False]}))
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("marks", [[], [True, True]])
def test_examples_pass(marks: list[bool]) -> None:
    refuse_unprotected(pl.DataFrame({"example": marks}, schema={"example": pl.Boolean}))
