"""What the page Insatskarta says: what was found, who answered, what the signs mean, what has been printed."""

from __future__ import annotations

from html import escape

from dashboard import intervention_queries, queries, tables
from dashboard.intervention_answers import FORM, JOINT, Inventory
from dashboard.intervention_queries import Printed
from dashboard.intervention_tables import SIGNS
from dashboard.swedish import counted, listing, part_of
from dashboard.tables import Column, Table

BELOW_TITLE = "{county}. Vilka insatser finns för personer med samsjuklighet, vem ger dem, och var?"
HOW_TO_GET_THEM = "Öppna en insamling av Insatsinventeringen under Insamling."
CHAIN = (
    "Att en metod erbjuds är en början. Varje steg räknas bland de kommuner som erbjuder metoden och har svarat på "
    "steget. Talen gäller kommuner, inte hur bra metoden ges."
)
WITHOUT_SUMS = "Samma person kan ha flera metoder. Talen för olika metoder går inte att lägga ihop till personer."
NOT_EACH_PERSON = "Att en insats ges säger inte hur många som får den, eller om den räcker."
JOINT_COUNTS = "Antal svarande kommuner där verksamheten finns för dem som bor där. Bokstaven säger vem som driver den."
SOURCE_2021 = "vg_inventering_2021"
_FEWEST = 3


def finding(found: Inventory) -> str:
    """What is everywhere and what is rare, among those who answered."""
    answering = found.answering
    if not found.municipalities:
        return "Ingen kommun har tillfrågats."
    if not answering:
        return "Ingen av de tillfrågade kommunerna har svarat."
    counts = {each: found.count(each.id, answering) for each in found.interventions}
    everywhere = sum(given == known == len(answering) for given, known in counts.values())
    rare = sorted((given, each.name.split(" (")[0], known) for each, (given, known) in counts.items() if known)
    named = listing([f"{name} ({part_of(given, known)})" for given, name, known in rare[:_FEWEST]])
    return (
        f"{everywhere} av inventeringens {len(counts)} insatser och verksamheter ges i alla "
        f"{counted(len(answering), 'kommun', 'kommuner')} som har svarat. Minst spridda är {named}."
    )


def basis(found: Inventory) -> list[str]:
    """Who answered, who is silent and who was never asked; three different things."""
    whole = len(queries.municipalities(found.path))
    asked, answering, silent = len(found.municipalities), len(found.answering), found.silent
    said = [
        f"{found.period.label}: {answering} av {asked} tillfrågade kommuner har svarat"
        + (f"; {listing([each.name for each in silent])} har inte svarat." if silent else "."),
        f"{counted(whole - asked, 'kommun', 'kommuner')} i länet har inte tillfrågats och finns inte i kartan."
        if whole > asked
        else "",
        "Regionens eget svar står för sig." if found.region and found.region.answered else "",
        NOT_EACH_PERSON,
    ]
    return [sentence for sentence in said if sentence]


def order(found: Inventory) -> str:
    """Which part of the county each column belongs to."""
    by_part = {name: [e.name for e in found.in_order() if found.parts.get(e.area) == name] for name in found.groups()}
    said = "; ".join(f"{name}: {listing(names)}" for name, names in by_part.items())
    return f"Kolumnerna står länsdel för länsdel. {said}." if said else ""


def key(*, parts: bool) -> str:
    """The signs and what each means, as markup of ours; part by part there are only letters."""
    signs = {letter: (word, look) for word, (letter, look) in SIGNS.items()}
    if not parts:
        signs["?"] = ("Har inte svarat, på frågan eller alls", "silent")
    listed = "".join(
        f'<li><span class="samsyn-sign {look}" aria-hidden="true">{letter}</span> {escape(word)}</li>'
        for letter, (word, look) in signs.items()
        if not (parts and look == "none")
    )
    return f'<ul class="samsyn-signs" aria-label="Så läses tecknen">{listed}</ul>'


