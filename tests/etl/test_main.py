"""The command line: Swedish to its last word, one line per user error, and the right exit codes."""

from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

import pytest

from etl.__main__ import main, make_parser
from etl.demo import EXAMPLES, Demo
from tests.etl.houses import PERIOD

ENGLISH = re.compile(
    r"\b(usage|options?|positional|arguments?|show|this|help|message|exit|the|following|are|required|invalid|choice|choose"
    r"|expected|unrecognized|error|default|file|path|not|allowed|with)\b",
    re.IGNORECASE,
)


def commands(parser: argparse.ArgumentParser, name: str = "samsyn") -> list[tuple[str, argparse.ArgumentParser]]:
    """The parser and those of its subcommands, however deep."""
    found = [(name, parser)]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                found += commands(below, f"{name} {word}")
    return found


@pytest.mark.parametrize(
    ("name", "parser"), commands(make_parser()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_has_help_in_swedish(name: str, parser: argparse.ArgumentParser) -> None:
    told = parser.format_help()
    # Names of options and what stands for a value are not words of the text.
    text = re.sub(r"--[a-z-]+|\b[A-ZÅÄÖ=]{2,}\b|samsyn( [a-z]+)*", "", told)
    assert not ENGLISH.findall(text), told
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            assert action.help, f"{name}: {action.dest} has no help"


def test_every_command_has_a_line_in_the_overview() -> None:
    (overview,) = [a for a in make_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    assert {choice.dest for choice in overview._choices_actions} == set(overview.choices)
    assert all(choice.help for choice in overview._choices_actions)


@pytest.mark.parametrize(
    "line",
    [
        *["", "nonsense", "values", "values --all", "build --as-of igår", "demo --port abc", "publish --too x"],
        *["round", "round open kommunenkat", "receive", "values --json --csv --all"],
        "values --all --item mi --area 25 --period 2022",
    ],
)
def test_wrong_arguments_are_told_in_one_swedish_line(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(line.split())
    told = capsys.readouterr()
    assert left.value.code == 2
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    text = re.sub(r"--[a-z-]+|\b[A-ZÅÄÖ=]{2,}\b|samsyn( [a-z]+)*|'[^']*'", "", told.err)
    assert not ENGLISH.findall(text), told.err


@pytest.mark.parametrize(
    "line", ["status", "build", "publish", "values --all --area 25 --period 2022", "round list", "serve"]
)
def test_without_a_house_every_command_says_how_to_make_one(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 2
    assert "Kör samsyn demo eller samsyn init" in capsys.readouterr().err


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that succeeds and return what it said."""
    assert main(line.split()) == 0
    return capsys.readouterr().out


@pytest.fixture
def demo(own_data_folder: Path, built_demo: Demo) -> Path:
    shutil.copytree(built_demo.house.path, own_data_folder)
    return own_data_folder


@pytest.mark.slow
def test_the_demo_is_made_once(own_data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = run("demo --no-serve", capsys)
    manifests = [json.loads(each.read_text("utf-8")) for each in EXAMPLES.glob("**/manifest.json")]
    assert first.count("Tog emot") == sum(len(each["files"]) for each in manifests)
    assert "Byggde och publicerade" in first
    second = run("demo --no-serve", capsys)
    assert "redan byggd" in second
    assert "Tog emot" not in second


def test_status_tells_what_stands_where(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run("status", capsys)
    assert "kommunenkat januari–oktober 2022: 8 av 14 kommuner, 8 filer, sista svarsdag 16 december 2022" in told
    assert "kommunenkat januari–oktober 2023: 10 av 14 kommuner, 11 filer" in told
    current = (demo / "published" / "CURRENT").read_text(encoding="utf-8").strip()
    assert f"Publicerat: {current}" in told
    assert "inte byggt" not in told


def test_a_round_from_opening_to_publication(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = run("round open kommunenkat --period 2024 --areas 2580,Boden --deadline 2025-02-01", capsys)
    assert "2 kommuner, sista svarsdag 1 februari 2025" in opened
    assert "kommunenkat 2024: 0 av 2 kommuner" in run("round list", capsys)
    followed = run("round status kommunenkat --period 2024", capsys)
    assert "Har inte svarat (2): Boden och Luleå" in followed
    assert "Vi saknar ännu svar från Boden" in followed
    assert "Byggde" in run("build", capsys)
    assert "inte publicerad" in run("status", capsys)
    assert "Skulle publicera" in run("publish --dry-run", capsys)
    assert "Tillfrågade, 2024: – → 2 kommuner" in run("publish", capsys)
    assert "redan publicerad" in run("publish", capsys)


def test_roll_back(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (demo / "published" / "CURRENT").read_text(encoding="utf-8").strip()
    run("round open kommunenkat --period 2024 --areas all --deadline 2025-02-01", capsys)
    run("build", capsys)
    run("publish", capsys)
    assert f"Publicerade {before}" in run(f"publish --to {before}", capsys)
    assert "Inget har ändrats" in run("build", capsys)


def test_values_from_the_shell(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(f"values --item sokt_hjalp --area 25 --period {PERIOD} --json", capsys))
    assert {row["source"]: (row["value"], row["answered"], row["asked"]) for row in told} == {
        "foui_95_2023": (527, 8, 14),
        "kommunenkat": (527, 8, 14),
    }
    assert run("values --indicator lvm_andel --area 25 --period 2022 --csv", capsys).startswith("indicator,item,source")
    inside = json.loads(run("values --item mi --area 2580 --period 2022 --json --internal", capsys))
    assert inside[0]["cell"]


def test_a_real_house_for_a_county(own_data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Norrbottens län" in run("init --county Norrbotten", capsys)
    assert json.loads((own_data_folder / "house.json").read_text(encoding="utf-8")) == {"kind": "real", "county": "25"}
    assert main(["init", "--county", "Norbotten"]) == 2
    assert "Menar du Norrbotten" in capsys.readouterr().err
    assert main(["demo", "--no-serve"]) == 2
    assert "finns redan" in capsys.readouterr().err


def test_receiving_an_example_file(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next(Path("data/examples").glob("2022_lulea.xlsx"))
    assert "redan inlämnad" in run(f"receive {file}", capsys)
    assert main(["receive", "nowhere.xlsx"]) == 2
    assert "nowhere.xlsx" in capsys.readouterr().err


def test_a_rejected_file_is_not_received(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted((demo / "received").iterdir())
    (tmp_path / "tom.xlsx").write_bytes(b"")
    assert main(["receive", str(tmp_path / "tom.xlsx")]) == 1
    told = capsys.readouterr()
    assert "inte mottagen" in told.out
    assert before
    assert sorted((demo / "received").iterdir()) == before
