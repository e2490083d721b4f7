"""The answers of one line of an export: counts, ticks, texts, and texts that say both what and how many."""

from __future__ import annotations

from etl.forms.description import Field, Form, Layout
from etl.named_counts import NamedCount, read_named_counts
from etl.numbers import CountReading, read_count
from etl.problems import join_words, shown
from etl.submission import Answer
from etl.survey_columns import option_keys, option_labels, options_of
from etl.survey_findings import Findings
from etl.survey_systems import ANY_SEPARATOR, OPTION_SEPARATORS
from etl.survey_table import Line, Table
from etl.survey_values import options_in, plain_text, tick
from etl.suspicions import names_a_person

LONGEST_TEXT = 4_000
_NOBODY_SAID = "Kommunen har inte svarat på frågan. Det redovisas som ”frågan inte besvarad”, aldrig som 0."
_NOTHING_TO_DO = "Fråga kommunen om ni vill ha ett svar. Annars behöver ni inte göra något."


class LineReader:
    """Reads the answers of one line and tells what cannot be read."""

    def __init__(self, table: Table, line: Line, form: Form, layout: Layout, findings: Findings) -> None:
        self._table = table
        self._line = line
        self._form = form
        self._fields = {each.id: each for each in form.fields(layout)}
        self._findings = findings
        self._answers: dict[str, Answer] = {}

    def answers(self) -> dict[str, Answer]:
        """Every answer by field id; a field without a column has none."""
        for place, meaning in self._table.meanings.items():
            if meaning.role == "named":
                self._read_named(place, self._form.get(meaning.id))
            elif meaning.role == "field" and meaning.id in self._fields:
                each = self._fields[meaning.id]
                if each.kind == "count":
                    self._read_count(place, each)
                elif each.kind == "text":
                    self._read_text(place, each)
        self._read_ticks()
        return self._answers

    def _address(self, place: int) -> str:
        return self._table.address(self._line, place)

    def _put(self, field_id: str, place: int, value: float | str | None, status: str) -> None:
        self._answers[field_id] = Answer(value, status, self._address(place), self._table.sheet.name)

    def _read_count(self, place: int, each: Field) -> None:
        cell = self._line.cells.get(place)
        reading = read_count(cell)
        if reading.code == "tom_cell":
            self._put(each.id, place, None, "not_answered")
            if not each.may_be_blank:
                self._tell_blank(place, each)
        elif reading.status is not None:
            self._put(each.id, place, reading.value, reading.status)
            if reading.status == "not_kept":
                self._tell_not_kept(place, each)
        elif reading.estimated_hint and reading.suggestion is not None:
            self._put(each.id, place, reading.suggestion, "estimated")
            self._tell_estimated(place, each)
        else:
            self._tell_unreadable(place, each, reading)

    def _tell_blank(self, place: int, each: Field) -> None:
        self._findings.add(
            "tom_cell",
            self._address(place),
            label=_label(each),
            severity="warning",
            says=_NOBODY_SAID,
            mend=_NOTHING_TO_DO,
        )

    def _tell_not_kept(self, place: int, each: Field) -> None:
        self._findings.add(
            "uppgift_saknas",
            self._address(place),
            label=_label(each),
            says="Kommunen har svarat att uppgift saknas. Det redovisas så, aldrig som 0.",
            mend="Ni behöver inte göra något.",
        )

    def _tell_estimated(self, place: int, each: Field) -> None:
        self._findings.add(
            "tal_ungefar",
            self._address(place),
            label=_label(each),
            severity="warning",
            says="Kommunen har skrivit ett ungefärligt tal. Det har lästs som talet, märkt ”uppskattat”.",
            mend="Stämmer det behöver ni inte göra något.",
        )

    def _tell_unreadable(self, place: int, each: Field, reading: CountReading) -> None:
        cell = self._line.cells[place]
        found = shown(cell.value) if cell.kind in ("text", "number", "error") else ""
        self._findings.add(
            str(reading.code),
            cell.address,
            label=_label(each),
            found=found,
            mend="Fråga kommunen vad som menas och skriv ett helt tal, ”uppgift saknas” eller lämna fältet tomt.",
        )

    def _read_text(self, place: int, each: Field) -> None:
        text = self._text(place, each)
        self._put(each.id, place, text or None, "ok" if text else "not_answered")

    def _text(self, place: int, each: Field) -> str:
        text = plain_text(self._line.cells.get(place))
        if len(text) > LONGEST_TEXT:
            self._findings.add("for_lang_text", self._address(place), label=_label(each))
            return ""
        if names_a_person(text):
            self._findings.add("personuppgift_misstankt", self._address(place), label=_label(each))
        return text

    def _read_named(self, place: int, which: Field) -> None:
        """The count goes to its field, the name to its own; a second pair to the second place."""
        places = self._places_for(which)
        text = self._text(place, which)
        says_something = any(character.isalnum() for character in text)
        pairs = read_named_counts(text) if says_something else ()
        if pairs is None or len(pairs) > len(places):
            self._ask_how_many(place, which)
            return
        for count, name in places:
            self._put(count.id, place, None, "not_answered")
            self._put(name.id, place, None, "not_answered")
        if says_something and not pairs:
            self._put(places[0][0].id, place, 0, "ok")
        for pair, (count, name) in zip(pairs, places, strict=False):
            self._put_pair(place, pair, count, name)

    def _places_for(self, which: Field) -> list[tuple[Field, Field]]:
        names = [each for each in self._fields.values() if each.names and which.id in (each.id, each.main)]
        return [(self._fields[each.names], each) for each in names]

    def _put_pair(self, place: int, pair: NamedCount, count: Field, name: Field) -> None:
        address, label = self._address(place), _label(count)
        if pair.count is not None:
            self._put(count.id, place, pair.count, "estimated" if pair.estimated else "ok")
            if pair.estimated:
                self._tell_estimated(place, count)
            if not pair.name:
                self._findings.add("specificera", address, label=label, mend="Fråga kommunen vad antalet gäller.")
        elif pair.not_kept:
            self._put(count.id, place, None, "not_kept")
            self._tell_not_kept(place, count)
        else:
            self._findings.add(
                "specificera",
                address,
                label=label,
                says="Det står vad som har gjorts men inte för hur många. Det redovisas som ”frågan inte besvarad”.",
                expected="både vad och hur många",
                mend="Vet ni antalet: skriv det i samma fält, till exempel ”NECT 5”.",
            )
        if pair.name:
            self._put(name.id, place, pair.name, "ok")

    def _ask_how_many(self, place: int, which: Field) -> None:
        self._findings.add(
            "tal_tvetydigt",
            self._address(place),
            label=_label(which),
            says="Texten säger både vad och hur många, men kan läsas på mer än ett sätt.",
            expected="insats och antal, parvis",
            mend="Skriv varje insats följd av sitt antal, med semikolon emellan: ”Stödsamtal 23; KBT 4”.",
        )

    def _read_ticks(self) -> None:
        numbers = dict.fromkeys(each.number for each in self._fields.values() if each.kind == "tick")
        for number in numbers:
            options = options_of(number, self._form)
            choice = self._table.columns("choice", number)
            columns = {m.id: p for p, m in self._table.meanings.items() if m.role == "field"}
            if choice:
                self._read_choice(choice[0], number, options)
            elif any(each.id in columns for each in options):
                self._read_options({each: columns[each.id] for each in options if each.id in columns})

    def _read_choice(self, place: int, number: str, options: tuple[Field, ...]) -> None:
        """All ticked options in one cell, parted as the system parts them."""
        text = plain_text(self._line.cells.get(place))
        status = read_count(self._line.cells.get(place)).status
        if status in ("not_kept", "not_applicable"):
            for each in options:
                self._put(each.id, place, None, status)
            return
        separators = OPTION_SEPARATORS.get(self._table.system, ANY_SEPARATOR)
        ticked = options_in(text, self._labels(place, number), separators)
        if ticked is None:
            self._findings.add(
                "okand_cell",
                self._address(place),
                label=f"{number} {join_words([each.short_label for each in options])}",
                severity="error",
                says="Något av det som står känns inte igen som ett svarsalternativ.",
                expected="svarsalternativen, med semikolon emellan",
                mend=f"Alternativen är {join_words([each.label for each in options])}.",
            )
            return
        states = {each: "yes" if each.id in ticked else "blank" for each in options}
        self._put_ticks(states, dict.fromkeys(options, place))

    def _labels(self, place: int, number: str) -> dict[str, str]:
        """How each option may be written: as the mapping says, and in the form's own words for the others."""
        said = self._table.codes.get(place, {})
        own = option_labels(number, self._form)
        return {text: option for text, option in own.items() if option not in said.values()} | dict(said)

    def _read_options(self, columns: dict[Field, int]) -> None:
        states: dict[Field, str] = {}
        for each, place in columns.items():
            cell = self._line.cells.get(place)
            state = tick(cell, self._table.meanings[place].option, option_keys(each.number, self._form), each.id)
            if state == "unknown" and cell is not None:
                code = "tvetydig_symbol" if not any(c.isalnum() for c in str(cell.value)) else "tal_text"
                self._findings.add(
                    code,
                    cell.address,
                    label=_label(each),
                    found=shown(cell.value),
                    says="Det som står är varken ett ja eller ett nej.",
                    expected="Ja eller Nej",
                    mend="Skriv Ja eller Nej.",
                )
            elif state in ("not_kept", "not_applicable"):
                self._put(each.id, place, None, state)
            else:
                states[each] = state
        self._put_ticks(states, columns)

    def _put_ticks(self, states: dict[Field, str], columns: dict[Field, int]) -> None:
        """What is not ticked is a no only when the question was answered at all."""
        answered = any(state in ("yes", "no") for state in states.values()) or self._says_other()
        for each, state in states.items():
            if answered or state != "blank":
                self._put(each.id, columns[each], 1 if state == "yes" else 0, "ok")
            else:
                self._put(each.id, columns[each], None, "not_answered")
        if states and not answered:
            for each in states:
                self._findings.add(
                    "tom_cell",
                    self._address(columns[each]),
                    label=_label(each),
                    severity="warning",
                    says="Inget alternativ är markerat. Det kan betyda att inget av dem finns eller att frågan är "
                    "överhoppad, och redovisas som ”frågan inte besvarad”.",
                    expected="ett svar på frågan",
                    mend="Vet ni att inget av dem finns: skriv Nej.",
                )

    def _says_other(self) -> bool:
        """Whether an option of their own is written, which shows that the question was not passed over."""
        others = {source for each in self._form.coded for source in each.coded_from if each.kind == "tick"}
        return any(self._answers[other].status == "ok" for other in others if other in self._answers)


def _label(each: Field) -> str:
    return f"{each.number} {each.short_label}"
