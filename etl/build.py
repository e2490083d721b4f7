"""The whole chain as one function of its inputs: what was received in, one snapshot out. No clock, no globals."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from etl import (
    compare_areas,
    compute,
    goal_progress,
    goal_state,
    observations,
    over_time,
    reference,
    responses,
    trend_markers,
    value_intervals,
)
from etl.activities import activities_table
from etl.activity_records import records_table
from etl.areas import load_areas
from etl.breaks import read_breaks
from etl.corrections import correct, read_corrections
from etl.county_means import county_means, summable
from etl.definitions import load_definitions, without_example_targets
from etl.disclosure import protect
from etl.effect_goals import effect_goals_table, load_effect_goals
from etl.forms.catalogue import all_forms, small_groups
from etl.forms.description import Form
from etl.house import House, remove_unfinished, sync_folder, write_whole
from etl.inputs import INDICATORS, REFERENCE, Inputs, gather
from etl.notes import notes_table
from etl.problems import UserError
from etl.readings import read_answers
from etl.reference_in_use import reference_in_use
from etl.snapshot import published_path, work_path, write_snapshot
from etl.versions import version_breaks

Frames = dict[str, pl.DataFrame]
_NEWEST = "NEWEST"


@dataclass(frozen=True)
class BuildResult:
    """One build: its two files, and whether they were made now or stood there already."""

    build_id: str
    work: Path
    published: Path
    new: bool
    report: dict[str, int]


def build(house: House, as_of: date | None = None) -> BuildResult:
    """Make the snapshot of everything received; nothing is done if it is there already.

    Args:
        as_of: what had been received by this day; without it, everything.

    Raises:
        UserError: an invariant does not hold; what stands is left as it was.
    """
    with house.lock("build"):
        for folder in (house.work, house.published):
            folder.mkdir(parents=True, exist_ok=True)
            remove_unfinished(folder)
        inputs = gather(house, as_of)
        _refuse_other_kind(inputs)
        work = work_path(house.path, inputs.build_id)
        published = published_path(house.path, inputs.build_id)
        report: dict[str, int] = {}
        new = not (work.exists() and published.exists())
        if new:
            frames = make_frames(house, inputs)
            report = {name: frame.height for name, frame in frames.items()}
            _write_missing({work: frames, published: protect(frames, small_groups())})
            for path in (work, published):
                sync_folder(path.parent)
        write_whole(house.work / _NEWEST, f"{inputs.build_id}\n".encode())
        return BuildResult(inputs.build_id, work, published, new, report)


def newest_build(house: House) -> str | None:
    """The build that was asked for last, or None before the first."""
    file = house.work / _NEWEST
    return file.read_text(encoding="utf-8").strip() if file.exists() else None


def make_frames(house: House, inputs: Inputs) -> Frames:
    """Every table of the unprotected snapshot."""
    fetched = reference_in_use(house, inputs.references)
    areas, forms = fetched.areas(load_areas()), all_forms()
    adults = reference.adults_of_municipalities(areas)
    known_items = {form.id: {item.id: item.counts or "" for item in form.items()} for form in forms}
    definitions = load_definitions(INDICATORS, known_items)
    if inputs.kind != "demo":
        definitions = without_example_targets(definitions)
    printed_items = reference.published_items(REFERENCE)
    of_sources: dict[str, list[str]] = {
        str(form): rows["id"].to_list() for (form,), rows in printed_items.group_by("form")
    }
    found = read_breaks(REFERENCE / "breaks.csv", {**known_items, **of_sources}, definitions, areas)
    breaks = pl.concat([found, version_breaks(definitions)])

    sent = observations.submissions(inputs.receipts, inputs.approvals)
    who = observations.asked(sent, inputs.rounds, inputs.county, areas)
    answers = read_answers(house, inputs.receipts, inputs.reader_version)
    municipal = observations.municipal(who, sent, answers, forms, example=inputs.kind == "demo")
    published = fetched.figures_beside(reference.published_figures(REFERENCE))
    corrected = correct(
        pl.concat([municipal, published], how="diagonal"), read_corrections(REFERENCE / "corrections.csv")
    )
    printed = pl.col("source").is_in(published["source"].unique().to_list())
    municipal, published = corrected.filter(~printed), corrected.filter(printed)

    values = compute.indicator_values(municipal, published, definitions, adults)
    values = value_intervals.with_intervals(values, definitions, adults)
    progress = goal_progress.progress(values, definitions)

    return {
        "snapshot": _about(inputs, areas.population_year),
        "area": reference.areas_table(areas),
        "population": reference.population_table(areas),
        "period": reference.periods_table([*who["period"], *published["period"]]),
        "source": fetched.sources_beside(reference.sources_table(REFERENCE, forms, example=inputs.kind == "demo")),
        "item": fetched.items_beside(pl.concat([observations.items(forms), printed_items], how="diagonal")),
        "indicator": reference.indicators_table(definitions),
        "effect_goal": effect_goals_table(load_effect_goals(INDICATORS)),
        "asked": who,
        "submission": sent.drop("receipt", "layout"),
        "note": notes_table(inputs.receipts, inputs.approvals, inputs.notes, answers),
        "observation": observations.table(municipal, _of_counties(municipal, adults, forms), published),
        "indicator_value": values,
        "comparison": compare_areas.comparisons(values, definitions, areas, breaks),
        "change": over_time.changes(values, municipal, definitions, adults, breaks),
        "trend": trend_markers.trends(values, definitions, adults, breaks),
        "target": reference.targets_table(definitions, areas),
        "baseline": reference.baselines_table(definitions),
        "goal_progress": progress,
        "goal_state": goal_state.goal_states(values, definitions, adults, breaks, progress, known_items),
        "comparability_break": breaks,
        "response_group": responses.response_groups(who, sent, areas),
        "activity": activities_table(),
        "activity_record": records_table(inputs.activities, example=inputs.kind == "demo"),
        "intervention": reference.interventions_table(REFERENCE),
        "statement": reference.statements_table(REFERENCE),
        "known_error": reference.known_errors_table(REFERENCE),
        "lineage": observations.lineage(municipal),
    }


def _of_counties(municipal: pl.DataFrame, adults: pl.DataFrame, forms: Sequence[Form]) -> pl.DataFrame:
    """What the answering municipalities of a county give together: sums of counts, and means weighed together."""
    sums = compute.county_sums(summable(municipal, forms), adults)
    return pl.concat([sums, county_means(municipal, adults, forms).select(sums.columns)])


def _refuse_other_kind(inputs: Inputs) -> None:
    """Example and real data never meet in one build, however they came to lie in one folder."""
    if any(receipt.example != (inputs.kind == "demo") for receipt in inputs.receipts):
        raise UserError("Datamappen blandar exempeldata och riktiga uppgifter. Bygget avbröts; inget är ändrat.", 3)


def _about(inputs: Inputs, population_year: int) -> pl.DataFrame:
    about = {
        "build_id": inputs.build_id,
        "as_of": inputs.as_of.isoformat(),
        "kind": inputs.kind,
        "county": inputs.county,
        "code_version": inputs.code_version,
        "reference_version": inputs.reference_version,
        "population_year": str(population_year),
    }
    return pl.DataFrame({"key": list(about), "value": list(about.values())})


def _write_missing(files: dict[Path, Frames]) -> None:
    """Write the files that are not there, side by side: most of the time goes into checking the tables' rules."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda path: _write(path, files[path]), [path for path in files if not path.exists()]))


def _write(path: Path, frames: Frames) -> None:
    try:
        write_snapshot(path, frames)
    except duckdb.ConstraintException as error:
        raise UserError(f"Bygget avbröts, inget är ändrat. En regel i tabellerna bröts: {error}", 3) from error
