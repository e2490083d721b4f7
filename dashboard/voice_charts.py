"""Answers on a scale as bars on both sides of a line: those it is true for to the right, the others to the left.

The ways of answering differ in lightness, on each side of the line, and each part says how many it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import theme
from dashboard.charts import DATA, Rows, Spec, axis, finished
from dashboard.swedish import NBSP, counted, number
from dashboard.voices import CLASSES, MERGED, Answered

ALT = (
    "En stapel per fråga, delad vid en lodrät linje: till höger de som det stämmer helt eller delvis för, till vänster "
    "de andra. Tabellen under säger samma sak."
)
KEY = (
    "Till höger om linjen: stämmer helt eller delvis. Till vänster: stämmer lite eller inte alls. Talen är antal svar, "
    "eller procent där bara andelen är tryckt."
)
# Dark is far from the line and pale near it; the words in a part take the colour that can be read on it.
_FILLS = {
    "Stämmer helt": (theme.ACCENT, theme.PAPER),
    "Stämmer delvis": ("#8FC0C9", theme.INK),
    "Stämmer lite": ("#D5DAE0", theme.INK),
    "Stämmer inte alls": ("#5B6470", theme.PAPER),
    "Helt eller delvis": ("#2F7D8C", theme.PAPER),
    "Lite eller inte alls": ("#A9B0B8", theme.INK),
}
_STEP, _BAR, _LEAST_LABELLED = 58, 24, 4.0


@lru_cache(maxsize=8)
def likert(classes: tuple[str, ...]) -> Spec:
    """Bars of the ways of answering that there are."""
    base = alt.Chart(DATA).encode(y=alt.Y("order:O", axis=None))
    scale = alt.Scale(domain=list(classes), range=[_FILLS[each][0] for each in classes])
    legend = alt.Legend(orient="top", title=None, columns=2, symbolType="square", labelLimit=220, aria=False)
    style = axis(
        grid=True,
        gridColor="#EDEFF1",
        ticks=False,
        labelExpr=f"format(abs(datum.value), '.0f') + '{NBSP}%'",
        tickCount=6,
    )
    bars = (
        base.transform_filter("datum.what == 'part'")
        .mark_bar(height=_BAR, stroke=theme.PAPER, strokeWidth=1, yOffset=9, aria=False)
        .encode(
            x=alt.X("start:Q", axis=style),
            x2="end:Q",
            color=alt.Color("answer:N", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("question:N", title="Fråga"),
                alt.Tooltip("answer:N", title="Svar"),
                alt.Tooltip("said:N", title="Antal"),
            ],
        )
    )
    texts = base.transform_filter("datum.what == 'part'").mark_text(fontWeight=600, yOffset=9, aria=False)
    texts = texts.encode(x="middle:Q", text="label:N", color=alt.Color("ink:N", scale=None))
    heads = base.transform_filter("datum.what == 'head'").encode(x=alt.value(0), text="head:N")
    look: dict[str, Any] = {"align": "left", "baseline": "bottom", "yOffset": -10}
    quiet = alt.when("datum.first").then(alt.value(theme.INK)).otherwise(alt.value(theme.INK_QUIET))
    # Paper around the words, so that the line does not run through them.
    clear = heads.mark_text(stroke=theme.PAPER, strokeWidth=6, aria=False, **look)
    said = heads.mark_text(**look).encode(color=quiet, description=alt.Description("spoken:N"))
    line = alt.Chart(DATA).mark_rule(color=theme.AXIS, aria=False, tooltip=None).encode(x=alt.datum(0))
    return finished(alt.layer(bars, texts, line, clear, said).properties(height=alt.Step(_STEP)))


def spec_of(rows: Rows) -> Spec:
    """The chart of these bars, with a key to what there is in them."""
    there = {row["answer"] for row in rows if row["what"] == "part"}
    return likert(tuple(each for each in _FILLS if each in there))


def rows_of(bars: Sequence[tuple[str, Answered]]) -> Rows:
    """The data of ``likert``: for each bar the words over it, and the question as it was answered."""
    rows: Rows = []
    for order, (head, answered) in enumerate(bars):
        shares = [100 * count / answered.answers for count in answered.counts.values()] if answered.answers else []
        labels = [number(count) for count in answered.counts.values()]
        rows += _bar(order, head, answered, shares, labels, spoken=_spoken(head, answered.counts))
    return rows


def printed_rows(order: int, head: str, answered: Answered, shares: tuple[float, float]) -> Rows:
    """A bar of shares that were printed without how many answered."""
    labels = [f"{number(share, 1 if share % 1 else 0)}{NBSP}%" for share in shares]
    spoken = f"{head}: {', '.join(f'{name} {label}' for name, label in zip(MERGED, labels, strict=True))}"
    merged = Answered(answered.stem, answered.number, answered.words, dict.fromkeys(MERGED, 0), None, None)
    return _bar(order, head, merged, list(shares), labels, spoken=spoken)


def _bar(order: int, head: str, answered: Answered, shares: list[float], labels: list[str], *, spoken: str) -> Rows:
    names = list(answered.counts)
    half = len(names) // 2
    # From the line outwards: the ways of agreeing begin with the last of them, the others with the first.
    agree = list(zip(names[:half], shares[:half], labels[:half], strict=True))[::-1]
    disagree = list(zip(names[half:], shares[half:], labels[half:], strict=True))
    first = head.startswith(answered.number)
    rows: Rows = [{"what": "head", "order": order, "head": head, "first": first, "spoken": spoken}]
    for way, parts in ((1, agree), (-1, disagree)):
        edge = 0.0
        for name, share, label in parts:
            rows.append(_part(order, answered, name, (edge, edge + way * share), label))
            edge += way * share
    return rows


def _part(order: int, answered: Answered, name: str, ends: tuple[float, float], label: str) -> dict[str, Any]:
    start, end = ends
    return {
        "what": "part",
        "order": order,
        "question": answered.words,
        "answer": name,
        "start": start,
        "end": end,
        "middle": (start + end) / 2,
        "label": label if abs(end - start) >= _LEAST_LABELLED else "",
        "said": label,
        "ink": _FILLS[name][1],
    }


def _spoken(head: str, counts: object) -> str:
    parts = counts.items() if isinstance(counts, dict) else ()
    return f"{head}: {', '.join(f'{name} {count}' for name, count in parts) or 'visas inte'}"


def head_of(answered: Answered, when: str = "", *, again: bool = False) -> str:
    """The words over a bar: the question and how many answered; the round alone where the question stands above."""
    answers = counted(answered.answers, "svar", "svar") if answered.answers is not None else "för få svar"
    if not answered.counts and answered.answers is not None:
        answers = f"{answers}, visas inte"
    said = when if again else f"{answered.number} {answered.words}{', ' + when if when else ''}"
    return f"{said} · {answers}"


def is_merged(bars: Sequence[tuple[str, Answered]]) -> bool:
    """Whether some question's ways of answering have been put together."""
    return any(answered.merged for _, answered in bars)


__all__ = ["ALT", "CLASSES", "KEY", "head_of", "is_merged", "likert", "printed_rows", "rows_of", "spec_of"]
