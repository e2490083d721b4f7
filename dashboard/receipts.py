"""Who answers for what is sent in, and the receipt they get."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import components
from dashboard.swedish import NBSP, listing, number
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.periods import parse_period
from etl.problems import Problem
from etl.receipts import Receipt


def attest(warnings: Sequence[Problem]) -> str | None:
    """Ask for name, role and the sender's word; returns who sends once everything is there."""
    with st.form("attest", border=False):
        left, right = st.columns(2)
        name = left.text_input("Ditt namn", max_chars=80)
        role = right.text_input("Din roll", placeholder="till exempel IFO-chef", max_chars=80)
        seen = not warnings or st.checkbox("Jag har läst det som ska bekräftas, och uppgifterna stämmer.")
        anonymous = st.checkbox("Filen innehåller inga uppgifter om enskilda personer.")
        pressed = st.form_submit_button("Lämna in", type="primary")
    if not pressed:
        return None
    missing = [
        *([] if name.strip() and role.strip() else ["fyll i namn och roll"]),
        *([] if seen else ["bekräfta att uppgifterna stämmer"]),
        *([] if anonymous else ["intyga att filen inte innehåller uppgifter om enskilda personer"]),
    ]
    if missing:
        st.error(f"Innan ni kan lämna in: {listing(missing)}.")
        return None
    return f"{name.strip()}, {role.strip()}"


def show(receipt: Receipt) -> None:
    """Thanks, or that the very same file has been sent before; and the receipt to save."""
    names = {s.area: load_areas().get(s.area).name for s in receipt.submissions}
    about = listing([f"{names[s.area]}, {parse_period(s.period).label}" for s in receipt.submissions])
    if receipt.new:
        st.success(f"Tack! Uppgifterna är mottagna: {about}. Kvittonummer {receipt.id}.")
        components.note("Uppgifterna syns på sidorna när analytikern har byggt och publicerat nästa gång.")
    else:
        st.info(f"Den här filen har redan lämnats in: {about}. Inget ändrades. Kvittonummer {receipt.id}.")
    st.download_button(
        "Spara kvittot", as_text(receipt, names), file_name=f"kvitto-{receipt.id}.txt", on_click="ignore"
    )


def as_text(receipt: Receipt, names: dict[str, str]) -> str:
    """The receipt as a text to keep: what, when, for whom, and the fingerprint of the file."""
    form = get_form(receipt.form)
    about = "\n".join(
        f"  {names[s.area]}, {parse_period(s.period).label}, version {s.version}" for s in receipt.submissions
    )
    example = "EXEMPELDATA: kvittot gäller påhittade uppgifter i en demo.\n\n" if receipt.example else ""
    return (
        f"{example}KVITTO {receipt.id}\n\n"
        f"{form.title}\n{about}\n\n"
        f"Mottaget {_time(receipt.received_at)}\n"
        f"Lämnat av {receipt.sender or 'inte angivet'}\n"
        f"Filens fingeravtryck (sha256) {receipt.original_sha256}\n"
        f"Filens storlek {number(receipt.original_size).replace(NBSP, ' ')} byte\n\n"
        f"Samsyn har sparat de svar som lästes i formuläret. Själva filen har inte sparats.\n"
    )


def _time(iso: str) -> str:
    day, clock = iso.split("T")
    return f"{day} kl. {clock[:5]}"
