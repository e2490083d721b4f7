"""Makes a build the one that is served, after saying what differs from the one served now; and back again.

Only the line in ``CURRENT`` changes, in one step; no snapshot is ever touched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from etl.build import newest_build
from etl.changes import Change, list_changes
from etl.disclosure import refuse_unprotected
from etl.house import House, remove_unfinished, write_whole
from etl.problems import UserError
from etl.snapshot import current_build, open_snapshot, published_path, read_table, work_path


@dataclass(frozen=True)
class Publication:
    """What a publication did, or would do."""

    before: str | None
    build_id: str
    changes: list[Change]


def publish(house: House, build_id: str | None = None, *, dry_run: bool = False) -> Publication:
    """Serve a build.

    Args:
        build_id: which one; the newest when not told. An older one rolls back.
        dry_run: list the changes only.

    Raises:
        UserError: there is no such build, or it holds what must not be published.
    """
    with house.lock("build"):
        remove_unfinished(house.published)
        wanted = _existing(house, build_id or newest_build(house))
        _refuse(house, wanted)
        before = current_build(house.path)
        changes = list_changes(house, before, wanted)
        if not dry_run and before != wanted:
            _switch(house, wanted, changes)
        return Publication(before, wanted, changes)


def builds(house: House) -> list[str]:
    """The complete builds of this house, by the day they speak of."""
    made = house.published.glob("*.duckdb")
    return sorted(path.stem for path in made if work_path(house.path, path.stem).exists())


def _existing(house: House, build_id: str | None) -> str:
    made = builds(house)
    if build_id is None or not made:
        raise UserError("Det finns inget bygge att publicera. Kör samsyn build först.")
    if build_id not in made:
        raise UserError(f"Det finns inget bygge ”{build_id}”. De som finns är: {', '.join(made)}.")
    return build_id


def _refuse(house: House, build_id: str) -> None:
    con = open_snapshot(published_path(house.path, build_id))
    try:
        refuse_unprotected(read_table(con, "submission"))
    finally:
        con.close()


def _switch(house: House, build_id: str, changes: list[Change]) -> None:
    rows = json.dumps([change.as_row() for change in changes], ensure_ascii=False, indent=1) + "\n"
    write_whole(house.published / f"{build_id}.changes.json", rows.encode("utf-8"))
    write_whole(house.published / "CURRENT", f"{build_id}\n".encode())
