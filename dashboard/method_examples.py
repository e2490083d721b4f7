"""The examples of the method page: the rules at work on what is published now, in the newest period that has a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dashboard import chart_choice, queries, sentences, sentences_coverage, sentences_over_time
from dashboard.records import ChangeOverTime, Comparison, Figure, Indicator, Period
from dashboard.sentence_texts import say
from dashboard.sentences_charts import why_not_chart
from dashboard.swedish import capital, number

_QUANTILES_FROM = 20
Paragraphs = list[str]


class Case(NamedTuple):
    """One municipality's or county's figure."""

    period: Period
    indicator: Indicator
    figure: Figure

    @property
    def heading(self) -> str:
        return say("example_of", measure=self.indicator.short_title, period=self.period.label)


def example(path: str, name: str) -> Paragraphs:
    """What one text of the page is illustrated by, in paragraphs, or the sentence that says there is no such case."""
    made = _EXAMPLES.get(name)
    return [] if made is None else made(path) or [say("example_none")]


def _paragraph(*said: str) -> Paragraphs:
    return [" ".join(sentence for sentence in said if sentence)]


def _cases(path: str) -> Iterator[Case]:
    for period in queries.periods(path):
        answers = queries.indicator_answers(path, period.id)
        for indicator in queries.indicators(path).values():
            if indicator.id in answers:
                yield from (Case(period, indicator, figure) for figure in answers[indicator.id].areas)


def _totals(path: str) -> Iterator[Case]:
    for period in queries.periods(path):
        answers = queries.indicator_answers(path, period.id)
        for indicator in queries.indicators(path).values():
            if indicator.id in answers and (total := answers[indicator.id].total):
                yield Case(period, indicator, total)


def _share(path: str) -> Paragraphs:
    return _value(path, "wilson", "example_counts", ("proportion",))


def _rate(path: str) -> Paragraphs:
    return _value(path, "poisson", "example_rate", ("rate",))


def _value(path: str, uncertainty: str, counts: str, kinds: tuple[str, ...]) -> Paragraphs:
    for case in _cases(path):
        figure, indicator = case.figure, case.indicator
        if indicator.uncertainty == uncertainty and indicator.kind in kinds and figure.certainty == "firm":
            behind = say(counts, part=number(figure.numerator or 0), whole=number(figure.denominator or 0))
            return _paragraph(case.heading, sentences.figure_sentence(figure, indicator), behind)
    return []


def _few(path: str) -> Paragraphs:
    found = _first_comparison(path, lambda one: one.reason == "in_words")
    return found or _first_comparison(path, lambda one: one.reason == "few_expected")


def _no_interval(path: str) -> Paragraphs:
    for case in _totals(path):
        if case.figure.value is not None and (why := sentences.no_interval(case.indicator)):
            return _paragraph(case.heading, sentences.figure_sentence(case.figure, case.indicator), why)
    return []


def _decided(path: str) -> Paragraphs:
    return _first_comparison(path, lambda one: one.verdict in sentences.DECIDED)


def _unseen(path: str) -> Paragraphs:
    return _first_comparison(path, lambda one: one.reason == "within_chance" and one.years_needed is not None)


def _near(path: str) -> Paragraphs:
    return _first_comparison(path, lambda one: one.verdict == "no_practical_difference")


def _first_comparison(path: str, wanted: Callable[[Comparison], bool]) -> Paragraphs:
    for case in _cases(path):
        for found in _against_county(path, case):
            if wanted(found):
                return _paragraph(case.heading, sentences.comparison(found, case.figure, case.indicator))
    return []


def _against_county(path: str, case: Case) -> list[Comparison]:
    found = queries.comparisons(path, case.period.id).get(case.indicator.id, {}).get(case.figure.area, {})
    return [found[against] for against in ("county", "rest_of_county") if against in found]


def _two_levels(path: str) -> Paragraphs:
    for period in queries.periods(path):
        found = [
            one
            for areas in queries.comparisons(path, period.id).values()
            for against in areas.values()
            for name, one in against.items()
            if name in ("county", "rest_of_county") and one.verdict != "not_compared"
        ]
        if found:
            at_95 = sum(one.verdict in sentences.DECIDED for one in found)
            at_998 = sum(one.verdict_998 in sentences.DECIDED for one in found)
            counts = {"compared": number(len(found)), "at_95": number(at_95), "at_998": number(at_998)}
            return _paragraph(f"{capital(period.label)}.", say("example_two_levels", **counts))
    return []


def _change(path: str) -> Paragraphs:
    judged = ("better", "worse", "higher", "lower", "cannot_tell")
    labels = {period.id: period.label for period in queries.periods(path)}
    for case, found in _changes(path, _cases(path)):
        if found.verdict in judged:
            between = labels[found.earlier], labels[found.period]
            told = sentences_over_time.change(found, case.indicator, case.figure.name, *between)
            return [*_paragraph(f"{case.indicator.short_title}.", told), *_parts(path)]
    return _parts(path)


def _parts(path: str) -> Paragraphs:
    """What the county's change is made of, where something is not as before."""
    told = ((case, sentences_over_time.decomposition(found, case.indicator)) for case, found in _whole_changes(path))
    return next((_paragraph(case.heading, f"{case.figure.name}.", parts) for case, parts in told), [])


