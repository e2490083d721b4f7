"""A count from a cell, in every way Swedes write one: read, asked about or refused, never guessed.

Accepted is what has one meaning, asked about what has two, refused what cannot be a count.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

from etl.cells import Cell

# No municipality counts more persons or visits than this in a year.
MAX_COUNT = 1_000_000
_LONGEST_WORTH_READING = 80
_NOISE = 1e-9

# Spaces that people and programs put between thousands.
_SPACE = "[ \u00a0\u2007\u2008\u2009\u200a\u2002-\u2006\u202f]"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Groups first: what follows the number in a longer text must not begin inside it.
_WHOLE = f"(?:[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+|[0-9]+)"
NUMBER_TEXT = f"{_WHOLE}(?:[.,][0-9]+)?"
_MINUS = "[-\u2010-\u2015\u2212]"

_PLAIN = re.compile(f"({_WHOLE})(?:[.,]0{{1,2}})?")
# One to three digits, then groups of three after a point or comma: thousands or decimals, nobody can tell.
_EITHER = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+(?:[.,][0-9]+)?")
_DECIMAL = re.compile(f"(?:{_WHOLE})?[.,]([0-9]+)")
_FRACTION = re.compile(r"(?:[0-9]+\s*)?[½⅓⅔¼¾⅕⅛]|[0-9]+\s+[0-9]/[0-9]|[0-9]+\s+[.,][0-9]+")
_NEGATIVE = re.compile(f"(?:{_MINUS}|minus)\\s*{NUMBER_TEXT}")
_IN_WORDS = "(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)"
_FEWER = r"(?:[<≤]|färre än|mindre än|under|högst|max(?:imalt)?\.?)\s*=?"
_MASKED = re.compile(
    f"{_FEWER}\\s*(?:{NUMBER_TEXT}|{_IN_WORDS}\\b)(?:\\D.*)?|.*(?:maskera[td]|sekretess|röjande).*|dolt"
)
# About so many, said by the sender: the number itself, known to be estimated.
_ABOUT = (
    r"ca|ca\.|cirka|c:a|circa|omkring|ungefär|ungefärligen|ung\.?|uppskattningsvis|uppskattat|uppskattad|uppskattning"
    r"|skattat|avrundat|gissningsvis|approx\.?|i runda tal|runt|kring|typ|~|≈|\+/-"
)
# More or fewer than: the number meant is another one.
_BEYOND = r"drygt|knappt|nästan|närmare|minst|över|mer än|fler än|åtminstone|bortåt|inemot|upp ?emot|upp till|±|[>≥]=?"
_TAIL = r"(?:\D.*)?"
_ROUGH = re.compile(f"(?:{_ABOUT})(?:\\s+(?:värde|antal))?:?\\s*({NUMBER_TEXT}){_TAIL}")
_ROUGH_AFTER = re.compile(
    f"({NUMBER_TEXT})\\s*(?:\\(?(?:ca|cirka|uppskattat|uppskattad|uppskattning|skattning|skattat|ungefär|\\?)\\)?\\.?"
    r"|\(?(?:uppskattat|uppskattad|ungefärligt) (?:värde|antal)\)?)"
)
_OUT_OF_REACH = re.compile(
    f"(?:{_BEYOND})\\s*{NUMBER_TEXT}{_TAIL}|{NUMBER_TEXT}\\s*(?:\\+|plus|eller (?:fler|mer)|\\(?minst\\)?)"
    f"|(?:ett )?(?:{NUMBER_TEXT}\\s*-?|hundra|tio|femton|tjugo)tal(?:et)?"
)
_RANGE = re.compile(
    f"{NUMBER_TEXT}\\s*(?:{_MINUS}|till|eller|à|/)\\s*{NUMBER_TEXT}(?:\\s*\\w+)?\\??"
    f"|mellan {NUMBER_TEXT} och {NUMBER_TEXT}"
)
_MONTH = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    r"(?:[12][0-9]{3}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:[0-9]{2}|[0-9]{4})"
    rf"|[0-9]{{1,2}}/[0-9]{{1,2}}|[0-9]{{1,2}}[-. ]{_MONTH}|{_MONTH}[- ][0-9]{{1,4}})"
    r"(?:[ T][0-9:.]+)?|(?:kl\.? ?)?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
_PERCENT = re.compile(f"{NUMBER_TEXT}\\s*(?:%|‰|procent|promille|pct).*")
_UNITS = (
    "st|styck|stycken|personer|person|pers|p|individer|individ|klienter|klient|brukare|patienter|deltagare|besök|"
    "tillfällen|tillfälle|(?:urin|saliv|utandnings)?prov|prover|provtagningar|tester|ggr|gånger|gång|familjer|hushåll|"
    "anhöriga|närstående|ärenden|placeringar|beslut|insatser|samtal|män|kvinnor|vuxna|kr|tkr|h|tim|timmar|dygn|dagar|"
    "totalt|unika"
)
_UNIT = re.compile(f"({NUMBER_TEXT})\\s*\\(?(?:(?:olika|unika) )?(?:{_UNITS})\\.?\\)?")
_ERROR_WORD = re.compile(r"#[a-zåäö][\w/]*[!?]?|err:\d+", re.IGNORECASE)
_NOT_KEPT = re.compile(r"(?:uppgift|uppgifter|uppgiften|uppgifterna|uppg\.?) saknas|saknar uppgift(?:er)?")
_NOT_APPLICABLE = re.compile(r"(?:ej|inte) aktuellt?")
_QUOTED = re.compile(r'"[^"]*"|\\.')


@dataclass(frozen=True)
class CountReading:
    """What a number cell says.

    Attributes:
        value: the number, or None; of a count it is whole.
        status: ``ok``, ``not_kept``, ``not_applicable`` or ``not_answered``; None if it cannot be read.
        code: the problem to raise, or None.
        estimated_hint: the sender wrote that the number is estimated ("ca 120"), not "drygt 100", which is another.
        suggestion: the number that is probably meant; for the message only, never to be stored.
    """

    value: float | None
    status: str | None
    code: str | None
    estimated_hint: bool = False
    suggestion: int | None = None


_BLANK = CountReading(None, "not_answered", "tom_cell")


def read_count(cell: Cell | None) -> CountReading:
    """Read the cell of a count. ``None`` is a blank cell."""
    if cell is None or cell.kind == "empty":
        return _BLANK
    if cell.kind == "error":
        return _refused("formel_fel")
    if cell.kind == "formula_without_value":
        return _refused("formel_utan_varde")
    if cell.kind == "bool" or isinstance(cell.value, bool):
        return _refused("tal_logiskt")
    if cell.kind == "date":
        return _refused("tal_datum")
    if isinstance(cell.value, int | float):
        return _read_number(cell.value, cell.number_format)
    return read_count_text(str(cell.value))


def _refused(code: str, suggestion: int | None = None) -> CountReading:
    return CountReading(None, None, code, suggestion=suggestion)


def _read_number(number: int | float, number_format: str) -> CountReading:
    if is_percent(number_format):
        return _refused("tal_procent")
    if not math.isfinite(number) or round(number) > MAX_COUNT:
        return _refused("tal_orimligt")
    whole = round(number)
    # A sum of floats such as 17.000000000000004 is 17; half a person is not.
    if abs(number - whole) > _NOISE * max(1.0, abs(number)):
        return _refused("tal_negativt" if number < 0 else "tal_decimal")
    if whole < 0:
        return _refused("tal_negativt")
    return CountReading(whole, "ok", None)


def read_count_text(text: str) -> CountReading:
    """Read a count that stands as text."""
    text = text.strip()
    if len(text) > 100 * _LONGEST_WORTH_READING:
        return _refused("tal_text")
    text = tidy(text)
    if not text:
        return _BLANK
    if re.fullmatch("[0-9]{8,}", text):
        return _refused("tal_orimligt")
    if len(text) > _LONGEST_WORTH_READING:
        return _refused("tal_text")
    words = " ".join(text.casefold().split())
    if _NOT_KEPT.fullmatch(words.rstrip(".! ")):
        return CountReading(None, "not_kept", "uppgift_saknas")
    if _NOT_APPLICABLE.fullmatch(words.rstrip(".! ")):
        return CountReading(None, "not_applicable", None)
    if plain := _PLAIN.fullmatch(text):
        return _plain(plain[1])
    return _why_not(text.casefold())


def is_percent(number_format: str) -> bool:
    """Whether a cell shows its number as a percentage."""
    return "%" in _QUOTED.sub("", number_format)


def tidy(text: str) -> str:
    """Composed letters, no invisible characters, no space around; what is inside stays as it stands."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()


