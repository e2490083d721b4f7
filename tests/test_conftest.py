"""The guard before the real data folders can fail, and lets through what is in git."""

import os
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
DATA = Path(__file__).resolve().parent.parent / "data"
CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.mark.slow
@pytest.mark.parametrize("act", ["open('received/a', 'w')", "os.mkdir('demo')", "os.rename('reference', 'received')"])
def test_a_test_that_touches_real_data_fails(act: str, pytester: pytest.Pytester) -> None:
    (pytester.path / "tests").mkdir()
    (pytester.path / "data" / "reference").mkdir(parents=True)
    (pytester.path / "tests" / "conftest.py").write_text(CONFTEST.read_text())
    (pytester.path / "tests" / "test_it.py").write_text(
        f"import contextlib, os\n\n\ndef test_it():\n    os.chdir({str(pytester.path / 'data')!r})\n"
        f"    with contextlib.suppress(OSError):\n        {act}\n"
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "tests/test_it.py")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*touched the real data folder*"])
    assert not (pytester.path / "data" / "received").exists()
    assert not (pytester.path / "data" / "demo").exists()


def test_reference_data_and_the_own_folder_are_free(own_data_folder: Path) -> None:
    own_data_folder.mkdir()
    (own_data_folder / "house.json").write_text("{}")
    assert os.environ["SAMSYN_DATA"] == str(own_data_folder)
    assert all(path.read_bytes() is not None for path in (DATA / "reference").iterdir() if path.is_file())
