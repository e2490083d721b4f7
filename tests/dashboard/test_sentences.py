"""The sentences that judge: each is told, none says more than it may, and an analyst can read them in one file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dashboard import chart_choice, sentence_amounts, sentence_texts, sentences, sentences_charts, sentences_over_time
from etl import snapshot
from tests.dashboard import sentence_scenes
from tests.dashboard.sentence_figures import COMPARISON, GOAL, LULEA, RATE, SHARE, TREND, WHOLE, WITHIN
from tests.dashboard.sentence_scenes import GOLDEN, HEAD

SCENES = list(sentence_scenes.scenes())
SAID = sorted({said for _, said, _ in SCENES})
WHOLE_SENTENCES = sorted({said for _, said, whole in SCENES if whole})

# What may never be said, whatever the figures are.
FORBIDDEN = re.compile(
    r"felmarginal|\blika\b|\bingen skillnad|signifikan|konfidens|bäst|sämst|vinnare|förlorare|i topp|i botten|jumbo|"
    r"främst|ledande|sticker ut|bevis|garanter|statistiskt|rankad|ranking|länssnitt|\bsnitt|undermålig|"
    r"(?<!det )högsta|lägsta|\bökar\b|\bminskar\b|tyvärr|glädjande|endast",
    re.I,
)
TRAPS = {
    "two spaces": r"[ \u00a0]{2}",
    "a space before a stop": r"[ \u00a0][.,:;](?!\d)",
    "two stops": r"\.\.|,,|::|\. \.",
    "one of many": r"\b(?:1|en|ett)[ \u00a0](?:kommuner|perioder|personer|procentenheter)\b",
    "many of one": r"(?<!av )\b(?:[02-9]|\d\d+)[ \u00a0](?:kommun|period|person|procentenhet)\b",
    "an open place": r"[{}]|None|\bnan\b",
    "nought as a word": r"\bnoll\b",
    "nothing in brackets": r"\(\)|\( | \)",
    "a hyphen between numbers": r"\d-\d|-\d",
    "a decimal point": r"\d\.\d",
    "a number that may break": r"\d %",
}


def test_every_sentence_and_every_form_of_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = set()
    fill = sentence_texts.fill

    def listening(name: str, text: str, places: dict[str, str]) -> str:
        told.add((name, text))
        return fill(name, text, places)

    monkeypatch.setattr(sentence_texts, "fill", listening)
    list(sentence_scenes.scenes())
    forms = {
        (name, text)
        for name, sentence in sentence_texts.SENTENCES.items()
        for text in (sentence.says, sentence.one, sentence.none)
        if text
    }
    assert told == forms


def test_the_golden_file_is_what_is_said_today() -> None:
    assert GOLDEN.read_text(encoding="utf-8") == HEAD + sentence_scenes.as_text()


@pytest.mark.parametrize("said", SAID)
def test_nothing_forbidden_is_said(said: str) -> None:
    assert not FORBIDDEN.search(said)


def test_nor_does_it_stand_in_the_file_unsaid() -> None:
    texts = [text for each in sentence_texts.SENTENCES.values() for text in (each.says, each.one, each.none)]
    assert [text for text in texts if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize("said", ["skillnaden är inte signifikant", "de två är lika", "bäst i länet", "ingen skillnad"])
def test_the_list_of_the_forbidden_bites(said: str) -> None:
    assert FORBIDDEN.search(said)


@pytest.mark.parametrize("trap", TRAPS)
def test_no_trap_of_grammar(trap: str) -> None:
    assert [said for said in SAID if re.search(TRAPS[trap], said)] == []


@pytest.mark.parametrize("said", WHOLE_SENTENCES)
def test_a_sentence_begins_and_ends_as_one(said: str) -> None:
    assert re.fullmatch(r"[A-ZÅÄÖ0-9].*\.", said)
    # After a full stop the next one begins; a number may.
    assert not re.search(r"[a-zåäö)%]\. [a-zåäö]", said)


def test_a_sentence_with_a_place_left_open_is_refused() -> None:
    with pytest.raises(KeyError):
        sentence_texts.say("rank", span="3–11")
    assert sentence_texts.places_in(sentence_texts.SENTENCES["rank"].says) == {"span", "ranked"}


def test_every_verdict_and_reason_of_the_snapshot_has_its_words() -> None:
    assert set(sentences.VERDICTS) == set(snapshot.VERDICTS)
    assert len({row.symbol for row in sentences.legend()}) == len({row.word for row in sentences.legend()}) == 7
    for reason in snapshot.REASONS_NOT_COMPARED:
        none = replace(COMPARISON, verdict="not_compared", reason=reason, benchmark=None)
        assert sentences.judgement(none, LULEA, RATE).startswith("Talet jämförs inte")
    for marker in snapshot.TRENDS[:3]:
        assert sentences_over_time.trend(replace(TREND, marker=marker))
    for reason in snapshot.REASONS_NO_TREND:
        none_yet = replace(TREND, marker=snapshot.TRENDS[3], reason=reason)
        assert sentences_over_time.trend(none_yet).startswith("Ingen trend visas: ")
    for against in snapshot.BENCHMARKS:
        assert sentences.group(against)


def test_the_legend_holds_only_what_is_on_the_page() -> None:
    rows = sentences.legend(["cannot_tell", "higher"])
    assert [(row.symbol, row.word) for row in rows] == [("△", "högre"), ("●", "kan inte avgöras")]


def test_every_code_of_the_charts_has_its_words() -> None:
    codes = re.findall(r"^    (\w+)  +\S", chart_choice.__doc__ or "", re.M)
    assert len(codes) > 10
    known = sentence_texts.SENTENCES.keys()
    assert [code for code in codes if f"no_chart_{code}" not in known and f"note_{code}" not in known] == []
    kinds = (chart_choice.DOTS, chart_choice.FUNNEL, chart_choice.YES_NO, chart_choice.BANDS, chart_choice.SLOPE)
    assert {f"chart_{kind}" for kind in (*kinds, chart_choice.RUG, chart_choice.SPINE)} <= known


def test_the_numbers_never_contradict_the_verdict() -> None:
    # 30,4 is the limit as it is shown; a benchmark of 30,44 lies outside 30,40 and must be seen to.
    said = sentences.comparison(replace(COMPARISON, verdict="lower", benchmark=30.44), LULEA, RATE)
    assert "22,30–30,40" in said
    assert "(30,44)" in said
    assert "(28,0)" in sentences.comparison(WITHIN, LULEA, RATE)
    assert sentence_amounts.enough_decimals(30.40001, 22.3, 30.4, 1) == 1


def test_parts_add_up_as_they_are_shown() -> None:
    parts = {"real_change": 1.04, "membership_change": 1.04, "definition_change": 1.04, "whole_change": 3.12}
    said = sentences_over_time.decomposition(replace(WHOLE, **parts), RATE)  # type: ignore[arg-type]
    assert "+3,12" in said
    assert said.count("+1,04") == 3


@pytest.mark.parametrize(
    ("expected", "shown"), [(9.97, "9,9"), (9.5, "9,5"), (9.4, "9"), (4.96, "4,9"), (4.2, "4"), (1.2, "1")]
)
def test_what_is_under_a_limit_is_never_rounded_up_to_it(expected: float, shown: str) -> None:
    assert sentence_amounts.roughly(expected) == f"ungefär {shown}"


@pytest.mark.parametrize("probability", [0.0, 0.004, 0.0251, 0.5, 0.9749, 0.996, 1.0])
def test_no_goal_is_certain(probability: float) -> None:
    said = sentences_over_time.goal(replace(GOAL, verdict="cannot_tell", probability=probability), SHARE)
    assert not re.search(r"\b(0|100)\u00a0%", said)


@pytest.mark.parametrize("verdict", ["cannot_tell", "not_compared"])
def test_nobody_is_named_who_cannot_be_told_apart(verdict: str) -> None:
    said = sentences_charts.chart_reading([("Boden", verdict), ("Kalix", verdict), ("Luleå", "higher")])
    assert "Luleå" in said
    assert "Boden" not in said
    assert "Kalix" not in said


def test_names_stand_in_swedish_order() -> None:
    said = sentences_charts.chart_reading([(name, "higher") for name in ("Övertorneå", "Älvsbyn", "Åre", "Arjeplog")])
    assert "(Arjeplog, Åre, Älvsbyn och Övertorneå)" in said


def test_chance_gives_as_many_verdicts_as_were_asked_for() -> None:
    assert "0,6 " in sentences.chance_flags(11)
    assert "0,1 " in sentences.chance_flags(49, 0.998)
    assert sentences.chance_flags(0) == ""


def test_without_an_interval_or_a_rank_nothing_is_said() -> None:
    bare = replace(LULEA, lower=None, upper=None)
    assert sentences.interval(bare, RATE) == sentences.rank(bare) == sentences.rank_sentence(bare) == ""
    assert sentences.figure_sentence(replace(bare, value=None), RATE) == ""
