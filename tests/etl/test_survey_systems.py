"""The same answers written out by any survey system are read as the same answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.areas import load_areas
from etl.column_mapping import ColumnMapping, ColumnUse
from etl.intake import check_file
from etl.periods import parse_period
from etl.submission import CheckedFile
from tests.etl import survey_shapes as shapes
from tests.etl.survey_shapes import ASKED, AWKWARD, ORDINARY, RESPONDENT, File, Reply

PERIOD = parse_period("2024-01/2024-10")
KOMMUNER = tuple(area.name for area in load_areas().municipalities("25"))
COUNTS = tuple(f for f, n, _ in ASKED if n[0] in "3467" and not f.endswith("vad") and f != "fritext_metoder")
TEXTS = ("fritext_metoder", "grupp_annat", "fritext_grupp", "ovrigt")

Write = Callable[..., File]
Found = Mapping[str, Mapping[str, tuple[object, str]]]

SYSTEMS: dict[str, tuple[str, Write]] = {
    "evasys": ("evasys", shapes.evasys),
    "limesurvey full": ("limesurvey", shapes.limesurvey),
    "limesurvey codetext, commas": (
        "limesurvey",
        lambda replies, labels=ORDINARY: shapes.limesurvey(replies, labels, headings="codetext", delimiter=","),
    ),
    "forms in Swedish": ("forms", shapes.forms),
    "forms in English": ("forms", lambda replies, labels=ORDINARY: shapes.forms(replies, labels, swedish=False)),
    "google in Swedish": ("google", shapes.google),
    "google in English": ("google", lambda replies, labels=ORDINARY: shapes.google(replies, labels, swedish=False)),
    "surveymonkey csv": ("surveymonkey", shapes.surveymonkey),
    "surveymonkey xlsx": (
        "surveymonkey",
        lambda replies, labels=ORDINARY: shapes.surveymonkey(replies, labels, workbook=True),
    ),
}


def _replies() -> list[Reply]:
    """Fourteen municipalities that answer in every way that is asked for."""
    replies = []
    options = list(ORDINARY)
    for place, kommun in enumerate(KOMMUNER):
        written = {each: str(3 * place + number) for number, each in enumerate(COUNTS)}
        written |= {"sokt_hjalp": str(300 + place), "fatt_insats": str(200 + place)}
        ticked: frozenset[str] | None = frozenset(options[: 1 + place % 4])
        if place == 1:
            written["dokumentation"] = "uppgift saknas"
            ticked = None
        if place == 2:
            written |= {"dokumentation": "ca 120", "cra": "", "hvb": "1 184"}
        if place == 3:
            written["annan_evidens_vad"] = "NECT, 5 personer; Individbaserad KBT, 18 personer"
            written["annan_insats_vad"] = "Förstärkt kontaktperson ca 7"
        if place == 4:
            written |= {"annan_insats_vad": "Nej", "grupp_annat": "CRA (grupp), halvöppen; på kvällar"}
            ticked = frozenset()
        if place == 5:
            written["ovrigt"] = 'Rad ett; med semikolon, komma\noch "citat" samt apostrof\'s'
            written["fritext_grupp"] = "Köps in, vid behov."
        replies.append(Reply(kommun, written, ticked))
    return replies


REPLIES = _replies()


def read(file: File, *mappings: ColumnMapping) -> CheckedFile:
    return check_file(file.data, file.name, county="25", period=PERIOD, codebook=file.codebook, mappings=mappings)


def approved(file: File, correct: Mapping[int, ColumnUse] | None = None) -> CheckedFile:
    """Read a file as an analyst would: propose, correct, approve, read again."""
    first = read(file)
    if correct is None and first.outcome != "rejected":
        return first
    assert first.mapping is not None
    columns = tuple((correct or {}).get(place, each) for place, each in enumerate(first.mapping.columns))
    return read(file, replace(first.mapping, columns=columns).approve("Analytikern", "2025-01-15"))


def answers(checked: CheckedFile) -> Found:
    areas = load_areas()
    return {
        areas.get(each.area).name: {f: (a.value, a.status) for f, a in each.answers.items()}
        for each in checked.submissions
    }


def problems(checked: CheckedFile) -> list[str]:
    return [f"{each.severity}:{each.code}" for each in checked.problems]


# ---- What is written, and what it comes to ----


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_was_answered_is_what_is_read(system: str) -> None:
    checked = approved(SYSTEMS[system][1](REPLIES))
    assert [each for each in problems(checked) if each.startswith("error")] == []
    found = answers(checked)
    assert sorted(found) == sorted(KOMMUNER)
    for place, reply in enumerate(REPLIES):
        read_answers = found[reply.kommun]
        for each in COUNTS:
            expected = {
                "uppgift saknas": (None, "not_kept"), "ca 120": (120, "estimated"), "1 184": (1184, "ok"),
                "": (None, "not_answered"),
            }  # fmt: skip
            written = reply.written[each]
            assert read_answers[each] == (expected[written] if written in expected else (int(written), "ok"))
        for each in TEXTS:
            text = reply.written.get(each, "")
            assert read_answers[each] == ((text, "ok") if text else (None, "not_answered"))
        for option in ORDINARY:
            said = reply.ticked or place == 4
            assert read_answers[option] == (
                (float(option in (reply.ticked or ())), "ok") if said else (None, "not_answered")
            )
    others = found[KOMMUNER[3]]
    assert (others["annan_evidens_antal"], others["annan_evidens_vad"]) == ((5, "ok"), ("NECT", "ok"))
    assert (others["annan_evidens_antal_2"], others["annan_evidens_vad_2"][0]) == ((18, "ok"), "Individbaserad KBT")
    assert others["annan_insats_antal"] == (7, "estimated")
    assert found[KOMMUNER[4]]["annan_insats_antal"] == (0, "ok")


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_system_is_recognised_by_its_signature(system: str) -> None:
    mapping = read(SYSTEMS[system][1](REPLIES)).mapping
    assert mapping is not None
    assert mapping.system == SYSTEMS[system][0]


@pytest.mark.parametrize("system", [*SYSTEMS, "unknown"])
def test_nothing_that_names_the_respondent_is_kept_or_shown(system: str) -> None:
    file = (shapes.unknown if system == "unknown" else SYSTEMS[system][1])(REPLIES)
    for checked in (read(file), approved(file)):
        shown = repr((checked.mapping, checked.problems, checked.kept, checked.submissions, checked.fine))
        assert [each for each in RESPONDENT if each in shown] == []
        assert "09:" not in shown
        assert not {"warning:personuppgift_misstankt", "error:individdata"} & set(problems(checked))


# ---- Options that hold what options are parted by ----


def _told(file: File) -> dict[int, ColumnUse]:
    """What an analyst says of options that the form does not know by their labels."""
    mapping = read(file).mapping
    assert mapping is not None
    used = {each.use for each in mapping.columns}
    if "5.1" in used:
        codes = {label: option for option, label in AWKWARD.items()}
        return {p: replace(c, by="hand", codes=codes) for p, c in enumerate(mapping.columns) if c.use == "5.1"}
    left = iter([option for option in AWKWARD if option not in used])
    return {p: replace(c, by="hand", use=next(left)) for p, c in enumerate(mapping.columns) if not c.use}


@pytest.mark.parametrize("system", SYSTEMS)
def test_options_with_commas_semicolons_and_line_breaks_are_the_same_options(system: str) -> None:
    file = SYSTEMS[system][1](REPLIES, AWKWARD)
    checked = approved(file, _told(file))
    assert [each for each in problems(checked) if each.startswith("error")] == []
    assert answers(checked) == answers(approved(shapes.forms(REPLIES)))


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_option_that_nobody_has_explained_is_asked_about(system: str) -> None:
    """Never parted by the commas in it, never left out in silence."""
    checked = approved(SYSTEMS[system][1](REPLIES, AWKWARD))
    assert {"error:okand_cell", "error:kolumn_saknas"} & set(problems(checked))
    assert [each for each in answers(checked).values() if each.get("grupp_anhorig") == (1.0, "ok")] == []


# ---- Headings that say nothing: the mapping step ----


def by_hand(file: File, kommuner: Mapping[str, str]) -> dict[int, ColumnUse]:
    """Every column told what it is, in the questionnaire's order."""
    mapping = read(file).mapping
    assert mapping is not None
    asked = [f for f, _, _ in ASKED for f in (tuple(ORDINARY) if f == "5.1" else (f,))]
    places = [place for place, each in enumerate(mapping.columns) if each.use not in ("drop", "finished")]
    return {
        place: replace(
            mapping.columns[place],
            use=use,
            by="hand",
            codes=kommuner if use == "kommun" else {"vald": "Ja"} if use in ORDINARY else {},
        )
        for place, use in zip(places, asked, strict=True)
    }


