"""The problems of a web form in its own words: they name the question, never a sheet, a cell or a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from etl.find_rows import title
from etl.form_rows import COLUMNS, field_rows
from etl.forms.catalogue import get_form
from etl.forms.description import Form
from etl.periods import Period, parse_period
from etl.problems import CATALOGUE, Problem, problem, sentences

_COMMENT = "kommentaren"
# What checks say in words of their own, for a workbook.
_PHRASES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r" \([A-Z]{1,3}[0-9]{1,7}\)", ""),
        (r"Cellen är tom", "Frågan är inte besvarad"),
        (r" i cellen bredvid", " bredvid"),
        (r" i cellen under", " i fältet under"),
        (r"kolumnen Svar", "svaret"),
        (r"(, spara| och spara)? och (skicka|lämna in)( den)? igen", ""),
        (r"en egen rad", "en egen fråga"),
        (r"egna? rad\b", "egen fråga"),
        (r"[Ff]ilen", "formuläret"),
    )
)


@dataclass(frozen=True)
class Faults:
    """The problems of a web form, where each is told.

    Attributes:
        by_field: by field id, in the form's order.
        elsewhere: those of the form as a whole.
    """

    by_field: Mapping[str, tuple[Problem, ...]]
    elsewhere: tuple[Problem, ...]


def for_web(each: Problem, form: Form, period: Period) -> Problem:
    """The same problem in the words of the web form; its cells have become the names of their questions."""
    places = _places(form.id, period.id)
    labels = dict.fromkeys(places[cell][1] for cell in each.cells if cell in places)
    return _reworded(each, "; ".join(labels) or each.label)


def fields_of(each: Problem, form: Form, period: Period) -> dict[str, str]:
    """The fields that a problem is about, and what each is called ("4.3 HAP")."""
    places = _places(form.id, period.id)
    return dict(places[cell] for cell in each.cells if cell in places)


def faults(problems: Iterable[Problem], form: Form, period: Period) -> Faults:
    """Problems sorted under their fields, in the words of the web form."""
    places = _places(form.id, period.id)
    by_field: dict[str, list[Problem]] = {field_id: [] for field_id, _ in places.values()}
    elsewhere: list[Problem] = []
    for each in problems:
        mine = [places[cell] for cell in each.cells if cell in places]
        for field_id, label in mine:
            by_field[field_id].append(_reworded(each, label))
        if not mine:
            elsewhere.append(_reworded(each, each.label))
    found = {field_id: tuple(told) for field_id, told in by_field.items() if told}
    return Faults(found, tuple(elsewhere))


@lru_cache(maxsize=16)
def _places(form_id: str, period_id: str) -> dict[str, tuple[str, str]]:
    """Address of each cell that is filled in -> the field it belongs to, and what it is called."""
    places: dict[str, tuple[str, str]] = {}
    for field_id, row in field_rows(get_form(form_id), parse_period(period_id)).items():
        if row.kind == "field" and row.field is not None:
            name = title(row.field)
            places[row.value_cell] = places[f"{COLUMNS['status']}{row.number}"] = field_id, name
            places[f"{COLUMNS['comment']}{row.number}"] = field_id, f"{name}, {_COMMENT}"
    return places


def _reworded(each: Problem, label: str) -> Problem:
    entry, words = CATALOGUE[each.code], _words().get(each.code, {})
    says = sentences(each).removesuffix(each.mend).strip()
    if says == entry.says:
        says = words.get("says", says)
    mend = words.get("mend", each.mend) if each.mend == entry.mend else each.mend
    told = problem(
        each.code,
        severity=each.severity,
        label=label,
        found=each.found,
        says=_plain(says),
        expected=_plain(each.expected),
        mend=_plain(mend),
    )
    return replace(told, sheet="", cells=())


def _plain(words: str) -> str:
    for pattern, replacement in _PHRASES:
        words = pattern.sub(replacement, words)
    return words


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("web_words.toml").open("rb") as file:
        return tomllib.load(file)
