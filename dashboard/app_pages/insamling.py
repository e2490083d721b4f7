"""Insamling: who has sent, who has not, texts to copy into a mail, and the opening of a new round."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard import collection, components, question_replies, round_opening, tables
from dashboard.address import Choices
from dashboard.swedish import day, listing
from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.forms.catalogue import get_form
from etl.house import House
from etl.periods import parse_period
from etl.questions import Question, mail_text
from etl.receipts import read_receipts
from etl.rounds import Round, by_name, reminder_text, rounds


def page() -> None:
    components.title("Insamling", "Vilka kommuner har lämnat sina uppgifter, och vilka väntar vi på?")
    house = components.house()
    opened = {f"{r.form} {r.period}": r for r in reversed(rounds(house))}
    questions = question_replies.waiting(house)
    if opened:
        titles = {key: f"{get_form(r.form).short_title}, {parse_period(r.period).label}" for key, r in opened.items()}
        choices = Choices("insamling")
        key = choices.from_list("omgang", "Omgång", titles)
        choices.keep()
        _show_round(house, opened[key], questions)
    else:
        components.message("info", "Ingen omgång är öppnad ännu. Öppna en här nedanför.")
    _mail_questions(house, questions)
    round_opening.show(house)


def _show_round(house: House, round_: Round, questions: list[Question]) -> None:
    asked = Counter(each.key for each in questions)
    found = collection.answering(round_, read_receipts(house), read_approvals(house), asked)
    silent = [each.area for each in found if not each.sent]
    components.keyfigures(
        [
            components.KeyFigure("Har lämnat", f"{len(found) - len(silent)} av {len(found)}", "kommuner"),
            components.KeyFigure("Sista dag", day(round_.deadline), f"version {round_.version} av omgången"),
        ]
    )
    components.section("Vilka har lämnat?")
    tables.show(collection.table(round_, found))
    components.note("Det som har kommit in efter det senaste bygget syns här men ännu inte på de andra sidorna.")
    if silent:
        components.section("Påminn")
        names = {code: load_areas().get(code).name for code in silent}
        components.say(f"Vi väntar på {listing(list(names.values()))}.")
        code = st.selectbox("Påminnelse till", names, format_func=names.__getitem__)
        _to_copy(reminder_text(round_, code))


def _mail_questions(house: House, questions: list[Question]) -> None:
    if not questions:
        return
    components.section("Frågor till kommunerna")
    names = {code: load_areas().get(code).name for code in by_name({each.area for each in questions})}
    components.say("Frågorna står också på kommunens sida Lämna uppgifter, där de besvaras.")
    code = st.selectbox("Frågor till", names, format_func=names.__getitem__)
    _to_copy(mail_text(house, code))


def _to_copy(text: str) -> None:
    st.code(text, language=None, wrap_lines=True)
    components.note("Kopiera texten med knappen i rutans hörn och klistra in den i ett mejl.")


page()
