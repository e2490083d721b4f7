"""How long persons have waited for the first visit; a form that is only there to be added."""

from __future__ import annotations

from etl.forms.description import AtMost, Field, Form, Section
from etl.forms.one_layout import one_layout

_WAITING = Section(
    "3",
    "Väntetid",
    "",
    (
        Field("forsta_besok", "3.1", "Hur många personer fick ett första besök under {period}?", "Första besök",
              "count", "persons", "personer"),
        Field("forsta_besok_i_tid", "3.2", "Hur många av dem fick det inom två veckor?", "Första besök i tid",
              "count", "persons", "personer"),
    ),
)  # fmt: skip

FORM = Form(
    id="vantetid",
    title="Väntetid till första besöket",
    short_title="Väntetiden",
    respondent="IFO-chef",
    instructions=("Frågorna gäller personer 18 år eller äldre.", "{scope}"),
    sections=(_WAITING,),
    layouts=one_layout("Helår"),
    rules=(AtMost("fler_an_helheten", "error", ("forsta_besok_i_tid",), "forsta_besok"),),
    source="Prov",
)
