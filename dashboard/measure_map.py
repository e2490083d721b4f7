"""The map of a measure: only of what is reckoned per inhabitant, so that no area is dark for its size."""

from __future__ import annotations

from dashboard import charts, components, downloads, maps
from dashboard.comparison import Shown
from dashboard.exports import Provenance

_ALT = "Karta över länets kommuner med måttets värde. Samma uppgifter står i tabellen."
_NO_MAP = "Bara mått som räknas per invånare visas på karta. Andra mått säger mer i diagrammet och tabellen."
_NO_VALUES = "Kartan visas inte: så få har svarat att bara antal visas."
_KEY = (
    "Mörkare yta: högre värde. Kartan visar inte slumpens spelrum: en liten kommun kan vara mörk eller ljus av slump."
)


def show(shown: Shown, about: Provenance, name: str) -> None:
    view = shown.view
    if view.indicator.kind != "rate" or view.as_count or view.counts_only:
        components.say(_NO_VALUES if view.indicator.kind == "rate" and view.counts_only else _NO_MAP)
        return
    areas = view.answers.areas
    drawing, places = maps.value_map(tuple(f.area for f in areas)), maps.value_rows(areas, view.decimals)
    components.chart(drawing, places, "karta", _ALT)
    components.note(_KEY, charts.signs_used(areas))
    downloads.buttons(name, about, chart=(drawing, places))
