"""The forms there are: every module in this package that has a ``FORM``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

import etl.forms
from etl.forms.description import Form
from etl.problems import UserError


@lru_cache(maxsize=1)
def all_forms() -> tuple[Form, ...]:
    """Every form, by id."""
    modules = (importlib.import_module(f"etl.forms.{m.name}") for m in pkgutil.iter_modules(etl.forms.__path__))
    forms = [module.FORM for module in modules if isinstance(getattr(module, "FORM", None), Form)]
    return tuple(sorted(forms, key=lambda form: form.id))


def survey_form() -> Form:
    """The form that is asked as a web survey; exports are read as its answers."""
    return next(form for form in all_forms() if form.is_survey)


def small_groups() -> dict[str, frozenset[str]]:
    """The forms that tell of one small group, each with its items that count persons in it."""
    return {
        form.id: frozenset(item.item_id for item in form.items() if item.counts == "persons")
        for form in all_forms()
        if form.hides_small_counts
    }


def get_form(form_id: str) -> Form:
    """The form with this id.

    Raises:
        UserError: with the ids there are.
    """
    for form in all_forms():
        if form.id == form_id:
            return form
    known = ", ".join(form.id for form in all_forms())
    raise UserError(f"Formuläret ”{form_id}” finns inte. Det som finns är: {known}.")
