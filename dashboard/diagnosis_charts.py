"""The charts of diagnoses: a panel for each sex over the years, and a dot for each county beside the nation."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import cast

from dashboard import chart_dots, chart_lines
from dashboard.charts import Rows, Spec
from dashboard.diagnoses import COUNT, NATION, SEXES, UNITS, Diagnoses
from dashboard.records import Answers, Figure

OVER_TIME = "En ruta för alla, en för kvinnor och en för män, med en linje över åren. Tabellen under säger samma sak."
BESIDE = "En punkt per län, med det valda länet framhävt och riket som en lodrät linje. Tabellen under säger samma sak."
KEY = "Linje: länet. Tunn grå linje: riket, efter samma kön. Alla rutor har samma skala."
KEY_COUNT = "Linje: länet. Alla rutor har samma skala."
BROKEN = "Linjen bryts vid den streckade linjen: därifrån går talen inte att ställa bredvid dem före."
_DECIMALS = 0


def panels(found: Diagnoses, item: str) -> list[tuple[Spec, Rows]]:
    """Alla, kvinnor and män, each in a picture of its own to stand beside the others."""
    return [(_lines(1), _rows(found, item, [sex])) for sex in SEXES]


def whole(found: Diagnoses, item: str) -> tuple[Spec, Rows]:
    """The same as one picture, to save; without the nation, which differs between the sexes."""
    return _lines(len(SEXES)), _rows(found, item, list(SEXES))


def _rows(found: Diagnoses, item: str, sexes: list[str]) -> Rows:
    history = {sex: found.readings(item, found.county, sex) for sex in SEXES}
    beside = {} if item == COUNT else {f"nation_{sex}": found.readings(item, NATION, sex) for sex in SEXES}
    return chart_lines.bands_rows(
        history | beside,
        sexes,
        _DECIMALS,
        benchmark=f"nation_{sexes[0]}" if len(sexes) == 1 and beside else None,
        broken_at=[each.from_period for each in found.breaks],
    )


def dots(answers: Answers, nation: Figure | None, own: str) -> tuple[Spec, Rows]:
    """Every county, the highest first."""
    order = [f.area for f in sorted(answers.areas, key=lambda figure: -(figure.value or 0))]
    rows = chart_dots.dots_rows(answers, _DECIMALS, order, line=nation, line_name="Riket", own=own)
    return _county_dots(), rows


def spoken(found: Diagnoses, item: str) -> str:
    """What the lines show just now, for those who listen."""
    readings = found.readings(item, found.county, "total")
    if not readings:
        return ""
    first, last = readings[0], readings[-1]
    said = [f"{each.period.label} {each.figure.value:.0f}" for each in (first, last) if each.figure.value is not None]
    return f"{found.name}, {UNITS[item]}: {', '.join(said)}."


@lru_cache(maxsize=4)
def _lines(count: int) -> Spec:
    return _named(chart_lines.bands(count), "Vilka")


@lru_cache(maxsize=1)
def _county_dots() -> Spec:
    return _named(chart_dots.dots(), "Län")


def _named(spec: Spec, who: str) -> Spec:
    """The same chart about others than municipalities, where it says whom a mark is of."""
    return cast("Spec", json.loads(json.dumps(spec).replace('"title": "Kommun"', f'"title": "{who}"')))
