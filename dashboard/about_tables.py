"""The tables about the figures themselves: coverage, sources, known errors, definitions, words for gaps."""

from __future__ import annotations

from dashboard import about_queries, queries, tables, words
from dashboard.records import Build, Figure, Indicator, Period
from dashboard.swedish import STATUS_MEANINGS, STATUS_SIGNS, STATUS_WORDS, day, listing, percent, short_title
from dashboard.tables import Cell, Column, Table

_KINDS = {"form": "inlämnade svar", "published": "tryckt i rapport", "reference": "underlag"}
_SEXES = {"women": "kvinnor", "men": "män"}
_AGES = {"18+": "", "all": ""}


def edition(build: Build) -> str:
    """Which edition of the figures this is."""
    return f"Sammanställningen är gjord {day(build.as_of)} och heter {build.id}."


def coverage(path: str, period: Period, form: str) -> Table:
    """For every question: how many answered it, what share of the adults they hold, and why the others did not."""
    if not any(each.area in queries.municipalities(path) for each in queries.respondents(path, period.id, form)):
        return _whether(path, period, form)
    found, rows = queries.item_answers(path, period.id, form), []
    for item in queries.items(path, form).values():
        answers = found.get(item.id)
        if answers is None or answers.total is None:
            continue
        rows.append(
            tables.row(
                tables.words(f"{item.question_no} {item.short_label}".strip()),
                tables.amount(answers.total.answered),
                tables.amount(answers.total.asked),
                _share(answers.total),
                tables.words(words.statuses(answers.areas) or "–"),
            )
        )
    columns = (
        Column("Fråga"),
        Column("Svar", numeric=True),
        Column("Tillfrågade", numeric=True),
        Column("Andel av länets vuxna", numeric=True, decimals=2),
        Column("Övriga, och uppskattade"),
    )
    return tables.table(f"Svar per fråga, {period.label}", columns, rows)


def _whether(path: str, period: Period, form: str) -> Table:
    """For every question: what the one who answers for the county has said of it."""
    found, rows = queries.item_answers(path, period.id, form), []
    for item in queries.items(path, form).values():
        total = found[item.id].total if item.id in found else None
        if total is not None:
            told = "finns" if total.status == "ok" else STATUS_WORDS[total.status]
            rows.append(tables.row(tables.words(f"{item.question_no} {item.short_label}".strip()), tables.words(told)))
    return tables.table(f"Svar per fråga, {period.label}", (Column("Fråga"), Column("Regionens svar")), rows)


def _share(total: Figure) -> Cell:
    return Cell("–", None, missing=True) if total.share is None else Cell(percent(total.share), total.share)


def questions(path: str, form: str) -> Table:
    """Every question of a form that becomes figures, and what one of them is."""
    rows = [
        tables.row(*map(tables.words, (each.question_no or "–", each.section, each.label, each.unit or "–")))
        for each in queries.items(path, form).values()
    ]
    columns = [Column(title) for title in ("Nr", "Avsnitt", "Fråga", "Räknas i")]
    return tables.table("Formulärets frågor", columns, rows)


def documents(path: str) -> dict[str, str]:
    """The documents that have a known error or a printed figure, by id: those about the county first."""
    here = [str(each["id"]) for each in queries.printed_sources(path)]
    others = [str(error["source"]) for error in queries.known_errors(path)]
    return {source: source_title(path, source) for source in dict.fromkeys((*here, *others))}


def known_errors(path: str, source: str | None = None) -> Table | None:
    """Where a document contradicts itself or us, and the reading that is shown; of all documents without one.

    Nothing where there is nothing of the kind, as in the table of what is printed.
    """
    found = [error for error in queries.known_errors(path) if source in (None, error["source"])]
    titles = {str(error["source"]): source_title(path, str(error["source"])) for error in found}
    rows = [
        tables.row(
            tables.words(str(error["place"]) if source else f"{titles[str(error['source'])]}, {error['place']}"),
            *(tables.words(str(error[part])) for part in ("says", "problem", "shown")),
        )
        for error in found
    ]
    columns = [Column(title) for title in ("Var", "Källan säger", "Problemet", "Så gör Samsyn")]
    about = f" i {source_title(path, source)}" if source else " i källorna"
    return tables.table(f"Kända fel och motsägelser{about}", columns, rows) if rows else None


