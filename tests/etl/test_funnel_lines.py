"""The lines of a funnel lie where the limits of the statistics are, within the picture."""

from __future__ import annotations

import numpy as np
import pytest

from etl.funnel_lines import funnel
from etl.statistics import funnel_proportion, rate

SIZES = [2_000.0, 5_000.0, 9_000.0, 20_000.0, 60_000.0]


def test_the_baseline_is_all_events_over_all_persons() -> None:
    found = funnel([4, 12, 20, 38, 118], SIZES, kind="rate", multiplier=10_000)
    assert found.baseline == pytest.approx(10_000 * 192 / 96_000)
    assert (found.areas, found.outside, found.fits) == (5, 0, True)


@pytest.mark.parametrize("kind", ["rate", "proportion"])
def test_every_line_keeps_inside_the_picture_and_runs_along_it(kind: str) -> None:
    found = funnel([40, 120, 200, 380, 1_180], SIZES, kind=kind, multiplier=100)
    assert {(line.confidence, line.side) for line in found.lines} == {
        (level, side) for level in (0.95, 0.998) for side in ("lower", "upper")
    }
    for line in found.lines:
        x, y = np.array(line.points).T
        assert (np.diff(x) >= 0).all()
        assert (x.min() >= 2_000 / 1.07, x.max() <= 60_000 * 1.07) == (True, True)
        assert (y.min() >= 0, y.max() <= found.top + 1e-9) == (True, True)
        assert x.max() == pytest.approx(60_000 * 1.06)


def test_a_proportions_line_is_its_closed_form() -> None:
    found = funnel([40, 120, 200, 380, 1_180], SIZES, kind="proportion", multiplier=100)
    for line in found.lines:
        x, y = np.array(line.points[1:-1]).T
        limits = funnel_proportion(found.baseline / 100, x, line.confidence, 100)
        assert y == pytest.approx(np.asarray(getattr(limits, line.side)), abs=1e-9)


def test_an_area_on_a_rates_line_has_the_baseline_at_its_own_limit() -> None:
    found = funnel([1, 2, 4, 8, 24], SIZES, kind="rate", multiplier=10_000)
    outer = next(line for line in found.lines if (line.confidence, line.side) == (0.95, "lower"))
    few = [(x, y) for x, y in outer.points if x * y / 10_000 < 9.9]
    wholes = [(x, y) for x, y in few if abs(x * y / 10_000 - round(x * y / 10_000)) < 1e-9]
    assert len(wholes) > 3
    for x, y in wholes:
        own = rate(round(x * y / 10_000), x, 0.95, 10_000)
        assert float(own.upper) == pytest.approx(found.baseline)


def test_limits_that_leave_out_more_than_a_quarter_do_not_fit() -> None:
    found = funnel([4, 60, 20, 38, 300], SIZES, kind="rate", multiplier=10_000)
    assert (found.outside, found.fits) == (3, False)


def test_no_events_at_all_have_a_picture_without_lines() -> None:
    found = funnel([0, 0], [100.0, 900.0], kind="rate", multiplier=10_000)
    assert (found.baseline, found.lines, found.top, found.outside) == (0, (), 1, 0)
