"""Effektmål: the three concepts with their goals; where the county was, is and should be, and what nobody knows yet."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import components, goal_lines, goal_tables, queries, tables
from dashboard.goal_lines import GoalState
from dashboard.swedish import short_title

PAGE = "effektmal"
_IN_SIGHT = 4
_HOW_TO_READ = (
    "Var: den första period som går att ställa bredvid den senaste. Är: den senaste. Båda gäller de kommuner som "
    "svarade då. Förändring: bedömd mot närmast jämförbara period, i de kommuner som svarat båda gångerna."
)


def page() -> None:
    path = components.published()
    build, states = queries.build(path), goal_lines.states(path)
    components.title("Effektmål", f"{build.county_name}. Når förändringen sina mål, och vad vet vi inte ännu?")
    if any(state.told for state in states):
        components.lead(goal_tables.lead(states, example=build.example))
        components.note(_HOW_TO_READ)
    else:
        components.nothing_here("Här finns ännu inga svar om målen.", "Öppna en insamling först.")
    for concept in dict.fromkeys(state.goal.concept for state in states):
        components.section(concept, concept.casefold().replace("å", "a"))
        for state in states:
            if state.goal.concept == concept:
                _goal(state, example=build.example)
    _whole(path, states)


def _goal(state: GoalState, *, example: bool) -> None:
    st.subheader(state.goal.words, anchor=False)
    shown = goal_lines.first_to_tell(state.told, _IN_SIGHT)
    if shown:
        tables.show(goal_tables.table(state, shown))
        components.judged(goal_tables.judged(shown, example=example))
    components.note(goal_tables.more(len(state.told), len(shown)), *goal_tables.awaits(state))


def _whole(path: str, states: list[GoalState]) -> None:
    components.section("Alla mått", "alla-matt")
    shown = goal_tables.whole(states)
    components.folded("Visa alla mått som tabell", "alla", shown, [_HOW_TO_READ])
    forms = dict.fromkeys(line.measure.form_title for state in states for line in state.told)
    about = components.provenance(path, shown.caption, "senaste perioden för varje mått", "se kolumnen Svar")
    source = "; ".join(map(short_title, forms)) or about.source
    components.save("effektmal", replace(about, source=source, notes=(_HOW_TO_READ,)), table=shown)
    components.links(
        [("om_siffrorna", "Så räknas måtten ur kommunenkäten"), ("over_tid", "Ett mått i taget, över tid")], {}
    )


page()
