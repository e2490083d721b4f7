"""Which column of a survey export holds which question: by number, by wording or by field id.

What cannot be told is left unknown; what systems add of themselves is known as theirs.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from etl.form_rows import head_fields
from etl.forms.description import Field, Form
from etl.survey_systems import is_system_heading

Role = Literal["head", "field", "named", "choice", "system", "unknown"]

# The questionnaire of 2022 words these questions in ways that do not say which question they are.
_BARE_WORDINGS = {
    "fritext_metoder": ("Fritext kommentar", "Fritext"),
    "fritext_grupp": ("Fritext kommentar", "Fritext"),
    "grupp_annat": ("Annat, ange vad", "Annat"),
    "annan_evidens_vad": ("Annan evidensbaserad metod",),
    "annan_insats_vad": ("Annan insats", "Annan insats (t.ex. stödsamtal)", "Annan insats, ange vad"),
    "ovrigt": ("Övriga synpunkter", "Övriga kommentarer"),
}
_NUMBER = re.compile(
    r"(?:fråga |nr |v|q|f|var)?_?([1-9]\d?)[._]([1-9]\d?)( ?b(?![a-zåäö]))?"
    r"(?:[._]0?(\d{1,2})|\[(?:sq)?0*(\d{1,2})\])?(?![\d_])",
    re.IGNORECASE,
)
# What may part a question from one of its options: "Vilka insatser ges i grupp? [Anhöriggrupp]".
_BEFORE_OPTION = re.compile(r"[\[?:./»>–]\s*|\s-\s+|\s\|\s+")
# LimeSurvey can put a question's code before its text: "G02Q03. Hur många ...", "G5[SQ002]. Vilka ... [Anhöriggrupp]".
_CODE_BEFORE = re.compile(r"[A-Za-z]\w{0,19}(?:\[\w{1,20}\])?\. ")
_MARKUP = re.compile(r"<[^<>]{1,200}>|\[FILTER\]", re.IGNORECASE)
_UNDER = re.compile(r"under\s+(\S.{2,40}?)\s*\??\s*$", re.IGNORECASE)
_NUMBERED_AGAIN = re.compile(r"(\D{8,}?)\s?[.:]?\s?[1-9]")
_LONGEST_HEADING = 600
_FEWEST_QUESTIONS = 3


@dataclass(frozen=True)
class Meaning:
    """What a column holds.

    Attributes:
        role: ``head`` (municipality or period), ``field``, ``named`` (text that says both what and how many),
            ``choice`` (several ticked options in one cell), ``system`` or ``unknown``.
        id: a field id; for ``choice`` the question's number; for ``system`` the heading's key.
        option: the option's own number, for a tick that is one of several.
        period_words: what the heading says the question is about ("2022"), or empty.
    """

    role: Role
    id: str = ""
    option: int = 0
    period_words: str = ""


UNKNOWN = Meaning("unknown")


def key_of(text: str) -> str:
    """Letters and digits only: spaces, line breaks, case and every sort of hyphen make no difference."""
    plain = unicodedata.normalize("NFC", without_markup(text[:_LONGEST_HEADING])).casefold()
    return "".join(character for character in plain if character.isalnum())


def without_markup(text: str) -> str:
    """A heading without the tags that some systems leave in it, and without EvaSys' word on filters."""
    tagless = _MARKUP.sub(" ", text)
    return _MARKUP.sub(" ", html.unescape(tagless)) if "&" in tagless else tagless


def meaning_of(use: str, heading: str, form: Form) -> Meaning:
    """What a column means that is said to hold this head, field or question (``use``); KeyError if there is none."""
    if use in {each.id for each in head_fields(form)}:
        return Meaning("head", use)
    if any(each.number == use for each in form.fields() if each.kind == "tick"):
        return Meaning("choice", use)
    time = _UNDER.search(without_markup(heading[:_LONGEST_HEADING]))
    return _Words.of(form).meaning(form.get(use), time[1] if time else "")


def settle(found: Mapping[int, Meaning], form: Form) -> dict[int, Meaning]:
    """Meanings of all columns together: where "how many" has a column of its own, "which" is only a text."""
    counted = {each.id for each in found.values() if each.role == "field"}
    return {
        column: Meaning("field", each.id, period_words=each.period_words)
        if each.role == "named" and form.get(each.id).names in counted
        else each
        for column, each in found.items()
    }


