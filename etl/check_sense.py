"""What does not add up between answers."""

from __future__ import annotations

import re

from etl.check_answers import comments, name_of
from etl.coding import code_of
from etl.find_rows import names, plain_label, title
from etl.form_answers import Answers
from etl.forms.description import AtMost, Implies
from etl.periods import Period

_PART_OF_YEAR = re.compile(
    r"\bjan(?:uari)?\.?\s*(?:-|–|till|t\.?o\.?m\.?)\s*(?!dec)(?:[a-zåäö]{3,9})\b|"
    r"\b(?:halvår|kvartal|tio månader|10 månader)\b|"
    r"\b(?:t\.?\s?o\.?\s?m\.?|till och med|fram till)\s+(?:sista |den )?\d{0,2}\s*"
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov)|"
    r"\b(?:avser|gäller|bara|endast|enbart)\b.{0,40}\b(?:halvåret|kvartalet|\d månader)\b|"
    r"\b(?:0?1/0?1|\d{4}-01-01)\s*(?:-|–|till)\s*(?!31/12|\d{4}-12-31)(?:\d{1,2}/\d{1,2}|\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)


def check_sense(read: Answers, period: Period | None) -> None:
    """Add to ``read`` what the rules of the form have to say."""
    for rule in read.found.form.rules:
        if isinstance(rule, AtMost):
            _at_most(read, rule)
        else:
            _implies(read, rule)
    _others(read)
    _part_of_year(read, period)


def _at_most(read: Answers, rule: AtMost) -> None:
    whole = read.number(rule.whole)
    form, found = read.found.form, read.found
    if whole is None:
        return
    for part in rule.parts:
        value = read.number(part)
        if value is None or value <= whole:
            continue
        bound = f"bara {whole:.0f} ({found.address(rule.whole, 'value')})"
        more, less = form.get(part).short_label, form.get(rule.whole).short_label
        says = f"{more} är {value:.0f}, men {less.lower()} är {bound}."
        if rule.severity == "warning":
            says = f"Det står {value:.0f}, men på raden ”{less}” {bound}."
        read.tell(rule.code, form.get(part), says=says)


def _implies(read: Answers, rule: Implies) -> None:
    if read.number(rule.tick) == 1 and read.number(rule.count) == 0:
        read.tell(rule.code, read.found.form.get(rule.tick))


def _others(read: Answers) -> None:
    """An "other" count above 0 without saying which, or that names what has a row of its own."""
    form, layout = read.found.form, read.found.layout
    rows = {each.id for each in form.fields(layout)}
    methods = [each for each in form.fields(layout) if each.counts == "method_courses" and not each.may_be_blank]
    by_label = {label: each.id for each in methods for label in names(each, form, None)}
    for name in form.fields(layout):
        if not name.names or not read.number(name.names):
            continue
        text, count = name_of(read, form.get(name.names)), form.get(name.names)
        if not text:
            read.tell("specificera", count)
            continue
        item = code_of(text, form, count.main or count.id) or by_label.get(plain_label(text))
        if item in rows and item is not None:
            read.tell("dubbelrakning", count, says=f"Det som nämns har en egen rad, {title(form.get(item))}.")


def _part_of_year(read: Answers, period: Period | None) -> None:
    if period is None or period.months != 12:
        return
    found = read.found
    texts = [(id, str(a.value)) for id, a in read.answers.items() if isinstance(a.value, str)]
    for field_id, text in (*texts, *comments(found).items()):
        if _PART_OF_YEAR.search(text):
            read.tell("period_misstankt", found.form.get(field_id))
