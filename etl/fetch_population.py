"""Persons 18 years or older by municipality and sex, from SCB's PxWebApi 2: which calls, and what the answers say.

From reference year 2025 every figure SCB publishes is moved a little by chance, so that a sum of many figures is moved
a lot. SCB publishes no total for adults; the fewest published figures that give one are five: all ages, less 0-9 and
10-19 years, and 18 and 19 years back. The nation and the counties are taken as published, never as sums.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from etl.areas import load_areas
from etl.fetch_plan import Answers, Call, Figure, Pace, Plan, Source, Table, UnexpectedAnswer, Wish, part
from etl.json_stat import Cube, read_json_stat

TABLE = "TAB6471"
ITEM = "adults"
_TITLE = "Folkmängd 18 år och äldre, 31 december"
_AREA, _AGE, _SEX = "Region", "Alder", "Kon"
# How often each published age counts in "18 years or older", by SCB's label.
_ADULTS = {"totalt, samtliga åldrar": 1, "0-9 år": -1, "10-19 år": -1, "18 år": 1, "19 år": 1}
_SEXES = {"totalt, samtliga män och kvinnor": "total", "kvinnor": "women", "män": "men"}
_DECEMBER = "M12"
# Until the service has told its own.
_PACE = Pace(1, 1.0)
# What chance may move five published figures of each of three sums; a difference above it is an error.
_NOISE = 60


def plan(wish: Wish) -> Plan:
    """The calls: what the service allows, what the table holds, and the table in as many parts as it takes.

    Raises:
        UnexpectedAnswer: the table is not divided as it was, or has not the year.
    """
    limits = yield Call("config", "/config", of=3)
    most = int(part(limits, "maxDataCells"))
    described = yield Call("metadata", f"/tables/{TABLE}/metadata?lang=sv", of=3)
    selections = list(_selections(read_json_stat(described), wish, most))
    for number, selection in enumerate(selections, start=1):
        body = json.dumps({"selection": selection}, ensure_ascii=False)
        address = f"/tables/{TABLE}/data?lang=sv&outputFormat=json-stat2"
        yield Call(f"data_{number:02}", address, body, of=2 + len(selections))


def pace(answers: Answers) -> Pace:
    """The pace in the service's own description; once a second until it is known."""
    limits = answers.get("config")
    if limits is None:
        return _PACE
    return Pace(int(part(limits, "maxCallsPerTimeWindow")), float(part(limits, "timeWindow")))


def read(answers: Answers) -> Table:
    """Adults by area and sex.

    Raises:
        UnexpectedAnswer: a part of the table is missing or is not as it was.
    """
    cubes = [read_json_stat(answer) for name, answer in answers.items() if name.startswith("data_")]
    if len({cube.updated for cube in cubes}) != 1:
        raise UnexpectedAnswer("SCB ändrade tabellen medan den hämtades. Hämta den igen med --anew.")
    year = _year(cubes)
    figures = [figure for cube in cubes for figure in _figures(cube, year)]
    return Table(
        figures=tuple(sorted(figures, key=lambda f: (f.area, f.sex))),
        titles={ITEM: _TITLE},
        units={ITEM: "personer"},
        updated=cubes[0].updated,
        faults=tuple(_faults(figures)),
        remarks=tuple(_remarks(year)),
    )


def _selections(described: Cube, wish: Wish, most: int) -> Iterator[list[dict[str, object]]]:
    """What to ask for, so that no part is larger than the service allows."""
    (time,) = described.roles.get("time", ("Tid",))
    (contents,) = described.roles.get("metric", ("ContentsCode",))
    expected = {_AREA, _AGE, _SEX, contents, time}
    if set(described.dimensions) != expected:
        other = ", ".join(sorted(set(described.dimensions) ^ expected))
        raise UnexpectedAnswer(f"SCB:s tabell {TABLE} är inte längre indelad som förut ({other}).")
    if len(described.dimensions[contents]) != 1:
        raise UnexpectedAnswer(f"SCB:s tabell {TABLE} har fått fler mått än folkmängden.")
    ages = _codes(described, _AGE, _ADULTS)
    sexes = _codes(described, _SEX, _SEXES)
    areas = list(described.dimensions[_AREA])
    at_a_time = most // (len(ages) * len(sexes))
    if at_a_time < 1:
        raise UnexpectedAnswer(f"SCB tillåter bara {most} tal i ett svar; det räcker inte till ett enda område.")
    for start in range(0, len(areas), at_a_time):
        chosen = {
            _AREA: areas[start : start + at_a_time],
            _AGE: list(ages),
            _SEX: list(sexes),
            contents: list(described.dimensions[contents]),
            time: [_month(described.dimensions[time], wish)],
        }
        yield [{"variableCode": name, "valueCodes": codes} for name, codes in chosen.items()]