def meanings(headings: Mapping[int, str], form: Form) -> dict[int, Meaning]:
    """The meaning of each column, in the light of its neighbours where its own heading does not tell."""
    words = _Words.of(form)
    candidates = {column: words.candidates(text[:_LONGEST_HEADING]) for column, text in sorted(headings.items())}
    columns = list(candidates)
    found: dict[int, Meaning] = {}
    for position, column in enumerate(columns):
        before = found.get(columns[position - 1]) if position else None
        after = candidates[columns[position + 1]] if position + 1 < len(columns) else ()
        found[column] = _choose(candidates[column], before, after, form)
    return settle(found, form)


def options_of(number: str, form: Form) -> tuple[Field, ...]:
    """The ticks of a question that is answered by ticking any of several."""
    return tuple(each for each in form.fields() if each.kind == "tick" and each.number == number)


def option_labels(number: str, form: Form) -> dict[str, str]:
    """How the options of a question may be written where several stand in one cell -> field id."""
    words = _Words.of(form)
    return {text: each.id for each in options_of(number, form) for text in words.texts_of(each)}


def option_keys(number: str, form: Form) -> dict[str, str]:
    """How the options of a question may be written in a cell -> field id."""
    words = _Words.of(form)
    return {key: each.id for each in options_of(number, form) for key in words.keys_of(each)}


def is_heading_row(headings: Mapping[int, str], form: Form) -> bool:
    """Whether a row of cells is the headings of an export: the municipality and some questions, or many questions."""
    if len(headings) <= _FEWEST_QUESTIONS:
        return False
    found = meanings(headings, form).values()
    questions = {each.id for each in found if each.role in ("field", "named", "choice")}
    says_who = any(each.role == "head" and each.id == "kommun" for each in found)
    return len(questions) >= (_FEWEST_QUESTIONS if says_who else 2 * _FEWEST_QUESTIONS)


def _choose(candidates: tuple[Meaning, ...], before: Meaning | None, after: tuple[Meaning, ...], form: Form) -> Meaning:
    """One of several meanings: the one whose section goes on from the column before or leads to the next."""
    if len(candidates) <= 1:
        return candidates[0] if candidates else UNKNOWN
    nearby = [before] if before else []
    nearby += after if len(after) == 1 else ()
    sections = [form.section_of(each.id) for each in nearby if each.role in ("field", "named")]
    sections += [form.section_of(options_of(each.id, form)[0].id) for each in nearby if each.role == "choice"]
    fitting = [each for each in candidates if form.section_of(each.id) in sections]
    return fitting[0] if len(fitting) == 1 else candidates[0]


