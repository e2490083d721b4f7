"""The JSON Schema of indicators.yaml: made from the code, true of the file, and it refuses what the reader refuses."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types, and comes with altair

from etl.__main__ import main
from etl.forms.catalogue import all_forms
from etl.indicator_schema import schema
from etl.inputs import INDICATORS

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "indicators.schema.json"
File = dict[str, Any]


class _AsEditors(yaml.SafeLoader):
    """Dates stay texts, as for an editor, which reads YAML 1.2."""


_AsEditors.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def written() -> File:
    read: File = yaml.load(INDICATORS.read_text(encoding="utf-8"), Loader=_AsEditors)
    return read


@pytest.fixture(scope="module")
def checker() -> Draft202012Validator:
    made = schema(all_forms())
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def entry(file: File, id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in file["indicators"] if each["id"] == id)
    return found


def test_the_committed_schema_is_what_the_code_makes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicators", "--schema"]) == 0
    made = capsys.readouterr().out
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json.loads(made), "run: make schema"


def test_the_file_is_as_the_schema_says_and_points_to_it(written: File, checker: Draft202012Validator) -> None:
    assert [error.json_path for error in checker.iter_errors(written)] == []
    first = INDICATORS.read_text(encoding="utf-8").splitlines()[0]
    told = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert told is not None
    assert (INDICATORS.parent / told[1]).resolve() == SCHEMA


def planted(id: str, **keys: object) -> Callable[[File], None]:
    return lambda file: entry(file, id).update(keys)


FAULTS: list[tuple[str, Callable[[File], None]]] = [
    ("an unknown key", planted("andel_fatt_insats", titel="x")),
    ("a kind that is none", planted("andel_fatt_insats", kind="share")),
    ("a step that is none", planted("andel_fatt_insats", step="behandling")),
    ("a question that no form has", planted("andel_fatt_insats", numerator=["fatt_insatser"])),
    ("a question twice", planted("andel_fatt_insats", numerator=["fatt_insats", "fatt_insats"])),
    ("a share of nothing", lambda file: entry(file, "andel_fatt_insats").pop("denominator")),
    ("a rate with a denominator", planted("sokt_hjalp_per_10000", denominator=["sokt_hjalp"])),
    ("no title", lambda file: entry(file, "andel_fatt_insats").pop("title")),
    ("a short title that is long", planted("andel_fatt_insats", short_title="x" * 41)),
    ("a goal without who decided it", planted("andel_fatt_insats", target={"value": 80, "by": 2030})),
    ("a baseline of a municipality", lambda file: entry(file, "andel_fatt_insats")["baseline"].update(county="2580")),
    ("a baseline without its day", lambda file: entry(file, "andel_fatt_insats")["baseline"].pop("decided_on")),
    ("a version without from when", planted("andel_fatt_insats", versions=[{"version": 2, "says": "Annat."}])),
    ("a goal below nought", planted("andel_fatt_insats", target={"value": -1, "by": 2030, "decided": "x"})),
    ("an unknown section", lambda file: file.update(mal={})),
    ("a default that never is shared", lambda file: file["defaults"].update(margin=5)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "plant"), FAULTS, ids=[what for what, _ in FAULTS])
def test_a_planted_fault_is_refused(
    written: File, checker: Draft202012Validator, what: str, plant: Callable[[File], None]
) -> None:
    file = copy.deepcopy(written)
    plant(file)
    assert list(checker.iter_errors(file)), what


def test_the_command_checks_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicators"]) == 0
    assert "Inga fel." in capsys.readouterr().out
