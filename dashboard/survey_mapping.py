"""What the columns of an export stand for, on the analyst's desk: shown, mended where needed, approved, remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import streamlit as st

from dashboard import components, tables
from dashboard.folds import fold
from dashboard.swedish import day
from etl.areas import load_areas
from etl.column_mapping import DROP, FINISHED, NOT_KNOWN, ColumnMapping, ColumnUse, uses_of
from etl.column_mapping_files import save_mapping
from etl.forms.catalogue import get_form
from etl.forms.description import Form
from etl.house import House
from etl.submission import CheckedFile
from etl.survey_systems import SYSTEM_NAMES

_APPROVER = "Analytikern"
_NOT_READ = "Läses inte"
_FINISHED = "Säger om svaret är inskickat"
_REASONS = {
    "wording": "rubriken",
    "system": "systemets egen kolumn",
    "codebook": "kodboken",
    "hand": "ni har sagt det",
    "": "känns inte igen",
}
_LONGEST_LABEL = 200
_MOST_ASKED = 100


def show(house: House, checked: CheckedFile) -> None:
    """Say which system the file comes from and what its columns are taken for; ask where nobody knows."""
    mapping = checked.mapping
    if mapping is None:
        return
    components.say(_said(mapping, recognised=checked.kind == "export"))
    form = get_form(mapping.form)
    if _must_be_settled(mapping):
        components.noted([_why(mapping)], table(mapping, form))
        _ask(house, mapping, form)
        return
    with fold("Så är kolumnerna tolkade", "koppling") as unfolded:
        if unfolded:
            tables.show(table(mapping, form))
            _ask(house, mapping, form)


def waits(checked: CheckedFile) -> bool:
    """Whether nothing but the approval of the mapping is in the way."""
    mapping = checked.mapping
    if checked.kind != "export" or mapping is None or mapping.approved:
        return False
    return checked.outcome == "rejected" and not checked.submissions and _must_be_settled(mapping)


def table(mapping: ColumnMapping, form: Form) -> tables.Table:
    """Column by column: its heading, what it is taken for, why, and its codes."""
    titles = ("Kolumn", "Rubrik i filen", "Läses som", "Grund", "Koder")
    rows = [
        tables.row(
            *map(
                tables.words,
                (_letters(each), each.heading, _use(each.use, form), _REASONS[each.by], _codes(each, form)),
            )
        )
        for each in mapping.columns
    ]
    return tables.table("Vad kolumnerna står för", [tables.Column(title) for title in titles], rows)


def _said(mapping: ColumnMapping, recognised: bool) -> str:
    system = SYSTEM_NAMES[mapping.system]
    if not recognised:
        return (
            "Rubrikerna känns inte igen. Är det en export av enkäten kan ni säga vad kolumnerna står för. "
            "Finns en kodbok: lägg till den först."
        )
    known = "Vi känner inte igen vilket system filen kommer från." if mapping.system == "unknown" else ""
    first = known or f"Filen kommer från {system}."
    if not mapping.approved:
        return first
    on = f" {day(date.fromisoformat(mapping.approved_on))}" if mapping.approved_on else ""
    return f"{first} Sparad koppling, godkänd{on} av {mapping.approved_by}."


def _why(mapping: ColumnMapping) -> str:
    if any(each.by in ("codebook", "hand") for each in mapping.columns) and not mapping.approved:
        return (
            "Granska varje rad. Stämmer det: godkänn. Kopplingen sparas och används nästa gång rubrikerna är desamma."
        )
    return "Säg vad de okända kolumnerna är. Kopplingen sparas och används nästa gång rubrikerna är desamma."


def _must_be_settled(mapping: ColumnMapping) -> bool:
    """Something is proposed that nobody has approved, or nothing is known of who has answered."""
    uses = {each.use for each in mapping.columns}
    unexplained = any(each.seen for each in mapping.columns)
    return (mapping.needs_approval and not mapping.approved) or unexplained or "kommun" not in uses


def _letters(each: ColumnUse) -> str:
    return "".join(character for character in each.cell if character.isalpha())


def _use(use: str, form: Form) -> str:
    own = {DROP: _NOT_READ, FINISHED: _FINISHED, NOT_KNOWN: f"{_NOT_READ}: okänd kolumn"}
    return own[use] if use in own else uses_of(form)[use]


def _codes(each: ColumnUse, form: Form) -> str:
    said = uses_of(form)
    return ", ".join(f"{code} = {said.get(meaning, meaning)}" for code, meaning in each.codes.items())


# ---- Asking ----


def _ask(house: House, mapping: ColumnMapping, form: Form) -> None:
    """Where nobody knows, and where the analyst says that it is wrong; then the approval."""
    unknown = [place for place, each in enumerate(mapping.columns) if each.use == NOT_KNOWN][:_MOST_ASKED]
    others = [place for place in range(len(mapping.columns)) if place not in unknown]
    wrong = st.multiselect(
        "Kolumner som är fel tolkade",
        others,
        format_func=lambda place: f"{_letters(mapping.columns[place])}: {mapping.columns[place].heading}",
        placeholder="Välj om någon är fel",
        key=f"wrong_{mapping.fingerprint}",
    )
    with st.form(f"mapping_{mapping.fingerprint}", border=False):
        systems = list(SYSTEM_NAMES)
        system = st.selectbox("System", systems, systems.index(mapping.system), format_func=SYSTEM_NAMES.__getitem__)
        columns = list(mapping.columns)
        for place in sorted([*unknown, *wrong]):
            columns[place] = _ask_use(columns[place], form, f"{mapping.fingerprint}_{place}")
        for place, each in enumerate(columns):
            if each.seen:
                columns[place] = _ask_municipalities(each, house, f"{mapping.fingerprint}_{place}")
            elif place in wrong and _options(each.use, form):
                columns[place] = _ask_options(each, form, f"{mapping.fingerprint}_{place}")
        if st.form_submit_button("Godkänn kopplingen", type="primary"):
            settled = replace(mapping, system=system, columns=tuple(columns))
            save_mapping(house, settled, approved_by=_APPROVER, approved_at=datetime.now(UTC).astimezone())
            st.rerun()


def _ask_use(each: ColumnUse, form: Form, name: str) -> ColumnUse:
    uses = [NOT_KNOWN, DROP, *uses_of(form)]
    components.note(each.heading)
    use = st.selectbox(
        f"Kolumn {_letters(each)} är",
        uses,
        index=uses.index(each.use) if each.use in uses else 0,
        format_func=lambda said: _use(said, form),
        key=f"use_{name}",
    )
    if use == each.use:
        return each
    # Codes of a codebook stay where they are about the same answers; those of the options in one cell do not.
    codes = {} if _options(use, form) or _options(each.use, form) else each.codes
    return replace(each, use=use, by="hand", codes=codes, seen=())


def _ask_municipalities(each: ColumnUse, house: House, name: str) -> ColumnUse:
    municipalities = [area.name for area in load_areas().municipalities(house.county)]
    components.note("Filen har koder i stället för kommuner. Säg vilken kommun varje kod betyder.")
    said: dict[str, str] = {}
    # Pair by pair, so that they come in order also for who goes from field to field.
    pairs = [st.columns(2) for _ in each.seen[::2]]
    for column, code in zip((column for pair in pairs for column in pair), each.seen, strict=False):
        chosen = column.selectbox(
            f"Kod {components.label(code)}",
            municipalities,
            index=None,
            placeholder="Välj kommun",
            key=f"code_{name}_{code}",
        )
        if chosen:
            said[code] = chosen
    return replace(each, by="hand", codes={**each.codes, **said}) if said else each


def _options(use: str, form: Form) -> dict[str, str]:
    """The options of a question that is answered in one cell: field id -> label."""
    return {each.id: each.label for each in form.fields() if each.kind == "tick" and each.number == use}


def _ask_options(each: ColumnUse, form: Form, name: str) -> ColumnUse:
    components.note("Skriv varje alternativ så som det står i enkäten, om det inte är som i formuläret.")
    written = _written(each.codes)
    said: dict[str, str] = {}
    for field_id, label in _options(each.use, form).items():
        text = st.text_input(
            f"{label} heter", value=written.get(field_id, ""), max_chars=_LONGEST_LABEL, key=f"option_{name}_{field_id}"
        )
        if text.strip():
            said[text.strip()] = field_id
    return replace(each, by="hand", codes=said) if said != dict(each.codes) else each


def _written(codes: Mapping[str, str]) -> dict[str, str]:
    return {option: label for label, option in codes.items()}
