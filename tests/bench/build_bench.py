"""What a build costs beside merely opening and reading the same cells, in the same run.

Run by `make bench`; `python tests/bench/build_bench.py 29 2` is a quick trial. Absolute times are the machine's; the
ratios are what is compared between runs.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from python_calamine import CalamineWorkbook

from etl.areas import load_areas
from etl.build import build
from etl.demo import EXAMPLES
from etl.house import House, create_house
from etl.intake import check_file
from etl.kept_copy import keep_answers, write_copy
from etl.receipts import Receipt, copy_path
from etl.receive import first_receipt, keep
from etl.submission import CheckedFile

ROUNDS = 5
AIM = 2.0
SHEET = "Enkät"
FIRST_YEAR = 2013


def main(municipalities: int, years: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        house = create_house(Path(folder) / "house", "demo", "00")
        areas = [area.code for area in load_areas().of_level("municipality")][:municipalities]
        wanted = [(area, str(FIRST_YEAR + year)) for year in range(years) for area in areas]
        receipts = list(make_copies(house, wanted))
        copies = [copy_path(house, receipt.id) for receipt in receipts]

        merely = {1: list[float](), 2: list[float]()}
        cold: list[float] = []
        for _ in range(ROUNDS):
            for threads, times in merely.items():
                times.append(seconds(partial(read_cells, copies, threads)))
            shutil.rmtree(house.work)
            shutil.rmtree(house.published)
            cold.append(seconds(partial(build, house)))
        list(make_copies(house, [(areas[0], "2024")], receipts[-1]))
        second = seconds(partial(build, house))
        nothing = seconds(partial(build, house))

    built = statistics.median(cold)
    print(f"{len(copies)} kept copies ({municipalities} municipalities × {years} years), median of {ROUNDS}")
    print(f"  build, nothing read before                        {built:6.2f} s")
    for threads, times in merely.items():
        opened = statistics.median(times)
        print(f"  merely opening and reading the cells, {threads} thread(s)  {opened:6.2f} s", end="")
        print(f"   ratio {built / opened:.1f} (aim {AIM:g})")
    print(f"  build after one new file                          {second:6.2f} s   ({second / built:.0%} of the first)")
    print(f"  build with nothing new                            {nothing:6.2f} s")
    print(f"  intake checks of a sent-in workbook               {check_milliseconds():6.1f} ms a file")


def make_copies(house: House, wanted: list[tuple[str, str]], last: Receipt | None = None) -> Iterator[Receipt]:
    """Kept copies as receiving leaves them: a real form that was checked, with other counts for each area and year."""
    data = (EXAMPLES / "2023_lulea.xlsx").read_bytes()
    checked = check_file(data, "2023_lulea.xlsx")
    chance = random.Random(len(wanted))
    for number, (area, period) in enumerate(wanted):
        file = varied(checked, area, period, chance)
        received_at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
        receipt = first_receipt(file, received_at=received_at, sequence=last.sequence + 1 if last else 1)
        last = keep(house, receipt, write_copy(file.kept))
        yield last


def varied(checked: CheckedFile, area: str, period: str, chance: random.Random) -> CheckedFile:
    sent = checked.submissions[0]
    answers = {
        id: replace(answer, value=float(chance.randint(0, 400))) if isinstance(answer.value, float) else answer
        for id, answer in sent.answers.items()
    }
    submission = replace(sent, area=area, period=period, layout="helar", answers=answers)
    return replace(
        checked,
        submissions=(submission,),
        kept=keep_answers((submission,), checked.kept),
        sha256=sha256(f"{area} {period}".encode()).hexdigest(),
    )


def read_cells(copies: list[Path], threads: int) -> None:
    """What any program must do to see the answers: open the workbook and read the form's sheet."""

    def read(path: Path) -> int:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(SHEET)
        return len(sheet.to_python(skip_empty_area=False))

    with ThreadPoolExecutor(threads) as pool:
        if not all(pool.map(read, copies)):
            raise ValueError("an empty copy")


def check_milliseconds() -> float:
    """The median over the example workbooks, twice."""
    files = [(path.read_bytes(), path.name) for path in sorted(EXAMPLES.glob("*.xlsx"))]
    times = [seconds(partial(check_file, data, name)) for data, name in [*files, *files]]
    return statistics.median(times) * 1000


def seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:3] or ("290", "10")))
