"""Traces of a single person in free text: names, birth dates, ages, addresses, mobile numbers. Suspected, never sure.

What is found here is held for a human; what is found is never repeated. What is asked of it, and how often it errs, is
measured with the comments in ``tests/spec/comments.txt``.
"""

from __future__ import annotations

import re
import unicodedata

from etl.given_names import GIVEN_NAMES, NAMES_BY_THEMSELVES
from etl.personal_numbers import is_day, looks_like_one, plain_digits

_CAPITALISED = re.compile(r"[A-ZÅÄÖÉ](?<![-\w].)[a-zåäöéèüøæ]+")
_BEFORE_A_HOUSE = re.compile(r"(?:Villa|Sankt|Sankta|S:t|S:ta|Kvarteret|Hotell) $")
# "Maria Ungdom", "Karin Boye-mottagningen": clinics and projects bear names too.
_HOUSE = re.compile(
    r"(?:[ -][A-ZÅÄÖ]\w{1,20})?[ -]?(?:Ungdom|[Mm]ottagning|[Bb]eroende|[Pp]rojekt|[Ss]tiftelse|[Kk]linik|[Gg]ård"
    r"|[Hh]em|[Hh]us|[Cc]entrum|[Cc]enter|[Ss]kola|[Mm]odell|[Mm]etod|[Kk]yrka|[Cc]apsulam)"
)
_SURNAME = re.compile(r"(?:[- ][A-ZÅÄÖÉ][a-zåäöéü]+)? [A-ZÅÄÖÉ][a-zåäöéü]+")
# By these endings a surname is known, with a name before it or, for the first, alone.
_SON = re.compile(r"[A-ZÅÄÖ](?<![-\w].)\w{2,20}sson(?:s|en)?(?![\w-])")
_OTHER_SURNAME = re.compile(
    r"[A-ZÅÄÖÉ](?<!\w.)[a-zåäöéü]+ (?:[A-ZÅÄÖÉ][a-zåäöéü]+)?(?:sdotter|ström|qvist|kvist|berg|lund|gren)s?(?!\w)"
)
# Written in haste, without capitals: a given name is what tells these from other words.
_SMALL_NAME = re.compile(r"(?<!\w)([a-zåäöé]{2,20}) [a-zåäöé]{2,20}sson(?:s|en)?(?![\w-])")
_SPELT_AT = re.compile(r"\s?[(\[]\s?(?:at|a|snabel-?a)\s?[)\]]\s?", re.IGNORECASE)
_INITIALS = re.compile(r"[A-ZÅÄÖ](?<![\w.].)\. ?[A-ZÅÄÖ]\.(?!\w)")
_E_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]{1,63}\.[\w.-]{2,63}")
# Whom a unit's own address belongs to; "anna.andersson" is somebody.
_UNIT = re.compile(
    r"(?:info|ifo|kontakt|kommun\w*|kansli\w*|registrator\w*|social\w*|vuxen\w*|missbruk\w*|beroende\w*|vard\w*|omsorg\w*"
    r"|enhet\w*|forvaltning\w*|namnd\w*|mottagning\w*|reception\w*|stod\w*|familj\w*|oppenvard\w*|statistik|noreply)"
    r"(?:[.-](?:ifo|kommun\w*|social\w*|vuxen\w*|enhet\w*|forvaltning\w*|namnd\w*))?",
    re.IGNORECASE,
)
_OF_DIGITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[+0](?<!\d.)(?:46|046)?[ -]?7[02369](?:[ -]?\d){7}(?!\d)",
        r"f(?<!\w.)(?:ödd|ött|\.)\s{0,3}(?:år |den |-)?\s{0,3}\d{2}",
        r"\d(?<!\d\d)\d{5}(?:\d{2})?\s?-\s?[xX*]{2,4}",
        r"[1-9](?<!\d.)\d[- ]?år(?:ig|ing(?:en)?(?:s)?(?!\w))",
        r"(?:man|mannen|kvinna|kvinnan|kille|killen|tjej|tjejen|pojke|pojken|flicka|flickan|klient|klienten|person|personen"
        r"|brukare|brukaren|patient|patienten|barnet|hon|han)(?:,| \(| är| var| fyllde| på| om){0,2} ?\(?[1-9]\d? ?år",
        r"(?:man|kvinna|kille|tjej|pojke|flicka|klient|person|brukare|patient)(?:en|an)?,? född",
        r"\w(?:gatan|vägen|gränd|stigen|backen|torget|gränden) \d{1,3}(?!\d)",
    )
)
_OF_WORDS = re.compile(
    r"(?:mannen|kvinnan|killen|tjejen|pojken|flickan|klienten|personen|brukaren|patienten|hon|han)"
    r" (?:som|heter|hette|bor|bodde|dog|avled)(?!\w)"
)
_TITLED = re.compile(
    r"(?:[Kk]lienten|[Bb]rukaren|[Pp]atienten|[Hh]err|[Ff]ru|[Ff]röken|[Bb]röderna|[Ss]ystrarna|[Ff]amiljen)"
    r" [A-ZÅÄÖ][a-zåäö]+"
)
# A whole date long before any survey period is somebody's birthday.
_OLD_DATE = re.compile(r"(?<!\d)(19[2-9]\d|200[0-7])[-./]?(\d{2})[-./]?(\d{2})(?!\d)")


def names_a_person(text: str) -> bool:
    """Whether a text seems to be about one person who can be told."""
    text = " ".join(plain_digits(unicodedata.normalize("NFC", text)).split())
    text = _SPELT_AT.sub("@", text)
    if "@" in text and any(not _UNIT.fullmatch(mail[1]) for mail in _E_MAIL.finditer(text)):
        return True
    if not text.islower() and _holds_a_name(text):
        return True
    small = text.lower()
    if any(name[1].capitalize() in GIVEN_NAMES for name in _SMALL_NAME.finditer(small)):
        return True
    return bool(_OF_WORDS.search(small)) or (any(map(str.isdigit, small)) and _holds_a_trace_in_digits(text, small))


def _holds_a_name(text: str) -> bool:
    if any(_names_somebody(text, word) for word in _CAPITALISED.finditer(text)):
        return True
    return any(trace.search(text) for trace in (_SON, _OTHER_SURNAME, _INITIALS, _TITLED))


def _names_somebody(text: str, word: re.Match[str]) -> bool:
    name = word[0] if word[0] in GIVEN_NAMES else word[0].removesuffix("s")
    if name not in GIVEN_NAMES or _HOUSE.match(text, word.end()):
        return False
    if _BEFORE_A_HOUSE.search(text, max(0, word.start() - 12), word.start()) or text[: word.start()].endswith("Mini-"):
        return False
    return name in NAMES_BY_THEMSELVES or _SURNAME.match(text, word.end()) is not None


def _holds_a_trace_in_digits(text: str, small: str) -> bool:
    if looks_like_one(text) or any(trace.search(small) for trace in _OF_DIGITS):
        return True
    return any(is_day(int(date[1]), date[2], date[3]) for date in _OLD_DATE.finditer(text))
