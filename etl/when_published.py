"""What answers will come to when they are published: the measures they give a value, and what the limit hides."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import polars as pl

from etl import observations, reference
from etl.areas import load_areas
from etl.coding import code_free_text
from etl.compute import municipal_values
from etl.definitions import Indicator, load_definitions
from etl.disclosure import SMALLEST_SHOWN, rests_on_few
from etl.forms.catalogue import all_forms, get_form, small_groups
from etl.forms.description import Field
from etl.inputs import INDICATORS
from etl.submission import Answer, Submission

# Largest count of persons that is hidden; 0 is shown.
LARGEST_HIDDEN = SMALLEST_SHOWN - 1
_OF_PERSONS = frozenset({"persons", "method_courses"})
_THIS = "this"


def hidden(field: Field, answer: Answer) -> bool:
    """Whether the limit alone hides a number; what else must be hidden so that it cannot be worked out is not known."""
    is_number = isinstance(answer.value, int | float)
    return is_number and field.counts in _OF_PERSONS and 0 < float(answer.value or 0) < SMALLEST_SHOWN


def measured(submission: Submission) -> frozenset[str]:
    """The indicators that the municipality has a value in with these answers, reckoned as a build does."""
    who = {"form": submission.form, "period": submission.period, "area": submission.area}
    sent = pl.DataFrame(
        [who | {"receipt": _THIS, "received_on": date.min, "version": 1, "layout": submission.layout, "example": False}]
    )
    observed = code_free_text(submission, get_form(submission.form))
    answers = pl.DataFrame(
        [
            who | {"receipt": _THIS, "item": item, "value": answer.value, "status": answer.status}
            for item, answer in observed.items()
        ],
        schema_overrides={"value": pl.Float64},
    ).with_columns(pl.lit("").alias("sheet"), pl.lit("").alias("cell"))
    rows = observations.municipal(sent.select(*who), sent, answers, all_forms(), example=False)
    values = municipal_values(rows, _definitions(), reference.adults_of_municipalities(load_areas()))
    few = rests_on_few() if submission.form in small_groups() else pl.lit(False)
    return frozenset(values.filter(pl.col("value").is_not_null() & ~few)["indicator"])


@lru_cache(maxsize=1)
def _definitions() -> tuple[Indicator, ...]:
    known_items = {form.id: {item.id: item.counts or "" for item in form.items()} for form in all_forms()}
    return tuple(load_definitions(INDICATORS, known_items))
