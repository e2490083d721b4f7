"""Counts of a survey's answers: they come to those who were asked, and none is of so few that it tells of one."""

from __future__ import annotations

from collections.abc import Sequence

from etl.form_answers import Answers
from etl.forms.counted_rules import LEAST_ANSWERS, AddsUp, SafeBase, SafeGroups


def check_counted(read: Answers, rule: AddsUp | SafeBase | SafeGroups) -> None:
    """Add to ``read`` what a rule of counted answers has to say, at the first of its rows that is filled in."""
    if isinstance(rule, AddsUp):
        _adds_up(read, rule)
    elif isinstance(rule, SafeBase):
        known = _known(read, rule.parts)
        if known and sum(known) < LEAST_ANSWERS:
            read.tell(rule.code, read.found.form.get(_first(read, rule.parts)))
    else:
        whole = read.number(rule.whole) if rule.whole else None
        if whole is not None and sum(_known(read, rule.groups)) > whole:
            # That there are more than all is told by another rule.
            return
        if not groups_are_safe(_known(read, rule.groups), whole):
            read.tell(rule.code, read.found.form.get(_first(read, rule.groups)))


def groups_are_safe(groups: Sequence[float], whole: float | None = None) -> bool:
    """Whether no group is small, nor what they leave of the whole where that is an answer that is not kept."""
    rest = [whole - sum(groups)] if whole is not None and groups else []
    return all(each == 0 or each >= LEAST_ANSWERS for each in (*groups, *rest))


def _adds_up(read: Answers, rule: AddsUp) -> None:
    whole, known = read.number(rule.whole), _known(read, rule.parts)
    if whole is None or len(known) < len(rule.parts) or sum(known) == whole:
        return
    form, where = read.found.form, read.found.address(rule.whole, "value")
    less = form.get(rule.whole).short_label
    says = f"Svaren på frågan är tillsammans {sum(known):.0f}, men på raden ”{less}” står {whole:.0f} ({where})."
    read.tell(rule.code, form.get(rule.parts[0]), says=says)


def _known(read: Answers, parts: Sequence[str]) -> list[float]:
    return [value for part in parts if (value := read.number(part)) is not None]


def _first(read: Answers, parts: Sequence[str]) -> str:
    return next(part for part in parts if read.number(part) is not None)
