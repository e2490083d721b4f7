"""One measure for every municipality: its chart, what it found in a sentence, and what must be said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard import (
    beside,
    chart_choice,
    chart_dots,
    chart_funnel,
    charts,
    components,
    figure_notes,
    queries,
    sentence_amounts,
    sentences,
    sentences_charts,
    sentences_coverage,
    words,
)
from dashboard.beside import NOTHING, Beside
from dashboard.chart_choice import DOTS, FUNNEL, TABLE, YES_NO, Choice, Said
from dashboard.charts import Rows, Spec
from dashboard.county import source_name
from dashboard.exports import Provenance
from dashboard.measures import WHOLE, View
from dashboard.records import Figure, Period
from dashboard.swedish import NBSP, capital, number

# What is read aloud in place of a chart: the same for every choice, since another text draws the chart anew. What the
# chart shows just now is read aloud from the sentence before it.
ALT = {
    DOTS: "Punktdiagram med en rad per kommun: punkten är talet och strecket slumpens spelrum. Tabellen under "
    "diagrammet säger samma sak.",
    FUNNEL: "Trattdiagram: kommunerna efter storlek, med gränser för vad slumpen kan ge. Tabellen under diagrammet "
    "säger samma sak.",
    YES_NO: "Två kolumner, ja och nej, med en rad per kommun. Tabellen under diagrammet säger samma sak.",
}
CHANCE = (
    "Slumpens spelrum är hur mycket talet kan variera av slump, fast inget har förändrats i verksamheten (95 procents "
    "konfidensintervall)."
)
MANY = (
    "Kommunerna är så många att utfallen avgörs strängare, med 99,8 procent i stället för 95: annars skulle slumpen "
    "nästan alltid peka ut någon."
)
_DOTS = "Punkt: talet. Streck: slumpens spelrum. Ihålig punkt: litet underlag eller uppskattat (”ca”)."
_BARE_DOTS = "Punkt: talet. Ihålig punkt: uppskattat (”ca”)."
_FUNNEL = (
    "Punkt: kommunens tal, längre åt höger ju större underlag. Linjerna: så långt från det gemensamma talet når "
    "slumpen sällan (95 procent) och mycket sällan (99,8 procent). Bara kommuner utanför linjerna har namn."
)
_STRICT_DOTS = "Strecket visar 95 procent och kan därför ligga vid sidan av linjen utan att skillnaden är avgjord."
_GAPS = "Kursiv text: varför tal saknas."
_BAND = "Streckad linje med band: {name} med sitt spelrum."
_LINE = "Streckad linje: {name}."
_OWN_LINES = "Kort tvärstreck: det tal som just den kommunen jämförs med."
_BOTH = "Andra kommuners tal har också slump i sig. Den räknas med, så strecket avgör inte ensamt."


@dataclass(frozen=True)
class Shown:
    """One measure in one period as the reader asked to see it: beside whom, in which chart and order."""

    view: View
    period: Period
    held: Beside = NOTHING
    kind: str = TABLE
    order: Sequence[str] = ()
    own: str | None = None


# ---- The chart ----


def choice(view: View) -> Choice:
    """Which charts the figures can bear."""
    return chart_choice.beside_others(view.answers, view.uncertainty)


def chart(shown: Shown) -> tuple[Spec, Rows] | None:
    """The chart and its data; None where only the table can be borne."""
    view = shown.view
    if shown.kind == TABLE:
        return None
    if shown.kind == YES_NO:
        return charts.yes_no_plot(), charts.yes_no_rows(view.answers, shown.order)
    if shown.kind == FUNNEL:
        return chart_funnel.funnel_plot(log=chart_funnel.log_axis(view.answers)), _funnel(shown)[0]
    return chart_dots.dots(), _dots(shown)


def _dots(shown: Shown) -> Rows:
    view, held = shown.view, shown.held
    # Who has no value is not held against anything, however well the benchmark is known.
    there = {area: one for area, one in held.found.items() if (f := view.answers.of(area)) and f.value is not None}
    return chart_dots.dots_rows(
        view.answers,
        view.decimals,
        shown.order,
        comparisons=there or None,
        strict=held.strict,
        line=_line(view, held),
        line_name=held.line_name or WHOLE,
        own=shown.own,
    )


def _funnel(shown: Shown) -> tuple[Rows, tuple[Said, ...]]:
    view, held = shown.view, shown.held
    name = "Vuxna invånare" if view.indicator.kind == "rate" else "Underlag"
    return chart_funnel.funnel_rows(
        view.answers, view.indicator, comparisons=held.found, strict=held.strict, own=shown.own, size_name=name
    )


def _line(view: View, held: Beside) -> Figure | None:
    """What the line shows: the benchmark that all share, or the total where nothing is held against anything."""
    return held.line if held.group else view.answers.total if view.has_total else None


def spoken(shown: Shown) -> str:
    """What the chart shows just now, for those who listen."""
    view, held = shown.view, shown.held
    drawn = [f for f in view.answers.areas if charts.is_drawn(f)]
    if shown.kind == YES_NO:
        yes = sum(bool(f.value) for f in drawn)
        return sentences_charts.alt_yes_no(view.indicator, shown.period.label, yes, len(drawn) - yes)
    if not view.is_judged or not drawn or shown.kind == TABLE:
        return ""
    values = [f.value for f in drawn if f.value is not None]
    judged = [(f.name, verdict) for f in drawn if (verdict := held.verdict(f.area))]
    say = sentences_charts.alt_funnel if shown.kind == FUNNEL else sentences_charts.alt_dots
    line = held.line.value if held.line else None
    return say(view.indicator, shown.period.label, values, judged, line, held.against, held.words)


# ---- What was found ----


def heading(path: str, shown: Shown) -> list[str]:
    """The measure's name, its total, and how far those who answered speak for the county."""
    return [shown.view.title, *shown.held.remarks, f"{total_sentence(path, shown.view)} {_gate(shown)}".strip()]


