"""What users and staff answered on a scale: each question's counts as far as they may be shown, and who answered.

A way of answering that fewer than five chose tells of them. It is put together with its neighbour, and where that is
still too few nothing of the question is shown: with the number of answers beside it, any part would give the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import queries
from dashboard.records import Period, SourceFigure
from dashboard.swedish import capital

USERS, STAFF, REPORT = "brukarenkat", "medarbetarenkat", "delrapport_3_2025"
_SURVEY = "Brukarenkät"
LEAST_SHOWN = 5
CLASSES = {"helt": "Stämmer helt", "delvis": "Stämmer delvis", "lite": "Stämmer lite", "inte_alls": "Stämmer inte alls"}
MERGED = {"Helt eller delvis": ("helt", "delvis"), "Lite eller inte alls": ("lite", "inte_alls")}
_NUMBER = re.compile(r"Fråga (\w+):")


@dataclass(frozen=True)
class Answered:
    """One question of one round.

    Attributes:
        stem: what the ids of its counts begin with.
        number: as the survey numbers it ("5a").
        words: a few words for it.
        counts: what may be shown: four ways of answering, two, or none; by its name.
        answers: how many answered the question; None where that is not kept, since they were too few.
        unanswered: how many did not, of those it was asked of.
    """

    stem: str
    number: str
    words: str
    counts: Mapping[str, int]
    answers: int | None
    unanswered: int | None

    @property
    def merged(self) -> bool:
        """Whether ways of answering have been put together."""
        return tuple(self.counts) == tuple(MERGED)

    @property
    def agree(self) -> int | None:
        """How many it is true for, wholly or partly; None where nothing may be shown."""
        return sum(list(self.counts.values())[: len(self.counts) // 2]) if self.counts else None


def rounds(path: str, form: str) -> tuple[Period, ...]:
    """The times that the region has sent in answers, the newest first."""
    return tuple(each for each in queries.periods(path, form) if each.answered)


def questions(path: str, period: str, form: str) -> tuple[Answered, ...]:
    """Every question of a round, in the survey's order."""
    told = _counts(path, period, form)
    found = []
    for id, item in queries.items(path, form).items():
        if not id.endswith("_helt"):
            continue
        stem, number = id.removesuffix("_helt"), _NUMBER.match(item.section)
        counts = [told.get(f"{stem}_{each}") for each in CLASSES]
        known = [each for each in counts if each is not None]
        complete = len(known) == len(CLASSES)
        found.append(
            Answered(
                stem,
                number[1] if number else "",
                item.label.split(":")[0],
                as_shown(known) if complete else {},
                sum(known) if complete else None,
                told.get(f"{stem}_ej_svarat"),
            )
        )
    return tuple(found)


def as_shown(counts: list[int]) -> dict[str, int]:
    """The four counts, put together two and two where one is too small to stand alone; nothing where that is too."""
    four = dict(zip(CLASSES.values(), counts, strict=True))
    two = {name: sum(four[CLASSES[each]] for each in parts) for name, parts in MERGED.items()}
    for shown in (four, two):
        if all(each == 0 or each >= LEAST_SHOWN for each in shown.values()):
            return shown
    return {}


def answered_by(path: str, period: str, form: str) -> int | None:
    """How many answered the survey."""
    everyone = next(iter(queries.items(path, form)))
    return _counts(path, period, form).get(everyone)


def groups(path: str, period: str, form: str) -> list[tuple[str, int]]:
    """Who answered: only the groups that were large enough to be kept, in the form's order."""
    told, items = _counts(path, period, form), queries.items(path, form)
    background = [id for id in items if not re.search(r"_(?:helt|delvis|lite|inte_alls|ej_svarat)$", id)]
    everyone, *rest = background
    by_sex = {"men": "Män", "women": "Kvinnor"}
    of_sexes = {row.sex: row for row in _rows(path, form, period) if row.item == everyone and row.sex in by_sex}
    found = [(name, int(of_sexes[sex].value or 0)) for sex, name in by_sex.items() if _is_told(of_sexes.get(sex))]
    return found + [(_named(items[id].label), told[id]) for id in rest if id in told and _may_stand(told, id)]


def _named(label: str) -> str:
    """The group without the words that all of them begin with."""
    return capital(label.removeprefix("Svarande som är ").removeprefix("Svarande som "))


def _may_stand(told: Mapping[str, int], id: str) -> bool:
    """A yes beside a no: neither is shown where one of them is small."""
    stem = re.sub(r"_(?:ja|nej)$", "", id)
    pair = [told[each] for each in (f"{stem}_ja", f"{stem}_nej") if each in told]
    return all(each == 0 or each >= LEAST_SHOWN for each in (*pair, told[id]))


def printed(path: str) -> dict[tuple[str, str], SourceFigure]:
    """What Delrapport 3 prints of the county's users, by item and sex; nothing for any other county."""
    county = queries.build(path).county
    of_users = {*queries.items(path, USERS)}
    # The report prints more than its survey: what else it says of the county stands on other pages.
    of_users |= {item.id for item in queries.items(path, REPORT).values() if item.section == _SURVEY}
    rows = (row for row in queries.figures_of(path, REPORT) if row.area == county and row.item in of_users)
    return {(row.item, row.sex): row for row in rows if row.value is not None}


def _counts(path: str, period: str, form: str) -> dict[str, int]:
    return {row.item: int(row.value or 0) for row in _rows(path, form, period) if row.sex == "total" and _is_told(row)}


def _rows(path: str, form: str, period: str) -> list[SourceFigure]:
    county = queries.build(path).county
    return [row for row in queries.figures_of(path, form) if (row.area, row.period) == (county, period)]


def _is_told(row: SourceFigure | None) -> bool:
    return row is not None and row.value is not None
