"""The faults of a web form as markup: a list with links on top, and each fault at its question."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard.swedish import NBSP
from etl.forms.description import Form
from etl.periods import Period
from etl.problems import Problem, without_place
from etl.web_words import Faults, fields_of, for_web

LIST = "att-ratta"
_WORDS = {"error": "Rätta", "warning": "Bekräfta"}
_SIGNS = {"error": "✕", "warning": "!"}


def anchor(field_id: str) -> str:
    """Where the links of the list lead."""
    return f"fraga-{field_id}"


def amounts(faults: Faults) -> str:
    """ "3 saker att rätta, 1 att bekräfta": counted by question, as they are mended."""
    told = [*faults.elsewhere, *(each for found in faults.by_field.values() for each in found)]
    errors = sum(each.severity == "error" for each in told)
    warnings = len(told) - errors
    parts = [f"{errors}{NBSP}{'sak' if errors == 1 else 'saker'} att rätta"] if errors else []
    if warnings:
        parts.append(f"{warnings}{NBSP}{'' if errors else 'sak ' if warnings == 1 else 'saker '}att bekräfta")
    return ", ".join(parts)


def at_question(field_id: str, faults: Sequence[Problem]) -> str:
    """What is wrong with one answer, told by sign, word and colour."""
    lines = "".join(
        f'<p class="samsyn-fault {each.severity}"><span class="sign" aria-hidden="true">{_SIGNS[each.severity]}</span>'
        f"<span><strong>{_WORDS[each.severity]}{_which(each)}:</strong> {escape(without_place(each))}</span></p>"
        for each in faults
    )
    return f'<div id="{anchor(field_id)}" class="samsyn-anchor">{lines}</div>'


def _which(each: Problem) -> str:
    """The question stands beside; only its comment needs to be named."""
    return " kommentaren" if each.label.endswith(", kommentaren") else ""


def as_list(problems: Sequence[Problem], form: Form, period: Period) -> str:
    """Every problem once, with a link to each question that it is about."""
    return "".join(_card(each, form, period) for each in problems)


def _card(each: Problem, form: Form, period: Period) -> str:
    links = ", ".join(
        f'<a href="#{anchor(field_id)}" target="_self">{escape(label)}</a>'
        for field_id, label in fields_of(each, form, period).items()
    )
    told = without_place(for_web(each, form, period))
    return (
        f'<div class="samsyn-problem {each.severity}"><span class="where">{_WORDS[each.severity]}: '
        f"{links or 'hela formuläret'}</span><span>{escape(told)}</span></div>"
    )
