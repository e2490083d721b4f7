"""Areas of Sweden: nation, counties, sub-areas, municipalities; known spellings and adult population."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz, process

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
BOUNDARIES = {
    "municipality": REFERENCE / "boundaries" / "municipalities.geojson",
    "county": REFERENCE / "boundaries" / "counties.geojson",
}
# Of the population that comes with Samsyn; a fetched one that is in use has its own.
POPULATION_YEAR = 2019

Level = Literal["nation", "county", "sub_area", "municipality"]

# Below this likeness (0-100) a suggestion misleads more than it helps.
_NEAR_ENOUGH = 78

# Official names that do not follow the rule "name (+ s) + kommun/stad".
_IRREGULAR = {"falu kommun": "2080", "region gotland": "0980", "sjuhärad": "14-borasregionen"}

# Regions that are not called after their county.
_REGIONS = {
    "04": ("region sörmland",), "14": ("västra götalandsregionen", "vgr"),
    "23": ("region jämtland härjedalen", "region jämtland/härjedalen", "jämtland härjedalen"),
}  # fmt: skip

_CALLED = {
    "04": "Region Sörmland", "06": "Region Jönköpings län", "14": "Västra Götalandsregionen",
    "18": "Region Örebro län", "23": "Region Jämtland Härjedalen",
}  # fmt: skip

_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})


@dataclass(frozen=True)
class Area:
    """One area. ``county`` is the code of the county it lies in (a county lies in itself)."""

    code: str
    name: str
    level: Level
    county: str | None
    sub_area: str | None
    skr_group_code: str | None
    skr_group: str | None
    similar: tuple[str, ...]

    @property
    def short_name(self) -> str:
        """As in running text: "Norrbotten" for Norrbottens län; other areas have one name only."""
        return self.name.removesuffix(" län").removesuffix("s") if self.level == "county" else self.name

    @property
    def answers_as(self) -> str:
        """What whoever answers for the area is called: for a county that is its region."""
        return _CALLED.get(self.code, f"Region {self.short_name}") if self.level == "county" else self.name


def swedish_key(text: str) -> str:
    """Sort key for Swedish alphabetical order: å, ä and ö last, other accents ignored."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_AFTER_Z)
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


