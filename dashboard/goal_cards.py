"""A goal with its measure at one look: its word, where the county was, is and should be on a line, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard import goal_tables, sentences_goals
from dashboard.goal_lines import Line
from dashboard.goals import EXAMPLE
from dashboard.sentence_amounts import amount
from dashboard.sentence_texts import say
from dashboard.swedish import NBSP, lower_first, part_of
from etl.periods import parse_period

# How far beyond the largest of its marks a line goes, where it is no share.
_BEYOND = 1.15


@dataclass(frozen=True)
class Mark:
    """One of the three places: its sign and word, the value in words, when, and where on the line (per cent)."""

    kind: str
    word: str
    value: str
    when: str
    at: float


def show(lines: Sequence[Line]) -> None:
    """The measures of one goal that somebody has set a goal or locked a baseline for, one under the other."""
    if cards := "".join(_card(line) for line in lines):
        st.html(f'<div class="samsyn-goals">{cards}</div>')


def marks(line: Line) -> list[Mark]:
    """Baseline, now and goal, those that there are."""
    life, indicator = line.life, line.measure.indicator
    if life is None or line.now is None:
        return []
    top = _top(line)

    def place(kind: str, word: str, value: float | None, period: str) -> list[Mark]:
        if value is None:
            return []
        least = (
            f"{say('goal_at_most' if indicator.lower_is_better else 'goal_at_least')}{NBSP}" if kind == "aim" else ""
        )
        shown = f"{least}{amount(value, indicator, unit=False)}"
        return [Mark(kind, word, shown, parse_period(period).label, min(value / top, 1) * 100)]

    return [
        *place("was", "Utgångsläge", life.baseline, life.baseline_period),
        *place("now", "Nu", life.value, life.period),
        *place("aim", "Mål", life.target, life.target_by),
    ]


def _top(line: Line) -> float:
    life, indicator = line.life, line.measure.indicator
    if indicator.kind in ("proportion", "share_of_areas") or life is None:
        return 100.0
    return _BEYOND * max(each for each in (life.baseline, life.value, life.target, 1e-9) if each is not None)


def heard(line: Line) -> str:
    """What is read aloud in place of the line: Utgångsläge 69 % (2025), nu 77 % (2026), mål minst 85 % (2027)."""
    said = [
        f"{lower_first(mark.word) if at else mark.word} {mark.value} ({mark.when})"
        for at, mark in enumerate(marks(line))
    ]
    return f"{', '.join(said)}."


def sentences(line: Line) -> list[str]:
    """What stands under the line: what is left, and whether it goes fast enough."""
    life, indicator = line.life, line.measure.indicator
    if life is None:
        return []
    said = [
        sentences_goals.time_out(life),
        sentences_goals.left(life, indicator),
        sentences_goals.pace(life, indicator, line.breaks),
    ]
    return [sentence for sentence in said if sentence]


def basis(line: Line) -> str:
    """What the value now rests on: 69 av 92, svar 8 av 8 (100 %)."""
    figure = line.now.figure if line.now else None
    if figure is None or figure.value is None:
        return ""
    is_part = line.measure.indicator.kind in ("proportion", "share_of_areas")
    events, whole = figure.numerator, figure.denominator
    parts = part_of(events, whole) if is_part and events is not None and whole else ""
    return ", ".join(each for each in (parts, goal_tables.whose(line, figure)) if each)


def _card(line: Line) -> str:
    if line.life is None:
        return ""
    word = sentences_goals.word(line.life)
    name = escape(line.measure.indicator.short_title.replace("10 000", f"10{NBSP}000"))
    example = f'<span class="example">{escape(EXAMPLE)}</span>' if line.example else ""
    verdict = f'<span class="samsyn-verdict {sentences_goals.look(word)}">{escape(sentences_goals.label(word))}</span>'
    said = " ".join(sentences(line))
    return (
        f'<div class="samsyn-goal"><div class="head"><span class="name">{name}</span> {verdict} {example}</div>'
        f"{_track(line)}<p>{escape(said)}</p>{_basis(line)}</div>"
    )


def _basis(line: Line) -> str:
    told = basis(line)
    return f'<p class="basis">Underlag nu: {escape(told)}.</p>' if told else ""


def _track(line: Line) -> str:
    found = marks(line)
    if not found:
        return ""
    signs = "".join(f'<span class="mark {mark.kind}" style="left:{mark.at:.1f}%"></span>' for mark in found)
    words = "".join(
        f'<div><dt><span class="mark {mark.kind}"></span>{escape(mark.word)}</dt>'
        f"<dd>{escape(mark.value)}<small>{escape(mark.when)}</small></dd></div>"
        for mark in found
    )
    return (
        f'<div class="samsyn-track" role="img" aria-label="{escape(heard(line))}">{_chance(line)}{signs}</div>'
        f'<dl class="samsyn-marks" aria-hidden="true">{words}</dl>'
    )


def _chance(line: Line) -> str:
    """What chance leaves of the value, as a band."""
    figure = line.now.figure if line.now else None
    if figure is None or figure.lower is None or figure.upper is None:
        return ""
    left, right = (min(limit / _top(line), 1) * 100 for limit in (figure.lower, figure.upper))
    return f'<span class="chance" style="left:{left:.1f}%;width:{right - left:.1f}%"></span>'
