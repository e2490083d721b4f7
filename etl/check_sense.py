"""What does not add up between answers."""

from __future__ import annotations

import re

from etl.check_answers import comments, name_of
from etl.check_counted import check_counted
from etl.coding import code_of
from etl.derived_items import said
from etl.find_rows import names, plain_label, title
from etl.form_answers import Answers
from etl.form_rows import NO
from etl.forms.description import AtMost, FollowUp, Implies, MeanOf, NoneWithout
from etl.periods import Period
from etl.problems import join_words

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
        elif isinstance(rule, NoneWithout):
            _none_without(read, rule)
        elif isinstance(rule, MeanOf):
            _mean_of(read, rule)
        elif isinstance(rule, FollowUp):
            _follow_up(read, rule)
        elif isinstance(rule, Implies):
            _implies(read, rule)
        else:
            check_counted(read, rule)
    _others(read)
    _part_of_year(read, period)


def _at_most(read: Answers, rule: AtMost) -> None:
    whole = read.number(rule.whole)
    form, found = read.found.form, read.found
    if whole is None:
        return
    if rule.together:
        _together(read, rule, whole)
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


def _together(read: Answers, rule: AtMost, whole: float) -> None:
    """Told once, at the first of the parts; not where one of them alone is too many, which is told already."""
    form, known = read.found.form, [value for part in rule.parts if (value := read.number(part)) is not None]
    if sum(known) <= whole or max(known) > whole:
        return
    less = form.get(rule.whole).short_label
    where = read.found.address(rule.whole, "value")
    named = join_words([form.get(part).short_label for part in rule.parts])
    says = f"{named} är tillsammans {sum(known):.0f}, men på raden ”{less}” står bara {whole:.0f} ({where})."
    read.tell(rule.code, form.get(rule.parts[0]), says=says)


def _implies(read: Answers, rule: Implies) -> None:
    if read.number(rule.tick) == 1 and read.number(rule.count) == 0:
        read.tell(rule.code, read.found.form.get(rule.tick))


def _none_without(read: Answers, rule: NoneWithout) -> None:
    if read.number(rule.tick) != 0:
        return
    form, found = read.found.form, read.found
    for each in (form.get(id) for id in rule.counts):
        if value := read.number(each.id):
            no = f"Svaret är Nej på raden ”{form.get(rule.tick).short_label}” ({found.address(rule.tick, 'value')})"
            read.tell(rule.code, each, says=f"{no}, men här står {value:.0f}.", expected="svar som går ihop")


def _mean_of(read: Answers, rule: MeanOf) -> None:
    """Told once, at the first of what is told of the group: what stands is too much, whichever of them it is."""
    form, told = read.found.form, [part for part in rule.told if read.number(part) is not None]
    if not told or ((members := read.number(rule.group)) is not None and members >= rule.least):
        return
    group = form.get(rule.group)
    where = f"raden ”{group.short_label}” ({read.found.address(rule.group, 'value')})"
    says = f"På {where} står {members:.0f}." if members is not None else f"På {where} står inget antal."
    expected = f"minst {rule.least} {group.unit}"
    mend = f"Det som sägs om en grupp ska bygga på {expected}. Rätta antalet, eller ta bort talen om gruppen."
    read.tell(rule.code, form.get(told[0]), says=says, expected=expected, mend=mend)


def _follow_up(read: Answers, rule: FollowUp) -> None:
    form, main = read.found.form, read.found.form.get(rule.main)
    answer = said(main, read.answers.get(rule.main))
    if answer not in rule.unless:
        return
    for each in (form.get(id) for id in rule.fields):
        # A no where nothing is given says the same thing twice.
        if read.number(each.id) and said(each, read.answers.get(each.id)) != NO:
            where = f"”{title(main)}” ({read.found.address(rule.main, 'value')})"
            read.tell(rule.code, each, says=f"Svaret är ”{answer}” på raden {where}, men den här raden är ifylld.")


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
