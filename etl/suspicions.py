"""Traces of a single person in free text: names, birth dates, ages, mobile numbers, e-mail. Suspected, never sure.

What is found here is held for a human; what is found is never repeated.
"""

from __future__ import annotations

import re

from etl.personal_numbers import is_day, plain_digits

# The commonest given names of adults in Sweden; with a second capitalised word after them they name a person.
_GIVEN_NAMES = (
    "Adam|Agneta|Ahmed|Alexander|Ali|Amanda|Amir|Anders|Andreas|Anette|Anita|Anna|Annika|Anton|Arne|Astrid|Axel|"
    "Barbro|Bengt|Berit|Birgitta|Bo|Britt|Camilla|Carina|Carl|Caroline|Cecilia|Charlotte|Christer|Christina|"
    "Christoffer|Claes|Dan|Daniel|David|Eleonor|Elias|Elin|Elisabeth|Ella|Elsa|Emelie|Emil|Emma|Erik|Erika|Eva|"
    "Filip|Fredrik|Frida|Fatima|Gabriel|Gun|Gunilla|Gunnar|Gustav|Göran|Hanna|Hans|Hassan|Helena|Henrik|Ida|Inga|"
    "Ingela|Inger|Ingrid|Irene|Isabelle|Jakob|Jan|Jennifer|Jenny|Jens|Jessica|Joakim|Johan|Johanna|John|Jonas|"
    "Josefin|Julia|Jörgen|Kalle|Karin|Karl|Katarina|Kenneth|Kerstin|Kevin|Kjell|Klara|Kristina|Lars|Lena|Lennart|"
    "Leif|Linda|Linnea|Linus|Lisa|Louise|Lovisa|Lucas|Magnus|Maj|Malin|Maria|Marianne|Marie|Markus|Martin|Mats|"
    "Matilda|Mattias|Mia|Michael|Mikael|Mohamed|Monica|Mona|Nils|Niklas|Olle|Olof|Oskar|Patrik|Per|Pernilla|"
    "Peter|Petra|Pia|Rebecka|Rickard|Robert|Roger|Roland|Rolf|Rune|Sandra|Sara|Simon|Siv|Sofia|Sonja|Stefan|Sten|"
    "Stig|Susanne|Sven|Therese|Thomas|Tobias|Tommy|Tove|Ulf|Ulla|Ulrika|Urban|Veronica|Viktor|Viktoria|Wilhelm|"
    "William|Yvonne|Åke|Åsa|Örjan"
)
_NAME = r"[A-ZÅÄÖÉ][a-zåäöéü]+"
_PERSON = (
    # "Maria Ungdom" and "Mini-Maria" are clinics.
    rf"(?<![-\w])(?:{_GIVEN_NAMES})(?:[- ]{_NAME})? (?!Ungdom|Mottagning|Beroende){_NAME}",
    rf"(?<!\w){_NAME} {_NAME}?(?:sson|sdotter|ström|qvist|kvist|berg|lund|gren)s?(?!\w)",
    rf"(?<!\w)[Kk]lienten {_NAME}|(?<!\w)[Bb]rukaren {_NAME}|(?<!\w)(?:[Hh]err|[Ff]ru|[Ff]röken) {_NAME}",
)
_TRACES = tuple(
    re.compile(pattern)
    for pattern in (
        *_PERSON,
        r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}",
        r"(?<!\d)(?:\+46|0046|0)[ -]?7[02369](?:[ -]?\d){7}(?!\d)",
        r"(?i)(?<!\w)f(?:ödd|\.)\s*(?:år |den |-)?\s*\d{2}",
        r"(?<!\d)\d{6}(?:\d{2})?\s?-\s?[xX*]{2,4}",
        r"(?i)(?<!\d)[1-9]\d[- ]?årig",
        r"(?i)(?<!\w)(?:man|mannen|kvinna|kvinnan|kille|killen|tjej|tjejen|klient|klienten),? (?:på )?[1-9]\d ?år",
    )
)
# A whole date long before any survey period is somebody's birthday.
_OLD_DATE = re.compile(r"(?<!\d)(19[2-9]\d|200[0-7])[-./]?(\d{2})[-./]?(\d{2})(?!\d)")


def names_a_person(text: str) -> bool:
    """Whether a text seems to be about one person who can be told."""
    text = " ".join(plain_digits(text).split())
    if any(trace.search(text) for trace in _TRACES):
        return True
    return any(is_day(int(date[1]), date[2], date[3]) for date in _OLD_DATE.finditer(text))
