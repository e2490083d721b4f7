"""The parts of the page Insatskarta under the map: what is organised together, the chain of each method, measures."""

from __future__ import annotations

from dataclasses import replace

from dashboard import components, intervention_chain, intervention_tables, intervention_words, queries
from dashboard.exports import Provenance
from dashboard.folds import fold
from dashboard.intervention_answers import FORM, Inventory


def joint(found: Inventory) -> None:
    components.section("Det som regionen och kommunerna samorganiserar", "samorganiserat")
    shown = intervention_tables.joint(found)
    above = intervention_words.about_joint(found.path)
    components.table(shown, "samorganiserat", about(found, shown.caption, intervention_words.signs()), above=above)


def chain(found: Inventory) -> None:
    components.section("Från erbjuden till uppföljd", "kedjan")
    components.say(intervention_words.CHAIN)
    drawing = (intervention_chain.plot(), intervention_chain.rows(found))
    components.chart(*drawing, "kedjan", intervention_chain.ALT)
    shown = intervention_chain.table(found)
    components.folded("Visa kedjan som tabell, med personer och medarbetare", "kedjan", shown)
    components.note(intervention_words.WITHOUT_SUMS)
    notes = (intervention_words.CHAIN, intervention_words.WITHOUT_SUMS)
    components.save("metodkedjan", about(found, shown.caption, *notes), table=shown, chart=drawing)


def measures(found: Inventory) -> None:
    components.section("Mått", "matt")
    shown = intervention_tables.measures(found)
    components.table(shown, "insatsmatt", about(found, shown.caption))
    with fold("Vad måtten säger och inte säger", "matt") as unfolded:
        components.bullets(intervention_words.caveats(found.path) if unfolded else ())
    components.links([("effektmal", "Måtten bland de andra, mål för mål")], {})


def about(found: Inventory, title: str, *notes: str) -> Provenance:
    coverage = f"{len(found.answering)} av {len(found.municipalities)} tillfrågade kommuner"
    said = components.provenance(found.path, title, found.period.label, coverage, *notes)
    return replace(said, source=str(queries.sources(found.path)[FORM]["title"]))
