"""The canonical long table: who was asked what, what they answered, and why there is no figure where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from etl.areas import Areas
from etl.forms.catalogue import get_form
from etl.forms.description import Form
from etl.periods import parse_period
from etl.problems import UserError
from etl.receipts import Approval, Receipt, holding
from etl.rounds import Round

OBSERVATION = {
    "source": pl.String,
    "form": pl.String,
    "area": pl.String,
    "period": pl.String,
    "item": pl.String,
    "sex": pl.String,
    "age_group": pl.String,
    "value": pl.Float64,
    "status": pl.String,
    "receipt": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "example": pl.Boolean,
}
KEY = ["source", "area", "period", "item", "sex", "age_group"]
# The forms so far ask about adults of both sexes together.
SEX, AGE_GROUP = "total", "18+"

_WHO = ["form", "period", "area"]


def region_source(form: Form) -> str:
    """The source of what a region itself answers: of its own where its row would be that of the municipalities' sum."""
    return f"{form.id}_region" if "municipality" in form.levels else form.id


def submissions(receipts: Sequence[Receipt], approvals: Iterable[Approval] = ()) -> pl.DataFrame:
    """The submission that holds for each municipality and period, with the receipt it stands in."""
    rows = [
        (form, period, area, receipt.id, receipt.received_at[:10], s.version, s.layout, receipt.example)
        for (form, area, period), receipt in holding(receipts, approvals).items()
        for s in receipt.submissions
        if (s.area, s.period) == (area, period)
    ]
    names = ["form", "period", "area", "receipt", "received_on", "version", "layout", "example"]
    types = dict.fromkeys(names, pl.String) | {"version": pl.Int64, "example": pl.Boolean}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    return frame.with_columns(pl.col("received_on").str.to_date())


