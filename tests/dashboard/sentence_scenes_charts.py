"""The sentences around charts and on the method page, told of made-up figures; part of ``sentence_scenes``."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard import method_texts, sentences_charts, sentences_overview
from dashboard.sentence_texts import say
from tests.dashboard.sentence_figures import GROUPS, MIXED, NOTES, RATE, REFUSED

Scene = tuple[str, str, bool]


def chart_scenes() -> Iterator[Scene]:
    """When it is said, what is said, and whether it is a whole sentence."""
    yield from _readings()
    yield from _charts()
    yield from _overview()
    yield from _method_page()


def _readings() -> Iterator[Scene]:
    dull = [(name, "cannot_tell") for name in ("Boden", "Kalix", "Luleå")]
    yield "Över ett diagram", sentences_charts.chart_reading(MIXED), True
    yield "Över ett diagram, bättre", sentences_charts.chart_reading([("Boden", "better"), *dull[1:]]), True
    yield "Över ett diagram, en av allt", sentences_charts.chart_reading([MIXED[0], dull[0], MIXED[-1]]), True
    yield "Över ett diagram, alla säkra", sentences_charts.chart_reading(MIXED[:3], "skr_group"), True
    near = [MIXED[5], ("Gällivare", "no_practical_difference")]
    yield "Över ett diagram, två nära", sentences_charts.chart_reading([MIXED[0], *near]), True
    yield "Över ett diagram, bara nära", sentences_charts.chart_reading([MIXED[5], dull[0]]), True
    yield "Över ett diagram, ingen säker", sentences_charts.chart_reading(dull), True
    yield "Över ett diagram, en enda, säker", sentences_charts.chart_reading(MIXED[:1]), True
    yield "Över tid, en enda, säker", sentences_charts.change_reading(MIXED[:1]), True
    yield "Över ett diagram, en enda", sentences_charts.chart_reading(dull[:1]), True
    pajala = [("Pajala", "not_compared"), ("Arjeplog", "not_compared")]
    yield "Över ett diagram, ingen", sentences_charts.chart_reading(pajala), True
    yield "Över ett diagram, två jämförs inte", sentences_charts.chart_reading([*dull, *pajala]), True
    yield "Över tid", sentences_charts.change_reading(MIXED), True
    yield "Över tid, bättre och sämre", sentences_charts.change_reading([("Boden", "better"), ("Kalix", "worse")]), True
    yield "Över tid, bara nära", sentences_charts.change_reading([*near, dull[0]]), True
    yield "Över tid, ingen säker", sentences_charts.change_reading(dull), True
    yield "Över tid, en enda", sentences_charts.change_reading(dull[:1]), True
    yield "Över tid, ingen", sentences_charts.change_reading(pajala), True


def _overview() -> Iterator[Scene]:
    dull = [("Boden", "cannot_tell"), ("Kalix", "no_practical_difference")]
    yield "Alla mått", sentences_overview.overview_reading(MIXED), True
    yield "Alla mått, en enda", sentences_overview.overview_reading([*MIXED[:1], *dull]), True
    yield "Alla mått, ingen säker", sentences_overview.overview_reading(dull), True
    yield "Alla mått, inget jämförs", sentences_overview.overview_reading([("Pajala", "not_compared")]), True
    yield "Alla mått, ett mått", sentences_overview.measure_reading("CRA per 100 med insats", MIXED), True
    for decidable, level in ((54, 0.95), (1, 0.95), (290, 0.998), (12, 0.998)):
        yield f"Alla mått, slump i {decidable} vid {level}", sentences_overview.overview_chance(decidable, level), True
    names = ["Metodinsatser per person", "LVM-vistelsens längd"]
    yield "Alla mått, utan utfall", sentences_overview.never_judged(names), True


def _charts() -> Iterator[Scene]:
    for chart, code, numbers in REFUSED:
        yield f"Varför inte ({chart}, {code})", sentences_charts.why_not_chart(code, numbers, chart), True
    for code, numbers in NOTES:
        yield f"Under diagrammet ({code})", sentences_charts.chart_note(code, numbers), True
    when, values = "januari–oktober 2022", [18.2, 26.1, 44.0]
    yield "Alt, punkter", sentences_charts.alt_dots(RATE, when, values, MIXED, 31.2), True
    yield "Alt, en punkt", sentences_charts.alt_dots(RATE, when, values[:1], []), True
    yield "Alt, tratt", sentences_charts.alt_funnel(RATE, when, values, MIXED, 31.2), True
    yield "Alt, ja och nej", sentences_charts.alt_yes_no(GROUPS, when, 5, 3), True
    yield "Alt, linjer", sentences_charts.alt_bands(RATE, "2019", "2024"), True
    yield "Alt, före och efter", sentences_charts.alt_slope(RATE, "2021", "2022", 7, MIXED), True
    yield "Alt, rutmönster", sentences_charts.alt_rug(when, 18, 14, MIXED), True
    yield "Alt, profil", sentences_charts.alt_spine("Luleå", when, 12, MIXED), True


def _method_page() -> Iterator[Scene]:
    for name in method_texts.MEASURED_UNDER:
        said = method_texts.measured_sentence(
            name, claimed=0.05, claims="at_most", found=0.0458, worst=0.0649, runs=520_000
        )
        yield f"Prövat ({name})", said, True
    for claims in ("at_least", "about"):
        said = method_texts.measured_sentence(
            "rank_coverage", claimed=0.002, claims=claims, found=0.0021, worst=0.0021, runs=15_000
        )
        yield "Prövat, ett enda upplägg", said, True
    for name, n in (
        ("example_of", None), ("example_counts", None), ("example_rate", None), ("example_none", None),
        ("example_no_mean", None), ("example_no_ages", None), ("example_two_levels", None), ("example_funnel", 3),
        ("example_funnel", 0), ("example_no_quantiles", None), ("example_no_quantiles", 1),
        ("example_quantiles", None),
    ):  # fmt: skip
        places = {
            "measure": "Sökt hjälp", "period": "januari–oktober 2022", "part": "90", "whole": "97",
            "compared": "174", "at_95": "5", "at_998": "2", "count": "3", "measures": "24", "asked": "14",
        }  # fmt: skip
        yield "Exempel", say(name, n, **places), True
