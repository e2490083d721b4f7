"""The tables of what users and staff answered: how each question was answered, before and after, and who answered."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import change_tables, queries, tables, voices
from dashboard.change_tables import Changed
from dashboard.records import Period
from dashboard.swedish import NBSP, number
from dashboard.tables import Cell, Column, Table
from dashboard.voices import CLASSES, MERGED, USERS, Answered

_TOGETHER = Cell("–", None, missing=True)
_NO_ANSWERS = "för få svar"
HIDDEN = "visas inte"
TOGETHER = f"–: färre än {voices.LEAST_SHOWN} svarade på ett av sätten. Då visas bara de två ihop."


def answers(found: Sequence[Answered], when: str) -> Table:
    """Every question, as far as it may be shown."""
    columns = [
        Column("Fråga"),
        *(Column(name, numeric=True) for name in CLASSES.values()),
        Column("Helt eller delvis", numeric=True),
        Column("Lite eller inte alls", numeric=True),
        Column("Svar", numeric=True),
        Column("Ej svarat", numeric=True),
    ]
    return tables.table(f"Så svarade de, {when}", columns, [_row(each) for each in found])


def _row(each: Answered) -> tables.Row:
    missing = _NO_ANSWERS if each.answers is None else HIDDEN
    if each.merged:
        four, two = [_TOGETHER] * len(CLASSES), [tables.amount(each.counts[name]) for name in MERGED]
    elif each.counts:
        four = [tables.amount(count) for count in each.counts.values()]
        two = [_share(sum(each.counts[CLASSES[part]] for part in parts), each.answers) for parts in MERGED.values()]
    else:
        four, two = (
            [Cell(missing, None, missing=True)] * len(CLASSES),
            [Cell(missing, None, missing=True)] * len(MERGED),
        )
    if each.merged:
        two = [_share(each.counts[name], each.answers) for name in MERGED]
    last = [tables.amount(each.answers, missing=_NO_ANSWERS), tables.amount(each.unanswered, missing="–")]
    return tables.row(tables.words(f"{each.number} {each.words}"), *four, *two, *last)


def _share(count: int, answered: int | None) -> Cell:
    """33 (83 %): how many, and of those who answered the share."""
    share = f" ({number(100 * count / answered)}{NBSP}%)" if answered else ""
    return Cell(f"{number(count)}{share}", count)


def changed(path: str, form: str, now: Period) -> list[Changed]:
    """Every measure now and in the nearest comparable round, as the snapshot has judged it.

    A measure whose answers may not be shown in one of the two is left out: its share would tell them.
    """
    county, known = queries.build(path).county, queries.indicators(path, form)
    found = queries.changes_over_time(path, now.id, form)
    told = []
    for id, indicator in known.items():
        change = found.get(id, {}).get(county)
        stem = indicator.numerator[0].removesuffix("_helt")
        if change and all(_is_shown(path, when, form, stem) for when in (change.earlier, now.id)):
            told.append(Changed(indicator.short_title, indicator, change))
    return told


def _is_shown(path: str, period: str, form: str, stem: str) -> bool:
    return any(each.stem == stem and each.counts for each in voices.questions(path, period, form))


def before_and_after(path: str, changes: Sequence[Changed], then: Period, now: Period) -> Table:
    """The verdicts with the numbers behind them."""
    return change_tables.numbers(changes, "Mått", f"{queries.build(path).county_name}, {then.label} och {now.label}")


def who(path: str, period: Period, form: str) -> Table | None:
    """Who answered, in groups that are large enough; nothing where none is."""
    groups, everyone = voices.groups(path, period.id, form), voices.answered_by(path, period.id, form)
    if everyone is None:
        return None
    rows = [tables.row(tables.words(name), tables.amount(count)) for name, count in groups]
    rows.append(tables.row(tables.words("Alla svarande"), tables.amount(everyone), style="total"))
    return tables.table(f"Vilka som svarat, {period.label}", [Column("Grupp"), Column("Antal", numeric=True)], rows)


def printed(path: str) -> Table | None:
    """What Delrapport 3 prints of the county's users, each with where it stands."""
    found, items = voices.printed(path), queries.items(path, voices.REPORT)
    if not found:
        return None
    answered = queries.items(path, USERS)
    sexes = {"total": "Alla svarande", "men": "Män", "women": "Kvinnor"}
    rows = []
    order = [*answered, *items]
    for (item, sex), figure in sorted(found.items(), key=lambda pair: (order.index(pair[0][0]), -(pair[1].value or 0))):
        label = sexes[sex] if item in answered else items[item].label
        unit = f"{NBSP}%" if item in items and items[item].unit == "procent" else ""
        decimals = 0 if float(figure.value or 0).is_integer() else 1
        shown = Cell(f"{number(figure.value or 0, decimals)}{unit}", figure.value)
        rows.append(tables.row(tables.words(label), shown, tables.words(figure.printed_at or "")))
    columns = [Column("Uppgift"), Column("Tryckt", numeric=True, decimals=1), Column("Var det står")]
    return tables.table(f"Tryckt i Delrapport 3, {next(iter(found.values())).label}", columns, rows)
