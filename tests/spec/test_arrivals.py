"""Every line of arrivals.txt is true."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from etl.intake import check_file, to_json
from tests.spec.filled_form import ANSWERS, Arrival
from tests.spec.happenings import HAPPENINGS, NUMBERS

TABLE = Path(__file__).with_name("arrivals.txt")
OUTCOMES = {"accepted": "accepted", "with warnings": "accepted_with_warnings", "rejected": "rejected"}
STATUSES = {"not_answered", "not_kept", "not_applicable", "estimated"}
_ASSIGNMENT = re.compile(r"(?:(status of|comment on|label of|cell) )?(\w+) = (?:(day|time) )?")
_SHOWN_AS = re.compile(r" shown as (\S[^;]*)")
_DAYS: dict[str, Callable[[str], Any]] = {"day": datetime.datetime.fromisoformat, "time": datetime.time.fromisoformat}
_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]+")


@dataclass(frozen=True)
class Case:
    id: str
    happened: str
    outcome: str
    problems: str
    values: str
    is_slow: bool


def _cases() -> list[Case]:
    """Every line of the table; those under a heading that says so take their time together."""
    cases, is_slow = [], False
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# ----"):
            is_slow = line.endswith("(slow)")
        elif line and not line.startswith("#"):
            id, happened, answer, problems, values = (part.strip() for part in line.split("|", 4))
            cases.append(Case(id, happened, answer, problems, values, is_slow))
    return cases


def _arrive(happened: str) -> Arrival:
    form = Arrival()
    if happened in HAPPENINGS:
        HAPPENINGS[happened](form)
        return form
    for place, field, value, shown_as in _assignments(happened):
        address = _address(form, place, field)
        form.write(address, value)
        if shown_as:
            form.sheet[address].number_format = shown_as
    return form


def _assignments(happened: str) -> Iterator[tuple[str, str, Any, str]]:
    """Place, field or address, value and number format of each thing that was typed."""
    rest = happened
    while rest:
        start = _ASSIGNMENT.match(rest)
        assert start, f"nobody knows what this is: {happened}"
        value, end = json.JSONDecoder().raw_decode(rest, start.end())
        shown_as = _SHOWN_AS.match(rest, end)
        if start[3]:
            value = _DAYS[start[3]](value)
        yield start[1] or "", start[2], value, shown_as[1] if shown_as else ""
        rest = rest[shown_as.end() if shown_as else end :].lstrip("; ")


def _address(form: Arrival, place: str, field: str) -> str:
    if place == "cell":
        return field
    return {"status of": form.status, "comment on": form.comments, "label of": form.labels}.get(place, form.fields)[
        field
    ]


def _expected_values(case: Case) -> dict[str, Any]:
    if case.values == "none":
        return {}
    words = {"Ja": 1, "Nej": 0}
    expected: dict[str, Any] = {
        field: {"value": words.get(answer, answer) if field.startswith("grupp") else answer, "status": "ok"}
        for field, answer in ANSWERS.items()
    }
    for part in filter(None, (p.strip() for p in case.values.split("; "))):
        field, _, what = part.partition(" ")
        if field == "numbers":
            same = {"value": None, "status": what}
            expected |= dict.fromkeys(NUMBERS, None if what == "none" else same)
            continue
        before = expected.get(field, {}).get("value")
        if what == "none":
            expected[field] = None
        elif what in STATUSES:
            expected[field] = {"value": before if what == "estimated" else None, "status": what}
        else:
            expected[field] = {"value": int(what) if what.isdigit() else what, "status": "ok"}
    return expected


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=pytest.mark.slow if case.is_slow else (), id=case.id) for case in _cases()]
)
def test_the_answer_is_as_the_table_says(case: Case) -> None:
    form = _arrive(case.happened)
    checked = to_json(check_file(form.data(), form.name))
    told = {(p["code"], *sorted(p["cells"])) for p in checked["problems"]}
    assert {code for code, *_ in told} == {code for code, *_ in _expected_problems(case, form)}, told
    for code, *cells in _expected_problems(case, form):
        assert cells == ["+"] or (code, *cells) in told, told
    assert checked["outcome"] == OUTCOMES[case.outcome]
    read = {field: {"value": a["value"], "status": a["status"]} for field, a in checked["values"].items()}
    for field, answer in _expected_values(case).items():
        if answer is None:
            assert read.get(field, {}).get("value") is None, field
        else:
            assert read.get(field) == answer, field
    if case.values == "none":
        assert (checked["values"], checked["area"], checked["period"]) == ({}, None, None)


def _expected_problems(case: Case, form: Arrival) -> list[tuple[str, ...]]:
    expected: list[tuple[str, ...]] = []
    for part in filter(None, (p.strip() for p in case.problems.split(","))):
        first, *rest = part.split()
        if first == "+":
            expected.append((rest[0], "+"))
        else:
            columns = {"alias_anvant": form.labels, "mall_andrad": form.labels}
            status = {"okand_cell": form.status, "okand_kolumn": form.status}
            cells = columns.get(first) or status.get(first) or form.fields
            expected.append((first, *sorted(name if _ADDRESS.fullmatch(name) else cells[name] for name in rest)))
    return expected


def test_every_case_has_its_own_name_and_something_to_say() -> None:
    cases = _cases()
    assert len(cases) > 500
    assert len({case.id for case in cases}) == len(cases)
    assert {case.outcome for case in cases} <= set(OUTCOMES)
    assert all(case.problems for case in cases if case.outcome != "accepted")


@pytest.mark.parametrize("value", [17, 0.5, True, None, "ca 120", " a < b & c ", "1\u00a0184"])
def test_a_cell_put_into_the_saved_file_is_as_if_typed(value: object) -> None:
    quick, slow = Arrival(), Arrival()
    assert slow.book.sheetnames
    for form in (quick, slow):
        form.write(form.fields["ap"], value)
        form.write(form.fields["ovrigt"], "x")
    quick_answer, slow_answer = (to_json(check_file(form.data(), form.name)) for form in (quick, slow))
    assert quick_answer == slow_answer


def test_every_happening_is_used() -> None:
    assert set(HAPPENINGS) == {case.happened for case in _cases()} & set(HAPPENINGS)
