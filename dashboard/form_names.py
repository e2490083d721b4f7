"""What the sending pages call a form, alone and with its period; the municipal survey is the one nobody need name."""

from __future__ import annotations

from etl.forms.catalogue import all_forms, get_form, survey_form
from etl.forms.description import Form
from etl.periods import parse_period


def forms_of_municipalities() -> dict[str, str]:
    """Every form that a municipality fills in, by id: the survey first."""
    asked = [form for form in all_forms() if "municipality" in form.levels]
    return {form.id: form.short_title for form in sorted(asked, key=_survey_first)}


def _survey_first(form: Form) -> tuple[bool, str]:
    return not form.is_survey, form.short_title


def about(form_id: str, period_id: str) -> str:
    """For whom sends: "januari–oktober 2023", and "2026, ASI-uppföljningen" where it is another form."""
    label = parse_period(period_id).label
    return label if form_id == survey_form().id else f"{label}, {get_form(form_id).short_title}"
