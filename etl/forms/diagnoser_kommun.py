"""The region's yearly statistics of diagnoses for one municipality at a time, where the region can give them.

A form of its own, of the level of a municipality, so that a municipality's figure is asked, checked, guarded and mapped
like any other. It asks for two counts of adults and for neither sex nor age: by those the counts of most municipalities
would be smaller than what may be shown.

Each person is counted in one municipality, where she was registered on the last day of the period. The sum of the
municipalities is therefore at most the region's own figure and is never held to be equal to it: who is registered in
another county, has moved there or has no known address is in no municipality of the county.
"""

from __future__ import annotations

from etl.forms.description import AtMost, Field, Form, Section
from etl.forms.one_layout import one_layout

_VISIT = "minst ett vårdbesök i öppen eller sluten vård i regionens verksamheter"

_COUNTS = Section(
    "3",
    "Individer som bor i kommunen",
    "Räkna individer 18 år eller äldre som var folkbokförda i kommunen den sista dagen i perioden. Varje individ "
    "räknas i en enda kommun.",
    (
        Field(
            "beroende_kommun",
            "3.1",
            f"Hur många hade under {{period}} {_VISIT} med en diagnos för skadligt bruk eller beroende (F10–F19)?",
            "Individer med F10–F19",
            "count",
            "persons",
            "individer",
            note="Skriv det sanna antalet också när det är litet. Vill regionen inte lämna ut det: Uppgift saknas.",
        ),
        Field(
            "samsjuklighet_kommun",
            "3.2",
            f"Hur många av dem hade under {{period}} också {_VISIT} med någon psykiatrisk diagnos?",
            "Också psykiatrisk diagnos",
            "count",
            "persons",
            "individer",
            note="Till exempel depression, ångest, adhd, autism eller schizofreni.",
        ),
        Field(
            "framtagna_kommun",
            "3.3",
            "Vilka verksamheter och system talen gäller, och vad som inte är med",
            "Så är talen framtagna",
            "text",
            may_be_blank=True,
        ),
    ),
)

FORM = Form(
    id="diagnoser_kommun",
    title="Regionens statistik om diagnoser, kommun för kommun",
    short_title="Diagnoser per kommun",
    respondent="den som tar fram statistik i regionens hälso- och sjukvård, inte kommunen",
    instructions=(
        "Uppgifterna lämnas av regionen, en gång om året, med ett formulär för varje kommun. De är frivilliga.",
        "{scope}",
        "Lämna bara antal. Inga personnummer, inga listor, ingen uppgift om en enskild person.",
        "Frågorna skiljer inte på kön eller ålder: då skulle talen bli så små att de kunde peka ut någon.",
        "Summan av kommunerna behöver inte bli regionens tal. Den som är folkbokförd i ett annat län räknas inte här.",
    ),
    sections=(_COUNTS,),
    layouts=one_layout("Helår"),
    rules=(AtMost("logik_fel", "error", ("samsjuklighet_kommun",), "beroende_kommun"),),
    source="Arbetsrapport 2026:1, kapitel 1, kommun för kommun",
)
