"""The municipal survey of FoUI rapport 95:2023: what municipalities do for adults with harmful use or dependence.

Wording and question numbers are those of the questionnaire (appendix 3 of the report). Differences, each for a reason:
the row ``stodsamtal`` (its 117 persons were coded out of 4.11 in 2022), "how many" and "which" in two cells for 4.10
and 4.11 with room for three of each, and every municipality once (Övertorneå stood twice, Överkalix never).
"""

from __future__ import annotations

from datetime import date

from etl.forms.description import AtMost, Field, Form, Implies, Layout, Section
from etl.forms.methods_glossary import GLOSSARY
from etl.periods import MONTHS, Period

_OTHER_PLACES = 3


def _method(
    id: str, number: str, label: str, short: str, aliases: tuple[str, ...] = (), unit: str = "personer"
) -> Field:
    return Field(id, number, label, short, "count", "method_courses", unit, aliases=aliases)


def _others(stem: str, number: str, label: str, which: str, short: str) -> tuple[Field, ...]:
    """The places of an "other, say which" question: a count and its name, ``_OTHER_PLACES`` times."""
    fields: list[Field] = []
    for place in range(1, _OTHER_PLACES + 1):
        suffix, nth = ("", "") if place == 1 else (f"_{place}", f" nr {place}")
        count, name = f"{stem}_antal{suffix}", f"{stem}_vad{suffix}"
        main = "" if place == 1 else f"{stem}_antal"
        fields += [
            Field(
                count, number, f"{label}{nth} – antal", f"{short}{nth}", "count", "method_courses", "personer",
                main=main, may_be_blank=True,
            ),
            Field(
                name, number, f"{label}{nth}{which}", f"{short}{nth}, vilken", "text",
                names=count, main=main and f"{stem}_vad", may_be_blank=True,
            ),
        ]  # fmt: skip
    return tuple(fields)


def _group(id: str, label: str, short: str, aliases: tuple[str, ...] = ()) -> Field:
    return Field(id, "5.1", label, short, "tick", "municipalities", "kommuner", aliases=aliases)


def _free_text(id: str, number: str, label: str, short: str) -> Field:
    return Field(id, number, label, short, "text", may_be_blank=True)


_HELP_AND_TREATMENT = Section(
    "3",
    "Besök och behandling",
    "",
    (
        Field(
            "sokt_hjalp",
            "3.1",
            "Hur många personer har sökt hjälp hos kommunen för missbruks- och/eller beroendeproblematik "
            "under {period}?",
            "Sökt hjälp",
            "count",
            "persons",
            "personer",
            aliases=("Personer som sökt hjälp för missbruks- och/eller beroendeproblematik", "Sökt hjälp"),
        ),
        Field(
            "fatt_insats",
            "3.2",
            "Av de som sökt hjälp, hur många har behandlats eller fått andra insatser av kommunen under {period}?",
            "Fått insats",
            "count",
            "persons",
            "personer",
            aliases=("Av dessa, hur många har behandlats eller fått andra insatser", "Fått insats"),
        ),
    ),
)

