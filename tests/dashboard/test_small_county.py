"""The small county shows everything that can be decided, and nothing that its figures do not bear."""

from pathlib import Path

import pytest

from dashboard import queries
from dashboard.records import Comparison
from etl import snapshot
from tests.dashboard import small_county
from tests.dashboard.small_county import EARLIER, LATER


@pytest.fixture
def path(own_data_folder: Path) -> str:
    return small_county.publish(own_data_folder)


def compared(path: str, period: str) -> list[Comparison]:
    return [
        one
        for areas in queries.comparisons(path, period).values()
        for against in areas.values()
        for one in against.values()
    ]


def test_every_verdict_and_reason_stands_somewhere(path: str) -> None:
    found = [*compared(path, EARLIER), *compared(path, LATER)]
    assert {one.verdict for one in found} == set(snapshot.VERDICTS)
    reasons = {one.reason for one in found if one.reason}
    changes = [one for areas in queries.changes_over_time(path, LATER).values() for one in areas.values()]
    reasons |= {one.reason for one in changes if one.reason}
    assert reasons == {*snapshot.REASONS_CANNOT_TELL, *snapshot.REASONS_NOT_COMPARED}


@pytest.mark.parametrize("period", [EARLIER, LATER])
def test_each_verdict_is_what_its_interval_says(path: str, period: str) -> None:
    decided = {"better", "worse", "higher", "lower"}
    for one in compared(path, period):
        figure = queries.indicator_answers(path, period)[one.indicator].of(one.area)
        if one.verdict in decided and figure and figure.lower and figure.upper and one.benchmark:
            above = figure.lower > one.benchmark
            assert above or figure.upper < one.benchmark
            # More help for those who seek it is the only thing that is called better here.
            assert one.verdict in ({"better", "higher"} if above else {"worse", "lower"})
        if one.reason == "within_chance":
            assert figure
            assert (figure.lower or 0) <= (one.benchmark or 0) <= (figure.upper or 0)


def test_the_parts_of_a_change_are_the_whole(path: str) -> None:
    for areas in queries.changes_over_time(path, LATER).values():
        county = areas["25"]
        if county.real_change is not None:
            parts = (county.real_change, county.membership_change or 0, county.definition_change or 0)
            assert county.whole_change == pytest.approx(sum(parts))
