"""Tasks that no file could ask for, to see what becomes of a child that does them."""

from __future__ import annotations

import ctypes
import os
import resource
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from etl.problems import UserError, problem
from etl.read import FileRefused
from etl.submission import Answer

SECRET = "19121212-1212"


def nothing() -> None:
    return


def same(value: object) -> object:
    return value


def answers(count: int) -> list[Answer]:
    return [Answer(1.0, "ok", "C1", SECRET)] * count


def hog() -> int:
    """Takes memory without end; keeps what it has."""
    taken = []
    while True:
        taken.append(b"x" * 1_000_000)


def hog_in_c() -> int:
    return len(b"x" * 900_000_000)


def loop() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def any_file(**given: object) -> None:
    time.sleep(60)


def loop_in_c() -> int:
    """One call of a library that returns after the world has ended."""
    return (3**8_000_000 % 7) + sum(range(10**13))


def fall() -> None:
    ctypes.string_at(0)


def abort() -> None:
    os.abort()


def leave() -> None:
    sys.exit(0)


def fault() -> None:
    raise KeyError(SECRET)


def deep() -> int:
    return deep() + 1


def user_error() -> None:
    raise UserError("Det finns ingen sådan kommun.", 3)


def refused() -> None:
    raise FileRefused(problem("losenord"))


def no_data() -> object:
    """Something that its opener would have to call."""
    return _Calling()


class _Calling:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch called",)


def connect(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)):
        return


def start_program() -> None:
    subprocess.run(["true"], check=True)


def start_process() -> int:
    return os.fork()


def write(path: str) -> None:
    Path(path).write_text(SECRET, encoding="utf-8")


def chatter() -> None:
    """What a library would print, past Python."""
    for stream in (1, 2):
        # It may be told that nothing can be written.
        with suppress(OSError):
            os.write(stream, SECRET.encode())


def descriptors() -> list[str]:
    """What is open, other than the way to answer."""
    folder = Path("/proc/self/fd")
    return sorted(str(each.readlink()) for each in folder.iterdir() if each.exists())


def limits() -> dict[str, int]:
    return {
        "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        "threads": len(list(Path("/proc/self/task").iterdir())),
        "parent": os.getppid(),
    }
