"""Where a measure of a goal was and is, which of many are told, and what is said of the gap and of what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dashboard import goal_tables
from dashboard.goal_lines import GoalState, Line, first_comparable, first_to_tell
from dashboard.goal_queries import Goal, Measure, Reading
from dashboard.records import Break, Figure, GoalProgress
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


def line(name: str = "Med boende", *, target: float | None = None, counts: str = "persons", **more: object) -> Line:
    made = indicator(
        short_title=name, unit="procent", kind="proportion", multiplier=100.0, decimals=0, uncertainty="wilson",
        lower_is_better=False, target=target, target_by="2026" if target else None,
        target_decided="Rådet" if target else None,
    )  # fmt: skip
    measure = Measure(made, "vardkedja", "Uppföljning av vårdkedjan", counts, "personer")
    whole = {"first": None, "now": reading(NOW), "printed": (), "change": None, "progress": None} | more
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


def test_what_is_left_is_told_in_persons_and_never_as_a_verdict() -> None:
    aimed = line(target=60, progress=progress())
    assert aimed.left == 8
    [(name, verdict, said)] = goal_tables.judged([aimed], example=True)
    assert (name, verdict) == ("Med boende (exempelmål)", "cannot_tell")
    assert "Som talen är fattas 8 personer till målet" in said.replace("\u00a0", " ")
    assert "Beslut: Rådet." in said


def test_nothing_is_left_to_count_where_nothing_may_be_judged() -> None:
    assert line(target=60).left is None
    assert line(target=60, progress=progress("not_compared", "low_coverage")).left is None
    assert line(progress=progress()).left is None
    assert line(target=60, progress=progress(), now=reading(NOW, None)).left is None
    assert line(target=60, progress=progress(), counts="").left is None


def test_one_person_is_one_person() -> None:
    near = replace(reading(NOW).figure, numerator=47)
    told = goal_tables.left_sentence(line(target=60, progress=progress(), now=replace(reading(NOW), figure=near)))
    assert "fattas 1 person till" in told.replace("\u00a0", " ")


def test_periods_that_are_the_same_for_all_stand_over_the_table() -> None:
    lines = [line(first=reading("2023-01/2023-06")), line()]
    shown = goal_tables.table(GoalState(GOAL, tuple(lines)), lines)
    assert shown.caption == "Från första halvåret 2023 till första halvåret 2024"
    assert shown.label.startswith(GOAL.words)
    assert "Ska vara" not in [column.title for column in shown.columns]
    mixed = [line(first=reading("2023-01/2023-06")), line(now=reading("2024"))]
    texts = [row.cells[2].text for row in goal_tables.table(GoalState(GOAL, tuple(mixed)), mixed).rows]
    assert texts[1].replace("\u00a0", " ") == "50 % (2024)"


def test_a_figure_in_print_says_so_and_has_its_own_period() -> None:
    printed = line(now=None, printed=(reading("2024"),))
    [row] = goal_tables.table(GoalState(GOAL, (printed,)), [printed]).rows
    assert row.cells[2].text.endswith("(2024, tryckt)")


def test_a_goal_without_an_answer_says_which_form_would_give_it() -> None:
    silent = GoalState(GOAL, (line(now=None),))
    assert goal_tables.awaits(silent) == [
        "Inga svar ännu: Med boende. Måttet kommer med formuläret ”Uppföljning av vårdkedjan”."
    ]
    bare = GoalState(replace(GOAL, awaits="En enkät."), ())
    assert goal_tables.awaits(bare) == ["Inget mått ännu.", "Det som skulle ge svar: en enkät."]
    assert date.fromisoformat("2024-01-01") == reading(NOW).starts
