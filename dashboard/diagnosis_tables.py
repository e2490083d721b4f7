"""The tables of diagnoses: year by year, county by county, and what each source says of the same thing."""

from __future__ import annotations

from dashboard import queries, tables
from dashboard.diagnoses import COUNT, NATION, PER_100K, SOURCE, Diagnoses
from dashboard.records import SourceFigure
from dashboard.swedish import STATUS_WORDS, capital, short_title, span
from dashboard.tables import Cell, Column, Table

# What regions and reports tell, in the order of the form, by item, sex and what it is called.
_OWN = (
    ("beroende", "total", "Individer med skadligt bruk eller beroende"),
    ("beroende", "women", "därav kvinnor"),
    ("beroende", "men", "därav män"),
    ("konsandel_beroende", "women", "andel kvinnor, procent"),
    ("konsandel_beroende", "men", "andel män, procent"),
    ("samsjuklighet", "total", "Av dem också psykiatrisk diagnos"),
    ("samsjuklighet", "women", "därav kvinnor"),
    ("samsjuklighet", "men", "därav män"),
    ("andel_samsjuklighet_tryckt", "total", "andel av alla, procent"),
    ("medelalder_beroende", "total", "Medelålder, skadligt bruk eller beroende"),
    ("medelalder_beroende", "women", "Medelålder kvinnor, skadligt bruk eller beroende"),
    ("medelalder_beroende", "men", "Medelålder män, skadligt bruk eller beroende"),
    ("medelalder_samsjuklighet", "total", "Medelålder, båda diagnoserna"),
    ("medelalder_samsjuklighet", "women", "Medelålder kvinnor, båda diagnoserna"),
    ("medelalder_samsjuklighet", "men", "Medelålder män, båda diagnoserna"),
)
_SAME_THING = {("beroende", "total"): "total", ("beroende", "women"): "women", ("beroende", "men"): "men"}
_ASKED = {(item, sex) for item, sex, _ in _OWN}
_FORM, _REPORT = "diagnoser", "arbetsrapport_2026_1"
TITLE_OF_ANSWERS = "Regionen, inlämnat"
OWN_SOURCES = (_FORM, _REPORT)


def by_year(found: Diagnoses) -> Table:
    """Every year, the newest first."""
    columns = [
        Column("År"), Column("Patienter", numeric=True), Column("Kvinnor", numeric=True), Column("Män", numeric=True),
        Column("Andel kvinnor, %", numeric=True), Column("Per 100 000", numeric=True, decimals=1),
        Column("Kvinnor per 100 000", numeric=True, decimals=1), Column("Män per 100 000", numeric=True, decimals=1),
        Column("Riket per 100 000", numeric=True, decimals=1),
    ]  # fmt: skip
    rows = []
    for year in reversed(found.years):
        whole, women = (found.of(COUNT, year, sex=sex) for sex in ("total", "women"))
        share = 100 * women / whole if whole and women is not None else None
        counts = [as_told(found.figure(COUNT, year, sex=sex)) for sex in ("total", "women", "men")]
        rates = [as_told(found.figure(PER_100K, year, sex=sex), 1) for sex in ("total", "women", "men")]
        nation = as_told(found.figure(PER_100K, year, NATION), 1)
        rows.append(tables.row(tables.words(year), *counts, tables.amount(share, missing="–"), *rates, nation))
    return tables.table(f"Patienter med F10–F19 i {found.name}, år för år", columns, rows)


def as_told(figure: SourceFigure | None, decimals: int = 0) -> Cell:
    """A figure as its source tells it: one that the source withholds is not one that there is none of."""
    if figure is None:
        return Cell("–", None, missing=True)
    return tables.amount(figure.value, decimals, STATUS_WORDS.get(figure.status, ""))


def by_county(found: Diagnoses, year: str, names: dict[str, str]) -> Table:
    """Every county in one year, the highest rate first, and the nation last; it is no sum of them."""
    columns = [Column("Län"), Column("Per 100 000", numeric=True, decimals=1), Column("Patienter", numeric=True)]
    in_order = sorted(names, key=lambda area: -(found.of(PER_100K, year, area) or 0))
    rows = [
        tables.row(
            tables.words(names.get(area, "Riket")),
            as_told(found.figure(PER_100K, year, area), 1),
            as_told(found.figure(COUNT, year, area)),
            style="own" if area == found.county else "total" if area == NATION else "",
        )
        for area in (*in_order, NATION)
    ]
    return tables.table(f"Patienter med F10–F19 efter län, {year}", columns, rows)


