"""A county of six years where much happens: shares that differ, some that move year by year, silence and a break."""

from __future__ import annotations

import random
from pathlib import Path

from etl.house import House
from tests.etl.houses import FORM, Given, demo_house, send, submission

YEARS = tuple(str(year) for year in range(2022, 2028))
# From the smallest to the largest; four of the county's municipalities are never heard of.
ANSWERING = ("2505", "2506", "2510", "2513", "2514", "2560", "2580", "2581", "2582", "2583")


def six_years_house(path: Path, seed: int = 20) -> House:
    chance = random.Random(seed)
    house = demo_house(path)
    for number, area in enumerate(ANSWERING):
        for year, period in enumerate(YEARS):
            if chance.random() < 0.97:
                given = _answers(chance, sought=8 + 60 * number, moves=year * (number % 3 - 1))
                send(house, submission(area, period, given), day=year, salt=area)
    return house


def _answers(chance: random.Random, sought: int, moves: int) -> dict[str, Given]:
    given: dict[str, Given] = {}
    for place, each in enumerate(FORM.fields()):
        if each.kind == "count":
            share = min(1.0, max(0.0, chance.gauss(0.4 + place % 5 / 10 + moves / 12, 0.06)))
            count = float(round(sought * share))
            given[each.id] = (count, "estimated") if chance.random() < 0.02 else count
        elif each.kind == "tick":
            given[each.id] = float(chance.choice([0, 1]))
    kept: Given = "not_kept" if chance.random() < 0.1 else float(round(sought * 0.1))
    helped = float(round(sought * min(1.0, chance.gauss(0.75 + moves / 30, 0.04))))
    told: dict[str, Given] = {"sokt_hjalp": float(sought), "fatt_insats": helped, "dokumentation": "not_kept"}
    return given | told | {"mi": kept}
