"""Some hundred files of the fuzzer's, the same each time; by hand it is run for longer (``tests/fuzz/reader.py``)."""

from __future__ import annotations

import random
from functools import lru_cache

import pytest

from tests.fuzz.mutations import mutated, put_together, taken_apart
from tests.fuzz.reader import Seed, outcome_of, seeds


@lru_cache(maxsize=1)
def good() -> list[Seed]:
    return seeds()


@pytest.mark.slow
@pytest.mark.parametrize("block", range(5))
def test_spoilt_files_are_answered_and_never_misread(block: int) -> None:
    outcomes = set()
    for number in range(block * 60, block * 60 + 60):
        chance = random.Random(number)
        seed = chance.choice(good())
        outcome, find = outcome_of(mutated(seed.data, chance), seed)
        assert find == "", f"file {number}"
        outcomes.add(outcome.split()[0])
    assert outcomes >= {"rejected", "accepted"}


def test_the_fuzzer_spoils_what_it_says_and_repeats_itself() -> None:
    data = good()[0].data
    parts = taken_apart(data)
    assert parts is not None
    assert taken_apart(put_together(parts)) == parts
    changed = [mutated(data, random.Random(number)) for number in range(20)]
    assert len(set(changed)) > 15
    assert changed == [mutated(data, random.Random(number)) for number in range(20)]
    assert sum(taken_apart(each) is not None for each in changed) > 15
