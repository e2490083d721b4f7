"""The inventory of interventions: who gives what, since when, and whether it is open to those in active use.

After the inventory in Västra Götaland reported in November 2021 (GR, FoU i Väst, and others): its six themes with their
interventions, named as there, and the seven jointly organised services. Boendestöd stands under two themes there and is
asked about once; nätverksmöten and IPS stand under none and have a heading of their own. What happens after an
intervention is offered was not asked there: the chain (offered, used, competence, followed up) is asked of the methods
that the municipal survey names.
"""

from __future__ import annotations

from etl.forms.description import YEAR, Derived, Field, FollowUp, Form, Rule, Section, Settles
from etl.forms.interventions import EXPLAINED, INTERVENTIONS, JOINT, METHODS, THEMES, WITHOUT_THEME, Named
from etl.forms.methods_glossary import GLOSSARY
from etl.forms.one_layout import one_layout

GIVERS = ("Kommunen", "Regionen", "Båda", "Köps in", "Ges inte")
NOT_GIVEN = GIVERS[-1]
OPEN = ("Ja", "Delvis", "Nej")
YES, NO = "Ja", "Nej"

_TWICE = (
    "Boendestöd står i inventeringen under både Sociala insatser och Praktiska/kompensatoriska insatser. Det frågas "
    "efter en gång, under Sociala insatser."
)
_HOW = "Vem ger insatsen till personer med samsjuklighet hos er? Är det ingen: välj Ges inte."
_INTROS = {
    "Sociala insatser": f"{_HOW} {_TWICE}",
    "Praktiska/kompensatoriska insatser": f"{_HOW} {_TWICE}",
    WITHOUT_THEME: f"{_HOW} Inventeringen nämner dem utanför de sex temana.",
    JOINT: "Finns verksamheten för dem som bor hos er, och vem driver den? Är det ingen: välj Ges inte. Drivs den "
    "tillsammans: välj Båda.",
}

STEPS = ("erbjuds", "anvands", "personal", "foljs_upp")


def _intervention(id: str, number: str, name: str, short: str) -> tuple[Field, ...]:
    """Who gives it, and the two questions about what is given."""
    return (
        Field(
            f"{id}_ges", number, f"{name}: vem ger?", f"{short}, vem ger", "choice", choices=GIVERS,
            aliases=(name,), leads=True, note=EXPLAINED.get(id, ""),
        ),
        Field(
            f"{id}_sedan", number, f"{short}: sedan vilket år? (frivilligt)", f"{short}, sedan år", "number",
            unit=YEAR, most=2100, may_be_blank=True, under=f"{id}_ges",
            note="Årtalet med fyra siffror. Lämna tomt om ni inte vet.",
        ),
        Field(
            f"{id}_aktivt", number, f"{short}: öppen för personer i aktivt bruk?", f"{short}, öppen vid aktivt bruk",
            "choice", choices=OPEN, may_be_blank=True, under=f"{id}_ges",
        ),
    )  # fmt: skip


def _chain(id: str, number: str, name: str, short: str) -> tuple[Field, ...]:
    """From what is offered to what is followed up."""
    first = f"kedja_{id}_erbjuds"
    return (
        Field(
            first, number, f"{name}: erbjuds?", f"{short}, erbjuds", "tick", "municipalities", "kommuner", leads=True
        ),
        Field(
            f"kedja_{id}_anvands", number, f"{short}: antal personer som har fått metoden under {{period}}",
            f"{short}, personer", "count", "method_courses", "personer", may_be_blank=True, under=first,
            note="Räkna varje person en gång per metod. Skriv 0 om ingen har fått den.",
        ),
        Field(
            f"kedja_{id}_personal", number, f"{short}: antal medarbetare med utbildning i metoden",
            f"{short}, utbildade", "count", "staff", "medarbetare", may_be_blank=True, under=first,
            note="Medarbetare, inte tjänster, den sista dagen i perioden.",
        ),
        Field(
            f"kedja_{id}_foljs_upp", number, f"{short}: följs resultatet upp?", f"{short}, följs upp", "tick",
            "municipalities", "kommuner", may_be_blank=True, under=first,
        ),
    )  # fmt: skip


def _numbered(section: int, named: tuple[Named, ...]) -> list[tuple[str, str, str, str]]:
    return [(id, f"{section}.{place}", name, short) for place, (id, name, short) in enumerate(named, start=1)]


