"""The effect goals in words and tables: a few measures for each on the page, every one of them to save."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import change_tables, sentences_coverage, sentences_over_time, tables, words
from dashboard.goal_lines import GoalState, Line
from dashboard.goal_queries import Reading
from dashboard.goals import EXAMPLE
from dashboard.records import Figure
from dashboard.sentence_amounts import amount
from dashboard.sentence_texts import say
from dashboard.swedish import NBSP, capital, counted, number, part_of
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
_NOTHING = Cell("–", None, missing=True)


def lead(states: Sequence[GoalState], *, example: bool) -> str:
    """How much of it all can be told."""
    told = sum(bool(state.told) for state in states)
    aimed = sum(line.measure.indicator.target is not None for state in states for line in state.told)
    kind = EXAMPLE if example else "beslutat mål"
    said = f"{number(told)}{NBSP}av {counted(len(states), 'effektmål', 'effektmål')} har minst ett mått med svar."
    return f"{said} {counted(aimed, 'mått', 'mått')} har ett {kind}." if aimed else f"{said} Inget mått har ett mål."


def table(state: GoalState, lines: Sequence[Line]) -> Table:
    """A few measures of one goal; the periods stand over it where they are the same for all."""
    caption = _periods(lines)
    rows = [_row(line, periods=not caption) for line in lines]
    aimed = any(line.measure.indicator.target is not None for line in lines)
    # A column that is empty all the way down takes room on a phone.
    shown = [place for place, column in enumerate(_COLUMNS) if aimed or column is not _AIM]
    return Table(
        caption or "Mått",
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
    columns = (Column("Effektmål"), *_COLUMNS, Column("Kvar till målet"), Column("Formulär"))
    rows = [_whole_row(state, line) for state in states for line in state.lines]
    rows += [
        tables.row(tables.words(state.goal.whole), tables.words("inget mått ännu"), *[_NOTHING] * (len(columns) - 2))
        for state in states
        if not state.lines
    ]
    return tables.table("Effektmålen och deras mått", columns, rows)


def _whole_row(state: GoalState, line: Line) -> Row:
    cells = _row(line).cells
    left = tables.words(_left(line)) if line.left is not None else _NOTHING
    return tables.row(tables.words(state.goal.whole), *cells, left, tables.words(line.measure.form_title))


def _row(line: Line, *, periods: bool = True) -> Row:
    newest = line.now or (line.printed[-1] if line.printed else None)
    return tables.row(
        tables.words(line.measure.indicator.short_title.replace("10 000", f"10{NBSP}000")),
        _value(line, line.first, periods=periods),
        _value(line, newest, periods=periods),
        _target(line),
        change_tables.verdict(line.change) if line.first else _NOTHING,
        tables.words(_answered(newest.figure)) if newest else Cell("inga svar ännu", None, missing=True),
    )


def _answered(figure: Figure) -> str:
    return words.short_coverage(figure)


def _value(line: Line, reading: Reading | None, *, periods: bool) -> Cell:
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


def judged(lines: Sequence[Line], *, example: bool) -> list[tuple[str, str, str]]:
    """For each measure with a goal its name, the verdict, and in words how sure it is and what is left."""
    found = []
    for line in lines:
        indicator, progress = line.measure.indicator, line.progress
        if indicator.target is None or progress is None or line.now is None:
            continue
        name = f"{indicator.short_title} ({EXAMPLE})" if example else indicator.short_title
        said = [sentences_over_time.goal(progress, indicator)]
        if progress.verdict != "not_compared":
            said.append(sentences_coverage.of_goal(line.now.figure))
        if line.left:
            said.append(f"{left_sentence(line)}")
        if indicator.target_decided:
            said.append(say("goal_decided", decided=indicator.target_decided))
        found.append((name, progress.verdict, " ".join(said)))
    return found


def left_sentence(line: Line) -> str:
    """How many are left to the goal, as the figures are; nothing where none are."""
    if not line.left or line.now is None:
        return ""
    return (
        f"Som talen är fattas {_left(line)} till målet i de svarande kommunerna, {line.now.label}. "
        "Hur mycket av det som är slump säger sannolikheten."
        if not line.measure.indicator.lower_is_better
        else f"Som talen är måste det bli {_left(line)} färre i de svarande kommunerna, {line.now.label}. "
        "Hur mycket av det som är slump säger sannolikheten."
    )


def _left(line: Line) -> str:
    unit = line.measure.unit
    singular = {"personer": "person", "kommuner": "kommun"}.get(unit, unit)
    return counted(line.left or 0, singular, unit)


def awaits(state: GoalState) -> list[str]:
    """What there is no answer about yet, and which form or survey would give it."""
    said = []
    by_form: dict[str, list[str]] = {}
    for line in state.silent:
        by_form.setdefault(line.measure.form_title, []).append(line.measure.indicator.short_title)
    for form, names in by_form.items():
        comes = "Måttet kommer" if len(names) == 1 else "Måtten kommer"
        said.append(f"Inga svar ännu: {'; '.join(names)}. {comes} med formuläret ”{form}”.")
    if not state.lines:
        said.append("Inget mått ännu.")
    if state.goal.awaits:
        more = "Mer skulle sägas av" if state.lines else "Det som skulle ge svar"
        said.append(f"{more}: {state.goal.awaits[:1].lower() + state.goal.awaits[1:]}")
    return said


def more(told: int, shown: int) -> str:
    """That the table further down has more of a goal's measures."""
    left = told - shown
    return f"{counted(left, 'mått', 'mått')} till om målet står i tabellen längst ned." if left > 0 else ""
