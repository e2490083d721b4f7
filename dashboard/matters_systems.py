"""What each system says to the committee's page: a small function of the published snapshot for each of them.

A system without figures in the county says nothing; what nobody has answered is told by ``unanswered``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from dashboard import county, diagnoses, diagnosis_tables, form_names, goal_queries, queries, sentences_coverage, words
from dashboard import sentences_matters as said
from dashboard.goals import EXAMPLE as EXAMPLE_GOAL
from dashboard.matters import Matter, Weight
from dashboard.records import NO_ANSWERS, Figure, Period
from dashboard.sentences import DECIDED
from dashboard.sentences_over_time import break_sentence
from dashboard.swedish import counted, out_of, short_title, span
from etl.periods import parse_period

EXAMPLE = "exempeluppgifter"
Says = Callable[[str], Iterator[Matter]]
_BOTH, _ALL = ("samsjuklighet", "total"), ("beroende", "total")


def matters(path: str) -> list[list[Matter]]:
    """What every system says, in the order of the story."""
    return [list(system(path)) for system in SYSTEMS]


# ---- Behov ----


def needs(path: str) -> Iterator[Matter]:
    """The region's own figures of the newest year, else Socialstyrelsen's; and a fresh break in the latter."""
    home = queries.build(path).county
    if home not in diagnoses.counties(path):
        return
    found = diagnoses.diagnoses(path, home)
    page = ("diagnoser_och_samsjuklighet", "Diagnoser och samsjuklighet")
    if own := _own_needs(path, found.years, home):
        yield Matter(Weight.STATE, *own, *page)
    elif patients := _patients(path, found):
        yield Matter(Weight.STATE, *patients, *page)
    for each in found.breaks:
        if found.years and int(each.from_period[:4]) >= int(found.years[-1]) - 1:
            what = break_sentence(each, parse_period(each.from_period).label)
            yield Matter(Weight.BREAK, what, (_source(path, diagnoses.SOURCE), "patienter, alla åldrar"), *page)


def _own_needs(path: str, years: tuple[str, ...], home: str) -> tuple[str, tuple[str, ...]] | None:
    for year in reversed(years):
        told = diagnosis_tables.own_figures(path, home, year)
        # What a report has printed is nobody's example.
        for source, figures in sorted(told.items(), key=lambda pair: any(f.example for f in pair[1].values())):
            everybody, both = figures.get(_ALL), figures.get(_BOTH)
            if everybody is None or everybody.value is None:
                continue
            basis = [year, "18 år eller äldre", _source(path, source)]
            basis += [_chance(path, home, year, source), EXAMPLE if everybody.example else ""]
            return said.need(everybody.value, both.value if both else None, year), tuple(filter(None, basis))
    return None


def _chance(path: str, home: str, year: str, source: str) -> str:
    """What chance leaves of the share, where it is reckoned."""
    for each in queries.values_of(path, "diagnoser"):
        key = (each.indicator, each.source, each.area, each.period)
        if key == ("andel_samsjuklighet", source, home, year) and each.lower is not None and each.upper is not None:
            return f"andelens slumpens spelrum {span(each.lower, each.upper, 1)} %"
    return ""


def _patients(path: str, found: diagnoses.Diagnoses) -> tuple[str, tuple[str, ...]] | None:
    for year in reversed(found.years):
        patients, rate = found.of(diagnoses.COUNT, year), found.of(diagnoses.PER_100K, year)
        nation = found.of(diagnoses.PER_100K, year, diagnoses.NATION)
        if patients is not None and rate is not None and nation is not None:
            basis = (year, "alla åldrar, utan primärvård", _source(path, diagnoses.SOURCE))
            return said.need_patients(patients, rate, nation, year), basis
    return None


# ---- Efterfrågan och insats ----


def survey(path: str) -> Iterator[Matter]:
    """How many sought and got help, and what has changed."""
    period = _newest(path, queries.FORM)
    if period is None:
        return
    items = queries.item_answers(path, period.id)
    asked, helped = (items.get(item, NO_ANSWERS).total for item in ("sokt_hjalp", "fatt_insats"))
    page = ("insatser_och_metoder", "Insatser och metoder")
    if asked and asked.value is not None:
        gate = "county" if period.share >= 0.9 else None
        yield Matter(Weight.STATE, said.sought(asked, helped, gate), _basis(path, period.label, asked), *page)
    yield from _changes(path, queries.FORM, period, county.COMPARED, ("over_tid", "Över tid"))


def asi(path: str) -> Iterator[Matter]:
    """In how many municipalities the interview is used: what they answered, else what a report printed."""
    known = _reading(path, "asi", "asi_kommuner_andel")
    if known is None:
        return
    figure = known.figure
    if figure.source == "asi":
        count = sentences_coverage.bounds(figure, queries.indicators(path, "asi")["asi_kommuner_andel"])
    else:
        count = out_of(int(figure.numerator or 0), int(figure.denominator or 0))
    yield Matter(Weight.STATE, said.asi(count), _basis(path, known.label, figure), "effektmal", "Effektmål")


# ---- Utfall ----


def care_chain(path: str) -> Iterator[Matter]:
    """Housing and occupation at discharge, and what has changed."""
    form, page = "vardkedja", ("effektmal", "Effektmål")
    housing, occupation = (
        _reading(path, form, each) for each in ("utskrivna_boende_andel", "utskrivna_sysselsattning_andel")
    )
    if housing and occupation and _same_persons(housing.figure, occupation.figure):
        parts = (housing.figure.denominator, housing.figure.numerator, occupation.figure.numerator)
        sentence = said.discharged(*(part or 0 for part in parts))
        yield Matter(Weight.STATE, sentence, _basis(path, housing.label, housing.figure), *page)
    if period := _newest(path, form):
        yield from _changes(path, form, period, tuple(queries.indicators(path, form)), page)


def _same_persons(one: Figure, other: Figure) -> bool:
    return bool(one.denominator) and (one.denominator, one.source) == (other.denominator, other.source)


# ---- Mål, och det som väntar ----


def goals(path: str) -> Iterator[Matter]:
    """The goals that somebody has set: first those that are reached or missed for certain."""
    for form in forms(path):
        if period := _newest(path, form):
            yield from _goals_of(path, form, period)


def _goals_of(path: str, form: str, period: Period) -> Iterator[Matter]:
    build, answers = queries.build(path), queries.indicator_answers(path, period.id, form)
    for indicator, areas in queries.goals(path, period.id, form).items():
        progress, figure = areas.get(build.county), answers.get(indicator, NO_ANSWERS).total
        if progress is None or figure is None or figure.value is None or progress.verdict == "not_compared":
            continue
        basis = (*_basis(path, period.label, figure), *([EXAMPLE_GOAL] if build.example else []))
        sentence = said.towards_goal(progress, queries.indicators(path, form)[indicator], figure)
        weight = Weight.DECIDED if progress.verdict in DECIDED else Weight.GOAL
        yield Matter(weight, sentence, basis, "effektmal", "Effektmål")


def rounds(path: str) -> Iterator[Matter]:
    """The newest round of each form that somebody has not answered, and what it leaves unsaid."""
    today = queries.build(path).as_of
    for form, title in forms(path).items():
        newest = next(iter(queries.periods(path, form)), None)
        if newest is None or newest.answered == newest.asked:
            continue
        deadline = _deadline(path, newest, form)
        if deadline is not None and (deadline >= today or not newest.answered):
            what = said.waits(title, newest.label, newest.answered, newest.asked, deadline, today)
            yield Matter(Weight.WAITS, what, (title,), "insamling", "Insamling")


def _deadline(path: str, period: Period, form: str) -> date | None:
    return next((each.deadline for each in queries.respondents(path, period.id, form) if each.deadline), None)


def forms(path: str) -> dict[str, str]:
    """The forms that the snapshot knows, by id, with what each is called."""
    return {id: title for id, title in form_names.titles().items() if id in queries.sources(path)}


def unanswered(path: str) -> list[tuple[str, str]]:
    """The forms that nobody in the county has answered and no report has printed figures of."""
    printed = {each for each, found in goal_queries.readings(path).items() if any(_told(r) for r in found.values())}
    return [
        (form, title)
        for form, title in forms(path).items()
        if _newest(path, form) is None and not printed & queries.indicators(path, form).keys()
    ]


def _told(readings: tuple[goal_queries.Reading, ...]) -> bool:
    return any(each.figure.value is not None for each in readings)


# ---- What they share ----


def _newest(path: str, form: str) -> Period | None:
    """The newest period that somebody has answered about."""
    return next((each for each in queries.periods(path, form) if each.answered), None)


def _reading(path: str, form: str, indicator: str) -> goal_queries.Reading | None:
    """The county's newest figure of an indicator: what municipalities answered, then the region, then a report."""
    by_source = goal_queries.readings(path).get(indicator, {})
    for source in sorted(by_source, key=lambda each: (each != form, not each.startswith(form), each)):
        told = [each for each in by_source[source] if each.figure.numerator is not None]
        if told:
            return told[-1]
    return None


