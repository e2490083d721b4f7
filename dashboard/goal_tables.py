"""The effect goals in words and tables: a few measures for each on the page, every one of them to save."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard import change_tables, form_names, sentences_coverage, sentences_goals, sentences_over_time, tables, words
from dashboard.goal_lines import GoalState, Line
from dashboard.goal_queries import Reading
from dashboard.goals import EXAMPLE
from dashboard.records import Figure
from dashboard.sentence_amounts import amount
from dashboard.sentence_texts import say
from dashboard.swedish import NBSP, capital, counted, listing, number, part_of
from dashboard.tables import Cell, Column, Row, Table
from etl.periods import parse_period

_AIM = Column("Ska vara", numeric=True)
_COLUMNS = (
    Column("Mått"),
    Column("Var", numeric=True),
    Column("Är", numeric=True),
    _AIM,
    Column("Förändring"),
    Column("Svar", numeric=True),
)
# As the lead counts them; the words of the cards stand in sentences.toml.
_STATES = {
    "reached": "nått", "on_pace": "på väg i tid", "behind": "som går för långsamt", "missed": "inte nått i tid",
    "cannot_tell": "som inte kan avgöras", "not_compared": "som inte kan bedömas ännu",
}  # fmt: skip
_FEW = ("inget", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_OF_LIFE = (Column("Takt som krävs, om året"), Column("Takt hittills"), Column("Kvar"), Column("Läge"))
_COUNTED = {"persons": ("person", "personer"), "municipalities": ("kommun", "kommuner")}
# So many measures without an answer are named; the table further down has every one.
_MOST_NAMED = 4
_NOTHING = Cell("–", None, missing=True)


def lead(states: Sequence[GoalState], *, example: bool) -> str:
    """How much of it all can be told."""
    told = sum(bool(state.told) for state in states)
    lives = [line.life for state in states for line in state.told if line.life and line.life.target is not None]
    kind = EXAMPLE if example else "beslutat mål"
    said = f"{number(told)}{NBSP}av {counted(len(states), 'effektmål', 'effektmål')} har minst ett mått med svar."
    if not lives:
        return f"{said} Inget mått har ett mål."
    found = Counter(life.state for life in lives)
    parts = [f"{_FEW[found[name]] if found[name] < len(_FEW) else number(found[name])} {word}"
             for name, word in _STATES.items() if found[name]]  # fmt: skip
    return f"{said} {counted(len(lives), 'mått', 'mått')} har ett {kind}: {listing(parts)}."


def table(state: GoalState, lines: Sequence[Line]) -> Table:
    """A few measures that nobody has set a goal for; the periods stand over it where they are the same for all."""
    caption = _periods(lines)
    rows = [_row(line, periods=not caption) for line in lines]
    # What has a goal stands in a card of its own.
    shown = [place for place, column in enumerate(_COLUMNS) if column is not _AIM]
    return Table(
        caption or "Mått som inget mål är satt för",
        tuple(_COLUMNS[place] for place in shown),
        tuple(tables.row(*(row.cells[place] for place in shown)) for row in rows),
        label=f"{state.goal.words} {caption}",
    )


def _periods(lines: Sequence[Line]) -> str:
    """From and to, where every line has the same two, or the same one; else nothing."""
    if any(line.now is None for line in lines):
        return ""
    now = {line.now.label for line in lines if line.now}
    first = {line.first.label for line in lines if line.first}
    if len(now) != 1 or len(first) > 1:
        return ""
    return " till ".join([*(f"Från {label}" for label in first), *now]) if first else capital(*now)


def whole(states: Sequence[GoalState]) -> Table:
    """Every measure of every goal; those without an answer too."""
    columns = (Column("Effektmål"), *_COLUMNS, Column("Utgångsläge", numeric=True), *_OF_LIFE, Column("Formulär"))
    rows = [_whole_row(state, line) for state in states for line in state.lines]
    rows += [
        tables.row(tables.words(state.goal.whole), tables.words("inget mått ännu"), *[_NOTHING] * (len(columns) - 2))
        for state in states
        if not state.lines
    ]
    return tables.table("Effektmålen och deras mått", columns, rows)


def _whole_row(state: GoalState, line: Line) -> Row:
    form = tables.words(line.measure.form_title)
    return tables.row(tables.words(state.goal.whole), *_row(line).cells, _locked(line), *_life(line), form)


def _locked(line: Line) -> Cell:
    locked, indicator = line.locked, line.measure.indicator
    if locked is None:
        return _NOTHING
    return Cell(f"{amount(locked.value, indicator, unit=False)} ({parse_period(locked.period).label})", locked.value)


def _life(line: Line) -> tuple[Cell, ...]:
    """The paces, what is left and the state."""
    life, indicator = line.life, line.measure.indicator
    if life is None:
        return (_NOTHING,) * len(_OF_LIFE)
    paces = (
        _NOTHING if pace is None else Cell(sentences_goals.a_year(pace, indicator), pace)
        for pace in (life.required_pace, life.achieved_pace)
    )
    left = _NOTHING if life.left_count is None else Cell(_left(line), life.left_count)
    word = sentences_goals.word(life)
    return (*paces, left, tables.verdict(sentences_goals.look(word), sentences_goals.label(word)))


def _row(line: Line, *, periods: bool = True) -> Row:
    newest = line.now or (line.printed[-1] if line.printed else None)
    return tables.row(
        tables.words(line.measure.indicator.short_title.replace("10 000", f"10{NBSP}000")),
        value(line, line.first, periods=periods),
        value(line, newest, periods=periods),
        _target(line),
        change_tables.verdict(line.change) if line.first else _NOTHING,
        tables.words(basis(line, newest.figure)) if newest else Cell("inga svar ännu", None, missing=True),
    )


def basis(line: Line, figure: Figure) -> str:
    """8 av 8 (100 %) of municipalities; for who answers alone, how many were counted, and whose they are."""
    those = figure.numerator if line.measure.indicator.kind == "rate" else figure.denominator
    if figure.asked == 1 and figure.gate is None and those:
        part = f"{figure.name}, " if "-" in figure.area else ""
        return f"{part}{number(those)}{NBSP}{line.measure.unit or 'svar'}"
    return words.short_coverage(figure)


def whose(line: Line, figure: Figure) -> str:
    """The same in running text: svar 8 av 8 (100 %), or whom who answers alone has counted."""
    told = basis(line, figure)
    return f"svar {told}" if figure.gate or (figure.asked or 0) > 1 else told


def value(line: Line, reading: Reading | None, *, periods: bool) -> Cell:
    """The value, with its period where that is not said over the table; what was printed says so."""
    if reading is None:
        return _NOTHING
    indicator, figure = line.measure.indicator, reading.figure
    if figure.value is None:
        return Cell("antalen räcker inte" + (f" ({reading.label})" if periods else ""), None, missing=True)
    in_words = figure.certainty == "in_words" or indicator.kind == "share_of_areas"
    if in_words and figure.numerator is not None and figure.denominator:
        shown = part_of(figure.numerator, figure.denominator)
    else:
        shown = amount(figure.value, indicator, unit=False)
    about = f"ca{NBSP}" if figure.status == "estimated" else ""
    printed = ", tryckt" if reading in line.printed else ""
    when = f" ({reading.label}{printed})" if periods or printed else ""
    return Cell(f"{about}{shown}{when}", figure.value)


def _target(line: Line) -> Cell:
    indicator = line.measure.indicator
    if indicator.target is None:
        return _NOTHING
    at = say("goal_at_most" if indicator.lower_is_better else "goal_at_least")
    by = f" ({parse_period(indicator.target_by).label})" if indicator.target_by else ""
    return Cell(f"{at}{NBSP}{amount(indicator.target, indicator, unit=False)}{by}", indicator.target)


def details(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """For each measure what it says of the goal and what not, and all that its judgement rests on."""
    return [(line.measure.indicator.short_title, " ".join(_details(line))) for line in lines]


def _details(line: Line) -> Iterator[str]:
    indicator, life = line.measure.indicator, line.life
    yield from indicator.caveats[:1]
    if life is None or line.now is None:
        return
    if line.progress is not None:
        yield sentences_over_time.goal(line.progress, indicator)
        if line.progress.verdict != "not_compared" and line.now.figure.gate:
            yield sentences_coverage.of_goal(line.now.figure)
    yield sentences_goals.pace_of_whom(life, line.now.figure.answered)
    yield sentences_goals.pace_left(life, indicator)
    if line.locked is not None:
        yield from sentences_goals.baseline(line.locked, life, indicator)
    if indicator.target_decided:
        yield say("goal_decided", decided=indicator.target_decided)


def _left(line: Line) -> str:
    life = line.life
    if life is None or life.left_count is None:
        return ""
    one, more = _COUNTED[life.left_counts]
    return counted(life.left_count, one, more)


def awaits(state: GoalState) -> list[str]:
    """What there is no answer about yet, and which form or survey would give it."""
    said = []
    names = "; ".join(line.measure.indicator.short_title for line in state.silent[:_MOST_NAMED])
    if (unnamed := len(state.silent) - _MOST_NAMED) > 0:
        names = f"{names}; och {counted(unnamed, 'mått till', 'mått till')}"
    if state.silent:
        forms = list(dict.fromkeys(form_names.titles()[line.measure.form] for line in state.silent))
        comes = "Måttet kommer" if len(state.silent) == 1 else "Måtten kommer"
        what = "formuläret" if len(forms) == 1 else "formulären"
        said.append(f"Inga svar ännu: {names}. {comes} med {what} {listing(forms)}.")
    if not state.lines:
        said.append("Inget mått ännu.")
    if state.goal.awaits:
        more = "Mer skulle sägas av" if state.lines else "Det som skulle ge svar"
        said.append(f"{more}: {state.goal.awaits[:1].lower() + state.goal.awaits[1:]}")
    return [*said, state.goal.noted] if state.goal.noted else said


def more(told: int, shown: int) -> str:
    """That the table further down has more of a goal's measures."""
    left = told - shown
    return f"{counted(left, 'mått', 'mått')} till om målet står i tabellen längst ned." if left > 0 else ""
