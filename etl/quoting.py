"""What stood in a cell, quoted back to whoever wrote it: only what cannot be about a person.

Words are let through by a list, since any other word may be somebody's name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_LONGEST_SHOWN = 20
_MOST_DIGITS_SHOWN = 7
# Six digits on end may be somebody's date of birth.
_LONG_NUMBER = re.compile(r"\d{6}")
# Everything else (markup, control characters, e-mail signs) is never echoed.
_SHOWABLE = re.compile(r"[\w\s.,:;%=~≈+*/()?'’\-–—−#½⅓¼¾&!±]+|[<>≤≥]=?\s*[\w\s]+")
_WORD = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(
    r"n[/.]a\.?|c:a\b|s\.\s?o\.?|t\.\s?ex\.?|t\.\s?o\.\s?m\.?|bl\.\s?a\.?|e\.\s?d\.", re.IGNORECASE
)
_WORDS = """
    ca cirka circa ungefär ung omkring runt kring drygt knappt nästan närmare minst högst max min maximalt mer
    fler färre mindre över under upp till emot uppemot inemot bortåt åtminstone typ uppskattat uppskattad
    uppskattning uppskattningsvis ungefärligt ungefärligen skattat värde antal tal talet än eller och à av
    totalt summa plus minus mellan per exakt st styck stycken person personer pers individ individer klient
    klienter brukare patienter deltagare besök tillfälle tillfällen prov prover provtagningar urinprov tester
    test ggr gång gånger familj familjer hushåll anhöriga närstående ärende ärenden placering placeringar beslut
    insats insatser samtal dygn dag dagar tim timme timmar kr tkr vuxna unika procent promille pct män kvinnor
    noll en ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton tjugo hundra hundratal
    tiotal ingen inga inget ingenting nej ja yes no sant falskt true false null nan none inf xx xxx tbd ej inte
    icke saknas saknar finns uppgift uppgifter uppgiften uppg vet okänt okänd aktuell aktuellt relevant
    redovisas redovisat statistik förs mäts maskerat maskerad sekretess dolt hemligt få fåtal några flera många
    vissa se bilaga kommentar kommentaren ovan nedan ingår i på med utan samma som dito förra året år svar
    kommer återkommer senare kanske ibland planeras osäkert osäker nr kl den mi cra craft åp hap met cm act nect
    kbt hvb lvm lvu stödsamtal jan januari feb februari mar mars apr april maj jun juni jul juli aug augusti sep
    sept september okt oktober nov november dec december halvår halvåret helår hela kvartal första sista andra
    ref saknad referens division värdefel namn name value div num spill calc region kommun kommuner stad län
    norrbotten norrbottens
"""
_HARMLESS = frozenset(_WORDS.split())


def shown(value: object, also: Collection[str] = ()) -> str:
    """What stood in a cell, quoted, if it is short and cannot be about a person; otherwise empty.

    Args:
        also: words that are harmless in this very cell, in lower case, such as the names of municipalities.
    """
    written = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    text = " ".join(unicodedata.normalize("NFC", written).split())
    digits = sum(character.isdigit() for character in text)
    if not text or len(text) > _LONGEST_SHOWN or digits > _MOST_DIGITS_SHOWN or _LONG_NUMBER.search(text):
        return ""
    if not _SHOWABLE.fullmatch(text) or not _only_harmless_words(text, also):
        return ""
    return f"”{text}”"


def _only_harmless_words(text: str, also: Collection[str]) -> bool:
    words = [word.casefold() for word in _WORD.findall(_ABBREVIATION.sub("", text))]
    unknown = [word for word in words if word not in _HARMLESS and word not in also]
    # One letter is a cross or a slip of the finger; two are somebody's initials.
    return not unknown or (len(words) == 1 and len(words[0]) == 1)
