"""Rounds: who in a county is asked for a form and a period, until when. Decisions: kept and never overwritten."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from etl.areas import Level, load_areas, swedish_key
from etl.forms.catalogue import get_form
from etl.forms.description import Form
from etl.house import House, remove_unfinished, write_whole
from etl.periods import parse_period
from etl.problems import UserError
from etl.swedish import in_a_row, swedish_date


@dataclass(frozen=True)
class Round:
    """One opening of a form to a number of areas of a county; a later version for the same period replaces it."""

    form: str
    period: str
    areas: tuple[str, ...]
    deadline: date
    version: int
    opened_on: date | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Form, period and county: what there is one round of."""
        return self.form, self.period, load_areas().get(self.areas[0]).county or ""


def open_round(
    house: House,
    form: str,
    period: str,
    areas: Iterable[str],
    deadline: date,
    *,
    opened_on: date | None = None,
) -> Round:
    """Decide who is asked. Opening the same round again adds a version, unless nothing differs.

    Raises:
        UserError: unknown form, period or area, nobody asked, or those asked are of several counties.
    """
    codes = tuple(sorted({_answerer(code, get_form(form)) for code in areas}))
    if not codes:
        raise UserError("Ange minst en som ska svara.")
    if len(counties := {load_areas().get(code).county or "" for code in codes}) > 1:
        told = in_a_row([load_areas().get(county).name for county in sorted(counties)])
        raise UserError(f"En insamling gäller ett län. Öppna en för vart och ett av {told}.")
    wanted = Round(get_form(form).id, parse_period(period).id, codes, deadline, 1, opened_on)
    folder = house.decisions / "rounds"
    folder.mkdir(parents=True, exist_ok=True)
    with house.lock("received"):
        remove_unfinished(folder)
        before = _newest(read_rounds(house)).get(wanted.key)
        if before and (before.areas, before.deadline) == (wanted.areas, wanted.deadline):
            return before
        opened = replace(wanted, version=before.version + 1 if before else 1)
        write_whole(folder / _file_name(opened), _to_json(opened))
    return opened


def rounds(house: House) -> list[Round]:
    """The rounds that hold, in order of period."""
    return sorted(_newest(read_rounds(house)).values(), key=lambda r: (r.form, r.period))


def read_rounds(house: House) -> list[Round]:
    """Every version of every round, oldest version first."""
    files = (house.decisions / "rounds").glob("*.json")
    return sorted(map(_read_round, files), key=lambda r: (r.form, r.period, r.version))


def asked_areas(house: House, text: str, form: Form | None = None) -> tuple[str, ...]:
    """Those meant by "25", "2580,2581", "Luleå, Boden" or "all" (everyone in the house's county).

    Args:
        form: whom it is for; municipalities without one.

    Raises:
        UserError: an area that does not exist, with the nearest name.
    """
    levels = form.levels if form else ("municipality",)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    codes: list[str] = []
    for part in parts:
        area = load_areas().find_at(part, levels)
        if area is not None and area.level != "municipality":
            codes.append(area.code)
            continue
        within = house.county if part.casefold() in ("all", "alla") else _known(part)
        codes += _within(within, levels)
    return tuple(sorted(set(codes)))


def _within(place: str, levels: Collection[Level]) -> list[str]:
    """Those of some levels that lie in a place."""
    areas = load_areas()
    codes = [area.code for area in areas.municipalities(place)] if "municipality" in levels else []
    if areas.get(place).level == "county":
        codes += [area.code for area in areas.sub_areas(place)] if "sub_area" in levels else []
        codes += [place] if "county" in levels else []
    return codes


def reminder_text(round_: Round, area: str) -> str:
    """A reminder to copy into a message to the one who has not answered yet."""
    form, period = get_form(round_.form), parse_period(round_.period)
    name = load_areas().get(area).answers_as
    return (
        f"Hej!\n\n"
        f"Vi saknar ännu svar från {name} på ”{form.title}” för {period.label}. "
        f"Sista dag att svara är {swedish_date(round_.deadline)}.\n\n"
        f"Fyll i formuläret och lämna in det i Samsyn under ”Lämna uppgifter”. "
        f"Skriv 0 om ingen person är aktuell och ”uppgift saknas” om ni inte har någon siffra. "
        f"Behöver ni mer tid eller hjälp, svara på det här meddelandet.\n\n"
        f"Tack på förhand!\n"
    )


def _known(text: str) -> str:
    areas = load_areas()
    if area := areas.find(text):
        return area.code
    near = areas.nearest(text)
    raise UserError(f"Det finns inget område ”{text}”." + (f" Menar du {near}?" if near else ""))


def _answerer(code: str, form: Form) -> str:
    areas = load_areas()
    if code in areas and areas.get(code).level in form.levels:
        return code
    if form.levels == ("municipality",):
        raise UserError(f"”{code}” är inte koden för en kommun.")
    raise UserError(f"”{code}” är inte koden för någon som besvarar ”{form.short_title}”.")


def _newest(versions: Iterable[Round]) -> dict[tuple[str, str, str], Round]:
    return {r.key: r for r in versions}


def _file_name(round_: Round) -> str:
    form, period, county = round_.key
    return f"{form}--{period.replace('/', '_')}--{county}--v{round_.version:03d}.json"


def _to_json(round_: Round) -> bytes:
    content = asdict(round_) | {"deadline": round_.deadline.isoformat()}
    content["opened_on"] = round_.opened_on.isoformat() if round_.opened_on else None
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _read_round(path: Path) -> Round:
    content = json.loads(path.read_bytes())
    opened_on = content["opened_on"]
    return Round(
        form=content["form"],
        period=content["period"],
        areas=tuple(content["areas"]),
        deadline=date.fromisoformat(content["deadline"]),
        version=content["version"],
        opened_on=date.fromisoformat(opened_on) if opened_on else None,
    )


def by_name(codes: Iterable[str]) -> list[str]:
    """Area codes in Swedish alphabetical order of their names: municipalities, parts of the county, the region."""
    areas = load_areas()
    kinds: list[Level] = ["municipality", "sub_area", "county"]
    return sorted(codes, key=lambda code: (kinds.index(areas.get(code).level), swedish_key(areas.get(code).name)))
