"""What columns stand for: proposed, mended, approved, remembered, and asked about anew when a codebook differs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from etl.__main__ import main
from etl.column_mapping import ColumnMapping, ColumnUse, mapping_from_json, mapping_to_data, mapping_to_json
from etl.column_mapping_files import read_mapping, read_mappings, require_used, save_mapping, write_proposal
from etl.desk import check_at_desk
from etl.guarded import forking_here
from etl.house import create_house
from etl.intake import check_file, to_json
from etl.periods import parse_period
from etl.problems import UserError
from etl.submission import CheckedFile
from tests.etl import survey_shapes as shapes
from tests.etl.survey_files import Style, as_text, rows
from tests.etl.survey_shapes import File, Reply

PERIOD = parse_period("2024-01/2024-10")
TODAY = datetime(2025, 1, 15, 9, 0, tzinfo=UTC)
COUNTS = {f: "7" for f, n, _ in shapes.ASKED if n[0] in "3467" and not f.endswith("vad") and f != "fritext_metoder"}
REPLIES = [Reply(name, COUNTS, frozenset({"grupp_ap"})) for name in ("Kalix", "Boden", "Luleå")]


def read(file: File, *mappings: ColumnMapping) -> CheckedFile:
    return check_file(file.data, file.name, county="25", period=PERIOD, codebook=file.codebook, mappings=mappings)


def proposed(file: File) -> ColumnMapping:
    mapping = read(file).mapping
    assert mapping is not None
    return mapping


def approved(file: File) -> ColumnMapping:
    return proposed(file).approve("Analytikern", "2025-01-15")


def codes(checked: CheckedFile) -> list[str]:
    return [each.code for each in checked.problems if each.severity == "error"]


EVASYS = shapes.evasys(REPLIES)


# ---- What it says ----


def test_the_codebook_says_what_each_column_is() -> None:
    columns = {each.heading: each for each in proposed(EVASYS).columns}
    assert (columns["V1"].use, columns["V1"].by) == ("kommun", "codebook")
    assert dict(columns["V1"].codes) == {"1": "Luleå", "2": "Kalix", "3": "Boden"}
    assert (columns["V2"].use, dict(columns["V2"].codes)) == ("sokt_hjalp", {})
    ticks = [each for each in columns.values() if each.use == "grupp_anhorig"]
    assert [dict(each.codes) for each in ticks] == [{"2": "Ja"}]
    assert (columns["Bogen"].use, columns["Bogen"].by) == ("drop", "system")


def test_an_export_that_says_all_itself_needs_nobodys_approval() -> None:
    for file in (shapes.forms(REPLIES), shapes.limesurvey(REPLIES), shapes.surveymonkey(REPLIES)):
        checked = read(file)
        assert codes(checked) == []
        assert checked.mapping is not None
        assert not checked.mapping.needs_approval


def test_a_heading_about_a_person_is_not_shown() -> None:
    table = rows(Style("numbered_wording", "zero_one"))
    table[0].append("Kontakta Anna Andersson")
    for row in table[1:]:
        row.append("1")
    checked = check_file(as_text(table), "export.csv", county="25")
    assert checked.mapping is not None
    assert "Andersson" not in repr(checked.mapping) + repr(checked.problems)


def test_nothing_is_proposed_for_a_file_with_a_personal_number() -> None:
    table = rows(Style("numbered_wording", "zero_one"))
    table[2][-1] = "19811218-9876"
    checked = check_file(as_text(table), "export.csv", county="25")
    assert checked.outcome == "rejected"
    assert checked.mapping is None


# ---- Known again ----


def _next_year(table: list[list[str]]) -> list[list[str]]:
    return [[text.replace("2022", "2023") for text in row] for row in table]


def test_next_years_headings_are_this_years() -> None:
    table = rows(Style("wording"))
    first = check_file(as_text(table), "export.csv", county="25").mapping
    again = check_file(as_text(_next_year(table)), "export.csv", county="25").mapping
    assert first is not None
    assert again is not None
    assert first.fingerprint == again.fingerprint


def test_other_headings_or_another_order_are_another_export() -> None:
    table = rows(Style("number"))
    swapped = [[*row[:7], row[8], row[7], *row[9:]] for row in table]
    prints = {
        mapping.fingerprint
        for each in (table, swapped, rows(Style("wording")))
        if (mapping := check_file(as_text(each), "export.csv", county="25").mapping)
    }
    assert len(prints) == 3


def test_an_approved_mapping_is_used_without_the_codebook() -> None:
    checked = read(replace(EVASYS, codebook=None), approved(EVASYS))
    assert codes(checked) == []
    assert sorted(each.area for each in checked.submissions) == ["2514", "2580", "2582"]
    assert checked.mapping is not None
    assert checked.mapping.approved_on == "2025-01-15"


def test_a_codebook_that_says_otherwise_is_asked_about_anew() -> None:
    """The same variable names in another survey: last year's codes would give every answer to another municipality."""
    others = shapes.evasys([replace(REPLIES[0], kommun=name) for name in ("Piteå", "Boden", "Kiruna")])
    checked = read(others, approved(EVASYS))
    assert codes(checked) == ["okand_kolumn"]
    assert checked.mapping is not None
    assert not checked.mapping.approved
    assert "Piteå" in checked.mapping.columns[2].codes.values()


def test_what_a_person_has_said_stands_against_the_codebook() -> None:
    mapping = proposed(EVASYS)
    columns = tuple(replace(c, use="", by="hand") if c.heading == "V9" else c for c in mapping.columns)
    mended = replace(mapping, columns=columns).approve("Analytikern", "2025-01-15")
    checked = read(EVASYS, mended)
    assert {each.code for each in checked.problems} >= {"okand_kolumn", "kolumn_saknas"}
    assert all("act" not in each.answers for each in checked.submissions)


