"""A county's activities: how many have come how far, in words and in tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard import tables
from dashboard.activity_queries import Line, Noted
from dashboard.swedish import NBSP, capital, counted, day, listing, number
from dashboard.tables import Cell, Column, Table

NOTHING = "inget"
# The sign says the same as the word, for whoever skims.
STATUSES = {
    "done": ("✓", "klar", "är klar", "är klara"),
    "ongoing": ("→", "pågår", "pågår", "pågår"),
    "not_started": ("○", "ej påbörjad", "är ej påbörjad", "är ej påbörjade"),
    "dropped": ("×", "avförd", "är avförd", "är avförda"),
    NOTHING: ("·", "inget antecknat", "", ""),
}
NOT_SAID = "Inget antecknat betyder att ingen har sagt något. Arbetet kan ändå ha börjat."


@dataclass(frozen=True)
class Shown:
    """How one list is told: its heading, what stands above it, and what its lines are called."""

    list: str
    title: str
    above: str
    one: str
    several: str


LISTS = (
    Shown(
        "rekommendationer",
        "Samverkanstrappan",
        "Arbetsrapport 2026:1 ger 19 rekommendationer, steg för steg. Enligt trappan fungerar det inte att börja med "
        "de två översta stegen: först möts man i samtal om behoven, förstår varandras perspektiv och får samsyn.",
        "rekommendation",
        "rekommendationer",
    ),
    Shown(
        "slutsatser",
        "Slutsatser",
        "Rapporten vill att en länsövergripande arbetsgrupp leder omställningsarbetet. Den kan börja med detta.",
        "punkt",
        "punkter",
    ),
    Shown(
        "utvecklingsomraden",
        "Utvecklingsområden i Skaraborg",
        "De tio områden som Vårdsamverkan Skaraborgs analys pekar ut.",
        "område",
        "områden",
    ),
    Shown(
        "forslag",
        "Förslag till beslut",
        "De tio förslagen i delrapport 3, avsnitt 9.1: nio till beslut, och ett som styrgruppen ska diskutera.",
        "förslag",
        "förslag",
    ),
    Shown(
        "ar_1",
        "År 1",
        "Det som Samsjuklighetsdelegationen ville se gjort under innevarande mandatperiod (information den 9 maj "
        "2025). Listorna är skrivna för alla regioner och kommuner och gäller därför varje län.",
        "aktivitet",
        "aktiviteter",
    ),
)


def followed(lines: Iterable[Line]) -> list[Line]:
    """Those that can have a status."""
    return [each for each in lines if each.kind == "activity"]


def status_of(line: Line) -> str:
    """Its status, or that nothing is noted."""
    return line.status or NOTHING


def counts(lines: Iterable[Line]) -> dict[str, int]:
    """How many have each status, in the order of ``STATUSES``; those that none has are left out."""
    of = [status_of(each) for each in lines]
    return {status: of.count(status) for status in STATUSES if status in of}


def lead(lines: Sequence[Line], county: str) -> str:
    """The county's whole list in a sentence."""
    parts = [_clause(status, count) for status, count in counts(lines).items()]
    of_all = all(each.list == "ar_1" for each in lines)
    what = "aktiviteter" if of_all else "aktiviteter, rekommendationer och förslag"
    return f"{county} har {number(len(lines))} {what} att följa: {listing(parts)}."


def _clause(status: str, count: int) -> str:
    if status == NOTHING:
        return f"om {number(count)} är inget antecknat"
    return f"{number(count)} {STATUSES[status][2 if count == 1 else 3]}"


def newest(lines: Iterable[Line]) -> str:
    """When something was noted last."""
    days = [note.recorded_on for line in lines for note in line.notes]
    return f"Senast antecknat {day(max(days))}." if days else "Ingenting är antecknat ännu."


def in_brief(lines: Iterable[Line]) -> str:
    """1 klar, 2 utan anteckning."""
    words = {status: said[1] for status, said in STATUSES.items()} | {NOTHING: "utan anteckning"}
    return ", ".join(f"{number(count)} {words[status]}" for status, count in counts(lines).items())


def table(shown: Shown, heading: str, lines: Sequence[Line], of: Sequence[Line]) -> Table:
    """The chosen lines under one heading.

    Args:
        of: every line under it; what is left out by the choice is told in the caption.
    """
    actors = {each.actor for each in of}
    several = len(actors) > 1
    columns = [
        Column(capital(shown.one)),
        *([Column("Vem")] if several else []),
        *map(Column, ("Status", "Läget den", "Anteckning")),
    ]
    rows = [
        tables.row(tables.words(told(each)), *([tables.words(each.actor)] if several else []), *_noted(each))
        for each in lines
    ]
    caption = f"{heading}: {counted(len(of), shown.one, shown.several)} ({in_brief(of)})"
    left_out = "" if len(lines) == len(of) else f", {number(len(lines))} visas"
    return tables.table(caption + left_out, columns, rows)


def told(line: Line) -> str:
    """A line with what stands under it."""
    numbered = f"{line.number}. " if line.number.isdigit() else ""
    under = f" Därunder: {'; '.join(part.rstrip('.') for part in line.details)}." if line.details else ""
    return f"{numbered}{line.text}{under}"


def _noted(line: Line) -> list[Cell]:
    held = line.held
    since = tables.words(day(held.held_on)) if held and held.held_on else tables.words("–")
    return [status_cell(line.status), since, _note(held)]


def status_cell(status: str | None) -> Cell:
    sign, words, *_ = STATUSES[status or NOTHING]
    return Cell(f"{sign}{NBSP}{words}", words)


def _note(held: Noted | None) -> Cell:
    """The note, which leads where its link does; a link without a note tells its own address."""
    if held is None or not (held.note or held.link):
        return tables.words("–")
    text = held.note or site(held.link)
    return Cell(text, text, link=held.link)


def site(link: str) -> str:
    """Whose page a link leads to."""
    return urlsplit(link).hostname or ""


def whole(lines: Sequence[Line], county: str) -> Table:
    """Everything in one table, to take to a meeting."""
    titles = {each.list: each.title for each in LISTS}
    names = (
        "Lista",
        "Del",
        "Nr",
        "Aktivitet",
        "Vem",
        "Status",
        "Läget den",
        "Anteckning",
        "Länk",
        "Antecknat av",
        "Källa",
    )
    rows = []
    for each in lines:
        held = each.held
        noted = (held.note, held.link, held.noted_by) if held else ("", "", "")
        cells = (titles[each.list], each.heading, each.number, each.text, each.actor)
        since = held.held_on.isoformat() if held and held.held_on else ""
        after = (tables.words(since or "–"), *(tables.words(part or "–") for part in noted), tables.words(each.place))
        rows.append(tables.row(*map(tables.words, cells), status_cell(each.status), *after))
    return tables.table(f"Aktiviteter i {county}", list(map(Column, names)), rows)


def history(line: Line) -> Table:
    """Everything noted about an activity, the newest first."""
    names = ("Antecknat", "Status", "Läget den", "Anteckning", "Länk", "Av", "Kvitto")
    rows = []
    for each in line.notes:
        said = f"Ångrade {each.undoes}. {each.note}".strip() if each.undoes else each.note
        link = Cell(site(each.link), each.link, link=each.link) if each.link else tables.words("–")
        since = tables.words(day(each.held_on) if each.held_on else "–")
        after = (tables.words(said or "–"), link, tables.words(each.noted_by), tables.words(each.id))
        rows.append(tables.row(tables.words(day(each.recorded_on)), status_cell(each.status), since, *after))
    return tables.table(f"Historik: {line.text}", list(map(Column, names)), rows)
