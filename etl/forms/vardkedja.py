"""How the care chain is followed up, twice a year: what the proposals of delrapport 3 (Kronoberg, 2025) let us count.

Where each question comes from: vårdkedjeremiss and kontaktbegäran from 4.1.1 and 9.1 (today mostly physicians send a
kontaktbegäran; the proposal is more professions, and that its use is followed up), SIP from 5.1.1 and 5.1.2,
professional forums from 5.1.3, the coordinator from 5.1.4 to 5.1.6, BRA-samtal from appendix 1 (11.1 and 11.2), housing
and occupation from the chapter on vulnerable transitions (its two points), the plan from chapter 9 ("en tidig och
gemensam planering under dygnsplaceringen"). The professions are those that 5.1.4 names in health care, and any other.
Two weeks is the time that Arbetsrapport 2026:1 (4.4.1) gives for help at the beroendemottagning; here it is asked
about after discharge.

The municipality and the region answer the same questions, each of what it does itself: the words say "er verksamhet",
and a note under the question says which side of it each of them counts. A kontaktbegäran is sent by the region and
received by the municipality, so the two count the same papers from either end; that is one reason why the region's
answer stands beside the sum of the municipalities and is never added to it.
"""

from __future__ import annotations

from etl.forms.description import AtMost, Counts, Field, Form, Section
from etl.forms.one_layout import one_layout


def _count(
    id: str, number: str, label: str, short: str, counts: Counts, unit: str, note: str = "", *aliases: str
) -> Field:
    return Field(id, number, label, short, "count", counts, unit, note=note, aliases=(short, *aliases))


def _contact_request(id: str, by: str, short: str) -> Field:
    label, note = f"Kontaktbegäran från {by}", "Kommunen räknar dem som har kommit in, regionen dem som har skickats."
    return _count(id, "3.2", label, short, "documents", "kontaktbegäran", note)


_WAY_IN = Section(
    "3",
    "Vägen in",
    "Hur många har skickats eller kommit in under {period}?",
    (
        _count(
            "vardkedjeremisser",
            "3.1",
            "Vårdkedjeremisser till specialistpsykiatrin",
            "Vårdkedjeremisser",
            "documents",
            "remisser",
            "Remisser som gäller flera enheter inom psykiatrin på en gång. Kommunen räknar dem som den har skickat "
            "eller deltagit i remissmötet för, regionen alla som har kommit in.",
        ),
        _contact_request("kontakt_lakare", "läkare", "Kontaktbegäran, läkare"),
        _contact_request("kontakt_sjukskoterska", "sjuksköterska", "Kontaktbegäran, sjuksköterska"),
        _contact_request("kontakt_psykolog", "psykolog", "Kontaktbegäran, psykolog"),
        _contact_request("kontakt_annan", "annan profession i regionen", "Kontaktbegäran, annan"),
    ),
)

_TOGETHER = Section(
    "4",
    "Hållbar samverkan",
    "",
    (
        _count(
            "sip_upprattad",
            "4.1",
            "Hur många personer har fått en samordnad individuell plan (SIP) upprättad under {period}?",
            "SIP upprättad",
            "persons",
            "personer",
            "Personer 18 år eller äldre med skadligt bruk eller beroende. Räkna varje person en gång, också när någon "
            "annan kallade till mötet.",
        ),
        _count(
            "sip_uppfoljd",
            "4.2",
            "Hur många personer har fått sin SIP uppföljd under {period}?",
            "SIP uppföljd",
            "persons",
            "personer",
            "Räkna också den vars SIP upprättades tidigare.",
        ),
        _count(
            "samverkansforum",
            "4.3",
            "Hur många professionella samverkansforum har hållits under {period}?",
            "Samverkansforum",
            "meetings",
            "möten",
            "Möten mellan kommun och region för planering och uppföljning, vid sidan av SIP.",
            "Professionella samverkansforum",
            "Professionella samverkansmöten",
        ),
        _count(
            "bra_samtal",
            "4.4",
            "Hur många BRA-samtal har hållits under {period}?",
            "BRA-samtal",
            "meetings",
            "samtal",
            "Samtal för att uppmärksamma barn som anhöriga, hållna av er verksamhet. Räkna samtal, inte barn.",
        ),
        Field(
            "koordinator",
            "4.5",
            "Fanns en vårdkedjekoordinator på plats den sista dagen i perioden?",
            "Koordinator på plats",
            "tick",
            "municipalities",
            "kommuner",
            note="Någon hos er som har uppdraget, som egen tjänst eller inom en annan roll.",
            aliases=("Vårdkedjekoordinator på plats", "Koordinator på plats"),
        ),
    ),
)

