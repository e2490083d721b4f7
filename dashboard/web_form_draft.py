"""What somebody has written in the web form and not yet sent: kept during the visit, in memory alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import streamlit as st

from etl.form_rows import is_wide
from etl.forms.description import Field, Form
from etl.periods import Period
from etl.web_form import BLANK, STATUSES, Status, WebAnswer, Written

# The answer and that there is none are chosen in one place.
_ONE_CHOICE = frozenset({"tick", "choice"})


@dataclass
class Draft:
    """The writing of one form, municipality and period.

    Attributes:
        written: as it stood when it was last checked, or filled in beforehand.
        round: counts how often the form has been filled in anew; a widget of an earlier round is another widget.
        asked: whether the answers have been checked in this round.
        closed: whether the form is folded away because its answers can be sent.
        prefill: what it was last filled in with beforehand.
        answer: of the check of what is written, once it has been made.
        note: what there is to say of what it was filled in with.
    """

    name: str
    fields: tuple[Field, ...]
    written: dict[str, Written] = field(default_factory=dict)
    round: int = 0
    asked: bool = False
    closed: bool = False
    emptying: bool = False
    prefill: Mapping[str, Written] | None = None
    answer: WebAnswer | None = None
    note: str = ""

    def key(self, part: str, each: Field) -> str:
        """The key of one widget; its beginning is also what the style sheet knows it by."""
        looks = "which" if part == "value" and each.names else part
        return f"web_{looks}_{each.id}_{self.name}_{self.round}"

    def row(self, each: Field) -> str:
        """The key of a field's place on the page, which stays while its widgets are replaced."""
        return f"web_row_{each.id}_{self.name}"

    def matter(self, lead: Field) -> str:
        """The key of the place of a field and all that hangs under it."""
        return f"web_matter_{lead.id}_{self.name}"

    def begin(self, written: Mapping[str, Written]) -> None:
        """Fill the form in anew."""
        known = {each.id for each in self.fields}
        self.written = {id: each for id, each in written.items() if id in known}
        self.round += 1
        self.answer, self.note = None, ""
        self.asked = self.closed = self.emptying = False

    def seed(self) -> None:
        """Give every widget that is not on the page yet what it is to hold."""
        for each in self.fields:
            typed = self.written.get(each.id, BLANK)
            for part, content in _contents(each, typed).items():
                st.session_state.setdefault(self.key(part, each), content)

    def collect(self) -> None:
        """Read every widget: the answers are to be checked."""
        self.written = {each.id: typed for each in self.fields if (typed := self._typed(each)) != BLANK}
        self.answer = None
        self.asked = self.closed = True
        self.emptying = False

    def _typed(self, each: Field) -> Written:
        typed = self.written.get(each.id, BLANK)
        # What has no widget on the page stays as it was.
        parts = {part: st.session_state.get(self.key(part, each), was) for part, was in _contents(each, typed).items()}
        if each.kind in _ONE_CHOICE:
            chosen = parts["value"]
            status = cast("Status", chosen if chosen in STATUSES else "")
            return Written("" if status else chosen, status, parts["comment"])
        return Written(parts["value"], cast("Status", parts.get("status", "")), parts.get("comment", ""))

    def open(self) -> None:
        """Show the form again, to change what can be sent."""
        self.closed = False
        # Widgets that have been away come back empty when the page has failed in the meantime.
        self.round += 1

    def ask_to_empty(self) -> None:
        self.emptying = True

    def keep(self) -> None:
        """Not empty it after all."""
        self.emptying = False


def _contents(each: Field, typed: Written) -> dict[str, str]:
    """The widgets of a field and what they hold."""
    if each.kind in _ONE_CHOICE:
        return {"value": typed.value or typed.status, "comment": typed.comment}
    if each.kind != "text":
        return {"value": typed.value, "status": typed.status, "comment": typed.comment}
    return {"value": typed.value} if is_wide(each) else {"value": typed.value, "comment": typed.comment}


def open_draft(form: Form, area: str, period: Period, prefill: Mapping[str, Written] | None) -> Draft:
    """The draft of this visit, begun if there is none, and filled in anew when there is something new to fill in."""
    name = f"{form.id}_{area}_{period.id}"
    draft = st.session_state.get(_place(name))
    if draft is None:
        draft = st.session_state[_place(name)] = Draft(name, form.fields(form.layout_for(period)))
    if prefill is not None and prefill != draft.prefill:
        draft.prefill = dict(prefill)
        draft.begin(prefill)
    return cast("Draft", draft)


def forget(form: Form, area: str, period: Period) -> None:
    """Drop the draft, once its answers have been received."""
    st.session_state.pop(_place(f"{form.id}_{area}_{period.id}"), None)


def _place(name: str) -> str:
    return f"web_draft_{name}"
