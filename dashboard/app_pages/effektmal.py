"""Effektmål: the story first, then the three concepts with their goals: where the county was, is and should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import components, goal_cards, goal_lines, goal_steps, goal_story, goal_tables, queries, tables
from dashboard.folds import fold
from dashboard.goal_lines import GoalState
from dashboard.swedish import short_title

PAGE = "effektmal"
_IN_SIGHT = 4
_HOW_TO_READ = (
    "Utgångsläget är låst och ändras inte. Takten räknas om året, i de kommuner som har svarat båda gångerna. Det grå "
    "bandet på en linje är slumpens spelrum."
)
_TABLES = (
    "Var: den första period som går att ställa bredvid den senaste. Är: den senaste. Båda gäller de kommuner som "
    "svarade då. Förändring: bedömd mot närmast jämförbara period, i de kommuner som svarat båda gångerna."
)


def page() -> None:
    path = components.published()
    build, states = queries.build(path), goal_lines.states(path)
    components.title("Effektmål", f"{build.county_name}. Når förändringen sina mål, och vad vet vi inte ännu?")
    if any(state.told for state in states):
        components.lead(goal_tables.lead(states, example=build.example))
    else:
        components.nothing_here("Här finns ännu inga svar om målen.", "Öppna en insamling först.")
    components.section("Från behov till utfall", "fran-behov-till-utfall")
    goal_steps.show(goal_story.steps(path))
    components.note(goal_story.APART)
    if any(line.is_aimed for state in states for line in state.told):
        components.note(_HOW_TO_READ)
    for concept in dict.fromkeys(state.goal.concept for state in states):
        _concept(concept, [state for state in states if state.goal.concept == concept])
    _whole(path, states)


def _concept(concept: str, states: Sequence[GoalState]) -> None:
    name = concept.casefold().replace("å", "a")
    components.section(concept, name)
    for state in states:
        _goal(state)
    told = [line for state in states for line in state.told]
    if told:
        with fold(f"{concept}: vad måtten säger om målen, och vad bedömningen vilar på", name) as unfolded:
            if unfolded:
                components.facts(goal_tables.details(told))


def _goal(state: GoalState) -> None:
    st.subheader(state.goal.words, anchor=False)
    shown = goal_lines.first_to_tell(state.told, _IN_SIGHT)
    goal_cards.show([line for line in shown if line.is_aimed])
    if others := [line for line in shown if not line.is_aimed]:
        tables.show(goal_tables.table(state, others))
    components.note(goal_tables.more(len(state.told), len(shown)), *goal_tables.awaits(state))


def _whole(path: str, states: list[GoalState]) -> None:
    components.section("Alla mått", "alla-matt")
    shown = goal_tables.whole(states)
    components.folded("Visa alla mått som tabell", "alla", shown, [_TABLES])
    forms = dict.fromkeys(line.measure.form_title for state in states for line in state.told)
    about = components.provenance(path, shown.caption, "senaste perioden för varje mått", "se kolumnen Svar")
    source = "; ".join(map(short_title, forms)) or about.source
    components.save("effektmal", replace(about, source=source, notes=(_TABLES, _HOW_TO_READ)), table=shown)
    components.links(
        [("om_siffrorna", "Så räknas måtten ur kommunenkäten"), ("over_tid", "Ett mått i taget, över tid")], {}
    )


page()
