"""One municipality in every measure: its figures, and what can be decided of them in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard import beside, comparison, figure_notes, measures, queries, sentences, sentences_municipality
from dashboard.address import Choices
from dashboard.beside import Beside
from dashboard.change_tables import Changed
from dashboard.measures import View
from dashboard.records import ChangeOverTime, Comparison, Figure, Municipality, Period
from dashboard.swedish import capital, listing, lower_first


class Line(NamedTuple):
    """One measure of the municipality: its figure, what it is held against, and what has changed."""

    name: str
    view: View
    held: Beside
    compared: Comparison | None
    change: ChangeOverTime | None
    own: str

    @property
    def figure(self) -> Figure | None:
        return self.view.answers.of(self.own)


def lines(path: str, own: Municipality, period: Period, choices: Choices) -> list[Line]:
    """Every measure, in the order of indicators.yaml."""
    changes = queries.changes_over_time(path, period.id)
    found = []
    for indicator in queries.indicators(path).values():
        view = measures.view(path, indicator, period.id, measures.MEASURE)
        held = beside.held(path, view, period.id, choices, ask=False)
        compared = held.found.get(own.code) or _why_not(path, indicator.id, own, period)
        change = changes.get(indicator.id, {}).get(own.code)
        found.append(Line(_name(path, view), view, held, compared, change, own.code))
    return found


def _why_not(path: str, indicator: str, own: Municipality, period: Period) -> Comparison | None:
    """What the snapshot says of a measure that nobody is compared in."""
    found = queries.comparisons(path, period.id).get(indicator, {}).get(own.code, {})
    return next((each for each in found.values() if each.verdict == "not_compared"), None)


def _name(path: str, view: View) -> str:
    # "12-stegsgrupp: ja" and not "12-stegsgrupp, andel kommuner: ja".
    items = queries.items(path)
    has = items.get(view.indicator.numerator[0]) if view.yes_no else None
    return has.short_label if has else view.indicator.short_title


def summary(found: Sequence[Line]) -> list[str]:
    """What can be decided, what cannot and what is nearest to be: a calm start, also where nothing can."""
    by_verdict = {verdict: [each for each in found if verdict_of(each) == verdict] for verdict in sentences.VERDICTS}
    said = [
        f"{capital(sentences.verdict_word(verdict))}: {listing([_in_text(each) for each in by_verdict[verdict]])}."
        for verdict in (*sentences.DECIDED, "no_practical_difference")
        if by_verdict[verdict]
    ]
    undecided = by_verdict["cannot_tell"]
    if undecided:
        said.append(sentences_municipality.undecided(len(undecided), any_decided=bool(said)))
        said.extend(_nearest(undecided))
    if without := by_verdict["not_compared"]:
        said.append(sentences_municipality.left_aside(len(without)))
    return said


def _in_text(each: Line) -> str:
    return lower_first(each.name)


def _nearest(undecided: Sequence[Line]) -> Iterator[str]:
    """The measure that fewest periods together would decide."""
    needed = [(c.years_needed, each) for each in undecided if (c := each.compared) and c.years_needed is not None]
    if needed:
        years, each = min(needed, key=lambda pair: pair[0])
        yield sentences_municipality.nearest(_in_text(each), years)


def compared(found: Sequence[Line]) -> int:
    return sum(verdict_of(each) not in (None, "not_compared") for each in found)


def decidable(found: Sequence[Line]) -> int:
    """The measures that could have been flagged: where too few are expected, nothing ever is."""
    judged = [each for each in found if verdict_of(each) not in (None, "not_compared")]
    return sum(1 for each in judged if each.compared and each.compared.reason != "few_expected")


def verdicts(found: Sequence[Line]) -> set[str]:
    """The verdicts that are in the table, for its key."""
    there = {verdict_of(each) for each in found} | {
        each.change.verdict for each in found if each.change and in_both(each)
    }
    return {verdict for verdict in there if verdict}


def has_answered(found: Sequence[Line]) -> bool:
    return any(each.figure is not None and each.figure.value is not None for each in found)


def in_both(each: Line) -> bool:
    """Whether there is a figure in both periods."""
    return each.change is not None and each.change.before is not None and each.change.after is not None


def beside_the_rest(own: Municipality, found: Sequence[Line]) -> str:
    """Said where the municipality is more than a quarter of the whole it would be compared with."""
    beside_others = [c for each in found if verdict_of(each) and (c := each.compared) and c.verdict != "not_compared"]
    large = sum(each.against == "rest_of_county" for each in beside_others)
    return sentences_municipality.beside_the_rest(own.name, large, len(beside_others)) if large else ""


def verdict_of(each: Line) -> str | None:
    """What was decided of a measure; nothing where the municipality has no figure."""
    if each.compared is None or each.figure is None or each.figure.value is None:
        return None
    return each.compared.verdict


def notes(own: Municipality, found: Sequence[Line]) -> list[str]:
    """Under the table: against whom, and how much of what it says can be chance."""
    unsure = any(each.figure and each.figure.certainty == "uncertain" for each in found)
    said = [
        beside_the_rest(own, found),
        sentences_municipality.chance_flags(compared(found), decidable(found)),
        comparison.CHANCE,
        sentences_municipality.star() if unsure else "",
        *figure_notes.lines(each.figure for each in found),
    ]
    return [sentence for sentence in said if sentence]


def in_picture(found: Sequence[Line]) -> list[str]:
    """What is said in public of the figures, for a saved picture."""
    return figure_notes.in_picture(each.figure for each in found)


def changed(found: Sequence[Line]) -> list[Changed]:
    """The measures that the municipality has a number for in both periods; yes and no are no numbers."""
    return [
        Changed(each.name, each.view.indicator, each.change)
        for each in found
        if each.change and in_both(each) and not each.view.yes_no
    ]