class _Words:
    """Every way a form's questions are written in headings."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._head = {key_of(text): f.id for f in head_fields(form) for text in (f.id, f.label, *f.aliases)}
        self._by_number: dict[str, list[Field]] = {}
        self._by_key: dict[str, list[Field]] = {}
        for each in form.fields():
            self._by_number.setdefault(each.number.replace(" ", ""), []).append(each)
            for key in self.keys_of(each):
                self._by_key.setdefault(key, []).append(each)
        self._ticked_questions = {
            key_of(words): each.number
            for section in form.sections
            for each in section.fields
            if each.kind == "tick"
            for words in (section.title, *re.split(r"(?<=[?.]) ", section.intro))
        }

    @staticmethod
    @lru_cache(maxsize=8)
    def _of(form_id: str) -> _Words:
        from etl.forms.catalogue import get_form

        return _Words(get_form(form_id))

    @classmethod
    def of(cls, form: Form) -> _Words:
        """The words of a form, gathered once."""
        return cls._of(form.id)

    def keys_of(self, each: Field) -> set[str]:
        """Every way a field is written, as keys."""
        return {key_of(text) for text in self.texts_of(each)}

    def texts_of(self, each: Field) -> set[str]:
        """Every way a field is written."""
        wordings = {layout.wordings[each.id] for layout in self._form.layouts if each.id in layout.wordings}
        texts = {each.id, each.plain_label, *each.aliases, *wordings, *_BARE_WORDINGS.get(each.id, ())}
        if not self._is_other_count(each):
            texts.add(each.short_label)
        if each.kind == "tick":
            bare = {text.removesuffix(" i grupp") for text in texts}
            texts |= bare | {part for text in bare for part in re.split(r" \(|\)", text) if part}
        return texts

    def _is_other_count(self, each: Field) -> bool:
        """The count of an "other, which" question: its short label means the whole question."""
        return any(text.names == each.id for text in self._form.fields())

    def candidates(self, heading: str) -> tuple[Meaning, ...]:
        """What a heading may mean, the likeliest first; empty if nothing."""
        text = " ".join(without_markup(heading).split()).lstrip("\ufeff\"' ")
        key = key_of(text)
        if key in self._head:
            return (Meaning("head", self._head[key]),)
        if is_system_heading(text):
            return (Meaning("system", key),)
        exact = self._by_wording(text)
        number = _NUMBER.match(text)
        if not number and not exact and (code := _CODE_BEFORE.match(text)):
            return self.candidates(text[code.end() :])
        if exact and not (number and number.end() == len(text)):
            return exact
        return self._numbered(number, text[number.end() :]) if number else self._last_part(text)

    def _numbered(self, number: re.Match[str], rest: str) -> tuple[Meaning, ...]:
        question = f"{number[1]}.{number[2]}"
        rest = rest.strip(" .:–-]")
        if head := next((f for f in head_fields(self._form) if f.number == question and f.id == "kommun"), None):
            return (Meaning("head", head.id),)
        fields = self._by_number.get(question + ("b" if number[3] else ""), [])
        option = int(number[4] or number[5] or 0)
        worded = self._by_wording(rest) or self._last_part(rest) if rest else ()
        same = tuple(m for m in worded if m.id in {question, *(f.id for f in fields)})
        if worded and not same and any(m.role != "head" for m in worded):
            # Number and wording speak of different questions.
            return ()
        return same or self._by_number_alone(question, fields, option, rest)

    def _by_number_alone(self, question: str, fields: list[Field], option: int, rest: str) -> tuple[Meaning, ...]:
        period = self._period_words(rest)
        ticks = [each for each in fields if each.kind == "tick"]
        if ticks and 0 < option <= len(ticks):
            return (Meaning("field", ticks[option - 1].id, option),)
        if ticks and not option:
            # "5.1 Vilka insatser ges i grupp? [Körsång]": one option, and not one of the form's.
            if "[" in rest:
                return ()
            return (Meaning("choice", question),)
        if option or not fields:
            return ()
        name = next((each for each in fields if each.names and not each.main), None)
        asked = fields[0] if name is None or key_of(rest) == "antal" else name
        return (self.meaning(asked, period),)

    def _by_wording(self, text: str) -> tuple[Meaning, ...]:
        key = key_of(text)
        if key in self._by_key:
            return tuple(self.meaning(each, "") for each in self._by_key[key])
        # "... under 2022?": the time is not part of the question.
        time = _UNDER.search(text)
        if time and (fields := self._by_key.get(key_of(text[: time.start()]))):
            return tuple(self.meaning(each, time[1]) for each in fields)
        # Some systems number a heading that comes twice.
        return self._by_wording(again[1]) if (again := _NUMBERED_AGAIN.fullmatch(text)) else ()

    def _last_part(self, text: str) -> tuple[Meaning, ...]:
        """A question followed by one of its rows or options; if the question is known, only its own count."""
        for parting in reversed(list(_BEFORE_OPTION.finditer(text))):
            before, last = text[: parting.start()], text[parting.end() :].rstrip(" ]")
            if not last:
                continue
            worded = self._by_wording(last)
            if worded:
                in_groups = "grupp" in before.casefold()
                ticks = [m for m in worded if (self._form.get(m.id).kind == "tick") == in_groups]
                return tuple(ticks) or worded
        number = self._ticked_questions.get(key_of(text))
        return (Meaning("choice", number),) if number else ()

    def _period_words(self, text: str) -> str:
        time = _UNDER.search(text)
        return time[1] if time else ""

    def meaning(self, each: Field, period_words: str) -> Meaning:
        """What a column of this field means."""
        if each.names and not each.main:
            return Meaning("named", each.id)
        ticks = [tick.id for tick in options_of(each.number, self._form)]
        option = ticks.index(each.id) + 1 if each.id in ticks else 0
        return Meaning("field", each.id, option, period_words)


def period_words(found: Iterable[Meaning]) -> str:
    """What the questions say they are about, where they say one thing."""
    said = {each.period_words for each in found if each.period_words}
    return said.pop() if len(said) == 1 else ""
