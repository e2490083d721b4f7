"""What may be published. A door so far: it hands on what it is given, and refuses what it cannot protect.

Until disclosure control is built, nothing but example data may pass: the figures are small counts of persons
in a stigmatised situation, and hiding some cells without proving that they cannot be worked out protects nobody.
What a form about one small group tells (a pilot) is hidden already: no sum is made of it that could tell it again.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from etl.problems import UserError

# Counts of persons from 1 up to this are hidden; 0 is shown (the limit of the official statistics).
SMALLEST_SHOWN = 5

_VALUE = ["indicator", "source", "area", "period", "sex", "age_group"]
_JUDGED = ("comparison", "change", "trend", "goal_progress", "goal_state")
_TOLD = ["value", "numerator", "denominator", "lower", "upper", "lower_998", "upper_998", "certainty"]


def protect(frames: Mapping[str, pl.DataFrame], small_groups: Mapping[str, frozenset[str]]) -> dict[str, pl.DataFrame]:
    """The frames of the published snapshot, from those of the unprotected one: all but the lineage.

    Args:
        frames: every table of the unprotected snapshot.
        small_groups: the forms about one small group, each with its items that count persons.
    """
    shown = {name: frame for name, frame in frames.items() if name != "lineage"}
    if not small_groups:
        return shown
    shown["observation"] = _without_few(shown["observation"], small_groups)
    values = shown["indicator_value"]
    few = pl.col("source").is_in(list(small_groups)) & rests_on_few()
    hidden = values.filter(few).select(_VALUE)
    shown["indicator_value"] = _hide(values, few, _TOLD)
    for name in _JUDGED:
        shown[name] = shown[name].join(hidden, on=_VALUE, how="anti", maintain_order="left")
    earlier = hidden.rename({"period": "earlier"})
    on = ["earlier" if name == "period" else name for name in _VALUE]
    shown["change"] = shown["change"].join(earlier, on=on, how="anti", maintain_order="left")
    # A state tells what the baseline's period gives today, and a pace from which it could be reckoned.
    on = ["baseline_period" if name == "period" else name for name in _VALUE]
    first = hidden.rename({"period": "baseline_period"})
    shown["goal_state"] = shown["goal_state"].join(first, on=on, how="anti", maintain_order="left")
    return shown


def rests_on_few() -> pl.Expr:
    """Whether a value of an indicator is made of a count so small that it is hidden."""
    return _few("numerator") | _few("denominator")


def _without_few(observations: pl.DataFrame, small_groups: Mapping[str, frozenset[str]]) -> pl.DataFrame:
    counts = [(pl.col("source") == form) & pl.col("item").is_in(sorted(items)) for form, items in small_groups.items()]
    return _hide(observations, pl.any_horizontal(counts) & _few("value"), ["value"])


def _few(column: str) -> pl.Expr:
    return ((pl.col(column) > 0) & (pl.col(column) < SMALLEST_SHOWN)).fill_null(False)


def _hide(frame: pl.DataFrame, few: pl.Expr, told: list[str]) -> pl.DataFrame:
    emptied = [pl.when(~few).then(pl.col(name)).alias(name) for name in told]
    return frame.with_columns(*emptied, pl.when(few).then(pl.lit("suppressed")).otherwise("status").alias("status"))


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
