"""The inventory of 2021 on the page Insatskarta: what is printed of the county, how it was made, what was wished."""

from __future__ import annotations

from dataclasses import replace

from dashboard import components, intervention_queries, intervention_words, queries
from dashboard.folds import fold


def show(path: str) -> None:
    """The printed picture; nothing in a county that no inventory is printed of."""
    if not intervention_queries.printed(path):
        return
    components.section("Inventeringen 2021, som den är tryckt", "tryckt")
    notes, shown = intervention_words.how_it_was_made(path), intervention_words.printed_table(path)
    source = str(queries.sources(path)[intervention_words.SOURCE_2021]["title"])
    about = components.provenance(path, shown.caption, "november 2021", notes[0], *notes[1:])
    components.table(shown, "inventeringen-2021", replace(about, source=source, example=False), above=notes)
    components.section("Vad inventeringen lade till", "kommentarer")
    components.bullets(intervention_words.remarks(path))
    with fold("”I den bästa av världar”: vad länsdelarna önskade", "onskemal") as unfolded:
        for part, wishes in intervention_words.wishes(path).items() if unfolded else ():
            components.say(f"{part}:")
            components.bullets(wishes)
