"""A survey with a row for each person: whether a file is one, and which of its columns holds which question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from etl.cells import Workbook
from etl.codebook import Variable
from etl.column_mapping_proposal import match
from etl.forms.catalogue import all_forms
from etl.forms.description import Form
from etl.forms.person_question import PersonQuestion, PersonSurvey
from etl.survey_columns import key_of, without_markup
from etl.survey_headings import RawTable, find_known
from etl.survey_systems import is_system_heading, tells_completion

# "5a. ", "Fråga 5 a: ", "Q5a - "; and LimeSurvey's code before the text, "G01Q05[SQ001]. ".
_NUMBER = re.compile(r"(?:fråga|nr|q|f|v|var)?[ _]?0?([1-9]\d?)[ ._]?([ab])?(?![a-zåäö0-9])[\s.:)–-]*", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]\w{0,19}(?:\[\w{1,20}\])?\. ")
# A wording of this length is told from all others also in the midst of a heading, cut off, or with a slip of the pen.
_LONG = 25
_ALIKE = 0.9
_MOST_COLUMNS = 200
_FEWEST_SCALES, _FEWEST = 2, 3
# Headings by column -> the question that each is, or None for one that is known and never read.
_Found = dict[int, PersonQuestion | None]


@dataclass(frozen=True)
class PersonTable:
    """A recognised export.

    Attributes:
        questions: column -> the question that it answers.
        codes: column -> what its codes mean, by the codebook.
        unknown: columns of something else, which are not read.
        finished: columns where a blank says that the answer was never sent in.
    """

    form: Form
    survey: PersonSurvey
    raw: RawTable
    questions: Mapping[int, PersonQuestion]
    codes: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    finished: tuple[int, ...] = ()

    def columns(self, question: PersonQuestion) -> list[int]:
        """The columns that answer a question: one, unless the file has it twice."""
        return [place for place, each in self.questions.items() if each is question]


def find_persons(workbook: Workbook, codebook: tuple[Variable, ...] = ()) -> PersonTable | None:
    """The rows of persons' answers to one of the surveys that are counted; None where the file is something else."""
    surveys = [(form, form.persons, _Words.of(form.id)) for form in all_forms() if form.persons is not None]

    def known(texts: Mapping[int, str]) -> bool:
        return any(words.are_headings(texts, codebook) for _, _, words in surveys)

    raw = find_known(workbook, known)
    if raw is None:
        return None
    form, survey, words = next(each for each in surveys if each[2].are_headings(raw.texts, codebook))
    return _table(form, survey, raw, words, codebook)


def _worded(texts: Mapping[int, str], codebook: tuple[Variable, ...]) -> dict[int, str]:
    """Headings in words, where the codebook knows them."""
    told = match(texts, codebook) if codebook else {}
    return {place: told[place].heading if place in told else text for place, text in texts.items()}


def _table(
    form: Form, survey: PersonSurvey, raw: RawTable, words: _Words, codebook: tuple[Variable, ...]
) -> PersonTable:
    worded = _worded(raw.texts, codebook)
    found = words.find(worded, closely=True)
    told = match(raw.texts, codebook) if codebook else {}
    return PersonTable(
        form=form,
        survey=survey,
        raw=raw,
        questions={place: each for place, each in found.items() if each is not None},
        codes={place: dict(each.codes) for place, each in told.items() if found.get(place) is not None},
        unknown=tuple(p for p, text in worded.items() if p not in found and not is_system_heading(text)),
        finished=tuple(place for place, text in raw.texts.items() if tells_completion(text)),
    )


class _Words:
    """Every way the questions of one survey stand in headings."""

    def __init__(self, survey: PersonSurvey) -> None:
        self._scales = [each for each in survey.questions if each.sort == "scale"]
        self._by_number = {each.number: each for each in survey.questions}
        self._by_key: dict[str, PersonQuestion | None] = {key_of(text): None for text in survey.left_out}
        self._by_key |= {key_of(text): each for each in survey.questions for text in each.wordings}
        self._long = sorted((key for key in self._by_key if len(key) >= _LONG), key=len, reverse=True)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(form_id: str) -> _Words:
        """The words of a form that is asked of persons, gathered once."""
        from etl.forms.catalogue import get_form

        survey = get_form(form_id).persons
        if survey is None:
            raise ValueError(f"{form_id} is not asked of persons")
        return _Words(survey)

    def are_headings(self, headings: Mapping[int, str], codebook: tuple[Variable, ...]) -> bool:
        """Whether a row holds enough of the questions, in words, to be of no other survey."""
        texts = _worded(headings, codebook)
        if not _FEWEST <= len(texts) <= _MOST_COLUMNS:
            return False
        found = {id(each): each for each in self.find(texts, closely=False).values() if each is not None}
        scales = sum(each.sort == "scale" for each in found.values())
        return scales >= min(_FEWEST_SCALES, len(self._scales)) and len(found) >= _FEWEST

    def find(self, texts: Mapping[int, str], *, closely: bool) -> _Found:
        """The question of each column that has one.

        Args:
            closely: look also for wordings with slips of the pen, and take a number for its question.
        """
        found: _Found = {}
        for place, text in texts.items():
            for key in self._keys(text, closely=closely):
                found[place] = self._by_key[key]
                break
            else:
                if closely and (numbered := self._numbered(text)) is not None:
                    found[place] = numbered
        return found

    def _keys(self, text: str, *, closely: bool) -> Iterator[str]:
        bare = " ".join(without_markup(text).split()).lstrip("\ufeff\"' ")
        whole = key_of(bare)
        yield from (key for key in self._long if key in whole)
        numbered = _NUMBER.match(bare)
        rests = {bare[numbered.end() :] if numbered else "", _CODE.sub("", bare, count=1)} - {"", bare}
        keys = [whole, *map(key_of, sorted(rests, key=len))]
        yield from (key for key in keys if key in self._by_key)
        cut = {known for key in keys if len(key) >= _LONG for known in self._long if known.startswith(key)}
        if len(cut) == 1:
            yield cut.pop()
        if closely and len(whole) >= _LONG:
            alike = {known for key in keys for known in self._long if _are_alike(key, known)}
            if len(alike) == 1:
                yield alike.pop()

    def _numbered(self, text: str) -> PersonQuestion | None:
        """The question of a heading that is nothing but its number."""
        number = _NUMBER.fullmatch(text.strip())
        return self._by_number.get(f"{number[1]}{(number[2] or '').lower()}") if number else None


def _are_alike(key: str, known: str) -> bool:
    if abs(len(key) - len(known)) > len(known) * (1 - _ALIKE) * 2:
        return False
    matcher = SequenceMatcher(None, key, known, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
