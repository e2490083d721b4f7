"""What the page of one municipality says: its figures, its gaps, and who it can be compared with."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import queries, tables, words
from dashboard.county import comparable_period
from dashboard.records import NO_ANSWERS, Answers, Figure, Indicator, Municipality, Period
from dashboard.swedish import NBSP, STATUS_WORDS, capital, listing, number
from dashboard.tables import Cell, Column, Table

GROUPS = {"lan": "Länets kommuner", "skr": "Samma SKR-grupp", "liknande": "Liknande kommuner"}
_GROUP_NAMES = {"skr": "samma SKR-grupp", "liknande": "gruppen liknande kommuner (Kolada, IFO 2024)"}


def first_to_show(path: str, period: Period) -> str | None:
    """A municipality with something to show, for who has not chosen yet."""
    return next((r.area for r in queries.respondents(path, period.id) if r.answered), None)


def size(own: Municipality) -> str:
    return f"{number(own.adults)} invånare som är 18 år eller äldre"


def submissions(path: str, own: Municipality, periods: tuple[Period, ...]) -> list[str]:
    """What the municipality has sent, period by period."""
    found = []
    for period in periods:
        own_row = next((r for r in queries.respondents(path, period.id) if r.area == own.code), None)
        found.append(words.submission(own_row, period.label))
    return found


def figures_table(path: str, own: Municipality, period: Period, periods: tuple[Period, ...]) -> Table:
    """Every measure for the municipality, now and before, beside the answering municipalities."""
    earlier = comparable_period(period, periods)
    shown = [*([earlier] if earlier else []), period]
    columns = [
        Column("Mått"),
        *(Column(capital(each.label), numeric=True) for each in shown),
        Column(capital(words.ANSWERING), numeric=True),
    ]
    rows = []
    for indicator in queries.indicators(path).values():
        answers = [queries.indicator_answers(path, each.id).get(indicator.id, NO_ANSWERS) for each in shown]
        rows.append(
            tables.row(
                tables.words(_name(path, indicator)),
                *(_own_cell(each.of(own.code), indicator) for each in answers),
                _total_cell(answers[-1].total, indicator),
            )
        )
    return tables.table(f"{own.name}, och de svarande kommunerna {period.label}", columns, rows)


def _name(path: str, indicator: Indicator) -> str:
    # "12-stegsgrupp: ja" and not "12-stegsgrupp, andel kommuner: ja".
    items = queries.items(path)
    has = items.get(indicator.numerator[0]) if _is_yes_no(indicator) else None
    return has.short_label if has else indicator.short_title


def _is_yes_no(indicator: Indicator) -> bool:
    return indicator.kind == "share_of_areas"


def _own_cell(figure: Figure | None, indicator: Indicator) -> Cell:
    if figure is not None and figure.value is not None and _is_yes_no(indicator):
        return tables.words("ja" if figure.value else "nej")
    return tables.figure(figure, indicator.decimals, _sign(indicator))


def _total_cell(figure: Figure | None, indicator: Indicator) -> Cell:
    if figure is not None and figure.value is not None and _is_yes_no(indicator):
        return tables.words(f"{number(figure.numerator or 0)} av {number(figure.denominator or 0)} har")
    return tables.figure(figure, indicator.decimals, _sign(indicator))


def _sign(indicator: Indicator) -> str:
    return f"{NBSP}%" if indicator.unit == "procent" else ""


def gaps(path: str, own: Municipality, period: Period) -> list[str]:
    """The questions without a figure, gathered by reason: "uppgift saknas: Dokumentation"."""
    found = queries.item_answers(path, period.id)
    by_reason: dict[str, list[str]] = {}
    for item in queries.items(path).values():
        figure = found.get(item.id, NO_ANSWERS).of(own.code)
        if figure is not None and figure.value is None:
            by_reason.setdefault(figure.status, []).append(item.short_label)
    if "not_submitted" in by_reason:
        return [f"{own.name} har inte lämnat någon enkät för {period.label}."]
    return [f"{capital(STATUS_WORDS[status])}: {listing(names)}." for status, names in by_reason.items()]


def to_compare(answers: Answers, own: Municipality, group: str) -> list[str]:
    """The municipality and those of the chosen group that the data know, in alphabetical order."""
    wanted = _codes(own, group) or [figure.area for figure in answers.areas]
    return [f.area for f in answers.areas if f.area == own.code or f.area in wanted]


def group_sentence(path: str, answers: Answers, own: Municipality, group: str) -> str:
    """Who the municipality is set beside; said straight when nobody in the group has answered."""
    if group not in _GROUP_NAMES:
        return ""
    codes = _codes(own, group)
    answering = [f.name for f in answers.areas if f.area in codes and f.value is not None]
    name = f"{_GROUP_NAMES[group]} ({own.skr_group})" if group == "skr" else _GROUP_NAMES[group]
    sentence = words.peers(own, name, codes, answering)
    outside = [queries.area_names(path).get(code, code) for code in codes if answers.of(code) is None]
    if group == "liknande" and outside:
        sentence += f" Utanför länet: {listing(outside)}."
    return sentence


def _codes(own: Municipality, group: str) -> Sequence[str]:
    return {"skr": own.skr_peers, "liknande": own.similar}.get(group, ())
