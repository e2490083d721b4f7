"""Texts that say both what and how many: read where they can be read one way, asked about otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.named_counts import NamedCount, read_named_counts

# A loaded machine is no fault.
UNHURRIED = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("NECT, 5 personer", [("NECT", 5)]),
        ("NECT 5", [("NECT", 5)]),
        ("5 NECT", [("NECT", 5)]),
        ("NECT (5)", [("NECT", 5)]),
        ("NECT: 5", [("NECT", 5)]),
        ("NECT – 5 st.", [("NECT", 5)]),
        ("Stödsamtal 23; KBT 4", [("Stödsamtal", 23), ("KBT", 4)]),
        ("Stödsamtal 23\nKBT 4\n", [("Stödsamtal", 23), ("KBT", 4)]),
        ("KBT 4, NECT 5", [("KBT", 4), ("NECT", 5)]),
        ("Råd och stöd: 12 personer", [("Råd och stöd", 12)]),
        ("KBT (individuell), 30 st", [("KBT (individuell)", 30)]),
        ("12-stegsprogrammet 4", [("12-stegsprogrammet", 4)]),
        ("12-steg 1", [("12-steg", 1)]),
        ("Stödsamtal 1 184", [("Stödsamtal", 1184)]),
        ("Stödsamtal", [("Stödsamtal", None)]),
        ("NECT, KBT", [("NECT, KBT", None)]),
        ("5", [("", 5)]),
        ("", []),
        ("Nej", []),
        ("Inga andra metoder", []),
        ("0", []),
    ],
)
def test_pairs_that_can_be_read_one_way_are_read(text: str, pairs: list[tuple[str, int | None]]) -> None:
    read = read_named_counts(text)
    assert read is not None
    assert [(pair.name, pair.count) for pair in read] == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Stödsamtal 23 varav 4 nya",
        "KBT 4 5",
        "NECT, KBT, 5 personer",
        "NECT 5, KBT",
        "5 NECT 4 KBT",
        "drygt 20 stödsamtal",
        "minst 5 KBT",
        "Stödsamtal 12,5",
        "Stödsamtal 1.184",
        "KBT <5",
        "KBT 5-10",
        "KBT 5–10",
        "KBT 5 %",
        "KBT 4 under 2022",
        "Startade KBT 2021",
        "Vi erbjuder KBT 2 dagar i veckan",
        "Gruppen träffas vecka 5",
        "Vi har haft 5 personer i stödsamtal",
        "2 grupper med 5 deltagare",
        "KBT 10 000 000",
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_about(text: str) -> None:
    assert read_named_counts(text) is None


def test_estimates_and_missing_figures_are_kept_as_such() -> None:
    assert read_named_counts("Stödsamtal ca 23") == (NamedCount("Stödsamtal", 23, estimated=True),)
    assert read_named_counts("Stödsamtal uppgift saknas") == (NamedCount("Stödsamtal", None, not_kept=True),)


WORDS = st.sampled_from(["Stödsamtal", "KBT", "NECT", "R-ACT", "Råd och stöd", "12-steg", "Förstärkt kontaktperson"])


@UNHURRIED
@given(
    st.lists(st.tuples(WORDS, st.integers(0, 999)), min_size=1, max_size=3), st.sampled_from(["; ", ";", "\n", ", "])
)
def test_pairs_written_by_any_habit_are_read_back(pairs: list[tuple[str, int]], between: str) -> None:
    read = read_named_counts(between.join(f"{name} {count}" for name, count in pairs))
    assert read is not None
    assert [(pair.name, pair.count) for pair in read] == pairs


@UNHURRIED
@given(st.text(alphabet="0123456789 ,;.:-–()<%abKBTåäö\n", max_size=40))
def test_no_number_comes_out_that_does_not_stand_in_the_text(text: str) -> None:
    for pair in read_named_counts(text) or ():
        assert pair.count is None or str(pair.count) in "".join(text.split()).replace("\u00a0", "")