_METHODS = Section(
    "4",
    "Behandlingsmetoder",
    "Hur många individer har behandlats under respektive behandlingsmetod under {period}? Vänligen fyll i antal "
    "under respektive behandlingsmetod, ifall inga individer har behandlats inom någon behandlingsmetod ange "
    "siffran 0. En person kan ha flera metoder.",
    (
        _method("cra", "4.1", "CRA (Community Reinforcement Approach)", "CRA", ("CRA",)),
        _method("ap", "4.2", "ÅP (Återfallsprevention)", "ÅP", ("ÅP", "Återfallsprevention")),
        _method("hap", "4.3", "HAP (Haschavvänjningsprogrammet)", "HAP", ("HAP", "Haschavvänjningsprogrammet")),
        _method("met", "4.4", "MET (Motivational Enhancement Therapy)", "MET", ("MET",)),
        _method("cm", "4.5", "CM (Case Management)", "CM", ("CM", "Case Management")),
        _method("act", "4.6", "ACT (Assertive Community Treatment)", "ACT", ("ACT",)),
        _method("tolvsteg", "4.7", "12-stegsprogrammet", "12-steg", ("12-stepsprogrammet", "Tolvstegsprogrammet")),
        _method(
            "mi",
            "4.8",
            "Motiverande samtal (MI)",
            "MI",
            ("MI", "MI (Motiverande samtal)", "Motiverande samtal"),
        ),
        _method(
            "narstaende",
            "4.9",
            "Stöd till närstående (ex. Craft, individuella stödsamtal)",
            "Stöd till närstående",
            (
                "Stöd till närstående",
                "Stöd till närstående (t.ex. CRAFT, individuella stödsamtal)",
                "Närståendestöd",
            ),
            "närstående",
        ),
        Field(
            "stodsamtal",
            "4.9 b",
            "Stödsamtal på öppenvård",
            "Stödsamtal",
            "count",
            "method_courses",
            "personer",
            aliases=("Stödsamtal i öppenvård", "Stödsamtal"),
            coded_from=("annan_insats_antal",),
        ),
        *_others("annan_evidens", "4.10", "Annan evidensbaserad metod", " (ange vad)", "Annan evidensbaserad metod"),
        *_others("annan_insats", "4.11", "Annan insats", ", ange vad", "Annan insats"),
        _free_text("fritext_metoder", "4.12", "Fritext kommentar om behandlingsmetoder", "Kommentar, metoder"),
    ),
)

_GROUPS = Section(
    "5",
    "Gruppbehandlingsmetoder",
    "Vilka insatser ges i grupp? Svara Ja eller Nej på varje rad.",
    (
        _group("grupp_12steg", "12-stegsgrupp", "12-stegsgrupp", ("Tolvstegsgrupp",)),
        _group("grupp_anhorig", "Anhöriggrupp", "Anhöriggrupp"),
        _group("grupp_motivation", "Motivationsgrupp", "Motivationsgrupp"),
        _group("grupp_ap", "ÅP (Återfallsprevention) i grupp", "ÅP i grupp", ("ÅP i grupp", "ÅP-grupp")),
        _free_text("grupp_annat", "5.2", "Annat i grupp, ange vad", "Annat i grupp"),
        _free_text("fritext_grupp", "5.3", "Fritext kommentar om grupper", "Kommentar, grupper"),
    ),
)

_DOCUMENTATION = Section(
    "6",
    "Dokumentation",
    "",
    (
        Field(
            "dokumentation",
            "6.1",
            "Hur många besök för dokumentation av drogfrihet (urinprov, salivprov och utandningsprov) har "
            "sammantaget genomförts under {period}?",
            "Dokumentation av drogfrihet",
            "count",
            "visits",
            "besök",
            note="Besök, inte personer. Förs ingen statistik: välj Uppgift saknas.",
            aliases=("Besök för dokumentation av drogfrihet", "Dokumentation av drogfrihet"),
        ),
    ),
)

_RESIDENTIAL = Section(
    "7",
    "Behandlingshem",
    "Hur många personer har fått vård på behandlingshem under {period}?",
    (
        Field(
            "hvb",
            "7.1",
            "HVB (inklusive familjehemsplacering)",
            "HVB",
            "count",
            "persons",
            "personer",
            aliases=("HVB", "HVB (inkl. familjehemsplacering)"),
        ),
        Field(
            "lvm",
            "7.2",
            "LVM (inklusive LVU för personer över 18 år)",
            "LVM",
            "count",
            "persons",
            "personer",
            aliases=("LVM", "LVM (inkl. LVU för personer över 18 år)"),
        ),
    ),
)

_REMARKS = Section(
    "8",
    "Övriga synpunkter/kommentarer",
    "",
    (_free_text("ovrigt", "8.1", "Övriga synpunkter/kommentarer", "Övriga synpunkter"),),
)


def _coded(id: str, label: str, short: str, *coded_from: str) -> Field:
    return Field(id, "", label, short, "count", "method_courses", "personer", coded_from=coded_from)