_DISCHARGE = Section(
    "5",
    "Utskrivning från heldygnsvård",
    "Personer som skrevs ut från heldygnsvård under {period}. Kommunen räknar HVB, LVM-hem och annan heldygnsvård som "
    "den har beslutat om, regionen sin egen slutna vård. Räkna varje person en gång.",
    (
        _count(
            "utskrivna",
            "5.1",
            "Hur många personer skrevs ut från heldygnsvård under {period}?",
            "Utskrivna från heldygnsvård",
            "persons",
            "personer",
        ),
        _count(
            "utskrivna_boende",
            "5.2",
            "Av dem, hur många hade ett ordnat boende vid utskrivningen?",
            "Utskrivna med boende",
            "persons",
            "personer",
        ),
        _count(
            "utskrivna_sysselsattning",
            "5.3",
            "Av dem, hur många hade en ordnad sysselsättning vid utskrivningen?",
            "Utskrivna med sysselsättning",
            "persons",
            "personer",
            "Arbete, studier eller annan meningsfull sysselsättning.",
        ),
        _count(
            "utskrivna_plan",
            "5.4",
            "Av dem, hur många hade före utskrivningen en plan för stöd och vård på hemmaplan?",
            "Utskrivna med plan",
            "persons",
            "personer",
        ),
        _count(
            "utskrivna_kontakt",
            "5.5",
            "Av dem, hur många fick kontakt med öppenvård eller socialt stöd inom två veckor?",
            "Kontakt inom två veckor",
            "persons",
            "personer",
        ),
        Field(
            "fritext_vardkedja", "5.6", "Övriga synpunkter/kommentarer", "Övriga synpunkter", "text", may_be_blank=True
        ),
    ),
)

_OF_THE_DISCHARGED = ("utskrivna_boende", "utskrivna_sysselsattning", "utskrivna_plan", "utskrivna_kontakt")

FORM = Form(
    id="vardkedja",
    title="Uppföljning av vårdkedjan för personer med skadligt bruk eller beroende",
    short_title="Vårdkedjeuppföljningen",
    respondent="IFO-chef eller den som följer upp vårdkedjan i kommunen eller regionen",
    instructions=(
        "Frågorna gäller personer 18 år eller äldre och lämnas en gång i halvåret.",
        "{scope}",
        "Kommunen och regionen svarar på samma frågor, var och en om det egna arbetet. Regionens svar visas bredvid "
        "kommunernas och läggs aldrig ihop med dem.",
        "Förs ingen statistik över något: välj Uppgift saknas. Det räknas aldrig som 0.",
    ),
    sections=(_WAY_IN, _TOGETHER, _DISCHARGE),
    layouts=one_layout("Halvår eller annan period"),
    rules=(
        AtMost("logik_fel", "error", _OF_THE_DISCHARGED, "utskrivna"),
        AtMost("fler_an_helheten", "warning", ("sip_uppfoljd",), "sip_upprattad"),
    ),
    source="Delrapport 3, Öppenvård och sociala stödinsatser (Kronoberg 2025)",
    levels=("municipality", "county"),
)
