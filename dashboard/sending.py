"""What the sending pages show of a checked file: what to mend, what was understood, the receipt."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from html import escape

import streamlit as st
import xlsxwriter

from dashboard import tables
from dashboard.swedish import STATUS_WORDS, number
from etl.forms.catalogue import get_form
from etl.periods import Period, parse_period
from etl.problems import Problem, without_place
from etl.submission import Answer, CheckedFile, Submission

_HEADINGS = ("Blad", "Rad", "Cell", "Det här står där", "Det här behövs", "Så här rättar du")
_WIDTHS = (12, 46, 12, 24, 40, 60)


def form_file_name(form: str, area_name: str, period: Period) -> str:
    """A name every system can save: "kommunenkat-lulea-2022-01--2022-10.xlsx"."""
    plain = unicodedata.normalize("NFD", area_name.casefold()).encode("ascii", "ignore").decode()
    return f"{form}-{plain.replace(' ', '-')}-{period.id.replace('/', '--')}.xlsx"


def verdict(checked: CheckedFile) -> str:
    """The outcome in one line: "3 saker att rätta, 2 att bekräfta"."""
    errors = sum(p.severity == "error" for p in checked.problems)
    warnings = len(checked.problems) - errors
    if errors:
        rest = f", {warnings} att bekräfta" if warnings else ""
        return f"{errors} {'sak' if errors == 1 else 'saker'} att rätta{rest}"
    if warnings:
        return f"Filen går bra att lämna. {warnings} {'sak' if warnings == 1 else 'saker'} att bekräfta"
    return "Allt är läst och ser rätt ut"


def show_problems(problems: Sequence[Problem]) -> None:
    """Every problem as a card: where, what, how to mend; the most serious first."""
    st.html("".join(card(each) for each in problems))


def card(each: Problem) -> str:
    """One problem as markup, with everything that came from the file escaped."""
    kind = "error" if each.severity == "error" else "warning"
    word = "Rätta" if kind == "error" else "Bekräfta"
    place = " · ".join(part for part in (each.sheet, _cells(each), each.label) if part)
    return (
        f'<div class="samsyn-problem {kind}"><span class="where">{word}: {escape(place or "hela filen")}</span>'
        f"<span>{escape(without_place(each))}</span></div>"
    )


def _cells(each: Problem) -> str:
    return ", ".join(each.cells)


def problems_workbook(problems: Sequence[Problem]) -> bytes:
    """The list as a workbook to keep beside the form, with fitted columns. Everything in it is text."""
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet("Att rätta")
        head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for row, each in enumerate(problems, start=1):
            cells = (each.sheet, each.label, _cells(each), each.found, each.expected, each.mend)
            for column, content in enumerate(cells):
                sheet.write_string(row, column, content, text)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def preview(submission: Submission) -> tables.Table:
    """What was understood of one respondent's answers, question by question."""
    form, period = get_form(submission.form), parse_period(submission.period)
    rows = [
        tables.row(
            tables.words(f"{each.number} {form.wording(each, period)}".strip()),
            _answer(submission.answers[each.id], each.kind),
            tables.words(_certainty(submission.answers[each.id])),
            tables.words(submission.answers[each.id].cell),
        )
        for each in (*form.fields(form.layout(submission.layout)), *form.coded)
        if each.id in submission.answers and not _left_blank(submission.answers[each.id], each.may_be_blank)
    ]
    columns = (
        tables.Column("Fråga"),
        tables.Column("Vi läste", numeric=True),
        tables.Column("Så säker är uppgiften"),
        tables.Column("Cell"),
    )
    return tables.table("Så här har vi förstått filen", columns, rows)


def _left_blank(answer: Answer, may_be_blank: bool) -> bool:
    return may_be_blank and answer.value is None and answer.status == "not_answered"


def _answer(answer: Answer, kind: str) -> tables.Cell:
    if isinstance(answer.value, str):
        # Free text may be about a person, and many may look at this screen.
        return tables.words("text, visas inte")
    if answer.value is None:
        word = STATUS_WORDS[answer.status]
        return tables.Cell(word, word, missing=True)
    if kind == "tick":
        return tables.words("ja" if answer.value else "nej")
    return tables.Cell(number(answer.value), answer.value)


def _certainty(answer: Answer) -> str:
    if answer.value is None or isinstance(answer.value, str):
        return ""
    return "uppskattat" if answer.status == "estimated" else "exakt"
