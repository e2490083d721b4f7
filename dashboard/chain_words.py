"""The care chain in sentences: what was found, what has changed, and what must be said beside the figures."""

from __future__ import annotations

from dashboard import chain, queries, sentences_coverage, words
from dashboard.chain import Part
from dashboard.change_tables import Changed
from dashboard.components import KeyFigure
from dashboard.form_page import FormPage
from dashboard.records import Figure, Indicator
from dashboard.sentences import DECIDED, interval, verdict_word
from dashboard.swedish import NBSP, counted, listing, lower_first, number, part_of, percent, short_title

BELOW_TITLE = "Vägen in, heldygnsvård och insatser på hemmaplan, halvår för halvår."
ABOUT = "vårdkedjan"
HALF_YEARS = "Ett halvår jämförs bara med samma halvår ett tidigare år, i de kommuner som har svarat båda gångerna."
NOTHING_BEFORE = "Det finns inget tidigare svar för samma halvår att jämföra med."
NOT_ADDED = (
    "Regionens svar läggs aldrig till kommunernas. En kontaktbegäran räknas både av den som skickar och av den som tar "
    "emot, ett samverkansforum av alla som deltar, och samma person kan finnas hos båda."
)
NOT_COMPARED = "Regionens tal jämförs inte: det finns inget annat svar att ställa dem mot, och inget utfall räknas ut."
TICKS = "Koordinator på plats: hur många av de svarande kommunerna som svarat ja."


def finding(shown: FormPage) -> list[str]:
    """The half-year in a few sentences, each from the figures and saying whom it is about."""
    said = [sentences_coverage.gate(shown.period), _way_in(shown), _way_home(shown), _coordinator(shown)]
    return [sentence for sentence in said if sentence]


def _way_in(shown: FormPage) -> str:
    requests = chain.total(shown, "kontaktbegaran_per_10000")
    if requests is None or requests.numerator is None:
        return ""
    said = f"Kommunerna tog emot {_least(requests)}{NBSP}kontaktbegäran"
    others = chain.total(shown, "kontaktbegaran_fler_professioner")
    if others is None or others.numerator is None or not others.denominator:
        return f"{said}."
    return f"{said}, {part_of(others.numerator, others.denominator)} från andra än läkare."


def _way_home(shown: FormPage) -> str:
    planned, met = chain.total(shown, "utskrivna_plan_andel"), chain.total(shown, "utskrivna_kontakt_andel")
    if planned is None or met is None or not planned.denominator or not met.denominator:
        return ""
    people = counted(planned.denominator, "person", "personer")
    if planned.denominator == met.denominator:
        return (
            f"Av {people} som skrevs ut från heldygnsvård hade {number(planned.numerator or 0)} en plan före "
            f"utskrivningen, och {number(met.numerator or 0)} fick kontakt inom två veckor."
        )
    return (
        f"Av {people} som skrevs ut från heldygnsvård hade {number(planned.numerator or 0)} en plan före "
        f"utskrivningen; {part_of(met.numerator or 0, met.denominator)} fick kontakt inom två veckor."
    )


def _coordinator(shown: FormPage) -> str:
    found = chain.total(shown, "koordinator_andel")
    if found is None or found.numerator is None or not found.denominator:
        return ""
    of_those = part_of(found.numerator, found.denominator)
    return f"En vårdkedjekoordinator finns i {of_those} svarande kommuner."


def _least(figure: Figure) -> str:
    return sentences_coverage.bounds(figure)


def key_figures(shown: FormPage) -> list[KeyFigure]:
    """The chain at a glance, in its order: what was counted or its share, and what that rests on."""
    known = queries.indicators(shown.path, chain.FORM)
    cards = []
    for label, indicator, of in _CARDS:
        found = chain.total(shown, indicator)
        if found is not None and found.numerator is not None:
            part, share = number(found.numerator), known[indicator].kind == "proportion"
            basis = [of.format(part=part, whole=number(found.denominator or 0))]
            basis += [interval(found, known[indicator])] if share else []
            coverage = [] if known[indicator].kind == "share_of_areas" else [words.coverage(found)]
            cards.append(KeyFigure(label, _card(found, known[indicator]), [*filter(None, basis), *coverage]))
    return cards