def _gate(shown: Shown) -> str:
    total = shown.view.answers.total
    return sentences_coverage.gate(total) if total and not shown.view.as_count else ""


def finding(shown: Shown) -> str:
    """What the page found, in a sentence that says no more than the figures do."""
    view, total = shown.view, shown.view.answers.total
    if view.yes_no and total is not None:
        said = f"{capital(sentences_coverage.bounds(total, view.indicator))} har det."
        return f"{said} {sentences_coverage.bounds_why(total, view.indicator)}".strip()
    return beside.finding(view, shown.held) if shown.held.found else ""


def total_sentence(path: str, view: View) -> str:
    """The total of the answering municipalities, with what chance can do to it and what was printed."""
    total = view.answers.total
    if total is None or not total.answered:
        return "Ingen kommun har en uppgift för perioden."
    said = _total(path, view, total)
    printed = view.answers.printed
    if printed and printed.value is not None:
        said += f" {_printed(printed, source_name(path, printed.source), view)}"
    return said


def _total(path: str, view: View, total: Figure) -> str:
    if view.as_count:
        about = "cirka " if total.status == "estimated" else ""
        least = sentences_coverage.bounds(total)
        return f"{WHOLE}: {about}{least}{NBSP}{view.unit}, från {words.coverage(total)}."
    if view.yes_no:
        return sentences_coverage.of_those_who_answered(total)
    if total.value is None:
        return f"{_counts(path, view, total)} {sentences_coverage.bounds_why(total)}"
    return sentences.figure_sentence(total, view.indicator).replace(f"{total.name}:", f"{WHOLE}:", 1)


def _counts(path: str, view: View, total: Figure) -> str:
    """De svarande kommunerna: minst 1 160 besök."""
    items = queries.items(path, view.indicator.form)
    units = {items[item].unit for item in view.indicator.numerator if item in items}
    unit = f"{NBSP}{units.pop()}" if len(units) == 1 else ""
    return f"{WHOLE}: {sentences_coverage.bounds(total)}{unit}."


