"""The goals that have been decided, and how sure it is that they are reached."""

from __future__ import annotations

from dashboard import queries, sentences_coverage, sentences_goals, sentences_over_time
from dashboard.records import NO_ANSWERS, Indicator, Period
from dashboard.sentence_texts import say

EXAMPLE = "exempelmål"


def lines(path: str, period: Period, area: str) -> list[tuple[str, str, str]]:
    """For each measure with a goal its name, the state, and the goal with how sure it is that it is reached."""
    known, example = queries.indicators(path), queries.build(path).example
    found = []
    for indicator, areas in queries.goals(path, period.id).items():
        if indicator in known and area in areas:
            measure = known[indicator]
            name = f"{measure.short_title} ({EXAMPLE})" if example else measure.short_title
            said = [sentences_over_time.goal(areas[area], measure)]
            total = queries.indicator_answers(path, period.id).get(indicator, NO_ANSWERS).total
            if total and total.area == area and areas[area].verdict != "not_compared":
                said.append(sentences_coverage.of_goal(total))
            found.append(
                (name, sentences_goals.of_verdict(areas[area].verdict), " ".join([*said, _decided(measure)]).strip())
            )
    return found


def _decided(measure: Indicator) -> str:
    return say("goal_decided", decided=measure.target_decided) if measure.target_decided else ""
