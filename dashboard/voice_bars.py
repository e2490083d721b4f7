"""Which bars stand in the chart of answers: each question, and under it the round before or what was printed of it."""

from __future__ import annotations

from dashboard import voice_charts, voices
from dashboard.charts import Rows
from dashboard.records import Period
from dashboard.voices import USERS

_FELT = "samordning"


def rows(path: str, form: str, now: Period, then: Period | None = None) -> Rows:
    """The data of the chart, in the survey's order."""
    before = {each.stem: each for each in voices.questions(path, then.id, form)} if then else {}
    found: Rows = []
    order = 0
    for each in voices.questions(path, now.id, form):
        when = now.label if then or (each.stem == _FELT and _is_printed(path, form)) else ""
        found += _moved(voice_charts.rows_of([(voice_charts.head_of(each, when), each)]), order)
        order += 1
        if then and each.stem in before:
            earlier = before[each.stem]
            head = voice_charts.head_of(earlier, then.label, again=True)
            found += _moved(voice_charts.rows_of([(head, earlier)]), order)
            order += 1
        elif each.stem == _FELT and (shares := _printed_shares(path, form)):
            label, agree, disagree = shares
            head = f"{label}, tryckt i Delrapport 3 · antal svar sägs inte"
            found += voice_charts.printed_rows(order, head, each, (agree, disagree))
            order += 1
    return found


def _moved(bars: Rows, order: int) -> Rows:
    return [row | {"order": order} for row in bars]


def _is_printed(path: str, form: str) -> bool:
    return bool(_printed_shares(path, form))


def _printed_shares(path: str, form: str) -> tuple[str, float, float] | None:
    told = voices.printed(path) if form == USERS else {}
    agree, disagree = (told.get((f"samordning_instammer{end}_tryckt", "total")) for end in ("", "_inte"))
    if agree is None or disagree is None or agree.value is None or disagree.value is None:
        return None
    return agree.label, agree.value, disagree.value