def own_figures(path: str, county: str, year: str) -> dict[str, dict[tuple[str, str], SourceFigure]]:
    """What the region itself has told of a year: source -> item and sex -> figure."""
    told = {}
    for source in OWN_SOURCES:
        rows = (r for r in queries.figures_of(path, source) if (r.area, r.period, r.age_group) == (county, year, "18+"))
        # A report tells of other things too.
        if here := {(r.item, r.sex): r for r in rows if r.value is not None and (r.item, r.sex) in _ASKED}:
            told[source] = here
    return told


def beside(path: str, found: Diagnoses, year: str) -> Table | None:
    """The region's own figures beside Socialstyrelsen's, a column for each source; nothing where it has told none."""
    told = own_figures(path, found.county, year)
    if not told:
        return None
    titles = {source: short_title(str(queries.sources(path)[source]["title"])) for source in told}
    titles[_FORM] = TITLE_OF_ANSWERS + (", exempel" if holds_examples(path, found.county, year) else "")
    columns = [Column("Uppgift"), *(Column(titles[source], numeric=True, decimals=1) for source in told)]
    rows = []
    for item, sex, label in _OWN:
        own = [told[source].get((item, sex)) for source in told]
        same = _SAME_THING.get((item, sex))
        if any(own):
            sos = found.figure(COUNT, year, sex=same) if same else None
            decimals = 1 if item.startswith("medelalder") else 0
            cells = [as_told(each, decimals) for each in own]
            rows.append(tables.row(tables.words(capital(label)), *cells, as_told(sos)))
    caption = f"Källorna bredvid varandra: {found.name}, {year}"
    return tables.table(caption, [*columns, Column("Socialstyrelsen", numeric=True)], rows)


def holds_examples(path: str, county: str, year: str) -> bool:
    """Whether the region's own answers are made up to try with."""
    return any(figure.example for figure in own_figures(path, county, year).get(_FORM, {}).values())


def measures(path: str, county: str, year: str) -> Table | None:
    """The indicators that the region's own figures give, each with its source; nothing where they give none."""
    definitions = queries.indicators(path, _FORM)
    columns = [
        Column("Mått"), Column("Värde", numeric=True, decimals=1), Column("Slumpens spelrum", numeric=True),
        Column("Antal", numeric=True), Column("Underlag", numeric=True), Column("Källa"),
    ]  # fmt: skip
    rows = []
    for each in queries.values_of(path, _FORM):
        if (each.area, each.period) != (county, year):
            continue
        about, title = definitions[each.indicator], str(queries.sources(path)[each.source]["title"])
        chance = "" if each.lower is None or each.upper is None else span(each.lower, each.upper, about.decimals)
        rows.append(
            tables.row(
                tables.words(f"{about.short_title}, {about.unit}" if about.unit == "procent" else about.title),
                tables.amount(each.value, about.decimals),
                tables.words(chance),
                tables.amount(each.numerator, missing="–"),
                tables.amount(each.denominator, missing="–"),
                tables.words(TITLE_OF_ANSWERS if each.source == _FORM else short_title(title)),
            )
        )
    return tables.table(f"Mått som regionens egna tal ger, {year}", columns, rows) if rows else None


def caveats(path: str) -> list[str]:
    """What each measure says and what it does not, in the words of who defined it."""
    return [
        f"{each.short_title}: {caveat}" for each in queries.indicators(path, _FORM).values() for caveat in each.caveats
    ]


def places(path: str, county: str, year: str) -> list[str]:
    """Where each source says it, and whom it counts."""
    said = []
    for source, figures in own_figures(path, county, year).items():
        title = short_title(str(queries.sources(path)[source]["title"]))
        at = next((figure.printed_at for figure in figures.values() if figure.printed_at), "")
        said.append(f"{title}: {at}." if at else f"{title}: regionens svar i Samsyn.")
        said += list(dict.fromkeys(figure.note for figure in figures.values() if figure.note))
    return [*said, f"Socialstyrelsen: {queries.sources(path)[SOURCE]['title']}."] if said else []
