"""Numbers, dates and lists written the Swedish way, and the words and signs for what is not a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from etl.periods import MONTHS
from etl.swedish import STATUS_WORDS as WORDS
from etl.swedish import swedish_number

NBSP = "\u00a0"

# The command line writes ".." for a hidden figure; a page has room to say it.
STATUS_WORDS = {status: word for status, word in WORDS.items() if word} | {
    "suppressed": "visas inte",
    "suppressed_at_source": "visas inte i källan",
}

# As a clause after a number of municipalities: "4 saknar uppgift".
STATUS_CLAUSES = {
    "not_submitted": "svarade inte",
    "not_answered": "hoppade över frågan",
    "not_kept": "saknar uppgift",
    "not_asked": "fick inte frågan",
    "not_applicable": "är inte aktuella",
    "too_few_answers": "har för få svar",
    "suppressed": "visas inte",
    "suppressed_at_source": "visas inte i källan",
    "estimated": "har uppskattat",
}

# Where a word has no room. "-", "." and ".." mean what they mean in Kolada, which our readers know.
STATUS_SIGNS = {
    "not_submitted": "-",
    "not_answered": "o.b.",
    "not_kept": "u.s.",
    "not_asked": "e.f.",
    "not_applicable": ".",
    "too_few_answers": "f.s.",
    "suppressed": "..",
    "suppressed_at_source": "..",
}

STATUS_MEANINGS = {
    "not_submitted": "Den som tillfrågats har inte lämnat formuläret för perioden.",
    "not_answered": "Formuläret är lämnat, men just den här frågan är överhoppad.",
    "not_kept": "Den som svarat för inte statistik över detta.",
    "not_asked": "Frågan fanns inte med i den version av formuläret som lämnades ut.",
    "not_applicable": "Frågan gäller inte den som svarat, eller så går måttet inte att räkna ut.",
    "too_few_answers": (
        "De som svarat är för få för att tala för hela länet: färre än tre kommuner, eller mindre än halva den vuxna "
        "befolkningen. Antalen finns kvar, men inget värde räknas ut av dem."
    ),
    "suppressed": "Talet är så litet att det skulle kunna peka ut en person.",
    "suppressed_at_source": "Källan visar inte talet.",
    "estimated": "Den som svarat har uppskattat talet i stället för att räkna. Det räknas med i summorna.",
}


def number(value: float, decimals: int = 0) -> str:
    """1 634 or 34,1: no-break space between thousands, decimal comma, a real minus sign."""
    return swedish_number(value, decimals)


def percent(share: float, decimals: int = 0) -> str:
    """A share between 0 and 1 as 86 %."""
    return f"{number(share * 100, decimals)}{NBSP}%"


def out_of(part: int, whole: int) -> str:
    """8 av 14 kommuner, kept on one line."""
    return f"{number(part)}{NBSP}av{NBSP}{counted(whole, 'kommun', 'kommuner')}"


def part_of(part: float, whole: float) -> str:
    """3 av 7, kept on one line."""
    return f"{number(part)}{NBSP}av{NBSP}{number(whole)}"


def span(low: float, high: float, decimals: int = 0) -> str:
    """17,5–33,2; below zero the dash would be read as one more minus sign."""
    ends = (number(low, decimals), number(high, decimals))
    return f"{NBSP}till{NBSP}".join(ends) if low < 0 else "–".join(ends)


def counted(count: float, singular: str, plural: str) -> str:
    """1 kommun, 2 kommuner."""
    return f"{number(count)}{NBSP}{singular if count == 1 else plural}"


def listing(words: Sequence[str], last: str = "och") -> str:
    """Arjeplog, Kalix och Pajala."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def day(value: date) -> str:
    """21 november 2026."""
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}"


def capital(sentence: str) -> str:
    """First letter in upper case, the rest untouched: "CRA i grupp" stays as it is."""
    return sentence[:1].upper() + sentence[1:]


def short_title(title: str) -> str:
    """The first sentence of a report's long title."""
    return title.split(". ", maxsplit=1)[0]


def lower_first(phrase: str) -> str:
    """First letter in lower case unless the word is an abbreviation such as LVM or ÅP."""
    second = phrase[1:2]
    return phrase if second.isupper() or second.isdigit() or not second else phrase[:1].lower() + phrase[1:]


def possessive(name: str) -> str:
    """Luleås, Kalix, Borås: names that end in s, x or z take no further s."""
    return name if name[-1:].lower() in "sxz" else f"{name}s"


def ages(group: str) -> str:
    """An age group as a reader writes it: "18-29" is 18–29 år."""
    return f"{group.removesuffix('+')} år och äldre" if group.endswith("+") else f"{group.replace('-', '–')} år"
