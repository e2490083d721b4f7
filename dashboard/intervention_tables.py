"""Who gives what, where: the map as a table of signs, part by part of the county, and one intervention in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from dashboard import county_choice, queries, tables
from dashboard.intervention_answers import FORM, JOINT, NOT_GIVEN, Intervention, Inventory, Said
from dashboard.records import Figure, Indicator, Respondent
from dashboard.swedish import NBSP, number, part_of
from dashboard.tables import Cell, Column, Row, Table

PAGE, ANCHOR = "insatskarta", "insatsen"
# The word in the form -> letter and class of the theme. A no is a dash, which is no silence.
SIGNS = {
    "Kommunen": ("K", "municipality"),
    "Regionen": ("R", "region"),
    "Båda": ("B", "both"),
    "Köps in": ("P", "bought"),
    NOT_GIVEN: ("–", "none"),
}
_UNKNOWN = ("?", "silent")
REGION = "Regionen"
_NOBODY = "ingen har svarat"


def by_municipality(found: Inventory, theme: str) -> Table:
    """Every intervention in every municipality that was asked, and what the region says itself."""
    asked = found.in_order()
    columns = [Column("Insats"), *(Column(each.name) for each in asked), *_region_column(found)]
    rows = _by_theme(found, theme, len(columns) - 1, lambda each: _signs(found, each, asked))
    return Table(_caption(found, "kommun för kommun"), tuple(columns), tuple(rows), style="grid")


def by_part(found: Inventory, theme: str) -> Table:
    """In how many of the answering municipalities of each part somebody gives it."""
    groups = found.groups()
    columns = [Column("Insats"), *(Column(name) for name in groups), *_region_column(found)]
    rows = _by_theme(found, theme, len(columns) - 1, lambda each: _of_parts(found, each))
    return tables.table(_caption(found, "antal svarande kommuner där insatsen ges"), columns, rows)


def joint(found: Inventory) -> Table:
    """The jointly organised services, part by part; in a county without parts, of all who answered."""
    groups = found.groups() or {"Svarande kommuner": found.answering}
    columns = [Column("Verksamhet"), *(Column(name) for name in groups), *_region_column(found)]
    rows = [
        tables.row(_name(found, each), *(_part(found, each, among) for among in groups.values()), *_region(found, each))
        for each in found.of_theme(JOINT)
    ]
    return tables.table(f"Samorganiserade verksamheter, {found.period.label}", columns, rows)


def measures(found: Inventory) -> Table:
    """The indicators of the form for the answering municipalities, each with the goal that it serves."""
    answers = queries.indicator_answers(found.path, found.period.id, FORM)
    columns = [Column("Mått"), Column("De svarande", numeric=True), Column("Svar", numeric=True), Column("Effektmål")]
    rows = [
        tables.row(
            tables.words(each.title),
            _value(answers[each.id].total, each),
            _basis(answers[each.id].total),
            tables.words(each.effect_goal or "–"),
        )
        for each in queries.indicators(found.path, FORM).values()
        if each.id in answers
    ]
    return tables.table(f"Mått ur inventeringen, {found.period.label}", columns, rows)


def _value(total: Figure | None, about: Indicator) -> Cell:
    if total is not None and total.value is not None and about.kind in ("share_of_areas", "proportion"):
        return tables.words(f"{number(total.value, about.decimals)}{NBSP}% ({_parts(total)})")
    return tables.figure(total, about.decimals, f" av {len(about.numerator)}" if about.kind == "items_used" else "")


def _parts(total: Figure) -> str:
    return part_of(total.numerator or 0, total.denominator or 0)


def _basis(total: Figure | None) -> Cell:
    return tables.words(part_of(total.answered, total.asked)) if total else Cell("–", None, missing=True)


def one(found: Inventory, each: Intervention) -> Table:
    """Everything that is said of one intervention."""
    parts = bool(found.parts)
    columns = [Column("Kommun"), *([Column("Länsdel")] if parts else []), Column("Vem ger"), Column("Sedan"),
               Column("Öppen för personer i aktivt bruk")]  # fmt: skip
    asked = [*found.in_order(), *([found.region] if found.region else [])]
    rows = [_in_full(found, each, respondent, parts=parts) for respondent in asked]
    return Table(f"{each.name}, {found.period.label}", tuple(columns), tuple(rows), style="words")


def _in_full(found: Inventory, each: Intervention, respondent: Respondent, *, parts: bool) -> Row:
    own = respondent is found.region
    given = found.given_by(each.id, respondent.area)
    name = f"{REGION} (eget svar)" if own else respondent.name
    where = [tables.words("hela länet" if own else found.parts.get(respondent.area, ""))] if parts else []
    followed = [Cell("", None), Cell("", None)]
    if given.given:
        # What is not given has no year and is open to nobody: nothing is missing there.
        followed = [_year(found.since(each.id, respondent.area)), _word(found.open_to(each.id, respondent.area))]
    return tables.row(tables.words(name), *where, _word(given), *followed, style="own" if own else "")


def _year(figure: Figure | None) -> Cell:
    if figure is None or figure.value is None:
        return Cell("inget årtal", None, missing=True)
    about = "ca " if figure.status == "estimated" else ""
    return Cell(f"{about}{figure.value:.0f}", figure.value)


def _word(said: Said) -> Cell:
    return Cell(said.shown, said.shown, missing=not said.word)


def _by_theme(found: Inventory, theme: str, width: int, cells: Callable[[Intervention], list[Cell]]) -> list[Row]:
    rows: list[Row] = []
    for heading in (theme,) if theme else dict.fromkeys(each.theme for each in found.interventions):
        if not theme:
            rows.append(Row((tables.words(heading), *([Cell("", None)] * width)), style="theme"))
        rows += [tables.row(_name(found, each), *cells(each)) for each in found.of_theme(heading)]
    return rows


def _name(found: Inventory, each: Intervention) -> Cell:
    """The name leads to all that is said of it."""
    chosen = {"period": found.period.id, "insats": each.id} | county_choice.in_address()
    return Cell(each.name, each.name, link=f"{PAGE}?{urlencode(chosen)}#{ANCHOR}")


def _signs(found: Inventory, each: Intervention, asked: Iterable[Respondent]) -> list[Cell]:
    everyone = [*asked, *([found.region] if found.region else [])]
    return [_sign(found.given_by(each.id, respondent.area)) for respondent in everyone]


def _sign(said: Said) -> Cell:
    letter, look = SIGNS.get(said.word, _UNKNOWN)
    return Cell(letter, said.shown, mark=look)


def _of_parts(found: Inventory, each: Intervention) -> list[Cell]:
    return [*(_part(found, each, among) for among in found.groups().values()), *_region(found, each)]


def _part(found: Inventory, each: Intervention, among: tuple[Respondent, ...]) -> Cell:
    given, known = found.count(each.id, among)
    if not known:
        return Cell(_NOBODY, _NOBODY, missing=True)
    words = [found.given_by(each.id, respondent.area).word for respondent in among]
    by = [letter for word, (letter, _) in SIGNS.items() if word in words and word != NOT_GIVEN]
    return tables.words(f"{given}{NBSP}av{NBSP}{known}" + (f" ({', '.join(by)})" if by else ""))


def _region_column(found: Inventory) -> list[Column]:
    return [Column(f"{REGION} (eget svar)")] if found.region else []


def _region(found: Inventory, each: Intervention) -> list[Cell]:
    if found.region is None:
        return []
    said = found.given_by(each.id, queries.build(found.path).county)
    return [_word(said)]


def _caption(found: Inventory, way: str) -> str:
    return f"Insatser och vem som ger dem, {found.period.label}: {way}"