def test_a_system_that_nobody_knows_is_read_as_the_analyst_says() -> None:
    file = shapes.unknown(REPLIES)
    refused = read(file)
    assert (problems(refused), refused.submissions) == (["error:fel_mall"], ())
    assert refused.mapping is not None
    assert [each.use for each in refused.mapping.columns[:5]] == ["drop", "drop", "drop", "drop", ""]
    kommuner = {str(number): name for number, name in enumerate(sorted(KOMMUNER), 1)}
    checked = approved(file, by_hand(file, kommuner))
    assert answers(checked) == answers(approved(shapes.forms(REPLIES)))


def test_limesurvey_with_codes_alone_is_read_as_the_analyst_says() -> None:
    file = shapes.limesurvey(REPLIES, headings="code")
    mapping = read(file).mapping
    assert mapping is not None
    assert mapping.system == "limesurvey"
    assert answers(approved(file, by_hand(file, {}))) == answers(approved(shapes.forms(REPLIES)))


def test_what_is_not_approved_is_not_read() -> None:
    checked = read(shapes.evasys(REPLIES))
    assert (problems(checked), checked.submissions, checked.kept) == (["error:okand_kolumn"], (), {})
    assert "ingen har godkänt" in checked.problems[0].message
    assert checked.mapping is not None
    draft = replace(checked.mapping, columns=tuple(replace(c, by="hand") for c in checked.mapping.columns))
    assert problems(read(shapes.evasys(REPLIES), draft)) == ["error:okand_kolumn"]


