"""EvaSys' codebook: blocks of keys and values with quotation marks within quotation marks."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.codebook import LARGEST, Variable, read_codebook
from etl.problems import UserError

# Made after the shape of public examples; the words are ours.
GERMAN = '''Variable:;"""kommun"""
Fragetyp:;"1 aus n"
Fragetext:;"""2.1 Vilken kommun arbetar du i?"""
Wert:;"<leer>: Ungültig / Keine Antwort"
" ";"""1: Arjeplog"""
" ";"""2 : Arvidsjaur"""
------------
Variable:;"""kval"""
Fragetyp:;Skalafrage
Fragetext:;"""1.2 Hur nöjd är du?"""
Werte:;"<leer>: Ungültig / Keine Antwort"
" ";"""1 : inte alls"""
" ";"""2 : """
" ";"""3 : kan inte bedöma"""
------------
Variable:;"""grupp"""
Fragetyp:;"n aus m"
Fragetext:;"""5.1 Vilka insatser ges i grupp?"""
------------
Variable:;"""grupp"""
Fragetyp:;"n aus m"
Fragetext:;"""'5.1 Vilka insatser ges i grupp?' : 12-stegsgrupp; öppen"""
Werte:;"0 : nicht angekreuzt"
" ";"""1"": angekreuzt"
------------
Variable:;"""grupp"""
Fragetyp:;"n aus m"
Fragetext:;"""'5.1 Vilka insatser ges i grupp?' : Anhöriggrupp"""
Werte:;"0 : nicht angekreuzt"
" ";"""2"": angekreuzt"
------------
------------
Variable:;"""alder"""
Zeichenlimit:;3
Fragetyp:;"Offene Frage"
Fragetext:;"""2.2 Hur gammal är du?"""
Wert:;"Antworttext / Platzhalter"
------------
'''
GROUPS = "5.1 Vilka insatser ges i grupp?"
READ = (
    Variable("kommun", "single", "2.1 Vilken kommun arbetar du i?", "", {"1": "Arjeplog", "2": "Arvidsjaur"}),
    Variable("kval", "scale", "1.2 Hur nöjd är du?", "", {"1": "inte alls", "3": "kan inte bedöma"}),
    Variable("grupp_1", "multiple", GROUPS, "12-stegsgrupp; öppen", {"0": "nicht angekreuzt", "1": "angekreuzt"}),
    Variable("grupp_2", "multiple", GROUPS, "Anhöriggrupp", {"0": "nicht angekreuzt", "2": "angekreuzt"}),
    Variable("alder", "open", "2.2 Hur gammal är du?"),
)
SWEDISH = {
    "Variable:": "Variabel:", "Fragetyp:": "Frågetyp:", "Fragetext:": "Frågetext:", "Wert:": "Värde:",
    "Werte:": "Värden:", "1 aus n": "1 av n", "n aus m": "n av m", "Skalafrage": "Skalfråga",
    "Offene Frage": "Öppen fråga",
}  # fmt: skip
ENGLISH = {
    "Fragetyp:": "Question type:", "Fragetext:": "Question text:", "Wert:": "Value:", "Werte:": "Values:",
    "1 aus n": "1 of n", "n aus m": "n of m", "Skalafrage": "Scale question", "Offene Frage": "Open question",
}  # fmt: skip


def in_words(words: dict[str, str]) -> str:
    text = GERMAN
    for german, other in words.items():
        text = text.replace(german, other)
    return text


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig", "utf-16"])
def test_every_block_is_a_variable_and_every_option_has_its_number(encoding: str) -> None:
    assert read_codebook(GERMAN.encode(encoding)) == READ


@pytest.mark.parametrize("words", [SWEDISH, ENGLISH], ids=["Swedish", "English"])
def test_the_keys_may_be_in_the_language_of_the_interface(words: dict[str, str]) -> None:
    assert read_codebook(in_words(words).encode("latin-1")) == READ


def test_lines_may_end_as_in_windows() -> None:
    assert read_codebook(GERMAN.replace("\n", "\r\n").encode("latin-1")) == READ


def test_an_option_says_its_question_too() -> None:
    assert READ[3].heading == f"{GROUPS} [Anhöriggrupp]"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "ingen kodbok"),
        (b"Kommun;3.1\r\nKalix;5\r\n", "ingen kodbok"),
        (b"Variable:;" + b"x" * LARGEST, "1 MB"),
        ("Variable:;åäö".encode().decode("latin-1").encode(), "går inte att läsa"),
        (b"\xff\xfe\x00", "går inte att läsa"),
    ],
)
def test_what_is_no_codebook_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(UserError, match=says):
        read_codebook(data)


def test_a_personal_number_in_it_is_refused_and_not_repeated() -> None:
    data = GERMAN.replace("2.2 Hur gammal är du?", "2.2 19811218-9876").encode("latin-1")
    with pytest.raises(UserError) as refused:
        read_codebook(data)
    assert "9876" not in str(refused.value)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UserError):
        assert read_codebook(b"Variable:;x\n" + data)
