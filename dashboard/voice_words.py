"""The sentences of the page on users and staff: what was found, what it rests on, and what a survey cannot say."""

from __future__ import annotations

from dashboard import queries, voices
from dashboard.records import Period
from dashboard.swedish import NBSP, counted, number, short_title
from dashboard.voices import REPORT, STAFF, USERS, Answered

BELOW = "Vad de som får vård och stöd svarar om samordningen, och vad medarbetarna svarar om samarbetet."
NOBODY = "har ingen brukarenkät ännu."
WHERE = (
    "Regionen lämnar enkäten under Lämna uppgifter: som antal, eller som enkätsystemets fil med en rad per person. Ur "
    "filen sparas bara antalen."
)
NO_STAFF = "har ingen medarbetarenkät ännu."
WHEN_STAFF = "Delrapport 3 föreslår en ungefär ett halvår efter starten. Regionen lämnar den under Lämna uppgifter."
PROPOSED = (
    "Frågorna är Samsyns förslag: Delrapport 3 föreslår en enkät men har inga frågor. Svaren säger vad medarbetarna "
    "tycker, inte vad den enskilde märker."
)
WISH = "Fråga 6 är en önskan och fråga 7a en upplevelse. De står under varandra och dras aldrig från varandra."
CANNOT_SAY = (
    "Vad den som inte svarade tycker. Hur många som fick enkäten är inte känt, så svarsfrekvensen kan inte räknas.",
    "Om länets alla brukare tycker likadant: de svarande är inget slumpmässigt urval, och slumpens spelrum säger inget "
    "om det.",
    "Hur män och kvinnor, unga och äldre, eller en enskild kommun svarat. Grupperna är för små för att delas upp.",
    "Vad ett svar beror på. Svaren i fritext läses aldrig in.",
    "Om samma personer svarat två gånger. Svaren är anonyma, så en förändring kan vara att andra har svarat.",
)
SMALL = (
    f"Har färre än {voices.LEAST_SHOWN} svarat på ett av sätten slås de fyra ihop till två, och räcker inte det visas "
    "frågan inte. En fråga som färre än 10 svarat på sparas inte."
)
WHO = (
    "Bara grupper om minst 10 sparas. Svaret ”annat eller vill inte svara” sparas och visas aldrig, och kön visas bara "
    "när det svaret inte går att räkna fram."
)
PRINTED_MEASURE = "Hjälpen hänger ihop"
ONE_ROUND = "Det finns bara en enkät ännu. Ställs samma frågor igen, i samma månad, går svaren att jämföra."
DECIDED = (
    "Utfallet är bedömt efter skillnadens spelrum. Där antalen är för små avgörs inget, inte heller när hela "
    "spelrummet är en ökning eller en minskning."
)
_WISH, _FELT = "onskan", "samordning"


def finding(path: str, period: Period) -> str:
    """How many answered, what they experience and what they want."""
    by_stem = {each.stem: each for each in voices.questions(path, period.id, USERS)}
    everyone = voices.answered_by(path, period.id, USERS)
    said = [f"{counted(everyone or 0, 'person', 'personer')} svarade på brukarenkäten i {period.label}."]
    felt, wished = _share(by_stem.get(_FELT)), _share(by_stem.get(_WISH))
    if felt:
        said.append(f"{felt} upplever att de som hjälper dem pratar med varandra och att hjälpen hänger ihop.")
    if wished:
        said.append(f"{wished} vill att de gör det.")
    return " ".join(said)


def printed_finding(path: str) -> str:
    """The same of what Delrapport 3 prints."""
    told = voices.printed(path)
    everyone, felt = told.get(("svarande", "total")), told.get(("samordning_instammer_tryckt", "total"))
    if everyone is None or felt is None:
        return ""
    return (
        f"{number(everyone.value or 0)} personer svarade på brukarenkäten i {everyone.label}. "
        f"{number(felt.value or 0)}{NBSP}% upplevde att de som hjälper dem pratar med varandra och att hjälpen hänger "
        "ihop."
    )


def not_decided(path: str, period: Period) -> str:
    """Why a later round is not judged against the printed one; nothing where there is nothing printed."""
    felt = voices.printed(path).get(("samordning_instammer_tryckt", "total"))
    here = next((each for each in voices.questions(path, period.id, USERS) if each.stem == _FELT), None)
    if felt is None or here is None or here.agree is None or not here.answers or felt.period >= period.id:
        return ""
    return (
        f"{number(felt.value or 0)}{NBSP}% i {felt.label}, som Delrapport 3 trycker det, och "
        f"{number(100 * here.agree / here.answers)}{NBSP}% i {period.label}. Rapporten säger inte hur många som "
        "svarade på frågan. Utan det går slumpens spelrum inte att räkna, och om något har ändrats går inte att säga."
    )


def source(path: str, form: str, period: Period) -> str:
    """Källa: which survey, when, and that it is made up where it is."""
    example = " Exempel: svaren är påhittade." if queries.build(path).example else ""
    return f"Källa: {queries.sources(path)[form]['title']}, {period.label}. Regionens inlämnade antal.{example}"


def printed_source(path: str) -> str:
    """The report, and what is not read from it."""
    about = queries.sources(path)[REPORT]
    return (
        f"Källa: {short_title(str(about['title']))} ({about['publisher']}). Verkliga tal, som de står i texten. Det "
        "som bara syns i rapportens diagram är inte avläst."
    )


def caveats(path: str) -> list[str]:
    """What each measure says and what it does not, in the words of who defined it."""
    return [
        f"{each.short_title}: {each.caveats[0]}"
        for form in (USERS, STAFF)
        for each in queries.indicators(path, form).values()
    ]


def _share(answered: Answered | None) -> str:
    """83 % (33 av 40); nothing where it may not be shown."""
    if answered is None or answered.agree is None or not answered.answers:
        return ""
    share = number(100 * answered.agree / answered.answers)
    return f"{share}{NBSP}% ({number(answered.agree)} av {number(answered.answers)})"
