"""What stands where: received, asked, built, published, and what is received but not built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from etl.approvals import read_approvals
from etl.build import newest_build
from etl.house import House
from etl.observations import submissions
from etl.publish import builds
from etl.receipts import holding, read_receipts, waiting
from etl.rounds import Round, rounds
from etl.snapshot import current_build, open_snapshot, read_table, work_path


@dataclass(frozen=True)
class Collected:
    """What has come in for one form and period; without a round nobody knows who was asked."""

    form: str
    period: str
    answered: tuple[str, ...]
    asked: tuple[str, ...] | None
    deadline: date | None
    files: int


@dataclass(frozen=True)
class Status:
    """Everything ``samsyn status`` tells."""

    collected: list[Collected]
    builds: list[str]
    newest: str | None
    current: str | None
    not_built: list[tuple[str, str, str]]
    waiting: list[str]


def status_of(house: House) -> Status:
    """Look at the data folder; nothing is changed."""
    return Status(
        collected=_collected(house),
        builds=builds(house),
        newest=newest_build(house),
        current=current_build(house.path),
        not_built=_not_built(house),
        waiting=[receipt.id for receipt in waiting(read_receipts(house), read_approvals(house))],
    )


def _collected(house: House) -> list[Collected]:
    receipts = read_receipts(house)
    held = holding(receipts, read_approvals(house))
    opened: dict[tuple[str, str], list[Round]] = {}
    for each in rounds(house):
        opened.setdefault((each.form, each.period), []).append(each)
    sent = {(r.form, s.period): None for r in receipts for s in r.submissions}
    collected = []
    for form, period in sorted(opened.keys() | sent.keys()):
        here = [(r, s) for r in receipts for s in r.submissions if (r.form, s.period) == (form, period)]
        opened_here = opened.get((form, period), [])
        collected.append(
            Collected(
                form,
                period,
                answered=tuple(sorted({s.area for r, s in here if (r.form, s.area, s.period) in held})),
                asked=tuple(area for each in opened_here for area in each.areas) or None,
                deadline=max((each.deadline for each in opened_here), default=None),
                files=len({r.id for r, _ in here}),
            )
        )
    return collected


def _not_built(house: House) -> list[tuple[str, str, str]]:
    """The (form, period, area) whose newest submission is not in the newest build."""
    held = submissions(read_receipts(house), read_approvals(house)).select("form", "period", "area", "version")
    newest = newest_build(house)
    if newest is None or not work_path(house.path, newest).exists():
        return sorted(held.drop("version").rows())
    con = open_snapshot(work_path(house.path, newest))
    try:
        built = read_table(con, "submission").select("form", "period", "area", "version")
    finally:
        con.close()
    missing = held.cast({"version": built.schema["version"]}).join(built, on=held.columns, how="anti")
    return sorted(missing.drop("version").rows())
