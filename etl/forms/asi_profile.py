"""The optional part of the ASI form: how a municipality's group of interviewed persons stands in each area of life.

Arbetsrapport 2026:1, section 4.6: those in charge say that ASI data on a group tell them about samsjuklighet. The seven
areas are those that the Swedish ASI interview weighs together to a score from 0 to 1 (alcohol and narcotics apart).
What counts as over the limit is the municipality's own system's affair: no limit is set or guessed here.

A part of the form and no sheet of its own: the sheet that is filled in is one, all the way from the template to the
marked workbook.
"""

from __future__ import annotations

from etl.forms.description import AtMost, Field, MeanOf, Section

AREAS_OF_LIFE = {
    "fysisk": "Fysisk hälsa",
    "arbete": "Arbete och försörjning",
    "alkohol": "Alkohol",
    "narkotika": "Narkotika",
    "rattsligt": "Rättsliga problem",
    "familj": "Familj och umgänge",
    "psykisk": "Psykisk hälsa",
}
INTERVIEWS = "asi_profil_antal"
# No mean of fewer (disclosure.md, R6, with the limit of R1 for diagnoses and user surveys): a group of some few is
# known to each other, and so small a mean is mostly chance.
LEAST_INTERVIEWS = 10


def mean_of(area: str) -> str:
    """The field that holds the mean of an area of life."""
    return f"asi_medel_{area}"


def over_limit(area: str) -> str:
    """The field that counts who is over the limit in it."""
    return f"asi_over_{area}"


def _mean(area: str, number: str) -> Field:
    title = AREAS_OF_LIFE[area]
    return Field(
        mean_of(area),
        number,
        f"{title}, medelvärde",
        f"Medelvärde, {title.lower()}",
        "number",
        note="Ett tal mellan 0 och 1, till exempel 0,42. Ju högre, desto större problem.",
        may_be_blank=True,
        most=1,
        mean_over=INTERVIEWS,
    )


def _over(area: str, number: str) -> Field:
    title = AREAS_OF_LIFE[area]
    return Field(
        over_limit(area),
        number,
        f"{title}, antal personer över gränsvärdet",
        f"Över gränsvärdet, {title.lower()}",
        "count",
        "persons",
        "personer",
        may_be_blank=True,
    )


PROFILE = Section(
    "5",
    "Gruppens profil, om ni kan",
    f"Hela delen är frivillig. Den gäller grundintervjuerna under {{period}} tillsammans, aldrig en enskild person, "
    f"och lämnas bara när intervjuerna är minst {LEAST_INTERVIEWS}.",
    (
        Field(
            INTERVIEWS,
            "5.1",
            "Hur många grundintervjuer bygger profilen på?",
            "Intervjuer i profilen",
            "count",
            "interviews",
            "intervjuer",
            note=f"Minst {LEAST_INTERVIEWS}. Lämna annars hela delen tom.",
            may_be_blank=True,
        ),
        *(_mean(area, f"5.{place}") for place, area in enumerate(AREAS_OF_LIFE, start=2)),
        *(_over(area, f"5.{place}") for place, area in enumerate(AREAS_OF_LIFE, start=2 + len(AREAS_OF_LIFE))),
        Field(
            "asi_gransvarde",
            "5.16",
            "Vilka gränsvärden har ni använt, och varifrån kommer de?",
            "Gränsvärden",
            "text",
            may_be_blank=True,
        ),
    ),
)

_MEANS = tuple(map(mean_of, AREAS_OF_LIFE))
_OVER = tuple(map(over_limit, AREAS_OF_LIFE))
PROFILE_RULES = (
    MeanOf("logik_fel", "error", (*_MEANS, *_OVER), INTERVIEWS, LEAST_INTERVIEWS),
    AtMost("logik_fel", "error", _OVER, INTERVIEWS),
    AtMost("fler_an_helheten", "warning", (INTERVIEWS,), "asi_start"),
)
