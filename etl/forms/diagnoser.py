"""The region's yearly statistics of diagnoses: how many had F10–F19, and how many of them a psychiatric one too.

The questions are those that Arbetsrapport 2026:1 answers for Gävleborg 2024, for women and men. Ages are those of the
user survey of Delrapport 3; they and the forms of care are optional, for a region that can tell. There is no
question about each municipality: the figures would be small, and few regions can say where a patient lives.
"""

from __future__ import annotations

from etl.forms.description import AtMost, Counts, Field, Form, Kind, Layout, Section
from etl.periods import MONTHS, Period

SEXES = {"total": "Totalt", "women": "Kvinnor", "men": "Män"}
AGES = {"18-29": "18–29 år", "30-45": "30–45 år", "46-64": "46–64 år", "65+": "65 år och äldre"}
_SUFFIX = {"total": "", "women": "_kvinnor", "men": "_man"}
_DEPENDENCE, _BOTH = "beroende", "samsjuklighet"
_SHORT = {_DEPENDENCE: "Individer med F10–F19", _BOTH: "Också psykiatrisk diagnos"}


def _answer(
    item: str, number: str, label: str, short: str, *, sex: str = "total", age: str = "18+",
    kind: Kind = "count", unit: str = "individer", optional: bool = False, most: float | None = None, note: str = "",
) -> Field:  # fmt: skip
    suffix = _SUFFIX[sex] + ("" if age == "18+" else "_" + age.replace("-", "_").replace("+", "_plus"))
    counts: Counts | None = "persons" if kind == "count" else None
    own = "" if not suffix else item
    return Field(
        item + suffix, number, label, short, kind, counts, unit,
        note=note, may_be_blank=optional, item=own, sex=sex, age_group=age, most=most,
    )  # fmt: skip


def _by_sex(item: str, number: str) -> tuple[Field, ...]:
    words = {_DEPENDENCE: "med diagnos för skadligt bruk eller beroende", _BOTH: "som också hade psykiatrisk diagnos"}
    return tuple(
        _answer(item, f"{number}.{place}", f"{title}, individer {words[item]}", _short(_SHORT[item], title), sex=sex)
        for place, (sex, title) in enumerate(SEXES.items(), start=1)
    )


def _short(what: str, who: str) -> str:
    return what if who == "Totalt" else f"{what}, {who[0].lower()}{who[1:]}"


def _ages(item: str, number: str, first: int) -> tuple[Field, ...]:
    return tuple(
        _answer(
            item, f"{number}.{place}", f"{title}, {_SHORT[item][0].lower()}{_SHORT[item][1:]}",
            _short(_SHORT[item], title), age=age, optional=True,
        )
        for place, (age, title) in enumerate(AGES.items(), start=first)
    )  # fmt: skip


def _mean_ages(item: str, first: int) -> tuple[Field, ...]:
    mean, whose = f"medelalder_{item}", {_DEPENDENCE: "alla individer med F10–F19", _BOTH: "dem med båda diagnoserna"}
    return tuple(
        _answer(
            mean, f"5.{place}", f"Medelålder för {whose[item]}, {title[0].lower()}{title[1:]}",
            _short(f"Medelålder, {'F10–F19' if item == _DEPENDENCE else 'båda diagnoserna'}", title),
            sex=sex, kind="number", unit="år", optional=True, most=120,
            note="Medelåldern i år, med en decimal om den finns: 50,8.",
        )
        for place, (sex, title) in enumerate(SEXES.items(), start=first)
    )  # fmt: skip