def _card(found: Figure, indicator: Indicator) -> str:
    if indicator.kind == "share_of_areas" or found.value is None or found.certainty == "in_words":
        return part_of(found.numerator or 0, found.denominator or 0)
    return percent(found.value / 100) if indicator.kind == "proportion" else _least(found)


_CARDS = (
    ("Kontaktbegäran till kommunerna", "kontaktbegaran_per_10000", "från alla professioner"),
    ("Vårdkedjeremisser", "vardkedjeremisser_per_10000", "till specialistpsykiatrin"),
    ("Utskrivna med en plan", "utskrivna_plan_andel", "{part} av {whole} utskrivna"),
    ("Kontakt inom två veckor", "utskrivna_kontakt_andel", "{part} av {whole} utskrivna"),
    ("Personer med en ny SIP", "sip_per_10000", "upprättad under halvåret"),
    ("Vårdkedjekoordinator på plats", "koordinator_andel", "av kommunerna som svarat på frågan"),
)


def changes(changed: list[Changed], earlier: str) -> str:
    """Which measures have a change that is more than chance, and that the rest have not."""
    judged = [each for each in changed if each.change.verdict != "not_compared"]
    if not judged:
        return ""
    decided: dict[str, list[str]] = {}
    for each in judged:
        if each.change.verdict in DECIDED:
            decided.setdefault(each.change.verdict, []).append(lower_first(each.name))
    if not decided:
        return f"Jämfört med {earlier} är ingen förändring större än vad slumpen kan ge."
    said = [
        f"{counted(len(names), 'mått', 'mått')} {verdict_word(verdict)}: {listing(names)}"
        for verdict, names in decided.items()
    ]
    rest = len(judged) - sum(map(len, decided.values()))
    more = f" För {counted(rest, 'annat mått', 'andra mått')} kan det inte avgöras." if rest else ""
    return f"Jämfört med {earlier} är {'; '.join(said)}.{more}"


def bris(path: str) -> str:
    """The context figure on children's own calls; nothing where no report has printed it."""
    found = chain.bris(path)
    talks = sorted((row for (item, _), row in found.items() if item == chain.BRIS), key=lambda row: row.starts)
    if len(talks) < 2:
        return ""
    first, last = talks[0], talks[-1]
    growth = found.get((chain.BRIS_GROWTH, last.period))
    more = f", en ökning med {number(growth.value or 0)}{NBSP}procent" if growth else ""
    source = short_title(str(queries.sources(path)[chain.REPORT]["title"]))
    return (
        f"Till Bris, i hela landet, gjordes {number(first.value or 0)} samtal {first.label} och "
        f"{number(last.value or 0)} samtal {last.label} där barnet söker hjälp för att en vuxen har ett missbruk eller "
        f"riskbruk{more}. Ett samtal är inte ett barn. Som tryckt i {source}, {lower_first(last.printed_at or '')}."
    )


def waiting(path: str) -> str:
    """How soon help comes elsewhere, as a report says it, beside contact within two weeks."""
    found = chain.waiting(path)
    if found is None:
        return ""
    source = short_title(str(queries.sources(path)[chain.WAITING_REPORT]["title"]))
    return (
        f"Två veckor är också den tid som {source} nämner för beroendemottagningarna i Gävleborg: den som vänder sig "
        f"dit får ofta hjälp inom två veckor ({lower_first(found.printed_at or '')}). Det är inte mätt, och gäller den "
        "som söker själv, inte den som skrivs ut."
    )


def beside(path: str, part: Part) -> list[str]:
    """What must be said under the measures of a part."""
    said = {"hemmaplan": waiting(path), "barn": bris(path)}.get(part.id, "")
    return [said] if said else []
