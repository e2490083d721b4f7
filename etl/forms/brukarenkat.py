"""What the users say: the survey of Delrapport 3 (Kronoberg, April 2025) as counts, by the region, on occasion.

The ten questions are those of its appendix 2 (12.2.2). What is kept is how many answered each way: a person's answers
are counted when the file comes and are kept nowhere, nor are the open answers (5b, 7b, 9b, 10) or where they live (3).
"Annat eller vill inte svara" is never kept, and a group is kept only where none is small; so the report itself does.
Answers are never parted by group: "gruppindelningarna [blir] för [små] för att redovisa per fråga".
"""

from __future__ import annotations

from etl.forms.counted_rules import SafeBase, SafeGroups
from etl.forms.description import Form, Rule, Section
from etl.forms.one_layout import one_layout
from etl.forms.person_question import Option, PersonQuestion, PersonSurvey
from etl.forms.scale_counts import count, parts_of, scale_question, scale_rules, scale_section, yes_no_question

_ALL = "svarande"
_AGES = {"18_29": (18, 29), "30_45": (30, 45), "46_64": (46, 64), "65_plus": (65, 120)}
_AGE_LABELS = {"18_29": "18–29 år", "30_45": "30–45 år", "46_64": "46–64 år", "65_plus": "65 år och äldre"}
_COARSER = (("alder_18_45", ("alder_18_29", "alder_30_45")), ("alder_46_plus", ("alder_46_64", "alder_65_plus")))
_OPTIONAL = "Lämna tomt om någon av grupperna är mindre än 10."

# The questions as the appendix words them.
_Q1 = "Vilket kön identifierar du dig som?"
_Q2 = "Hur gammal är du?"
_Q3 = "Vilken kommun är du folkbokförd i?"
_Q4 = "Är du placerad på Ekeliden eller Novus idag?"
_Q5A = (
    "Jag upplever att jag har fått tillräckligt med stöd för att klara min vardag, exempelvis hjälp från socialtjänst, "
    "sjukvård eller andra som kan hjälpa mig."
)
_Q5B = "Beskriv gärna mer här vilket stöd som fungerat bra eller inte bra:"
_Q6 = "Jag vill att de som hjälper mig med vård och stöd pratar med varandra kring den hjälp jag behöver."
_Q7A = (
    "Jag upplever att de som hjälper mig med vård och stöd (till exempel inom beroendevård, socialtjänst och "
    "primärvård) pratar med varandra och planerar så att hjälpen hänger ihop, så att jag inte behöver hålla reda på "
    "vem som gör vad."
)
_Q7B = "Beskriv gärna vad som fungerat bra eller inte bra:"
_Q8 = "Har du under senaste fem åren fått stöd och behandling genom behandlingshem?"
_Q9A = (
    "Jag upplevde att jag har fått rätt stöd på hemmaplan efter min behandling på behandlingshem och att personalen "
    "där arbetade tillsammans med de som hjälper mig på hemmaplan för att stödet skulle fungera när jag kom hem."
)
_Q9B = "Beskriv gärna mer här vad som fungerat bra eller inte bra:"
_Q10 = (
    "Beskriv vad du tycker skulle kunna förbättras i kommunikationen och samarbetet mellan de olika personer som "
    "hjälper dig med vård och stöd, för att bättre kunna hjälpa dig."
)

_BACKGROUND = Section(
    "4",
    "Fråga 1, 2 och 4: vilka som svarat",
    "Hela delen är frivillig. Svaret ”annat eller vill inte svara” lämnas aldrig, och kön lämnas bara när det inte går "
    "att räkna fram: när män och kvinnor tillsammans är alla svarande, eller minst 10 färre.",
    (
        count("kon_man", "4.1", "Svarande som är män", "Män", _OPTIONAL, item=_ALL, sex="men", may_be_blank=True),
        count("kon_kvinnor", "4.2", "Svarande som är kvinnor", "Kvinnor", _OPTIONAL, item=_ALL, sex="women",
              may_be_blank=True),
        *(
            count(f"alder_{age}", f"4.{place}", f"Svarande som är {_AGE_LABELS[age]}", _AGE_LABELS[age], _OPTIONAL,
                  may_be_blank=True)
            for place, age in enumerate(_AGES, start=3)
        ),
        count("alder_18_45", "4.7", "Svarande som är 18–45 år", "18–45 år", "Fyll i när de fyra grupperna är för små.",
              may_be_blank=True),
        count("alder_46_plus", "4.8", "Svarande som är 46 år och äldre", "46 år och äldre",
              "Fyll i när de fyra grupperna är för små.", may_be_blank=True),
        count("placerad_ja", "4.9", "Svarande som var placerade på behandlingshem när de svarade", "Placerade",
              _OPTIONAL, may_be_blank=True),
        count("placerad_nej", "4.10", "Svarande som inte var placerade på behandlingshem när de svarade",
              "Inte placerade", _OPTIONAL, may_be_blank=True),
    ),
)  # fmt: skip

