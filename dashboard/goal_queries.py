"""What the page Effektmål asks of the published snapshot: the goals and the county's figures from every form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.queries import INDICATOR, TARGET, Row, ask, build
from dashboard.records import Baseline, Break, ChangeOverTime, Figure, GoalLife, GoalProgress, Indicator


@dataclass(frozen=True)
class Goal:
    """One effect goal. ``whole`` is how an indicator names it, ``awaits`` what would tell (more) of it."""

    concept: str
    words: str
    awaits: str
    noted: str = ""

    @property
    def whole(self) -> str:
        return f"{self.concept}: {self.words}"


@dataclass(frozen=True)
class Measure:
    """An indicator that serves a goal, the form that feeds it, and what its numerator counts (empty when mixed)."""

    indicator: Indicator
    form: str
    form_title: str
    counts: str
    unit: str


@dataclass(frozen=True)
class Reading:
    """A county's figure in one period, with what must be known to set it beside others."""

    period: str
    label: str
    starts: date
    months: int
    figure: Figure


@st.cache_resource(max_entries=16, show_spinner=False)
def goals(path: str) -> tuple[Goal, ...]:
    """Every goal, in the order of indicators.yaml."""
    rows = ask(
        path,
        """SELECT concept, words, coalesce(awaits, '') AS awaits, coalesce(noted, '') AS noted
           FROM effect_goal ORDER BY sort""",
    )
    return tuple(Goal(**row) for row in rows)


@st.cache_resource(max_entries=16, show_spinner=False)
def measures(path: str) -> tuple[Measure, ...]:
    """Every indicator that serves a goal or has a step in the story, of every form."""
    rows = ask(
        path,
        f"""SELECT source.title AS form_title,
                  (SELECT [any_value(counts), any_value(unit)] FROM item
                   WHERE item.form = indicator.form AND list_contains(indicator.numerator, item.id)
                   HAVING count(DISTINCT counts) = 1) AS counted, {INDICATOR}, {TARGET}
           JOIN source ON source.id = indicator.form
           WHERE effect_goal IS NOT NULL OR step IS NOT NULL ORDER BY indicator.sort""",
        county=build(path).county,
    )
    lists = ("numerator", "denominator", "caveats", "source_questions")
    found = []
    for row in rows:
        form, title, counted = row["form"], row.pop("form_title"), row.pop("counted")
        counts, unit = counted or ("", "")
        indicator = Indicator(**row | {name: tuple(row[name]) for name in lists})
        found.append(Measure(indicator, form, title, counts or "", unit or ""))
    return tuple(found)


@st.cache_resource(max_entries=16, show_spinner=False)
def readings(path: str) -> dict[str, dict[str, tuple[Reading, ...]]]:
    """Indicator -> source -> the county's figures, oldest first; also what was printed of it.

    What only a part of the county answers (a pilot) stands for itself: its figure has that part's name.
    """
    rows = ask(
        path,
        """SELECT indicator, period, period.label, starts, months, value.source, area.code AS area, area.name,
                  0 AS adults, value, status, numerator, denominator, answered, asked, population_share AS share,
                  lower, upper, lower_998, upper_998, certainty, gate, at_most, rank_low, rank_high, ranked
           FROM indicator_value AS value JOIN period ON period.id = value.period JOIN area ON area.code = value.area
           WHERE (value.area = $county OR area.level = 'sub_area' AND area.county = $county AND answered > 0)
             AND sex = 'total' AND age_group = '18+' ORDER BY starts, ends, area.code""",
        county=build(path).county,
    )
    found: dict[str, dict[str, tuple[Reading, ...]]] = {}
    for row in rows:
        indicator, period, label, starts, months = (
            row.pop(name) for name in ("indicator", "period", "label", "starts", "months")
        )
        of_source = found.setdefault(indicator, {})
        reading = Reading(period, label, starts, months, Figure(**row))
        of_source[row["source"]] = (*of_source.get(row["source"], ()), reading)
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def changes(path: str) -> dict[tuple[str, str], ChangeOverTime]:
    """The county's changes by indicator and the later period."""
    found = (ChangeOverTime(**row) for row in _judged(path, "change", ("members", "breaks")))
    return {(each.indicator, each.period): each for each in found}


@st.cache_resource(max_entries=16, show_spinner=False)
def progress(path: str) -> dict[tuple[str, str], GoalProgress]:
    """Where the county stands against the goals that somebody has set, by indicator and period."""
    rows = _judged(path, "goal_progress", ())
    return {(row["indicator"], row.pop("period")): GoalProgress(**row) for row in rows}


@st.cache_resource(max_entries=16, show_spinner=False)
def lives(path: str) -> dict[tuple[str, str], GoalLife]:
    """Where the county is on its way from baseline to goal, by indicator and period."""
    rows = _judged(path, "goal_state", ("members", "breaks"))
    texts = ("target_by", "baseline_period", "left_counts")
    found = (GoalLife(**row | {name: row[name] or "" for name in texts}) for row in rows)
    return {(each.indicator, each.period): each for each in found}


@st.cache_resource(max_entries=16, show_spinner=False)
def baselines(path: str) -> dict[str, Baseline]:
    """What the county has locked, by indicator."""
    rows = ask(
        path,
        "SELECT indicator, period, value, version, decided, decided_on FROM baseline WHERE county = $county",
        county=build(path).county,
    )
    return {row["indicator"]: Baseline(**row) for row in rows}


@st.cache_resource(max_entries=16, show_spinner=False)
def examples(path: str) -> frozenset[str]:
    """The indicators whose goal or baseline in the county nobody has decided."""
    rows = ask(
        path,
        """SELECT indicator FROM target WHERE county = $county AND example
           UNION SELECT indicator FROM baseline WHERE county = $county AND example""",
        county=build(path).county,
    )
    return frozenset(row["indicator"] for row in rows)


def _judged(path: str, table: str, lists: tuple[str, ...]) -> list[Row]:
    rows = ask(
        path,
        f"""SELECT {table}.* EXCLUDE (source, sex, age_group) FROM {table}
            JOIN indicator ON indicator.id = {table}.indicator AND indicator.form = {table}.source
            WHERE area = $county AND sex = 'total' AND age_group = '18+'""",
        county=build(path).county,
    )
    return [row | {name: tuple(row[name]) for name in lists} for row in rows]


@st.cache_resource(max_entries=16, show_spinner=False)
def breaks(path: str) -> dict[str, tuple[Break, ...]]:
    """Where the figures of a form stop being comparable with those before, by form."""
    found: dict[str, tuple[Break, ...]] = {}
    for row in ask(path, "SELECT * FROM comparability_break ORDER BY id"):
        form = row.pop("form")
        found[form] = (*found.get(form, ()), Break(**row))
    return found


@st.cache_resource(max_entries=16, show_spinner=False)
def printed_sources(path: str) -> tuple[str, ...]:
    """Where figures were printed, unlike those that somebody has sent in."""
    return tuple(row["id"] for row in ask(path, "SELECT id FROM source WHERE kind = 'published' ORDER BY id"))


def county(path: str) -> str:
    """The code of the county that the snapshot is about."""
    return build(path).county
