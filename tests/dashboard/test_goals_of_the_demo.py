"""The page Effektmål of the demo: Kronoberg shows the life of a goal, and no baseline is wrong from the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import goal_lines, goal_queries, goal_story, queries
from etl.demo import Demo
from tests.dashboard.visits import said, visit

pytestmark = pytest.mark.slow


@pytest.fixture
def kronoberg(built_demo: Demo) -> str:
    return queries.as_seen_by(str(built_demo.build.published), "07")


def test_the_example_baselines_are_what_their_periods_give(built_demo: Demo) -> None:
    for county in ("25", "21", "07"):
        path = queries.as_seen_by(str(built_demo.build.published), county)
        lives = goal_queries.lives(path).values()
        assert lives, county
        assert [life.indicator for life in lives if life.baseline_corrected] == []


def test_the_life_of_a_goal_is_shown(kronoberg: str) -> None:
    newest = [line for state in goal_lines.states(kronoberg) for line in state.told if line.life]
    assert {line.life.state for line in newest if line.life} >= {"reached", "on_pace", "behind", "cannot_tell"}
    assert all(line.example for line in newest)


def test_reached_is_what_the_certainty_says_and_no_pace_crosses_a_break(built_demo: Demo) -> None:
    for county in ("25", "21", "07"):
        path = queries.as_seen_by(str(built_demo.build.published), county)
        progress, lives = goal_queries.progress(path), goal_queries.lives(path)
        for key, life in lives.items():
            if key in progress:
                assert (life.state == "reached") == (progress[key].verdict == "better"), key
            assert not (life.breaks and life.achieved_pace is not None), key
            assert (life.achieved_pace is None) == (life.apart is not None), key


def test_each_county_has_its_own_goals(built_demo: Demo) -> None:
    path = str(built_demo.build.published)
    of_county = {
        county: {m.indicator.id for m in goal_queries.measures(queries.as_seen_by(path, county)) if m.indicator.target}
        for county in ("25", "21", "07")
    }
    assert "koordinator_andel" in of_county["07"] - of_county["21"] - of_county["25"]
    assert "asi_kommuner_andel" in of_county["21"] - of_county["07"]


def test_the_page_tells_it(demo_data: Path) -> None:
    shown = said(visit("effektmal", lanet="07", folds=("integrerad",)))
    for expected in (
        "✓ nått",
        "↗ på väg i tid",
        "↘ för långsamt",
        "Som talen är fattas 8 personer till målet (med slumpens spelrum 2–17).",
        "Takten gäller de 7 kommuner som har svarat båda gångerna.",
        "Utgångsläget är 51 % (första halvåret 2025). Det låstes 1 oktober 2025.",
        "Om målet säger måttet att stödet kom snabbt efter utskrivning.",
    ):
        assert expected in shown, expected
    assert "bättre" not in shown.split("Integrerad", 1)[1].split("Samverkansforum")[0]


def test_the_story_has_four_steps_with_few_figures_and_says_what_is_not_known(kronoberg: str) -> None:
    steps = goal_story.steps(kronoberg)
    assert [step.name for step in steps] == ["Behov", "Efterfrågan", "Insats", "Utfall"]
    assert all(0 < len(step.figures) <= 3 for step in steps)
    assert all(figure.basis for step in steps for figure in step.figures)
    behov = steps[0]
    assert "Socialstyrelsen" in behov.figures[0].basis
    assert behov.unknown == ("Vet inte ännu: inga svar i Diagnoser och Diagnoser per kommun.",)


def test_the_need_is_told_with_samsjuklighet_and_with_how_many_were_counted(built_demo: Demo) -> None:
    """Arbetsrapport 2026:1 counts 1 544 and 747 individuals; the example files have the same."""
    behov = goal_story.steps(queries.as_seen_by(str(built_demo.build.published), "21"))[0]
    told = {figure.name.replace("\u00a0", " "): figure.basis.replace("\u00a0", " ") for figure in behov.figures}
    assert told["F10–F19 per 10 000 vuxna"] == "2024, 1 544 individer"
    assert told["Samsjuklighet per 10 000 vuxna"] == "2024, 747 individer"