def asked(sent: pl.DataFrame, rounds: Iterable[Round], county: str, areas: Areas) -> pl.DataFrame:
    """Who is asked: the round's areas, else all in the counties that answer whom the form is for.

    Whoever has sent in has also been asked.
    """
    opened = {r.key: r for r in rounds}
    seen = {(form, period, areas.get(area).county or county) for form, period, area in sent.select(_WHO).iter_rows()}
    rows = []
    for form, period, place in sorted(opened.keys() | seen):
        round_ = opened.get((form, period, place))
        codes = round_.areas if round_ else _answerers(get_form(form), place, areas)
        deadline = round_.deadline if round_ else None
        rows += [(form, period, area, deadline, round_ is not None) for area in codes]
    schema = {
        "form": pl.String,
        "period": pl.String,
        "area": pl.String,
        "deadline": pl.Date,
        "round_opened": pl.Boolean,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    unasked = [
        (form, period, area, round_.deadline if round_ else None, round_ is not None)
        for form, period, area in sent.select(_WHO).join(frame, on=_WHO, how="anti").iter_rows()
        for round_ in [opened.get((form, period, areas.get(area).county or county))]
    ]
    return pl.concat([frame, pl.DataFrame(unasked, schema=schema, orient="row")])


def _answerers(form: Form, county: str, areas: Areas) -> tuple[str, ...]:
    """Everyone in a county whom a form is for."""
    found: list[str] = []
    if "municipality" in form.levels:
        found += [area.code for area in areas.municipalities(county)]
    if "sub_area" in form.levels:
        found += [area.code for area in areas.sub_areas(county)]
    if "county" in form.levels:
        found.append(county)
    return tuple(found)


def items(forms: Iterable[Form]) -> pl.DataFrame:
    """The table of items: what every observation is about."""
    rows = []
    for form in forms:
        # Fields for different sexes or ages give one item; the first says what it is.
        by_item = {field.item_id: field for field in reversed(form.items())}
        for sort, field in enumerate(sorted(by_item.values(), key=form.items().index), start=1):
            section = form.section_of(field.id)
            rows.append(
                {
                    "form": form.id,
                    "id": field.item_id,
                    "question_no": field.number or None,
                    "section": section.title if section else None,
                    "label": field.plain_label,
                    "short_label": field.short_label,
                    "kind": field.kind,
                    "counts": field.counts,
                    "unit": field.unit or None,
                    "choices": list(field.choices) or None,
                    "sort": sort,
                }
            )
    texts = dict.fromkeys(("question_no", "section", "unit"), pl.String())
    return pl.DataFrame(rows, schema_overrides=texts | {"choices": pl.List(pl.String)})


def municipal(
    who: pl.DataFrame, sent: pl.DataFrame, answers: pl.DataFrame, forms: Sequence[Form], *, example: bool
) -> pl.DataFrame:
    """Every item for everyone asked, in the columns of ``OBSERVATION``.

    Args:
        who: from ``asked``.
        sent: from ``submissions``.
        answers: every answer of every receipt, as ``readings.SCHEMA``.
        example: whether the house is a demo; marks the rows of those who did not send too.

    Raises:
        UserError: the answers hold an item that the form does not have, or one twice.
    """
    held = answers.join(sent.select(*_WHO, "receipt"), on=[*_WHO, "receipt"], how="semi")
    _refuse_unknown_and_twice(held, forms)
    of_regions = {form.id: region_source(form) for form in forms}
    by_region = pl.col("area").is_in(who.filter(pl.col("area").str.len_chars() == 2)["area"].unique().to_list())
    found = held.select(*_WHO, pl.col("item").alias("field"), "value", "status", "receipt", "sheet", "cell")
    return (
        _with_layout(who, sent, forms)
        .join(_items_of_layouts(forms), on=["form", "layout"])
        .join(found, on=[*_WHO, "field"], how="left")
        .with_columns(
            _status(),
            pl.when(by_region).then(pl.col("form").replace(of_regions)).otherwise(pl.col("form")).alias("source"),
            pl.lit(example).alias("example"),
        )
        .select(pl.col(name).cast(dtype) for name, dtype in OBSERVATION.items())
    )


def _items_of_layouts(forms: Iterable[Form]) -> pl.DataFrame:
    """Every item of every form for each of its layouts, and whether that layout asks for it."""
    rows = [
        (form.id, layout.id, field.id, field.item_id, field.sex, field.age_group, field in form.items(layout))
        for form in forms
        for layout in form.layouts
        for field in form.items()
    ]
    texts = dict.fromkeys(("form", "layout", "field", "item", "sex", "age_group"), pl.String)
    return pl.DataFrame(rows, schema=texts | {"in_layout": pl.Boolean}, orient="row")


def _with_layout(who: pl.DataFrame, sent: pl.DataFrame, forms: Iterable[Form]) -> pl.DataFrame:
    """The layout each respondent got: the one sent in, else the period's."""
    by_id = {form.id: form for form in forms}
    pairs = who.select("form", "period").unique().rows()
    usual = pl.DataFrame(
        [(form, period, by_id[form].layout_for(parse_period(period)).id) for form, period in pairs],
        schema={"form": pl.String, "period": pl.String, "usual": pl.String},
        orient="row",
    )
    return (
        who.select(_WHO)
        .join(sent.select(*_WHO, "layout", pl.lit(True).alias("sent")), on=_WHO, how="left")
        .join(usual, on=["form", "period"])
        .with_columns(pl.coalesce("layout", "usual").alias("layout"), pl.col("sent").fill_null(False))
        .drop("usual")
    )


def _status() -> pl.Expr:
    """Four different things: not sent in, not asked, sent in without an answer, and what the answer says."""
    return (
        pl.when(~pl.col("in_layout"))
        .then(pl.lit("not_asked"))
        .when(~pl.col("sent"))
        .then(pl.lit("not_submitted"))
        .otherwise(pl.col("status").fill_null("not_answered"))
        .alias("status")
    )


def _refuse_unknown_and_twice(answers: pl.DataFrame, forms: Iterable[Form]) -> None:
    fields = {(f.id, e.id) for f in forms for e in (*f.fields(), *f.items())}
    unknown = set(answers.select("form", "item").unique().rows()) - fields
    if unknown:
        form, item = min(unknown)
        raise UserError(f"Uppgiften ”{item}” finns inte i formuläret ”{form}”. Bygget avbröts; inget är ändrat.", 3)
    twice = answers.filter(answers.select(*_WHO, "item").is_duplicated())
    if twice.height:
        form, period, area, item = twice.select(*_WHO, "item").row(0)
        raise UserError(
            f"Uppgiften ”{item}” finns två gånger för {area}, {period} ({form}). Bygget avbröts; inget är ändrat.", 3
        )


def table(municipal_rows: pl.DataFrame, county_rows: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """The table ``observation``: every municipality, the counties' answering ones, and what was printed."""
    known = pl.col("value").is_not_null()
    own = municipal_rows.with_columns(
        known.cast(pl.Int32).alias("answered"),
        (pl.col("status") != "not_asked").cast(pl.Int32).alias("asked"),
    )
    columns = [
        *KEY,
        "form",
        "value",
        "status",
        "answered",
        "asked",
        "population_share",
        "printed_at",
        "note",
        "example",
    ]
    rows = pl.concat([own, county_rows, published], how="diagonal")
    return rows.select(columns)


def lineage(municipal_rows: pl.DataFrame) -> pl.DataFrame:
    """The table ``lineage``: the receipt, sheet and cell of every answer."""
    return municipal_rows.filter(pl.col("receipt").is_not_null()).select(*KEY, "receipt", "sheet", "cell")
