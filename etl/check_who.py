"""Whose answers these are and when they are about: the head of a form against what it was written out for."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from etl.areas import Area, Level, load_areas
from etl.cells import Cell
from etl.find_rows import title
from etl.form_rows import head_fields
from etl.periods import MONTHS, Period, contains
from etl.problems import Problem, problem, shown
from etl.recognise import Found

_SEPARATORS = re.compile(r"\s+(?:och|samt|\+|&|-|–)\s+|\s*[,;/+&\n]\s*")
_WITH_CODE = re.compile(r"(\D+?)[\s,–-]*\(?([0-9]{4}|[0-9]{2})\)?")
_SHORTENED = re.compile(r"(.+?)\s+(?:k:n|kn)\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_WRITTEN_DAY = re.compile(r"(\d{1,2})\s+([a-zåäö]+)\.?\s+(\d{4})")
# What an area of each level is called where the answers are not a municipality's.
_CALLED: dict[Level, str] = {"municipality": "kommun", "county": "region", "sub_area": "länsdel"}


@dataclass(frozen=True)
class Who:
    """The area and period of a form; None where it could not be settled."""

    area: str | None
    period: Period | None
    problems: tuple[Problem, ...]


def check_who(found: Found, *, as_area: str | None, county: str | None, wanted: Period | None = None) -> Who:
    """Read municipality, year and period, and compare them with the form's own.

    Args:
        as_area: the municipality that sends; None for the analyst.
        county: the county of the house, for a form whose hidden sheet is gone.
        wanted: what the answers must be about, if the sender has said.
    """
    area, problems = _area(found, as_area, county)
    period, more = _period(found)
    if period is not None and wanted is not None and not contains(wanted, period) and not more:
        says = f"Formuläret gäller {period.label}, men uppgifterna ska gälla {wanted.label}."
        more = [_tell(found, "period_fel", "period_till", found.cell("period_till", "value"), says=says)]
    return Who(area, period, (*problems, *more))


def _tell(
    found: Found, code: str, field_id: str, cell: Cell | None, says: str | None = None, mend: str | None = None
) -> Problem:
    cells = [found.address(field_id, "value")] if field_id in found.places else []
    said = _shown(cell) if cell else ""
    label = title(next(each for each in head_fields(found.form) if each.id == field_id))
    return problem(code, sheet=found.sheet.name, cells=cells, label=label, found=said, says=says, mend=mend)


def _shown(cell: Cell) -> str:
    """What stood there, when it is the name of a place or nearly so; anything else may be a person's."""
    areas, text = load_areas(), _text(cell)
    if areas.nearest(text):
        return shown(cell.value, also={word.casefold() for word in re.findall(r"[^\W\d_]+", text)})
    return shown(cell.value, also=_places())


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """The words that names of areas are made of."""
    return frozenset(word for area in load_areas() for word in re.findall(r"[^\W\d_]+", area.name.casefold()))


def _find(text: str, levels: Collection[Level]) -> Area | None:
    """The area that is meant, of those who answer; also with its code after it, or shortened as in an address."""
    areas, text = load_areas(), _visible(text).strip(" .,;:")
    found = areas.find_at(text, levels)
    if found is None and (with_code := _WITH_CODE.fullmatch(text)):
        found = _with_code(with_code[1], with_code[2], levels)
    if found is None and (shortened := _SHORTENED.fullmatch(text)):
        found = areas.find_at(f"{shortened[1]} kommun", levels)
    return found


def _with_code(name: str, code: str, levels: Collection[Level]) -> Area | None:
    """Only where the name and the code are of one and the same."""
    named, coded = (load_areas().find_at(part, levels) for part in (name, code))
    return named if named == coded else None


