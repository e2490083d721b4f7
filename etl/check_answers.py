"""The answer of each row: a count, a tick or a text, with its status and what is wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from etl.cells import place_of
from etl.check_choices import read_choice
from etl.check_ticks import read_tick, read_tick_lists
from etl.decimal_numbers import read_decimal
from etl.form_answers import Answers, put_without_number, status_of, tell_of_two, written
from etl.form_rows import ESTIMATED, is_wide
from etl.forms.description import Field
from etl.numbers import CountReading, read_count
from etl.problems import shown
from etl.recognise import Found
from etl.swedish import swedish_number

_LONGEST_TEXT = 4000
_NO_NUMBER = ("not_kept", "not_applicable")


def read_answers(found: Found) -> Answers:
    """Every answer of a recognised form, in the form's order."""
    read = Answers(found)
    spoiled = _merged_over_rows(read)
    fields = [f for f in found.form.fields(found.layout) if f.id in found.places and f.id not in spoiled]
    for each in fields:
        if each.kind in ("count", "number"):
            _count(read, each)
        elif each.kind == "tick":
            read_tick(read, each)
        elif each.kind == "choice":
            read_choice(read, each)
        else:
            _text(read, each)
        _comment(read, each)
        _hidden(read, each)
    read_tick_lists(read, fields)
    return read


def is_blank(found: Found) -> bool:
    """Whether nothing that the form counts has anything in it, or nothing that it asks in one without counts."""
    fields = found.form.fields(found.layout)
    has_required = any(f.kind == "count" and not f.may_be_blank for f in fields)
    asked = [f for f in fields if (f.kind == "count" if has_required else f.kind != "text")]
    counts = [f for f in asked if f.id in found.places]
    # Where most rows have lost their labels nobody has looked at the answers yet.
    if len(counts) < len(asked) / 2:
        return False
    return not any(found.cell(f.id, column) for f in counts for column in ("value", "status"))


def _count(read: Answers, each: Field) -> None:
    found = read.found
    cell, chosen = found.cell(each.id, "value"), status_of(read, each)
    reading = read_count(cell) if each.kind == "count" else read_decimal(cell, each)
    if reading.code == "tom_cell" or reading.status == "not_answered":
        _blank_count(read, each, chosen)
    elif reading.code == "tvetydig_symbol" and chosen in _NO_NUMBER:
        # The choice beside it says what the dash means.
        put_without_number(read, each, chosen)
    elif chosen in _NO_NUMBER and reading.code in (None, "uppgift_saknas") and reading.status != chosen:
        tell_of_two(read, each, chosen)
    elif reading.status in _NO_NUMBER:
        put_without_number(read, each, reading.status)
    elif reading.code is not None:
        said = shown(cell.value) if cell else ""
        if each.kind == "number":
            _tell_of_number(read, each, reading.code, said)
        else:
            read.tell(reading.code, each, found=said, mend=_mend(reading, each))
    else:
        status = "estimated" if chosen == "estimated" else "ok"
        read.put(each, None if reading.value is None else float(reading.value), status)


_SAYS_OF_NUMBER = {
    "tal_procent": "Cellen visar talet som procent.",
    "tal_logiskt": "Det står SANT eller FALSKT, men frågan gäller ett tal.",
    "tal_decimal": "Talet går inte att läsa.",
}


def _tell_of_number(read: Answers, each: Field, code: str, said: str) -> None:
    """What a count asks for, a whole number, is not asked for here."""
    most = "" if each.most is None else f", högst {swedish_number(each.most)}"
    expected = f"ett tal i {each.unit}{most}" if each.unit else f"ett tal{most}"
    estimated = f" Är det uppskattat, välj ”{ESTIMATED}” i cellen bredvid."
    mend = "Skriv bara talet, med komma före decimalerna, till exempel 12,5."
    mend += estimated if code in ("tal_ungefar", "tal_intervall") else ""
    if code == "tal_orimligt" and each.most is not None:
        mend = f"Talet kan vara högst {swedish_number(each.most)}. Kontrollera det och skriv det igen."
    says = _SAYS_OF_NUMBER.get(code)
    if each.is_year:
        expected, mend = "ett årtal", "Skriv årtalet med fyra siffror, till exempel 2015, eller lämna det tomt."
        says = "Det som står är inget årtal." if code == "tal_orimligt" else says
    read.tell(code, each, found=said, says=says, expected=expected, mend=mend)


