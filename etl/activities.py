"""The activities that the documents list: whose list each stands in, who is to act, and in whose words.

A county has the lists of its own document; "År 1" is written for every region and municipality of the country, so those
activities are every county's. What closes each page of År 1 (the perspective of patients, users and relatives) and the
theory among the conclusions of Arbetsrapport 2026:1 are kept as they stand, but nobody can start or finish them. So
is the pilot's account of itself: its experiences and challenges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from etl.house import REPOSITORY
from etl.problems import UserError

ACTIVITIES = REPOSITORY / "data" / "reference" / "activities.csv"
# The lists in the order they are shown. The five steps are those of the samverkanstrappa, from the ground up.
LISTS = ("ar_1", "rekommendationer", "slutsatser", "utvecklingsomraden", "forslag", "pilot")
STEPS = ("Mötesplats", "Samtal", "Samsyn", "Samverkan", "Samhandling")
KINDS = ("activity", "perspective", "theory", "account")
EVERYWHERE = "00"
_SEPARATOR = " | "


@dataclass(frozen=True)
class Activity:
    """One line of a list.

    Attributes:
        area: where it applies: a county, a part of one, or ``00`` for every county.
        source: the document, as in sources.csv.
        heading: the actor's page in År 1, the step of the trappa, or the heading of the list.
        actor: who is to act, in the document's words.
        number: as it is numbered in the document; a section's number where its points have none.
        details: what stands under it there.
        place: where in the document.
        kind: ``activity``, or what can have no status: ``perspective``, ``theory``, ``account``.
    """

    id: str
    area: str
    source: str
    list: str
    heading: str
    actor: str
    number: str
    text: str
    details: tuple[str, ...]
    place: str
    kind: str

    def applies_in(self, county: str) -> bool:
        """Whether it is one of a county's: its own, of a part of it, or of all."""
        return self.area[:2] in (EVERYWHERE, county)


@lru_cache(maxsize=2)
def load_activities(path: Path = ACTIVITIES) -> Mapping[str, Activity]:
    """Every activity by id, in the order of the file.

    Raises:
        UserError: an id stands twice, or a list or kind is unknown.
    """
    found: dict[str, Activity] = {}
    for row in pl.read_csv(path, infer_schema=False).fill_null("").iter_rows(named=True):
        details = tuple(part for part in row["details"].split(_SEPARATOR) if part)
        each = Activity(**row | {"details": details})
        if each.id in found or each.list not in LISTS or each.kind not in KINDS or not each.text:
            raise UserError(f"Raden ”{each.id}” i {path.name} har ett id som finns redan, eller en okänd lista.", 3)
        found[each.id] = each
    return found


def followed(county: str) -> list[Activity]:
    """What a county can keep the status of."""
    return [each for each in load_activities().values() if each.kind == "activity" and each.applies_in(county)]


def activities_table() -> pl.DataFrame:
    """Every line of the lists, as the table ``activity``."""
    rows = [
        vars(each) | {"details": list(each.details), "sort": sort}
        for sort, each in enumerate(load_activities().values(), start=1)
    ]
    return pl.DataFrame(rows, schema_overrides={"details": pl.List(pl.String), "sort": pl.Int32})