class Areas:
    """Every area we know, by code; iterates in Swedish alphabetical order within each level."""

    def __init__(
        self, areas: Iterable[Area], adults: Mapping[str, Mapping[str, int]], population_year: int = POPULATION_YEAR
    ) -> None:
        self._areas = {a.code: a for a in sorted(areas, key=lambda a: swedish_key(a.name))}
        self._adults = adults
        self.population_year = population_year
        self._spellings = _spellings(self._areas.values())

    def __iter__(self) -> Iterator[Area]:
        return iter(self._areas.values())

    def __contains__(self, code: str) -> bool:
        return code in self._areas

    def get(self, code: str) -> Area:
        """The area with this code; an unknown code is a bug in the caller (KeyError)."""
        return self._areas[code]

    def of_level(self, level: Level) -> tuple[Area, ...]:
        """All areas of one level."""
        return tuple(a for a in self if a.level == level)

    def municipalities(self, within: str = "00") -> tuple[Area, ...]:
        """The municipalities of a county, a sub-area or the nation; a municipality is its own only one."""
        return tuple(a for a in self.of_level("municipality") if within in ("00", a.county, a.sub_area, a.code))

    def sub_areas(self, county: str) -> tuple[Area, ...]:
        """The sub-areas a county is divided into; empty for most counties."""
        return tuple(a for a in self.of_level("sub_area") if a.county == county)

    def find(self, text: str) -> Area | None:
        """The area a person means by a code, a name or an official long form; None rather than a guess.

        A municipality wins over the county with the same short name ("Örebro").
        """
        spelling = _plain(text)
        code_and_name = re.fullmatch(r"([0-9]{2,4}(?:-[a-z]+)?)[ ,]+(.+)", spelling)
        if code_and_name:
            area = self._areas.get(code_and_name[1])
            return area if area is not None and code_and_name[2] in _names(area) else None
        code = self._spellings.get(spelling)
        return self._areas[code] if code else None

    def find_at(self, text: str, levels: Collection[Level]) -> Area | None:
        """The same among areas of some levels: for a region "Örebro" is the county, and "Region Örebro län" too."""
        found = self.find(text)
        if found is not None and found.level in levels:
            return found
        spelling = _plain(text)
        named = {a.code for a in self if a.level in levels and spelling in (a.code, *_names(a), *_as_region(a))}
        return self._areas[named.pop()] if len(named) == 1 else None

    def nearest(self, text: str) -> str | None:
        """The name nearest in spelling, to suggest; never to be used without asking."""
        best = process.extractOne(_plain(text), self._spellings.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
        return self._areas[self._spellings[best[0]]].name if best else None

    def adults(self, code: str, sex: str = "total") -> int:
        """Persons 18 years or older on 31 December of ``population_year``; sex is total, women or men.

        As published where the area has a figure of its own: from 2025 SCB's parts do not sum to its totals.
        """
        own = self._adults.get(code)
        return own[sex] if own else self.adults_of_municipalities(code, sex)

    def adults_of_municipalities(self, code: str, sex: str = "total") -> int:
        """The sum over an area's municipalities: what shares of them are shares of, so that all is exactly one."""
        return sum(self._adults[m.code][sex] for m in self.municipalities(code))

    def with_population(self, year: int, adults: Mapping[str, Mapping[str, int]]) -> Areas:
        """The same areas with another population; sub-areas need no figures of their own."""
        return Areas(self._areas.values(), adults, year)


@lru_cache(maxsize=1)
def load_areas() -> Areas:
    """Read the reference data; cheap after the first call."""
    with (REFERENCE / "areas.csv").open(encoding="utf-8", newline="") as file:
        areas = [_area(row) for row in csv.DictReader(file)]
    with (REFERENCE / f"population_{POPULATION_YEAR}.csv").open(encoding="utf-8", newline="") as file:
        adults = {row.pop("area"): {sex: int(n) for sex, n in row.items()} for row in csv.DictReader(file)}
    return Areas(areas, adults)


def _area(row: dict[str, str]) -> Area:
    levels: dict[str, Level] = {
        "nation": "nation",
        "county": "county",
        "sub_area": "sub_area",
        "municipality": "municipality",
    }
    return Area(
        code=row["code"],
        name=row["name"],
        level=levels[row["level"]],
        county=row["county"] or None,
        sub_area=row["sub_area"] or None,
        skr_group_code=row["skr_group_code"] or None,
        skr_group=row["skr_group"] or None,
        similar=tuple(row["similar"].split()),
    )


def _plain(text: str) -> str:
    """One way to write what looks the same: composed letters, one space, one kind of hyphen, lower case."""
    composed = unicodedata.normalize("NFC", text)
    hyphens = re.sub(r"[‐-―−]", "-", composed)
    return " ".join(hyphens.split()).casefold()


def _names(area: Area) -> list[str]:
    name = _plain(area.name)
    names = [name]
    if area.level == "municipality":
        genitive = name if name.endswith("s") else name + "s"
        names += [f"{n} {form}" for n in dict.fromkeys((name, genitive)) for form in ("kommun", "stad")]
    if area.level == "county":
        names.append(_plain(area.short_name))
    if area.level == "sub_area" and "(" in name:
        names.append(name.split(" (")[0])
    if area.level == "nation":
        names += ["sverige", "hela riket"]
    return names


def _as_region(area: Area) -> list[str]:
    """What the region with a county's geography is called."""
    if area.level != "county":
        return []
    short, own = _plain(area.short_name), _REGIONS.get(area.code, ())
    return [f"region {short}", f"region {_plain(area.name)}", f"region {_plain(area.name.removesuffix(' län'))}", *own]


def _spellings(areas: Iterable[Area]) -> dict[str, str]:
    """Every accepted spelling -> code. Who comes first keeps it, so municipalities are taken first."""
    order: tuple[Level, ...] = ("municipality", "county", "sub_area", "nation")
    spellings: dict[str, str] = {}
    for area in sorted(areas, key=lambda a: order.index(a.level)):
        for spelling in (area.code, *_names(area)):
            spellings.setdefault(spelling, area.code)
    known = set(spellings.values())
    return spellings | {spelling: code for spelling, code in _IRREGULAR.items() if code in known}
