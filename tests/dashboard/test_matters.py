"""The committee's page: the few things that matter, in order of weight, each with its basis; and what nobody knows."""

from __future__ import annotations

import pytest

from dashboard.matters import Matter, Weight, chosen


def matter(name: str, weight: Weight) -> Matter:
    return Matter(weight, name, (), "effektmal", "")


A, B, C = (
    matter(f"{name}.", weight) for name, weight in zip("ABC", (Weight.STATE, Weight.BREAK, Weight.DECIDED), strict=True)
)


def test_what_is_decided_stands_first_and_the_rest_in_the_order_of_the_story() -> None:
    d = matter("D.", Weight.STATE)
    assert [each.says for each in chosen([[A], [B, d], [C]])] == ["C.", "B.", "A.", "D."]


@pytest.mark.parametrize("most", range(1, 5))
def test_there_is_never_more_than_there_is_room_for(most: int) -> None:
    assert len(chosen([[A, B], [C], []], most)) == min(most, 3)


def test_every_system_is_heard_before_any_is_heard_twice() -> None:
    loud = [matter(f"Mål {n}.", Weight.DECIDED) for n in range(9)]
    said = [each.says for each in chosen([loud, [A], [B]], 4)]
    assert said == ["Mål 0.", "Mål 1.", "B.", "A."]


def test_who_has_nothing_to_say_is_silent() -> None:
    assert chosen([[], []]) == []
