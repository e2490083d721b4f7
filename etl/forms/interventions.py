"""What the inventory asks about, named as in the inventory of Västra Götaland and in the municipal survey.

Ids are never renamed. Boendestöd stands under two themes in the source and is listed under the first of them.
"""

from __future__ import annotations

# An id, the name as it is printed, and a short one.
Named = tuple[str, str, str]

JOINT = "Verksamheter som regionen och kommunerna samorganiserar"
WITHOUT_THEME = "Nätverksmöten och IPS"

# Heading -> what stands under it.
THEMES: dict[str, tuple[Named, ...]] = {
    "Medicinska- och omvårdnadsinsatser": (
        ("laro", "LARO (Läkemedelsassisterad behandling vid opioidberoende)", "LARO"),
        ("substansanalys", "Substansanalys (drogtest)", "Substansanalys"),
        ("avgiftning", "Avgiftning/tillnyktring", "Avgiftning"),
        ("lakemedel", "Läkemedelsbehandling", "Läkemedel"),
        ("psykiatrisk_utredning", "Psykiatrisk utredning/diagnos", "Psykiatrisk utredning"),
        ("omvardnad", "Omvårdnadsinsatser", "Omvårdnad"),
    ),
    "Psykologiska insatser": (
        ("psykologisk_utredning", "Psykologisk utredning", "Psykologisk utredning"),
        (
            "psykoterapi",
            "Psykoterapi, exempelvis kognitiv beteendeterapi (KBT) och traumabehandling",
            "Psykoterapi",
        ),
    ),
    "Psykosociala insatser": (
        ("anhorigstod", "Anhörigstöd", "Anhörigstöd"),
        ("samtalsstod", "Stödsamtal", "Stödsamtal"),
        ("gruppbehandling", "Gruppbehandling", "Gruppbehandling"),
        ("radgivning", "Rådgivning", "Rådgivning"),
        ("familjebehandling", "Familjebehandling", "Familjebehandling"),
    ),
    "Sociala insatser": (
        ("boendestod", "Boendestöd", "Boendestöd"),
        ("peer_support", "Peer support", "Peer support"),
        (
            "daglig_sysselsattning",
            "Daglig sysselsättning (för personer som står långt ifrån arbetsmarknaden)",
            "Daglig sysselsättning",
        ),
        (
            "sysselsattning",
            "Sysselsättning (som kommunala arbetsmarknadsenheter erbjuder)",
            "Sysselsättning",
        ),
        ("kontaktperson_insats", "Kontaktperson", "Kontaktperson"),
        ("traffpunkter", "Träffpunkter och aktivitetshus", "Träffpunkter"),
    ),
    "Praktiska/kompensatoriska insatser": (
        ("boende", "Boende (både med och utan personal)", "Boende"),
        ("hemtjanst", "Hemtjänst", "Hemtjänst"),
        ("rehabilitering", "Rehabiliterings- och habiliteringsinsatser", "Rehabilitering"),
    ),
    "Samverkansinsatser": (
        ("ract", "R-ACT (Resursgrupps-ACT)", "R-ACT"),
        ("vardsamordning", "Vård- och stödsamordning (Case management)", "Vård- och stödsamordning"),
        ("sip", "SIP (Samordnad individuell plan)", "SIP"),
        ("vardplanering", "Vårdplaneringsmöten", "Vårdplaneringsmöten"),
    ),
    WITHOUT_THEME: (
        ("natverksmoten", "Nätverksmöten", "Nätverksmöten"),
        ("ips", "IPS (Individual Placement and Support)", "IPS"),
    ),
    JOINT: (
        ("socialpsykiatrisk", "Socialpsykiatrisk mottagning/team", "Socialpsykiatriskt team"),
        (
            "finsam",
            "FINSAM-verksamheter (finansiell samordning av arbetslivsinriktad rehabilitering)",
            "FINSAM",
        ),
        ("act_team", "ACT-team (Assertive Community Treatment)", "ACT-team"),
        ("mobilt_team", "Mobilt team (fältteam med personal från kommun och region)", "Mobilt team"),
        ("samverkansteam_vuxna", "Samverkansteam, vuxna", "Samverkansteam, vuxna"),
        ("samverkansteam_unga", "Samverkansteam, unga", "Samverkansteam, unga"),
        ("mini_maria", "Mini-Maria, unga", "Mini-Maria, unga"),
    ),
}
# The methods that the municipal survey names, with its names for them.
METHODS: tuple[Named, ...] = (
    ("cra", "CRA (Community Reinforcement Approach)", "CRA"),
    ("ap", "ÅP (Återfallsprevention)", "ÅP"),
    ("hap", "HAP (Haschavvänjningsprogrammet)", "HAP"),
    ("met", "MET (Motivational Enhancement Therapy)", "MET"),
    ("cm", "CM (Case Management)", "CM"),
    ("act", "ACT (Assertive Community Treatment)", "ACT"),
    ("tolvsteg", "12-stegsprogrammet", "12-steg"),
    ("mi", "Motiverande samtal (MI)", "MI"),
    ("narstaende", "Stöd till närstående (ex. Craft, individuella stödsamtal)", "Stöd till närstående"),
)

INTERVENTIONS: tuple[str, ...] = tuple(id for named in THEMES.values() for id, *_ in named)

# What the source itself explains, in its words ("Några begrepp").
EXPLAINED = {
    "ract": "Resursgrupp kring individen som samordnar stödåtgärder enligt ACT.",
    "vardsamordning": "En resursperson som har det yttersta samordnaransvaret för en individ.",
    "ips": "Hjälper individer till ett avlönat arbete.",
    "act_team": "Samordning av vård och stödinsatser i möjligaste mån utförda i personens hemmiljö.",
}