def _whole_changes(path: str) -> Iterator[tuple[Case, ChangeOverTime]]:
    return ((c, f) for c, f in _changes(path, _totals(path)) if f.real_change is not None and f.membership_change)


def _changes(path: str, cases: Iterator[Case]) -> Iterator[tuple[Case, ChangeOverTime]]:
    for case in cases:
        found = queries.changes_over_time(path, case.period.id).get(case.indicator.id, {}).get(case.figure.area)
        if found is not None:
            yield case, found


def _break(path: str) -> Paragraphs:
    labels = {period.id: period.label for period in queries.periods(path)}
    found = queries.breaks(path)
    if not found:
        return []
    return [sentences_over_time.break_sentence(found[0], labels.get(found[0].from_period, found[0].from_period))]


def _trend(path: str) -> Paragraphs:
    known = queries.indicators(path)
    for period in queries.periods(path):
        told = queries.trends(path, period.id)
        found = [one for each in known if each in told for one in told[each].values()]
        # One that could be calculated, if there is any.
        for one in sorted(found, key=lambda each: each.reason is not None):
            if one.indicator in known:
                heading = say("example_of", measure=known[one.indicator].short_title, period=period.label)
                return _paragraph(heading, f"{queries.area_names(path)[one.area]}.", sentences_over_time.trend(one))
    return []


def _rank(path: str) -> Paragraphs:
    # The narrowest span and the widest: what a rank may say, and how seldom.
    cases = sorted((case for case in _cases(path) if case.figure.ranked), key=_span)
    shown = cases[:1] + cases[-1:] if len(cases) > 1 else cases
    return [f"{case.heading} {sentences.rank_sentence(case.figure)}" for case in shown]


def _span(case: Case) -> float:
    figure = case.figure
    return ((figure.rank_high or 0) - (figure.rank_low or 0)) / (figure.ranked or 1)


def _funnel(path: str) -> Paragraphs:
    for period in queries.periods(path):
        answers = queries.indicator_answers(path, period.id)
        known = [each for each in queries.indicators(path).values() if each.id in answers]
        choices = {each: chart_choice.beside_others(answers[each.id], each.uncertainty) for each in known}
        if not choices:
            continue
        shown = [each for each, choice in choices.items() if chart_choice.FUNNEL in choice.allowed]
        refused = [choice.refused[chart_choice.FUNNEL] for choice in choices.values() if choice.refused]
        said = say("example_funnel", len(shown), count=number(len(shown)), measures=number(len(known)))
        why = why_not_chart(refused[0].code, refused[0].numbers, chart_choice.FUNNEL) if refused else ""
        return _paragraph(said, why)
    return []


def _quantiles(path: str) -> Paragraphs:
    areas = len(queries.municipalities(path))
    form = "example_quantiles" if areas >= _QUANTILES_FROM else "example_no_quantiles"
    return [say(form, areas, asked=number(areas))]


def _coverage(path: str) -> Paragraphs:
    for period in queries.periods(path):
        if period.answered:
            who = sentences_coverage.silent(queries.response_groups(path, period.id), queries.area_names(path))
            heading = f"{capital(period.label)}."
            return _paragraph(heading, sentences_coverage.gate(period), who)
    return []


def _bounds(path: str) -> Paragraphs:
    for case in _totals(path):
        figure, indicator = case.figure, case.indicator
        if figure.at_most is not None and figure.at_most != figure.numerator:
            told = sentences_coverage.bounds(figure, indicator)
            why = sentences_coverage.bounds_why(figure, indicator)
            return _paragraph(case.heading, f"{capital(told)}.", why)
    return []


def _goal(path: str) -> Paragraphs:
    known, names = queries.indicators(path), queries.area_names(path)
    for period in queries.periods(path):
        found = [one for areas in queries.goals(path, period.id).values() for one in areas.values()]
        for one in sorted(found, key=lambda each: each.probability is None):
            if one.indicator in known:
                measure, total = known[one.indicator], queries.indicator_answers(path, period.id)[one.indicator].total
                heading = say("example_of", measure=measure.short_title, period=period.label)
                own = sentences.figure_sentence(total, measure) if total and total.area == one.area else ""
                told = sentences_over_time.goal(one, measure)
                return _paragraph(heading, own or f"{names[one.area]}.", told)
    return []


def _no_mean(path: str) -> Paragraphs:
    return [say("example_no_mean")]


def _no_ages(path: str) -> Paragraphs:
    return [say("example_no_ages")]


_EXAMPLES: dict[str, Callable[[str], Paragraphs]] = {
    "andel": _share,
    "antal_per_invanare": _rate,
    "medelvarde": _no_mean,
    "aldersstandardiserat": _no_ages,
    "sma_tal": _few,
    "inget_spelrum": _no_interval,
    "jamforelse": _decided,
    "tva_nivaer": _two_levels,
    "minsta_synliga": _unseen,
    "praktisk_skillnad": _near,
    "forandring": _change,
    "brott": _break,
    "trend": _trend,
    "plats": _rank,
    "tratt": _funnel,
    "kvantiler": _quantiles,
    "tackning": _coverage,
    "under_och_over": _bounds,
    "mal": _goal,
}