_TREATED = Section(
    "8",
    "Fråga 8: behandlingshem",
    f"”{_Q8}” Hur många svarade …",
    (
        count("behandlingshem_ja", "8.1", "Behandlingshem de senaste fem åren: ja", "Behandlingshem, ja"),
        count("behandlingshem_nej", "8.2", "Behandlingshem de senaste fem åren: nej", "Behandlingshem, nej"),
        count("behandlingshem_ej_svarat", "8.3", "Behandlingshem de senaste fem åren: har inte svarat på frågan",
              "Behandlingshem, ej svarat"),
    ),
)  # fmt: skip

_SECTIONS = (
    Section(
        "3",
        "Hur många som svarat",
        "",
        (count(_ALL, "3.1", "Hur många personer har besvarat enkäten?", "Svarande", "Räkna den som svarat på något."),),
    ),
    _BACKGROUND,
    scale_section("stod", "5", "Fråga 5a: stöd i vardagen", _Q5A, "Tillräckligt stöd i vardagen"),
    scale_section("onskan", "6", "Fråga 6: önskan om samordning", _Q6, "Vill att de pratar med varandra"),
    scale_section("samordning", "7", "Fråga 7a: upplevd samordning", _Q7A, "De pratar och hjälpen hänger ihop"),
    _TREATED,
    scale_section("hemma", "9", "Fråga 9a: stöd efter behandlingshem", _Q9A, "Rätt stöd hemma efter behandlingshem"),
)  # fmt: skip

_QUESTIONS = (
    PersonQuestion(
        "1", "group", (_Q1, "Kön", "Vilket är ditt kön?"),
        (Option("kon_man", ("Man", "Män", "Male")), Option("kon_kvinnor", ("Kvinna", "Kvinnor", "Female"))),
        withholds=True,
    ),
    PersonQuestion(
        "2", "group", (_Q2, "Ålder", "Din ålder"),
        tuple(Option(f"alder_{age}", (_AGE_LABELS[age], *(("65+",) if age == "65_plus" else ())), _AGES[age])
              for age in _AGES),
        coarser=_COARSER,
    ),
    yes_no_question("4", "placerad", _Q4, "Är du placerad på behandlingshem idag?"),
    scale_question("5a", "stod", _Q5A),
    scale_question("6", "onskan", _Q6),
    scale_question("7a", "samordning", _Q7A),
    yes_no_question("8", "behandlingshem", _Q8, unanswered=True),
    scale_question("9a", "hemma", _Q9A, only_if="behandlingshem_ja"),
)  # fmt: skip


def _rules() -> tuple[Rule, ...]:
    groups = [("alder_18_29", "alder_30_45", "alder_46_64", "alder_65_plus"), ("alder_18_45", "alder_46_plus")]
    groups.append(("placerad_ja", "placerad_nej"))
    treated = tuple(f"behandlingshem_{end}" for end in ("ja", "nej", "ej_svarat"))
    return (
        SafeBase("for_fa_svar", "error", (_ALL,)),
        SafeGroups("for_liten_grupp", "error", ("kon_man", "kon_kvinnor"), _ALL),
        *(SafeGroups("for_liten_grupp", "error", each) for each in groups),
        *(rule for each in (("kon_man", "kon_kvinnor"), *groups, treated) for rule in parts_of(_ALL, *each)),
        *(rule for stem in ("stod", "onskan", "samordning") for rule in scale_rules(stem, _ALL)),
        *scale_rules("hemma", "behandlingshem_ja"),
    )


FORM = Form(
    id="brukarenkat",
    title="Brukarenkät om samordningen av vård och stöd",
    short_title="Brukarenkäten",
    respondent="den som sammanställer enkäten i regionen",
    instructions=(
        "Frågorna är brukarenkätens i Delrapport 3 (Kronoberg 2025). Här lämnas bara antal, och bara för hela länet.",
        "{scope}",
        "Har ni enkätsystemets fil med en rad för varje person kan ni lämna den i stället: Samsyn räknar svaren när "
        "filen läses och sparar aldrig en persons svar.",
        "Ett svar som färre än 10 personer gett underlag för lämnas inte: välj Uppgift saknas på frågans alla rader.",
    ),
    sections=_SECTIONS,
    layouts=one_layout("När enkäten gjordes"),
    rules=_rules(),
    source="Delrapport 3, Öppenvård och sociala stödinsatser (Kronoberg 2025), bilaga 2",
    levels=("county",),
    persons=PersonSurvey(_ALL, _QUESTIONS, (_Q3, "Kommun", _Q5B, _Q7B, _Q9B, _Q10)),
)
