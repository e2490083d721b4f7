"""A fuzzer for what reads a stranger's file: ``python -m tests.fuzz.reader --minutes 60``.

A find is an answer that takes too long, an exception that is not for the sender, or a number that was read otherwise
than an independent reader reads the same cell. Finds are written to a folder and become tests of their own.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from etl.cells import place_of
from etl.intake import check_file, to_json
from etl.problems import UserError
from etl.submission import Answer, CheckedFile
from tests.etl.packages import plain, styled, template
from tests.etl.survey_files import as_text, as_xlsx, rows
from tests.fuzz.mutations import mutated

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
SLOW = 5.0


@dataclass(frozen=True)
class Seed:
    """A good file, and in which cell each question of it is answered.

    Attributes:
        places: field id -> sheet and cell; empty for an export, whose rows may be moved.
    """

    name: str
    data: bytes
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def seeds() -> list[Seed]:
    """Filled-in forms, a blank one, exports as workbook and text, and workbooks of other kinds."""
    found = [_seed(path.name, path.read_bytes()) for path in sorted(EXAMPLES.rglob("*.xlsx"))[::3]]
    found += [_seed(path.name, path.read_bytes()) for path in sorted(EXAMPLES.glob("export/*.csv"))]
    made = {"mall.xlsx": template(), "export.xlsx": as_xlsx(rows()), "export.csv": as_text(rows())}
    return found + [_seed(name, data) for name, data in (made | {"a.xlsx": plain(), "b.xlsx": styled()}).items()]


def _seed(name: str, data: bytes) -> Seed:
    checked = check_file(data, name)
    if checked.kind == "export":
        return Seed(name, data)
    return Seed(name, data, {id: (answer.sheet, answer.cell) for id, answer in checked.answers.items()})


def outcome_of(data: bytes, seed: Seed) -> tuple[str, str]:
    """How a file is answered, and what is wrong with the answer (empty if nothing is).

    Raises:
        Exception: whatever the reader itself falls with.
    """
    began = time.process_time()
    try:
        checked = check_file(data, seed.name)
    except UserError:
        return "UserError", ""
    took = time.process_time() - began
    outcome = f"{checked.outcome} {checked.problems[0].code}" if checked.problems else checked.outcome
    if took > SLOW:
        return outcome, f"slow: {took:.0f} s"
    told = to_json(checked)
    if checked.outcome == "rejected":
        return outcome, "" if told["problems"] else "rejected without a word"
    return outcome, next(_misread(checked, data, seed), "")


def _misread(checked: CheckedFile, data: bytes, seed: Seed) -> Iterator[str]:
    answers = checked.answers if checked.kind == "form" else {}
    told = {(each.sheet, cell) for each in checked.problems for cell in each.cells}
    for field_id, answer in answers.items():
        place = (answer.sheet, answer.cell)
        if seed.places and seed.places.get(field_id, place) != place and not checked.problems:
            yield f"moved: {field_id} {place}"
    if not data.startswith(b"PK"):
        return
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, ValueError):
        return
    for field_id, answer in answers.items():
        if (answer.sheet, answer.cell) not in told and _differs(answer, grids):
            yield f"read otherwise: {field_id} {answer.sheet}!{answer.cell} {answer.value!r}"


def _differs(answer: Answer, grids: Mapping[str, Sequence[Sequence[object]]]) -> bool:
    place = place_of(answer.cell)
    if not isinstance(answer.value, int | float) or place is None or answer.sheet not in grids:
        return False
    row, column = place
    grid = grids[answer.sheet]
    there = grid[row - 1][column - 1] if row <= len(grid) and column <= len(grid[row - 1]) else ""
    if isinstance(there, str):
        # A number that is written as text, a cross or a yes is for our own tests of numbers.
        return not there.strip()
    return there != answer.value


def run(minutes: float, seed: int, folder: Path) -> Counter[str]:
    """Try changed files until the time is out.

    Returns:
        How many files were answered in which way; finds are counted by their first line.
    """
    folder.mkdir(parents=True, exist_ok=True)
    good = seeds()
    counts: Counter[str] = Counter()
    end = time.monotonic() + minutes * 60
    number = 0
    while time.monotonic() < end:
        chance = random.Random(seed * 1_000_003 + number)
        each = chance.choice(good)
        data = mutated(each.data, chance)
        outcome, find = tried(data, each)
        counts[find or outcome] += 1
        if find and counts[find] == 1:
            name = f"{hashlib.sha256(data).hexdigest()[:12]}_{each.name}"
            (folder / name).write_bytes(data)
            print(f"{number}: {find} -> {name}", flush=True)
        number += 1
    return counts


def tried(data: bytes, seed: Seed) -> tuple[str, str]:
    """The same as ``outcome_of``; what the reader falls with is a find."""
    try:
        return outcome_of(data, seed)
    except Exception as fallen:  # noqa: BLE001  # a fuzzer is for what nobody thought of
        place = traceback.extract_tb(fallen.__traceback__)[-1]
        return "", f"{type(fallen).__name__} at {Path(place.filename).name}:{place.lineno}"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1, help="the same seed tries the same files")
    parser.add_argument("--finds", type=Path, required=True, help="a folder outside the repository")
    arguments = parser.parse_args()
    counts = run(arguments.minutes, arguments.seed, arguments.finds)
    for answer, times in counts.most_common():
        print(f"{times:8}  {answer}")


if __name__ == "__main__":
    main()