def printed(path: str, source: str | None = None) -> Table | None:
    """The figures of the county that a document has printed, as they stand there; of all documents without one."""
    rows = [
        tables.row(
            tables.words(_what(each)),
            tables.words(each["area"]),
            tables.words(each["period"]),
            _as_printed(each),
            tables.words(each["unit"] or "–"),
            tables.words(each["printed_at"] or "–"),
        )
        for each in about_queries.printed(path)
        if source in (None, each["source"])
    ]
    columns = [
        Column("Uppgift"), Column("Område"), Column("Period"), Column("Tal", numeric=True, decimals=1),
        Column("Räknas i"), Column("Var det står"),
    ]  # fmt: skip
    about = f" i {source_title(path, source)}" if source else ""
    return tables.table(f"Tryckta tal om {queries.build(path).county_name}{about}", columns, rows) if rows else None


def _what(each: queries.Row) -> str:
    group = [_SEXES.get(each["sex"], ""), _AGES.get(each["age_group"], f"{each['age_group']} år")]
    return ", ".join(part for part in (each["item"], *group) if part)


def _as_printed(each: queries.Row) -> Cell:
    value = each["value"]
    if value is None:
        return tables.amount(None, missing=STATUS_WORDS[each["status"]])
    return tables.amount(value, 0 if value == int(value) else 1)


def source_title(path: str, source: str) -> str:
    """The short title of a source."""
    found = queries.sources(path).get(source)
    return short_title(str(found["title"])) if found else source


def sources(path: str) -> Table:
    """Where every figure comes from."""
    rows = [
        tables.row(
            tables.words(str(each["title"])),
            tables.words(_KINDS[str(each["kind"])]),
            tables.words(str(each["publisher"] or "–")),
            tables.words(str(each["note"] or "–")),
        )
        for each in queries.sources(path).values()
    ]
    columns = [Column(title) for title in ("Källa", "Slag", "Utgivare", "Anmärkning")]
    return tables.table("Källor", columns, rows)


def statuses() -> Table:
    """The words that stand in place of a number."""
    rows = [
        tables.row(
            tables.words(word), tables.words(STATUS_SIGNS.get(status, "ca")), tables.words(STATUS_MEANINGS[status])
        )
        for status, word in STATUS_WORDS.items()
    ]
    zero = tables.row(
        tables.words("0"), tables.words("0"), tables.words("Noll är ett svar: ingen, inte att uppgift saknas.")
    )
    columns = [Column(title) for title in ("Ord", "Tecken i trånga tabeller", "Betyder")]
    return tables.table("Ord och tecken", columns, [zero, *rows])


def definition(path: str, indicator: Indicator, form: str) -> list[tuple[str, str]]:
    """The facts of a measure, as label and text."""
    items = queries.items(path, form)
    made_of = [items[item].short_label for item in (*indicator.numerator, *indicator.denominator) if item in items]
    facts = [
        ("Så räknas det", indicator.how),
        ("Enhet", indicator.unit),
        ("Riktning", words.direction(indicator)),
        ("Bygger på", listing(list(dict.fromkeys(made_of)))),
        ("Effektmål", indicator.effect_goal or "inget särskilt"),
        ("Källa", f"{indicator.source_document}, fråga {listing(indicator.source_questions)}"),
        ("Granskat", f"{day(indicator.reviewed)} av {indicator.author}. Nästa gång {day(indicator.next_review)}."),
    ]
    return [(label, fact) for label, fact in facts if fact]
