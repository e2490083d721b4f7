"""What is said around the lists of activities and the pilot: whose they are, where they stand, what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard import activities, activity_queries, components, queries
from dashboard.activity_queries import Line
from dashboard.exports import Provenance
from dashboard.pilot import NO_PERSON, Pilot
from dashboard.swedish import listing

ALL = "alla"
CHOICES = {ALL: "Alla"} | {status: said[1] for status, said in activities.STATUSES.items()}
BELOW_TITLE = "{county}. Vad dokumenten vill ska göras, vem som ska göra det och hur långt det har kommit."
ABOUT_PILOT = (
    "Ett integrerat arbetssätt prövas från den 3 mars 2025 på öppenvårdsmottagningarna i Falköping och Lidköping, med "
    "en kommun i respektive område. Inskrivningen sker efter hand, och kommunen avgör vilka som ska ingå. Det är "
    "ett arbetssätt som prövas, inte länets vård: talen säger inget om hur många som skulle behöva det."
)


def whose_lists(path: str, lines: Sequence[Line]) -> str:
    """For a county without a list of its own: who has one."""
    if any(each.list not in ("ar_1", "pilot") for each in lines):
        return ""
    names = listing(activity_queries.counties_with_lists(path))
    return f"{queries.build(path).county_name} har ingen egen lista i underlaget. Det har {names}."


def beside(of: Sequence[Line]) -> list[str]:
    """What the document says in a list besides what can be followed, each sentence once."""
    said = {
        "perspective": "Varje sida i listan avslutas så här: ”{text}”",
        "theory": "Punkt {number} är teori och ingen åtgärd: ”{text}”",
    }
    told = (said[each.kind].format(text=each.text, number=each.number) for each in of if each.kind in said)
    return list(dict.fromkeys(told))


def source(path: str, of: Sequence[Line]) -> str:
    """Which documents the lines stand in, and where; nothing where there are none."""
    if not of:
        return ""
    titles = dict.fromkeys(str(queries.sources(path)[each.source]["title"]) for each in of)
    first, last = of[0].place, of[-1].place
    return f"Källa: {listing(list(titles))}. {first}{'' if first == last else f' till {last[:1].lower()}{last[1:]}'}."


def about_list(path: str, lines: Sequence[Line], title: str) -> Provenance:
    """What the saved list says about itself."""
    titles = dict.fromkeys(str(queries.sources(path)[each.source]["title"]) for each in lines)
    notes = (activities.newest(lines), activities.NOT_SAID)
    about = components.provenance(path, title, "läget vid den senaste anteckningen", "hela listan", *notes)
    return replace(about, source="; ".join(titles))


def about_pilot(path: str, found: Pilot, title: str) -> Provenance:
    """What the pilot's picture and tables say about themselves."""
    sources = dict.fromkeys(str(queries.sources(path)[each.source]["title"]) for each in found.occasions)
    period = f"{found.occasions[0].label} till {found.occasions[-1].label}"
    about = components.provenance(path, title, period, found.name, NO_PERSON)
    return replace(about, source="; ".join(sources), example=found.example)
