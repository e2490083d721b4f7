"""Analytikerns bord: answer corrections, load a whole survey, build, see what changed, publish, go back."""

from __future__ import annotations

import streamlit as st

from dashboard import components, survey_loading, tables, waiting_corrections, waiting_explanations
from etl.build import build, newest_build
from etl.changes import Change
from etl.house import House
from etl.problems import UserError
from etl.publish import builds, publish
from etl.snapshot import current_build


def page() -> None:
    components.title(
        "Analytikerns bord", "Svara på rättelser, läs in hela enkäten, bygg nya siffror och publicera dem."
    )
    house = components.house()
    if house.kind != "demo":
        components.message(
            "info",
            "Den här sidan öppnas i skarp drift när inloggning finns. "
            "Använd kommandona samsyn approve, build och publish.",
        )
        return
    waiting_corrections.show(house)
    waiting_explanations.show(house)
    survey_loading.load_survey(house)
    _build(house)
    _publish(house)


def _build(house: House) -> None:
    st.header("2. Bygg")
    components.say(
        "Ett bygge räknar om alla siffror från allt som har tagits emot. "
        "Det som visas ändras inte förrän ni publicerar."
    )
    if st.button("Bygg nu"):
        try:
            with st.spinner("Bygger …"):
                made = build(house)
        except UserError as error:
            components.message("error", str(error))
            return
        components.message(
            "done",
            f"Bygget {made.build_id} är klart." if made.new else "Inget nytt har kommit in sedan det senaste bygget.",
        )


def _publish(house: House) -> None:
    st.header("3. Publicera")
    made, now = builds(house), current_build(house.path)
    if not made:
        components.message("info", "Det finns inget bygge ännu.")
        return
    newest = newest_build(house)
    chosen = st.selectbox(
        "Bygge",
        list(reversed(made)),
        index=list(reversed(made)).index(newest) if newest in made else 0,
        format_func=lambda each: each + (" (visas nu)" if each == now else ""),
    )
    if chosen == now:
        components.say("Det här bygget visas nu. Välj ett tidigare bygge för att gå tillbaka till det.")
        return
    try:
        planned = publish(house, chosen, dry_run=True)
    except UserError as error:
        components.message("error", str(error))
        return
    tables.show(_changes(planned.changes))
    if st.button("Publicera", type="primary"):
        publish(house, chosen)
        st.session_state["published"] = chosen
        st.rerun()


def _changes(changes: list[Change]) -> tables.Table:
    columns = [tables.Column("Ändring"), tables.Column("Nu"), tables.Column("Efter publicering")]
    rows = [tables.row(*(tables.words(text or "–") for text in (c.what, c.before, c.after))) for c in changes]
    return tables.table(f"Det här ändras ({len(rows)})", columns, rows)


page()