_FIRST = 3
_CHAIN_SECTION = _FIRST + len(THEMES)
_SECTIONS = (
    *(
        Section(
            str(number), title, _INTROS.get(title, _HOW),
            tuple(each for one in _numbered(number, named) for each in _intervention(*one)),
        )
        for number, (title, named) in enumerate(THEMES.items(), start=_FIRST)
    ),
    Section(
        str(_CHAIN_SECTION),
        "Rekommenderade metoder, från erbjuden till uppföljd",
        "Metoderna är kommunenkätens. Erbjuds metoden inte: svara Nej och gå vidare till nästa.",
        tuple(each for one in _numbered(_CHAIN_SECTION, METHODS) for each in _chain(*one)),
    ),
    Section(
        str(_CHAIN_SECTION + 1),
        "Övrigt",
        "",
        (
            Field(
                "fritext_insatser", f"{_CHAIN_SECTION + 1}.1", "Andra insatser eller kommentarer",
                "Andra insatser", "text", may_be_blank=True,
            ),
        ),
    ),
)  # fmt: skip


def _rules() -> tuple[Rule, ...]:
    of_interventions = [
        FollowUp("foljdfraga_ifylld", "warning", f"{id}_ges", (NOT_GIVEN,), (f"{id}_sedan", f"{id}_aktivt"))
        for id in INTERVENTIONS
    ]
    of_chains = [
        (
            # Nobody has been given what is not offered; staff may have learnt it all the same.
            FollowUp("logik_fel", "error", f"kedja_{id}_erbjuds", (NO,), (f"kedja_{id}_anvands",)),
            FollowUp(
                "foljdfraga_ifylld", "warning", f"kedja_{id}_erbjuds", (NO,),
                (f"kedja_{id}_personal", f"kedja_{id}_foljs_upp"),
            ),
        )
        for id, *_ in METHODS
    ]  # fmt: skip
    return (*of_interventions, *(rule for both in of_chains for rule in both))


def _exists(id: str, label: str, short: str) -> Derived:
    item = Field(f"{id}_finns", "", label, short, "tick", "municipalities", "kommuner")
    return Derived(item, (Settles(f"{id}_ges", yes=GIVERS[:-1], no=(NOT_GIVEN,)),))


def _is_open(id: str, label: str, short: str) -> Derived:
    """Open means ja; what is not given is open to nobody."""
    item = Field(f"{id}_oppet", "", label, short, "tick", "municipalities", "kommuner")
    return Derived(item, (Settles(f"{id}_ges", no=(NOT_GIVEN,)), Settles(f"{id}_aktivt", yes=(YES,), no=OPEN[1:])))


def _followed_up(id: str, name: str, short: str) -> Derived:
    """Offered and followed up; what is not offered is followed up by nobody."""
    label, short = f"{name}: erbjuds och följs upp", f"{short}, erbjuds och följs upp"
    item = Field(f"kedja_{id}_hel", "", label, short, "tick", "municipalities", "kommuner")
    offered, followed = f"kedja_{id}_erbjuds", f"kedja_{id}_foljs_upp"
    return Derived(item, (Settles(offered, no=(NO,)), Settles(followed, yes=(YES,), no=(NO,))))


FORM = Form(
    id="insatsinventering",
    title="Inventering av insatser för personer med samsjuklighet",
    short_title="Insatsinventeringen",
    respondent="IFO-chef eller, för regionen, den som har överblick över insatserna",
    instructions=(
        "Med samsjuklighet menas skadligt bruk eller beroende tillsammans med annan psykiatrisk diagnos eller "
        "psykisk funktionsnedsättning. Ta med insatser som målgruppen kan få, också om de inte är till bara för den.",
        "Det viktigaste är vem som ger insatsen. Ges den inte går ni direkt till nästa: raderna under lämnas då tomma.",
        "{scope}",
    ),
    sections=_SECTIONS,
    layouts=one_layout("Helår eller annan period"),
    derived=(
        *(_exists(id, f"{name}: finns", f"{short}, finns") for id, name, short in THEMES[JOINT]),
        _exists("ips", "IPS (Individual Placement and Support): finns", "IPS, finns"),
        _is_open("boendestod", "Boendestöd som är öppet vid aktivt bruk", "Boendestöd, öppet vid aktivt bruk"),
        _is_open("peer_support", "Peer support som är öppet vid aktivt bruk", "Peer support, öppet vid aktivt bruk"),
        *(_followed_up(*one) for one in METHODS),
    ),
    rules=_rules(),
    glossary=GLOSSARY[: len(METHODS)],
    source="Inventering av vård och stöd vid samsjuklighet i Västra Götaland, november 2021 (referat, Göteborgs "
    "universitet)",
    levels=("municipality", "county"),
)
