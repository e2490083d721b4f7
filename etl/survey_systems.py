"""Which survey system wrote an export, told by its signature; and the columns that systems add of themselves.

What a system adds names the respondent or the time (e-mail, address on the net, name, id), and is dropped at the door.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from etl.cells import Cell

System = Literal["evasys", "limesurvey", "forms", "google", "surveymonkey", "unknown"]

SYSTEM_NAMES: Mapping[System, str] = {
    "evasys": "EvaSys",
    "limesurvey": "LimeSurvey",
    "forms": "Microsoft Forms",
    "google": "Google Formulär",
    "surveymonkey": "SurveyMonkey",
    "unknown": "okänt system",
}
# What parts the ticked options that a system writes in one cell. An unknown system may use any of them.
OPTION_SEPARATORS: Mapping[System, str] = {"forms": ";", "google": ","}
ANY_SEPARATOR = ";,|\n"

_FORMS = ("ID", "Start time", "Starttid", "Completion time", "Slutförandetid", "Email", "E-post", "Name", "Namn")
_GOOGLE = ("Timestamp", "Tidstämpel", "Tidsstämpel")
_LIMESURVEY = (
    "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "Date submitted", "Last page",
    "Start language", "Date started", "Date last action", "refurl", "Referrer URL", "Datum inskickat", "Sista sidan",
    "Startspråk",
)  # fmt: skip
_SURVEYMONKEY = ("RespondentID", "Respondent ID", "CollectorID", "Collector ID")
_EVASYS = ("Formulär-ID", "Form ID", "Bogen", "Zeitstempel")
_OTHERS = (
    "E-mail", "E-postadress", "Email address", "E-mail address", "Ditt namn", "Befattning", "Last modified time",
    "Senast ändrad", "Tid för senaste ändring", "IP", "IP Address", "IP-adress", "IP-nummer", "ipaddr", "token",
    "Respondent", "Svarare", "Collector", "EndDate", "End Date", "Start Date", "Startdatum", "Slutdatum",
    "First Name", "Förnamn", "LastName", "Last Name", "Efternamn", "Custom Data", "Custom Data 1", "Response ID",
    "Svars-ID", "Svarsdatum", "Telefon", "Telefonnummer", "Mobil", "Mobiltelefon", "Mobilnummer", "Samtycke",
    "Language", "Språk", "Poäng", "Points", "Total points", "Totalt antal poäng", "Quiz feedback", "Score",
    "Status", "Username", "User name", "Användarnamn", "Uppgiftslämnare", "Kontaktuppgifter", "Ifylld av",
    "Tidsåtgång", "Duration", "Webbläsare", "Latitude", "Longitude", "Completed", "Consent", "Signatur",
)  # fmt: skip
_COMPLETION = ("submitdate", "Date submitted", "Datum inskickat")
# Forms that are marked as a quiz have columns of points for every question.
_OF_A_QUIZ = re.compile(r"\s*(?:points|feedback|poäng|återkoppling)\s*[-–]\s", re.IGNORECASE)
_FILTER = re.compile(r"\s*\[FILTER\]", re.IGNORECASE)
_SUB_QUESTION = re.compile(r"[A-Za-z]\w{0,19}\[\w{1,20}\]")
_NUMBERED = re.compile(r".*_(\d{1,2})", re.DOTALL)
# What EvaSys writes instead of handwriting that nobody has typed in.
PLACEHOLDERS = frozenset(["[freitextfeld]", "[image]", "[fritextfält]", "[bild]"])
_SECOND_HEADINGS = ("Response", "Open-Ended Response", "Other (please specify)")
_FEWEST_OF_FORMS = 3
_FEWEST_OF_LIMESURVEY = 2


def plain(heading: str) -> str:
    """A heading as letters and digits, to be held against those that systems write."""
    composed = unicodedata.normalize("NFC", heading).casefold()
    return "".join(character for character in composed if character.isalnum())


def _keys(headings: Iterable[str]) -> frozenset[str]:
    return frozenset(map(plain, headings))


SYSTEM_HEADINGS = _keys((*_FORMS, *_GOOGLE, *_LIMESURVEY, *_SURVEYMONKEY, *_EVASYS, *_OTHERS))
SECOND_HEADINGS = _keys(_SECOND_HEADINGS)
_COMPLETION_HEADINGS = _keys(_COMPLETION)


def is_system_heading(heading: str) -> bool:
    """Whether a column is one that a system adds of itself."""
    return plain(heading) in SYSTEM_HEADINGS or bool(_OF_A_QUIZ.match(heading))


def tells_completion(heading: str) -> bool:
    """Whether a blank cell under this heading means that the answer was never sent in."""
    return plain(heading) in _COMPLETION_HEADINGS


def is_second_row(first: Mapping[int, str], second: Mapping[int, str]) -> bool:
    """Whether the row under the headings is more headings, as SurveyMonkey writes them: options and "Response"."""
    if SECOND_HEADINGS & _keys(second.values()):
        return True
    ids = [place for place, text in first.items() if plain(text) in _keys(_SURVEYMONKEY)]
    return bool(ids) and bool(second) and not any(place in second for place in ids)


def recognise_system(
    headings: Mapping[int, str], two_rows: bool, columns: Mapping[int, list[Cell]], with_codebook: bool
) -> System:
    """The system whose signature an export bears.

    Args:
        headings: by column.
        two_rows: there are two rows of headings.
        columns: the cells under each heading.
        with_codebook: a codebook was given and fits the export.
    """
    found = _keys(headings.values())
    first = plain(headings[min(headings)]) if headings else ""
    if two_rows or len(found & _keys(_SURVEYMONKEY)) > 1:
        return "surveymonkey"
    if with_codebook or _is_evasys(headings, found, columns):
        return "evasys"
    sub_questions = any(_SUB_QUESTION.match(text) for text in headings.values())
    if len(found & _keys(_LIMESURVEY)) >= _FEWEST_OF_LIMESURVEY or (sub_questions and "submitdate" in found):
        return "limesurvey"
    if len(found & _keys(_FORMS)) >= _FEWEST_OF_FORMS:
        return "forms"
    return "google" if first in _keys(_GOOGLE) else "unknown"


def _is_evasys(headings: Mapping[int, str], found: frozenset[str], columns: Mapping[int, list[Cell]]) -> bool:
    if any(map(_FILTER.match, headings.values())) or found & _keys(_EVASYS):
        return True
    cells = (cell for column in columns.values() for cell in column)
    if any(isinstance(cell.value, str) and cell.value.strip().casefold() in PLACEHOLDERS for cell in cells):
        return True
    return any(_holds_own_number(text, columns.get(place, [])) for place, text in headings.items())


def _holds_own_number(heading: str, cells: list[Cell]) -> bool:
    """``grupp_3`` with nothing but 0 and 3 under it: no other system writes an option so."""
    number = _NUMBERED.fullmatch(heading.strip())
    if number is None or int(number[1]) < 2:
        return False
    return {str(cell.value).strip() for cell in cells} - {"0"} == {str(int(number[1]))}
