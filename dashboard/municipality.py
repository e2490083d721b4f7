"""What the page of one municipality says in words: what it has sent, what is missing, who it can be compared with."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import (
    beside,
    change_tables,
    comparison,
    municipality_lines,
    own_group,
    queries,
    sentences,
    sentences_municipality,
    words,
)
from dashboard.address import Choices
from dashboard.beside import Beside
from dashboard.change_tables import Changed
from dashboard.comparison import Shown
from dashboard.municipality_lines import Line
from dashboard.records import NO_ANSWERS, Answers, Municipality, Period
from dashboard.swedish import STATUS_WORDS, capital, listing, number

_GROUP_NAMES = {
    beside.SKR: "samma SKR-grupp",
    beside.SIMILAR: "gruppen liknande kommuner (Kolada, IFO 2024)",
}


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


def ask_group(path: str, choices: Choices) -> str:
    """Who the municipality is to be held against, asked once for every measure on the page."""
    group = choices.from_few(beside.PARAM, "Jämför med", beside.GROUPS)
    if group == beside.OWN:
        own_group.choose(path, choices)
    else:
        choices.leave_out(own_group.PARAM)
    return group


def summary(path: str, lines: Sequence[Line], own: Municipality, group: str) -> list[str]:
    """What can be decided and what cannot; where nobody can be compared with, that first."""
    nobody = not municipality_lines.compared(lines) and group in _GROUP_NAMES
    why = group_sentence(path, lines[0].view.answers, own, group) if nobody and lines else ""
    return [*([why] if why else []), *municipality_lines.summary(lines)]


def no_figures(own: Municipality, period: Period) -> str:
    """What stands in place of its table when it has sent nothing."""
    return sentences_municipality.no_figures(own.name, period.label)


def gaps(path: str, own: Municipality, period: Period) -> list[str]:
    """The questions without a figure, gathered by reason: "uppgift saknas: Dokumentation"."""
    found = queries.item_answers(path, period.id)
    by_reason: dict[str, list[str]] = {}
    for item in queries.items(path).values():
        figure = found.get(item.id, NO_ANSWERS).of(own.code)
        if figure is not None and figure.value is None:
            by_reason.setdefault(figure.status, []).append(item.short_label)
    if not by_reason:
        return [f"Inget: {own.name} har svarat på alla frågor för {period.label}."]
    if "not_submitted" in by_reason:
        return [f"{own.name} har inte lämnat någon enkät för {period.label}."]
    return [f"{capital(STATUS_WORDS[status])}: {listing(names)}." for status, names in by_reason.items()]


def to_compare(answers: Answers, own: Municipality, group: str, held: Beside) -> list[str]:
    """The municipality and those of the chosen group that the data know, in alphabetical order."""
    one = held.found.get(own.code)
    wanted = (one.members if one and group == beside.OWN else _codes(own, group)) or [f.area for f in answers.areas]
    return [f.area for f in answers.areas if f.area == own.code or f.area in wanted]


def about_measure(path: str, shown: Shown, own: Municipality, group: str) -> list[str]:
    """One measure in full: what can be said of it, its place, how it has changed, and who it was held against."""
    view, figure = shown.view, shown.view.answers.of(own.code)
    one = shown.held.found.get(own.code)
    said = []
    if figure is not None and figure.value is not None:
        judged = one is not None and figure.lower is not None
        said.append(
            sentences.comparison(one, figure, view.indicator, shown.held.words)
            if one is not None and judged
            else sentences.figure_sentence(figure, view.indicator)
        )
        said.append(sentences.rank_sentence(figure))
        said.append(_stricter_below(shown, own))
    change = queries.changes_over_time(path, shown.period.id).get(view.indicator.id, {}).get(own.code)
    earlier = next((p for p in queries.periods(path) if change and p.id == change.earlier), None)
    if change and earlier and change.before is not None and change.after is not None and not view.yes_no:
        said.append(change_tables.sentence(Changed("", view.indicator, change), own.name, earlier, shown.period))
    whole = "" if group == beside.OWN else group_sentence(path, view.answers, own, group)
    return [*said, *shown.held.remarks, whole, comparison.total_sentence(path, view)]


def _stricter_below(shown: Shown, own: Municipality) -> str:
    """Why the chart of many may show another verdict than the one just told of the municipality alone."""
    alone, among_many = shown.held.found.get(own.code), shown.held.verdict(own.code)
    if alone is None or among_many in (None, alone.verdict):
        return ""
    return sentences_municipality.stricter_below(own.name, among_many or "")


def group_sentence(path: str, answers: Answers, own: Municipality, group: str) -> str:
    """Who the municipality is set beside; said straight when nobody in the group has answered."""
    if group not in _GROUP_NAMES:
        return ""
    codes = _codes(own, group)
    answering = [f.name for f in answers.areas if f.area in codes and f.value is not None]
    name = f"{_GROUP_NAMES[group]} ({own.skr_group})" if group == beside.SKR else _GROUP_NAMES[group]
    sentence = words.peers(own, name, codes, answering)
    outside = [queries.area_names(path).get(code, code) for code in codes if answers.of(code) is None]
    if group == beside.SIMILAR and outside:
        sentence += f" Utanför länet: {listing(outside)}."
    return sentence


def _codes(own: Municipality, group: str) -> Sequence[str]:
    return {beside.SKR: own.skr_peers, beside.SIMILAR: own.similar}.get(group, ())
