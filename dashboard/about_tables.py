"""The tables about the figures themselves: coverage, sources, known errors, definitions, words for gaps."""

from __future__ import annotations

from dashboard import queries, tables, words
from dashboard.records import Build, Figure, Indicator, Period
from dashboard.swedish import STATUS_MEANINGS, STATUS_SIGNS, STATUS_WORDS, day, listing, percent, short_title
from dashboard.tables import Cell, Column, Table

_KINDS = {"form": "kommunernas egna svar", "published": "tryckt i rapport", "reference": "underlag"}


def edition(build: Build) -> str:
    """Which edition of the figures this is."""
    return f"Sammanställningen är gjord {day(build.as_of)} och heter {build.id}."


def coverage(path: str, period: Period) -> Table:
    """For every question: how many answered it, what share of the adults they hold, and why the others did not."""
    found, rows = queries.item_answers(path, period.id), []
    for item in queries.items(path).values():
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


def _share(total: Figure) -> Cell:
    return Cell("–", None, missing=True) if total.share is None else Cell(percent(total.share), total.share)


def known_errors(path: str) -> Table:
    """Where a source contradicts itself or us, and the reading that is shown."""
    rows = [
        tables.row(
            tables.words(f"{_source(path, error['source'])}, {error['place']}"),
            *(tables.words(str(error[part])) for part in ("says", "problem", "shown")),
        )
        for error in queries.known_errors(path)
    ]
    columns = [Column(title) for title in ("Var", "Källan säger", "Problemet", "Så gör Samsyn")]
    return tables.table("Kända fel och motsägelser i källorna", columns, rows)


def _source(path: str, source: str) -> str:
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


def definition(path: str, indicator: Indicator) -> list[tuple[str, str]]:
    """The facts of a measure, as label and text."""
    items = queries.items(path)
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
