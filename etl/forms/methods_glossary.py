"""The methods explained, after appendix 1 of FoUI rapport 95:2023, each with its source."""

from __future__ import annotations

from etl.forms.description import GlossaryEntry

_METODGUIDEN = "https://www.socialstyrelsen.se/kunskapsstod-och-regler/omraden/evidensbaserad-praktik/metodguiden/"
GLOSSARY = (
    GlossaryEntry(
        "CRA (Community Reinforcement Approach)",
        "En manualbaserad insats för att behandla vuxna med skadligt bruk eller beroende av alkohol eller narkotika. "
        "Behandlingsmetoden bygger primärt på kognitiv beteendeterapi och inlärningspsykologi.",
        _METODGUIDEN + "cra-community-reinforcement-approach/",
        heading="Individuella behandlingsmetoder",
    ),
    GlossaryEntry(
        "ÅP (Återfallsprevention)",
        "En behandlingsmetod som syftar till att förhindra och förebygga att individer faller tillbaka till ett "
        "missbruk. Metoden bygger på social inlärningsteori och kognitiv psykologi, en form av kognitiv "
        "beteendeterapi (KBT).",
        _METODGUIDEN + "aterfallsprevention/",
    ),
    GlossaryEntry(
        "HAP (Haschavvänjningsprogrammet)",
        "Har en kognitiv beteendeterapeutisk (KBT) inriktning där betoning ligger på individens integration av "
        "känslor, kognitiv utveckling och beteendeförändring. Målgruppen är individer över 18 år som har ett "
        "missbruk eller är beroende av cannabis.",
        _METODGUIDEN + "hap-haschavvanjningsprogrammet/",
    ),
    GlossaryEntry(
        "MET (Motivational Enhancement Therapy)",
        "En systematisk metod där fokus är att åstadkomma snabb, inre motiverad förändring hos vuxna och ungdomar "
        "med alkohol- och narkotikaberoende. Bygger på samma principer som motiverande samtal och används oftast i "
        "kombinationsprogram tillsammans med kognitiv beteendeterapi (KBT) och motiverande samtal (MI).",
        _METODGUIDEN + "met-motivational-enhancement-therapy/",
    ),
    GlossaryEntry(
        "CM (Case Management)",
        "En behandlingsmetod som anpassar vården för vuxna med allvarliga psykiska funktionshinder och även vuxna "
        "med svår beroendeproblematik, så att de ska ha möjlighet att leva ett så självständigt liv som möjligt.",
        _METODGUIDEN + "case-management/",
    ),
    GlossaryEntry(
        "ACT (Assertive Community Treatment)",
        "En behandlingsmetod där det samordnade och behandlande ansvaret ligger hos ett team av bland annat "
        "socialarbetare, sjuksköterskor och psykiater. Teamet ska aktivt arbeta med uppsökande, vara tillgängligt "
        "dygnet runt och ansvara för relativt få individer per behandlare.",
        _METODGUIDEN + "case-management/",
    ),
    GlossaryEntry(
        "12-stegsprogrammet",
        "Bygger på den metod som utvecklades av Anonyma alkoholister (AA); i Sverige används en vidareutveckling "
        "som kallas Minnesotamodellen. Behandlingen syftar särskilt till att ge individen kunskap och förståelse "
        "om beroendets negativa konsekvenser.",
        _METODGUIDEN + "tolvstegsbehandling-enligt-minnesotamodellen/",
    ),
    GlossaryEntry(
        "Motiverande samtal (MI)",
        "En samtalsmetod som främst används i rådgivning och behandling för att främja förändringsprocesser hos "
        "individer som har problem med alkohol, narkotika och tobak.",
        _METODGUIDEN + "mi-motiverande-samtal/",
    ),
    GlossaryEntry(
        "Stöd till närstående (ex. Craft, individuella stödsamtal)",
        "Syftar genom till exempel Craft till att förbättra hälsan och livskvaliteten hos de närstående till en "
        "individ med skadligt bruk eller beroende av alkohol eller narkotika.",
        _METODGUIDEN + "craft-community-reinforcement-approach-and-family-training/",
    ),
    GlossaryEntry(
        "NECT (Narrative enhancement and cognitive therapy)",
        "En behandlingsmetod som syftar till att utbilda personer med erfarenhet av eller som lider av missbruks- "
        "och beroendeproblematik att lära sig att upptäcka och hantera självstigma.",
        "https://www.uppdragpsykiskhalsa.se/nect-en-metod-for-att-upptacka-och-hantera-sjalvstigma/",
    ),
    GlossaryEntry(
        "Individbaserad KBT",
        "Kognitiv beteendeterapi är ett samlingsnamn för flera olika psykoterapier som syftar till att individen "
        "ska träna upp sitt sinne för att använda sig av nya beteende- och tankemönster för att dämpa sitt "
        "missbruks- och beroendeproblem eller sina psykologiska problem.",
        _METODGUIDEN + "kbt-kognitiv-beteendeterapi/",
    ),
    GlossaryEntry(
        "12-stegsgrupp",
        "Tolvstegsprogrammet i grupp, se 12-stegsprogrammet.",
        _METODGUIDEN + "tolvstegsbehandling-enligt-minnesotamodellen/",
        heading="Behandlingsmetoder i grupp",
    ),
)
