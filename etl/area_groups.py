"""Whom each municipality is held beside, and what those who answered there add up to: every cell and area at once.

A cell is one indicator, source, period, sex and age group. Counts lie in one row for each cell and one column for each
municipality, so the sums over any grouping of the municipalities are one product of matrices.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

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
        self._codes = pa.array(codes)
        self._adults = np.array([areas.adults(code) for code in codes], dtype=np.float64)
        self.column: Indices = np.searchsorted(codes, rows["area"].to_numpy())
        self.cell: Indices = rows.select(pl.struct(CELL).rle_id())[CELL[0]].to_numpy().astype(np.intp)
        self._known = self._spread(rows["known"].to_numpy()) > 0
        self.asked = self._spread(rows["asked"].to_numpy()) > 0
        known = rows["known"].to_numpy()
        self._numerator = self._spread(np.where(known, rows["numerator"].fill_null(0).to_numpy(), 0))
        self._denominator = self._spread(np.where(known, rows["denominator"].fill_null(0).to_numpy(), 0))

    def _spread(self, figures: NDArray[np.generic]) -> FloatArray:
        spread = np.zeros((int(self.cell[-1]) + 1, len(self.municipalities)))
        spread[self.cell, self.column] = figures
        return spread

    def links(self, linked: Callable[[Area, Area], bool]) -> Truths:
        """Which municipalities (columns) are in the group of which (rows)."""
        return np.array([[linked(one, other) for other in self.municipalities] for one in self.municipalities])

    def sums(self, links: Truths, whole: Truths | None = None) -> Sums:
        """Sums over each row's group; the whole is the group, or those of it in a table of cells by municipalities."""
        weights = links.T.astype(np.float64)
        everyone = np.ones_like(self._known) if whole is None else whole
        adults = self._of_rows((everyone * self._adults) @ weights)
        answering = self._of_rows((self._known * self._adults) @ weights)
        return Sums(
            numerator=self._of_rows(self._numerator @ weights),
            denominator=self._of_rows(self._denominator @ weights),
            members=self._of_rows(self._known @ weights),
            whole=self._of_rows(everyone @ weights),
            share=np.divide(answering, adults, out=np.full(adults.shape, np.nan), where=adults > 0),
        )

    def _of_rows(self, table: FloatArray) -> FloatArray:
        return np.asarray(table[self.cell, self.column])

    def member_lists(self, links: Truths, without_itself: Truths | None = None) -> pl.Series:
        """The codes of the members of each row's group, in order; without the row's own area where that is said."""
        most = int(links.sum(axis=1).max())
        linked_first: Indices = np.argsort(~links, axis=1, kind="stable")[:, :most]
        others = linked_first[self.column]
        inside = self._known[self.cell[:, None], others] & np.take_along_axis(links, linked_first, axis=1)[self.column]
        if without_itself is not None:
            inside &= ~without_itself[:, None] | (others != self.column[:, None])
        ends = np.concatenate([[0], np.cumsum(inside.sum(axis=1))])
        lists = pa.LargeListArray.from_arrays(pa.array(ends), self._codes.take(pa.array(others[inside])))
        return pl.Series("members", lists)
