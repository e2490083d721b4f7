"""Answers as their sender sees them: question by question, beside the period before, and what differs between two.

Free text is never shown: it may be about a person, and many may look at the same screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import tables
from dashboard.swedish import STATUS_WORDS, number
from etl.content import Difference
from etl.forms.catalogue import get_form
from etl.forms.description import Field, Form
from etl.periods import Period, parse_period
from etl.submission import Answer, Submission
from etl.when_published import LARGEST_HIDDEN, hidden

HIDDEN, NOT_PUBLISHED = "döljs", "publiceras inte"
_TEXT = "text, visas inte"
_DECIMALS = 2


def answers(submission: Submission, before: Submission | None = None, *, cells: bool = True) -> tables.Table:
    """What was understood of one respondent's answers, and what becomes of them.

    Args:
        before: the answers of the period before, where they may be shown.
        cells: whether they stood in cells that the sender can look up; those of the web form did not.
    """
    columns = [
        tables.Column("Fråga"),
        *([tables.Column(_label(before), numeric=True)] if before else []),
        tables.Column("Nu", numeric=True),
        *([tables.Column("Skillnad", numeric=True)] if before else []),
        tables.Column("När det publiceras"),
        *([tables.Column("Cell")] if cells else []),
    ]
    rows = [tables.row(*_cells(submission, each, before, cells)) for each in _told(submission)]
    return tables.table(f"Svaren för {parse_period(submission.period).label}", columns, rows)


def kept(submission: Submission, *, cells: bool = True) -> tables.Table:
    """The answers of a version as they were kept, to be read only."""
    form, period = get_form(submission.form), parse_period(submission.period)
    columns = [
        tables.Column("Fråga"),
        tables.Column("Svar", numeric=True),
        *([tables.Column("Cell")] if cells else []),
    ]
    rows = [
        tables.row(
            tables.words(_question(form, each, period)),
            answer(submission.answers[each.id], each),
            *([tables.words(submission.answers[each.id].cell)] if cells else []),
        )
        for each in _told(submission)
    ]
    return tables.table(f"Svaren för {period.label}", columns, rows)


def small_print(submission: Submission, before: Submission | None) -> list[str]:
    """What the table cannot say itself: what is hidden, and why a column is not as expected."""
    form = get_form(submission.form)
    count = sum(hidden(each, submission.answers[each.id]) for each in _fields(form, submission))
    lines = []
    if count:
        tells = "Talet som är märkt" if count == 1 else f"De {count} tal som är märkta"
        lines.append(
            f"{tells} ”{HIDDEN}” ligger mellan 1 och {LARGEST_HIDDEN} och visas inte när uppgifterna publiceras. "
            "Det är vad gränsen ensam döljer: fler tal kan behöva döljas för att de inte ska gå att räkna ut."
        )
    else:
        lines.append(f"Inget tal ligger mellan 1 och {LARGEST_HIDDEN}, så gränsen för små tal döljer ingenting här.")
    if before and not _same_length(submission, before):
        lines.append("Skillnaden räknas inte: perioderna är olika långa.")
    return lines


def differences(
    found: Sequence[Difference], form_id: str, period: Period, headings: tuple[str, str] = ("Före", "Efter")
) -> tables.Table:
    """Field by field: what held and what is sent now."""
    form = get_form(form_id)
    known = {each.id for each in (*form.fields(), *form.items())}
    rows = [
        tables.row(
            tables.words(_question(form, form.get(each.field), period)),
            answer(each.before, form.get(each.field)),
            answer(each.after, form.get(each.field)),
            _change(each.before, each.after, form.get(each.field).kind),
        )
        for each in found
        if each.field in known
    ]
    columns = (
        tables.Column("Fråga"),
        *(tables.Column(heading, numeric=True) for heading in headings),
        tables.Column("Skillnad", numeric=True),
    )
    count = len(rows)
    return tables.table(f"{count} {'uppgift' if count == 1 else 'uppgifter'} skiljer sig", columns, rows)


def answer(given: Answer | None, field: Field) -> tables.Cell:
    """One answer in words or as a number; an estimate says that it is one."""
    if given is None:
        return tables.Cell("–", None, missing=True)
    if isinstance(given.value, str):
        return tables.Cell(_TEXT, _TEXT, missing=True)
    if given.value is None:
        word = STATUS_WORDS[given.status]
        return tables.Cell(word, word, missing=True)
    if field.kind == "tick":
        return tables.words("ja" if given.value else "nej")
    if field.kind == "choice":
        return tables.words(field.choices[int(given.value) - 1])
    about = "ca " if given.status == "estimated" else ""
    if field.is_year:
        return tables.Cell(f"{about}{given.value:.0f}", given.value)
    return tables.Cell(f"{about}{_written(given.value)}", given.value)


def _written(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else _DECIMALS)


def _cells(submission: Submission, each: Field, before: Submission | None, cells: bool) -> list[tables.Cell]:
    form, period, given = get_form(submission.form), parse_period(submission.period), submission.answers[each.id]
    earlier = before.answers.get(each.id) if before else None
    change = _change(earlier, given, each.kind) if _same_length(submission, before) else tables.words("")
    return [
        tables.words(_question(form, each, period)),
        *([answer(earlier, each)] if before else []),
        answer(given, each),
        *([change] if before else []),
        tables.words(_when_published(each, given)),
        *([tables.words(given.cell)] if cells else []),
    ]


def _when_published(each: Field, given: Answer) -> str:
    if isinstance(given.value, str):
        return NOT_PUBLISHED
    return HIDDEN if hidden(each, given) else "visas"


def _change(before: Answer | None, after: Answer | None, kind: str) -> tables.Cell:
    """How much more or less; nothing where one of them is no number."""
    old, new = (None if each is None else each.value for each in (before, after))
    if isinstance(old, str) and isinstance(new, str) and old != new:
        return tables.words("texten är ändrad")
    if kind in ("tick", "choice") or not isinstance(old, int | float) or not isinstance(new, int | float):
        return tables.words("")
    return tables.Cell(f"{'+' if new > old else ''}{_written(new - old)}", new - old)


def _same_length(submission: Submission, before: Submission | None) -> bool:
    return before is not None and parse_period(before.period).months == parse_period(submission.period).months


def _label(before: Submission | None) -> str:
    return parse_period(before.period).label if before else ""


def _question(form: Form, each: Field, period: Period) -> str:
    return f"{each.number} {form.wording(each, period)}".strip()


def _told(submission: Submission) -> list[Field]:
    """The fields with an answer to tell of; what may be blank and is, is left out."""
    return [e for e in _fields(get_form(submission.form), submission) if not _left_blank(submission, e)]


def _fields(form: Form, submission: Submission) -> list[Field]:
    return [e for e in (*form.fields(form.layout(submission.layout)), *form.coded) if e.id in submission.answers]


def _left_blank(submission: Submission, each: Field) -> bool:
    given = submission.answers[each.id]
    return each.may_be_blank and given.value is None and given.status == "not_answered"
