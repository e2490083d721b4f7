"""What is said of ASI: the finding, the printed figure beside our own, and what a group's profile does not say."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import asi, queries, sentences_coverage, tables, words
from dashboard.asi import AreaOfLife, Profile
from dashboard.components import KeyFigure
from dashboard.form_page import FormPage
from dashboard.records import Figure
from dashboard.swedish import NBSP, capital, counted, listing, lower_first, number, part_of, short_title
from dashboard.tables import Cell, Column, Table

BELOW_TITLE = (
    "Bedömningsintervjun Addiction Severity Index: vilka använder den, hur mycket, och vad den säger om gruppen."
)
ABOUT = "användningen av ASI"
WHY = (
    "Samma bedömningsmetod överallt gör bedömningarna mer lika, och den psykiska hälsan tas alltid upp. Det är därför "
    "rapporten från Gävleborg nämner ASI bland de kunskapsbaserade arbetssätten."
)
PROFILE_KEY = "Fylld punkt: det valda året. Ringar: åren före, det äldsta överst. Ju högre tal, desto större problem."
NO_PROFILE = (
    "Ingen kommun har lämnat en profil.",
    "Den är en frivillig del av formuläret och lämnas bara när minst tio intervjuer ligger bakom.",
)
_WEIGHED = "Flera kommuners medelvärden är vägda efter hur många intervjuer som ligger bakom vart och ett."
_NO_CHANCE = (
    "Medelvärdet har inget spelrum: hur mycket personerna skiljer sig åt lämnas inte, och därför bedöms ingen skillnad."
)
_MENTAL = "Psykisk hälsa"
_NOT_BETWEEN = (
    "Varje livsområde vägs samman på sitt eget sätt. Ett tal kan ställas bredvid samma område ett annat år, men inte "
    "bredvid ett annat område."
)
_LIMITS = (
    "Gränsvärdet är det som kommunens eget system använder. Samsyn sätter inget, och kommunernas kan skilja sig åt."
)
_NOT_PERSONS = "En profil gäller minst tio intervjuer tillsammans, aldrig en enskild person."


def finding(shown: FormPage) -> list[str]:
    """Who uses it and how many were interviewed, in the chosen year."""
    use = shown.measure(asi.USE).total
    said = []
    if use is not None and use.numerator is not None and use.denominator:
        of_those = part_of(use.numerator, use.denominator)
        said.append(f"ASI användes i {of_those} svarande kommuner {shown.period.label}.")
    start, followed = shown.item(asi.AT_START).total, shown.item(asi.FOLLOWED_UP).total
    if start is not None and start.value is not None:
        interviewed = f"{_count(start)}{NBSP}{'person' if start.value == 1 else 'personer'} intervjuades vid start"
        more = f", {_count(followed)} vid uppföljning" if followed is not None and followed.value is not None else ""
        said.append(f"{capital(interviewed)}{more}.")
    return said


def _count(total: Figure) -> str:
    """259; minst 259 while somebody is silent; ca 215 where a part is estimated."""
    about = f"ca{NBSP}" if total.status == "estimated" else ""
    least = f"minst{NBSP}" if total.answered < total.asked else ""
    return f"{least}{about}{number(total.value or 0)}"


def printed(path: str) -> list[str]:
    """What the report prints, beside our own and never mixed with it."""
    said = []
    for figure in asi.printed(path):
        source = short_title(str(queries.sources(path)[figure.source]["title"]))
        whole = len(queries.municipalities(path))
        said.append(
            f"{source} skriver att ASI används i {part_of(figure.value or 0, whole)} kommuner i länet {figure.label}: "
            f"{lower_first(figure.printed_at or '')}. Vilka kommuner det är sägs inte. Talet står för sig och blandas "
            "inte med svaren i Samsyn."
        )
    return said


def who(shown: FormPage) -> list[str]:
    """Who uses it and who does not, by name."""
    yes, no = asi.users(shown)
    return [
        f"Ja: {listing(yes)}." if yes else "Ingen kommun har svarat ja.",
        f"Nej: {listing(no)}." if no else "Ingen kommun har svarat nej.",
    ]


def key_figures(shown: FormPage) -> list[KeyFigure]:
    """Who uses it, and the interviews."""
    items, use = queries.items(shown.path, asi.FORM), shown.measure(asi.USE).total
    cards = []
    if use is not None and use.numerator is not None and use.denominator:
        basis = [sentences_coverage.bounds_why(use), words.coverage(use)]
        cards.append(
            KeyFigure("Kommuner som använder ASI", part_of(use.numerator, use.denominator), [*filter(None, basis)])
        )
    for item in (asi.AT_START, asi.FOLLOWED_UP):
        total = shown.item(item).total
        if total is not None and total.value is not None:
            label = f"{items[item].short_label}, {items[item].unit}"
            cards.append(KeyFigure(label, _count(total), words.coverage(total)))
    return cards


def profile_notes(found: Sequence[Profile], *, one: bool) -> list[str]:
    """Whom the profiles are of, and what they do not say."""
    members = [f"{each.period.label}: {listing(each.members)}, {_interviews(each)}." for each in found]
    same = len({each.members for each in found}) == 1
    differ = "Det är inte samma kommuner alla år: en skillnad mellan åren behöver inte vara en förändring."
    return [
        PROFILE_KEY,
        _NOT_BETWEEN,
        " ".join(members),
        "" if same else differ,
        "" if one else _WEIGHED,
        _NO_CHANCE,
        _LIMITS,
        _NOT_PERSONS,
    ]


def _interviews(found: Profile) -> str:
    return counted(found.interviews.value or 0, "intervju", "intervjuer") if found.interviews else "okänt antal"


def profile_finding(found: Sequence[Profile]) -> str:
    """Mental health, which is what the report names: the group's mean, and how many are over the limit."""
    newest = found[-1]
    mental = next((each for each in newest.areas if each.title == _MENTAL), None)
    if mental is None or mental.mean is None or mental.mean.value is None:
        return ""
    over = _over(mental, newest.interviews)
    more = f", och {over.text} låg över kommunens gränsvärde" if not over.missing else ""
    return (
        f"{capital(newest.period.label)} är gruppens medelvärde för {lower_first(mental.title)} "
        f"{number(mental.mean.value, 2)} på en skala från 0 till 1{more}."
    )


def profile_table(found: Sequence[Profile], who: str) -> Table:
    """Area by area: the mean in each year, and in the newest how many were over the limit."""
    newest = found[-1]
    columns = [
        Column("Livsområde"),
        *(Column(f"Medelvärde {each.period.label}", numeric=True, decimals=2) for each in found),
        Column(f"Över gränsvärdet {newest.period.label}", numeric=True),
    ]
    rows = []
    for place, area in enumerate(newest.areas):
        means = [tables.figure(each.areas[place].mean, 2) for each in found]
        rows.append(tables.row(tables.words(area.title), *means, _over(area, newest.interviews)))
    return tables.table(f"Gruppens profil, {who}", columns, rows)


def _over(area: AreaOfLife, interviews: Figure | None) -> Cell:
    """121 av 200; the count alone where not all who told of the group told of this."""
    over = area.over
    if over is None or over.value is None:
        return tables.figure(over)
    if interviews is None or interviews.value is None or interviews.answered != over.answered:
        return tables.figure(over)
    return Cell(part_of(over.value, interviews.value), over.value)
