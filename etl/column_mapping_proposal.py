"""What every column of an export seems to stand for, and which mapping holds: the proposed or a remembered one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from etl.codebook import Variable
from etl.column_mapping import (
    DROP,
    FINISHED,
    NOT_KNOWN,
    TICKED,
    By,
    ColumnMapping,
    ColumnUse,
    fingerprint_of,
    heading_key,
    shown_heading,
)
from etl.forms.description import Form
from etl.survey_columns import Meaning, key_of, meanings
from etl.survey_headings import RawTable
from etl.survey_systems import recognise_system, tells_completion
from etl.survey_values import plain_text

_FEWEST_VARIABLES = 3
_SHORT_CODE = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Told:
    """What others than an export itself say of its columns.

    Attributes:
        mappings: what people have said that columns stand for, approved or as a draft; one is about each export.
    """

    codebook: tuple[Variable, ...] = ()
    mappings: tuple[ColumnMapping, ...] = ()

    def knows(self, texts: Mapping[int, str], form: Form) -> bool:
        """Whether these are headings that a mapping or the codebook is about."""
        if any(each.fingerprint == _fingerprint(texts, form) for each in self.mappings):
            return True
        return len(match(texts, self.codebook)) >= max(_FEWEST_VARIABLES, len(texts) // 2)


NOTHING_TOLD = Told()


def _fingerprint(texts: Mapping[int, str], form: Form) -> str:
    return fingerprint_of(form.id, [heading_key(texts[place]) for place in sorted(texts)])


def match(texts: Mapping[int, str], codebook: Iterable[Variable]) -> dict[int, Variable]:
    """The codebook's variable of each column: by its name, or by its question where the headings are questions."""
    by_key: dict[str, list[Variable]] = {}
    for each in codebook:
        for key in {key_of(each.name), key_of(each.heading)} - {""}:
            by_key.setdefault(key, []).append(each)
    found = {place: by_key.get(key_of(text), []) for place, text in texts.items()}
    return {place: variables[0] for place, variables in found.items() if len(variables) == 1}


def propose(raw: RawTable, form: Form, codebook: Iterable[Variable] = ()) -> ColumnMapping:
    """What each column seems to stand for, from its own words and the codebook's."""
    matched = match(raw.texts, codebook)
    worded = {place: matched[place].heading if place in matched else text for place, text in raw.texts.items()}
    found, own = meanings(worded, form), meanings(raw.texts, form)
    uses = []
    for place, text in sorted(raw.texts.items()):
        codes = _codes(matched.get(place), found[place])
        told = place in matched and (bool(codes) or found[place].id != own[place].id)
        use = _use(found[place], text)
        uses.append(ColumnUse(shown_heading(text), heading_key(text), use, _by(use, told, found[place]), codes))
    system = recognise_system(raw.texts, raw.two_rows, raw.columns(), bool(matched))
    return ColumnMapping(form.id, system, tuple(uses))


def _use(meaning: Meaning, heading: str) -> str:
    if meaning.role == "system":
        return FINISHED if tells_completion(heading) else DROP
    return NOT_KNOWN if meaning.role == "unknown" else meaning.id


def _by(use: str, told_by_codebook: bool, meaning: Meaning) -> By:
    if use == NOT_KNOWN:
        return ""
    if meaning.role == "system":
        return "system"
    return "codebook" if told_by_codebook else "wording"


def _codes(variable: Variable | None, meaning: Meaning) -> dict[str, str]:
    if variable is None or meaning.role in ("system", "choice"):
        return {}
    if variable.kind == "multiple":
        # What an option has of codes is 0 for not ticked and its own number for ticked.
        return {code: TICKED for code in variable.codes if code != "0"}
    return dict(variable.codes) if variable.kind in ("single", "scale") else {}


def choose(proposed: ColumnMapping, mappings: Iterable[ColumnMapping]) -> ColumnMapping:
    """The mapping that holds: one that is about these headings, unless the codebook now says otherwise."""
    same = next((each for each in mappings if each.fingerprint == proposed.fingerprint), None)
    if same is None:
        return proposed
    pairs = list(zip(same.columns, proposed.columns, strict=True))
    if same.approved and any(_contradicts(new, old) for old, new in pairs):
        columns = tuple(old if old.by == "hand" else new for old, new in pairs)
        return ColumnMapping(proposed.form, same.system, columns)
    return same


def _contradicts(new: ColumnUse, old: ColumnUse) -> bool:
    return new.by == "codebook" and old.by != "hand" and (new.use, dict(new.codes)) != (old.use, dict(old.codes))


def beside(mapping: ColumnMapping, raw: RawTable) -> ColumnMapping:
    """The mapping with where each heading stands, and the codes of municipalities that nobody has explained.

    Only short codes are shown; a longer text may be about a person.
    """
    cells = raw.columns()
    columns = []
    for place, each in zip(sorted(raw.texts), mapping.columns, strict=True):
        texts = {plain_text(cell) for cell in cells[place]} if each.use == "kommun" else set()
        seen = [text for text in texts if _SHORT_CODE.fullmatch(text) and not each.codes.get(text)]
        columns.append(replace(each, seen=tuple(sorted(seen, key=int)), cell=raw.headings[place].address))
    return replace(mapping, columns=tuple(columns))
