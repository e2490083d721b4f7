"""Who answered and who is silent, in what is known of all: how many adults, how large, which kinds of municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median
from typing import Any

import polars as pl

from etl.areas import Areas, swedish_key

SCHEMA = {
    "form": pl.String(), "period": pl.String(), "county": pl.String(), "who": pl.String(),
    "members": pl.List(pl.String()), "adults": pl.Int64(), "population_share": pl.Float64(), "smallest": pl.Int64(),
    "median": pl.Float64(), "largest": pl.Int64(), "share_women": pl.Float64(), "skr_groups": pl.List(pl.String()),
}  # fmt: skip


def response_groups(asked: pl.DataFrame, sent: pl.DataFrame, areas: Areas) -> pl.DataFrame:
    """The table ``response_group``: two rows for each form, period and county, also where one of them is empty.

    Args:
        asked: from ``observations.asked``.
        sent: from ``observations.submissions``.
        areas: every area there is.
    """
    answered = set(sent.select("form", "period", "area").iter_rows())
    rows = []
    every = sorted((form, period, areas.get(area).county or "", area) for form, period, area in _keys(asked))
    for (form, period, county), group in groupby(every, key=lambda row: row[:3]):
        codes = [area for *_, area in group]
        for who, wanted in (("answered", True), ("silent", False)):
            members = [area for area in codes if ((form, period, area) in answered) == wanted]
            rows.append(
                {"form": form, "period": period, "county": county, "who": who, **_about(members, county, areas)}
            )
    return pl.DataFrame(rows, schema=SCHEMA)


def _keys(asked: pl.DataFrame) -> Iterable[tuple[str, str, str]]:
    return asked.select("form", "period", "area").unique().iter_rows()


def _about(members: Sequence[str], county: str, areas: Areas) -> dict[str, Any]:
    sizes = [areas.adults(area) for area in members]
    women = sum(areas.adults(area, "women") for area in members)
    total = sum(sizes)
    return {
        "members": list(members),
        "adults": total,
        "population_share": total / areas.adults_of_municipalities(county),
        "smallest": min(sizes, default=None),
        "median": float(median(sizes)) if sizes else None,
        "largest": max(sizes, default=None),
        "share_women": women / total if total else None,
        "skr_groups": _by_group(members, areas),
    }


def _by_group(members: Sequence[str], areas: Areas) -> list[str]:
    counted = Counter(areas.get(area).skr_group or "Utan kommungrupp" for area in members)
    return [f"{group}: {counted[group]}" for group in sorted(counted, key=swedish_key)]
