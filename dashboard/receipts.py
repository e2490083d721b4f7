"""The receipt that a sender gets: on the page, as a text to keep, and as a sheet to print."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard import components
from dashboard.swedish import NBSP, listing, number
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.periods import parse_period
from etl.problems import CATALOGUE
from etl.receipts import Receipt, ReceivedSubmission

_CHANNELS = {
    "file": "Excelformuläret",
    "web": "formuläret i webbläsaren",
    "export": "en export av webbenkäten",
    "persons": "enkätsystemets fil med en rad per person",
}
_KEPT = "Samsyn har sparat de svar som lästes i formuläret. Själva filen har inte sparats."
_COUNTED = "Samsyn har räknat svaren och sparat antalen. Ingen persons svar och inte heller filen har sparats."
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1F2933}"
    "dl{display:grid;grid-template-columns:12rem 1fr;gap:.4rem 1rem}dt{font-weight:600}"
    "dd{margin:0;overflow-wrap:anywhere}"
)


def show(receipt: Receipt) -> None:
    """Thanks, or that the very same answers have been sent before; and the receipt to save."""
    about = listing([_about(each) for each in receipt.submissions])
    if not receipt.new:
        components.message(
            "info",
            f"Samma uppgifter är redan inlämnade {time(receipt.received_at)}: {about}. Inget ändrades.",
            f"Kvittonummer {receipt.id}.",
        )
    else:
        components.message("done", f"Tack! Uppgifterna är mottagna: {about}.", what_next(receipt))
        components.facts(lines(receipt), "samsyn-plain")
    buttons(receipt, "sent")


def thank(receipt: Receipt) -> None:
    """The receipt in place of what was sent, and the ways on from there."""
    show(receipt)
    components.links([("inlamningar", "Se alla inlämningar")], {"kommun": receipt.submissions[0].area})
    st.button("Lämna fler uppgifter", on_click=st.session_state.pop, args=("receipt",))


def what_next(receipt: Receipt) -> str:
    """What happens with it from here."""
    if receipt.needs_approval:
        return (
            "Det som gällde är redan publicerat. Rättelsen gäller när analytikern har sagt ja, och talen märks då "
            "som reviderade."
        )
    if receipt.kind == "withdrawal":
        return "Uppgifterna räknas som ej lämnade när analytikern har byggt och publicerat nästa gång."
    return "Uppgifterna syns på sidorna när analytikern har byggt och publicerat nästa gång."


def buttons(receipt: Receipt, scope: str, *, names: bool = True) -> None:
    """The receipt as files to save; ``names`` is whether who sent it may be told."""
    with st.container(horizontal=True):
        st.download_button(
            "Spara kvittot",
            lambda: as_text(receipt, names=names),
            file_name=f"kvitto-{receipt.id}.txt",
            key=f"receipt_text_{scope}",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Spara kvittot för utskrift",
            lambda: as_page(receipt, names=names),
            file_name=f"kvitto-{receipt.id}.html",
            mime="text/html",
            key=f"receipt_page_{scope}",
            on_click="ignore",
            icon=":material/print:",
        )


def lines(receipt: Receipt, *, names: bool = True) -> list[tuple[str, str]]:
    """The receipt line by line: what, when, who, and the fingerprints.

    Args:
        names: whether who sent it, and what was said, may be told.
    """
    withdrawn = receipt.kind == "withdrawal"
    found = [
        ("Kvittonummer", receipt.id),
        ("Gäller", listing([f"{_about(each)}, version {each.version}" for each in receipt.submissions])),
        ("Formulär", get_form(receipt.form).title),
        ("Tillbakadraget" if withdrawn else "Mottaget", time(receipt.received_at)),
        ("Lämnat genom", "" if withdrawn else _CHANNELS.get(receipt.channel, "")),
        ("Lämnat av", (receipt.sender or "inte angivet") if names else ""),
        ("Skäl", receipt.reason if names else ""),
        *([("Bekräftat", said) for said in _confirmed(receipt)] if names else []),
        *[("Innehållets fingeravtryck", each.content_sha256) for each in receipt.submissions],
    ]
    if not withdrawn and receipt.channel != "web":
        size = number(receipt.original_size).replace(NBSP, " ")
        found += [("Filens fingeravtryck (sha256)", receipt.original_sha256), ("Filens storlek", f"{size} byte")]
    return [(label, text) for label, text in found if text]


def _kept(receipt: Receipt) -> str:
    return _COUNTED if receipt.kind == "persons" else _KEPT


def as_text(receipt: Receipt, *, names: bool = True) -> str:
    """The receipt as a text to keep."""
    told = "\n".join(f"{label}: {text}" for label, text in lines(receipt, names=names))
    return f"{_example(receipt)}KVITTO {receipt.id}\n\n{told}\n\n{what_next(receipt)}\n{_kept(receipt)}\n"


def as_page(receipt: Receipt, *, names: bool = True) -> str:
    """The receipt as a page by itself, to print; everything in it is escaped."""
    told = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in lines(receipt, names=names))
    return (
        f'<!doctype html><html lang="sv"><meta charset="utf-8"><title>Kvitto {escape(receipt.id)}</title>'
        f"<style>{_STYLE}</style><h1>Kvitto {escape(receipt.id)}</h1><p>{escape(_example(receipt))}</p><dl>{told}</dl>"
        f"<p>{escape(what_next(receipt))}</p><p>{escape(_kept(receipt))}</p></html>"
    )


def time(iso: str) -> str:
    """2023-12-01 kl. 09.30."""
    day, clock = iso.split("T")
    return f"{day} kl. {clock[:5].replace(':', '.')}"


def _example(receipt: Receipt) -> str:
    return "EXEMPELDATA: kvittot gäller påhittade uppgifter i en demo.\n\n" if receipt.example else ""


def _about(submission: ReceivedSubmission) -> str:
    return f"{load_areas().get(submission.area).answers_as}, {parse_period(submission.period).label}"


def _confirmed(receipt: Receipt) -> Sequence[str]:
    told = []
    for each in receipt.confirmations:
        place = f" ({', '.join(each.cells)})" if each.cells else ""
        said = f" ”{each.text}”" if each.text else ""
        told.append(f"{CATALOGUE[each.code].confirm}{place}{said}")
    return told
