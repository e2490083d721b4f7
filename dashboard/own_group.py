"""A group of municipalities that the reader puts together, to compare with: chosen, kept in the address, judged.

The address says ``grupp=egen&kommuner=2582,2514,2560``. What is compared are published figures and nothing else,
by the same rules as every other benchmark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from dashboard import queries
from dashboard.address import Choices
from dashboard.records import Answers, Comparison, Figure, Indicator
from dashboard.swedish import capital, counted, listing
from etl.verdicts import Counted, against_group

OWN, OWN_LABEL = "egen", "Egen grupp"
PARAM = "kommuner"
LEAST = 3


@dataclass(frozen=True)
class OwnGroup:
    """The municipalities that were chosen, in alphabetical order, and what the address named that is none of them."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def large_enough(self) -> bool:
        return len(self.codes) >= LEAST

    @property
    def words(self) -> str:
        """The group as it stands after "än": few by name, many by number."""
        named = len(self.names) <= 4
        who = listing(self.names) if named else f"de {counted(len(self.names), 'kommun', 'kommuner')} du valt"
        return f"{who} tillsammans"


def choose(path: str, choices: Choices) -> OwnGroup:
    """Ask which municipalities; the address and the session remember."""
    options = {code: each.name for code, each in queries.municipalities(path).items()}
    label = f"Kommuner i din grupp (minst {LEAST})"
    codes, unknown = choices.from_many(PARAM, label, options, hint="Välj kommuner")
    return OwnGroup(codes, tuple(options[code] for code in codes), unknown)


def current(path: str, choices: Choices) -> OwnGroup:
    """What was chosen last, for a part of the page that does not ask itself."""
    there, codes = queries.municipalities(path), choices.current_many(PARAM)
    return OwnGroup(codes, tuple(there[code].name for code in codes), choices.unknown(PARAM))


def remarks(group: OwnGroup, answers: Answers) -> list[str]:
    """What must be said before the group is compared with: too small, without figures, or not known."""
    said = []
    if group.unknown:
        said.append(f"Länken nämner kommuner som inte finns i länet, och de är bortvalda: {listing(group.unknown)}.")
    if not group.large_enough:
        chosen = counted(len(group.codes), "kommun", "kommuner") if group.codes else "ingen kommun"
        said.append(f"En grupp behöver minst {LEAST} kommuner. Du har valt {chosen}.")
        return said
    if len(group.codes) == LEAST:
        said.append("Kommunerna i gruppen jämförs inte själva: utan den egna är bara två kvar, och det är för få.")
    silent = [figure.name for code in group.codes if (figure := answers.of(code)) and figure.value is None]
    if len(silent) == len(group.codes):
        said.append("Ingen av kommunerna i din grupp har något tal för måttet och perioden.")
    elif silent:
        said.append(f"{capital(listing(silent))} har inget tal, så gruppen är {_the_others(group, silent)}.")
    return said


def _the_others(group: OwnGroup, silent: Sequence[str]) -> str:
    return listing([name for name in group.names if name not in silent])


def comparisons(group: OwnGroup, indicator: Indicator, answers: Answers) -> dict[str, Comparison]:
    """Every municipality beside the group; a member beside the other members."""
    if not group.large_enough:
        return {}
    return {figure.area: beside(figure, group, indicator, answers) for figure in answers.areas}


def beside(own: Figure, group: OwnGroup, indicator: Indicator, answers: Answers) -> Comparison:
    """One municipality beside the group, itself left out of it."""
    others = {code: _counted(found) for code in group.codes if code != own.area and (found := answers.of(code))}
    judged = against_group(
        _counted(own),
        others,
        uncertainty=indicator.uncertainty,
        multiplier=indicator.multiplier,
        margin=indicator.margin,
        lower_is_better=indicator.lower_is_better,
        per_population=indicator.kind == "rate",
    )
    return Comparison(indicator=indicator.id, area=own.area, against=OWN, **asdict(judged))


def line(group: OwnGroup, indicator: Indicator, answers: Answers) -> Figure | None:
    """The whole group's own value, for a line in a chart; None where it has none."""
    nobody = Figure("", "Din grupp", 0, None, "not_asked", None, None, 0, 0, None)
    found = beside(nobody, group, indicator, answers)
    if found.benchmark is None:
        return None
    return replace(
        nobody,
        value=found.benchmark,
        status="ok",
        numerator=found.benchmark_numerator,
        denominator=found.benchmark_denominator,
        gate=found.gate,
    )


def _counted(figure: Figure) -> Counted:
    # A figure that is hidden, or that nobody sent, has no counts either.
    if figure.value is None:
        return Counted(None, None, figure.adults)
    return Counted(figure.numerator, figure.denominator, figure.adults)
