"""The sentences: they say how far the figures hold, and nothing that the figures do not."""

from dataclasses import replace
from datetime import date

from dashboard import words
from dashboard.records import NO_ANSWERS, Answers
from tests.dashboard.figures import (
    ALVSBYN,
    ANSWERS,
    BODEN,
    KALIX,
    LULEA,
    LULEA_KOMMUN,
    PERIOD,
    PRINTED,
    TOTAL,
    figure,
    indicator,
    respondent,
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_coverage_has_both_municipalities_and_adults() -> None:
    assert plain(words.coverage(TOTAL)) == "2 av 14 kommuner (18 % av länets vuxna)"
    assert plain(words.short_coverage(TOTAL)) == "2 av 14 (18 %)"


def test_a_printed_figure_has_no_share_of_the_population() -> None:
    assert plain(words.coverage(PRINTED)) == "8 av 14 kommuner"
    assert (
        plain(words.printed(PRINTED, "FoUI rapport 95:2023"))
        == "Som tryckt i FoUI rapport 95:2023: 1 300, tabell 1, avsnitt 7.1."
    )


def test_response() -> None:
    assert plain(words.response(PERIOD)) == "8 av 14 kommuner har svarat. Där bor 88 % av länets vuxna."
    assert words.response(replace(PERIOD, answered=14)) == "Alla 14 kommuner har svarat."
    assert words.response(replace(PERIOD, answered=0)).startswith("Ingen av de 14")


def test_the_main_finding_never_speaks_of_the_county() -> None:
    helped = Answers((), figure("25", "N", 480.0), None)
    sought = Answers((), figure("25", "N", 527.0), None)
    assert plain(words.sought_and_helped(sought, helped)) == (
        "Där sökte 527 personer hjälp för skadligt bruk eller beroende, "
        "och 480 fick behandling eller någon annan insats."
    )
    assert words.sought_and_helped(NO_ANSWERS, helped) == ""
    assert words.sought_and_helped(sought, NO_ANSWERS).endswith("beroende.")
    assert "cirka 1 234 personer" in plain(words.sought_and_helped(ANSWERS, NO_ANSWERS))


def test_statuses_are_counted_apart() -> None:
    assert words.statuses([ALVSBYN, BODEN, KALIX, LULEA]) == "1 svarade inte, 1 saknar uppgift, 1 har uppskattat"
    assert words.statuses([KALIX]) == ""


def test_submission() -> None:
    sent = respondent("Luleå", date(2023, 1, 2), 2)
    assert (
        plain(words.submission(sent, "januari–oktober 2022"))
        == "Januari–oktober 2022: inlämnad 2 januari 2023, version 2."
    )
    assert "har inte svarat. Svaren skulle ha kommit 31" in plain(words.submission(respondent("Luleå", None), "2022"))
    assert words.submission(None, "2022") == "2022: kommunen är inte tillfrågad."


def test_nobody_to_compare_with_is_said_straight() -> None:
    codes = ["0163", "0184"]
    assert words.peers(LULEA_KOMMUN, "gruppen", codes, []).startswith(
        "Ingen av de 2 andra kommunerna i gruppen har svar"
    )
    assert plain(words.peers(LULEA_KOMMUN, "gruppen", codes, ["Umeå"])).endswith("från Umeå (1 av 2 andra kommuner).")
    assert words.peers(LULEA_KOMMUN, "gruppen", [], []) == "Luleå har ingen annan kommun i gruppen."


def test_direction() -> None:
    assert words.direction(indicator()).startswith("Varken")
    assert words.direction(indicator(lower_is_better=False)) == "Högre är bättre."
