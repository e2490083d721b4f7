"""What each system says to the committee's page: a small function of the published snapshot for each of them.

A system without figures in the county says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard import activities as activity_lines
from dashboard import (
    activity_queries,
    county,
    diagnoses,
    diagnosis_tables,
    intervention_answers,
    intervention_words,
    pilot,
    queries,
    sentences_coverage,
    voice_words,
)
from dashboard import sentences_matters as said
from dashboard import voices as user_voices
from dashboard.matters import Matter, Weight
from dashboard.matters_basis import EXAMPLE, basis_of, changes, newest, reading, source_name, with_example
from dashboard.records import NO_ANSWERS, Figure
from dashboard.sentences_over_time import break_sentence
from dashboard.swedish import out_of, short_title, span
from etl.periods import parse_period

_VOICES = ("brukarnas_rost", "Brukarnas röst")
_OVER = ("done", "dropped")
_BOTH, _ALL = ("samsjuklighet", "total"), ("beroende", "total")


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
            # Why, and what else is known of it, stands on the page behind.
            short = replace(each, says=f"{short_title(each.says).rstrip('.')}.")
            what = break_sentence(short, parse_period(each.from_period).label)
            yield Matter(Weight.BREAK, what, (source_name(path, diagnoses.SOURCE), "patienter, alla åldrar"), *page)


def _own_needs(path: str, years: tuple[str, ...], home: str) -> tuple[str, tuple[str, ...]] | None:
    for year in reversed(years):
        told = diagnosis_tables.own_figures(path, home, year)
        # What a report has printed is nobody's example.
        for source, figures in sorted(told.items(), key=lambda pair: any(f.example for f in pair[1].values())):
            everybody, both = figures.get(_ALL), figures.get(_BOTH)
            if everybody is None or everybody.value is None:
                continue
            basis = [year, "18 år eller äldre", source_name(path, source)]
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
            basis = (year, "alla åldrar, utan primärvård", source_name(path, diagnoses.SOURCE))
            return said.need_patients(patients, rate, nation, year), basis
    return None


def survey(path: str) -> Iterator[Matter]:
    """How many sought and got help, and what has changed."""
    period = newest(path, queries.FORM)
    if period is None:
        return
    items = queries.item_answers(path, period.id)
    asked, helped = (items.get(item, NO_ANSWERS).total for item in ("sokt_hjalp", "fatt_insats"))
    page = ("insatser_och_metoder", "Insatser och metoder")
    if asked and asked.value is not None:
        gate = "county" if period.share >= 0.9 else None
        yield Matter(Weight.STATE, said.sought(asked, helped, gate), basis_of(path, period.label, asked), *page)
    yield from changes(path, queries.FORM, period, county.COMPARED, ("over_tid", "Över tid"))


def asi(path: str) -> Iterator[Matter]:
    """In how many municipalities the interview is used: what they answered, else what a report printed."""
    known = reading(path, "asi", "asi_kommuner_andel")
    if known is None:
        return
    figure = known.figure
    if figure.source == "asi":
        count = sentences_coverage.bounds(figure, queries.indicators(path, "asi")["asi_kommuner_andel"])
    else:
        count = out_of(int(figure.numerator or 0), int(figure.denominator or 0))
    yield Matter(Weight.STATE, said.asi(count), basis_of(path, known.label, figure), "asi", "ASI")


def inventory(path: str) -> Iterator[Matter]:
    """What is given everywhere and what is rare."""
    period = newest(path, intervention_answers.FORM)
    if period is not None:
        what = intervention_words.finding(intervention_answers.inventory(path, period))
        basis = [
            period.label,
            f"{period.answered} av {period.asked} har svarat",
            source_name(path, intervention_answers.FORM),
        ]
        yield Matter(Weight.STATE, what, with_example(path, basis), "insatskarta", "Insatskarta")


def activities(path: str) -> Iterator[Matter]:
    """How far the county's list has come, and how many take part in its pilot."""
    page = ("samverkan_och_omstallning", "Samverkan och omställning")
    if followed := activity_lines.followed(activity_queries.lines(path)):
        what = activity_lines.lead(followed, queries.build(path).county_name)
        waits = any(each.status not in _OVER for each in followed)
        basis = [activity_lines.newest(followed).rstrip(".").lower()]
        yield Matter(Weight.WAITS if waits else Weight.STATE, what, with_example(path, basis), *page)
    if (trial := pilot.pilot(path)) is not None:
        newest = trial.occasions[-1]
        yield Matter(Weight.STATE, pilot.finding(trial), (newest.label, source_name(path, newest.source)), *page)


def voices(path: str) -> Iterator[Matter]:
    """What those who get the help say of it: the newest answers, else what a report has printed."""
    rounds = user_voices.rounds(path, user_voices.USERS)
    if not rounds:
        if printed := voice_words.printed_finding(path):
            yield Matter(Weight.STATE, printed, (voice_words.printed_source(path),), *_VOICES)
        return
    basis = [rounds[0].label, source_name(path, user_voices.USERS)]
    yield Matter(Weight.STATE, voice_words.finding(path, rounds[0]), with_example(path, basis), *_VOICES)
    wanted = tuple(queries.indicators(path, user_voices.USERS))
    yield from changes(path, user_voices.USERS, rounds[0], wanted, _VOICES)


def care_chain(path: str) -> Iterator[Matter]:
    """Housing and occupation at discharge, and what has changed."""
    form, page = "vardkedja", ("vardkedjan", "Vårdkedjan")
    housing, occupation = (
        reading(path, form, each) for each in ("utskrivna_boende_andel", "utskrivna_sysselsattning_andel")
    )
    if housing and occupation and _same_persons(housing.figure, occupation.figure):
        parts = (housing.figure.denominator, housing.figure.numerator, occupation.figure.numerator)
        sentence = said.discharged(*(part or 0 for part in parts))
        yield Matter(Weight.STATE, sentence, basis_of(path, housing.label, housing.figure), *page)
    if period := newest(path, form):
        yield from changes(path, form, period, tuple(queries.indicators(path, form)), page)


def _same_persons(one: Figure, other: Figure) -> bool:
    return bool(one.denominator) and (one.denominator, one.source) == (other.denominator, other.source)
