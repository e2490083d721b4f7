"""Whether and how much a municipality uses the assessment interview ASI (Addiction Severity Index), once a year.

After Arbetsrapport 2026:1, section 4.6: the interview is used in eight of the ten municipalities of Gävleborg
(Samverkanswebben 2026), it makes assessments alike, and what it says of a group helps to plan. The report counts
municipalities only; interviews and trained staff are what it takes to say how much. The profile of the group is an
optional part at the end (asi_profile.py).
"""

from __future__ import annotations

from etl.forms.asi_profile import PROFILE, PROFILE_RULES
from etl.forms.description import AtMost, Field, Form, Implies, NoneWithout, Section
from etl.forms.one_layout import one_layout

_USE = Section(
    "3",
    "Användning av ASI",
    "ASI (Addiction Severity Index) är en bedömningsmetod i form av en intervju. Intervjun görs när en insats börjar "
    "och kan göras på nytt vid uppföljning.",
    (
        Field(
            "asi_anvands",
            "3.1",
            "Har ASI använts i kommunen under {period}?",
            "ASI används",
            "tick",
            "municipalities",
            "kommuner",
            aliases=("ASI används", "Används ASI?"),
        ),
        Field(
            "asi_start",
            "3.2",
            "Hur många personer har intervjuats med ASI vid start (grundintervju) under {period}?",
            "ASI vid start",
            "count",
            "persons",
            "personer",
            note="Räkna varje person en gång. Skriv 0 om ingen har intervjuats.",
            aliases=("ASI-intervjuer vid start", "Grundintervjuer"),
        ),
        Field(
            "asi_uppfoljning",
            "3.3",
            "Hur många personer har intervjuats med ASI vid uppföljning under {period}?",
            "ASI vid uppföljning",
            "count",
            "persons",
            "personer",
            note="Räkna varje person en gång, också den vars första intervju gjordes tidigare.",
            aliases=("ASI-intervjuer vid uppföljning", "Uppföljningsintervjuer"),
        ),
    ),
)

_STAFF = Section(
    "4",
    "Kompetens",
    "",
    (
        Field(
            "asi_personal",
            "4.1",
            "Hur många medarbetare hade utbildning i ASI den sista dagen i perioden?",
            "Utbildade i ASI",
            "count",
            "staff",
            "medarbetare",
            note="Medarbetare i kommunen, inte tjänster. Skriv 0 om ingen har utbildning.",
            aliases=("Personal med utbildning i ASI", "Utbildade i ASI"),
        ),
        Field("fritext_asi", "4.2", "Övriga synpunkter/kommentarer", "Övriga synpunkter", "text", may_be_blank=True),
    ),
)

FORM = Form(
    id="asi",
    title="Användning av bedömningsmetoden ASI",
    short_title="ASI-uppföljningen",
    respondent="IFO-chef eller den som ansvarar för ASI i kommunen",
    instructions=(
        "Frågorna gäller personer 18 år eller äldre och lämnas en gång om året.",
        "{scope}",
        "Intervjuer som kommunen köper av någon annan räknas med.",
    ),
    sections=(_USE, _STAFF, PROFILE),
    layouts=one_layout("Helår eller annan period"),
    rules=(
        NoneWithout("logik_fel", "error", "asi_anvands", ("asi_start", "asi_uppfoljning")),
        Implies("ja_utan_antal", "warning", "asi_anvands", "asi_start"),
        AtMost("fler_an_helheten", "warning", ("asi_uppfoljning",), "asi_start"),
        *PROFILE_RULES,
    ),
    source="Arbetsrapport 2026:1, avsnitt 4.6",
)
