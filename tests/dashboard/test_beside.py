"""Many municipalities at once: the stricter level, the funnel that the figures can bear, and its limits."""

from dataclasses import replace

import pytest

from dashboard import asked_chart, beside, chart_choice, comparison
from dashboard.beside import COUNTY, NOTHING, SKR, Beside
from dashboard.chart_choice import DOTS, FUNNEL, TABLE
from dashboard.comparison import Shown
from dashboard.measures import View
from dashboard.records import Answers, Comparison, Figure
from etl.intervals import rate
from tests.dashboard.figures import PERIOD, figure, indicator

RATE = indicator(uncertainty="poisson")


def county(areas: int) -> Answers:
    """Each municipality twice as large as the one before, for four sizes; every one has 40 per 10 000."""
    found = []
    for place in range(areas):
        below = 10_000.0 * 2 ** (place % 4)
        value, lower, upper = rate(below * 0.004, below, 0.95, 10_000)
        same = figure(f"{place:04}", f"Kommun {place:02}", float(value))
        counts = replace(same, numerator=below * 0.004, denominator=below, certainty="firm")
        found.append(replace(counts, lower=float(lower), upper=float(upper)))
    top, below = sum(f.numerator or 0 for f in found), sum(f.denominator or 0 for f in found)
    total = Figure("25", "Län", 0, 40.0, "ok", top, below, areas, areas, 1.0, gate="county")
    return Answers(tuple(found), total, None)


def one(area: str, verdict: str = "higher", verdict_998: str = "cannot_tell") -> Comparison:
    return Comparison(
        verdict, None, None, None, RATE.id, area, "county", 40.0, 1.0, 1.0, ("a", "b", "c"), "county", 20.0, verdict_998
    )  # fmt: skip


def see(areas: int, kind: str = DOTS) -> Shown:
    answers = county(areas)
    view = View(RATE, False, RATE.title, RATE.unit, 1, answers)
    held = Beside(COUNTY, {f.area: one(f.area) for f in answers.areas}, answers.total, "De svarande kommunerna")
    return Shown(view, PERIOD, held, kind, [f.area for f in answers.areas])


@pytest.mark.parametrize(("areas", "verdict", "flags"), [(19, "higher", "1,0"), (20, "cannot_tell", "0,04")])
def test_from_twenty_municipalities_the_stricter_level_decides(areas: int, verdict: str, flags: str) -> None:
    shown = see(areas)
    assert shown.held.verdict("0000") == verdict
    assert beside.verdicts(shown.held) == [verdict]
    assert flags in beside.chance(shown.held)
    drawing = comparison.chart(shown)
    assert drawing is not None
    assert {row["verdict"].split("\u00a0", 1)[-1] for row in drawing[1]} == {
        {"higher": "högre", "cannot_tell": "kan inte avgöras"}[verdict]
    }
    assert ("99,8 procent" in " ".join(comparison.level(shown.held))) == (areas >= 20)


def test_what_could_never_show_anything_is_no_risk_of_a_false_verdict() -> None:
    few = replace(one("0001", "cannot_tell"), reason="few_expected")
    held = Beside(COUNTY, {"0000": one("0000"), "0001": few})
    assert (held.compared, held.decidable) == (2, 1)
    assert beside.chance(held).startswith("En enda jämförelse har underlag nog")
    assert beside.chance(Beside(COUNTY, {"0001": few})) == ""


def test_the_funnel_can_be_chosen_where_there_are_enough() -> None:
    assert asked_chart.kinds(see(11).view, see(11).held) == {DOTS: "Punkter"}
    assert asked_chart.kinds(see(12).view, see(12).held) == {DOTS: "Punkter", FUNNEL: "Tratt"}


def test_the_limits_of_a_funnel_are_those_of_the_county() -> None:
    shown = see(12)
    assert asked_chart.kinds(shown.view, Beside(SKR, shown.held.found)) == {DOTS: "Punkter"}


def test_the_funnel_has_its_points_its_key_and_its_words_for_who_listens() -> None:
    shown = see(14, FUNNEL)
    drawing = comparison.chart(shown)
    assert drawing is not None
    assert {f.name for f in shown.view.answers.areas} <= {row.get("name") for row in drawing[1]}
    assert comparison.key(shown).startswith("Punkt: kommunens tal")
    assert comparison.spoken(shown).startswith("Trattdiagram")


def test_who_has_no_value_has_no_mark_of_what_it_would_be_held_against() -> None:
    shown = see(12)
    first, *others = shown.view.answers.areas
    silent = replace(first, value=None, status="not_submitted", lower=None, upper=None)
    view = replace(shown.view, answers=replace(shown.view.answers, areas=(silent, *others)))
    apart = {area: replace(each, benchmark=10.0) for area, each in shown.held.found.items()}
    drawing = comparison.chart(replace(shown, view=view, held=replace(shown.held, found=apart)))
    assert drawing is not None
    assert [row["own_line"] for row in drawing[1]] == [None] + [10.0] * 11


def test_what_is_not_judged_is_held_against_nothing() -> None:
    plain = replace(see(12).view, indicator=indicator(uncertainty="not_independent"))
    assert not plain.is_judged
    few = replace(
        see(12).view.answers, total=replace(see(12).view.answers.total or figure("", "", 1), gate="counts_only")
    )
    bare = replace(see(12).view, answers=few)
    assert bare.counts_only
    assert chart_choice.beside_others(few, "poisson").chosen == TABLE
    assert beside.beside("nowhere", bare, PERIOD.id, COUNTY) == NOTHING