def _digits(whole: str) -> int:
    return int(re.sub("[^0-9]", "", whole)[:18] or 0)


def _plain(whole: str) -> CountReading:
    number = _digits(whole)
    return CountReading(number, "ok", None) if number <= MAX_COUNT else _refused("tal_orimligt")


def _why_not(text: str) -> CountReading:
    """The sort of trouble with a text that is not plainly a count; the order of the questions matters."""
    if not any(character.isalnum() for character in text):
        return _refused("tvetydig_symbol")
    if _ERROR_WORD.fullmatch(text):
        return _refused("formel_fel")
    if text in ("sant", "falskt", "true", "false"):
        return _refused("tal_logiskt")
    if _EITHER.fullmatch(text):
        return _refused("tal_tvetydigt")
    if decimal := _DECIMAL.fullmatch(text):
        # "1184,000" can only be 1 184 with decimals; as for "17,0" nothing is lost.
        is_whole = set(decimal[1]) == {"0"} and text[0].isdigit()
        return _plain(re.split("[.,]", text)[0]) if is_whole else _refused("tal_decimal")
    if _FRACTION.fullmatch(text):
        return _refused("tal_decimal")
    return _rough(text) or _refused(_kind_of_text(text))


def _rough(text: str) -> CountReading | None:
    if _MASKED.fullmatch(text):
        return _refused("tal_maskerat")
    if rough := _ROUGH.fullmatch(text) or _ROUGH_AFTER.fullmatch(text):
        return CountReading(None, None, "tal_ungefar", estimated_hint=True, suggestion=_suggestion(rough))
    if _OUT_OF_REACH.fullmatch(text):
        return _refused("tal_ungefar")
    if unit := _UNIT.fullmatch(text):
        return _refused("tal_enhet", _suggestion(unit))
    return None


def _suggestion(found: re.Match[str]) -> int | None:
    """The number in the text, where it is the only one and has one meaning."""
    plain = _PLAIN.fullmatch(found[1])
    is_only_one = not any(character.isdigit() for character in found.string[found.end(1) :])
    return _digits(plain[1]) if plain and is_only_one else None


def _kind_of_text(text: str) -> str:
    for pattern, code in (
        (_PERCENT, "tal_procent"),
        (_NEGATIVE, "tal_negativt"),
        (_DAY, "tal_datum"),
        (_RANGE, "tal_intervall"),
    ):
        if pattern.fullmatch(text):
            return code
    return "tal_text"
