"""What the sender answers for: each warning by itself, why something is changed, and who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from dashboard import cards, components
from dashboard.swedish import capital, listing
from etl.confirmations import unanswered
from etl.own_words import LONGEST_SENTENCE
from etl.problems import CATALOGUE, Problem
from etl.receipts import Confirmation

_NAME_LENGTH = 80
_MOST_IN_A_SENTENCE = 2


@dataclass
class Attested:
    """What has been filled in so far, and what is left to do before it can be handed in."""

    name: str = ""
    role: str = ""
    reason: str = ""
    confirmed: list[Confirmation] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def sender(self) -> str:
        return f"{self.name.strip()}, {self.role.strip()}"


def confirm(warnings: Sequence[tuple[Problem, Problem]], into: Attested, scope: str) -> None:
    """Each warning with its own tick, and a line to write on where one is asked for.

    Args:
        warnings: each as it was found, and as it is told.
        into: where the answers are gathered.
        scope: keeps the answers of one file apart from those of another.
    """
    written: dict[Problem, str] = {}
    for number, (each, told) in enumerate(warnings):
        entry = CATALOGUE[each.code]
        with st.container(key=f"tick_{scope}_{number}", gap="small"):
            st.html(cards.problem(told, how=False))
            ticked = st.checkbox(entry.confirm, key=f"confirm_{scope}_{number}")
            text = ""
            if entry.asks:
                text = st.text_input(entry.asks, key=f"say_{scope}_{number}", max_chars=LONGEST_SENTENCE)
        written[each] = text.strip()
        if ticked:
            into.confirmed.append(Confirmation(each.code, text.strip(), each.cells))
    into.missing += dict.fromkeys(_left_to_confirm(warnings, into.confirmed, written))


def ask_reason(label: str, into: Attested, scope: str) -> None:
    """Why earlier answers are changed, in a sentence."""
    into.reason = st.text_input(
        label,
        key=f"reason_{scope}",
        max_chars=LONGEST_SENTENCE,
        placeholder="till exempel: Vi hade inte räknat med den köpta öppenvården.",
    )
    if not into.reason.strip():
        into.missing.append("säg varför uppgifterna ändras")


def ask_who(into: Attested, scope: str) -> None:
    """Name, role, and the sender's word that nobody is pointed out."""
    left, right = st.columns(2)
    into.name = left.text_input("Ditt namn", max_chars=_NAME_LENGTH, key=f"name_{scope}", autocomplete="name")
    into.role = right.text_input(
        "Din roll", placeholder="till exempel IFO-chef", max_chars=_NAME_LENGTH, key=f"role_{scope}"
    )
    if not into.name.strip() or not into.role.strip():
        into.missing.append("fyll i namn och roll")


def ask_anonymous(into: Attested, scope: str) -> None:
    """The sender's word that the answers point out nobody."""
    anonymous = st.checkbox("Svaren innehåller inga uppgifter om enskilda personer.", key=f"anonymous_{scope}")
    if not anonymous:
        into.missing.append("intyga att svaren inte innehåller uppgifter om enskilda personer")


def tell_missing(attested: Attested, action: str = "lämna in") -> bool:
    """Say what is left to do; whether there was anything."""
    if attested.missing:
        if len(attested.missing) > _MOST_IN_A_SENTENCE:
            components.message(
                "error", f"Innan ni kan {action}:", *(f"• {capital(each)}." for each in attested.missing)
            )
        else:
            components.message("error", f"Innan ni kan {action}: {listing(attested.missing)}.")
    return bool(attested.missing)


def _left_to_confirm(
    warnings: Sequence[tuple[Problem, Problem]], confirmed: Sequence[Confirmation], written: Mapping[Problem, str]
) -> Iterator[str]:
    told = dict(warnings)
    for each in unanswered(told, confirmed):
        entry, where = CATALOGUE[each.code], told[each].label or ", ".join(told[each].cells[:3])
        ticked = any(answer.code == each.code and answer.cells == each.cells for answer in confirmed)
        tick = "" if ticked else f"kryssa i ”{entry.confirm.rstrip('.')}”"
        said = f"svara på ”{entry.asks}”" if entry.asks and (ticked or not written[each]) else ""
        yield f"{' och '.join(filter(None, (tick, said)))}{f' ({where})' if where else ''}"
