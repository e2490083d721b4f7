"""Insamling: who has sent, who has not, texts to copy into a mail, and the opening of a new round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

import streamlit as st

from dashboard import collection, components, county_choice, form_names, question_replies, round_opening, tables
from dashboard.address import Choices
from dashboard.swedish import day, listing
from etl import who_answers
from etl.approvals import read_approvals
from etl.areas import load_areas
from etl.house import House
from etl.questions import Question, mail_text
from etl.receipts import holding, read_receipts
from etl.rounds import Round, by_name, reminder_text, rounds
from etl.who_answers import counted_answerers, noun

_MUNICIPAL = ("kommun", "kommuner")


def page() -> None:
    components.title("Insamling", "Vilka har lämnat sina uppgifter, och vilka väntar vi på?")
    house = components.house()
    county = county_choice.of_senders(house)
    opened = {f"{r.form} {r.period}": r for r in _in_order(r for r in rounds(house) if r.key[2] == county)}
    questions = [each for each in question_replies.waiting(house) if load_areas().get(each.area).county == county]
    today = datetime.now(UTC).astimezone().date()
    held = holding(read_receipts(house), read_approvals(house))
    if (overview := collection.overview(county, tuple(opened.values()), held, today)).rows:
        tables.show(overview)
    if opened:
        titles = {key: form_names.named(r.form, r.period) for key, r in opened.items()}
        choices = Choices("insamling")
        key = choices.from_list("omgang", "Omgång", titles)
        choices.keep()
        _show_round(house, opened[key], questions)
    else:
        components.message("info", "Ingen omgång är öppnad ännu. Öppna en här nedanför.")
    _mail_questions(house, questions)
    round_opening.show(house, county)


def _in_order(opened: Iterable[Round]) -> list[Round]:
    """The one whose last day is last in time first."""
    return sorted(opened, key=lambda each: (each.deadline, each.form), reverse=True)


def _show_round(house: House, round_: Round, questions: list[Question]) -> None:
    asked = Counter(each.key for each in questions)
    found = collection.answering(round_, read_receipts(house), read_approvals(house), asked)
    silent = [each.area for each in found if not each.sent]
    sent = [each.area for each in found if each.sent]
    components.keyfigures(
        [
            components.KeyFigure("Har lämnat", f"{len(sent)} av {len(found)}", counted_answerers(round_.areas)),
            components.KeyFigure("Sista dag", day(round_.deadline), f"version {round_.version} av omgången"),
        ]
    )
    components.section("Vilka har lämnat?")
    tables.show(collection.table(round_, found))
    components.note("Det som har kommit in efter det senaste bygget syns här men ännu inte på de andra sidorna.")
    if silent:
        components.section("Påminn")
        names = dict(zip(silent, who_answers.names(silent), strict=True))
        components.say(f"Vi väntar på {listing(list(names.values()))}.")
        code = st.selectbox("Påminnelse till", names, format_func=names.__getitem__)
        _to_copy(reminder_text(round_, code))


def _mail_questions(house: House, questions: list[Question]) -> None:
    if not questions:
        return
    codes = by_name({each.area for each in questions})
    components.section(f"Frågor till {'kommunerna' if noun(codes) in _MUNICIPAL else 'dem som har svarat'}")
    names = dict(zip(codes, who_answers.names(codes), strict=True))
    components.say("Frågorna står också på sidan Lämna uppgifter hos den som har fått dem, och besvaras där.")
    code = st.selectbox("Frågor till", names, format_func=names.__getitem__)
    _to_copy(mail_text(house, code))


def _to_copy(text: str) -> None:
    st.code(text, language=None, wrap_lines=True)
    components.note("Kopiera texten med knappen i rutans hörn och klistra in den i ett mejl.")


page()
