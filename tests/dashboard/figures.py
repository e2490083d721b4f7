"""Figures made by hand: four municipalities, each with a state of its own, and their total."""

from __future__ import annotations

from datetime import date

from dashboard.records import Answers, Figure, Indicator, Item, Municipality, Period, Respondent


def figure(area: str, name: str, value: float | None, status: str = "ok", adults: int = 1000) -> Figure:
    return Figure(area, name, adults, value, status, value, None, int(value is not None), 1, None)


ALVSBYN = figure("2560", "Älvsbyn", None, "not_submitted", 6_531)
BODEN = figure("2582", "Boden", 1_234.5, "estimated", 22_913)
KALIX = figure("2514", "Kalix", 0.0, adults=13_174)
LULEA = figure("2580", "Luleå", None, "not_kept", 63_414)
TOTAL = Figure("25", "Norrbottens län", 203_679, 1_234.5, "estimated", 1_234.5, None, 2, 14, 0.177)
PRINTED = Figure(
    "25", "Norrbottens län", 0, 1_300.0, "ok", 1_300.0, None, 8, 14, None, "Tabell 1, avsnitt 7.1", None, "r"
)
ANSWERS = Answers((BODEN, KALIX, LULEA, ALVSBYN), TOTAL, PRINTED)
PERIOD = Period("2022-01/2022-10", "januari–oktober 2022", date(2022, 1, 1), 10, 8, 14, 0.88)
ITEM = Item("sokt_hjalp", "3.1", "Besök", "Personer som sökt hjälp", "Sökt hjälp", "count", "persons", "personer")
LULEA_KOMMUN = Municipality("2580", "Luleå", 63_414, "Större stad", ("0163", "0184"), ("2582", "0880"))


def respondent(name: str, received: date | None, version: int | None = None) -> Respondent:
    return Respondent("2580", name, 1000, received, version, date(2023, 1, 31))


def indicator(**changes: object) -> Indicator:
    usual: dict[str, object] = {
        "id": "sokt_hjalp_per_10000", "title": "Personer som sökt hjälp per 10 000 vuxna",
        "short_title": "Sökt hjälp per 10 000 vuxna", "theme": "Sökt hjälp", "why": "", "how": "", "kind": "rate",
        "unit": "per 10 000 vuxna", "numerator": ("sokt_hjalp",), "denominator": (), "multiplier": 10_000.0,
        "decimals": 1, "lower_is_better": None, "effect_goal": None, "caveats": (), "source_document": "",
        "source_questions": ("3.1",), "author": "FoU", "reviewed": date(2026, 1, 1), "next_review": date(2027, 1, 1),
    }  # fmt: skip
    return Indicator(**usual | changes)  # type: ignore[arg-type]  # the fields are typed where they are read
