"""What the pages may ask of the published snapshot: with the other modules named so the only SQL in the dashboard.

Every answer is kept under the snapshot's path, which changes with each publication: nothing is ever stale and
nothing needs to be emptied. Answers are shared between visitors and must not be changed by who gets them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import streamlit as st

from dashboard.records import (
    AnsweredForm,
    Answers,
    Break,
    Build,
    ChangeOverTime,
    Comparison,
    Figure,
    GoalProgress,
    Indicator,
    Item,
    Municipality,
    Note,
    Period,
    Reading,
    Respondent,
    ResponseGroup,
    SourceFigure,
    SourceValue,
    Trend,
    not_asked,
)
from etl.house import open_house
from etl.problems import UserError
from etl.snapshot import changes_at_publication, current_build, open_snapshot, published_path

FORM = "kommunenkat"
Row = dict[str, Any]
# A path names the snapshot and, after this sign, the county that is looked at when it is not the house's own. What is
# asked of the snapshot is kept under both.
_SEEN_BY = "#"
# What a region answers to a form of municipalities is a source of its own, named so.
_BY_REGION = "_region"


def as_seen_by(path: str, county: str) -> str:
    """The snapshot with another county in the place of the house's own."""
    file = path.partition(_SEEN_BY)[0]
    return file if county == build(file).county else f"{file}{_SEEN_BY}{county}"


def served() -> str | None:
    """Path of the snapshot that the data folder serves right now; None before the first publication."""
    try:
        house = open_house()
    except UserError:
        return None
    build = current_build(house.path)
    return str(published_path(house.path, build)) if build else None


@st.cache_resource(max_entries=16, show_spinner=False)
def _connection(path: str) -> duckdb.DuckDBPyConnection:
    return open_snapshot(Path(path))


def ask(path: str, sql: str, **values: object) -> list[Row]:
    """The rows that answer a query; every query stands here or in another module of queries."""
    # A cursor of its own for every question: one connection refuses to serve two sessions at once.
    with _connection(path.partition(_SEEN_BY)[0]).cursor() as cursor:
        rows: list[Row] = cursor.sql(sql, params=values or None).pl().to_dicts()
    return rows