_VISIT = "minst ett vårdbesök i öppen eller sluten vård"
_SECTIONS = (
    Section(
        "3",
        "Individer med diagnos för skadligt bruk eller beroende (F10–F19)",
        f"Hur många individer, 18 år eller äldre, hade under {{period}} {_VISIT} i regionens verksamheter med en "
        "diagnos för skadligt bruk eller beroende (ICD-10: F10–F19)? Varje individ räknas en gång.",
        _by_sex(_DEPENDENCE, "3"),
    ),
    Section(
        "4",
        "Av dem, individer som också hade en psykiatrisk diagnos",
        f"Hur många av individerna under 3 hade under {{period}} också {_VISIT} med någon psykiatrisk diagnos, till "
        "exempel depression, ångest, adhd, autism eller schizofreni?",
        _by_sex(_BOTH, "4"),
    ),
    Section(
        "5",
        "Medelålder",
        "Lämna tomt det ni inte räknar fram.",
        (*_mean_ages(_DEPENDENCE, 1), *_mean_ages(_BOTH, 4)),
    ),
    Section(
        "6",
        "Åldersgrupper, om ni kan",
        "Hela delen är frivillig. Åldern är den vid årets slut.",
        (*_ages(_DEPENDENCE, "6", 1), *_ages(_BOTH, "6", 5)),
    ),
    Section(
        "7",
        "Vårdform, om ni kan",
        "Hela delen är frivillig. Samma individ kan finnas i båda vårdformerna.",
        (
            _answer("beroende_oppen", "7.1", "Individer med F10–F19 i öppen vård", "I öppen vård", optional=True),
            _answer("beroende_sluten", "7.2", "Individer med F10–F19 i sluten vård", "I sluten vård", optional=True),
        ),
    ),
    Section(
        "8",
        "Så är talen framtagna",
        "",
        (
            Field(
                "framtagna", "8.1", "Vilka verksamheter och system talen gäller, och vad som inte är med",
                "Så är talen framtagna", "text", may_be_blank=True,
            ),
        ),
    ),
)  # fmt: skip


def _scope(period: Period) -> str:
    start, end = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (period.start, period.end))
    return f"Talen gäller tidsperioden {start} till {end}."


def _rules() -> tuple[AtMost, ...]:
    parts_of = {
        whole: (*(f"{whole}{suffix}" for suffix in list(_SUFFIX.values())[1:]), *(each.id for each in ages))
        for whole, ages in ((_DEPENDENCE, _ages(_DEPENDENCE, "6", 1)), (_BOTH, _ages(_BOTH, "6", 5)))
    }
    both_at_most = [
        AtMost("logik_fel", "error", (part,), part.replace(_BOTH, _DEPENDENCE, 1)) for part in (_BOTH, *parts_of[_BOTH])
    ]
    forms_of_care = ("beroende_oppen", "beroende_sluten")
    return (
        *both_at_most,
        AtMost("logik_fel", "error", (*parts_of[_DEPENDENCE], *forms_of_care), _DEPENDENCE),
        AtMost("logik_fel", "error", parts_of[_BOTH], _BOTH),
        *(AtMost("logik_fel", "error", parts[:2], whole, together=True) for whole, parts in parts_of.items()),
        *(AtMost("logik_fel", "error", parts[2:], whole, together=True) for whole, parts in parts_of.items()),
    )


FORM = Form(
    id="diagnoser",
    title="Regionens statistik om diagnoser och samsjuklighet",
    short_title="Diagnoser",
    respondent="den som tar fram statistik i regionens hälso- och sjukvård",
    instructions=(
        "Uppgifterna lämnas av regionen, en gång om året, och gäller personer 18 år eller äldre.",
        "{scope}",
        "Lämna bara antal. Inga personnummer, inga listor, ingen uppgift om en enskild person.",
        "Det regionen räknar och Socialstyrelsens tal behöver inte vara lika. Båda visas, var för sig.",
    ),
    sections=_SECTIONS,
    layouts=(Layout("helar", "Helår", lambda period: True, frozenset(), lambda period: period.label, _scope),),
    rules=_rules(),
    source="Arbetsrapport 2026:1, kapitel 1; åldersgrupper ur Delrapport 3",
    levels=("county",),
)
