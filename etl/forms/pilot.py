"""How a pilot of an integrated way of working goes, on a day: participants, and self-ratings as means of the group.

After the pilot in Skaraborg (start 3 March 2025, planned for about 10–15 participants, 12 on 21 May 2025). Its
follow-up is three scales topped by 10; what they are about and where they begin is not in the text, so they are called
1 to 3 here and nothing is read into a mean. The pilot's own board (patient, start, aim, state ...) never comes near
this form: only counts, and means of at least as many as disclosure control shows.
"""

from __future__ import annotations

from etl.disclosure import SMALLEST_SHOWN
from etl.forms.description import AtMost, Field, Form, MeanOf, Section
from etl.forms.one_layout import one_layout

SCALES = (1, 2, 3)
TOP_OF_SCALE = 10
PARTICIPANTS, PLACES = "pilot_deltagare", "pilot_platser"


def answers_to(scale: int) -> str:
    """The field that counts who has answered a scale."""
    return f"pilot_skala_{scale}_svar"


def mean_of(scale: int) -> str:
    """The field that holds the mean of a scale."""
    return f"pilot_skala_{scale}_medel"


_PARTICIPANTS = Section(
    "3",
    "Deltagare",
    "Läget {period}, eller den sista dagen om perioden är längre. Bara antal: inga uppgifter om någon enskild person.",
    (
        Field(
            PARTICIPANTS,
            "3.1",
            "Hur många deltog i piloten?",
            "Deltagare i piloten",
            "count",
            "persons",
            "personer",
            note=f"Är de färre än {SMALLEST_SHOWN} visas talet inte för någon annan.",
            aliases=("Deltagare", "Antal deltagare"),
        ),
        Field(
            PLACES,
            "3.2",
            "Hur många deltagare är piloten planerad för, som mest?",
            "Planerade platser",
            "count",
            "persons",
            "personer",
            note="Planen i Skaraborg var inledningsvis 10–15. Skriv den plan som gäller nu.",
            aliases=("Planerat antal deltagare",),
            may_be_blank=True,
        ),
    ),
)


def _scale(scale: int) -> tuple[Field, Field]:
    first = 2 * scale - 1
    return (
        Field(
            answers_to(scale),
            f"4.{first}",
            f"Skala {scale}: hur många deltagare har skattat sig?",
            f"Har skattat sig, skala {scale}",
            "count",
            "persons",
            "personer",
            may_be_blank=True,
        ),
        Field(
            mean_of(scale),
            f"4.{first + 1}",
            f"Skala {scale}: medelvärdet av skattningarna",
            f"Medelvärde, skala {scale}",
            "number",
            note=f"Högst {TOP_OF_SCALE}. Lämna tomt om färre än {SMALLEST_SHOWN} har svarat.",
            may_be_blank=True,
            most=TOP_OF_SCALE,
            mean_over=answers_to(scale),
        ),
    )


_RATINGS = Section(
    "4",
    "Deltagarnas självskattning, om den är gjord",
    f"Tre skalor som slutar på {TOP_OF_SCALE}, i den ordning som de står i er egen uppföljning. Hela delen är "
    f"frivillig. Ett medelvärde lämnas bara när minst {SMALLEST_SHOWN} deltagare har svarat på skalan.",
    (
        *(field for scale in SCALES for field in _scale(scale)),
        Field("fritext_pilot", "4.7", "Övriga synpunkter/kommentarer", "Övriga synpunkter", "text", may_be_blank=True),
    ),
)

FORM = Form(
    id="pilot",
    title="Uppföljning av pilot med integrerat arbetssätt",
    short_title="Pilotuppföljningen",
    respondent="den som leder piloten i länsdelen",
    instructions=(
        "Frågorna gäller personer 18 år eller äldre och lämnas vid ett tillfälle, när ni vill visa läget.",
        "{scope}",
        "Lämna aldrig samordningstavlan eller något annat om enskilda deltagare.",
    ),
    sections=(_PARTICIPANTS, _RATINGS),
    layouts=one_layout("Ett tillfälle"),
    rules=(
        *(MeanOf("logik_fel", "error", (mean_of(scale),), answers_to(scale), SMALLEST_SHOWN) for scale in SCALES),
        AtMost("fler_an_helheten", "warning", tuple(map(answers_to, SCALES)), PARTICIPANTS),
        AtMost("fler_an_helheten", "warning", (PARTICIPANTS,), PLACES),
    ),
    source="Samsjuklighet, information PSB maj 2025 (Skaraborg)",
    levels=("sub_area",),
    hides_small_counts=True,
)
