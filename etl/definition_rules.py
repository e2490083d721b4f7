"""The rules that bind several keys of one indicator, each with the words that tell of its breach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from etl import baselines, versions
from etl.baselines import Baseline, baseline_in
from etl.periods import parse_period

if TYPE_CHECKING:
    from etl.definitions import Indicator

# Wilson needs a part of a whole, Poisson events counted one by one.
_FITS = {"wilson": ("proportion",), "poisson": ("rate", "ratio")}


def broken_rules(indicator: Indicator, counts: Mapping[str, str | None]) -> list[str]:
    """What is wrong, as the end of a sentence that begins with the indicator's name.

    Args:
        indicator: the definition as it was read.
        counts: what each item of its form counts.
    """
    of_parts = (*_of_parts(indicator), *_of_what_is_counted(indicator, counts))
    of_goals = (*_of_judgement(indicator), *baselines.broken_rules(indicator))
    of_upkeep = (*_of_upkeep(indicator), *versions.broken_rules(indicator))
    return [words for is_broken, words in (*of_parts, *of_goals, *of_upkeep) if is_broken]


def _of_parts(indicator: Indicator) -> list[tuple[bool, str]]:
    kind = indicator.kind
    return [
        (not indicator.numerator, "ska ha minst en uppgift i ”numerator”"),
        (kind in ("proportion", "ratio") and not indicator.denominator, "ska ha en ”denominator”"),
        (
            kind in ("rate", "items_used", "share_of_areas") and bool(indicator.denominator),
            "ska inte ha någon ”denominator”; den ges av slaget (kind)",
        ),
        (
            kind in ("proportion", "share_of_areas") and indicator.multiplier != 100,
            "är en andel och ska ha multiplier 100",
        ),
        (kind == "items_used" and indicator.multiplier != 1, "är ett antal och ska ha multiplier 1"),
        (
            kind == "share_of_areas" and len(indicator.numerator) != 1,
            "är en andel av kommunerna och ska ha en enda uppgift i ”numerator”",
        ),
    ]


def _of_what_is_counted(indicator: Indicator, counts: Mapping[str, str | None]) -> list[tuple[bool, str]]:
    below = {counts.get(item) for item in indicator.denominator}
    counted = {counts.get(item) for item in indicator.numerator} | below
    return [
        (
            indicator.kind == "proportion" and len(counted - {None, ""}) > 1,
            "är en andel men täljare och nämnare räknar olika saker; använd ratio",
        ),
        (
            indicator.kind == "proportion" and "method_courses" in below,
            "får inte ha metoder som nämnare i en andel: en person kan ha flera metoder",
        ),
    ]


def _of_judgement(indicator: Indicator) -> list[tuple[bool, str]]:
    uncertainty, targets = indicator.uncertainty, indicator.target
    return [
        (not uncertainty, "är en kvot (ratio) och måste säga hur osäkerheten räknas (uncertainty)"),
        (
            uncertainty in _FITS and indicator.kind not in _FITS[uncertainty],
            f"kan inte ha uncertainty ”{uncertainty}”, som bara passar {' och '.join(_FITS.get(uncertainty, ()))}",
        ),
        (
            indicator.margin is not None and not indicator.has_interval,
            f"har ingen osäkerhet att ställa en marginal (margin) mot: uncertainty är ”{uncertainty}”",
        ),
        (
            bool(targets) and indicator.lower_is_better is None,
            "har ett mål (target) men säger inte åt vilket håll det är bra: lower_is_better ska vara true eller false",
        ),
        (
            indicator.kind in ("proportion", "share_of_areas") and any(target.value > 100 for target in targets),
            "har ett mål (target) över 100 procent",
        ),
        (
            any(
                not _comes_after(target.by, baseline_in(indicator.baseline, target.county))
                for target in targets
                if target.county
            ),
            "har ett mål (target) som ska nås samma år som utgångsläget (baseline), eller före",
        ),
    ]


def _comes_after(by: str, baseline: Baseline | None) -> bool:
    return baseline is None or parse_period(by).end.year > parse_period(baseline.period).end.year


def _of_upkeep(indicator: Indicator) -> list[tuple[bool, str]]:
    return [
        (indicator.decimals > 3, "ska ha högst 3 decimaler"),
        (indicator.version < 1, "ska ha version 1 eller högre"),
        (
            indicator.next_review <= indicator.reviewed,
            "ska ses över igen (next_review) efter den senaste översynen",
        ),
    ]
