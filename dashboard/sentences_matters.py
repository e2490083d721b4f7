"""The sentences of the committee's page: one thing that matters each, made of figures, and what nobody knows yet.

The words themselves stand in ``sentences.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.records import ChangeOverTime, Figure, GoalProgress, Indicator
from dashboard.sentence_amounts import amount, in_figures_or_words
from dashboard.sentence_texts import SENTENCES, say
from dashboard.sentences import DECIDED, value, verdict_word
from dashboard.sentences_coverage import bounds, whom
from dashboard.sentences_over_time import goal
from dashboard.swedish import NBSP, counted, day, listing, lower_first, number, percent


def need(everybody: float, both: float | None, year: str) -> str:
    """How many the region counts with a diagnosis, and how many of them with a psychiatric one too."""
    known = {"all": counted(everybody, "individ", "individer"), "year": year}
    if both is None or not everybody:
        return say("matter_need_count", **known)
    return say("matter_need", both=number(both), share=percent(both / everybody), **known)


def need_patients(patients: float, rate: float, nation: float, year: str) -> str:
    """The same as Socialstyrelsen counts patients, beside the nation."""
    return say(
        "matter_need_patients",
        all=counted(patients, "patient", "patienter"),
        year=year,
        rate=number(rate),
        nation=number(nation),
    )


def sought(asked: Figure, helped: Figure | None, gate: str | None) -> str:
    """How many sought and got help; of the county a sum is a least as long as somebody is silent."""
    noun = "person" if asked.value == 1 else "personer"
    known = {"whom": whom(gate), "sought": f"{_count(asked, gate)}{NBSP}{noun}"}
    if helped is None or helped.value is None:
        return say("matter_sought_only", **known)
    return say("matter_sought", helped=_count(helped, gate), **known)


def _count(figure: Figure, gate: str | None) -> str:
    if figure.status == "estimated":
        return say("about", value=number(figure.value or 0))
    return bounds(figure) if gate == "county" else number(figure.value or 0)


def changed(judged: Sequence[tuple[Indicator, ChangeOverTime]], earlier: str) -> str:
    """The measures whose change is decided, or that none is; nothing where none could be judged.

    Args:
        judged: each measure that could be judged, and its change.
        earlier: the period they are counted from.
    """
    decided = [(by, each) for by, each in judged if each.verdict in DECIDED]
    if not judged:
        return ""
    if not decided:
        compared, found = in_figures_or_words(len(judged)), _undecided([each.verdict for _, each in judged])
        return say("matter_not_changed", len(judged), compared=compared, earlier=earlier, found=found)
    told = listing([_then_and_now(by, each) for by, each in decided])
    return say("matter_changed", len(decided), earlier=earlier, count=in_figures_or_words(len(decided)), found=told)


def _then_and_now(indicator: Indicator, change: ChangeOverTime) -> str:
    """andel som fått insats (bättre, från 43 % till 72 %)"""
    known = {"measure": lower_first(indicator.short_title), "word": verdict_word(change.verdict)}
    if change.before is None or change.after is None:
        return say("matter_changed_word", **known)
    ends = {"before": change.before, "after": change.after}
    return say("matter_changed_part", **known, **{k: amount(v, indicator, unit=False) for k, v in ends.items()})


def _undecided(verdicts: Sequence[str]) -> str:
    """How many are shown to be near, and how many nobody can tell of."""
    forms = {"matter_near": "no_practical_difference", "matter_cannot_tell": "cannot_tell"}
    counts = {form: verdicts.count(one) for form, one in forms.items()}
    return " ".join(say(form, n, count=in_figures_or_words(n)) for form, n in counts.items() if n)


def towards_goal(progress: GoalProgress, indicator: Indicator, figure: Figure) -> str:
    """Where a measure is, what its goal is, and how sure it is that it is reached."""
    return say(
        "matter_goal",
        measure=indicator.short_title,
        value=_in_short(figure, indicator),
        goal=goal(progress, indicator),
    )


def _in_short(figure: Figure, indicator: Indicator) -> str:
    """The value without the unit that stands in the name of the measure."""
    if figure.certainty == "in_words" or figure.status == "estimated" or " per " not in indicator.short_title:
        return value(figure, indicator)
    return amount(figure.value or 0, indicator, unit=False)


def all_goals(verdicts: Sequence[str]) -> str:
    """How many of the goals are reached, not reached and undecided, of those that can be judged."""
    counts = {verdict: verdicts.count(verdict) for verdict in ("better", "worse")}
    undecided, every = verdicts.count("cannot_tell"), in_figures_or_words(len(verdicts))
    found = [say(f"matter_goals_{each}", n, count=in_figures_or_words(n)) for each, n in counts.items() if n]
    if not found:
        return say("matter_goals_none", count=every)
    rest = say("matter_cannot_tell", undecided, count=in_figures_or_words(undecided)) if undecided else ""
    return f"{say('matter_goals', count=every, found=listing(found))} {rest}".strip()


def waits(form: str, period: str, answered: int, asked: int, deadline: date, today: date) -> str:
    """A round that somebody has not answered yet."""
    known = {"form": form, "period": period, "deadline": day(deadline)}
    if deadline >= today:
        return say("matter_waits", answered=number(answered), asked=number(asked), **known)
    return say("matter_late", silent=f"{number(asked - answered)} av {number(asked)}", **known)


def asi(count: str) -> str:
    """In how many municipalities ASI is used."""
    return say("matter_asi", count=count)


def discharged(everybody: float, housing: float, occupation: float) -> str:
    """Housing and occupation at discharge."""
    return say(
        "matter_discharged",
        everybody,
        all=counted(everybody, "person", "personer"),
        housing=_or_nobody(housing),
        occupation=_or_nobody(occupation),
    )


def _or_nobody(count: float) -> str:
    return number(count) if count else "ingen"


def unknown(form: str, title: str) -> str:
    """What nobody has answered yet, and which form gives it."""
    own = f"unknown_{form}"
    return say("unknown", what=say(own) if own in SENTENCES else say("unknown_other", form=title), form=title)
