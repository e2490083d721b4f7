"""The sentences around a chart: its finding, why another is not shown, and its text for those who listen.

The words themselves stand in ``sentences.toml``; the codes come from ``chart_choice``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dashboard.records import Indicator
from dashboard.sentence_amounts import amount, in_figures_or_words
from dashboard.sentence_texts import say
from dashboard.sentences import DECIDED, VERDICTS, group, verdict_word
from dashboard.swedish import capital, counted, listing, lower_first, number, percent
from etl.areas import swedish_key

Judged = Sequence[tuple[str, str]]


def chart_reading(judged: Judged, against: str = "county", group_words: str = "") -> str:
    """The finding over a chart of many municipalities beside a benchmark: nobody is named who cannot be told apart.

    Args:
        judged: each municipality's name and verdict.
        against: which benchmark, as in ``Comparison``.
        group_words: the benchmark in words that fit after "än", when it is not one of the usual.
    """
    found, compared = _by_verdict(judged)
    beside = group_words or group(against)
    said = []
    if found_out := {verdict: found[verdict] for verdict in DECIDED if found[verdict]}:
        said.append(_decided("reading", compared, {verdict_word(v): who for v, who in found_out.items()}, group=beside))
        said.append(_counted("reading_cannot_tell", found["cannot_tell"]))
        said.append(_counted("reading_no_practical_difference", found["no_practical_difference"]))
    elif found["no_practical_difference"]:
        said.append(_no_practical(found, compared, beside))
    else:
        said.append(say("reading_nobody", compared, count=_count(compared), group=beside))
    said.append(_counted("reading_not_compared", found["not_compared"], figures=True) if compared else "")
    return " ".join(part for part in said if part)


def _no_practical(found: Mapping[str, list[str]], compared: int, beside: str) -> str:
    near = found["no_practical_difference"]
    first = say("reading_near", names=_names(near), group=beside)
    return f"{first} {_counted('reading_cannot_tell', found['cannot_tell'])}".strip()


def change_reading(judged: Judged) -> str:
    """The finding over a chart of many municipalities in two periods."""
    found, compared = _by_verdict(judged)
    found_out = {say(f"change_word_{verdict}"): found[verdict] for verdict in DECIDED if found[verdict]}
    near = found["no_practical_difference"]
    if not found_out and not near:
        return say("reading_change_nobody", compared, count=_count(compared))
    said = [_decided("reading_change", compared, found_out) if found_out else ""]
    said.append(say("reading_change_near", names=_names(near)) if near else "")
    said.append(_counted("reading_cannot_tell", found["cannot_tell"]))
    return " ".join(part for part in said if part)


def _by_verdict(judged: Judged) -> tuple[dict[str, list[str]], int]:
    found: dict[str, list[str]] = {verdict: [] for verdict in VERDICTS}
    for name, verdict in judged:
        found[verdict].append(name)
    return found, len(judged) - len(found["not_compared"])


def _decided(form: str, compared: int, found: Mapping[str, Sequence[str]], **places: str) -> str:
    """By the word for what was found: who."""
    parts = [say(f"{form}_part", count=_count(len(who)), names=_names(who), word=word) for word, who in found.items()]
    # The only one that was compared is named in a sentence of its own.
    word, who = next(iter(found.items()))
    return say(form, compared, count=_count(compared), found=listing(parts), names=_names(who), word=word, **places)


def _counted(form: str, names: Sequence[str], *, figures: bool = False) -> str:
    n = len(names)
    shown = number(n) if figures else _count(n)
    return capital(say(form, n, count=shown, names=_names(names))) if n else ""


def _count(n: int) -> str:
    return in_figures_or_words(n)


def _names(names: Iterable[str]) -> str:
    return listing(sorted(names, key=swedish_key))


# ---- Why another chart is not shown ----


def why_not_chart(code: str, numbers: Mapping[str, float], chart: str) -> str:
    """Why a chart is not shown.

    Args:
        code: the reason, from ``chart_choice``.
        numbers: its numbers.
        chart: which chart: dots, funnel, yes_no, bands, slope, rug, spine.
    """
    n = numbers.get("areas", numbers.get("answered"))
    return say("no_chart", chart=say(f"chart_{chart}"), why=say(f"no_chart_{code}", n, **_shown(numbers)))


def chart_note(code: str, numbers: Mapping[str, float]) -> str:
    """What must be said under a chart that is shown."""
    return capital(say(f"note_{code}", numbers.get("areas"), **_shown(numbers)))


_IN_WORDS = ("areas", "needed", "periods", "outside")


def _shown(numbers: Mapping[str, float]) -> dict[str, str]:
    return {
        key: percent(each) if key == "share" else _count(int(each)) if key in _IN_WORDS else number(each)
        for key, each in numbers.items()
    }


# ---- For those who listen ----


def alt_dots(
    indicator: Indicator,
    period: str,
    values: Sequence[float],
    judged: Judged,
    benchmark: float | None = None,
    against: str = "county",
    group_words: str = "",
) -> str:
    """The dot plot: how many, from what to what, beside what, and how many of each verdict."""
    if not values:
        return ""
    form = "alt_dots" if min(values) < max(values) else "alt_dots_same"
    return _alt(form, indicator, period, values, judged, benchmark, group_words or group(against))


def alt_funnel(
    indicator: Indicator,
    period: str,
    values: Sequence[float],
    judged: Judged,
    benchmark: float | None = None,
    against: str = "county",
    group_words: str = "",
) -> str:
    """The funnel: the same, by size and with limits."""
    if not values:
        return ""
    return _alt("alt_funnel", indicator, period, values, judged, benchmark, group_words or group(against))


def _alt(
    form: str,
    indicator: Indicator,
    period: str,
    values: Sequence[float],
    judged: Judged,
    benchmark: float | None,
    beside: str,
) -> str:
    line = "" if benchmark is None else say("alt_benchmark", group=beside, benchmark=amount(benchmark, indicator))
    said = say(
        form,
        measure=lower_first(indicator.short_title),
        period=period,
        areas=counted(len(values), "kommun", "kommuner"),
        low=amount(min(values), indicator),
        high=amount(max(values), indicator),
        benchmark=line,
        verdicts=verdict_counts(judged),
    )
    return said.replace("  ", " ").strip()


def alt_yes_no(indicator: Indicator, period: str, yes: int, no: int) -> str:
    """Who has it and who has not, in two columns."""
    measure = lower_first(indicator.short_title)
    return say("alt_yes_no", measure=measure, period=period, yes=number(yes), no=number(no), answered=number(yes + no))


def alt_bands(indicator: Indicator, first: str, last: str) -> str:
    """Lines with bands, one panel for each municipality."""
    return say("alt_bands", measure=lower_first(indicator.short_title), first=first, last=last)


def alt_slope(indicator: Indicator, first: str, last: str, areas: int, judged: Judged) -> str:
    """Two periods and a line for each municipality."""
    return say(
        "alt_slope",
        measure=lower_first(indicator.short_title),
        first=first,
        last=last,
        areas=counted(areas, "kommun", "kommuner"),
        verdicts=verdict_counts(judged),
    ).strip()


def alt_rug(period: str, measures: int, areas: int, judged: Judged) -> str:
    """All measures and all municipalities."""
    return say(
        "alt_rug",
        period=period,
        measures=say("measures_counted", count=number(measures)),
        areas=counted(areas, "kommun", "kommuner"),
        verdicts=verdict_counts(judged),
    ).strip()


def alt_spine(name: str, period: str, measures: int, judged: Judged, against: str = "county") -> str:
    """One municipality in many measures."""
    return say(
        "alt_spine",
        name=name,
        period=period,
        measures=say("measures_counted", count=number(measures)),
        group=group(against),
        verdicts=verdict_counts(judged),
    ).strip()


def verdict_counts(judged: Judged) -> str:
    """Utfall: 2 högre, 1 lägre, 8 kan inte avgöras."""
    found = Counter(verdict for _, verdict in judged)
    counts = [f"{number(found[verdict])} {verdict_word(verdict)}" for verdict in VERDICTS if found[verdict]]
    return say("alt_verdicts", counts=", ".join(counts)) if counts else ""
