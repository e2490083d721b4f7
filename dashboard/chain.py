"""The care chain's parts in their order, with what the half-yearly answers tell of each."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import queries
from dashboard.form_page import FormPage
from dashboard.records import Figure, SourceFigure

FORM = "vardkedja"
REPORT, NATION, BRIS, BRIS_GROWTH = "delrapport_3_2025", "00", "bris_samtal", "bris_okning"
WAITING_REPORT, WAITING = "arbetsrapport_2026_1", "hjalp_inom_veckor"


@dataclass(frozen=True)
class Part:
    """One part of the chain.

    Attributes:
        counted: the questions whose answers are drawn as counts.
        shares: the indicators that are drawn as shares.
        indicators: its measures, in the order of the table.
    """

    id: str
    title: str
    why: str
    indicators: tuple[str, ...]
    counted: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()


PROFESSIONS = ("kontakt_lakare", "kontakt_sjukskoterska", "kontakt_psykolog", "kontakt_annan")
PARTS = (
    Part(
        "vagen-in",
        "Vägen in",
        "En kontaktbegäran från regionen prövas av kommunen som en ansökan. I dag skickas den mest av läkare; "
        "förslaget är att fler professioner gör det. En vårdkedjeremiss kallar flera enheter inom psykiatrin på en "
        "gång.",
        ("kontaktbegaran_per_10000", "kontaktbegaran_fler_professioner", "vardkedjeremisser_per_10000"),
        counted=("vardkedjeremisser", *PROFESSIONS),
    ),
    Part(
        "heldygnsvard",
        "Heldygnsvård och utskrivning",
        "Utskrivningen är den särskilt sårbara övergången i delrapporten: boende, sysselsättning och en plan som är "
        "gjord innan.",
        ("utskrivna_plan_andel", "utskrivna_boende_andel", "utskrivna_sysselsattning_andel"),
        shares=("utskrivna_plan_andel", "utskrivna_boende_andel", "utskrivna_sysselsattning_andel"),
    ),
    Part(
        "hemmaplan",
        "Insatser på hemmaplan",
        "Stödet hemma ska ta vid där heldygnsvården slutar.",
        ("utskrivna_kontakt_andel", "sip_per_10000", "sip_uppfoljd_per_100"),
        counted=("sip_upprattad", "sip_uppfoljd"),
        shares=("utskrivna_kontakt_andel",),
    ),
    Part(
        "haller-ihop",
        "Det som håller ihop kedjan",
        "Professionella samverkansforum är möten mellan kommun och region vid sidan av SIP. Koordinatorn är i källan "
        "ett förslag som ska utredas vidare.",
        ("samverkansforum_per_10000", "koordinator_andel"),
        counted=("samverkansforum",),
    ),
    Part(
        "barn",
        "Barn som anhöriga",
        "BRA-samtal hålls för att tidigt uppmärksamma barn till den som har ett skadligt bruk eller beroende.",
        ("bra_samtal_per_10000",),
        counted=("bra_samtal",),
    ),
)
INDICATORS = tuple(indicator for part in PARTS for indicator in part.indicators)
ITEMS = (
    "vardkedjeremisser",
    *PROFESSIONS,
    "utskrivna",
    "utskrivna_plan",
    "utskrivna_boende",
    "utskrivna_sysselsattning",
    "utskrivna_kontakt",
    "sip_upprattad",
    "sip_uppfoljd",
    "samverkansforum",
    "bra_samtal",
    "koordinator",
)


def total(shown: FormPage, indicator: str) -> Figure | None:
    """The answering municipalities together; None where nobody has a figure."""
    found = shown.measure(indicator).total
    return found if found is not None and found.answered else None


def bris(path: str) -> dict[tuple[str, str], SourceFigure]:
    """What the report prints of talks with Bris: by item and year."""
    rows = queries.figures_of(path, REPORT)
    return {(row.item, row.period): row for row in rows if row.area == NATION and row.item in (BRIS, BRIS_GROWTH)}


def waiting(path: str) -> SourceFigure | None:
    """What another report says of how soon help comes at the clinics for dependence."""
    rows = queries.figures_of(path, WAITING_REPORT)
    return next((row for row in rows if row.item == WAITING), None)