def _visible(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def _area(found: Found, as_area: str | None, county: str | None) -> tuple[str | None, list[Problem]]:
    areas, cell, levels = load_areas(), found.cell("kommun", "value"), found.form.levels
    if "kommun" not in found.places:
        return None, []
    text = _code_or_name(cell, levels)
    if not text:
        return None, [_tell_of_who(found, "kommun_saknas", None, "{Who} är inte ifylld.", "Skriv namnet i cellen.")]
    area = _find(text, levels)
    named = {a.code for part in _SEPARATORS.split(_visible(text)) if (a := _find(part, levels))}
    if area is None and len(named) > 1:
        says = "Det står mer än en. Var och en lämnar sina egna svar."
        return None, [_tell_of_who(found, "kommun_flera", cell, says, "Skicka ett formulär för var och en.")]
    if area is None:
        return None, [_unknown(found, cell, text)]
    if as_area is not None and area.code != as_area:
        wanted = areas.get(as_area).answers_as
        says = f"Filen gäller {area.answers_as}, men uppgifterna ska lämnas för {wanted}."
        return None, [_tell(found, "kommun_fel", "kommun", cell, says=says)]
    home = areas.get(found.area).county if found.area and found.area in areas else county
    if home is not None and area.county != home:
        where = areas.get(home).short_name
        return None, [_tell(found, "kommun_fel", "kommun", cell, says=f"{area.answers_as} hör inte till {where}.")]
    return area.code, []


def _unknown(found: Found, cell: Cell | None, text: str) -> Problem:
    other = load_areas().find(text)
    called = " eller ".join(_CALLED[level] for level in found.form.levels)
    if other is not None and other.level in _CALLED:
        says = f"{other.answers_as} är en {_CALLED[other.level]}, men formuläret besvaras av en {called}."
        code = "kommun_okand" if found.form.levels == ("municipality",) else "kommun_fel"
        return _tell(found, code, "kommun", cell, says=says, mend="Skriv vem svaren gäller.")
    near = load_areas().nearest(_undone(text))
    mend = f"Menar ni {near}? Skriv i så fall det." if near else None
    if found.form.levels == ("municipality",):
        return _tell(found, "kommun_okand", "kommun", cell, mend=mend)
    says, said = f"Det som står är inte namnet på någon {called}.", _shown(cell) if cell else ""
    says = f"Det står {said}, som inte är namnet på någon {called}." if said else says
    return _tell(found, "kommun_okand", "kommun", cell, says=says, mend=mend or "Skriv namnet eller koden.")


def _tell_of_who(found: Found, code: str, cell: Cell | None, says: str, mend: str) -> Problem:
    """The catalogue's words are those of the municipalities."""
    if found.form.levels == ("municipality",):
        return _tell(found, code, "kommun", cell)
    who = head_fields(found.form)[0].short_label
    return _tell(found, code, "kommun", cell, says=says.replace("{Who}", who), mend=mend)


def _code_or_name(cell: Cell | None, levels: Collection[Level]) -> str:
    """What is written; a program takes the zero off the code of a county."""
    text = _text(cell)
    return text[-2:] if "municipality" not in levels and re.fullmatch("00[0-9]{2}", text) else text


def _undone(text: str) -> str:
    """Letters that were read in the wrong encoding put right; only to suggest a name, never to take it."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _period(found: Found) -> tuple[Period | None, list[Problem]]:
    problems: list[Problem] = []
    start, end = (_day(found.cell(name, "value")) for name in ("period_fran", "period_till"))
    own = found.period
    for name, day, wanted in (
        ("period_fran", start, own and own.start),
        ("period_till", end, own and own.end),
    ):
        if name in found.places and (day is None or (wanted is not None and day != wanted)):
            says = f"Formuläret gäller {own.label}, men här står en annan dag." if own and day else None
            mend = f"Skriv {wanted}. Gäller svaren en annan period: hämta formuläret för den." if wanted else None
            problems.append(_tell(found, "period_fel", name, found.cell(name, "value"), says=says, mend=mend))
    if start and end and end < start:
        says = "Periodens sista dag ligger före den första."
        # The first day may be wrong as well, and then both are told at once.
        problems = [each for each in problems if found.address("period_till", "value") not in each.cells]
        problems.append(_tell(found, "period_fel", "period_till", found.cell("period_till", "value"), says=says))
    period = own
    if own is None and start and end and start <= end and _whole_months(start, end):
        period = Period(start, end)
    elif own is None and not problems:
        problems.append(_tell(found, "period_fel", "period_till", found.cell("period_till", "value")))
    problems += _year_problems(found, period)
    return period, problems


def _year_problems(found: Found, period: Period | None) -> list[Problem]:
    cell = found.cell("ar", "value")
    if "ar" not in found.places:
        return []
    year = _year(cell)
    if year is None and len(_YEAR.findall(_text(cell))) > 1:
        return [_tell(found, "ar_fel", "ar", cell, says="Det står flera år.")]
    if year is None or (period is not None and year != period.end.year):
        says = None if _text(cell) else "Året är inte ifyllt."
        mend = f"Skriv {period.end.year}. Gäller svaren ett annat år: hämta formuläret för det." if period else None
        return [_tell(found, "ar_fel", "ar", cell, says=says, mend=mend)]
    return []


def _year(cell: Cell | None) -> int | None:
    value = cell.value if cell else None
    if isinstance(value, datetime.date):
        return value.year
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() and _YEAR.fullmatch(str(int(value))) else None
    text = _text(cell)
    return int(text) if _YEAR.fullmatch(text) else None


def _day(cell: Cell | None) -> datetime.date | None:
    value = cell.value if cell else None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = _text(cell).casefold()
    if written := _WRITTEN_DAY.fullmatch(text):
        month = next((n for n, name in enumerate(MONTHS, start=1) if name.startswith(written[2][:3])), 0)
        text = f"{written[3]}-{month:02d}-{int(written[1]):02d}"
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _whole_months(start: datetime.date, end: datetime.date) -> bool:
    return start.day == 1 and (end + datetime.timedelta(days=1)).day == 1


def _text(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer():
        return f"{int(value):04d}"
    return str(value).strip()