def _mend(reading: CountReading, each: Field) -> str | None:
    """How to mend a text that is not plainly a count, where there is more to say than always."""
    if reading.estimated_hint and reading.suggestion is not None:
        return f"Skriv bara siffran: {reading.suggestion}. Är talet uppskattat, välj ”{ESTIMATED}” i cellen bredvid."
    if reading.code == "tal_text" and each.may_be_blank:
        return "Skriv bara antalet här, med siffror, och vad det gäller i cellen under."
    return None


def _blank_count(read: Answers, each: Field, chosen: str) -> None:
    if chosen in _NO_NUMBER:
        put_without_number(read, each, chosen)
    elif beside := _number_beside(read.found, each):
        says = f"Cellen är tom, men det står ett tal i {beside}."
        read.tell("tom_cell", each, says=says, mend="Flytta talet till kolumnen Svar.")
    elif not each.may_be_blank or chosen == "estimated" or name_of(read, each):
        read.tell("tom_cell", each)
    else:
        read.put(each, None, "not_answered")


def _number_beside(found: Found, each: Field) -> str:
    """Where a number stands that may have been meant for the answer's own cell."""
    for column, words in (("status", "cellen bredvid"), ("comment", "kommentaren")):
        cell = found.cell(each.id, column)
        if cell is not None and (cell.kind == "number" or read_count(cell).status == "ok"):
            return words
    return ""


def name_of(read: Answers, count: Field) -> str:
    """What is written in the cell that names this "other" count; a dash names nothing."""
    for each in read.found.form.fields(read.found.layout):
        if each.names == count.id and each.id in read.found.places:
            cell = read.found.cell(each.id, "value")
            text = str(cell.value).strip() if cell and cell.value is not None else ""
            return text if any(character.isalnum() for character in text) else ""
    return ""


def _text(read: Answers, each: Field) -> None:
    cell = read.found.cell(each.id, "value")
    if cell is not None and cell.kind == "error":
        read.tell("formel_fel", each)
        return
    raw = "" if cell is None or cell.value is None else written(cell)
    if cell is not None and cell.formula and cell.kind == "formula_without_value":
        raw = cell.formula
    text = _visible(raw)
    if len(text) > _LONGEST_TEXT:
        read.tell("for_lang_text", each)
        return
    if any(unicodedata.category(c) == "Cf" and c not in "\u00ad\ufeff" for c in raw):
        read.tell("osynliga_tecken", each)
    read.put(each, text or None, "ok" if text else "not_answered")


def _comment(read: Answers, each: Field) -> None:
    """A comment is kept whole or not at all."""
    cell = None if is_wide(each) else read.found.cell(each.id, "comment")
    if cell is not None and cell.kind == "text" and len(_visible(str(cell.value))) > _LONGEST_TEXT:
        read.tell("for_lang_text", each, "comment")


def _visible(raw: str) -> str:
    """Composed letters, and nothing that cannot be seen or that turns the text around."""
    composed = unicodedata.normalize("NFC", raw)
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cf", "Cc")).strip()


def _hidden(read: Answers, each: Field) -> None:
    place = read.found.places[each.id]
    if place.row in read.found.sheet.hidden_rows and read.found.cell(each.id, "value"):
        read.tell("dold_rad", each)


def _merged_over_rows(read: Answers) -> set[str]:
    """Fields whose answer cell shares a merged area with another row: nobody can tell whose answer it holds."""
    found = read.found
    column = found.columns["value"]
    spoiled: set[str] = set()
    for area in found.sheet.merged:
        first, _, last = area.partition(":")
        start, end = place_of(first), place_of(last or first)
        if not start or not end or start[0] == end[0] or not start[1] <= column <= end[1]:
            continue
        inside = [
            f
            for f in found.form.fields(found.layout)
            if f.id in found.places and start[0] <= found.places[f.id].row <= end[0]
        ]
        if len(inside) > 1 or any(not is_wide(f) for f in inside):
            for each in inside:
                read.tell("sammanfogad_cell", each)
                spoiled.add(each.id)
    return spoiled


def comments(found: Found) -> Mapping[str, str]:
    """What is written in the comment column, by field id."""
    written = {}
    for each in found.form.fields(found.layout):
        if each.id in found.places and not is_wide(each):
            cell = found.cell(each.id, "comment")
            if cell is not None and cell.kind == "text" and str(cell.value).strip():
                written[each.id] = _visible(str(cell.value))
    return written
