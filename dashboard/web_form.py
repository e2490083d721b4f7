"""The web form: the questions of the workbook on a page, checked the same way and sent without Excel."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import components, county_choice, web_form_faults
from dashboard.web_form_draft import Draft, open_draft
from dashboard.web_form_fields import Fields
from etl.areas import load_areas
from etl.desk import beside_earlier
from etl.forms.description import Form
from etl.house import House
from etl.periods import Period
from etl.submission import Answer, CheckedFile
from etl.web_form import WebAnswer, Written, answer_web_form
from etl.web_words import Faults, faults

_EARLIER = "Förra perioden"


def show(
    house: House,
    form: Form,
    area: str,
    period: Period,
    *,
    prefill: Mapping[str, Written] | None = None,
    earlier: Mapping[str, Answer] | None = None,
    earlier_label: str | None = None,
) -> CheckedFile | None:
    """Show the form, or, once its answers can be sent, that they can.

    Args:
        house: whose forms these are; in a demo the answers are marked as an example.
        area: the code of the municipality that answers.
        prefill: what is filled in beforehand; something new here replaces what is written.
        earlier: what the municipality answered for the period before, where that may be shown.
        earlier_label: that period in words.

    Returns:
        The answers, checked, when they can be sent; otherwise None.
    """
    draft = open_draft(form, area, period, prefill)
    answer = _check(house, form, area, period, draft) if draft.asked else None
    if answer is not None and draft.closed and answer.checked.outcome != "rejected":
        _show_closed(draft, answer)
        return answer.checked
    if answer is not None:
        answer = _beside_earlier(house, answer)
    _show_head(form, area, period)
    found = faults(answer.problems, form, period) if answer else Faults({}, ())
    # There also when it is empty: what stands below it is to stay where it is.
    with st.container():
        components.note(draft.note)
        if answer is not None and (listed := _listed(answer.checked, found, form, period)):
            st.html(listed)
    draft.seed()
    with st.form(f"web_form_{draft.name}", enter_to_submit=False):
        Fields(form, period, draft, found.by_field, earlier or {}, earlier_label or _EARLIER).show()
        _show_bar(draft, found if answer else None)
    _offer_to_empty(draft)
    return None


def _show_bar(draft: Draft, found: Faults | None) -> None:
    """The button, always in sight, and how much there is to do: who presses it is far below the list."""
    with st.container(key="web_bar", horizontal=True, vertical_alignment="center"):
        st.form_submit_button("Kontrollera svaren", type="primary", on_click=draft.collect)
        if found is None:
            return
        amounts = web_form_faults.amounts(found)
        link = f'<a href="#{web_form_faults.LIST}" target="_self">Visa listan</a>'
        said = f"<strong>{amounts}.</strong> {link}" if amounts else "Svaren går bra att lämna in."
        st.html(f"<p>{said}</p>", width="content")


def _check(house: House, form: Form, area: str, period: Period, draft: Draft) -> WebAnswer:
    """The answer to what is written, made once for as long as nothing else is written."""
    if draft.answer is None:
        example, county = house.kind == "demo", county_choice.of_senders(house)
        draft.answer = answer_web_form(form, area, period, draft.written, example=example, as_area=area, county=county)
    return draft.answer


def _show_head(form: Form, area: str, period: Period) -> None:
    layout = form.layout_for(period)
    components.say(*(text.replace("{scope}", layout.scope(period)) for text in form.instructions))
    components.note(
        f"Svaren gäller {load_areas().get(area).answers_as}, {period.label}. {_hint(form)} Det ni skriver sparas inte "
        "förrän ni har kontrollerat svaren och lämnat in dem."
    )


def _hint(form: Form) -> str:
    if form.has_follow_ups:
        return (
            "Svara på den första rutan på varje rad; de andra gäller det som ges. Vet ni inte: välj ”Uppgift saknas” i "
            "listan, eller lämna år och antal tomma."
        )
    return "Skriv 0 om det inte var någon. Vet ni inte: välj ”Uppgift saknas” bredvid."


def _beside_earlier(house: House, answer: WebAnswer) -> WebAnswer:
    """With what there is to ask about answers that are unlike the municipality's own earlier ones."""
    checked = beside_earlier(house, answer.checked)
    known = {(each.code, each.cells) for each in answer.checked.problems}
    asked = [each for each in checked.problems if (each.code, each.cells) not in known]
    return WebAnswer(checked, (*answer.problems, *asked))


def _listed(checked: CheckedFile, found: Faults, form: Form, period: Period) -> str:
    """How much there is to do, and the list of it."""
    amounts = web_form_faults.amounts(found)
    if not amounts:
        return ""
    listed = web_form_faults.as_list(checked.problems, form, period)
    place = f'id="{web_form_faults.LIST}" class="samsyn-anchor" role="alert"'
    return f'<div {place}><p class="samsyn-lead">{amounts}.</p>{listed}</div>'


def _show_closed(draft: Draft, answer: WebAnswer) -> None:
    """The form folded away: what is sent is what was checked, not what somebody types afterwards."""
    warnings = sum(each.severity == "warning" for each in answer.checked.problems)
    components.say(
        f"Svaren går bra att lämna in. {answer.checked.fine}"
        + (f" {warnings} {'sak' if warnings == 1 else 'saker'} ska bekräftas." if warnings else "")
    )
    st.button("Ändra svaren", icon=":material/edit:", on_click=draft.open, key=f"web_open_{draft.name}")


def _offer_to_empty(draft: Draft) -> None:
    if not draft.emptying:
        st.button("Töm formuläret", on_click=draft.ask_to_empty, key=f"web_empty_{draft.name}", type="tertiary")
        return
    st.warning("Allt som är ifyllt tas bort och går inte att få tillbaka.", icon=":material/warning:")
    with st.container(horizontal=True):
        st.button("Ja, töm formuläret", on_click=draft.begin, args=({},), key=f"web_emptied_{draft.name}")
        st.button("Nej, behåll det", on_click=draft.keep, key=f"web_kept_{draft.name}")
