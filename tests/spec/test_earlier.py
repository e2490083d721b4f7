"""Every line of earlier.txt is true: what is asked when answers are set beside the municipality's own earlier ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.earlier_outliers import Outlier, outliers
from etl.forms.kommunenkat import FORM
from etl.submission import Submission
from tests.etl.houses import Given, submission

TABLE = Path(__file__).with_name("earlier.txt")
WORDS = {"saknas": "not_kept", "ej": "not_applicable"}
AREA = "2580"


def _cases() -> list[tuple[str, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(before.strip(), now.strip(), asked.strip()) for before, now, asked in (x.split("|") for x in lines)]


def _given(text: str) -> Given:
    if text.startswith("~"):
        return float(text[1:]), "estimated"
    return WORDS.get(text) or float(text)


def _submission(text: str, sought: float) -> Submission:
    period, *pairs = text.split()
    written = dict(pair.split("=") for pair in pairs)
    given: dict[str, Given] = {"sokt_hjalp": sought}
    if everything := written.pop("everything", None):
        given = {each.id: float(everything) for each in FORM.fields() if each.kind == "count"}
    return submission(AREA, period, given | {id: _given(value) for id, value in written.items()})


def _told(found: Outlier) -> str:
    parts = [found.kind, found.field, found.now, found.before, found.period]
    return " ".join(f"{part:g}" if isinstance(part, float) else part for part in parts if part is not None)


@pytest.mark.parametrize(("before", "now", "asked"), _cases(), ids=lambda text: text)
def test_what_is_asked(before: str, now: str, asked: str) -> None:
    earlier = [_submission(each, 30) for each in before.split(";")]
    found = outliers(FORM, _submission(now, 31), earlier)
    assert (", ".join(map(_told, found)) or "nothing") == asked
