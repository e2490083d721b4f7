"""Brukarnas röst: what users answer, wish beside experience, before and after; who answered; and the staff below."""

from __future__ import annotations

from dataclasses import replace

from dashboard import (
    change_tables,
    components,
    queries,
    tables,
    voice_bars,
    voice_charts,
    voice_tables,
    voice_words,
    voices,
)
from dashboard.address import Choices
from dashboard.exports import Provenance
from dashboard.folds import fold
from dashboard.records import Period
from dashboard.voices import STAFF, USERS

PAGE = "brukarnas-rost"


def page() -> None:
    path = components.published()
    rounds, county = voices.rounds(path, USERS), queries.build(path).county_name
    components.title("Brukarnas röst", f"{county}. {voice_words.BELOW}")
    if rounds:
        choices = Choices(PAGE)
        labels = {each.id: each.label for each in rounds}
        chosen = choices.from_few("period", "Enkät", labels) if len(rounds) > 1 else rounds[0].id
        choices.keep()
        _users(path, next(each for each in rounds if each.id == chosen), rounds)
    elif lead := voice_words.printed_finding(path):
        components.lead(lead)
    else:
        components.nothing_here(f"{county} {voice_words.NOBODY}", voice_words.WHERE)
    if printed := voice_tables.printed(path):
        components.section("Enkäten i Delrapport 3", "delrapport")
        components.noted([voice_words.printed_source(path)], printed)
    _staff(path, county)
    components.section("Vad enkäterna inte kan säga", "inte")
    components.bullets(voice_words.CANNOT_SAY)
    with fold("Vad varje mått säger och inte säger om sitt mål", "matt") as unfolded:
        components.bullets(voice_words.caveats(path) if unfolded else ())
    components.links([("effektmal", "Effektmål"), ("lamna_uppgifter", "Lämna uppgifter")], {})


def _users(path: str, now: Period, rounds: tuple[Period, ...]) -> None:
    components.lead(voice_words.finding(path, now))
    changes = voice_tables.changed(path, USERS, now)
    then = change_tables.earlier(changes, rounds)
    components.headed("Så svarade de", voice_words.WISH)
    _answers(path, USERS, now, then, voice_charts.KEY, voice_words.SMALL)
    components.section("Före och efter", "fore-och-efter")
    if then:
        components.judged(change_tables.judged(changes, queries.build(path).county_name, then, now))
        shown = voice_tables.before_and_after(path, changes, then, now)
        components.folded("Visa talen bakom som tabell", "fore_efter", shown, [voice_words.DECIDED])
        components.save("brukarnas-rost-fore-och-efter", _about(path, USERS, shown.caption, now), table=shown)
    elif why := voice_words.not_decided(path, now):
        components.judged([(voice_words.PRINTED_MEASURE, "cannot_tell", why)])
    else:
        components.say(voice_words.ONE_ROUND)
    if who := voice_tables.who(path, now, USERS):
        components.section("Vilka som svarat", "vilka")
        components.noted([voice_words.WHO], who)


def _answers(path: str, form: str, now: Period, then: Period | None, *notes: str) -> None:
    rows = voice_bars.rows(path, form, now, then)
    chart, notes = (voice_charts.spec_of(rows), rows), (*notes, voice_words.source(path, form, now))
    components.chart(*chart, f"svar_{form}", voice_charts.ALT)
    components.note(*notes)
    shown = voice_tables.answers(voices.questions(path, now.id, form), now.label)
    components.folded("Visa samma uppgifter som tabell", f"tabell_{form}", shown, [voice_tables.TOGETHER])
    components.save(f"brukarnas-rost-{form}", _about(path, form, shown.caption, now, *notes), table=shown, chart=chart)


def _staff(path: str, county: str) -> None:
    components.section("Medarbetarna", "medarbetarna")
    rounds = voices.rounds(path, STAFF)
    if not rounds:
        components.nothing_here(f"{county} {voice_words.NO_STAFF}", voice_words.WHEN_STAFF)
        return
    components.say(voice_words.PROPOSED)
    _answers(path, STAFF, rounds[0], None)
    if who := voice_tables.who(path, rounds[0], STAFF):
        tables.show(who)


def _about(path: str, form: str, title: str, now: Period, *notes: str) -> Provenance:
    about = components.provenance(path, title, now.label, "alla som svarat i länet", *notes, key=[voice_charts.KEY])
    return replace(about, source=str(queries.sources(path)[form]["title"]))


page()
