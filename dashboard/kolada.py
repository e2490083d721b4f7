"""Key figures from Kolada as context: the publisher's figures beside ours, with their years, and never mixed."""

from __future__ import annotations

from dataclasses import replace

from dashboard import components, kolada_queries, queries, tables
from dashboard.address import Choices
from dashboard.kolada_queries import SOURCE, KeyFigure
from dashboard.swedish import capital
from dashboard.tables import Column, Table

_MOST_YEARS = 5
_CONTEXT = (
    "Talen är Koladas egna, så som de är publicerade. Samsyn räknar ingenting av dem, bedömer dem inte och för aldrig "
    "ihop dem med kommunernas svar."
)
_GAP = "Tomt (–): Kolada har inget tal för det året, eller visar det inte. Det är inte noll."
_NOT_FETCHED = (
    "Här kan nyckeltal ur Kolada stå som sammanhang: kostnader, vårddygn, brukarbedömningar och SIP. Inga är hämtade "
    "för det här länet. Den som sköter Samsyn hämtar dem med samsyn fetch kolada, läser vad som skiljer, tar dem i "
    "bruk och bygger på nytt. Guiden för analytikern säger hur."
)


def show(path: str, choices: Choices) -> None:
    """The section of the page: one key figure at a time, or how to get them."""
    components.section("Sammanhang ur Kolada", "kolada")
    titles = kolada_queries.titles(path)
    if not titles:
        components.say(_NOT_FETCHED)
        return
    chosen = choices.from_list("nyckeltal", "Nyckeltal", {id: f"{title} ({id})" for id, title in titles.items()})
    source = str(queries.sources(path)[SOURCE]["note"])
    shown, notes = table(path, chosen, titles[chosen]), [_CONTEXT, _GAP, source]
    about = components.provenance(path, shown.caption, "åren i tabellen", "så som Kolada publicerar", *notes)
    components.table(shown, f"kolada-{chosen}", replace(about, source=source, example=False), above=notes)


def table(path: str, key_figure: str, title: str) -> Table:
    """Every municipality, the region and the nation; the newest years, the newest first."""
    found = kolada_queries.figures(path, key_figure)
    years = sorted({each.year for each in found}, reverse=True)[:_MOST_YEARS]
    values = {(each.area, each.year): each for each in found}
    beyond = {each.area: each for each in found if each.level in ("county", "nation")}
    decimals = _decimals(found)
    names = {code: (about.name, "") for code, about in queries.municipalities(path).items()}
    names |= {code: (each.name, "total") for code, each in sorted(beyond.items(), reverse=True)}
    rows = [
        tables.row(
            tables.words(capital(name)),
            *(_cell(values.get((code, year)), decimals) for year in years),
            style=style,
        )
        for code, (name, style) in names.items()
    ]
    columns = [Column("Område"), *(Column(year, numeric=True, decimals=decimals) for year in years)]
    return tables.table(f"{title} ({key_figure})", columns, rows)


def _cell(found: KeyFigure | None, decimals: int) -> tables.Cell:
    return tables.amount(found.value if found else None, decimals, "–")


def _decimals(found: tuple[KeyFigure, ...]) -> int:
    """One where it says something; amounts of money and of days have none."""
    return 0 if all(each.value.is_integer() or abs(each.value) >= 100 for each in found) else 1
