"""Fetched reference data that somebody has taken into use, read anew of the kept answers for a build.

The population replaces the one that comes with Samsyn. Figures of others become observations of a source of their own,
with their publisher's titles, beside ours; a source that also comes with Samsyn is replaced whole, never mixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from etl.areas import Areas
from etl.fetch_diagnoses import DIAGNOSES
from etl.fetch_kept import read_fetch
from etl.fetch_kolada import KOLADA
from etl.fetch_plan import Figure, Source, Table
from etl.fetch_population import POPULATION
from etl.house import House
from etl.problems import UserError
from etl.reference_decisions import ReferenceDecision

SOURCES: Mapping[str, Source] = {source.id: source for source in (POPULATION, KOLADA, DIAGNOSES)}
# What the fetched sources are called in the snapshot, and whom their figures are about: Kolada's titles say the ages.
SNAPSHOT_IDS = {KOLADA.id: "kolada", DIAGNOSES.id: "socialstyrelsen_f10_f19"}
_AGE_GROUPS = {KOLADA.id: "as_titled", DIAGNOSES.id: "all"}
_SHIPPED_POPULATION = "scb_folkmangd_2019"


@dataclass(frozen=True)
class InUse:
    """One fetch that is in use."""

    source: Source
    fetch: str
    table: Table

    @property
    def snapshot_id(self) -> str:
        """The id of its source in the snapshot."""
        return SNAPSHOT_IDS.get(self.source.id) or f"scb_folkmangd_{population_year(self.table.figures)}"

    @property
    def said(self) -> str:
        """What must stand beside its figures."""
        return f"Källa: {self.source.publisher}. Hämtat {self.fetch[:10]}."


@dataclass(frozen=True)
class ReferenceInUse:
    """Everything fetched that a build uses; empty in a house where nothing has been fetched."""

    used: tuple[InUse, ...]

    def areas(self, areas: Areas) -> Areas:
        """The areas, with the fetched population if there is one."""
        for each in self.used:
            if each.source is POPULATION:
                return areas.with_population(population_year(each.table.figures), adults_by_area(each.table.figures))
        return areas

    def figures_beside(self, published: pl.DataFrame) -> pl.DataFrame:
        """The figures of reports with the fetched ones beside them."""
        fetched = [_observations(each) for each in self._of_others()]
        others = published.filter(~pl.col("source").is_in([each.snapshot_id for each in self._of_others()]))
        return pl.concat([others, *fetched], how="diagonal") if fetched else published

    def items_beside(self, items: pl.DataFrame) -> pl.DataFrame:
        """The items with what the fetched figures are about; those that come with Samsyn keep their words."""
        for each in self._of_others():
            unknown = _items(each).join(items, on=["form", "id"], how="anti")
            items = pl.concat([items, unknown], how="diagonal")
        return items

    def sources_beside(self, sources: pl.DataFrame) -> pl.DataFrame:
        """The sources with the fetched ones; one that comes with Samsyn keeps its title and kind."""
        for each in self.used:
            if each.snapshot_id in sources["id"]:
                here = pl.col("id") == each.snapshot_id
                note = pl.concat_str("note", pl.lit(each.said), separator=" ", ignore_nulls=True)
                sources = sources.with_columns(pl.when(here).then(note).otherwise("note").alias("note"))
                continue
            title = each.source.title
            if each.source is POPULATION:
                title += f", 31 december {population_year(each.table.figures)}"
                sources = sources.filter(pl.col("id") != _SHIPPED_POPULATION)
            row = (each.snapshot_id, title, "reference", each.source.publisher, each.said, False)
            sources = pl.concat([sources, pl.DataFrame([row], schema=sources.schema, orient="row")])
        return sources

    def _of_others(self) -> list[InUse]:
        return [each for each in self.used if each.source is not POPULATION]


def reference_in_use(house: House, decisions: Iterable[ReferenceDecision]) -> ReferenceInUse:
    """What has been decided on, read of the answers that are kept.

    Raises:
        UserError: an answer is missing or is not what it was when the decision was made.
    """
    return ReferenceInUse(tuple(_in_use(house, decision) for decision in decisions if decision.fetch is not None))


def _in_use(house: House, decision: ReferenceDecision) -> InUse:
    source = SOURCES[decision.source]
    table = source.read(read_fetch(house, source.id, decision.fetch or "", decision.sha256))
    if table.faults:
        raise UserError(f"Det hämtade från {source.publisher} går inte att använda: {' '.join(table.faults)}", 3)
    return InUse(source, decision.fetch or "", table)


def population_year(figures: Sequence[Figure]) -> int:
    """The year a fetched population is of."""
    return int(figures[0].period)


def adults_by_area(figures: Iterable[Figure]) -> dict[str, dict[str, int]]:
    """Adults by area and sex, of a fetched population without faults."""
    adults: dict[str, dict[str, int]] = {}
    for figure in figures:
        if figure.value is not None:
            adults.setdefault(figure.area, {})[figure.sex] = round(figure.value)
    return adults


def _observations(each: InUse) -> pl.DataFrame:
    """The figures as published observations; what the publisher hides stays hidden."""
    figures = each.table.figures
    frame = pl.DataFrame(
        dict(zip(Figure._fields, zip(*figures, strict=True), strict=True)) if figures else None,
        schema=dict.fromkeys(Figure._fields, pl.String()) | {"value": pl.Float64()},
    )
    return frame.with_columns(
        pl.lit(each.snapshot_id).alias("source"),
        pl.lit(each.snapshot_id).alias("form"),
        pl.lit(_AGE_GROUPS[each.source.id]).alias("age_group"),
        pl.lit(each.said).alias("printed_at"),
        pl.lit(False).alias("example"),
    )


def _items(each: InUse) -> pl.DataFrame:
    rows = [
        {
            "form": each.snapshot_id,
            "id": item,
            "section": each.source.title,
            "label": title,
            "short_label": f"{title} ({item})" if each.source is KOLADA else title,
            "kind": "number",
            "unit": each.table.units.get(item),
            "sort": sort,
        }
        for sort, (item, title) in enumerate(sorted(each.table.titles.items()), start=1)
    ]
    return pl.DataFrame(rows, schema_overrides={"sort": pl.Int64, "unit": pl.String})
