"""What the front page says about the county: which figures, which rows, in which order."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import queries, words
from dashboard.components import KeyFigure
from dashboard.records import NO_ANSWERS, Answers, Figure, Period
from dashboard.swedish import NBSP, capital, day, listing, number, short_title
from dashboard.tables import Cell, Column, Table, row, table
from dashboard.tables import words as said

# The main figures, each with the indicator that says the same in proportion to something.
MAIN_FIGURES = {
    "sokt_hjalp": "sokt_hjalp_per_10000",
    "fatt_insats": "andel_fatt_insats",
    "hvb": "hvb_per_10000",
    "lvm": "lvm_per_10000",
    "dokumentation": "dokumentation_per_person",
}
COMPARED = ("sokt_hjalp", "fatt_insats", "hvb", "lvm", "dokumentation")
_MOST_NEWS = 5
_METHODS_PER_PERSON = "metoder_per_person"


def main_finding(items: dict[str, Answers]) -> str:
    return words.sought_and_helped(items.get("sokt_hjalp", NO_ANSWERS), items.get("fatt_insats", NO_ANSWERS))


def key_figures(path: str, period: Period) -> Iterator[KeyFigure]:
    """The cards of the front page."""
    items, found = queries.items(path), queries.item_answers(path, period.id)
    for item, indicator in MAIN_FIGURES.items():
        answers = found.get(item, NO_ANSWERS)
        if item in items and answers.total and answers.total.value is not None:
            label = f"{items[item].short_label}, {items[item].unit}"
            yield KeyFigure(label, _shown(answers.total), list(_basis(path, period, answers, indicator)))
    methods = queries.indicator_answers(path, period.id).get(_METHODS_PER_PERSON, NO_ANSWERS)
    definition = queries.indicators(path).get(_METHODS_PER_PERSON)
    if definition and methods.total and methods.total.value is not None:
        made_of = (number(part or 0) for part in (methods.total.numerator, methods.total.denominator))
        basis = ["{} metodinsatser för {} personer".format(*made_of), words.coverage(methods.total)]
        yield KeyFigure(definition.short_title, _shown(methods.total, definition.decimals), basis)


def _shown(figure: Figure, decimals: int = 0) -> str:
    about = f"ca{NBSP}" if figure.status == "estimated" else ""
    return about + number(figure.value or 0, decimals)


def _basis(path: str, period: Period, answers: Answers, indicator: str) -> Iterator[str]:
    in_proportion = queries.indicator_answers(path, period.id).get(indicator, NO_ANSWERS).total
    definition = queries.indicators(path).get(indicator)
    if definition and in_proportion and in_proportion.value is not None:
        shown = words.value_with_unit(in_proportion.value, definition)
        yield f"{definition.short_title}: {shown}" if definition.unit == "procent" else shown
    yield words.coverage(answers.total)
    if answers.printed and answers.printed.value is not None:
        yield words.printed(answers.printed, source_name(path, answers.printed.source))


def source_name(path: str, source: str) -> str:
    found = queries.sources(path).get(source)
    return short_title(str(found["title"])) if found else source


def respondents_table(path: str, period: Period) -> Table:
    """Everybody who was asked, with size and what they sent."""
    rows = []
    for each in queries.respondents(path, period.id):
        sent = said(day(each.received_on)) if each.received_on else Cell("svarade inte", "svarade inte", missing=True)
        rows.append(row(said(each.name), Cell(number(each.adults), each.adults), sent))
    columns = (Column("Kommun"), Column("Vuxna invånare", numeric=True), Column("Inlämnat", numeric=True))
    return table(f"Svarande kommuner, {period.label}", columns, rows)


def comparable_period(period: Period, periods: tuple[Period, ...]) -> Period | None:
    """The nearest earlier period of the same months: ten months are never set beside a year."""
    same = [p for p in periods if p.months == period.months and p.starts.month == period.starts.month]
    earlier = [p for p in same if p.starts < period.starts and p.answered]
    return max(earlier, key=lambda p: p.starts, default=None)


def change_sentences(path: str, earlier: Period, later: Period) -> tuple[list[str], int]:
    """The main figures in both periods, and the largest number of municipalities behind one of them."""
    items, found = queries.items(path), queries.changes(path, earlier.id, later.id)
    there = [item for item in COMPARED if item in found and item in items]
    sentences = [words.change(items[item], found[item]) for item in there]
    return sentences, max((found[item].areas for item in there), default=0)


def news_sentences(path: str) -> list[str]:
    """What the latest publication changed, then what came in last."""
    build = queries.build(path).id
    told = [_news(row, build) for row in queries.news(path)]
    arrived = [
        f"{new['name']} {day(new['received_on'])}" + (f" (version {new['version']})" if new["version"] > 1 else "")
        for new in queries.newest_submissions(path)
    ]
    return [*told[:_MOST_NEWS], *([f"Senast inlämnat: {listing(arrived)}."] if arrived else [])]


def _news(change: dict[str, str], build: str) -> str:
    # The name of the publication itself says nothing to a reader.
    before, after = (text if text != build else "" for text in (change.get("before", ""), change.get("after", "")))
    if before and after:
        return f"{capital(change['what'])}: {before} blev {after}."
    return f"{capital(change['what'])}: {after or before}." if after or before else f"{capital(change['what'])}."
