"""What is said of a number that does not look like the municipality's own earlier ones: both numbers, both periods."""

from __future__ import annotations

from collections.abc import Sequence

from etl.earlier_outliers import Outlier
from etl.find_rows import title
from etl.forms.catalogue import get_form
from etl.forms.description import Field
from etl.periods import parse_period
from etl.submission import Submission
from etl.swedish import in_a_row, swedish_number


def said_of(found: Outlier, now: Submission) -> str:
    """One sentence: "Talet är 60 för 2023, men 12 för 2022." Calls the municipality "ni"."""
    this, before = parse_period(now.period).label, parse_period(found.period).label
    if found.kind == "all_zero":
        return f"Alla antal är 0 för {this}, men för {before} hade ni tal över 0."
    if found.kind == "all_same":
        return f"Alla antal för {this} är desamma som för {before}."
    if found.kind == "zero":
        return f"Det står 0 för {this}, men för {before} hade ni {_amount(found.before)}."
    return f"Talet är {_amount(found.now)} för {this}, men {_amount(found.before)} för {before}."


def said_of_many(found: Sequence[Outlier], now: Submission) -> str:
    """One sentence for many numbers of one kind."""
    form = get_form(now.form)
    pairs = [
        f"{form.get(each.field).short_label} {_amount(each.now)} (då {_amount(each.before)})"
        for each in found
        if each.field
    ]
    periods = in_a_row([parse_period(period).label for period in dict.fromkeys(each.period for each in found)])
    what = "är 0 och var det inte" if found[0].kind == "zero" else "skiljer sig mycket från vad de var"
    return f"{len(found)} av era tal {what} {periods}: {in_a_row(pairs, most=len(pairs))}."


def row_of(found: Outlier, now: Submission) -> Field | None:
    """The row of the form that is meant; None for the whole form."""
    return get_form(now.form).get(found.field) if found.field else None


def label_of(found: Outlier, now: Submission) -> str:
    """How the row is called: "4.3 HAP"; empty for the whole form."""
    row = row_of(found, now)
    return title(row) if row else ""


def _amount(value: float | None) -> str:
    return "" if value is None else swedish_number(value)