def signs() -> str:
    """The same in a line, for a saved file."""
    return listing([f"{letter} = {word}" for word, (letter, _) in SIGNS.items()]) + "."


def about_joint(path: str) -> list[str]:
    """What the table of jointly organised services counts, and what has been printed of them."""
    said = [JOINT_COUNTS]
    if named := [each for each in intervention_queries.printed(path) if each.theme == JOINT]:
        said.append(f"Inventeringen 2021: {_spread(named)}")
    return said


def explained(path: str, intervention: str) -> list[str]:
    """How the inventory itself explains an intervention; nothing where it does not."""
    words = intervention_queries.explained(path).get(intervention)
    return [f"{words} (Inventeringen 2021, Några begrepp.)"] if words else []


def caveats(path: str) -> list[str]:
    """What each measure says and what it does not, in the words of who defined it."""
    return [
        f"{each.short_title}: {caveat}" for each in queries.indicators(path, FORM).values() for caveat in each.caveats
    ]


def printed_table(path: str) -> Table:
    """The inventory as it was printed: theme by theme, who gives and how spread."""
    columns = [Column("Tema"), Column("Insatser"), Column("Vem ger"), Column("Spridning i länet")]
    by_theme: dict[str, list[Printed]] = {}
    for each in intervention_queries.printed(path):
        by_theme.setdefault(each.theme, []).append(each)
    rows = [
        tables.row(
            tables.words(theme),
            tables.words("; ".join(each.name for each in named)),
            tables.words(named[0].who or "Sägs inte."),
            tables.words(_spread(named)),
        )
        for theme, named in by_theme.items()
    ]
    return tables.table("Inventeringen som den är tryckt, november 2021", columns, rows)


def _spread(named: list[Printed]) -> str:
    """What is said of the whole heading once, then what is said of single ones."""
    said: dict[str, list[str]] = {}
    for each in named:
        if each.spread:
            said.setdefault(each.spread, []).append(each.name.split(" (")[0])
    told = [words if len(names) > _FEWEST else f"{listing(names)}: {words[0].lower()}{words[1:]}"
            for words, names in said.items()]  # fmt: skip
    return " ".join(told) or "Sägs inte."


def how_it_was_made(path: str) -> list[str]:
    """How the inventory was made, in its own figures; nothing where nothing is printed of the county."""
    told = {each.item: each.value for each in queries.figures_of(path, SOURCE_2021)}
    source = queries.sources(path)[SOURCE_2021]
    return [
        f"Fyra digitala workshoppar med {told['workshop_deltagare']:.0f} deltagare "
        f"({told['workshop_kommuner']:.0f} från kommunerna och {told['workshop_region']:.0f} från regionen) och en "
        f"webbenkät med {told['webbenkat_svar']:.0f} svar ({told['webbenkat_kommuner']:.0f} och "
        f"{told['webbenkat_region']:.0f}).",
        "Ingen totalundersökning, och de flesta som svarade arbetar i kommunerna. Primärvården är inte med.",
        f"Källa: {source['title']}, rapporterad i november 2021. Texten är avkortad av Samsyn.",
    ]


def wishes(path: str) -> dict[str, list[str]]:
    """What each part of the county wished for, shortened."""
    found: dict[str, list[str]] = {}
    for each in intervention_queries.statements(path):
        if each.topic == "wish":
            found.setdefault(each.name, []).append(each.text)
    return found


def remarks(path: str) -> list[str]:
    return [each.text for each in intervention_queries.statements(path) if each.topic == "remark"]


def nothing(path: str) -> tuple[str, str]:
    """What stands in place of the map in a county without an inventory, and where one can be seen."""
    others = intervention_queries.counties_with_inventory(path)
    instead = f"Välj {listing(others, 'eller')} under Län för att se en. " if others else ""
    return f"{queries.build(path).county_name} har ingen inventering av insatser ännu.", f"{instead}{HOW_TO_GET_THEM}"
