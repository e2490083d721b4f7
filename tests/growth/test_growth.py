"""An indicator, a form and a county are added in one place each, in a copy of the repository, and seen on a page."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
WHERE_THINGS_ARE_ADDED = {"indicators.yaml", "etl/forms/vantetid.py"}
# Two municipalities of Kalmar answer as two of Norrbotten do in the examples.
KALMAR = {"0880": ("Kalmar", "Älvsbyn"), "0881": ("Nybro", "Arvidsjaur")}
ANSWERS = REPOSITORY / "data" / "examples" / "answers_2023.csv"
WAITING = {"2580": ("Luleå", 60, 45), "2582": ("Boden", 25, 15), "2584": ("Kiruna", 20, 12), "2581": ("Piteå", 35, 28)}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository without its examples, grown by one of each and built as the demo is."""
    root = tmp_path_factory.mktemp("growth") / "samsyn"
    for name in ("etl", "dashboard", "data/reference"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("indicators.yaml", "pyproject.toml", ".streamlit/config.toml"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / name, root / name)
    (root / "data" / "examples").mkdir()
    (root / "data" / "examples" / "notes.json").write_text("[]")
    before = _files(root)
    _add(root)
    assert {name for name, content in _files(root).items() if before.get(name) != content} == {
        *WHERE_THINGS_ARE_ADDED,
        *(f"data/examples/{folder}/{name}" for folder in ("kalmar", "vantetid") for name in _EXAMPLE_FILES),
    }
    run(root, "-m", "etl.examples")
    run(root, "-m", "etl", "demo", "--no-serve")
    return root


_EXAMPLE_FILES = ("manifest.json", "rounds.json", "answers.csv")


def _files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _add(root: Path) -> None:
    with (root / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write((HERE / "indicators_added.yaml").read_text(encoding="utf-8"))
    shutil.copy(HERE / "vantetid.py", root / "etl" / "forms" / "vantetid.py")
    waiting = {
        area: (name, {"forsta_besok": f"{first}", "forsta_besok_i_tid": f"{soon}"})
        for area, (name, first, soon) in WAITING.items()
    }
    _examples(root, "vantetid", "vantetid", "2025", waiting)
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    survey = {name: {row["field"]: row[like] for row in rows} for name, like in KALMAR.values()}
    _examples(root, "kalmar", "kommunenkat", "2025", dict(zip(KALMAR, survey.items(), strict=True)))


def _examples(root: Path, folder: str, form: str, period: str, answers: dict[str, tuple[str, dict[str, str]]]) -> None:
    """A folder of example answers, as data/examples/README.md describes it."""
    place = root / "data" / "examples" / folder
    place.mkdir()
    files = [
        {"file": f"{period}_{area}.xlsx", "area": area, "period": period, "answers": "answers.csv", "column": name,
         "received_at": "2026-01-15T09:00:00+01:00"}
        for area, (name, _) in answers.items()
    ]  # fmt: skip
    opened = {"form": form, "period": period, "areas": [*answers], "opened_on": "2026-01-02", "deadline": "2026-02-01"}
    (place / "manifest.json").write_text(json.dumps({"form": form, "files": files}), encoding="utf-8")
    (place / "rounds.json").write_text(json.dumps([opened]), encoding="utf-8")
    fields = [*next(iter(answers.values()))[1]]
    with (place / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["field", *(name for name, _ in answers.values())])
        writer.writerows([field, *(given[field] for _, given in answers.values())] for field in fields)


def run(root: Path, *words: str) -> str:
    """Python in the copy, with the copy's modules."""
    environment = os.environ | {"PYTHONPATH": str(root), "SAMSYN_DATA": str(root.parent / "data")}
    done = subprocess.run(
        [sys.executable, *words], cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def values(root: Path, *words: str) -> Sequence[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(root, "-m", "etl", "values", "--csv", *words))))


@pytest.fixture(scope="module")
def pages(copy: Path) -> dict[str, str]:
    """What each page says, drawn from the copy."""
    asked = ["effektmal", "lamna_uppgifter", *(f"{page}?lanet=08" for page in ("laget_i_lanet", "om_siffrorna"))]
    asked += ["jamfor_kommuner?lanet=08&matt=lvm_per_100000"]
    told = run(copy, str(HERE / "at.py"), *asked).splitlines()
    return dict(zip(asked, told, strict=True))


def test_the_indicator_has_a_value_and_stands_on_a_page(copy: Path, pages: dict[str, str]) -> None:
    [row] = values(copy, "--indicator", "lvm_per_100000", "--area", "0880", "--period", "2025")
    assert row["status"] == "ok"
    assert float(row["value"]) == pytest.approx(float(row["numerator"]) / float(row["denominator"]) * 100_000)
    assert "Personer i LVM-vård per 100 000 vuxna" in pages["jamfor_kommuner?lanet=08&matt=lvm_per_100000"]
    assert "Personer i LVM-vård per 100 000 vuxna" in pages["om_siffrorna?lanet=08"]


def test_the_form_is_handed_out_read_and_serves_its_goal(copy: Path, pages: dict[str, str]) -> None:
    [row] = values(copy, "--item", "forsta_besok_i_tid", "--area", "25", "--period", "2025")
    assert (row["value"], row["source"], row["answered"]) == ("100", "vantetid", "4")
    [share] = values(copy, "--indicator", "forsta_besok_i_tid_andel", "--area", "25", "--period", "2025")
    assert float(share["value"]) == pytest.approx(100 / 140 * 100)
    assert "Första besök i tid" in pages["effektmal"]
    assert "71 %" in pages["effektmal"]


def test_the_county_can_be_looked_at(copy: Path, pages: dict[str, str]) -> None:
    [row] = values(copy, "--item", "sokt_hjalp", "--area", "08", "--period", "2025")
    assert (row["value"], row["answered"]) == ("41", "2")
    page = pages["laget_i_lanet?lanet=08"]
    assert "Kalmar län" in page
    assert "41 personer" in page
    assert "Nybro" in pages["jamfor_kommuner?lanet=08&matt=lvm_per_100000"]
