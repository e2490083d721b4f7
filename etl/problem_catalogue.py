"""Every problem code with its Swedish sentence, what is needed and how to mend it.

The tone is that of a helpful colleague: what stands there, what is needed, what to do. A blank cell explains what a
blank would mean; nothing is blamed, and nothing technical is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Stage = Literal["file", "template", "who", "numbers", "sense", "personal"]


@dataclass(frozen=True)
class Entry:
    """One code.

    Attributes:
        says: what is wrong, when what stood there is not to be shown.
        says_found: the same with ``{found}``, when it can be shown.
        expected: what is needed, in a few words for a table.
        mend: what to do.
    """

    code: str
    stage: Stage
    severity: Severity
    says: str
    expected: str
    mend: str
    says_found: str = ""


_SAVE_AS = "Öppna formuläret i Excel, välj Arkiv > Spara som > Excel-arbetsbok (.xlsx) och skicka den filen."
_NEW_FORM = "Hämta ett nytt formulär i Samsyn, för över svaren och skicka det."
_NOTHING_TO_DO = "Är det bara till för er egen del behöver ni inte göra något."
_WRITE_NUMBER = "Skriv bara ett helt tal med siffror, till exempel 12."
_ZERO_OR_MISSING = "Skriv 0 om det inte var någon, eller välj ”Uppgift saknas” om ni inte vet."

_FILE = (
    Entry(
        "tom_fil",
        "file",
        "error",
        "Filen är tom.",
        "ett ifyllt formulär",
        "Spara formuläret på nytt i Excel och skicka den sparade filen.",
    ),
    Entry(
        "filtyp_fel",
        "file",
        "error",
        "Filen är inte en Excel-arbetsbok.",
        "en Excel-arbetsbok (.xlsx)",
        _SAVE_AS,
        "Filen är {found}.",
    ),
    Entry(
        "filtyp_stods_ej",
        "file",
        "error",
        "Filformatet kan inte läsas säkert.",
        "en Excel-arbetsbok (.xlsx)",
        _SAVE_AS,
        "Filen är {found}. Det formatet kan inte läsas säkert.",
    ),
    Entry(
        "lasfil",
        "file",
        "error",
        "Det här är Excels tillfälliga låsfil (namnet börjar med ~$), inte formuläret.",
        "formuläret",
        "Stäng formuläret i Excel och välj filen utan ~$ i namnet.",
    ),
    Entry(
        "losenord",
        "file",
        "error",
        "Filen är låst med lösenord.",
        "en fil utan lösenord",
        "Öppna den i Excel, välj Arkiv > Information > Skydda arbetsbok, ta bort lösenordet, spara och skicka igen.",
    ),
    Entry(
        "trasig_fil",
        "file",
        "error",
        "Filen är skadad och går inte att läsa.",
        "en hel fil",
        "Öppna den i Excel, spara den med ett nytt namn och skicka den nya filen. Går det inte: hämta ett nytt "
        "formulär i Samsyn.",
    ),
    Entry(
        "for_stor",
        "file",
        "error",
        "Filen är större än 5 MB. Ett ifyllt formulär är mindre än 100 kB.",
        "en fil under 5 MB",
        "Ta bort bilder och egna blad, spara och skicka igen.",
    ),
    Entry(
        "zip_bomb",
        "file",
        "error",
        "Filen blir orimligt stor när den packas upp och har stoppats.",
        "ett vanligt formulär",
        _NEW_FORM,
    ),
    Entry(
        "xml_angrepp",
        "file",
        "error",
        "Filen innehåller något som inte hör hemma i en arbetsbok och har stoppats.",
        "ett vanligt formulär",
        _NEW_FORM,
    ),
    Entry(
        "makro",
        "file",
        "error",
        "Filen innehåller makron.",
        "en arbetsbok utan makron (.xlsx)",
        "Öppna den i Excel, välj Arkiv > Spara som > Excel-arbetsbok (.xlsx), utan makron, och skicka den filen.",
    ),
    Entry(
        "inbaddat_objekt",
        "file",
        "error",
        "Det ligger en annan fil eller ett objekt inbäddat i arbetsboken.",
        "en arbetsbok utan inbäddade filer",
        "Ta bort det inbäddade objektet, spara och skicka igen.",
    ),
    Entry(
        "extern_lank",
        "file",
        "warning",
        "Arbetsboken hämtar uppgifter ur en annan fil eller källa. Samsyn har bara läst det som var sparat i "
        "cellerna.",
        "tal som står i formuläret",
        "Kontrollera talen. Säkrast är att kopiera cellerna och klistra in dem som värden.",
    ),
    Entry(
        "okand_del",
        "file",
        "warning",
        "Filen har en del som inte hör till en vanlig arbetsbok. Den har inte lästs.",
        "ett vanligt formulär",
        "Stämmer svaren nedan behöver ni inte göra något.",
    ),
    Entry(
        "for_manga_rader",
        "file",
        "error",
        "Filen har fler rader än Samsyn tar emot.",
        "en rad per kommun och period",
        "Ta bort rader som inte hör till undersökningen och skicka igen.",
    ),
)

_TEMPLATE = (
    Entry(
        "fel_mall",
        "template",
        "error",
        "Filen är inte Samsyns formulär: frågorna i formuläret hittas inte i den.",
        "formuläret för er kommun och period",
        "Hämta formuläret i Samsyn, fyll i det och skicka det.",
    ),
    Entry(
        "gammal_mall",
        "template",
        "error",
        "Formuläret är av en version som inte används längre.",
        "formuläret för er kommun och period",
        _NEW_FORM,
    ),
    Entry(
        "tom_mall",
        "template",
        "error",
        "Formuläret är inte ifyllt: inget antal står i svarscellerna.",
        "ett ifyllt formulär",
        "Fyll i svaren, spara och skicka igen. Är det redan gjort: kontrollera att det är rätt fil.",
    ),
    Entry(
        "mall_andrad",
        "template",
        "warning",
        "Formuläret är ändrat här.",
        "raden som den var i formuläret",
        "Kontrollera att svaret hör till rätt fråga.",
    ),
    Entry(
        "okant_blad",
        "template",
        "warning",
        "Bladet hör inte till formuläret. Det har inte lästs och sparas inte.",
        "formulärets egna blad",
        _NOTHING_TO_DO,
    ),
    Entry(
        "rad_saknas",
        "template",
        "error",
        "Frågan finns inte längre i formuläret.",
        "en rad för varje fråga",
        "Lägg tillbaka raden med sin rubrik, eller hämta ett nytt formulär i Samsyn och för över svaren.",
    ),
    Entry(
        "rad_dubbel",
        "template",
        "error",
        "Samma fråga står på flera rader, och det går inte att veta vilken som gäller.",
        "frågan en gång",
        "Ta bort den rad som inte gäller.",
    ),
    Entry(
        "okand_rad",
        "template",
        "warning",
        "Raden hör inte till formuläret och har inte lästs.",
        "formulärets egna rader",
        _NOTHING_TO_DO,
    ),
    Entry(
        "okand_kolumn",
        "template",
        "warning",
        "Det står tal i en kolumn som inte hör till formuläret. De har inte lästs.",
        "svaren i kolumnen Svar",
        _NOTHING_TO_DO,
    ),
    Entry(
        "okand_cell",
        "template",
        "warning",
        "Det står något i en cell som inte hör till formuläret. Det har inte lästs.",
        "svaren i svarscellerna",
        _NOTHING_TO_DO,
    ),
    Entry(
        "dold_rad",
        "template",
        "warning",
        "Raden är dold men ifylld. Svaret har lästs.",
        "synliga svar",
        "Ta fram raden och kontrollera att svaret ska vara med.",
    ),
    Entry(
        "sammanfogad_cell",
        "template",
        "error",
        "Svarscellen är sammanfogad med en annan cell, så det går inte att veta vilken fråga svaret gäller.",
        "en cell för varje svar",
        "Dela cellerna (Start > Centrera över kolumner > Dela celler) och fyll i varje svar.",
    ),
    Entry(
        "alias_anvant",
        "template",
        "warning",
        "Rubriken är inte skriven som i formuläret. Svaret har lästs som frågan här.",
        "formulärets egen rubrik",
        "Kontrollera att svaret hör till rätt fråga.",
    ),
    Entry(
        "rubrikrad_saknas",
        "template",
        "error",
        "Det finns ingen rubrikrad med formulärets frågor.",
        "frågornas nummer eller rubriker på första raden",
        "Ta med rubrikraden när ni hämtar ut enkäten.",
    ),
    Entry(
        "kolumn_saknas",
        "template",
        "error",
        "En kolumn saknas för frågan.",
        "en kolumn för varje fråga",
        "Hämta ut enkäten på nytt med alla frågor. En kolumn som saknas räknas aldrig som 0.",
    ),
    Entry(
        "kolumn_dubbel",
        "template",
        "error",
        "Samma fråga står i flera kolumner, och det går inte att veta vilken som gäller.",
        "frågan i en kolumn",
        "Ta bort den kolumn som inte gäller.",
    ),
    Entry(
        "csv_fel",
        "template",
        "error",
        "En rad har fler eller färre fält än rubrikraden, så svaren kan ha hamnat i fel kolumn.",
        "lika många fält på varje rad",
        "Sätt citattecken runt fält som innehåller skiljetecknet, eller spara som Excel-arbetsbok (.xlsx).",
    ),
    Entry(
        "teckenkodning",
        "template",
        "error",
        "Bokstäverna å, ä och ö är förvanskade i filen.",
        "en fil i UTF-8",
        "Hämta ut filen på nytt och välj UTF-8 som teckenkodning, eller spara som Excel-arbetsbok (.xlsx).",
    ),
)

_WHO = (
    Entry(
        "kommun_saknas",
        "who",
        "error",
        "Kommunen är inte ifylld.",
        "en kommun i länet",
        "Skriv kommunens namn i cellen.",
    ),
    Entry(
        "kommun_okand",
        "who",
        "error",
        "Det som står är inte namnet på någon kommun.",
        "en kommun i länet",
        "Skriv kommunens namn, till exempel Luleå, eller dess kod, till exempel 2580.",
        "Det står {found}, som inte är namnet på någon kommun.",
    ),
    Entry(
        "kommun_fel",
        "who",
        "error",
        "Filen gäller en annan kommun än den ni lämnar uppgifter för.",
        "er egen kommun",
        "Hämta formuläret för er kommun och för över svaren.",
        "Det står {found}, men det är inte den kommun som uppgifterna ska lämnas för.",
    ),
    Entry(
        "kommun_flera",
        "who",
        "error",
        "Det står mer än en kommun. Varje kommun lämnar sina egna svar.",
        "en kommun",
        "Skicka ett formulär för varje kommun.",
    ),
    Entry(
        "ar_fel",
        "who",
        "error",
        "Året stämmer inte med formuläret.",
        "formulärets år",
        "Skriv året som formuläret gäller, med fyra siffror.",
        "Det står {found}, som inte är formulärets år.",
    ),
    Entry("flera_ar", "who", "error", "Det står flera år.", "ett år", "Skicka ett formulär för varje år."),
    Entry(
        "period_fel",
        "who",
        "error",
        "Perioden stämmer inte med formuläret.",
        "formulärets första och sista dag",
        "Skriv formulärets period. Gäller svaren en annan period: hämta formuläret för den.",
        "Det står {found}, som inte är formulärets period.",
    ),
    Entry(
        "period_misstankt",
        "who",
        "warning",
        "En kommentar nämner en annan tid än formulärets period.",
        "svar för formulärets period",
        "Kontrollera att alla tal gäller formulärets period.",
    ),
    Entry(
        "rattelse_av_tidigare_ar",
        "who",
        "warning",
        "Svaren gäller en period som redan är avslutad.",
        "svar för den period som pågår",
        "Är det en rättelse behöver ni inte göra något mer än att säga varför.",
    ),
    Entry(
        "dubblett",
        "who",
        "error",
        "Samma kommun har svarat mer än en gång, och det går inte att veta vilket svar som gäller.",
        "ett svar per kommun",
        "Ta bort det svar som inte gäller.",
    ),
)

_NUMBERS = (
    Entry(
        "tom_cell",
        "numbers",
        "error",
        "Cellen är tom. En tom cell räknas inte som 0.",
        "ett helt tal, 0 eller Uppgift saknas",
        "Skriv 0 om det inte var någon, eller välj ”Uppgift saknas” i cellen bredvid om ni inte vet.",
    ),
    Entry(
        "tal_text",
        "numbers",
        "error",
        "Det står något annat än ett tal.",
        "ett helt tal",
        f"{_WRITE_NUMBER} {_ZERO_OR_MISSING}",
        "Det står {found}, som inte är ett tal.",
    ),
    Entry(
        "tal_ungefar",
        "numbers",
        "error",
        "Det står ett ungefärligt tal.",
        "ett helt tal",
        "Skriv bara siffran. Är talet uppskattat, välj ”Uppskattat värde” i cellen bredvid.",
        "Det står {found}.",
    ),
    Entry(
        "tal_maskerat",
        "numbers",
        "error",
        "Talet är dolt i filen.",
        "det verkliga talet",
        "Skriv det verkliga talet. Samsyn döljer små tal innan något visas.",
        "Det står {found}.",
    ),
    Entry(
        "tvetydig_symbol",
        "numbers",
        "error",
        "Det står ett tecken som kan betyda både 0 och att uppgift saknas.",
        "ett helt tal eller Uppgift saknas",
        "Skriv 0 om det inte var någon, eller välj ”Uppgift saknas”.",
        "Det står {found}. Menar ni 0 eller att uppgift saknas?",
    ),
    Entry(
        "tal_negativt",
        "numbers",
        "error",
        "Talet är mindre än 0.",
        "ett helt tal, 0 eller större",
        "Skriv talet utan minustecken.",
        "Det står {found}, som är mindre än 0.",
    ),
    Entry(
        "tal_decimal",
        "numbers",
        "error",
        "Talet är inte helt.",
        "ett helt tal",
        "Skriv hela personer eller besök. Talet avrundas inte åt er.",
        "Det står {found}, som inte är ett helt tal.",
    ),
    Entry(
        "tal_tvetydigt",
        "numbers",
        "error",
        "Talet kan läsas på två sätt.",
        "ett helt tal utan punkt och komma",
        "Skriv talet utan punkt och komma, till exempel 1184.",
        "Det står {found}, som kan läsas på två sätt.",
    ),
    Entry(
        "tal_enhet",
        "numbers",
        "error",
        "Det står en enhet efter talet.",
        "bara talet",
        "Skriv bara siffran.",
        "Det står {found}.",
    ),
    Entry(
        "tal_intervall",
        "numbers",
        "error",
        "Det står ett intervall.",
        "ett enda tal",
        "Skriv ett tal. Är det uppskattat, välj ”Uppskattat värde” i cellen bredvid.",
        "Det står {found}, som är ett intervall.",
    ),
    Entry(
        "tal_datum",
        "numbers",
        "error",
        "Det står ett datum eller ett klockslag. Excel kan ha gjort om talet.",
        "ett helt tal",
        "Ändra cellens format till Tal och skriv talet igen.",
    ),
    Entry(
        "tal_procent",
        "numbers",
        "error",
        "Det står en andel i procent, men frågan gäller ett antal.",
        "ett antal",
        "Skriv antalet, inte andelen.",
    ),
    Entry(
        "tal_logiskt",
        "numbers",
        "error",
        "Det står SANT eller FALSKT, men frågan gäller ett antal.",
        "ett helt tal",
        _WRITE_NUMBER,
    ),
    Entry(
        "tal_orimligt",
        "numbers",
        "error",
        "Talet är orimligt stort.",
        "ett rimligt antal",
        "Kontrollera talet och skriv det igen.",
    ),
    Entry(
        "formel_fel",
        "numbers",
        "error",
        "Cellen visar ett formelfel (till exempel #REFERENS!), så det finns inget tal att läsa.",
        "ett helt tal",
        "Skriv talet i stället för formeln.",
    ),
    Entry(
        "formel_utan_varde",
        "numbers",
        "error",
        "Cellen har en formel men inget sparat resultat.",
        "ett helt tal",
        "Öppna filen i Excel så att formeln räknas, spara och skicka igen. Eller skriv talet i stället.",
    ),
    Entry(
        "uppgift_saknas",
        "numbers",
        "warning",
        "Ni har svarat att uppgift saknas. Det redovisas som ”uppgift saknas”, aldrig som 0.",
        "ett tal, om det finns",
        "Stämmer det behöver ni inte göra något. Finns en uppskattning: skriv den och välj ”Uppskattat värde”.",
    ),
)

_SENSE = (
    Entry(
        "logik_fel",
        "sense",
        "error",
        "Delen är större än det hela.",
        "tal som går ihop",
        "Kontrollera båda talen och rätta det som är fel.",
    ),
    Entry(
        "metod_over_insats",
        "sense",
        "warning",
        "Fler personer har fått metoden än som har fått insats över huvud taget.",
        "högst så många som har fått insats",
        "Stämmer det, till exempel för att någon började förra året, säg det i kommentaren. Rätta annars talet.",
    ),
    Entry(
        "summa_fel",
        "sense",
        "warning",
        "Summan på er egen rad stämmer inte med talen i formuläret. Raden har inte lästs.",
        "en summa som stämmer",
        "Kontrollera talen.",
    ),
    Entry(
        "specificera",
        "sense",
        "warning",
        "Det står ett antal men inte vilken metod eller insats det gäller.",
        "vad antalet gäller",
        "Skriv vad det är i cellen under.",
    ),
    Entry(
        "dubbelrakning",
        "sense",
        "warning",
        "Det som nämns här har en egen rad i formuläret, så samma personer kan räknas två gånger.",
        "varje insats på en rad",
        "Flytta antalet till insatsens egen rad om det inte redan står där.",
    ),
    Entry(
        "grupp_utan_metod",
        "sense",
        "warning",
        "Gruppen är markerad med Ja, men ingen person står på metodens egen rad.",
        "svar som går ihop",
        "Har personer gått i gruppen ska de stå som antal under behandlingsmetoder.",
    ),
    Entry(
        "hopp_mot_forra_aret",
        "sense",
        "warning",
        "Talet skiljer sig mycket från er förra period.",
        "ett kontrollerat tal",
        "Stämmer det, säg gärna varför i kommentaren. Rätta annars talet.",
    ),
    Entry(
        "noll_mot_forra_aret",
        "sense",
        "warning",
        "Det står 0, men förra perioden hade ni ett tal här.",
        "ett kontrollerat tal",
        "Är det verkligen 0 behöver ni inte göra något. Saknas uppgiften, välj ”Uppgift saknas”.",
    ),
    Entry(
        "identiskt_med_forra_aret",
        "sense",
        "warning",
        "Alla tal är desamma som förra perioden.",
        "den här periodens tal",
        "Kontrollera att det inte är förra periodens fil som har skickats igen.",
    ),
)

_PERSONAL = (
    Entry(
        "personuppgift",
        "personal",
        "error",
        "Här står något som ser ut att vara ett personnummer eller samordningsnummer.",
        "inga uppgifter om enskilda personer",
        "Ta bort allt om enskilda personer, spara och skicka igen. Inget av det som stod har sparats.",
    ),
    Entry(
        "personuppgift_misstankt",
        "personal",
        "warning",
        "Texten kan innehålla uppgifter om en enskild person.",
        "inga uppgifter om enskilda personer",
        "Ta bort namn, datum, telefonnummer och annat som pekar ut någon. Texten granskas innan någon annan ser den.",
    ),
    Entry(
        "individdata",
        "personal",
        "error",
        "Här ser det ut att finnas en lista med en rad per person.",
        "bara antal",
        "Ta bort listan och lämna bara antal. Inget av den har sparats.",
    ),
    Entry(
        "for_lang_text",
        "personal",
        "error",
        "Texten är längre än vad som tas emot.",
        "en text på högst 4 000 tecken",
        "Korta texten.",
    ),
    Entry(
        "osynliga_tecken",
        "personal",
        "warning",
        "Texten innehåller osynliga tecken. De tas bort.",
        "vanlig text",
        "Ni behöver inte göra något.",
    ),
)

CATALOGUE: dict[str, Entry] = {
    entry.code: entry for entry in (*_FILE, *_TEMPLATE, *_WHO, *_NUMBERS, *_SENSE, *_PERSONAL)
}
