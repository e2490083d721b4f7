"""What the sending pages call a form, alone and with its period; the municipal survey is the one nobody need name."""

from __future__ import annotations

from etl.areas import load_areas
from etl.forms.catalogue import all_forms, get_form, survey_form
from etl.forms.description import Form
from etl.periods import parse_period


def titles() -> dict[str, str]:
    """Every form, by id: the survey first."""
    return {form.id: form.short_title for form in sorted(all_forms(), key=_survey_first)}


def forms_of_municipalities() -> dict[str, str]:
    """Every form that a municipality fills in, by id: the survey first."""
    return forms_of("municipality")


def forms_of(level: str) -> dict[str, str]:
    """Every form that an area of a level fills in, by id: the survey first."""
    asked = [form for form in all_forms() if level in form.levels]
    return {form.id: form.short_title for form in sorted(asked, key=_survey_first)}


def answerers(county: str) -> dict[str, str]:
    """Everyone in a county who answers some form, by code: the municipalities, parts of the county, the region."""
    areas, found = load_areas(), {each.code: each.name for each in load_areas().municipalities(county)}
    if forms_of("sub_area"):
        found |= {each.code: each.name for each in areas.sub_areas(county)}
    if forms_of("county"):
        found[county] = areas.get(county).answers_as
    return found


def _survey_first(form: Form) -> tuple[bool, str]:
    return not form.is_survey, form.short_title


def named(form_id: str, period_id: str) -> str:
    """Kommunenkäten, januari–oktober 2023: for who looks at all of them."""
    return f"{get_form(form_id).short_title}, {parse_period(period_id).label}"


def about(form_id: str, period_id: str) -> str:
    """For whom sends: "januari–oktober 2023", and "2026, ASI-uppföljningen" where it is another form."""
    label = parse_period(period_id).label
    return label if form_id == survey_form().id else f"{label}, {get_form(form_id).short_title}"
