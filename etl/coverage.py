"""How far those who answered speak for the whole: one rule for counties, benchmarks and panels."""

from __future__ import annotations

import polars as pl

# From what share of the adults on a name may be used; below the last only counts are told.
LEAST_SHARE = {"county": 0.90, "answering": 0.75, "answering_few": 0.50}
LEAST_MEMBERS = 3


def gate_of(share: float, members: int, whole: int) -> str:
    """The gate of one aggregate.

    Args:
        share: of the whole's adults, those who live in the members (0-1).
        members: how many areas have a figure in it.
        whole: how many areas it speaks for; where they are fewer than three, all of them are enough.
    """
    if members < min(LEAST_MEMBERS, whole):
        return "counts_only"
    return next((gate for gate, least in LEAST_SHARE.items() if share >= least), "counts_only")


def gate_expr(share: pl.Expr, members: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """``gate_of`` for the columns of a frame; null where the share is."""
    too_few = members < pl.min_horizontal(pl.lit(LEAST_MEMBERS), whole)
    gate = pl.lit("counts_only")
    for name, least in reversed(LEAST_SHARE.items()):
        gate = pl.when((share >= least) & ~too_few).then(pl.lit(name)).otherwise(gate)
    return pl.when(share.is_not_null()).then(gate)
