"""The questions of a form as fields on a page: number and certainty, yes and no, texts; comments folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

import streamlit as st

from dashboard import components, web_form_faults
from dashboard.web_form_draft import Draft
from etl.earlier_column import earlier_value
from etl.find_rows import title
from etl.form_rows import NO, NOT_APPLICABLE, NOT_KEPT, YES, is_wide
from etl.forms.description import Field, Form, Section
from etl.periods import Period
from etl.problems import Problem
from etl.submission import Answer
from etl.swedish import swedish_number
from etl.web_form import BLANK, STATUSES

_CERTAINTY = {str(status): words or "Exakt tal" for status, words in STATUSES.items()}
_WITHOUT_ANSWER = {"not_kept": NOT_KEPT, "not_applicable": NOT_APPLICABLE}
_TICKS = {"": "Inte besvarad", YES: YES, NO: NO, **_WITHOUT_ANSWER}
_ABOUT_NOBODY = "Skriv aldrig något om enskilda personer: inga namn, personnummer eller datum."
_LONGEST_TEXT, _LONGEST_COUNT = 4000, 80
# The widths of a matter's columns beside each other.
_LEADING, _HANGING = 5, 3


@dataclass(frozen=True)
class Fields:
    """One form as it is filled in for a period.

    Attributes:
        faults: what is wrong, by field id.
        earlier: the answers of the period before, where they may be shown.
        earlier_label: that period in words.
    """

    form: Form
    period: Period
    draft: Draft
    faults: Mapping[str, tuple[Problem, ...]]
    earlier: Mapping[str, Answer]
    earlier_label: str

    def show(self) -> None:
        """Every section, in the form's order."""
        layout = self.form.layout_for(self.period)
        for section in self.form.sections:
            st.subheader(f"{section.number}. {section.title}", anchor=False)
            components.say(section.intro.replace("{period}", layout.period_words(self.period)))
            fields = [each for each in section.fields if each.id not in layout.omits]
            for matter, together in groupby(fields, key=lambda each: each.id if each.leads else each.under):
                if matter:
                    self._matter(list(together))
                    continue
                for optional, group in groupby(together, key=lambda each: each.number if each.main else ""):
                    self._group(list(group), optional)
            self._comments(section, fields)

    def _group(self, fields: list[Field], optional: str) -> None:
        if not optional:
            for each in fields:
                self._row(each)
            return
        used = any(each.id in self.draft.written or each.id in self.faults for each in fields)
        with st.expander(f"Har ni fler att ta upp under {optional}? (frivilligt)", expanded=used):
            for each in fields:
                self._row(each)

    def _matter(self, fields: list[Field]) -> None:
        """What leads and what hangs under it: side by side, and on a phone one below the other."""
        with st.container(key=self.draft.matter(fields[0])):
            widths = [_LEADING, *([_HANGING] * (len(fields) - 1))]
            for column, each in zip(st.columns(widths, vertical_alignment="bottom"), fields, strict=True):
                with column:
                    self._row(each, brief=True)
            components.note(fields[0].note)

    def _row(self, each: Field, *, brief: bool = False) -> None:
        draw: dict[str, Callable[[Field], None]] = {
            "count": self._brief_count if brief else self._count,
            "number": self._brief_count if brief else self._count,
            "tick": self._choice if brief else self._tick,
            "choice": self._choice,
            "text": self._text,
        }
        with st.container(key=self.draft.row(each), gap="xxsmall"):
            draw[each.kind](each)
            # Last, and put above by the style sheet: in front it would push the fields to other places in the page,
            # where the browser draws them anew.
            if found := self.faults.get(each.id):
                st.html(web_form_faults.at_question(each.id, found))

    def _label(self, each: Field) -> str:
        wording = self.form.wording(each, self.period)
        if each.under:
            return each.short_label
        return wording if each.main else f"{each.number} {wording}"

    def _count(self, each: Field) -> None:
        # One grid holds label and number, so that the label is a real one and still stands to the left.
        number, beside, certainty = st.columns([6, 2, 3], vertical_alignment="center")
        number.text_input(
            self._label(each), key=self.draft.key("value", each), max_chars=_LONGEST_COUNT, autocomplete="off"
        )
        beside.html(self._beside(each))
        with certainty:
            self._certainty(each)
        if each.note:
            components.note(each.note)

    def _brief_count(self, each: Field) -> None:
        """A number that may be left out; how sure it is is asked where there is something to say of it."""
        st.text_input(
            self._label(each), key=self.draft.key("value", each), max_chars=_LONGEST_COUNT, autocomplete="off"
        )
        if self.draft.written.get(each.id, BLANK).status or each.id in self.faults:
            self._certainty(each)
        self._earlier_below(each)

    def _certainty(self, each: Field) -> None:
        st.selectbox(
            f"Så säker är uppgiften: {title(each)}",
            list(_CERTAINTY),
            format_func=_CERTAINTY.__getitem__,
            key=self.draft.key("status", each),
            label_visibility="collapsed",
            filter_mode=None,
        )

    def _beside(self, each: Field) -> str:
        lines = [each.unit, self._earlier(each)]
        return f'<div class="samsyn-beside">{"".join(f"<span>{escape(line)}</span>" for line in lines if line)}</div>'

    def _earlier(self, each: Field) -> str:
        """ "Förra perioden: 12", where there is something to tell."""
        value = earlier_value(each, self.earlier.get(each.id))
        if value is None:
            return ""
        return f"{self.earlier_label}: {value if isinstance(value, str) else swedish_number(value)}"

    def _tick(self, each: Field) -> None:
        st.radio(
            self._label(each),
            list(_TICKS),
            format_func=_TICKS.__getitem__,
            key=self.draft.key("value", each),
            horizontal=True,
            width="stretch",
        )
        self._earlier_below(each)

    def _choice(self, each: Field) -> None:
        choices = each.choices or (YES, NO)
        words = {"": "Inte besvarad", **{choice: choice for choice in choices}, **_WITHOUT_ANSWER}
        st.selectbox(
            self._label(each),
            list(words),
            format_func=words.__getitem__,
            key=self.draft.key("value", each),
            filter_mode=None,
        )
        if each.note and not each.leads:
            components.note(each.note)
        self._earlier_below(each)

    def _text(self, each: Field) -> None:
        label, key = self._label(each), self.draft.key("value", each)
        if is_wide(each):
            st.text_area(label, key=key, max_chars=_LONGEST_TEXT, height=80)
            components.note(_ABOUT_NOBODY)
            return
        st.text_input(label, key=key, max_chars=_LONGEST_TEXT, autocomplete="off")
        self._earlier_below(each)

    def _earlier_below(self, each: Field) -> None:
        if said := self._earlier(each):
            st.html(f'<div class="samsyn-beside below"><span>{escape(said)}</span></div>')

    def _comments(self, section: Section, fields: list[Field]) -> None:
        commented = [each for each in fields if not is_wide(each) and (self._asks_for_comment(each))]
        if not commented:
            return
        used = any(self._comment(each) for each in commented)
        with st.expander(f"Kommentarer till avsnitt {section.number} (frivilligt)", expanded=used):
            components.note(_ABOUT_NOBODY)
            for each in commented:
                key = self.draft.key("comment", each)
                st.text_input(f"Kommentar till {title(each)}", key=key, max_chars=_LONGEST_TEXT, autocomplete="off")

    def _asks_for_comment(self, each: Field) -> bool:
        """The places that few use have a field for a comment when there is one, as a workbook may."""
        return bool(self._comment(each)) or not (each.main or each.names or each.under)

    def _comment(self, each: Field) -> str:
        return self.draft.written.get(each.id, BLANK).comment