def _changes(path: str, form: str, period: Period, wanted: tuple[str, ...], page: tuple[str, str]) -> Iterator[Matter]:
    home, known = queries.build(path).county, queries.indicators(path, form)
    found = queries.changes_over_time(path, period.id, form)
    there = [(known[each], found[each][home]) for each in wanted if each in known and home in found.get(each, {})]
    judged = [(by, each) for by, each in there if each.verdict != "not_compared"]
    decided = any(each.verdict in DECIDED for _, each in judged)
    if judged:
        earlier, members = parse_period(judged[0][1].earlier).label, len(judged[0][1].members)
        same = "samma kommun" if members == 1 else f"samma {counted(members, 'kommun', 'kommuner')}"
        sentence = said.changed([(by.short_title, each.verdict) for by, each in judged], earlier)
        basis = (period.label, f"{same} båda gångerna", forms(path)[form], _made_up(path))
        yield Matter(Weight.DECIDED if decided else Weight.STATE, sentence, tuple(filter(None, basis)), *page)


def _basis(path: str, period: str, figure: Figure) -> tuple[str, ...]:
    """Period, who answered, the source, and that it is made up where it is."""
    source = queries.sources(path).get(figure.source, {})
    of = words.coverage(figure) if figure.asked > 1 else ""
    parts = (period, of, _source(path, figure.source), EXAMPLE if source.get("example") else "")
    return tuple(filter(None, parts))


def _source(path: str, source: str) -> str:
    """A form by its short name, a report by the first sentence of its title, an authority as itself."""
    of_form = form_names.titles().get(source.removesuffix("_region"))
    found = queries.sources(path).get(source, {})
    if of_form:
        return f"{of_form}, regionen" if source.endswith("_region") else of_form
    return str(found.get("publisher") or "") if found.get("kind") == "reference" else short_title(str(found["title"]))


def _made_up(path: str) -> str:
    return EXAMPLE if queries.build(path).example else ""


SYSTEMS: tuple[Says, ...] = (goals, needs, survey, asi, care_chain, rounds)
