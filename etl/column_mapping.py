"""What every column of an export stands for, as data: proposed, approved by the analyst and remembered.

A mapping holds headings and codes, never an answer. It is known again by the headings, with the years in them evened
out: next year's export of the same survey finds last year's mapping.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal, cast

from etl.form_rows import head_fields
from etl.forms.catalogue import all_forms
from etl.forms.description import Form
from etl.personal_numbers import holds_personal_number
from etl.problems import UserError
from etl.survey_columns import key_of, without_markup
from etl.survey_systems import SYSTEM_NAMES, System
from etl.suspicions import names_a_person

By = Literal["wording", "system", "codebook", "hand", ""]

DROP = "drop"
FINISHED = "finished"
NOT_KNOWN = ""
TICKED = "Ja"
_BY = frozenset(["wording", "system", "codebook", "hand", ""])
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_SHOWN = 200
_FINGERPRINT_LENGTH = 20
_WITHHELD = "(rubriken visas inte)"


@dataclass(frozen=True)
class ColumnUse:
    """One column.

    Attributes:
        heading: as it is shown; withheld if it may be about a person.
        key: what it is known again by.
        use: a head or field id, a question's number ("5.1", several options in one cell), ``drop``, ``finished``
            (blank means that the answer was never sent in) or empty: not known and not read.
        by: what the use rests on: the heading's own wording, a system's known column, the codebook, or a person.
        codes: what is written -> what it means. For a municipality its name, for a tick "Ja", for a question with
            several options in one cell the field id of each option's label.
        seen: codes of the municipality column that nobody has given a meaning.
        cell: where the heading stands in the file at hand.
    """

    heading: str
    key: str
    use: str = NOT_KNOWN
    by: By = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    cell: str = ""


@dataclass(frozen=True)
class ColumnMapping:
    """Every column of an export in order.

    Attributes:
        approved_by, approved_on: who said that it is right, and when; empty while it is proposed.
    """

    form: str
    system: System
    columns: tuple[ColumnUse, ...]
    approved_by: str = ""
    approved_on: str = ""

    @property
    def fingerprint(self) -> str:
        """Told from the headings alone, in their order."""
        return fingerprint_of(self.form, [each.key for each in self.columns])

    @property
    def approved(self) -> bool:
        """Whether a person has said that it is right."""
        return bool(self.approved_by)

    @property
    def needs_approval(self) -> bool:
        """Whether it says more than the headings' own words do."""
        return any(each.by in ("codebook", "hand") for each in self.columns)

    def approve(self, by: str, on: str) -> ColumnMapping:
        """The same mapping, approved."""
        return replace(self, approved_by=by, approved_on=on)


def fingerprint_of(form_id: str, keys: Iterable[str]) -> str:
    """The fingerprint of headings by their keys."""
    return hashlib.sha256("\n".join([form_id, *keys]).encode()).hexdigest()[:_FINGERPRINT_LENGTH]


def heading_key(heading: str) -> str:
    """What a heading is known again by: next year's "under 2023?" is this year's "under 2022?"."""
    return _YEAR.sub("år", key_of(heading))


def shown_heading(heading: str) -> str:
    """A heading as it may be shown: without tags, shortened, and withheld if it may be about a person."""
    text = " ".join(without_markup(heading).split())
    if holds_personal_number(heading) or names_a_person(heading):
        return _WITHHELD
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def uses_of(form: Form) -> dict[str, str]:
    """Everything a column may be said to hold, with the words for it, in the form's order."""
    uses = {each.id: each.short_label for each in head_fields(form)}
    for each in form.fields():
        if each.kind == "tick" and each.number not in uses:
            uses[each.number] = f"{each.number} Alla alternativ i en cell"
        uses[each.id] = f"{each.number} {each.short_label}{_which(each.names)}"
    return uses


def _which(names: str) -> str:
    return ": vad, eller vad och hur många" if names else ""


def mapping_to_data(mapping: ColumnMapping) -> dict[str, Any]:
    """The mapping as it is written to a file."""
    data = asdict(mapping)
    for column in data["columns"]:
        column.pop("seen")
        column.pop("cell")
    return {"mapping": mapping.fingerprint, **data}


def mapping_to_json(mapping: ColumnMapping) -> str:
    """The file's text, for a person to read and mend."""
    return json.dumps(mapping_to_data(mapping), ensure_ascii=False, indent=1) + "\n"


def mapping_from_json(text: str) -> ColumnMapping:
    """Read a mapping that was written to a file and perhaps mended by hand.

    Raises:
        UserError: it is none, or says what cannot be.
    """
    try:
        data = json.loads(text)
        columns = tuple(_column(each) for each in data["columns"])
        words = [data[name] for name in ("form", "system", "approved_by", "approved_on")]
        if not all(isinstance(each, str) for each in words):
            raise TypeError
        if words[3]:
            date.fromisoformat(words[3])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError("Kopplingen går inte att läsa. Skriv en ny med samsyn check FIL --propose-mapping.") from None
    mapping = ColumnMapping(words[0], cast(System, words[1]), columns, words[2], words[3])
    _refuse_unknown(mapping)
    return mapping


def _column(data: Mapping[str, Any]) -> ColumnUse:
    codes = {str(code): str(meaning) for code, meaning in data["codes"].items()}
    heading, key, use, by = (data[name] for name in ("heading", "key", "use", "by"))
    if not all(isinstance(each, str) for each in (heading, key, use, by)) or by not in _BY:
        raise TypeError
    return ColumnUse(heading, key, use, cast(By, by), codes)


def _refuse_unknown(mapping: ColumnMapping) -> None:
    form = next((each for each in all_forms() if each.id == mapping.form), None)
    if form is None:
        raise UserError(f"Kopplingen gäller formuläret ”{mapping.form[:40]}”, som inte finns.")
    if mapping.system not in SYSTEM_NAMES:
        raise UserError(f"Kopplingen nämner systemet ”{mapping.system[:40]}”, som inte finns.")
    known = {DROP, FINISHED, NOT_KNOWN, *uses_of(form)}
    for each in mapping.columns:
        if each.use not in known:
            raise UserError(f"Kopplingen säger ”{each.use[:40]}” om en kolumn. Någon sådan uppgift finns inte.")
        options = set(each.codes.values()) - known if _is_choice(each.use, form) else set()
        if options:
            raise UserError(f"Kopplingen säger ”{min(options)[:40]}” om ett alternativ. Något sådant finns inte.")


def _is_choice(use: str, form: Form) -> bool:
    return any(each.kind == "tick" and each.number == use for each in form.fields())