_CODED = (
    _coded("nect", "NECT (Narrative enhancement and cognitive therapy)", "NECT",
           "annan_evidens_antal", "annan_insats_antal"),
    _coded("kbt", "Individbaserad KBT", "KBT", "annan_evidens_antal", "annan_insats_antal"),
    _coded("kontaktperson", "Förstärkt kontaktperson", "Förstärkt kontaktperson",
           "annan_evidens_antal", "annan_insats_antal"),
    Field("grupp_cra", "", "CRA (Community Reinforcement Approach) i grupp", "CRA i grupp", "tick",
          "municipalities", "kommuner", coded_from=("grupp_annat",)),
)  # fmt: skip


def _dates(period: Period) -> str:
    start, end = period.start, period.end
    first = f"{start.day} {MONTHS[start.month - 1]}" + ("" if start.year == end.year else f" {start.year}")
    return f"{first} – {end.day} {MONTHS[end.month - 1]} {end.year}"


def _january_to_october(period: Period) -> bool:
    year = period.start.year
    return period == Period(date(year, 1, 1), date(year, 10, 31))


_LAYOUTS = (
    Layout(
        "2022",
        "Enkäten 2022, januari–oktober",
        lambda period: _january_to_october(period) and period.start.year == 2022,
        frozenset({"stodsamtal"}),
        lambda period: "2022",
        lambda period: f"När det i frågorna står ”2022” menas tidsperioden {_dates(period)}.",
        # Only there: since stödsamtal has a row of its own it must not be asked for twice.
        {"annan_insats_vad": "Annan insats, ange vad (ex. stödsatser/stödsamtal)"},
    ),
    Layout(
        "jan_okt",
        "Januari–oktober",
        _january_to_october,
        frozenset(),
        lambda period: period.label,
        lambda period: f"Svaren gäller tidsperioden {_dates(period)}.",
    ),
    Layout(
        "helar",
        "Helår eller annan period",
        lambda period: True,
        frozenset(),
        lambda period: period.label,
        lambda period: f"Svaren gäller tidsperioden {_dates(period)}.",
    ),
)

_NAMED_METHODS = ("cra", "ap", "hap", "met", "cm", "act", "tolvsteg", "mi", "stodsamtal")

FORM = Form(
    id="kommunenkat",
    title="Kartläggning av kommuners insatser i missbruks- och beroendevården",
    short_title="Kommunenkäten",
    is_survey=True,
    respondent="IFO-chef eller den som har statistiken i kommunens missbruks- och beroendevård",
    instructions=(
        "Dessa enkätfrågor berör endast personer 18 år eller äldre, information och statistik angående personer "
        + "under 18 år ber vi er utesluta.",
        "{scope}",
        "Med genomförda eller erbjudna behandlingar eller insatser menas både åtgärder i egen regi samt köpta "
        + "tjänster.",
        "De enskilda kommunerna kan få ta del av den egna kommunens resultat. I de fall där resultaten bedöms "
        + "känsliga redovisas de i kluster.",
    ),
    sections=(_HELP_AND_TREATMENT, _METHODS, _GROUPS, _DOCUMENTATION, _RESIDENTIAL, _REMARKS),
    layouts=_LAYOUTS,
    coded=_CODED,
    rules=(
        AtMost("logik_fel", "error", ("fatt_insats",), "sokt_hjalp"),
        # Stöd till närstående is left out: relatives need not be among those who got help.
        AtMost("metod_over_insats", "warning", _NAMED_METHODS, "fatt_insats"),
        Implies("grupp_utan_metod", "warning", "grupp_12steg", "tolvsteg"),
        Implies("grupp_utan_metod", "warning", "grupp_ap", "ap"),
    ),
    sums=(
        (*_NAMED_METHODS[:-1], "narstaende", "stodsamtal"),
        (*_NAMED_METHODS[:-1], "narstaende"),
        _NAMED_METHODS,
        _NAMED_METHODS[:-1],
        ("hvb", "lvm"),
    ),
    glossary=GLOSSARY,
    source="FoUI rapport 95:2023, bilaga 3",
)