def _codes(cube: Cube, dimension: str, wanted: Mapping[str, object]) -> dict[str, str]:
    """The codes with the labels we know, each with its label; SCB has changed codes before, and not labels."""
    found = {code: label for code, label in cube.dimensions[dimension].items() if label in wanted}
    if sorted(found.values()) != sorted(wanted):
        missing = ", ".join(f"”{label}”" for label in wanted if label not in found.values()) or "dubbla benämningar"
        raise UnexpectedAnswer(f"SCB:s tabell {TABLE} har inte längre det vi räknar med under {dimension}: {missing}.")
    return found


def _month(months: Mapping[str, str], wish: Wish) -> str:
    """The December that is asked for, or the newest one."""
    decembers = sorted(month for month in months if month.endswith(_DECEMBER))
    if not wish.years and decembers:
        return decembers[-1]
    wanted = f"{max(wish.years, default='')}{_DECEMBER}"
    if wanted not in decembers:
        there = ", ".join(month[:4] for month in decembers) or "inget helt år"
        raise UnexpectedAnswer(f"SCB:s tabell {TABLE} har inte det året. Den har {there}.")
    return wanted


def _year(cubes: list[Cube]) -> int:
    months = {month for cube in cubes for name in cube.roles.get("time", ("Tid",)) for month in cube.dimensions[name]}
    if len(months) != 1 or not (month := months.pop()).endswith(_DECEMBER):
        raise UnexpectedAnswer("Svaret gäller inte en enda december.")
    return int(month[:4])


def _figures(cube: Cube, year: int) -> Iterator[Figure]:
    """One figure for each area and sex, of the five that SCB publishes."""
    ages, sexes = _codes(cube, _AGE, _ADULTS), _codes(cube, _SEX, _SEXES)
    found: dict[tuple[str, str], list[float | None]] = {}
    for place, value, _ in cube.rows():
        counted = None if value is None else value * _ADULTS[ages[place[_AGE]]]
        found.setdefault((place[_AREA], _SEXES[sexes[place[_SEX]]]), []).append(counted)
    for (area, sex), parts in found.items():
        known = [value for value in parts if value is not None]
        if len(known) == len(_ADULTS):
            yield Figure(ITEM, area, str(year), sex, sum(known))
        else:
            yield Figure(ITEM, area, str(year), sex, None, "suppressed_at_source")


def _faults(figures: list[Figure]) -> Iterator[str]:
    """What must not be used: other areas than ours, figures that are missing or disagree."""
    areas = load_areas()
    ours = {area.code for area in areas if area.level != "sub_area"}
    theirs = {figure.area for figure in figures}
    if ours - theirs:
        yield f"Saknas hos SCB: {', '.join(sorted(ours - theirs))}."
    if theirs - ours:
        yield f"Koder hos SCB som Samsyn inte känner: {', '.join(sorted(theirs - ours))}. Har indelningen ändrats?"
    if empty := sorted({figure.area for figure in figures if figure.value is None or figure.value <= 0}):
        yield f"Folkmängd saknas för {', '.join(empty)}."
    by_area: dict[str, dict[str, float]] = {}
    for figure in figures:
        by_area.setdefault(figure.area, {})[figure.sex] = figure.value or 0
    split = [code for code, n in by_area.items() if abs(n["total"] - n["women"] - n["men"]) > _NOISE]
    if split:
        yield f"Kvinnor och män blir inte det hela i {', '.join(sorted(split))}."


def _remarks(year: int) -> Iterator[str]:
    yield "18 år och äldre räknas ur fem tal som SCB publicerar: alla, minus 0–9 och 10–19 år, plus 18 och 19 år."
    if year >= 2025:
        yield (
            "SCB lägger från 2025 till en liten slumpmässig osäkerhet. Därför är länets tal inte exakt summan av "
            "kommunernas, och kvinnor och män inte exakt det hela."
        )


POPULATION = Source(
    id="population",
    title="Folkmängd 18 år och äldre efter kommun och kön",
    publisher="SCB",
    address="https://statistikdatabasen.scb.se/api/v2",
    plan=plan,
    read=read,
    pace=pace,
)
