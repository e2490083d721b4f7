"""What it costs to read a stranger's file in a child of its own, beside the same check without, in the same run.

The example forms through the waiting process (as the server does it), by a fork (as the command line does it) and
directly; then the worst files that come past the gate. Run by `make bench`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.demo import EXAMPLES
from etl.guarded import forking_here, start
from etl.guarded_check import check_guarded
from etl.intake import check_file
from tests.etl.hostile_files import FILES, made

# One hostile file in a process of its own, whose largest child is then that file's.
ONE = """
import json, sys, time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from etl.guarded import forking_here
from etl.guarded_check import check_guarded

data, name = Path(sys.argv[1]).read_bytes(), Path(sys.argv[1]).name
before = time.perf_counter()
with forking_here():
    checked = check_guarded(data, name)
print(json.dumps([time.perf_counter() - before, getrusage(RUSAGE_CHILDREN).ru_maxrss / 1000]))
"""


def main() -> None:
    print("Reading what a stranger sent")
    normal_files()
    hostile_files()


def normal_files() -> None:
    files = [(path.read_bytes(), path.name) for path in sorted(EXAMPLES.glob("*.xlsx"))]
    before = time.perf_counter()
    start()
    check_guarded(*files[0])
    print(f"  first answer of a server that has just started     {(time.perf_counter() - before) * 1000:6.0f} ms")
    # Turn about, so that whatever else the machine does touches all alike.
    ways: dict[str, Callable[..., object]] = {
        "directly": check_file,
        "by the waiting process": check_guarded,
        "by a fork": forked,
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    for data, name in [*files, *files, *files]:
        for way, check in ways.items():
            times[way].append(seconds(partial(check, data, name)))
    directly = statistics.median(times["directly"])
    for way, taken in times.items():
        middle = statistics.median(taken)
        print(f"  a form {way:43} {middle * 1000:6.1f} ms   ({middle / directly:.2f} times)")


def forked(data: bytes, name: str) -> object:
    with forking_here():
        return check_guarded(data, name)


def hostile_files() -> None:
    found: dict[str, tuple[float, float]] = {}
    with TemporaryDirectory() as folder:
        for title, (name, _) in FILES.items():
            path = Path(folder, name)
            path.write_bytes(made(title))
            done = subprocess.run([sys.executable, "-c", ONE, path], check=True, capture_output=True)
            taken, memory = json.loads(done.stdout)
            found[title] = taken, memory
    slowest = max(found, key=lambda title: found[title][0])
    largest = max(found, key=lambda title: found[title][1])
    print(f"  the slowest of {len(found)} hostile files                      {found[slowest][0]:6.1f} s    ({slowest})")
    print(f"  the child that took the most memory                {found[largest][1]:6.0f} MB   ({largest})")


def seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
