"""What the front page says about the county: which figures, which rows, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard import queries, sentences, sentences_coverage, words
from dashboard.components import KeyFigure
from dashboard.records import NO_ANSWERS, Answers, Figure, Indicator, Period, ResponseGroup
from dashboard.sentence_amounts import amount as amount_of
from dashboard.swedish import NBSP, STATUS_WORDS, capital, day, listing, number, percent, short_title
from dashboard.tables import Cell, Column, Table, amount, row, table
from dashboard.tables import words as said

METHODS_PER_PERSON = "metoder_per_person"
# The main figures, each with the indicator that says the same in proportion to something.
MAIN_FIGURES = {
    "sokt_hjalp": "sokt_hjalp_per_10000",
    "fatt_insats": "andel_fatt_insats",
    "hvb": "hvb_per_10000",
    "lvm": "lvm_per_10000",
    "dokumentation": "dokumentation_per_person",
}
# Where the reader goes from the front page, and where who has the survey's answers goes too.
ONWARDS = [
    ("effektmal", "Når förändringen sina mål?"),
    ("region_och_kommuner", "Vad räknar regionen och vad räknar kommunerna?"),
    ("metod", "Hur räknas det, och när säger Samsyn ingenting?"),
    ("om_siffrorna", "Vad betyder siffrorna, och hur säkra är de?"),
]
OF_THE_SURVEY = [
    ("jamfor_kommuner", "Jämför kommunerna, mått för mått"),
    ("over_tid", "Vad har förändrats, och vad går inte att säga?"),
    ("min_kommun", "Se en kommun bredvid de andra"),
]
COMPARED = (*MAIN_FIGURES.values(), METHODS_PER_PERSON)
_MOST_NEWS = 3


def main_finding(items: dict[str, Answers]) -> str:
    return words.sought_and_helped(items.get("sokt_hjalp", NO_ANSWERS), items.get("fatt_insats", NO_ANSWERS))


def key_figures(path: str, period: Period) -> Iterator[KeyFigure]:
    """The cards of the front page: a count, never scaled up, and the same in proportion to something."""
    items, found = queries.items(path), queries.item_answers(path, period.id)
    for item, indicator in MAIN_FIGURES.items():
        answers = found.get(item, NO_ANSWERS)
        if item in items and answers.total and answers.total.value is not None:
            label = f"{items[item].short_label}, {items[item].unit}"
            yield KeyFigure(label, _count(answers.total), list(_basis(path, period, answers, indicator)))
    methods = queries.indicator_answers(path, period.id).get(METHODS_PER_PERSON, NO_ANSWERS)
    definition = queries.indicators(path).get(METHODS_PER_PERSON)
    if definition and methods.total and methods.total.numerator is not None:
        made_of = (number(part or 0) for part in (methods.total.numerator, methods.total.denominator))
        basis = ["{} metodinsatser för {} personer".format(*made_of), words.coverage(methods.total)]
        yield KeyFigure(definition.short_title, _value(methods.total, definition), basis)


def _count(figure: Figure) -> str:
    """minst 527, as long as somebody is silent; an estimate is no lower bound."""
    if figure.status == "estimated":
        return f"ca{NBSP}{number(figure.value or 0)}"
    return sentences_coverage.bounds(figure)


def _value(figure: Figure, definition: Indicator) -> str:
    if figure.value is None:
        return STATUS_WORDS[figure.status]
    return ("ca" + NBSP if figure.status == "estimated" else "") + number(figure.value, definition.decimals)


def _basis(path: str, period: Period, answers: Answers, indicator: str) -> Iterator[str]:
    in_proportion = queries.indicator_answers(path, period.id).get(indicator, NO_ANSWERS).total
    definition = queries.indicators(path).get(indicator)
    if definition and in_proportion:
        if in_proportion.value is None:
            yield f"{definition.short_title}: {STATUS_WORDS[in_proportion.status]}"
        else:
            shown = amount_of(in_proportion.value, definition)
            yield f"{definition.short_title}: {shown}" if definition.unit == "procent" else shown
            yield sentences.interval(in_proportion, definition)
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


def silent(path: str, period: Period) -> str:
    """Who did not answer, and how they differ in what is known of all."""
    names = {r.area: r.name for r in queries.respondents(path, period.id)}
    return sentences_coverage.silent(queries.response_groups(path, period.id), names)


def groups_table(path: str, period: Period) -> Table | None:
    """Those who answered beside those who are silent; nothing where all or none answered."""
    groups = queries.response_groups(path, period.id)
    there = [group for who in ("answered", "silent") if (group := groups.get(who)) and group.members]
    if len(there) < 2:
        return None
    lines = [row(said(title), *(cell(group) for group in there)) for title, cell in _KNOWN_OF_ALL.items()]
    columns = (Column("Känt om alla"), Column("Har svarat", numeric=True), Column("Har inte svarat", numeric=True))
    return table(f"Svarande och tysta kommuner, {period.label}", columns, lines)


def _women(group: ResponseGroup) -> Cell:
    if group.share_women is None:
        return Cell("–", None, missing=True)
    return Cell(percent(group.share_women, 1), group.share_women)


_KNOWN_OF_ALL: dict[str, Callable[[ResponseGroup], Cell]] = {
    "Kommuner": lambda group: amount(len(group.members)),
    "Vuxna invånare": lambda group: amount(group.adults),
    "Andel av länets vuxna": lambda group: Cell(percent(group.population_share), group.population_share),
    "Vuxna i den minsta": lambda group: amount(group.smallest, missing="–"),
    "Vuxna i den mellersta": lambda group: amount(group.median, missing="–"),
    "Vuxna i den största": lambda group: amount(group.largest, missing="–"),
    "Kvinnor bland de vuxna": _women,
}


def comparable_period(period: Period, periods: tuple[Period, ...]) -> Period | None:
    """The nearest earlier period of the same months: ten months are never set beside a year."""
    same = [p for p in periods if p.months == period.months and p.starts.month == period.starts.month]
    earlier = [p for p in same if p.starts < period.starts and p.answered]
    return max(earlier, key=lambda p: p.starts, default=None)


def news_sentences(path: str) -> list[str]:
    """What the latest publication changed, then what came in last."""
    build = queries.build(path)
    told = [_news(row, build.id) for row in queries.news(path)]
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
