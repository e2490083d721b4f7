"""Where a measure of a goal was and is, which of many are told, and what is said of the gap and of what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard import goal_cards, goal_tables, sentences_goals
from dashboard.goal_lines import GoalState, Line, first_comparable, first_to_tell
from dashboard.goal_queries import Goal, Measure, Reading
from dashboard.records import Baseline, Break, Figure, GoalLife, GoalProgress
from etl.periods import parse_period
from tests.dashboard.figures import indicator

NOW = "2024-01/2024-06"
GOAL = Goal("Behovsbaserad", "Social trygghet.", "")


def reading(period: str, value: float | None = 50.0) -> Reading:
    when = parse_period(period)
    status = "too_few_answers" if value is None else "ok"
    figure = Figure("21", "Gävleborg", 0, value, status, 40, 80, 8, 10, 0.9, gate="answering")
    return Reading(period, when.label, when.start, when.months, figure)


def broken(from_period: str) -> Break:
    return Break("b", None, "x", None, from_period, "definition", "Annat.")


def progress(verdict: str = "cannot_tell", reason: str | None = "within_chance") -> GoalProgress:
    return GoalProgress(
        verdict=verdict, reason=reason, smallest_visible=None, years_needed=None, indicator="x", area="21", target=60,
        probability=0.3 if verdict != "not_compared" else None,
    )  # fmt: skip


def life(state: str = "cannot_tell", **changes: object) -> GoalLife:
    reason = {"cannot_tell": "within_chance", "not_compared": "no_baseline"}.get(state)
    whole = {
        "indicator": "x", "area": "21", "period": NOW, "value": 50.0, "target": 60.0, "target_by": "2026",
        "baseline": 40.0, "baseline_period": "2023-01/2023-06", "baseline_today": 40.0, "baseline_corrected": False,
        "members": ("2101",) * 8, "required_pace": 6.67, "achieved_pace": 10.0, "achieved_lower": -5.0,
        "achieved_upper": 25.0, "pace_left": 5.0, "left_counts": "persons", "left_count": 8, "left_low": 1,
        "left_high": 16, "state": state, "reason": reason, "apart": None, "breaks": (),
    }  # fmt: skip
    return GoalLife(**whole | changes)  # type: ignore[arg-type]


def line(name: str = "Med boende", *, target: float | None = None, counts: str = "persons", **more: object) -> Line:
    made = indicator(
        short_title=name, unit="procent", kind="proportion", multiplier=100.0, decimals=0, uncertainty="wilson",
        lower_is_better=False, target=target, target_by="2026" if target else None,
        target_decided="Rådet" if target else None,
    )  # fmt: skip
    measure = Measure(made, "vardkedja", "Uppföljning av vårdkedjan", counts, "personer")
    whole = {"first": None, "now": reading(NOW), "printed": (), "life": life() if target else None} | more
    return Line(measure, **whole)  # type: ignore[arg-type]


def test_the_first_period_of_the_same_months_is_where_we_were() -> None:
    own = [reading(p) for p in ("2021-07/2021-12", "2022-01/2022-06", "2023-01/2023-06", NOW)]
    assert first_comparable(own, own[-1], []) is own[1]


def test_nothing_before_a_break_and_nothing_without_a_value_is_where_we_were() -> None:
    own = [reading("2021-01/2021-06"), reading("2022-01/2022-06", None), reading("2023-01/2023-06"), reading(NOW)]
    assert first_comparable(own[1:], own[-1], []) is own[2]
    assert first_comparable(own, own[-1], [broken("2022-01/2022-06")]) is own[2]
    assert first_comparable(own, own[-1], [broken("2024")]) is None
    assert first_comparable(own[-1:], own[-1], []) is None


def test_a_break_that_comes_later_breaks_nothing() -> None:
    own = [reading("2023-01/2023-06"), reading(NOW)]
    assert first_comparable(own, own[-1], [broken("2025")]) is own[0]


def test_those_with_a_goal_are_told_first_and_all_keep_their_order() -> None:
    lines = [line("ett"), line("två"), line("tre", target=60)]
    assert [each.measure.indicator.short_title for each in first_to_tell(lines, 2)] == ["ett", "tre"]


def test_a_form_with_few_measures_is_not_crowded_out() -> None:
    lines = [line("ett"), line("två"), line("tre")]
    other = replace(lines[2], measure=replace(lines[2].measure, form="asi"))
    assert [each.measure.indicator.short_title for each in first_to_tell([*lines[:2], other], 2)] == ["ett", "tre"]


def test_a_goal_is_told_at_one_look() -> None:
    aimed = line(target=60, example=True)
    told = [(mark.kind, mark.value.replace("\u00a0", " "), mark.when, mark.at) for mark in goal_cards.marks(aimed)]
    assert told == [
        ("was", "40 %", "första halvåret 2023", 40),
        ("now", "50 %", "första halvåret 2024", 50),
        ("aim", "minst 60 %", "2026", 60),
    ]
    heard = goal_cards.heard(aimed).replace("\u00a0", " ")
    assert heard == "Utgångsläge 40 % (första halvåret 2023), nu 50 % (första halvåret 2024), mål minst 60 % (2026)."
    left, pace = goal_cards.sentences(aimed)
    assert left.startswith("Som talen är fattas 8 personer till målet")
    assert pace.startswith("Om takten räcker kan inte avgöras: målet kräver +6,7")


def test_a_goal_that_is_reached_says_so_and_not_that_it_is_better() -> None:
    reached = sentences_goals.word(life("reached"))
    assert sentences_goals.label(reached).endswith("nått")
    assert sentences_goals.of_verdict("better") == "reached"
    assert goal_cards.sentences(line(target=60, life=life("reached", left_count=0)))[0].startswith("Sedan utgångsläget")


def test_another_definition_is_told_in_place_of_a_pace() -> None:
    apart = life("not_compared", reason="definition", apart="definition", achieved_pace=None, required_pace=None)
    said = goal_cards.sentences(line(target=60, life=apart, breaks=("Anhöriga räknas inte längre.",)))
    assert said[-1] == "Kan inte jämföras med utgångsläget: definitionen ändrades. Anhöriga räknas inte längre."


def test_what_a_judgement_rests_on_is_told_with_what_the_measure_says() -> None:
    locked = Baseline("x", "2023-01/2023-06", 40.0, 1, "Rådet", date(2023, 9, 1))
    corrected = life(baseline_corrected=True, baseline_today=38.0, members=("2101",) * 6)
    aimed = line(target=60, progress=progress(), life=corrected, locked=locked)
    [(name, told)] = goal_tables.details([aimed])
    assert name == "Med boende"
    for expected in (
        "Om målet är nått kan inte avgöras",
        "Takten gäller de 6 kommuner som har svarat båda gångerna.",
        "Samma period ger i dag 38 %, eftersom siffror har rättats. Det låsta utgångsläget gäller.",
        "Beslut: Rådet.",
    ):
        assert expected in told.replace("\u00a0", " "), expected


def test_the_lead_counts_where_the_goals_are() -> None:
    lines = (line(target=60), line(target=60, life=life("reached")), line(target=60, life=life("reached")), line())
    said = goal_tables.lead([GoalState(GOAL, lines)], example=True).replace("\u00a0", " ")
    assert said.endswith("3 mått har ett exempelmål: två nått och ett som inte kan avgöras.")


def test_periods_that_are_the_same_for_all_stand_over_the_table() -> None:
    lines = [line(first=reading("2023-01/2023-06")), line()]
    shown = goal_tables.table(GoalState(GOAL, tuple(lines)), lines)
    assert shown.caption == "Från första halvåret 2023 till första halvåret 2024"
    assert shown.label.startswith(GOAL.words)
    assert "Ska vara" not in [column.title for column in shown.columns]
    assert "Ska vara" in [column.title for column in goal_tables.whole([GoalState(GOAL, tuple(lines))]).columns]
    mixed = [line(first=reading("2023-01/2023-06")), line(now=reading("2024"))]
    texts = [row.cells[2].text for row in goal_tables.table(GoalState(GOAL, tuple(mixed)), mixed).rows]
    assert texts[1].replace("\u00a0", " ") == "50 % (2024)"


def test_a_figure_in_print_says_so_and_has_its_own_period() -> None:
    printed = line(now=None, printed=(reading("2024"),))
    [row] = goal_tables.table(GoalState(GOAL, (printed,)), [printed]).rows
    assert row.cells[2].text.endswith("(2024, tryckt)")


def test_a_goal_without_an_answer_says_which_form_would_give_it() -> None:
    silent = GoalState(GOAL, (line(now=None),))
    [told] = goal_tables.awaits(silent)
    assert told == "Inga svar ännu: Med boende. Måttet kommer med formuläret Vårdkedjeuppföljningen."
    both = line(now=None)
    other = replace(both, measure=replace(both.measure, form="asi"))
    assert goal_tables.awaits(GoalState(GOAL, (both, other)))[0].endswith(
        "Måtten kommer med formulären Vårdkedjeuppföljningen och ASI-uppföljningen."
    )
    bare = GoalState(replace(GOAL, awaits="En enkät."), ())
    assert goal_tables.awaits(bare) == ["Inget mått ännu.", "Det som skulle ge svar: en enkät."]
    assert date.fromisoformat("2024-01-01") == reading(NOW).starts
