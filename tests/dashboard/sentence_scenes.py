"""Every sentence that judges, told of made-up figures: what an analyst reads, and what the tests read.

``python -m tests.dashboard.sentence_scenes`` writes tests/golden/sentences.txt anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dashboard import sentence_amounts as amounts
from dashboard import sentences, sentences_coverage, sentences_goals, sentences_over_time
from dashboard import sentences_municipality as municipal
from dashboard.records import Break, ChangeOverTime, Comparison, Figure, Indicator, ResponseGroup
from dashboard.sentence_texts import say
from etl.snapshot import GOAL_STATES
from tests.dashboard.figures import PERIOD, figure, indicator
from tests.dashboard.sentence_figures import (
    ANSWERED,
    CHANGE,
    COMPARISON,
    COUNTY,
    GOAL,
    GROUPS,
    LIFE,
    LOCKED,
    LULEA,
    NAMES,
    PERSONS,
    RATE,
    RATIO,
    SHARE,
    SILENT,
    TREND,
    UNSEEN,
    WHOLE,
    WITHIN,
)  # fmt: skip
from tests.dashboard.sentence_scenes_charts import Scene, chart_scenes
from tests.dashboard.sentence_scenes_matters import matter_scenes

GOLDEN = Path(__file__).parents[1] / "golden" / "sentences.txt"


def scenes() -> Iterator[Scene]:
    """When it is said, what is said, and whether it is a whole sentence."""
    yield from _verdicts()
    yield from _values()
    yield from _comparisons()
    yield from _ranks_and_chance()
    yield from _coverage()
    yield from _silent()
    yield from _municipality()
    yield from _changes()
    yield from _parts_and_trends()
    yield from _goals()
    yield from _lives()
    yield from chart_scenes()
    yield from matter_scenes()


def _verdicts() -> Iterator[Scene]:
    for verdict, symbol, word, meaning in sentences.legend():
        yield f"Utfall {symbol}", word, False
        yield f"Teckenförklaring {symbol}", meaning, True
        yield f"I en tabell: {verdict}", sentences.verdict_label(verdict), False


def _values() -> Iterator[Scene]:
    few = replace(LULEA, numerator=3.0, denominator=7.0, value=42.9, certainty="in_words")
    yield "Ett tal", sentences.figure_sentence(LULEA, RATE), True
    yield "Ett uppskattat tal utan spelrum", sentences.figure_sentence(_bare(status="estimated"), RATE), True
    yield "Spelrum", sentences.interval(LULEA, RATE), False
    yield "Spelrum, procent", sentences.interval(PERSONS, SHARE), False
    yield "Mycket litet underlag", sentences.figure_sentence(few, SHARE), True
    yield "Mycket litet underlag, inte en del", sentences.value(replace(few, numerator=9.0), RATIO), False
    yield "Osäkert tal", sentences.certainty(replace(LULEA, certainty="uncertain")), True
    for why in ("own_fact", "share_of_areas", "not_independent", "model"):
        yield f"Inget spelrum ({why})", sentences.no_interval(indicator(uncertainty=why)), True


def _bare(**changes: object) -> Figure:
    return replace(figure("2580", "Luleå", 26.1), **changes)  # type: ignore[arg-type]  # typed where they are read


def _comparisons() -> Iterator[Scene]:
    def one(found: Comparison, of: Figure = LULEA, by: Indicator = RATE) -> str:
        return sentences.comparison(found, of, by)

    for verdict in ("better", "worse", "higher", "lower"):
        yield f"Jämförelse, {verdict}", one(replace(COMPARISON, verdict=verdict)), True
    near = replace(COMPARISON, verdict="no_practical_difference", benchmark=27.0)
    yield "Jämförelse, visat nära de andra", one(near), True
    yield "Jämförelse, visat nära länet", one(replace(near, against="county")), True
    yield "Inom slumpen, mot länet", one(replace(WITHIN, against="county", years_needed=4)), True
    for against in ("county", "skr_group", "similar", "nation"):
        yield f"Jämförelse med {against}", one(replace(COMPARISON, against=against)), True
    yield (
        "Jämförelse med en egen grupp",
        sentences.comparison(COMPARISON, LULEA, RATE, "kustkommunerna tillsammans"),
        True,
    )
    yield "Utfallet ensamt", sentences.judgement(COMPARISON, LULEA, RATE), True
    yield "Talet precis vid gränsen", one(replace(COMPARISON, verdict="lower", benchmark=30.44)), True
    yield "Inom slumpen, fyra perioder", one(replace(WITHIN, years_needed=4)), True
    yield "Inom slumpen, 14 perioder", one(replace(WITHIN, years_needed=14)), True
    yield "Inom slumpen, en period", one(replace(WITHIN, years_needed=1)), True
    yield "Inom slumpen, mer än 20 perioder", one(WITHIN), True
    share = replace(WITHIN, benchmark=64.0, smallest_visible=26.0)
    yield "Inom slumpen, samma tal", one(share, PERSONS, SHARE), True
    yield from _few()
    none = replace(COMPARISON, verdict="not_compared", benchmark=None)
    for reason in ("no_value", "no_interval", "no_benchmark", "too_few_areas", "low_coverage", "break"):
        of = _bare(value=None, status="not_kept") if reason == "no_value" else LULEA
        yield f"Jämförs inte ({reason})", one(replace(none, reason=reason, members=("2582", "2514")), of), True
    alone = replace(none, reason="too_few_areas", members=("2582",))
    yield "Jämförs inte, en enda", one(alone), True
    yield "Jämförs inte, inget spelrum", one(replace(none, reason="no_interval"), _bare(), GROUPS), True
    few_words = replace(LULEA, numerator=3.0, denominator=7.0, certainty="in_words")
    yield "Jämförs inte (in_words)", one(replace(none, reason="in_words"), few_words, SHARE), True


def _few() -> Iterator[Scene]:
    def one(found: Comparison, of: Figure = LULEA, by: Indicator = RATE) -> str:
        return sentences.comparison(found, of, by)

    few = replace(WITHIN, against="county", reason="few_expected", smallest_visible=None)
    for expected in (9.97, 4.2, 0.4):
        yield f"Få väntade ({expected})", one(replace(few, expected=expected, years_needed=6)), True
    yield "En andel på få", one(replace(few, expected=14.0, benchmark=56.0), PERSONS, SHARE), True
    many = replace(PERSONS, numerator=39.0, denominator=40.0, value=97.5, lower=87.1, upper=99.6)
    yield "Få väntade utanför", one(replace(few, expected=37.9, benchmark=94.8), many, SHARE), True
    others = replace(few, against="skr_group", benchmark_denominator=200.0)
    yield "Få väntade bland de andra", one(replace(others, expected=8.4, years_needed=6)), True
    own = replace(others, expected=8.75, benchmark=35.0)
    yield "Få väntade i kommunen", one(own, PERSONS, SHARE), True
    yield "Få väntade utanför bland de andra", one(replace(others, expected=33.0, benchmark=85.0), many, SHARE), True
    yield "Få väntade utanför i kommunen", one(replace(others, expected=37.0, benchmark=94.8), many, SHARE), True
    persons = replace(others, expected=15.0, benchmark=60.0, benchmark_denominator=25.0)
    yield "En andel på få andra", one(persons, many, SHARE), True


def _ranks_and_chance() -> Iterator[Scene]:
    ranked = replace(LULEA, rank_low=3, rank_high=11, ranked=14)
    yield "Plats", sentences.rank(ranked), False
    yield "En enda plats", sentences.rank(replace(ranked, rank_high=3)), False
    yield "Plats i en mening", sentences.rank_sentence(ranked), True
    yield "Plats som inget säger", sentences.rank_sentence(replace(ranked, rank_low=1, rank_high=14)), True
    for compared, level in ((11, 0.95), (1, 0.95), (49, 0.998), (1, 0.998)):
        yield f"Utslag av slump, {compared} vid {level}", sentences.chance_flags(compared, level), True


def _coverage() -> Iterator[Scene]:
    yield "Vilka (county)", sentences_coverage.whom("county"), False
    yield "Vilka (answering)", sentences_coverage.whom("answering"), False
    for gate, share, answered in (
        ("county", 0.96, 12), ("answering", 0.82, 8), ("answering_few", 0.61, 6), ("counts_only", 0.3, 4),
        ("counts_only", 0.1, 1), ("counts_only", 0.0, 0), ("counts_only", 0.55, 2), ("counts_only", 0.55, 1),
        ("county", 1.0, 14),
    ):  # fmt: skip
        shown = replace(COUNTY, gate=gate, share=share, answered=answered)
        yield f"Täckning ({gate}, {answered})", sentences_coverage.gate(shown), True
    yield "Täckning, länets enda kommun", sentences_coverage.gate(replace(COUNTY, answered=1, asked=1)), True
    yield "Täckning, period", sentences_coverage.gate(PERIOD), True
    groups = replace(COUNTY, numerator=5.0, at_most=11.0)
    yield "Mellan två tal", sentences_coverage.bounds(groups, GROUPS), False
    yield "Varför två tal", sentences_coverage.bounds_why(groups, GROUPS), True
    one_silent = replace(groups, answered=13, at_most=6.0)
    yield "Varför två tal, en tyst", sentences_coverage.bounds_why(one_silent, GROUPS), True
    for known in (5.0, 0.0):
        shown = replace(groups, numerator=known, at_most=known, answered=14)
        yield f"Alla har svarat, {known:.0f}", sentences_coverage.bounds(shown, GROUPS), False
    for yes, of in ((5.0, 8.0), (0.0, 8.0), (1.0, 1.0), (0.0, 1.0)):
        shown = replace(groups, numerator=yes, denominator=of)
        yield f"Ja, {yes:.0f} av {of:.0f}", sentences_coverage.of_those_who_answered(shown), True
    yield "Minst", sentences_coverage.bounds(COUNTY, RATE), False
    yield "Varför minst", sentences_coverage.bounds_why(COUNTY, RATE), True
    question = replace(COUNTY, answered=4, share=0.52)
    yield "Två par", sentences_coverage.coverage(PERIOD, question), True
    yield "Ett par", sentences_coverage.coverage(PERIOD, None), True
    yield "Frågan utan svar", sentences_coverage.coverage(PERIOD, replace(COUNTY, answered=0, share=0.0)), True
    yield "Ur en rapport", sentences_coverage.coverage(PERIOD, replace(COUNTY, answered=4, share=None)), True


def _silent() -> Iterator[Scene]:
    def said(silent: ResponseGroup | None, answered: ResponseGroup = ANSWERED) -> str:
        groups = {"answered": answered} | ({"silent": silent} if silent else {})
        return sentences_coverage.silent(groups, NAMES)

    alone = replace(SILENT, members=("2560",), smallest=6_531, median=6_531, largest=6_531, skr_groups=("Småstad: 1",))
    near = replace(SILENT, median=20_000, largest=31_000, share_women=0.496, skr_groups=("Större stad: 2",))
    near_alone = replace(alone, smallest=20_000, median=20_000, largest=20_000, share_women=0.5, skr_groups=())
    yield "Tysta, som skiljer sig", said(SILENT), True
    yield "En tyst", said(alone), True
    yield "Tysta, samma andel kvinnor", said(replace(SILENT, share_women=0.497)), True
    yield "Tysta, utan det som är känt", said(replace(SILENT, smallest=None, share_women=None, skr_groups=())), True
    yield "Tysta, som liknar", said(near), True
    yield "En tyst, som liknar", said(near_alone), True
    yield "Tysta, när en har svarat", said(SILENT, replace(ANSWERED, members=("2580",), smallest=63_414)), True
    yield "Ingen tyst", said(None), True
    yield "Alla tysta", said(SILENT, replace(ANSWERED, members=())), True


def _changes() -> Iterator[Scene]:
    def one(found: ChangeOverTime, by: Indicator = RATE, name: str = "Luleå") -> str:
        return sentences_over_time.change(found, by, name, "januari–oktober 2021", "januari–oktober 2022")

    for verdict in ("better", "worse", "higher", "lower", "no_practical_difference"):
        yield f"Ändring, {verdict}", one(replace(CHANGE, verdict=verdict)), True
    yield "Ändring i länet", one(WHOLE, name="De svarande kommunerna"), True
    yield "Ändring i länet, en enda", one(replace(WHOLE, members=("2580",)), name="De svarande kommunerna"), True
    yield "Ändring inom slumpen", one(replace(UNSEEN, years_needed=3)), True
    yield "Ändring inom slumpen, en period", one(replace(UNSEEN, years_needed=1)), True
    yield "Ändring inom slumpen, mer än 20", one(replace(UNSEEN, difference=-0.4)), True
    yield "Ändring inom slumpen, samma tal", one(replace(UNSEEN, difference=0.0, before=26.1)), True
    few = replace(UNSEEN, reason="few_expected", smallest_visible=None, years_needed=9)
    yield "Ändring, få väntade", one(replace(few, expected=6.0)), True
    yield "Ändring, få personer", one(replace(few, expected=14.0), SHARE), True
    none = replace(CHANGE, verdict="not_compared", difference=None, before_lower=None, after_lower=None)
    for reason in ("no_value", "no_interval", "too_few_areas", "low_coverage", "in_words", "break"):
        shown = replace(none, reason=reason, before=None if reason == "no_value" else 18.0)
        yield f"Ändring bedöms inte ({reason})", one(shown), True
    yield "Ändring utan spelrum", one(replace(none, reason="no_interval"), GROUPS), True
    for decidable in (34, 1):
        yield f"Ändringar, utslag av slump ({decidable})", sentences_over_time.change_chance(decidable), True
    yield "Ändringar, få väntade", say("changes_few_expected"), True
    why = sentences_over_time.why_not_judged(replace(none, reason="no_value"), RATE)
    yield "Ändringar som inte bedöms", say("changes_not_judged", names="Arjeplog och Kalix", why=why), True
    found = Break("id", "stodsamtal", None, None, "2023", "form", "Från 2023 har stödsamtal en egen rad.")
    yield "Brott", sentences_over_time.break_sentence(found, "2023"), True
    yield "Skillnad, procentenheter", amounts.difference(12.0, SHARE), False
    yield "Skillnad, en procentenhet", amounts.difference(-1.0, SHARE, signed=True), False
    yield "Skillnad under noll", amounts.difference(-4.2, RATE), False
    yield "Ingen del", amounts.difference(0.02, RATE, signed=True), False
    yield "Spelrum under noll", amounts.span(-2.0, 13.2, RATE), False
    yield "En period", amounts.periods(1), False


def _parts_and_trends() -> Iterator[Scene]:
    def parts(**changes: object) -> str:
        return sentences_over_time.decomposition(replace(WHOLE, **changes), RATE)  # type: ignore[arg-type]  # typed there

    yield "Delar", parts(definition_change=-0.5, real_change=1.6, breaks=("id",)), True
    yield "Delar, oförändrad fråga", parts(), True
    yield "Delar, samma kommuner", parts(membership_change=0.0), True
    yield (
        "Delar som inte går att skilja",
        parts(real_change=None, membership_change=None, definition_change=None),
        True,
    )
    for marker in ("increasing", "decreasing"):
        for verdict in ("better", "worse", "higher" if marker == "increasing" else "lower"):
            said = sentences_over_time.trend(replace(TREND, marker=marker, verdict=verdict))
            yield f"Trend, {marker}, {verdict}", said, True
    yield (
        "Trend, osäker",
        sentences_over_time.trend(replace(TREND, marker="no_certain_change", verdict="cannot_tell")),
        True,
    )
    for reason in ("gap", "break", "few_events", "no_interval", "low_coverage", "no_answer"):
        yield f"Ingen trend ({reason})", _no_trend(reason, 5), True
    for periods in (0, 1, 2):
        yield f"Ingen trend, {periods} år", _no_trend("too_few_periods", periods), True


def _no_trend(reason: str, periods: int) -> str:
    none = replace(TREND, marker="cannot_be_calculated", verdict="not_compared", reason=reason)
    return sentences_over_time.trend(replace(none, periods=TREND.periods[:periods]))


def _municipality() -> Iterator[Scene]:
    for count in (1, 15):
        yield f"En kommun, {count} inte avgjorda", municipal.undecided(count, any_decided=False), True
        yield f"En kommun, ytterligare {count}", municipal.undecided(count, any_decided=True), True
        yield f"En kommun, {count} jämförs inte", municipal.left_aside(count), True
    for needed in (1, 7, 14):
        yield f"En kommun, närmast ({needed})", municipal.nearest("KBT per 100 med insats", needed), True
    for compared, decidable in ((18, 18), (18, 6), (17, 16), (2, 1), (1, 1)):
        yield f"En kommuns utslag, {decidable} av {compared}", municipal.chance_flags(compared, decidable), True
    for large in (18, 2, 1):
        yield f"En stor kommun, {large} av 18", municipal.beside_the_rest("Luleå", large, 18), True
    yield "En kommun bland många", municipal.stricter_below("Borås", "cannot_tell"), True
    yield "En stjärna", municipal.star(), False
    yield "En kommun utan tal", municipal.no_figures("Arjeplog", "januari–oktober 2023"), True
    others = ["januari–oktober 2022", "2024"]
    yield "Andra månader", sentences_over_time.other_months(others), True


def _goals() -> Iterator[Scene]:
    def goal(**changes: object) -> str:
        return sentences_over_time.goal(replace(GOAL, **changes), SHARE)  # type: ignore[arg-type]

    undecided = {"verdict": "cannot_tell", "reason": "within_chance"}
    yield "Mål, beslut", sentences_over_time.goal_decided(SHARE), True
    for gate, share, answered in (("county", 0.96, 12), ("answering_few", 0.61, 6)):
        of = replace(COUNTY, gate=gate, share=share, answered=answered)
        yield f"Mål, vem det gäller ({gate})", sentences_coverage.of_goal(of), True
    yield "Mål, länets enda kommun", sentences_coverage.of_goal(replace(COUNTY, answered=1, asked=1)), True
    yield "Mål, högst", sentences_over_time.goal(GOAL, replace(SHARE, lower_is_better=True, target_by=None)), True
    for probability in (1.0, 0.98):
        yield f"Mål, {probability}", goal(probability=probability), True
    for probability in (0.974, 0.62, 0.2):
        yield f"Mål, {probability}", goal(probability=probability, **undecided), True
    for probability in (0.02, 0.0):
        yield f"Mål, {probability}", goal(probability=probability, verdict="worse"), True
    yield "Mål, få", goal(verdict="cannot_tell", reason="few_expected", probability=0.4), True
    for reason in ("no_value", "no_interval", "low_coverage", "too_few_areas", "in_words", "break"):
        yield f"Mål bedöms inte ({reason})", goal(verdict="not_compared", reason=reason, probability=None), True


def _lives() -> Iterator[Scene]:
    """The life of a goal: its words, its pace, what is left, its baseline."""
    for state in (*GOAL_STATES, "not_reached", "no_target", "no_baseline", "not_started"):
        yield f"Mål, ord ({state})", sentences_goals.label(state), False

    def pace(**changes: object) -> str:
        return sentences_goals.pace(replace(LIFE, **changes), SHARE, ["Från 2024 räknas även anhöriga."])  # type: ignore[arg-type]

    for state, reason in (
        ("on_pace", None), ("behind", None), ("cannot_tell", "within_chance"), ("cannot_tell", "few_expected"),
        ("reached", None),
    ):  # fmt: skip
        yield f"Takt ({reason or state})", pace(state=state, reason=reason), True
    without = {"achieved_lower": None, "achieved_upper": None}
    yield "Takt (no_interval)", pace(state="cannot_tell", reason="no_interval", **without), True
    for apart in (
        "definition", "break", "no_baseline", "not_started", "other_months", "members", "too_few_areas",
        "low_coverage", "no_value", "in_words",
    ):  # fmt: skip
        yield f"Takt räknas inte ({apart})", pace(achieved_pace=None, state="not_compared", apart=apart), True
    yield "Takt, för vilka", sentences_goals.pace_of_whom(LIFE, 5), True
    yield "Takt, härifrån", sentences_goals.pace_left(LIFE, SHARE), True
    yield "Mål, tiden är ute", sentences_goals.time_out(replace(LIFE, state="missed")), True
    for measure, way in ((SHARE, "minst"), (replace(SHARE, lower_is_better=True), "högst")):
        for count, low in ((12, 3), (1, 0), (0, 0)):
            left = sentences_goals.left(replace(LIFE, left_count=count, left_low=low), measure)
            yield f"Mål {way}, {count} kvar", left, True
        value = 77.2 if way == "minst" else 97.2
        uncounted = replace(LIFE, left_count=None, value=value)
        yield f"Mål {way}, kvar i måttets enhet", sentences_goals.left(uncounted, measure), True
    for count in (2, 1, 0):
        municipal = replace(LIFE, left_counts="municipalities", left_count=count, left_low=None, left_high=None)
        yield f"Mål, {count} kommuner kvar", sentences_goals.left(municipal, GROUPS), True
    for corrected in (False, True):
        said = " ".join(sentences_goals.baseline(LOCKED, replace(LIFE, baseline_corrected=corrected), SHARE))
        yield f"Utgångsläge{', rättat' if corrected else ''}", said, True


def as_text() -> str:
    """What the golden file holds."""
    return "".join(f"{when}\n    {said}\n\n" for when, said, _ in scenes()).replace("\u00a0", "·")


HEAD = "Varje mening ur dashboard/sentences.toml med påhittade tal. · är ett mellanslag där raden inte får brytas.\n\n"

if __name__ == "__main__":
    GOLDEN.write_text(HEAD + as_text(), encoding="utf-8")