def test_a_code_that_nobody_has_explained_is_never_guessed() -> None:
    mapping = approved(EVASYS)
    kommun = replace(mapping.columns[2], codes={"1": "Luleå", "2": "Kalix"})
    short = replace(mapping, columns=(*mapping.columns[:2], kommun, *mapping.columns[3:]))
    checked = read(replace(EVASYS, codebook=None), short)
    assert codes(checked) == ["kommun_okand"]
    assert sorted(each.area for each in checked.submissions) == ["2514", "2580"]


# ---- On disk ----


def test_the_house_remembers_what_was_approved(tmp_path: Path) -> None:
    house = create_house(tmp_path, "demo", "25")
    assert read_mappings(house) == ()
    saved = save_mapping(house, proposed(EVASYS), approved_by="Analytikern", approved_at=TODAY)
    assert read_mappings(house) == (saved,)
    assert (saved.approved_by, saved.approved_on) == ("Analytikern", "2025-01-15")
    again = save_mapping(house, saved, approved_by="En annan", approved_at=TODAY)
    assert read_mappings(house) == (again,)


def test_a_mapping_is_written_and_read_back_the_same() -> None:
    for file in (EVASYS, shapes.forms(REPLIES), shapes.unknown(REPLIES)):
        mapping = replace(proposed(file), columns=tuple(replace(c, seen=(), cell="") for c in proposed(file).columns))
        assert mapping_from_json(mapping_to_json(mapping)) == mapping


def _with(change: Any) -> str:
    data = json.loads(mapping_to_json(proposed(EVASYS)))
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "går inte att läsa"),
        ("[]", "går inte att läsa"),
        ("[" * 20_000, "går inte att läsa"),
        (_with(lambda data: data["columns"][0].pop("use")), "går inte att läsa"),
        (_with(lambda data: data["columns"][0].update(use=5)), "går inte att läsa"),
        (_with(lambda data: data["columns"][0].update(use="sokt_hjelp")), "sokt_hjelp"),
        (_with(lambda data: data["columns"][0].update(use="5.1", codes={"A": "grupp_kor"})), "grupp_kor"),
        (_with(lambda data: data.update(system="netigate")), "netigate"),
        (_with(lambda data: data.update(form="annat")), "annat"),
    ],
)
def test_a_mapping_that_says_what_cannot_be_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        mapping_from_json(text)


def test_a_mapping_file_that_is_gone_or_spoilt_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="finns inte"):
        read_mapping(tmp_path / "borta.json")
    (tmp_path / "trasig.json").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UserError, match="går inte att läsa"):
        read_mapping(tmp_path / "trasig.json")
    with pytest.raises(UserError, match="ingen tabell"):
        write_proposal(tmp_path / "x.json", None)


def test_a_mapping_for_another_export_is_refused() -> None:
    named = approved(EVASYS)
    require_used(named, named)
    with pytest.raises(UserError, match="andra rubriker"):
        require_used(named, proposed(shapes.forms(REPLIES)))


def test_a_spoilt_mapping_stops_the_analyst_with_a_word_and_no_municipality(tmp_path: Path) -> None:
    house = create_house(tmp_path, "demo", "25")
    save_mapping(house, proposed(EVASYS), approved_by="Analytikern", approved_at=TODAY)
    next((house.decisions / "mappings").glob("*.json")).write_text("{", encoding="utf-8")
    own = as_text(rows(Style("numbered_wording", "zero_one"))[:2])
    with forking_here():
        assert check_at_desk(house, own, "export.csv", as_area="2580", county="25").submissions
        with pytest.raises(UserError, match="Kopplingen går inte att läsa"):
            check_at_desk(house, own, "export.csv", county="25")


# ---- On the command line ----


def test_propose_mend_and_name_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export, told = tmp_path / EVASYS.name, tmp_path / "koppling.json"
    export.write_bytes(EVASYS.data)
    codebook = tmp_path / "kodbok.csv"
    codebook.write_bytes(EVASYS.codebook or b"")
    asked = ["check", str(export), "--period", "2024-01/2024-10"]
    assert main([*asked, "--codebook", str(codebook), "--propose-mapping", str(told)]) == 1
    assert "ingen har godkänt" in " ".join(capsys.readouterr().out.split())
    assert main([*asked, "--mapping", str(told), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["export"]["system"] == "evasys"
    assert len(answer["submissions"]) == 3


def test_json_names_the_system_and_never_a_heading() -> None:
    checked = read(EVASYS, approved(EVASYS))
    mapping = approved(EVASYS)
    expected = {"system": "evasys", "mapping": mapping.fingerprint, "approved_on": "2025-01-15"}
    assert to_json(checked)["export"] == expected
    assert mapping_to_data(mapping)["mapping"] == mapping.fingerprint


def test_a_column_may_be_named_by_hand_as_one_that_is_dropped() -> None:
    mapping = proposed(shapes.forms(REPLIES))
    column = ColumnUse(mapping.columns[-1].heading, mapping.columns[-1].key, "drop", "hand")
    draft = replace(mapping, columns=(*mapping.columns[:-1], column))
    assert codes(read(shapes.forms(REPLIES), draft)) == ["okand_kolumn"]
    checked = read(shapes.forms(REPLIES), draft.approve("Analytikern", "2025-01-15"))
    assert codes(checked) == []
    assert all("ovrigt" not in each.answers for each in checked.submissions)
