"""What changed, and what cannot be said to have: sentences with their verdicts, and the numbers behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard import queries, sentences, sentences_over_time, tables
from dashboard.records import ChangeOverTime, Indicator, Period
from dashboard.sentence_texts import say
from dashboard.swedish import listing, number, part_of, percent, span
from dashboard.tables import Cell, Column, Table

SAME_MUNICIPALITIES = "Samma kommuner"


class Changed(NamedTuple):
    """One line: what it is called, the measure, and the measure then and now."""

    name: str
    indicator: Indicator
    change: ChangeOverTime


def of_area(path: str, period: Period, area: str, wanted: Iterable[str], form: str = queries.FORM) -> list[Changed]:
    """Those of the measures wanted that one area has in two periods."""
    known, found = queries.indicators(path, form), queries.changes_over_time(path, period.id, form)
    there = [(known[each], found[each][area]) for each in wanted if each in known and area in found.get(each, {})]
    return [Changed(each.short_title, each, change) for each, change in there if _known(change)]


def of_indicator(path: str, period: Period, indicator: Indicator, areas: Iterable[str]) -> list[Changed]:
    """One measure in every area given, the silent too; nothing when nobody has a figure in either period."""
    found = queries.changes_over_time(path, period.id, indicator.form).get(indicator.id, {})
    names = queries.area_names(path) | {queries.build(path).county: SAME_MUNICIPALITIES}
    # What a municipality has or has not is no number to subtract.
    there = [
        (names[area], found[area])
        for area in areas
        if area in found and (found[area].gate is not None or indicator.kind != "share_of_areas")
    ]
    if not any(_known(change) for _, change in there):
        return []
    return [Changed(name, indicator, change) for name, change in there]


def not_formed(path: str, period: Period, area: str, wanted: Iterable[str], form: str = queries.FORM) -> list[str]:
    """Why those who answered together have no change in any of the measures wanted, where they have none."""
    known, found = queries.indicators(path, form), queries.changes_over_time(path, period.id, form)
    there = [(known[each], found[each][area]) for each in wanted if each in known and area in found.get(each, {})]
    if any(_known(change) for _, change in there):
        return []
    # Why some measures are never judged is said where each stands by its name.
    said = (sentences_over_time.change_judgement(change, by) for by, change in there if change.reason != "no_interval")
    return list(dict.fromkeys(said))


def of_counties(changed: Iterable[Changed]) -> list[Changed]:
    """Those that are about everybody who answered both times, each under the name of its measure."""
    return [each._replace(name=each.indicator.short_title) for each in changed if each.change.gate is not None]


def _known(change: ChangeOverTime) -> bool:
    return change.before is not None or change.after is not None


def earlier(changed: Sequence[Changed], periods: Sequence[Period]) -> Period | None:
    """The period that the changes are counted from: the same for all of them."""
    return next((p for p in periods if any(p.id == each.change.earlier for each in changed)), None)


def judged(changed: Sequence[Changed], name: str, then: Period, now: Period) -> list[tuple[str, str, str]]:
    """For each measure its name, its verdict and the sentence that says how far it goes."""
    # What has been said of them all is not said again of each.
    told = matched(changed)
    said = [(each, sentence(each, name, then, now)) for each in changed]
    return [(each.name, each.change.verdict, text.replace(f"{told} ", "") if told else text) for each, text in said]


def matched(changed: Sequence[Changed]) -> str:
    """Whom most of the measures of a county are about, to be said once over them all."""
    said = Counter(_matched(each.change) for each in changed if each.change.gate is not None and each.change.members)
    return said.most_common(1)[0][0] if said else ""


def _matched(found: ChangeOverTime) -> str:
    share = percent(found.population_share or 0)
    return say("matched", len(found.members), count=number(len(found.members)), share=share)


def sentence(each: Changed, name: str, then: Period, now: Period) -> str:
    """Both values and what can be said of them; a handful in words, as in the tables."""
    found = each.change
    if found.reason != "in_words" or found.before is None or found.after is None:
        return sentences_over_time.change(found, each.indicator, name, then.label, now.label)
    before = part_of(found.before_numerator or 0, found.before_denominator or 0)
    after = part_of(found.after_numerator or 0, found.after_denominator or 0)
    both = say("then_and_now", name=name, before=before, earlier=then.label, after=after, later=now.label)
    return f"{both} {sentences_over_time.change_judgement(found, each.indicator)}"


def verdict(change: ChangeOverTime | None) -> Cell:
    """▲ bättre, ● kan inte avgöras ..."""
    if change is None:
        return Cell("–", None, missing=True)
    return tables.verdict(change.verdict, sentences.verdict_label(change.verdict))


def numbers(changed: Sequence[Changed], first: str, caption: str) -> Table:
    """What was decided, both values with their intervals, the difference, and what it takes to see one."""
    columns = [
        Column(first),
        Column("Utfall"),
        Column("Före", numeric=True),
        Column("Spelrum före", numeric=True),
        Column("Efter", numeric=True),
        Column("Spelrum efter", numeric=True),
        Column("Skillnad", numeric=True),
        Column("Skillnadens spelrum", numeric=True),
        Column("Minsta som brukar synas", numeric=True),
    ]
    return tables.table(caption, columns, [_numbers(each) for each in changed])


def _numbers(each: Changed) -> tables.Row:
    found, decimals = each.change, each.indicator.decimals
    difference = (found.difference, found.difference_lower, found.difference_upper)
    # What is told as "3 av 7" is not subtracted as per cent either.
    value, lower, upper = (None, None, None) if found.reason == "in_words" else difference
    return tables.row(
        tables.words(each.name),
        verdict(found),
        *_then_or_now(each, "before"),
        *_then_or_now(each, "after"),
        signed(value, decimals),
        _between(lower, upper, decimals),
        tables.amount(found.smallest_visible, decimals, missing="–"),
        style="total" if each.name == SAME_MUNICIPALITIES else "",
    )


def _then_or_now(each: Changed, when: str) -> tuple[Cell, Cell]:
    """A value and its interval; where the base of either period is a handful, both are told in words."""
    found, decimals = each.change, each.indicator.decimals
    value, part, whole, lower, upper = (
        getattr(found, f"{when}{of}") for of in ("", "_numerator", "_denominator", "_lower", "_upper")
    )
    if found.reason == "in_words" and value is not None and part is not None and whole is not None:
        return Cell(part_of(part, whole), value), _between(None, None, 0)
    return tables.amount(value, decimals, missing="–"), _between(lower, upper, decimals)


def _between(lower: float | None, upper: float | None, decimals: int) -> Cell:
    if lower is None or upper is None:
        return Cell("–", None, missing=True)
    return tables.words(span(lower, upper, decimals))


def signed(value: float | None, decimals: int, missing: str = "–") -> Cell:
    """+4,2 or −4,2; a nought that was rounded has no sign."""
    if value is None:
        return Cell(missing, missing, missing=True)
    shown = number(value, decimals)
    nought = number(0, decimals)
    plus = "+" if value > 0 and shown != nought else ""
    return Cell(nought if shown.lstrip("−") == nought else plus + shown, value)


def split(changed: Sequence[Changed], first: str, caption: str) -> Table:
    """The whole difference of a county in its three parts."""
    columns = [
        Column(first),
        Column("Hela skillnaden", numeric=True),
        Column("I samma kommuner", numeric=True),
        Column("Andra kommuner svarade", numeric=True),
        Column("Frågan ändrades", numeric=True),
    ]
    return tables.table(caption, columns, [_split(each) for each in changed if each.change.whole_change is not None])


def _split(each: Changed) -> tables.Row:
    found, decimals = each.change, each.indicator.decimals
    parts = (found.real_change, found.membership_change, found.definition_change)
    return tables.row(
        tables.words(each.name),
        signed(found.whole_change, decimals),
        *(signed(part, decimals, missing="går inte att skilja ut") for part in parts),
    )


def notes(changed: Sequence[Changed]) -> list[str]:
    """Under the numbers: who is not judged and why, and what chance alone gives where many are."""
    areas = [each for each in changed if each.change.gate is None]
    compared = [each for each in areas if each.change.verdict != "not_compared"]
    decidable = sum(each.change.reason != "few_expected" for each in compared)
    by_reason: dict[str, list[str]] = {}
    for each in areas:
        if each.change.verdict == "not_compared":
            why = sentences_over_time.why_not_judged(each.change, each.indicator)
            by_reason.setdefault(why, []).append(each.name)
    few = any(each.change.reason == "few_expected" for each in compared)
    return [
        sentences_over_time.change_chance(decidable),
        say("changes_few_expected") if few else "",
        *(say("changes_not_judged", names=listing(names), why=why) for why, names in by_reason.items() if why),
    ]


SPLIT_NOTE = (
    "Hela skillnaden är mellan alla som svarade då och alla som svarade nu. Bara delen ”i samma kommuner” kan vara en "
    "förändring i verksamheten: resten är vilka som svarade och hur frågan ställdes."
)
NOT_SPLIT = "Mått vars fråga inte är densamma i de två perioderna är inte med: där dras talen inte från varandra."


def split_notes(changed: Iterable[Changed]) -> list[str]:
    """What the parts are, and why some measures have none."""
    broken = any(each.change.whole_change is None and each.change.breaks for each in changed)
    return [SPLIT_NOTE, NOT_SPLIT] if broken else [SPLIT_NOTE]
