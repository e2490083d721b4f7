"""What is kept of an export says the same when it is read again, although several answers may share a cell."""

from __future__ import annotations

import pytest

from etl.intake import check_file
from etl.kept_copy import read_copy, write_copy
from tests.etl.survey_files import Style, as_text, as_xlsx, rows


@pytest.mark.parametrize("ticks", ["joined", "zero_one", "yes_no"])
@pytest.mark.parametrize("write", [as_text, as_xlsx])
def test_a_kept_export_is_read_back_answer_by_answer(ticks: str, write: object) -> None:
    table = rows(Style("numbered_wording", ticks))
    data, name = (as_text(table), "export.csv") if write is as_text else (as_xlsx(table), "export.xlsx")
    checked = check_file(data, name, county="25")
    assert checked.outcome == "accepted_with_warnings"
    again = read_copy(write_copy(checked.kept))
    assert len(again) == 8
    for before, after in zip(checked.submissions, again, strict=True):
        assert (after.form, after.area, after.period) == (before.form, before.area, before.period)
        assert dict(after.answers) == dict(before.answers)


def test_nothing_of_a_rejected_export_is_kept() -> None:
    table = rows()
    table[1][6] = "ungefär många"
    checked = check_file(as_text(table), "export.csv", county="25")
    assert (checked.outcome, checked.kept) == ("rejected", {})
