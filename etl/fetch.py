"""Orders a fetch: calls in turn, each answer kept, the figures read, the difference shown; then somebody decides.

A fetch that is cut short goes on where it was: its plan is run again from the beginning, and what was answered before
is taken from what is kept. What was answered but not understood is kept too, and never gone on with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from etl.areas import load_areas
from etl.fetch_difference import Difference, differ, told_figures, told_population
from etl.fetch_http import Caller
from etl.fetch_kept import (
    Fetch,
    begin,
    close,
    fetches,
    give_up,
    keep_answer,
    kept_answer,
    newest_complete,
    read_fetch,
)
from etl.fetch_plan import Call, Figure, Plan, Source, Table, UnexpectedAnswer, Wish
from etl.fetch_population import ITEM, POPULATION
from etl.house import House
from etl.inputs import REFERENCE
from etl.problems import UserError
from etl.reference import published_figures
from etl.reference_decisions import (
    ReferenceDecision,
    in_force,
    keep_reference_decision,
    read_reference_decisions,
)
from etl.reference_in_use import SNAPSHOT_IDS, SOURCES

# Told after each answer: how many there are, and of how many as far as is known.
Progress = Callable[[int, int], None]
_BUSY_SECONDS = 1.0


@dataclass(frozen=True)
class Fetched:
    """A complete fetch, with the difference from what is used now."""

    fetch: Fetch
    table: Table
    used_now: str
    told: tuple[str, ...]


def fetch(
    house: House,
    source: Source,
    wish: Wish,
    caller: Caller,
    *,
    address: str,
    now: Callable[[], datetime],
    progress: Progress,
    anew: bool = False,
) -> Fetched:
    """Get what a source has, or the rest of it, and say how it differs from what is used.

    Raises:
        UserError: the source does not answer, or not as it used to. What was answered is kept.
    """
    with house.lock("fetch", wait_seconds=_BUSY_SECONDS):
        going = begin(house, source.id, address, wish, now(), anew=anew)
        answers: dict[str, Any] = {}
        calls: list[Call] = []
        plan = source.plan(wish)
        with _understood(going):
            call = next(plan, None)
        while call is not None:
            answers[call.name] = _answer(going, call, source, caller, answers, now)
            calls.append(call)
            progress(len(calls), max(call.of, len(calls)))
            with _understood(going):
                call = _next(plan, answers[call.name])
        with _understood(going):
            table = source.read(answers)
        close(going, calls, now())
    return _beside_used(house, source, going, table)


@contextmanager
def _understood(going: Fetch) -> Iterator[None]:
    """Whoever reads a stranger's answer may find anything there; what makes no sense ends this fetch for good."""
    try:
        yield
    except UnexpectedAnswer:
        give_up(going)
        raise
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        give_up(going)
        raise UnexpectedAnswer("Svaret har en form som Samsyn inte känner: tjänsten har gjorts om.") from error


def _next(plan: Plan, answer: Any) -> Call | None:
    try:
        return plan.send(answer)
    except StopIteration:
        return None


def _answer(
    going: Fetch, call: Call, source: Source, caller: Caller, answers: dict[str, Any], now: Callable[[], datetime]
) -> Any:
    kept = kept_answer(going, call)
    if kept is not None:
        return json.loads(kept.decode("utf-8-sig"))
    received = caller.ask(call, source.pace(answers))
    keep_answer(going, call, received.body, now())
    return received.content


def kept_fetch(house: House, source: Source, fetch_id: str | None) -> Fetched:
    """A fetch that is kept: the one that is named, or the newest that is complete.

    Raises:
        UserError: there is none.
    """
    found = newest_complete(house, source.id)
    if fetch_id is not None:
        found = next((each for each in fetches(house, source.id) if each.id == fetch_id and each.complete), None)
    if found is None:
        there = ", ".join(each.id for each in fetches(house, source.id) if each.complete) or "inga"
        raise UserError(f"Det finns ingen sådan hel hämtning. Kör samsyn fetch {source.id}. Hela hämtningar: {there}.")
    return look_at(house, source, found)


def look_at(house: House, source: Source, found: Fetch) -> Fetched:
    """A complete fetch beside what is used now."""
    return _beside_used(house, source, found, source.read(read_fetch(house, source.id, found.id)))


def _beside_used(house: House, source: Source, found: Fetch, table: Table) -> Fetched:
    before, used_now = _used(house, source)
    difference = differ(before, table.figures, across_years=source is POPULATION)
    return Fetched(found, table, used_now, tuple(_told(source, difference, table)))


def use(house: House, source: Source, fetched: Fetched, *, by: str, decided_at: datetime) -> ReferenceDecision:
    """Take a fetch into use from the next build on.

    Raises:
        UserError: it has faults, or is used already.
    """
    if fetched.table.faults:
        raise UserError(f"Det hämtade kan inte tas i bruk. {' '.join(fetched.table.faults)}")
    return _decide(house, source, fetched.fetch, fetched.told, by, decided_at)


def stop_using(house: House, source: Source, *, by: str, decided_at: datetime) -> ReferenceDecision:
    """Go back to what comes with Samsyn.

    Raises:
        UserError: nothing fetched is in use.
    """
    return _decide(house, source, None, (), by, decided_at)


def _decide(
    house: House, source: Source, chosen: Fetch | None, shown: tuple[str, ...], by: str, decided_at: datetime
) -> ReferenceDecision:
    with house.lock("received"):
        used = used_fetch(house, source)
        if used == (chosen.id if chosen else None):
            raise UserError("Det används redan." if chosen else "Inget hämtat används; det finns inget att lämna.")
        decision = ReferenceDecision(
            source=source.id,
            fetch=chosen.id if chosen else None,
            sha256=chosen.sha256 if chosen else "",
            shown=shown,
            by=by,
            decided_at=decided_at.isoformat(timespec="seconds"),
        )
        keep_reference_decision(house, decision)
    return decision


def used_fetch(house: House, source: Source) -> str | None:
    """The id of the fetch that is in use, or None where what comes with Samsyn is."""
    decisions = in_force(read_reference_decisions(house), datetime.max.date())
    return next((each.fetch for each in decisions if each.source == source.id), None)


def _used(house: House, source: Source) -> tuple[list[Figure], str]:
    """The figures that are used now, and what to call them."""
    used = used_fetch(house, source)
    if used is not None:
        return list(SOURCES[source.id].read(read_fetch(house, source.id, used)).figures), f"hämtat {used}"
    return (_shipped_population() if source is POPULATION else _shipped(source)), "det som följer med Samsyn"


def _shipped_population() -> list[Figure]:
    areas = load_areas()
    return [
        Figure(ITEM, area.code, str(areas.population_year), sex, float(areas.adults(area.code, sex)))
        for area in areas
        if area.level != "sub_area"
        for sex in ("total", "women", "men")
    ]


def _shipped(source: Source) -> list[Figure]:
    rows = published_figures(REFERENCE).filter(source=SNAPSHOT_IDS[source.id])
    names = ("item", "area", "period", "sex", "value", "status")
    return [Figure(*row) for row in rows.select(names).iter_rows()]


def _told(source: Source, difference: Difference, table: Table) -> list[str]:
    return told_population(difference, table) if source is POPULATION else told_figures(difference, table)
