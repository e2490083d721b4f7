"""What the staff say of working together: a few questions on a scale, about half a year after the start, by the region.

Delrapport 3 (8) proposes a follow-up about half a year after the start, "förslagsvis" a survey to the social workers
concerned about the collaboration with the group that handles the referrals; and its goal is staff who are secure in the
model and share their knowledge (table 1). It prints no questions: these are our proposal, on the user survey's scale.
"""

from __future__ import annotations

from etl.forms.counted_rules import SafeBase, SafeGroups
from etl.forms.description import Form, Section
from etl.forms.one_layout import one_layout
from etl.forms.person_question import Option, PersonQuestion, PersonSurvey
from etl.forms.scale_counts import count, parts_of, scale_question, scale_rules, scale_section, yes_no_question

_ALL = "medarbetare"
_OPTIONAL = "Lämna tomt om någon av grupperna är mindre än 10."
_Q1 = "Vem är din arbetsgivare?"
_Q2 = "Jag vet vart jag ska vända mig i de andra verksamheterna när en person behöver hjälp från flera."
_Q3 = "Samarbetet mellan kommunen och regionen fungerar kring de personer jag möter."
_Q4 = "Har du under det senaste halvåret haft kontakt med remissgruppen för vårdkedjan?"
_Q5 = "Samarbetet med remissgruppen fungerar."
_Q6 = "Jag är trygg med att arbeta utifrån vårdkedjan som modell."
_Q7 = "Jag delar med mig av det jag kan till dem jag samarbetar med i andra verksamheter."
_Q8 = "Vad skulle göra samarbetet bättre?"

_SECTIONS = (
    Section(
        "3",
        "Hur många som svarat",
        "",
        (
            count(_ALL, "3.1", "Hur många medarbetare har besvarat enkäten?", "Svarande",
                  "Räkna den som svarat på något."),
            count("arbetsgivare_kommun", "3.2", "Svarande som arbetar i en kommun", "I en kommun", _OPTIONAL,
                  may_be_blank=True),
            count("arbetsgivare_region", "3.3", "Svarande som arbetar i regionen", "I regionen", _OPTIONAL,
                  may_be_blank=True),
        ),
    ),
    scale_section("vet_vart", "4", "Fråga 2: vart man vänder sig", _Q2, "Vet vart jag ska vända mig"),
    scale_section("samarbete", "5", "Fråga 3: samarbetet", _Q3, "Samarbetet kommun och region fungerar"),
    Section(
        "6",
        "Fråga 4: kontakt med remissgruppen",
        f"”{_Q4}” Hur många svarade …",
        (
            count("kontakt_remissgrupp_ja", "6.1", "Kontakt med remissgruppen: ja", "Kontakt med remissgruppen, ja"),
            count("kontakt_remissgrupp_nej", "6.2", "Kontakt med remissgruppen: nej", "Kontakt med remissgruppen, nej"),
            count("kontakt_remissgrupp_ej_svarat", "6.3", "Kontakt med remissgruppen: har inte svarat på frågan",
                  "Kontakt med remissgruppen, ej svarat"),
        ),
    ),
    scale_section("remissgrupp", "7", "Fråga 5: remissgruppen", _Q5, "Samarbetet med remissgruppen fungerar"),
    scale_section("trygg", "8", "Fråga 6: trygg i modellen", _Q6, "Trygg med vårdkedjan som modell"),
    scale_section("delar", "9", "Fråga 7: delar med sig", _Q7, "Delar med mig av det jag kan"),
)  # fmt: skip

_QUESTIONS = (
    PersonQuestion(
        "1", "group", (_Q1, "Arbetsgivare"),
        (Option("arbetsgivare_kommun", ("Kommun", "Kommunen", "En kommun")),
         Option("arbetsgivare_region", ("Region", "Regionen"))),
        withholds=True,
    ),
    scale_question("2", "vet_vart", _Q2),
    scale_question("3", "samarbete", _Q3),
    yes_no_question("4", "kontakt_remissgrupp", _Q4, unanswered=True),
    scale_question("5", "remissgrupp", _Q5, only_if="kontakt_remissgrupp_ja"),
    scale_question("6", "trygg", _Q6),
    scale_question("7", "delar", _Q7),
)  # fmt: skip

_EMPLOYERS = ("arbetsgivare_kommun", "arbetsgivare_region")
_CONTACT = tuple(f"kontakt_remissgrupp_{end}" for end in ("ja", "nej", "ej_svarat"))

FORM = Form(
    id="medarbetarenkat",
    title="Medarbetarenkät om samarbetet i vårdkedjan",
    short_title="Medarbetarenkäten",
    respondent="den som sammanställer enkäten i regionen",
    instructions=(
        "Frågorna är Samsyns förslag. Delrapport 3 (Kronoberg 2025) föreslår en enkät ungefär ett halvår efter starten "
        "men har inga frågor. Här lämnas bara antal, och bara för hela länet.",
        "{scope}",
        "Har ni enkätsystemets fil med en rad för varje person kan ni lämna den i stället: Samsyn räknar svaren när "
        "filen läses och sparar aldrig en persons svar.",
        "Ett svar som färre än 10 personer gett underlag för lämnas inte: välj Uppgift saknas på frågans alla rader.",
    ),
    sections=_SECTIONS,
    layouts=one_layout("När enkäten gjordes"),
    rules=(
        SafeBase("for_fa_svar", "error", (_ALL,)),
        SafeGroups("for_liten_grupp", "error", _EMPLOYERS, _ALL),
        *parts_of(_ALL, *_EMPLOYERS),
        *parts_of(_ALL, *_CONTACT),
        *(rule for stem in ("vet_vart", "samarbete", "trygg", "delar") for rule in scale_rules(stem, _ALL)),
        *scale_rules("remissgrupp", "kontakt_remissgrupp_ja"),
    ),
    source="Samsyns förslag, efter Delrapport 3 (Kronoberg 2025), kapitel 8 och tabell 1",
    levels=("county",),
    persons=PersonSurvey(_ALL, _QUESTIONS, (_Q8,)),
)
