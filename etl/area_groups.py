"""Whom each municipality is held beside, and what those who answered there add up to: every cell and area at once.

A cell is one indicator, source, period, sex and age group. Counts lie in one row for each cell and one column for each
municipality, so the sums over any grouping of the municipalities are one product of matrices. Few are linked to few.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import csr_array

from etl.areas import Area, Areas
from etl.numeric_input import FloatArray

CELL = ["indicator", "source", "period", "sex", "age_group"]

Truths = NDArray[np.bool_]
Indices = NDArray[np.intp]


class Sums(NamedTuple):
    """One group for each row: what its members add up to, and how much of the group they are."""

    numerator: FloatArray
    denominator: FloatArray
    members: FloatArray
    whole: FloatArray
    share: FloatArray

    def where(self, rows: Truths, other: Sums) -> Sums:
        """These groups in the chosen rows, the other ones in the rest."""
        return Sums(
            numerator=np.where(rows, self.numerator, other.numerator),
            denominator=np.where(rows, self.denominator, other.denominator),
            members=np.where(rows, self.members, other.members),
            whole=np.where(rows, self.whole, other.whole),
            share=np.where(rows, self.share, other.share),
        )


class Grid:
    """The figures of all municipalities; made of rows that are sorted by cell."""

    def __init__(self, rows: pl.DataFrame, areas: Areas) -> None:
        """Rows with the columns of ``CELL``, area, numerator, denominator, known and asked."""
        self.municipalities = sorted(areas.municipalities(), key=lambda area: area.code)
        codes = [area.code for area in self.municipalities]
        self._codes = pl.Series(codes)
        self.oneself: Truths = np.eye(len(codes), dtype=bool)
        self._adults = np.array([areas.adults(code) for code in codes], dtype=np.float64)
        self.column: Indices = rows["area"].cast(pl.Enum(codes)).to_physical().to_numpy().astype(np.intp)
        self.cell: Indices = rows.select(pl.struct(CELL).rle_id())[CELL[0]].to_numpy().astype(np.intp)
        self._place: Indices = self.cell * len(codes) + self.column
        self._known = self._spread(rows["known"].to_numpy()) > 0
        self.asked = self._spread(rows["asked"].to_numpy()) > 0
        known = rows["known"].to_numpy()
        self._numerator = self._spread(np.where(known, rows["numerator"].fill_null(0).to_numpy(), 0))
        self._denominator = self._spread(np.where(known, rows["denominator"].fill_null(0).to_numpy(), 0))

    def _spread(self, figures: NDArray[np.generic]) -> FloatArray:
        spread = np.zeros((int(self.cell[-1]) + 1, len(self.municipalities)))
        spread[self.cell, self.column] = figures
        return spread

    def links(self, groups: Callable[[Area], Hashable | None]) -> Truths:
        """Which municipalities (columns) are in the group of which (rows): all of one group, None being in no group."""
        names = [groups(area) for area in self.municipalities]
        places = {name: place for place, name in enumerate(dict.fromkeys(names))}
        group = np.array([-1 if name is None else places[name] for name in names])
        return np.asarray((group[:, None] == group) & (group >= 0))

    def links_to(self, others: Callable[[Area], Iterable[str]]) -> Truths:
        """The same where each municipality has a group of its own."""
        column = {area.code: number for number, area in enumerate(self.municipalities)}
        links = np.zeros((len(column), len(column)), dtype=bool)
        for number, area in enumerate(self.municipalities):
            links[number, [column[code] for code in others(area) if code in column]] = True
        return links

    def sums(self, links: Truths, whole: Truths | None = None) -> Sums:
        """Sums over each row's group; the whole is the group, or those of it in a table of cells by municipalities."""
        weights = csr_array(links.T.astype(np.float64))

        def of_groups(table: FloatArray) -> FloatArray:
            """The sums over every group in every cell, for each row its own."""
            return np.take(np.asarray(table @ weights), self._place)

        known = self._known.astype(np.float64)
        if whole is None:
            everyone, adults = (np.asarray(links @ each)[self.column] for each in (np.ones(len(links)), self._adults))
        else:
            everyone, adults = of_groups(whole.astype(np.float64)), of_groups(whole * self._adults)
        return Sums(
            numerator=of_groups(self._numerator),
            denominator=of_groups(self._denominator),
            members=of_groups(known),
            whole=everyone,
            share=np.divide(
                of_groups(known * self._adults), adults, out=np.full(adults.shape, np.nan), where=adults > 0
            ),
        )

    def member_lists(self, links: Truths, without_itself: Truths | None = None) -> pl.Series:
        """The codes of the members of each row's group, in order; without the row's own area where that is said."""
        most = int(links.sum(axis=1).max())
        linked_first = np.argsort(~links, axis=1, kind="stable")[:, :most].astype(np.int32)
        # One column more, where nobody is known, for groups that are smaller than the largest.
        known = np.pad(self._known, ((0, 0), (0, 1)))
        nobody = np.int32(len(links))
        others = np.where(np.take_along_axis(links, linked_first, axis=1), linked_first, nobody)[self.column]
        inside = np.take(known, (self.cell * known.shape[1]).astype(np.int32)[:, None] + others)
        if without_itself is not None:
            own = np.flatnonzero(without_itself)
            inside[own] &= others[own] != self.column[own, None]
        ends = np.concatenate([[0], np.cumsum(inside.sum(axis=1))])
        members = self._codes.gather(others[inside]).to_arrow(compat_level=pl.CompatLevel.newest())
        return pl.Series("members", pa.LargeListArray.from_arrays(pa.array(ends), members))
