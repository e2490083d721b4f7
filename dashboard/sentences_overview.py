"""The sentences over all measures at once: how many comparisons show anything, where, and what chance alone gives.

The words themselves stand in ``sentences.toml``.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.sentence_amounts import in_figures_or_words
from dashboard.sentence_texts import say
from dashboard.sentences import DECIDED, verdict_word
from dashboard.swedish import capital, counted, listing, lower_first, number, percent

Judged = Sequence[tuple[str, str]]


def overview_reading(judged: Judged) -> str:
    """How many of all comparisons show anything.

    Args:
        judged: a name and a verdict for each measure of each municipality.
    """
    found = [verdict for _, verdict in judged if verdict != "not_compared"]
    if not found:
        return say("overview_nothing")
    decided, compared = sum(verdict in DECIDED for verdict in found), counted(len(found), "jämförelse", "jämförelser")
    said = [say("overview", decided, compared=compared, decided=in_figures_or_words(decided))]
    for verdict in ("no_practical_difference", "cannot_tell"):
        if count := found.count(verdict):
            said.append(say(f"overview_{verdict}", count, count=capital(in_figures_or_words(count))))
    return " ".join(said)


def measure_reading(measure: str, judged: Judged) -> str:
    """Where one measure shows something; nothing when it shows nothing."""
    there = {verdict: [name for name, found in judged if found == verdict] for verdict in DECIDED}
    parts = [
        say("overview_part", word=verdict_word(verdict), names=listing(names))
        for verdict, names in there.items()
        if names
    ]
    return say("overview_measure", measure=measure, found=", ".join(parts)) if parts else ""


def overview_chance(decidable: int, level: float) -> str:
    """How many flags chance alone gives, of the comparisons that could have given one."""
    if not decidable:
        return ""
    risk = 1 - level
    flags = number(decidable * risk, 1 if decidable * risk >= 0.1 else 2)
    count = in_figures_or_words(decidable)
    return say("overview_chance", decidable, count=capital(count), flags=flags, risk=percent(risk, int(risk < 0.01)))


def never_judged(measures: Sequence[str]) -> str:
    """The measures that have no interval, and so no verdict."""
    return say("overview_no_interval", measures=listing([lower_first(name) for name in measures])) if measures else ""
