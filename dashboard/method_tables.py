"""The tables of the report as living tables: what the municipalities sent beside what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from dashboard import charts, queries, sentences_coverage, tables, words
from dashboard.county import source_name
from dashboard.records import NO_ANSWERS, Answers, Figure, Period
from dashboard.swedish import NBSP, STATUS_WORDS, capital, counted, number, out_of
from dashboard.tables import Cell, Column, Table

METHODS = ("cra", "ap", "hap", "met", "cm", "act", "tolvsteg", "mi", "narstaende", "stodsamtal")
# Found in free text, and therefore beside the table and outside its sum, as in the report.
BESIDE = ("nect", "kbt", "kontaktperson")
GROUPS = ("grupp_12steg", "grupp_anhorig", "grupp_motivation", "grupp_ap", "grupp_cra")
PLACEMENTS = ("hvb", "lvm")
PRINTED_SUMS = {"methods": "metoder_totalt", "placements": "behandlingshem_totalt"}
TREATED = "fatt_insats"
METHODS_PER_PERSON = "metoder_per_person"
COVERAGE = "Har svarat (andel av vuxna)"
CHANCE = "Slumpens spelrum"
NOTHING = Cell("", None)

METHOD_NOTES = [
    "Används i: det lägre talet är kommuner där någon har fått metoden, det högre gäller om den också används i alla "
    "kommuner som inte svarat. Inget är uppräknat.",
    "Summan räknar metodinsatser, inte personer: den som fått två metoder räknas två gånger.",
    "NECT, KBT och förstärkt kontaktperson har ingen egen fråga i enkäten. De är hämtade ur fritextsvar, så fler "
    "kommuner kan ha dem utan att ha skrivit det.",
]
GROUP_NOTES = [
    "Tabellen räknar kommuner, inte deltagare. En kommun kan ha flera grupper eller ingen.",
    "I hela länet: det lägre talet är de som har svarat ja, det högre gäller om alla som inte svarat också har den.",
]
HEAT_NOTES = [
    "Mörkare yta: högre tal. Färgen visar bara hur stort talet är och bedömer inget: en skillnad mellan två kommuner "
    "kan vara slump, och en liten kommun har oftast färre metoder. Vad som går att avgöra står under Jämför kommuner.",
]
PLACEMENT_NOTES = [
    "En person kan ha vårdats både på HVB och enligt LVM. Talen får därför inte läggas ihop till personer."
]


def finding(path: str, period: Period) -> str:
    """How many method courses there are for how many persons."""
    total = queries.indicator_answers(path, period.id).get(METHODS_PER_PERSON, NO_ANSWERS).total
    if total is None or total.numerator is None:
        return ""
    courses = f"tillsammans {number(total.numerator)} metodinsatser"
    counts = f"{number(total.denominator or 0)} personer fick insats, och {courses}"
    if total.value is None:
        return f"I {words.coverage(total)}: {counts}. Det är för få svar för ett gemensamt tal."
    return f"{counts}: i snitt {number(total.value, 2)} per person."


# A line of a living table before it is known whether anything was printed: name, cells, printed figure, style.
Line = tuple[str, Sequence[Cell], Figure | None, str]


def methods(path: str, period: Period) -> Table:
    """Tabell 1: method courses per method."""
    found, items = queries.item_answers(path, period.id), queries.items(path)
    per_100 = _per_100(path, period)

    def line(item: str, name: str) -> Line:
        answers, rate = found.get(item, NO_ANSWERS), per_100.get(item)
        cells = (
            tables.figure(answers.total),
            tables.figure(rate, 1),
            tables.interval(rate, 1),
            tables.words(_used_in(item, answers)),
            tables.words(words.short_coverage(answers.total)),
        )
        return name, cells, answers.printed, ""

    lines = [line(item, items[item].label) for item in METHODS if item in items]
    total = queries.indicator_answers(path, period.id).get(METHODS_PER_PERSON, NO_ANSWERS).total
    if total and total.numerator is not None:
        coverage = tables.words(words.short_coverage(total))
        cells = (tables.amount(total.numerator), NOTHING, NOTHING, NOTHING, coverage)
        lines.append(("Summa metodinsatser", cells, found.get(PRINTED_SUMS["methods"], NO_ANSWERS).printed, "total"))
    lines += [line(item, f"Utöver tabellen: {items[item].label}") for item in BESIDE if item in items and item in found]
    columns = [
        Column("Metod"),
        Column("Metodinsatser", numeric=True),
        Column("Per 100 med insats", numeric=True, decimals=1),
        Column(CHANCE, numeric=True),
        Column("Används i"),
        Column(COVERAGE),
    ]
    return _living(path, f"Behandlingsmetoder i de svarande kommunerna, {period.label}", columns, lines)


def _used_in(item: str, answers: Answers) -> str:
    """mellan 5 och 11 av 14 kommuner: those who have given it to somebody, and those who could have."""
    if answers.total is None:
        return "–"
    used = sum(1 for figure in answers.areas if figure.value)
    # Nobody was asked about what was found in free text, so a silence there says nothing.
    most = None if item in BESIDE else used + answers.total.asked - answers.total.answered
    return _bounds(replace(answers.total, numerator=float(used), at_most=most))


def _bounds(total: Figure) -> str:
    # In a table the words may break between lines.
    return sentences_coverage.bounds(total).replace(NBSP, " ") or "–"


def method_notes(path: str, period: Period) -> list[str]:
    """What must be said of the sum, and why it can be less than its rows."""
    total = queries.indicator_answers(path, period.id).get(METHODS_PER_PERSON, NO_ANSWERS).total
    found = queries.item_answers(path, period.id)
    most = max((a.total.answered for m in METHODS if (a := found.get(m)) and a.total), default=0)
    if total is None or total.numerator is None or total.answered == most:
        return METHOD_NOTES
    return [
        *METHOD_NOTES,
        f"Summan gäller de {counted(total.answered, 'kommun', 'kommuner')} som svarat på varje fråga om metoder och på "
        "hur många som fått insats. Den är därför mindre än raderna tillsammans.",
    ]


def _living(path: str, caption: str, columns: Sequence[Column], lines: Sequence[Line]) -> Table:
    """The table, with a column for what was printed where anything was."""
    printed = next((figure for _, _, figure, _ in lines if figure), None)
    last = [Column(f"Tryckt i {source_name(path, printed.source)}", numeric=True)] if printed else []
    rows = [
        tables.row(tables.words(name), *cells, *([tables.figure(figure)] if printed else []), style=style)
        for name, cells, figure, style in lines
    ]
    return tables.table(caption, [*columns, *last], rows)


def _per_100(path: str, period: Period) -> dict[str, Figure | None]:
    """For each method the total of its indicator per 100 persons with help."""
    found = queries.indicator_answers(path, period.id)
    return {item: found.get(indicator, NO_ANSWERS).total for item, indicator in _method_indicators(path).items()}


def _method_indicators(path: str) -> dict[str, str]:
    return {
        each.numerator[0]: each.id
        for each in queries.indicators(path).values()
        if each.kind == "ratio" and len(each.numerator) == 1 and each.denominator == (TREATED,)
    }


def groups(path: str, period: Period) -> Table:
    """Tabell 2: how many municipalities give each method in groups."""
    found, items = queries.item_answers(path, period.id), queries.items(path)
    shares = queries.indicator_answers(path, period.id)
    of_item = {i.numerator[0]: i.id for i in queries.indicators(path).values() if i.kind == "share_of_areas"}
    lines: list[Line] = []
    for item in (item for item in GROUPS if item in items):
        answers, share = found.get(item, NO_ANSWERS), shares.get(of_item.get(item, ""), NO_ANSWERS).total
        where = ", ".join(figure.name for figure in answers.areas if figure.value)
        cells = (
            tables.figure(answers.total),
            tables.words(_bounds(share) if share else "–"),
            tables.words(where or "–"),
            tables.words(_answering(answers)),
        )
        lines.append((items[item].label, cells, answers.printed, ""))
    columns = [
        Column("Grupp"),
        Column("Antal kommuner", numeric=True),
        Column("I hela länet"),
        Column("Vilka"),
        Column("Har svarat på frågan"),
    ]
    return _living(path, f"Insatser i grupp i de svarande kommunerna, {period.label}", columns, lines)


def _answering(answers: Answers) -> str:
    return out_of(answers.total.answered, answers.total.asked) if answers.total else "–"


def placements(path: str, period: Period) -> Table:
    """Tabell 3: persons in treatment homes, never added together by us."""
    found, items = queries.item_answers(path, period.id), queries.items(path)
    rates = queries.indicator_answers(path, period.id)
    lines: list[Line] = []
    for item in (item for item in PLACEMENTS if item in items):
        answers, rate = found.get(item, NO_ANSWERS), rates.get(f"{item}_per_10000", NO_ANSWERS)
        coverage = tables.words(words.short_coverage(answers.total))
        cells = (tables.figure(answers.total), tables.figure(rate.total, 1), tables.interval(rate.total, 1), coverage)
        lines.append((items[item].label, cells, answers.printed, ""))
    if printed := found.get(PRINTED_SUMS["placements"], NO_ANSWERS).printed:
        lines.append(("Totalt, så som rapporten lägger ihop dem", (NOTHING, NOTHING, NOTHING, NOTHING), printed, ""))
    columns = [
        Column("Vård på behandlingshem"),
        Column("Personer", numeric=True),
        Column("Per 10 000 vuxna", numeric=True, decimals=1),
        Column(CHANCE, numeric=True),
        Column(COVERAGE),
    ]
    return _living(path, f"Vård på behandlingshem i de svarande kommunerna, {period.label}", columns, lines)


def documentation(path: str, period: Period) -> list[str]:
    """The visits, which few municipalities count and some estimate: never compared, never scaled up."""
    answers = queries.item_answers(path, period.id).get("dokumentation", NO_ANSWERS)
    total = answers.total
    if total is None or total.value is None:
        return ["Ingen kommun har lämnat något antal för perioden."]
    about = "cirka " if total.status == "estimated" else ""
    sentences = [
        capital(f"{about}{number(total.value)} besök, räknade i {words.coverage(total)}."),
        f"Av länets kommuner: {words.statuses(answers.areas)}.",
    ]
    if answers.printed:
        sentences.append(words.printed(answers.printed, source_name(path, answers.printed.source)))
    few = "Eftersom så få kommuner för statistik används talet inte för att jämföra."
    return [" ".join(sentences), few]


def by_municipality(path: str, period: Period, *, as_count: bool) -> tuple[list[tuple[str, Answers]], int]:
    """Every method for every municipality, and how many decimals the numbers have."""
    items = queries.items(path)
    counts, rates = queries.item_answers(path, period.id), queries.indicator_answers(path, period.id)
    of_indicator = _method_indicators(path)
    found = [
        (items[item].short_label, counts.get(item) if as_count else rates.get(of_indicator.get(item, "")))
        for item in chain(METHODS, BESIDE)
        if item in items
    ]
    return [(name, answers) for name, answers in found if answers and answers.areas], 0


def municipality_table(methods_found: Sequence[tuple[str, Answers]], decimals: int, caption: str) -> Table:
    """The heat map as words and numbers."""
    columns = [Column("Kommun"), *(Column(name, numeric=True, decimals=decimals) for name, _ in methods_found)]
    lines = zip(*(answers.areas for _, answers in methods_found), strict=True)
    rows = [tables.row(tables.words(line[0].name), *(_sign(figure, decimals) for figure in line)) for line in lines]
    return tables.table(caption, columns, rows)


def _sign(figure: Figure, decimals: int) -> Cell:
    if figure.value is None:
        cell = Cell(charts.sign(figure, decimals), STATUS_WORDS[figure.status], missing=True)
        return tables.noted(cell, figure)
    return tables.noted(tables.figure(figure, decimals), figure)
