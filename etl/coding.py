"""Free text coded to items of its own, by a table that people have reviewed; what is not in it is left uncoded."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from etl.areas import REFERENCE
from etl.derived_items import follow_from
from etl.forms.description import Field, Form, Layout
from etl.submission import Answer, Submission

TABLE = REFERENCE / "coding.csv"
_HOW_MANY = re.compile(r"[\s,;:(]+[0-9]+\s*(?:personer|person|pers|individer|st)\b[.)]*\s*$", re.IGNORECASE)
NOBODY = Answer(0.0, "ok", "", "")


@lru_cache(maxsize=1)
def _codes() -> dict[tuple[str, str], dict[str, str]]:
    """(form, question's first field) -> written text -> item."""
    codes: dict[tuple[str, str], dict[str, str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for question in row["questions"].split():
                codes.setdefault((row["form"], question), {})[plain(row["text"])] = row["item"]
    return codes


def plain(text: str) -> str:
    """One way to write what reads the same; a number of persons after the name has a cell of its own."""
    text = _HOW_MANY.sub("", text)
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("-", " ").split()).strip(" .,;:")


def code_of(text: str, form: Form, question: str) -> str | None:
    """The item that a text in an "other" question stands for, if the table has it."""
    return _codes().get((form.id, question), {}).get(plain(text))


def code_free_text(submission: Submission, form: Form) -> Mapping[str, Answer]:
    """What a submission comes to item by item.

    A coded item that nobody wrote is 0 only when its question was answered and everything written there could be
    coded: otherwise nobody knows, and it is ``not_answered``.
    """
    layout = form.layout(submission.layout)
    answers = submission.answers
    observed = {each.id: answers[each.id] for each in form.items(layout) if each.id in answers}
    questions = {main: _read_question(form, layout, main, answers) for main in _mains(form, layout)}
    for main, (_, left, _) in questions.items():
        if main in observed and observed[main].value is not None:
            observed[main] = left
    for item in form.coded_items(layout):
        observed[item.id] = _coded(item, form, answers, questions)
    return follow_from(observed, form)


def _mains(form: Form, layout: Layout) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.names and (form.get(f.names).main or f.names) for f in form.fields(layout) if f.names))


def _read_question(
    form: Form, layout: Layout, main: str, answers: Mapping[str, Answer]
) -> tuple[dict[str, Answer], Answer, bool]:
    """The coded counts of one "other" question, what is left uncoded, and whether everything was understood."""
    own = {item.id for item in form.coded_items(layout)}
    codes = _codes().get((form.id, main), {})
    coded: dict[str, Answer] = {}
    left, understood = answers.get(main, Answer(None, "not_answered", "", "")), True
    uncoded: list[Answer] = []
    for name in (f for f in form.fields(layout) if f.names and (form.get(f.names).main or f.names) == main):
        count, text = answers.get(name.names), answers.get(name.id)
        if count is None or not isinstance(count.value, float | int):
            understood = understood and (count is None or count.status == "not_answered")
            continue
        item = codes.get(plain(str(text.value))) if text is not None and text.value else None
        if item in own:
            coded[item] = _together([coded[item], count] if item in coded else [count])
        elif count.value or (text is not None and text.value):
            # What has a row of its own in this layout is left where the sender put it.
            uncoded.append(count)
            understood = understood and item is not None
    if left.value is not None:
        left = _together(uncoded) if uncoded else Answer(0.0, "ok", left.cell, left.sheet)
    return coded, left, understood and left.value is not None


def _coded(
    item: Field,
    form: Form,
    answers: Mapping[str, Answer],
    questions: Mapping[str, tuple[dict[str, Answer], Answer, bool]],
) -> Answer:
    if item.kind == "tick":
        return _coded_tick(item, form, answers)
    found = [questions[q][0][item.id] for q in item.coded_from if q in questions and item.id in questions[q][0]]
    if found:
        return _together(found)
    asked = [questions[q] for q in item.coded_from if q in questions]
    place = next((answers[q] for q in item.coded_from if q in answers), NOBODY)
    if asked and all(understood for _, _, understood in asked):
        return Answer(0.0, "ok", place.cell, place.sheet)
    return Answer(None, "not_answered", place.cell, place.sheet)


def _coded_tick(item: Field, form: Form, answers: Mapping[str, Answer]) -> Answer:
    """Written among the other groups: yes. Nothing written beside answered boxes: no."""
    for source in item.coded_from:
        text = answers.get(source)
        if text is None:
            continue
        written = str(text.value or "")
        codes = _codes().get((form.id, source), {})
        parts = [plain(part) for part in written.replace(";", ",").split(",") if plain(part)]
        if any(codes.get(part) == item.id for part in parts):
            return Answer(1.0, "ok", text.cell, text.sheet)
        section = form.section_of(source)
        boxes = [answers[f.id] for f in (section.fields if section else ()) if f.kind == "tick" and f.id in answers]
        if all(part in codes for part in parts) and boxes and all(box.value is not None for box in boxes):
            return Answer(0.0, "ok", text.cell, text.sheet)
        return Answer(None, "not_answered", text.cell, text.sheet)
    return Answer(None, "not_answered", "", "")


def _together(counts: list[Answer]) -> Answer:
    """Several counts of one thing: their sum, estimated if any of them is."""
    total = sum(float(each.value) for each in counts if isinstance(each.value, float | int))
    status = "estimated" if any(each.status == "estimated" for each in counts) else "ok"
    return Answer(total, status, counts[0].cell, counts[0].sheet)