@st.cache_resource(max_entries=16, show_spinner=False)
def build(path: str) -> Build:
    about = {row["key"]: row["value"] for row in ask(path, "SELECT key, value FROM snapshot")}
    county, year = path.partition(_SEEN_BY)[2] or about["county"], int(about["population_year"])
    [area] = ask(
        path,
        """SELECT area.name, sum(adults) AS adults FROM area
           JOIN area AS inside ON inside.county = area.code AND inside.level = 'municipality'
           JOIN population ON population.area = inside.code AND year = $year AND sex = 'total'
           WHERE area.code = $county GROUP BY area.name""",
        county=county,
        year=year,
    )
    return Build(
        path=path,
        id=about["build_id"],
        as_of=date.fromisoformat(about["as_of"][:10]),
        example=about["kind"] == "demo",
        county=county,
        own=county == about["county"],
        county_name=area["name"],
        population_year=year,
        adults=int(area["adults"]),
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def counties_with_figures(path: str) -> dict[str, str]:
    """The counties that somebody has answered for or a report has printed figures of; the house's own first."""
    rows = ask(
        path,
        """SELECT code, name FROM area WHERE level = 'county' AND (
               code = $home
               OR code IN (SELECT county FROM area JOIN submission ON submission.area = area.code)
               OR code IN (SELECT county FROM area JOIN observation ON observation.area = area.code
                           JOIN source ON source.id = observation.source WHERE source.kind = 'published'))
           ORDER BY code <> $home, name COLLATE sv""",
        home=build(path).county,
    )
    return {row["code"]: row["name"] for row in rows}


@st.cache_resource(max_entries=16, show_spinner=False)
def periods(path: str, form: str = FORM) -> tuple[Period, ...]:
    """Periods that somebody in the county was asked about, newest first.

    Where municipalities were asked it is they who are counted: what their region answers is no part of any sum.
    """
    rows = ask(
        path,
        """SELECT period.id, period.label, period.starts, period.months,
                  count(*) FILTER (counted) AS asked, count(submission.area) FILTER (counted) AS answered,
                  coalesce(sum(adults) FILTER (submission.area IS NOT NULL), 0) / $adults AS share
           FROM (SELECT asked.*, level, level = 'municipality'
                        OR NOT bool_or(level = 'municipality') OVER (PARTITION BY asked.period) AS counted
                 FROM asked JOIN area ON code = asked.area WHERE form = $form AND county = $county) AS asked
           JOIN period ON period.id = asked.period
           LEFT JOIN submission USING (form, period, area)
           LEFT JOIN population ON population.area = asked.area AND sex = 'total' AND year = $year
             AND asked.level = 'municipality'
           GROUP BY period.id, period.label, period.starts, period.months, period.ends
           ORDER BY period.ends DESC, period.starts DESC""",
        form=form,
        county=build(path).county,
        adults=build(path).adults,
        year=build(path).population_year,
    )
    return tuple(Period(**row) for row in rows)


@st.cache_resource(max_entries=64, show_spinner=False)
def respondents(path: str, period: str, form: str = FORM) -> tuple[Respondent, ...]:
    """Everybody in the county who was asked, in alphabetical order."""
    rows = ask(
        path,
        """SELECT asked.area, name, coalesce(adults, 0) AS adults, received_on, version, deadline
           FROM asked JOIN area ON area.code = asked.area
           LEFT JOIN submission USING (form, period, area)
           LEFT JOIN population ON population.area = asked.area AND sex = 'total' AND year = $year
           WHERE form = $form AND period = $period AND area.county = $county ORDER BY name COLLATE sv""",
        form=form,
        period=period,
        county=build(path).county,
        year=build(path).population_year,
    )
    return tuple(Respondent(**row) for row in rows)


# An indicator, and the goal that holds for it in the county that is looked at: for ``Indicator``.
INDICATOR = "indicator.* EXCLUDE (version, sort)"
TARGET = """target.target, target.target_by, target.target_decided
    FROM indicator LEFT JOIN target ON target.indicator = indicator.id AND target.county = $county"""


@st.cache_resource(max_entries=16, show_spinner=False)
def indicators(path: str, form: str = FORM) -> dict[str, Indicator]:
    """Every indicator of the form, in the order of indicators.yaml."""
    rows = ask(
        path,
        f"SELECT {INDICATOR}, {TARGET} WHERE form = $form ORDER BY sort",
        form=form,
        county=build(path).county,
    )
    lists = ("numerator", "denominator", "caveats", "source_questions")
    return {row["id"]: Indicator(**row | {name: tuple(row[name]) for name in lists}) for row in rows}


@st.cache_resource(max_entries=16, show_spinner=False)
def items(path: str, form: str = FORM) -> dict[str, Item]:
    """Every question of the form that became figures, in the form's order."""
    rows = ask(path, "SELECT * EXCLUDE (form, sort) FROM item WHERE form = $form ORDER BY sort", form=form)
    return {
        row["id"]: Item(**{k: v or "" for k, v in row.items()} | {"choices": tuple(row["choices"] or ())})
        for row in rows
    }


_FIGURES = """
    SELECT {key} AS id, {table}.source, area.code AS area, area.name, coalesce(adults, 0) AS adults, value, status,
           {own}, answered, asked, population_share AS share
    FROM {table} JOIN area ON area.code = {table}.area JOIN source ON source.id = {table}.source
    LEFT JOIN population ON population.area = area.code AND population.year = $year AND population.sex = 'total'
    WHERE period = $period AND {table}.sex = 'total' AND area.county = $county
      AND area.level IN ('municipality', 'county') AND {form}
    ORDER BY area.name COLLATE sv"""
_OF_INDICATORS = _FIGURES.format(
    table="indicator_value",
    key="indicator",
    own="numerator, denominator, NULL AS printed_at, NULL AS note, lower, upper, lower_998, upper_998, certainty,"
    " gate, at_most, rank_low, rank_high, ranked",
    form="indicator IN (SELECT id FROM indicator WHERE form = $form)",
)
_OF_ITEMS = _FIGURES.format(
    table="observation",
    key="item",
    own="value AS numerator, NULL AS denominator, printed_at, observation.note",
    # What reports have printed has items of its own, such as a total that no question asks for.
    form="(form = $form OR source.kind = 'published' AND source.id IN"
    " (SELECT printed.source FROM observation AS printed WHERE printed.form = $form))",
)


@st.cache_resource(max_entries=64, show_spinner=False)
def indicator_answers(path: str, period: str, form: str = FORM) -> dict[str, Answers]:
    """Every indicator of the form for the county and its municipalities."""
    parts = {each.id: (*each.numerator, *each.denominator) for each in indicators(path, form).values()}
    return _answers(path, period, form, _OF_INDICATORS, parts)


@st.cache_resource(max_entries=64, show_spinner=False)
def item_answers(path: str, period: str, form: str = FORM) -> dict[str, Answers]:
    """Every question of the form for the county and its municipalities."""
    return _answers(path, period, form, _OF_ITEMS, {id: (id,) for id in items(path, form)})


def _answers(path: str, period: str, form: str, sql: str, parts: dict[str, tuple[str, ...]]) -> dict[str, Answers]:
    """By id; ``parts`` are the items that each is made of, whose notes follow the figure."""
    about, noted = build(path), _notes(path, period, form)
    rows = ask(path, sql, form=form, period=period, county=about.county, year=about.population_year)
    found: dict[str, dict[str, Figure]] = {}
    for row in rows:
        key, source = row.pop("id"), row["source"]
        own = noted.get(row["area"], {}) if source == form else {}
        notes = tuple(note for part in (None, *parts.get(key, ())) for note in own.get(part, ())) if own else ()
        place = {form: row["area"], f"{form}{_BY_REGION}": "region"}.get(source, "printed")
        found.setdefault(key, {})[place] = Figure(**row, notes=notes)
    return {
        key: Answers(
            tuple(figures.get(m.code) or not_asked(m) for m in municipalities(path).values()),
            figures.get(about.county),
            figures.get("printed"),
            figures.get("region"),
        )
        for key, figures in found.items()
    }


def _notes(path: str, period: str, form: str) -> dict[str, dict[str | None, tuple[Note, ...]]]:
    """Area -> item -> its notes; those of None hold for everything."""
    rows = ask(
        path,
        """SELECT note.area AS code, note.item AS item_id, area.name AS area, period.label AS period,
                  coalesce(item.short_label, '') AS item, note.kind, note.text, note.noted_on
           FROM note JOIN area ON area.code = note.area JOIN period ON period.id = note.period
           LEFT JOIN item ON item.form = note.form AND item.id = note.item
           WHERE note.form = $form AND note.period = $period ORDER BY note.noted_on, note.kind, item.sort""",
        form=form,
        period=period,
    )
    found: dict[str, dict[str | None, tuple[Note, ...]]] = {}
    for row in rows:
        of_area = found.setdefault(row.pop("code"), {})
        item = row.pop("item_id")
        of_area[item] = (*of_area.get(item, ()), Note(**row))
    return found


_JUDGED = """
    SELECT {table}.* EXCLUDE (source, sex, age_group {left_out}) FROM {table} JOIN area ON area.code = {table}.area
    WHERE source = $form AND sex = 'total' AND period = $period AND county = $county
      AND level IN ('municipality', 'county')"""


@st.cache_resource(max_entries=64, show_spinner=False)
def comparisons(path: str, period: str, form: str = FORM) -> dict[str, dict[str, dict[str, Comparison]]]:
    """Every municipality beside its benchmarks: indicator -> area -> against."""
    found: dict[str, dict[str, dict[str, Comparison]]] = {}
    for row in _judged(path, "comparison", period, form):
        one = Comparison(**row | {"members": tuple(row["members"])})
        found.setdefault(one.indicator, {}).setdefault(one.area, {})[one.against] = one
    return found


@st.cache_resource(max_entries=64, show_spinner=False)
def changes_over_time(path: str, period: str, form: str = FORM) -> dict[str, dict[str, ChangeOverTime]]:
    """The change to this period from the nearest comparable one before it: indicator -> area."""
    found: dict[str, dict[str, ChangeOverTime]] = {}
    for row in _judged(path, "change", period, form, keep_period=True):
        one = ChangeOverTime(**row | {name: tuple(row[name]) for name in ("members", "breaks")})
        found.setdefault(one.indicator, {})[one.area] = one
    return found


@st.cache_resource(max_entries=64, show_spinner=False)
def trends(path: str, period: str, form: str = FORM) -> dict[str, dict[str, Trend]]:
    """What the five years that end here say: indicator -> area."""
    found: dict[str, dict[str, Trend]] = {}
    for row in _judged(path, "trend", period, form):
        one = Trend(**row | {name: tuple(row[name]) for name in ("periods", "members")})
        found.setdefault(one.indicator, {})[one.area] = one
    return found


@st.cache_resource(max_entries=64, show_spinner=False)
def goals(path: str, period: str, form: str = FORM) -> dict[str, dict[str, GoalProgress]]:
    """Where each area stands against the goals that have been set: indicator -> area."""
    found: dict[str, dict[str, GoalProgress]] = {}
    for row in _judged(path, "goal_progress", period, form):
        one = GoalProgress(**row)
        found.setdefault(one.indicator, {})[one.area] = one
    return found


def _judged(path: str, table: str, period: str, form: str, *, keep_period: bool = False) -> list[Row]:
    sql = _JUDGED.format(table=table, left_out="" if keep_period else ", period")
    return ask(path, sql, form=form, period=period, county=build(path).county)


def history(path: str, indicator: str, period: str, form: str = FORM) -> dict[str, tuple[Reading, ...]]:
    """An indicator in every period of the same months as this one, oldest first, by area; the county too."""
    of_id = {each.id: each for each in periods(path, form)}
    this = of_id[period]
    same = [p for p in of_id.values() if (p.months, p.starts.month) == (this.months, this.starts.month)]
    found: dict[str, list[Reading]] = {}
    for each in sorted(same, key=lambda p: p.starts):
        answers = indicator_answers(path, each.id, form).get(indicator)
        for figure in (*answers.areas, *([answers.total] if answers.total else [])) if answers else ():
            found.setdefault(figure.area, []).append(Reading(each, figure))
    return {area: tuple(readings) for area, readings in found.items()}


@st.cache_resource(max_entries=16, show_spinner=False)
def breaks(path: str, form: str = FORM) -> tuple[Break, ...]:
    """Where the figures of a form, or of a source with items of its own, stop being comparable with those before."""
    rows = ask(path, "SELECT * EXCLUDE (form) FROM comparability_break WHERE form = $form ORDER BY id", form=form)
    return tuple(Break(**row) for row in rows)


@st.cache_resource(max_entries=16, show_spinner=False)
def figures_of(path: str, source: str) -> tuple[SourceFigure, ...]:
    """Everything one source tells, wherever it is about: area by area, oldest first."""
    rows = ask(
        path,
        """SELECT observation.source, area.code AS area, name, period.id AS period, period.label, starts, item, sex,
                  age_group, value, status, printed_at, observation.note, observation.example
           FROM observation JOIN area ON area.code = observation.area JOIN period ON period.id = observation.period
           WHERE observation.source = $source ORDER BY area.code, starts, item, sex, age_group""",
        source=source,
    )
    return tuple(SourceFigure(**row) for row in rows)


@st.cache_resource(max_entries=16, show_spinner=False)
def values_of(path: str, form: str) -> tuple[SourceValue, ...]:
    """What every source says in the indicators of a form, of everybody: in the order of indicators.yaml."""
    rows = ask(
        path,
        """SELECT v.indicator, source, area, period, value, lower, upper, v.numerator, v.denominator
           FROM indicator_value AS v JOIN indicator ON indicator.id = v.indicator
           WHERE form = $form AND sex = 'total' AND age_group = '18+' AND value IS NOT NULL
           ORDER BY sort, source, area, period""",
        form=form,
    )
    return tuple(SourceValue(**row) for row in rows)


@st.cache_resource(max_entries=64, show_spinner=False)
def response_groups(path: str, period: str, form: str = FORM) -> dict[str, ResponseGroup]:
    """Those who answered and those who are silent, by "answered" and "silent"."""
    rows = ask(
        path,
        """SELECT * EXCLUDE (form, period, county) FROM response_group
           WHERE form = $form AND period = $period AND county = $county""",
        form=form,
        period=period,
        county=build(path).county,
    )
    lists = ("members", "skr_groups")
    return {row["who"]: ResponseGroup(**row | {name: tuple(row[name]) for name in lists}) for row in rows}


@st.cache_resource(max_entries=16, show_spinner=False)
def municipalities(path: str) -> dict[str, Municipality]:
    """The municipalities of the county, in alphabetical order, each with its peers all over the country."""
    rows = ask(
        path,
        """SELECT code, name, coalesce(adults, 0) AS adults, coalesce(skr_group, '') AS skr_group,
                  (SELECT list(peer.code) FROM area AS peer
                   WHERE peer.skr_group_code = area.skr_group_code AND peer.code <> area.code) AS skr_peers,
                  similar_areas AS similar
           FROM area LEFT JOIN population ON population.area = code AND year = $year AND sex = 'total'
           WHERE level = 'municipality' AND county = $county ORDER BY name COLLATE sv""",
        county=build(path).county,
        year=build(path).population_year,
    )
    lists = ("skr_peers", "similar")
    return {r["code"]: Municipality(**r | {name: tuple(r[name] or ()) for name in lists}) for r in rows}


@st.cache_resource(max_entries=4, show_spinner=False)
def sub_areas(path: str) -> dict[str, tuple[str, ...]]:
    """The parts of the county with their municipalities, by name; none where the county has no parts."""
    rows = ask(
        path,
        """SELECT part.name, list(area.code ORDER BY area.code) AS inside FROM area
           JOIN area AS part ON part.code = area.sub_area
           WHERE area.level = 'municipality' AND area.county = $county
           GROUP BY part.name ORDER BY part.name COLLATE sv""",
        county=build(path).county,
    )
    return {row["name"]: tuple(row["inside"]) for row in rows}


@st.cache_resource(max_entries=16, show_spinner=False)
def area_names(path: str) -> dict[str, str]:
    return {row["code"]: row["name"] for row in ask(path, "SELECT code, name FROM area")}


@st.cache_resource(max_entries=16, show_spinner=False)
def sources(path: str) -> dict[str, Row]:
    """Where figures come from: id, title, kind, publisher, note, example."""
    return {row["id"]: row for row in ask(path, "SELECT * FROM source ORDER BY kind, title COLLATE sv")}


@st.cache_resource(max_entries=16, show_spinner=False)
def answered_forms(path: str) -> tuple[AnsweredForm, ...]:
    """Every form that somebody in the county has answered, with its newest period."""
    rows = ask(
        path,
        """SELECT asked.form, source.title, period.label,
                  list(DISTINCT area.level) FILTER (submission.area IS NOT NULL) AS levels,
                  count(*) FILTER (area.level = 'municipality') AS asked,
                  count(submission.area) FILTER (area.level = 'municipality') AS answered
           FROM asked JOIN area ON area.code = asked.area JOIN period ON period.id = asked.period
           JOIN source ON source.id = asked.form LEFT JOIN submission USING (form, period, area)
           WHERE area.county = $county
           GROUP BY asked.form, source.title, period.id, period.label, period.ends
           HAVING count(submission.area) > 0
           QUALIFY row_number() OVER (PARTITION BY asked.form ORDER BY period.ends DESC, period.id) = 1
           ORDER BY source.title COLLATE sv""",
        county=build(path).county,
    )
    return tuple(AnsweredForm(**row | {"levels": tuple(sorted(row["levels"]))}) for row in rows)


@st.cache_resource(max_entries=16, show_spinner=False)
def printed_sources(path: str) -> list[Row]:
    """The reports that have printed figures of the county."""
    return ask(
        path,
        """SELECT * FROM source WHERE kind = 'published' AND id IN (
               SELECT observation.source FROM observation JOIN area ON area.code = observation.area
               WHERE area.county = $county) ORDER BY title COLLATE sv""",
        county=build(path).county,
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def known_errors(path: str) -> list[Row]:
    return ask(path, "SELECT * FROM known_error ORDER BY source, id")


@st.cache_resource(max_entries=16, show_spinner=False)
def newest_submissions(path: str, form: str = FORM) -> list[Row]:
    """The latest files that came in: name, label of the period, day, version."""
    return ask(
        path,
        """SELECT name, label, received_on, version FROM submission
           JOIN area ON area.code = area JOIN period ON period.id = period
           WHERE form = $form AND area.county = $county ORDER BY received_on DESC, name COLLATE sv LIMIT 5""",
        form=form,
        county=build(path).county,
    )


def news(path: str) -> list[Row]:
    """What changed in the county when this snapshot was published: what, before, after."""
    rows = changes_at_publication(Path(path.partition(_SEEN_BY)[0]).parent.parent, build(path).id)
    return [row for row in rows if not row.get("counties") or build(path).county in row["counties"]]
