"""For every test: a data folder of its own, and the real ones out of reach."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from etl.demo import Demo

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = REPOSITORY / "data"
IN_GIT = {"reference", "examples"}
_WATCHED = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
_trespasses: list[str] = []


def _is_real_data(path: object) -> bool:
    if not isinstance(path, str | bytes | os.PathLike):
        return False
    place = (Path.cwd() / os.fsdecode(path)).resolve()
    return place.is_relative_to(DATA) and place != DATA and place.relative_to(DATA).parts[0] not in IN_GIT


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _WATCHED:
        return
    touched = [path for path in arguments[: 2 if event == "os.rename" else 1] if _is_real_data(path)]
    if touched:
        _trespasses.append(f"{event} {touched[0]}")
        raise PermissionError(f"a test may not touch the real data folder: {event} {touched[0]}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """SAMSYN_DATA for this test. The check afterwards finds also what the code under test caught by itself."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SAMSYN_DATA", str(folder))
    _trespasses.clear()
    yield folder
    found = list(_trespasses)
    _trespasses.clear()
    assert not found, f"the test touched the real data folder: {found}"


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> "Demo":
    """The demo with every example, made once for all tests that only read it; who writes copies its folder."""
    from etl.demo import make_demo

    return make_demo(tmp_path_factory.mktemp("demo") / "data", lambda _: None)


@pytest.fixture
def demo_data(built_demo: "Demo", monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as the data folder of this test's pages."""
    monkeypatch.setenv("SAMSYN_DATA", str(built_demo.house.path))
    return built_demo.house.path
