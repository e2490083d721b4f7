"""Which chart the data can bear, and why not the others.

A page asks one of three questions; each answer names the chart to show first, all that may be shown, and for each
other one a reason. The reasons are codes: their sentences stand in sentences.toml, under these names, with these
numbers (``needed`` is the limit that was not reached).

    no_values       -                       nobody has a value to draw
    low_coverage    answered, asked, share  those who answered have less than half of the adults (the spine: less
                                            than three quarters); share is 0-1
    yes_no          -                       something a municipality has or has not: two columns instead
    bare_count      -                       a count without a denominator has no interval
    no_interval     -                       the measure has no interval (see its uncertainty)
    few_areas       areas, needed           areas with a value to draw: 12 for a funnel, 3 for a rug and a spine
    even_sizes      spread, needed          the largest area is less than 5 times the smallest: a funnel shows no more
    one_period      periods, needed         nothing to compare with over time
    two_periods     periods, needed         two periods are a slope, not a line (3 are needed)
    many_periods    periods, needed         more periods than a slope's two
    break           -                       a slope would be drawn across a break of comparability

What a chart that is shown must have said under it (``Choice.notes``, and the notes of the charts themselves):

    ticks_only         areas, needed        spine: under 8 areas the ticks are the data, no bar behind them
    log_scale          spread               funnel: the axis of sizes has equal steps for equal ratios
    limits_do_not_fit  outside, areas       funnel: more than a quarter lie outside 99.8 %
    clipped            areas                dots: intervals that run out of the picture, marked with an arrow
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.records import Answers, Figure, Reading

DOTS, FUNNEL, YES_NO, TABLE = "dots", "funnel", "yes_no", "table"
BANDS, SLOPE = "bands", "slope"
RUG, SPINE = "rug", "spine"

WITH_INTERVAL = ("wilson", "poisson")
FUNNEL_AREAS = 12
FUNNEL_SPREAD = 5
LOG_SPREAD = 30
LINE_PERIODS = 3
COMPARED_AREAS = 3
SPINE_AREAS = 8
SPINE_GATES = ("county", "answering")


@dataclass(frozen=True)
class Said:
    """A code of the list above with its numbers."""

    code: str
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """``chosen`` is one of ``allowed``; ``refused`` says why for every other chart that answers the same question."""

    chosen: str
    allowed: tuple[str, ...]
    refused: Mapping[str, Said]
    notes: tuple[Said, ...] = ()


def beside_others(answers: Answers, uncertainty: str | None) -> Choice:
    """One measure, many municipalities: dots, funnel, yes and no in columns, or only the table.

    Args:
        answers: the figures, with the gate of their total.
        uncertainty: of the indicator; None for a bare count.
    """
    if uncertainty == "share_of_areas":
        return _choice([YES_NO], {DOTS: Said("yes_no"), FUNNEL: Said("yes_no")})
    if not any(figure.value is not None for figure in answers.areas):
        return _choice([], {DOTS: Said("no_values"), FUNNEL: Said("no_values")})
    if uncertainty is not None and _gate(answers) == "counts_only":
        return _choice([], {DOTS: _coverage(answers), FUNNEL: _coverage(answers)})
    if reason := _no_funnel(answers, uncertainty):
        return _choice([DOTS], {FUNNEL: reason})
    spread = _spread(in_funnel(answers.areas))
    return _choice([DOTS, FUNNEL], {}, [Said("log_scale", {"spread": spread})] if spread > LOG_SPREAD else [])


def over_time(
    history: Mapping[str, Sequence[Reading]], uncertainty: str | None, broken_at: Iterable[str] = ()
) -> Choice:
    """One measure, several periods of the same months: lines with bands, a slope, or only the table.

    Args:
        history: the readings of each area, from queries.history.
        uncertainty: of the indicator; None for a bare count.
        broken_at: the periods from which the measure cannot be set beside what came before.
    """
    if uncertainty == "share_of_areas":
        return _choice([], {BANDS: Said("yes_no"), SLOPE: Said("yes_no")})
    drawn = {reading.period.id for readings in history.values() for reading in readings if _to_draw(reading.figure)}
    periods = sorted(drawn)
    numbers = {"periods": len(periods)}
    if not periods:
        return _choice([], {BANDS: Said("no_values"), SLOPE: Said("no_values")})
    if len(periods) == 1:
        too_few = Said("one_period", numbers | {"needed": 2})
        return _choice([], {BANDS: too_few, SLOPE: too_few})
    if len(periods) >= LINE_PERIODS:
        return _choice([BANDS], {SLOPE: Said("many_periods", numbers | {"needed": 2})})
    if any(periods[0] < at <= periods[1] for at in broken_at):
        # Two points with the break between them: the chart of lines draws them without a line.
        return _choice([BANDS], {SLOPE: Said("break")})
    return _choice([SLOPE], {BANDS: Said("two_periods", numbers | {"needed": LINE_PERIODS})})


def many_measures(measures: Iterable[tuple[str, Answers]]) -> Choice:
    """Many measures at once, each with its uncertainty: a rug of all municipalities, or the spine of one."""
    known = list(measures)
    refused = {}
    rug = [_no_rug(answers, uncertainty) for uncertainty, answers in known]
    spine = [no_spine(answers, uncertainty) for uncertainty, answers in known]
    for kind, reasons in ((RUG, rug), (SPINE, spine)):
        if all(reasons):
            # The measure that came closest says why.
            refused[kind] = next(
                (r for code in ("few_areas", "low_coverage") for r in reasons if r and r.code == code),
                Said("no_interval"),
            )
    notes = [ticks for (_, answers), reason in zip(known, spine, strict=True) if not reason and (ticks := few(answers))]
    return _choice([kind for kind in (RUG, SPINE) if kind not in refused], refused, notes[:1])


def no_spine(answers: Answers, uncertainty: str | None) -> Said | None:
    """Why a measure has no row in the spine, or None where it has one."""
    if uncertainty not in WITH_INTERVAL:
        return Said("no_interval")
    if _gate(answers) not in SPINE_GATES:
        return _coverage(answers)
    return _too_few(answers, COMPARED_AREAS)


def few(answers: Answers) -> Said | None:
    """Said where the row of a spine is made of ticks alone."""
    areas = len(in_funnel(answers.areas))
    return Said("ticks_only", {"areas": areas, "needed": SPINE_AREAS}) if areas < SPINE_AREAS else None


def in_funnel(figures: Iterable[Figure]) -> list[Figure]:
    """Those that may be drawn as points among others: a value made of two numbers, and not only told in words."""
    return [f for f in figures if _to_draw(f) and f.numerator is not None and f.denominator]


def _no_funnel(answers: Answers, uncertainty: str | None) -> Said | None:
    if uncertainty not in WITH_INTERVAL:
        return Said("no_interval" if uncertainty else "bare_count")
    if too_few := _too_few(answers, FUNNEL_AREAS):
        return too_few
    spread = _spread(in_funnel(answers.areas))
    return Said("even_sizes", {"spread": spread, "needed": FUNNEL_SPREAD}) if spread < FUNNEL_SPREAD else None


def _no_rug(answers: Answers, uncertainty: str) -> Said | None:
    if uncertainty not in WITH_INTERVAL:
        return Said("no_interval")
    return _coverage(answers) if _gate(answers) == "counts_only" else _too_few(answers, COMPARED_AREAS)


def _too_few(answers: Answers, needed: int) -> Said | None:
    areas = len(in_funnel(answers.areas))
    return Said("few_areas", {"areas": areas, "needed": needed}) if areas < needed else None


def _coverage(answers: Answers) -> Said:
    total = answers.total
    if total is None:
        return Said("no_values")
    return Said("low_coverage", {"answered": total.answered, "asked": total.asked, "share": total.share or 0.0})


def _gate(answers: Answers) -> str | None:
    return answers.total.gate if answers.total else "counts_only"


def _spread(figures: Sequence[Figure]) -> float:
    sizes = [figure.denominator for figure in figures if figure.denominator]
    return max(sizes) / min(sizes)


def _to_draw(figure: Figure) -> bool:
    return figure.value is not None and figure.certainty != "in_words"


def _choice(allowed: Sequence[str], refused: Mapping[str, Said], notes: Sequence[Said] = ()) -> Choice:
    # The table is always there, and alone where no chart can be borne.
    return Choice(allowed[0] if allowed else TABLE, (*allowed, TABLE), refused, tuple(notes))