def test_codes_of_municipalities_without_a_codebook_are_shown_to_be_explained() -> None:
    file = replace(shapes.evasys(REPLIES), codebook=None)
    mapping = read(file).mapping
    assert mapping is not None
    told = {2: replace(mapping.columns[2], use="kommun", by="hand", codes={"1": "Övertorneå"})}
    again = read(file, replace(mapping, columns=(*mapping.columns[:2], told[2], *mapping.columns[3:])))
    assert again.mapping is not None
    assert again.mapping.columns[2].seen == tuple(str(number) for number in range(2, 15))


# ---- Any answers at all ----

_COUNT = st.one_of(st.integers(0, 5_000).map(str), st.sampled_from(["", "uppgift saknas", "ca 40", "0"]))
# No apostrophe: LimeSurvey writes "=" as "'=", and nobody can tell it from what somebody wrote so.
_TEXT = st.text(st.sampled_from('abc ÅÄÖåäö,;:|\n\t"=+-@<>&%()[]?.1'), max_size=30)
_OTHERS = st.sampled_from(["", "Nej", "NECT, 5 personer", "KBT 4; NECT 3", "Stödsamtal", "KBT 5-10", "NECT ca 3"])


@st.composite
def _any_replies(draw: st.DrawFn) -> list[Reply]:
    chosen = draw(st.lists(st.sampled_from(KOMMUNER), min_size=1, max_size=4, unique=True))
    return [
        Reply(
            kommun,
            {each: draw(_COUNT) for each in COUNTS}
            | {each: draw(_TEXT) for each in TEXTS}
            | {each: draw(_OTHERS) for each in ("annan_evidens_vad", "annan_insats_vad")},
            draw(st.one_of(st.none(), st.frozensets(st.sampled_from(list(ORDINARY)), max_size=4))),
        )
        for kommun in chosen
    ]


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_any_replies())
def test_any_answers_are_the_same_from_every_system(replies: list[Reply]) -> None:
    expected = approved(shapes.google(replies))
    for name, (_, write) in SYSTEMS.items():
        checked = approved(write(replies))
        assert answers(checked) == answers(expected), name
        # LimeSurvey tells of an answer that was begun, which the others do not keep.
        told = sorted(each for each in problems(checked) if each != "warning:okand_rad")
        assert told == sorted(problems(expected)), name
