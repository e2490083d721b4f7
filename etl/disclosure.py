"""What may be published. A door so far: it hands on what it is given, and refuses what it cannot protect.

Until disclosure control is built, nothing but example data may pass: the figures are small counts of persons
in a stigmatised situation, and hiding some cells without proving that they cannot be worked out protects nobody.
"""

from __future__ import annotations

import polars as pl

from etl.problems import UserError

# Counts of persons from 1 up to this are hidden; 0 is shown (the limit of the official statistics).
SMALLEST_SHOWN = 5


def protect(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The frames of the published snapshot, from those of the unprotected one: all but the lineage."""
    return {name: frame for name, frame in frames.items() if name != "lineage"}


def refuse_unprotected(submissions: pl.DataFrame) -> None:
    """Stop the publication of anything but example data.

    Args:
        submissions: the table ``submission`` of the build.

    Raises:
        UserError: at least one submission is not marked example.
    """
    real = submissions.filter(~pl.col("example")).height
    if real:
        raise UserError(
            f"Bygget innehåller {real} riktiga svar. De kan inte publiceras förrän röjandekontrollen finns; "
            "den publicerade versionen är oförändrad.",
            3,
        )