def _printed(figure: Figure, source: str, view: View) -> str:
    """A count stands in the report itself; a measure is reckoned here from what stands there."""
    if view.as_count:
        return words.printed(figure, source)
    value = sentence_amounts.amount(figure.value or 0, view.indicator)
    return f"Räknat på talen i {source}: {value}."


# ---- The small print ----


def notes(path: str, shown: Shown) -> Iterator[str]:
    """Under the chart: what its marks mean, what it rests on, what chance does, and why nothing more is shown."""
    yield key(shown)
    yield from basis(path, shown)
    yield from figure_notes.lines(shown.view.answers.areas)
    for kind, why in choice(shown.view).refused.items():
        if why.code not in ("yes_no", "bare_count"):
            yield sentences_charts.why_not_chart(why.code, why.numbers, kind)


def key(shown: Shown) -> str:
    """What the marks of the chart mean."""
    said: list[str] = []
    if shown.kind == DOTS:
        said += _key_to_dots(shown)
    if shown.kind == FUNNEL:
        said += [_FUNNEL, *(sentences_charts.chart_note(each.code, each.numbers) for each in _funnel(shown)[1])]
    return " ".join(sentence for sentence in said if sentence)


def _key_to_dots(shown: Shown) -> Iterator[str]:
    rows, line = _dots(shown), _line(shown.view, shown.held)
    yield _DOTS if shown.view.is_judged else _BARE_DOTS
    yield _STRICT_DOTS if shown.held.strict and shown.held.compared else ""
    yield _GAPS
    if line and line.value is not None:
        yield (_BAND if line.lower is not None else _LINE).format(name=(shown.held.line_name or WHOLE).lower())
    beside_others = any(row["own_line"] is not None for row in rows)
    yield _OWN_LINES if beside_others else ""
    yield _BOTH if beside_others or (shown.held.group == beside.OWN and line) else ""
    yield sentences_charts.chart_note("clipped", {"areas": cut}) if (cut := chart_dots.clipped(rows)) else ""


def basis(path: str, shown: Shown) -> Iterator[str]:
    """What the figures rest on and what chance can do to them."""
    view = shown.view
    if view.is_judged:
        yield CHANCE
        yield from level(shown.held)
    elif not view.as_count:
        yield sentences.no_interval(view.indicator)
    total = view.answers.total
    yield sentences_coverage.coverage(shown.period, total) if total else ""
    gaps = words.statuses(view.answers.areas)
    yield f"Av länets {number(len(view.answers.areas))} kommuner: {gaps}." if gaps else ""
    yield words.population(queries.build(path)) if view.indicator.kind == "rate" else ""


def level(held: Beside) -> Iterator[str]:
    """How sure a verdict is here, and how many of them chance alone would give."""
    if held.strict and held.compared:
        yield MANY
    yield beside.chance(held)


def provenance(path: str, shown: Shown) -> Provenance:
    """What a saved picture or table of the measure says about itself."""
    view, held = shown.view, shown.held
    signs = [sentences.verdict_label(verdict) for verdict in beside.verdicts(held)]
    members = f" ({held.words})" if held.words else ""
    against = f"Jämförs med: {beside.GROUPS[held.group].lower()}{members}." if held.found else ""
    legend = f"Utfall: {', '.join(signs)}. {against}" if signs else ""
    return components.provenance(
        path,
        view.title,
        shown.period.label,
        words.coverage(view.answers.total),
        finding(shown),
        view.indicator.how,
        *view.indicator.caveats,
        _gate(shown),
        against,
        *basis(path, shown),
        *figure_notes.lines(view.answers.areas),
        key=[
            legend,
            key(shown),
            CHANCE if view.is_judged else "",
            words.population(queries.build(path)) if view.indicator.kind == "rate" else "",
            *figure_notes.in_picture(view.answers.areas),
        ],
        form=view.indicator.form,
    )
