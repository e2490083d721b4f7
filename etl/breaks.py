"""Known breaks: from which period on an item, an indicator or an area cannot be set beside what came before.

They are data, decided by the analyst; nothing here judges what a break does to a figure.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from etl.areas import Areas
from etl.periods import parse_period
from etl.plain_yaml import suggestion
from etl.problems import UserError

if TYPE_CHECKING:
    from etl.definitions import Indicator

COLUMNS = ("id", "form", "item", "indicator", "area", "from_period", "kind", "says")
# form: asked in another way; coding: found in another way in the answers; definition: the indicator is reckoned in
# another way; organisation: the area, or what it is responsible for, is another; unexplained: the figures leap and
# nobody knows why.
KINDS = ("form", "coding", "definition", "organisation", "unexplained")
_TOO_MANY = "too many"
_SCHEMA = dict.fromkeys(COLUMNS, pl.String())


def read_breaks(
    path: Path, items: Mapping[str, Iterable[str]], definitions: Sequence[Indicator], areas: Areas
) -> pl.DataFrame:
    """The table ``comparability_break``; a missing file holds no breaks.

    Args:
        path: breaks.csv.
        items: id of a form, or of a source with items of its own -> ids of the items.
        definitions: every indicator there is.
        areas: every area there is.

    Raises:
        UserError: with every fault of the file and its line.
    """
    if not path.exists():
        return pl.DataFrame(schema=_SCHEMA)
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise UserError(f"{path.name} ska ha kolumnerna {', '.join(COLUMNS)}.", 3)
        lines = [(reader.line_num, _plain(row)) for row in reader]
    known_indicators = {d.id: d.form for d in definitions}
    faults = [
        f"{path.name}, rad {line}: {fault}"
        for line, row in lines
        for fault in _faults(row, items, known_indicators, areas)
    ]
    faults += _repeated(path, lines)
    if faults:
        raise UserError("\n".join(faults), 3)
    return pl.DataFrame(
        [{**{name: text or None for name, text in row.items()}, "from_period": _id(row)} for _, row in lines],
        schema=_SCHEMA,
    )


def _plain(row: Mapping[str | None, Any]) -> dict[str, str]:
    return {name or _TOO_MANY: (text or "").strip() if name else "" for name, text in row.items()}


def _id(row: Mapping[str, str]) -> str:
    return parse_period(row["from_period"]).id


def _faults(
    row: Mapping[str, str], items: Mapping[str, Iterable[str]], indicators: Mapping[str, str], areas: Areas
) -> list[str]:
    form, item, indicator, area = row["form"], row["item"], row["indicator"], row["area"]
    if _TOO_MANY in row:
        return ["raden har fler fält än kolumner. Sätt citattecken om en text som har kommatecken."]
    faults = [f"”{name}” är tomt." for name in ("id", "form", "from_period", "kind", "says") if not row[name]]
    if form and form not in items:
        faults.append(f"formuläret ”{form}” finns inte.{suggestion(form, list(items))}")
    if form in items and item and item not in (known := list(items[form])):
        faults.append(f"uppgiften ”{item}” finns inte i formuläret ”{form}”.{suggestion(item, known)}")
    if indicator and indicator not in indicators:
        faults.append(f"indikatorn ”{indicator}” finns inte.{suggestion(indicator, list(indicators))}")
    elif indicator and form in items and indicators[indicator] != form:
        faults.append(f"indikatorn ”{indicator}” hör till formuläret ”{indicators[indicator]}”, inte ”{form}”.")
    if area and area not in areas:
        faults.append(f"området ”{area}” finns inte. Skriv områdets kod, till exempel 2580.")
    if not (item or indicator or area):
        faults.append("brottet gäller ingenting: fyll i item, indicator eller area.")
    if item and indicator:
        faults.append("fyll i item eller indicator, inte båda: en uppgift bryter alla indikatorer som den ingår i.")
    if row["kind"] and row["kind"] not in KINDS:
        faults.append(f"slaget (kind) ”{row['kind']}” finns inte; det ska vara {', '.join(KINDS)}.")
    if row["from_period"]:
        try:
            parse_period(row["from_period"])
        except UserError as fault:
            faults.append(str(fault))
    return faults


def _repeated(path: Path, lines: Sequence[tuple[int, Mapping[str, str]]]) -> list[str]:
    seen: dict[str, int] = {}
    found = []
    for line, row in lines:
        if row["id"] in seen:
            found.append(f"{path.name}, rad {line}: id ”{row['id']}” står redan på rad {seen[row['id']]}.")
        seen.setdefault(row["id"], line)
    return found
