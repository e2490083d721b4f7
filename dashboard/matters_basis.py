"""What the functions behind the committee's page share: a form's newest period, a figure and its basis, a change."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import form_names, goal_queries, queries, words
from dashboard import sentences_matters as said
from dashboard.matters import Matter, Weight
from dashboard.records import ChangeOverTime, Figure, Period
from dashboard.sentences import DECIDED
from dashboard.swedish import number, short_title
from etl.periods import parse_period

EXAMPLE = "exempeluppgifter"


def forms(path: str) -> dict[str, str]:
    """The forms that the snapshot knows, by id, with what each is called."""
    return {id: title for id, title in form_names.titles().items() if id in queries.sources(path)}


def newest(path: str, form: str) -> Period | None:
    """The newest period that somebody has answered about."""
    return next((each for each in queries.periods(path, form) if each.answered), None)


def reading(path: str, form: str, indicator: str) -> goal_queries.Reading | None:
    """The county's newest figure of an indicator: what municipalities answered, then the region, then a report."""
    by_source = goal_queries.readings(path).get(indicator, {})
    for source in sorted(by_source, key=lambda each: (each != form, not each.startswith(form), each)):
        told = [each for each in by_source[source] if each.figure.numerator is not None]
        if told:
            return told[-1]
    return None


def changes(path: str, form: str, period: Period, wanted: tuple[str, ...], page: tuple[str, str]) -> Iterator[Matter]:
    home, known = queries.build(path).county, queries.indicators(path, form)
    found = queries.changes_over_time(path, period.id, form)
    there = [(known[each], found[each][home]) for each in wanted if each in known and home in found.get(each, {})]
    judged = [(by, each) for by, each in there if each.verdict != "not_compared"]
    decided = any(each.verdict in DECIDED for _, each in judged)
    if judged:
        earlier = parse_period(judged[0][1].earlier).label
        sentence = said.changed(judged, earlier)
        basis = (period.label, _same(judged[0][1]), forms(path)[form], _made_up(path))
        yield Matter(Weight.DECIDED if decided else Weight.STATE, sentence, tuple(filter(None, basis)), *page)


def _same(change: ChangeOverTime) -> str:
    """How many municipalities answered both times; nothing where the region answers for itself."""
    if change.gate is None:
        return ""
    n = len(change.members)
    return "samma kommun båda gångerna" if n == 1 else f"samma {number(n)} kommuner båda gångerna"


def basis_of(path: str, period: str, figure: Figure) -> tuple[str, ...]:
    """Period, who answered, the source, and that it is made up where it is."""
    source = queries.sources(path).get(figure.source, {})
    of = words.coverage(figure) if figure.asked > 1 else ""
    parts = (period, of, source_name(path, figure.source), EXAMPLE if source.get("example") else "")
    return tuple(filter(None, parts))


def source_name(path: str, source: str) -> str:
    """A form by its short name, a report by the first sentence of its title, an authority as itself."""
    of_form = form_names.titles().get(source.removesuffix("_region"))
    found = queries.sources(path).get(source, {})
    if of_form:
        return f"{of_form}, regionen" if source.endswith("_region") else of_form
    return str(found.get("publisher") or "") if found.get("kind") == "reference" else short_title(str(found["title"]))


def with_example(path: str, basis: list[str]) -> tuple[str, ...]:
    """The parts of a basis that there are, and that the figures are made up where they are."""
    return tuple(filter(None, (*basis, _made_up(path))))


def _made_up(path: str) -> str:
    return EXAMPLE if queries.build(path).example else ""
