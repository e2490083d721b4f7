"""What the municipalities of one measure are held against: which benchmark, what was decided, and what to call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard import (
    measures,
    own_group,
    queries,
    sentences,
    sentences_charts,
    sentences_municipality,
    sentences_overview,
)
from dashboard.address import Choices
from dashboard.measures import View
from dashboard.own_group import OwnGroup
from dashboard.records import Comparison, Figure

COUNTY, SKR, SIMILAR, OWN = "lan", "skr", "liknande", own_group.OWN
GROUPS = {
    COUNTY: "De svarande kommunerna",
    SKR: "Samma SKR-grupp",
    SIMILAR: "Liknande kommuner",
    OWN: own_group.OWN_LABEL,
}
PARAM = "grupp"
_IN_SNAPSHOT = {COUNTY: ("county", "rest_of_county"), SKR: ("skr_group",), SIMILAR: ("similar",)}
# From so many areas on, chance alone would flag some nearly always at 95 %.
STRICT_FROM = 20


@dataclass(frozen=True)
class Beside:
    """Each municipality beside its benchmark; nothing in it where nothing may be compared."""

    group: str
    found: Mapping[str, Comparison] = field(default_factory=dict)
    # The benchmark that all share, for a line in the chart.
    line: Figure | None = None
    line_name: str = ""
    # The benchmark in words that fit after "än"; empty where the sentences have words of their own for it.
    words: str = ""
    # What must be said before anything is compared.
    remarks: tuple[str, ...] = ()

    @property
    def against(self) -> str:
        """The benchmark's name in the snapshot; a group of the reader's own is called by its words instead."""
        return _IN_SNAPSHOT.get(self.group, _IN_SNAPSHOT[COUNTY])[0]

    @property
    def strict(self) -> bool:
        return len(self.found) >= STRICT_FROM

    @property
    def level(self) -> float:
        return 0.998 if self.strict else 0.95

    @property
    def compared(self) -> int:
        return sum(one.verdict != "not_compared" for one in self.found.values())

    @property
    def decidable(self) -> int:
        """The comparisons that could have shown something: with too few expected, nothing ever does."""
        known = [one for one in self.found.values() if one.verdict != "not_compared"]
        return sum(one.reason != "few_expected" for one in known)

    def verdict(self, area: str) -> str | None:
        """The verdict that holds on a page of so many areas."""
        one = self.found.get(area)
        return None if one is None else one.verdict_998 if self.strict else one.verdict


NOTHING = Beside("")


def ask(view: View, choices: Choices) -> str:
    """Whom the reader wants the municipalities held against; nothing is asked where nothing may be compared."""
    return choices.from_list(PARAM, "Jämför med", GROUPS) if view.is_judged else ""


def held(path: str, view: View, period: str, choices: Choices, *, ask: bool = True) -> Beside:
    """The measure beside what was chosen.

    Args:
        path, view, period: what is shown.
        choices: of the page, where ``ask`` has been called.
        ask: whether to ask who is in a group of the reader's own, or to take who was chosen last.
    """
    if not view.is_judged:
        return NOTHING
    group = choices.current(PARAM)
    if group != OWN:
        choices.leave_out(own_group.PARAM)
        return beside(path, view, period, group)
    return _own(view, own_group.choose(path, choices) if ask else own_group.current(path, choices))


def beside(path: str, view: View, period: str, group: str) -> Beside:
    """The measure's municipalities beside a benchmark that the snapshot holds."""
    if not view.is_judged:
        return NOTHING
    by_area = queries.comparisons(path, period, view.indicator.form).get(view.indicator.id, {})
    found = {
        area: against[name] for area, against in by_area.items() for name in _IN_SNAPSHOT[group] if name in against
    }
    if group == COUNTY:
        return Beside(group, found, view.answers.total, measures.WHOLE)
    return Beside(group, found)


def _own(view: View, own: OwnGroup) -> Beside:
    said = tuple(own_group.remarks(own, view.answers))
    if not own.large_enough:
        return Beside(OWN, remarks=said)
    found = own_group.comparisons(own, view.indicator, view.answers)
    line = own_group.line(own, view.indicator, view.answers)
    return Beside(OWN, found, line, "Din grupp", own.words, said)


def finding(view: View, beside_: Beside) -> str:
    """The chart in a sentence: who can be told apart from whom."""
    judged = [(f.name, verdict) for f in view.answers.areas if (verdict := beside_.verdict(f.area))]
    if not judged:
        return ""
    large = [
        f.name
        for f in view.answers.areas
        if (one := beside_.found.get(f.area)) and one.against == "rest_of_county" and one.verdict != "not_compared"
    ]
    beside_the_rest = [sentences_municipality.beside_the_rest(name, 1, 1) for name in large]
    return " ".join([sentences_charts.chart_reading(judged, beside_.against, beside_.words), *beside_the_rest])


def chance(beside_: Beside) -> str:
    """How many flags chance alone would give in this chart and table."""
    if beside_.decidable == beside_.compared:
        return sentences.chance_flags(beside_.compared, beside_.level)
    return sentences_overview.overview_chance(beside_.decidable, beside_.level)


def verdicts(beside_: Beside) -> list[str]:
    """The verdicts that are on the page, in the order of the legend."""
    shown = {beside_.verdict(area) for area in beside_.found}
    return [verdict for verdict in sentences.VERDICTS if verdict in shown]
