"""The reference tables of a snapshot: areas, population, periods, sources, printed figures, known errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from etl.areas import Areas
from etl.definitions import Indicator
from etl.forms.description import Form
from etl.observations import AGE_GROUP, SEX, region_source
from etl.periods import parse_period
from etl.snapshot import empty_frame
from etl.targets import target_in

_SOURCE = {
    "id": pl.String, "title": pl.String, "kind": pl.String, "publisher": pl.String, "note": pl.String,
    "example": pl.Boolean,
}  # fmt: skip
_POPULATION_SOURCE = "SCB, folkmängd 31 december"


def areas_table(areas: Areas) -> pl.DataFrame:
    """Every area, as the table ``area``."""
    rows = [
        (a.code, a.name, a.level, a.county, a.sub_area, a.skr_group_code, a.skr_group, list(a.similar)) for a in areas
    ]
    names = ["code", "name", "level", "county", "sub_area", "skr_group_code", "skr_group"]
    schema = dict.fromkeys(names, pl.String()) | {"similar_areas": pl.List(pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def population_table(areas: Areas) -> pl.DataFrame:
    """Adults by area and sex, as the table ``population``."""
    rows = [
        (a.code, areas.population_year, sex, areas.adults(a.code, sex), _POPULATION_SOURCE)
        for a in areas
        for sex in ("total", "women", "men")
    ]
    return pl.DataFrame(rows, schema=["area", "year", "sex", "adults", "source"], orient="row")


def adults_of_municipalities(areas: Areas) -> pl.DataFrame:
    """Each municipality with its adults, its county and the sum over the county's municipalities."""
    counties = {a.code: areas.adults_of_municipalities(a.code) for a in areas.of_level("county")}
    rows = [
        (a.code, a.county, areas.adults(a.code), counties[a.county])
        for a in areas.of_level("municipality")
        if a.county is not None
    ]
    return pl.DataFrame(rows, schema=["area", "county", "adults", "county_adults"], orient="row")


def periods_table(ids: Iterable[str]) -> pl.DataFrame:
    """The periods that figures speak of, as the table ``period``."""
    periods = sorted(parse_period(period) for period in set(ids))
    rows = [(p.id, p.start, p.end, p.months, p.label) for p in periods]
    schema = {"id": pl.String, "starts": pl.Date, "ends": pl.Date, "months": pl.Int32, "label": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def indicators_table(definitions: Sequence[Indicator]) -> pl.DataFrame:
    """The definitions as they stood, as the table ``indicator``."""
    lists = ("numerator", "denominator", "caveats", "source_questions")
    own_tables = ("target", "baseline", "versions")
    rows = [
        {name: list(told) if name in lists else told for name, told in vars(d).items() if name not in own_tables}
        for d in definitions
    ]
    types = dict.fromkeys(lists, pl.List(pl.String)) | dict.fromkeys(("multiplier", "margin"), pl.Float64())
    texts = dict.fromkeys(("effect_goal", "step"), pl.String())
    return pl.DataFrame(rows, schema_overrides=types | texts | {"lower_is_better": pl.Boolean()})


def targets_table(definitions: Sequence[Indicator], areas: Areas) -> pl.DataFrame:
    """What shall be reached, as the table ``target``: one row for each county that a goal holds in."""
    rows = [
        (d.id, county.code, target.value, target.by, target.decided, target.example)
        for d in definitions
        for county in areas.of_level("county")
        if (target := target_in(d.target, county.code)) is not None
    ]
    return pl.DataFrame(rows, schema=empty_frame("target").schema, orient="row")


def baselines_table(definitions: Sequence[Indicator]) -> pl.DataFrame:
    """What was locked, as the table ``baseline``."""
    rows = [vars(baseline) | {"indicator": d.id} for d in definitions for baseline in d.baseline]
    return pl.DataFrame(rows, schema=empty_frame("baseline").schema)


def published_figures(folder: Path) -> pl.DataFrame:
    """Figures printed in reports, one file for each source, at the level they were printed."""
    files = sorted((folder / "published").glob("*.csv"))
    whole = pl.concat([_of_source(file) for file in files], how="diagonal")
    return whole.with_columns(
        pl.col("value").cast(pl.Float64),
        pl.col("answered", "asked").cast(pl.Int32),
        pl.col("sex").fill_null(SEX),
        pl.col("age_group").fill_null(AGE_GROUP),
        pl.lit(None, pl.Float64).alias("population_share"),
        pl.lit(False).alias("example"),
    )


def _of_source(file: Path) -> pl.DataFrame:
    """The figures of one source; most are of everybody, and then the columns of sex and age may be left out."""
    frame = pl.read_csv(file, infer_schema=False).with_columns(pl.lit(file.stem).alias("source"))
    left_out = {"sex", "age_group"} - set(frame.columns)
    return frame.with_columns(pl.lit(None, pl.String).alias(name) for name in sorted(left_out))


def published_items(folder: Path) -> pl.DataFrame:
    """Items that stand in reports only and in no form of ours, in the columns of the table ``item``."""
    return pl.read_csv(folder / "published_items.csv", infer_schema=False).cast({"sort": pl.Int64})


def known_errors_table(folder: Path) -> pl.DataFrame:
    """Known errors and contradictions of the sources, as the table ``known_error``."""
    return pl.read_csv(folder / "known_errors.csv", infer_schema=False)


def interventions_table(folder: Path) -> pl.DataFrame:
    """What an inventory has printed of each intervention, as the table ``intervention``."""
    return pl.read_csv(folder / "interventions.csv", infer_schema=False).cast({"sort": pl.Int32})


def statements_table(folder: Path) -> pl.DataFrame:
    """What sources say in words, as the table ``statement``."""
    return pl.read_csv(folder / "statements.csv", infer_schema=False).cast({"sort": pl.Int32})


def sources_table(folder: Path, forms: Iterable[Form], *, example: bool) -> pl.DataFrame:
    """Where figures come from, as the table ``source``: our forms, and what others have printed."""
    note = "Exempeldata: uppdelningen mellan kommunerna är påhittad." if example else None
    forms = tuple(forms)
    regions = [(region_source(each), f"{each.title}: regionens eget svar") for each in forms if "county" in each.levels]
    titles = dict(regions) | {form.id: form.title for form in forms}
    own = pl.DataFrame(
        [(id, title, "form", None, note, example) for id, title in titles.items()],
        schema=_SOURCE,
        orient="row",
    )
    others = pl.read_csv(folder / "sources.csv", infer_schema=False)
    return pl.concat([own, others.with_columns(pl.lit(False).alias("example")).select(own.columns)])
