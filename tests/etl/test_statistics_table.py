"""Every line of tests/spec/statistics.txt is true, to the last decimal that stands there."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from etl import statistics

TABLE = Path(__file__).parents[1] / "spec" / "statistics.txt"


def _cases() -> list[tuple[str, str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    parts = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(function, arguments, answer) for function, arguments, answer, _ in parts]


def _arguments(written: str) -> tuple[list[Any], dict[str, Any]]:
    reader = json.JSONDecoder()
    positional, end = reader.raw_decode(written)
    named = {}
    while match := re.compile(r"\s*(\w+)=").match(written, end):
        named[match[1]], end = reader.raw_decode(written, match.end())
    assert not written[end:].strip(), written
    return positional, named


def _answer(function: str, arguments: str) -> list[Any]:
    positional, named = _arguments(arguments)
    try:
        answer = getattr(statistics, function)(*positional, **named)
    except statistics.StatisticsError:
        return ["error"]
    if isinstance(answer, statistics.Trend):
        return [answer.marker]
    return list(answer) if isinstance(answer, Sequence) and not isinstance(answer, str) else [answer]


def _agrees(got: Any, expected: str) -> bool:
    if isinstance(got, str | StrEnum):
        return got == expected
    if got is None or math.isnan(got):
        return expected == "-"
    decimals = len(expected.partition(".")[2])
    return expected != "-" and abs(got - float(expected)) <= 0.5000001 * 10**-decimals


@pytest.mark.parametrize(("function", "arguments", "answer"), _cases())
def test_the_statistics_answer_as_the_table_says(function: str, arguments: str, answer: str) -> None:
    got = _answer(function, arguments)
    expected = answer.split()
    assert len(got) == len(expected), got
    assert all(_agrees(one, other) for one, other in zip(got, expected, strict=True)), got


def test_the_table_is_read() -> None:
    assert len(_cases()) > 90
    assert {function for function, _, _ in _cases()} <= set(statistics.__all__)


def test_the_door_names_all_that_the_contract_promises() -> None:
    promised = {
        "proportion", "rate", "byar", "mean", "dsr", "dsr_nonindependent", "isr_ratio", "isr_rate", "funnel_proportion",
        "funnel_ratio", "funnel_rate", "quantile", "trend", "compare", "rank_interval", "equivalence",
        "smallest_visible_change", "goal_probability",
    }  # fmt: skip
    assert promised <= set(statistics.__all__)
    assert all(getattr(statistics, name).__doc__ for name in promised)
