"""Which chart of a measure the reader asked for, among those that its figures can bear."""

from __future__ import annotations

from dashboard import beside
from dashboard.address import Choices
from dashboard.beside import Beside
from dashboard.chart_choice import DOTS, FUNNEL, YES_NO
from dashboard.comparison import choice
from dashboard.measures import View

PARAM = "diagram"
_KINDS = {DOTS: "Punkter", FUNNEL: "Tratt", YES_NO: "Ja och nej"}


def kinds(view: View, held: Beside) -> dict[str, str]:
    """The charts there are to choose between. The limits of a funnel are drawn around all who answered."""
    allowed = [kind for kind in choice(view).allowed if kind in _KINDS]
    return {kind: _KINDS[kind] for kind in allowed if kind != FUNNEL or held.group == beside.COUNTY}


def ask(view: View, held: Beside, choices: Choices) -> str:
    """The chart to show; the reader is asked where there is something to choose between."""
    found, options = choice(view), kinds(view, held)
    return choices.from_few(PARAM, "Diagram", options, found.chosen) if len(options) > 1 else found.chosen


def current(view: View, held: Beside, choices: Choices) -> str:
    """What was chosen last, for a part of the page that does not ask itself."""
    found, options = choice(view), kinds(view, held)
    asked = choices.current(PARAM) if choices.asked(PARAM) else found.chosen
    return asked if asked in options else found.chosen
