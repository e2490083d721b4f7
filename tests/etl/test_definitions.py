"""indicators.yaml: the real file loads, and every way of getting it wrong is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.definitions import Indicator, KnownItems, load_definitions
from etl.forms.catalogue import all_forms
from etl.problems import UserError

INDICATORS = Path(__file__).resolve().parents[2] / "indicators.yaml"
ITEMS: KnownItems = {
    "enkat": {"sokt": "persons", "fatt": "persons", "cra": "method_courses", "grupp": "municipalities"}
}
HEAD = """\
themes: [Metoder, Grupper]
effect_goals:
  Behovsbaserad:
    egna_behov: Insatser utefter egna behov.
defaults:
  form: enkat
  decimals: 1
  lower_is_better: null
  source_document: Rapport 1
  author: FoU
  reviewed: 2026-01-31
  next_review: 2027-01-31
  version: 1
indicators:
"""
GOOD = """\
  - id: andel
    title: Andel som fått insats
    short_title: Andel
    theme: Metoder
    why: Därför.
    how: Så här.
    unit: procent
    kind: proportion
    numerator: [fatt]
    denominator: [sokt]
    multiplier: 100
    source_questions: ["3.1"]
"""
FIRST_LINE = HEAD.count("\n") + 1


def known_items() -> KnownItems:
    return {form.id: {item.id: item.counts for item in form.items()} for form in all_forms()}


def load(tmp_path: Path, text: str) -> tuple[Indicator, ...]:
    path = tmp_path / "indicators.yaml"
    path.write_text(text, encoding="utf-8")
    return load_definitions(path, ITEMS)


def faults(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(UserError) as told:
        load(tmp_path, text)
    return str(told.value).splitlines()


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return HEAD + GOOD.replace(old, new)


def test_the_real_file_is_without_faults() -> None:
    definitions = load_definitions(INDICATORS, known_items())
    ids = [d.id for d in definitions]
    assert len(ids) == len(set(ids))
    assert {
        "sokt_hjalp_per_10000", "andel_fatt_insats", "metoder_per_person", "antal_metoder", "lvm_andel",
        "narstaende_per_100", "grupp_12steg_andel", "hvb_per_10000", "lvm_per_10000",
        "dokumentation_per_person",
    } <= set(ids)  # fmt: skip


@pytest.mark.parametrize("form", ["kommunenkat", "asi", "vardkedja"])
def test_every_countable_item_of_the_form_feeds_an_indicator(form: str) -> None:
    of_form = [d for d in load_definitions(INDICATORS, known_items()) if d.form == form]
    fed = {item for d in of_form for item in (*d.numerator, *d.denominator)}
    # The "other" counts hold several methods in one number; what is in them is coded to items of their own. A group's
    # profile is shown as it was given: its means are no counts, and how many are over a limit is nothing to aim at.
    others = {"annan_evidens_antal", "annan_insats_antal"}
    profile = {item for item in known_items()[form] if item.startswith(("asi_profil_", "asi_medel_", "asi_over_"))}
    assert fed == set(known_items()[form]) - others - profile


def test_what_is_asked_about_the_goals_says_what_it_says_of_them_and_what_not() -> None:
    asked = [d for d in load_definitions(INDICATORS, known_items()) if d.form in ("asi", "vardkedja")]
    assert len(asked) >= 10
    for definition in asked:
        assert definition.effect_goal, definition.id
        said = definition.caveats[0]
        assert said.startswith("Om målet säger måttet"), definition.id
        assert "inte" in said.split(". ", 1)[1] or "bara" in said or "inget" in said, definition.id


def test_no_indicator_divides_by_a_sum_of_methods() -> None:
    for definition in load_definitions(INDICATORS, known_items()):
        counts = known_items()[definition.form]
        assert "method_courses" not in {counts[item] for item in definition.denominator}


def test_an_entry_becomes_a_typed_definition(tmp_path: Path) -> None:
    goal = "    effect_goal: egna_behov\n"
    (definition,) = load(tmp_path, HEAD + GOOD + goal)
    assert definition.numerator == ("fatt",)
    assert definition.multiplier == 100.0
    assert definition.reviewed == date(2026, 1, 31)
    assert definition.lower_is_better is None
    assert definition.effect_goal == "Behovsbaserad: Insatser utefter egna behov."
    assert definition.caveats == ()
    assert definition.sort == 1


@pytest.mark.parametrize(("written", "read"), [("true", True), ("false", False), ("null", None), ("", None)])
def test_direction_is_yes_no_or_neither(tmp_path: Path, written: str, read: bool | None) -> None:
    (definition,) = load(tmp_path, HEAD + GOOD + f"    lower_is_better: {written}\n")
    assert definition.lower_is_better is read


def test_what_yaml_would_convert_stays_text(tmp_path: Path) -> None:
    text = changed("unit: procent", "unit: no").replace('["3.1"]', "[0114, 3.10, 2022-01-01]")
    (definition,) = load(tmp_path, text)
    assert definition.unit == "no"
    assert definition.source_questions == ("0114", "3.10", "2022-01-01")


def test_a_folded_text_is_one_line(tmp_path: Path) -> None:
    (definition,) = load(tmp_path, changed("why: Därför.", "why: >-\n      Först det ena.\n      Sedan det andra."))
    assert definition.why == "Först det ena. Sedan det andra."


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("title: Andel som", "titel: Andel som", 1, "okänd nyckel ”titel”. Menade du ”title”?"),
        ("[fatt]", "[fat]", 8, "”numerator” har den okända uppgiften ”fat”. Menade du ”fatt”?"),
        ("[sokt]", "[zzzzzz]", 9, "”denominator” har den okända uppgiften ”zzzzzz”."),
        ("[fatt]", "[fatt, fatt]", 8, "”numerator” räknar ”fatt” två gånger."),
        ("[fatt]", "fatt", 8, "”numerator” ska vara en lista"),
        ("theme: Metoder", "theme: Metodr", 3, "okända värdet ”Metodr”. Menade du ”Metoder”?"),
        ("kind: proportion", "kind: proportional", 7, "Menade du ”proportion”?"),
        ("multiplier: 100", "multiplier: 10 000", 10, "”multiplier” ska vara ett tal större än noll"),
        ("multiplier: 100", "multiplier: 0", 10, "”multiplier” ska vara ett tal större än noll"),
        ("multiplier: 100", "multiplier: 1000", 0, "är en andel och ska ha multiplier 100"),
        ("why: Därför.", "why:", 4, "”why” ska vara en text"),
        ("why: Därför.", "why: [a]", 4, "”why” ska vara en text"),
        ("id: andel", "id: Ändel", 0, "”id” får bara ha små bokstäver"),
        ("short_title: Andel", f"short_title: {'x' * 41}", 2, "högst 40 tecken"),
        ("    denominator: [sokt]\n", "", 0, "ska ha en ”denominator”"),
        ("numerator: [fatt]", "numerator: []", 0, "minst en uppgift"),
        ("kind: proportion", "kind: rate", 0, "ska inte ha någon ”denominator”"),
        ("[fatt]", "[cra]", 0, "täljare och nämnare räknar olika saker"),
        ("[sokt]", "[cra]", 0, "en person kan ha flera metoder"),
        (
            "    why: Därför.\n",
            "    why: Därför.\n    why: Annars.\n",
            5,
            "nyckeln ”why” står två gånger (även på rad",
        ),
        ("    why: Därför.\n", "    why: Därför.\n    decimals: 1.5\n", 5, "”decimals” ska vara ett heltal"),
        ("    why: Därför.\n", "    why: Därför.\n    decimals: 9\n", 0, "högst 3 decimaler"),
        ("    why: Därför.\n", "    why: Därför.\n    version: 0\n", 0, "version 1 eller högre"),
        (
            "    why: Därför.\n",
            "    why: Därför.\n    lower_is_better: no\n",
            5,
            "ska vara true, false eller null",
        ),
        (
            "    why: Därför.\n",
            "    why: Därför.\n    reviewed: i går\n",
            5,
            "ska vara ett datum som 2026-01-31",
        ),
        ("    why: Därför.\n", "    why: Därför.\n    reviewed: 2026-02-30\n", 5, "ska vara ett datum"),
        (
            "    why: Därför.\n",
            "    why: Därför.\n    next_review: 2025-01-01\n",
            0,
            "efter den senaste översynen",
        ),
        ("    why: Därför.\n", "    why: Därför.\n    form: enkt\n", 5, "Menade du ”enkat”?"),
        (
            "    why: Därför.\n",
            "    why: Därför.\n    effect_goal: egna_behv\n",
            5,
            "Menade du ”egna_behov”?",
        ),
        ("    why: Därför.\n", "    why: Därför.\n    sort: 3\n", 5, "okänd nyckel ”sort”"),
        ("unit: procent", "unit: procent\n    uncertainty: wilsn", 7, "”uncertainty” har det okända värdet ”wilsn”."),
        ("unit: procent", "unit: procent\n    uncertainty: poisson", 0, "som bara passar rate och ratio"),
        ("unit: procent", "unit: procent\n    margin: 0", 7, "”margin” ska vara ett tal större än noll"),
        ("unit: procent", "unit: procent\n    margin: fem", 7, "”margin” ska vara ett tal större än noll"),
        (
            "unit: procent",
            "unit: procent\n    uncertainty: model\n    margin: 5",
            0,
            "ingen osäkerhet att ställa en marginal",
        ),
        ("unit: procent", "unit: procent\n    target: 80", 7, "ska bestå av nycklarna value, by, decided"),
    ],
)
def test_each_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    lines = faults(tmp_path, changed(old, new))
    assert any(row.startswith(f"  rad {FIRST_LINE + line}: ") and told in row for row in lines), lines


@pytest.mark.parametrize(
    ("kind", "numerator", "multiplier", "told"),
    [
        ("items_used", "[cra]", "100", "är ett antal och ska ha multiplier 1"),
        ("share_of_areas", "[grupp, cra]", "100", "en enda uppgift"),
        ("share_of_areas", "[grupp]", "1", "ska ha multiplier 100"),
    ],
)
def test_rules_of_kinds_without_denominator(
    tmp_path: Path, kind: str, numerator: str, multiplier: str, told: str
) -> None:
    text = changed("kind: proportion", f"kind: {kind}").replace("    denominator: [sokt]\n", "")
    text = text.replace("[fatt]", numerator).replace("multiplier: 100", f"multiplier: {multiplier}")
    assert any(told in row for row in faults(tmp_path, text))


def test_all_faults_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    second = GOOD.replace("unit:", "enhet:").replace("[fatt]", "[ftt]")
    lines = faults(tmp_path, HEAD + GOOD.replace("theme: Metoder", "theme: Metdoer") + second)
    assert lines[0] == "indicators.yaml har 5 fel:"
    assert len(lines) == 6
    numbers = [int(row.split()[1].rstrip(":")) for row in lines[1:]]
    assert numbers == sorted(numbers)
    assert "saknar unit" in " ".join(lines)
    assert "id ”andel” används redan på rad" in " ".join(lines)


def test_a_fault_in_the_defaults_is_told_once(tmp_path: Path) -> None:
    text = (HEAD + GOOD + GOOD.replace("id: andel", "id: andel_tva")).replace("2026-01-31", "igår")
    lines = faults(tmp_path, text)
    assert len(lines) == 2
    assert "”reviewed” ska vara ett datum" in lines[1]


def test_what_cannot_be_shared_is_refused_in_the_defaults(tmp_path: Path) -> None:
    lines = faults(tmp_path, HEAD.replace("  version: 1", "  title: Samma\n  version: 1") + GOOD)
    assert any("”title” kan inte stå under ”defaults”" in row for row in lines)


def test_unknown_sections_are_refused(tmp_path: Path) -> None:
    lines = faults(tmp_path, "indikators: []\n" + HEAD + GOOD)
    assert lines[1] == "  rad 1: okänd nyckel ”indikators”. Menade du ”indicators”?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nycklar med värden"),
        ("- a\n- b\n", "nycklar med värden"),
        ("themes: [Metoder]\n", "”indicators” saknas"),
        ("a: [b\nc: d\n", "rad 2: filen går inte att läsa härifrån"),
        ("a: &x [b]\nc: *x\n", "rad 2: filen går inte att läsa härifrån"),
        ("a: \x07\n", "tecken som inte får finnas"),
    ],
)
def test_a_file_that_is_no_definitions_file(tmp_path: Path, text: str, told: str) -> None:
    assert told in "\n".join(faults(tmp_path, text))


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yaml"
    path.write_bytes("themes: [Åtgärd]".encode("latin-1"))
    with pytest.raises(UserError, match="UTF-8"):
        load_definitions(path, ITEMS)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="finns inte"):
        load_definitions(tmp_path / "indicators.yaml", ITEMS)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("themes: [Metoder, Grupper]", "themes: Metoder", "”themes” ska vara en lista"),
        ("  Behovsbaserad:\n    egna_behov: Insatser utefter egna behov.", "  - Ett mål", "begreppen som nycklar"),
        ("    egna_behov: Insatser utefter egna behov.", "    - Ett mål", "varje mål ha en egen nyckel"),
        (
            "defaults:",
            "  Integrerad:\n    egna_behov: Igen.\ndefaults:",
            "målet ”egna_behov” står under två begrepp",
        ),
        ("  version: 1", "  versin: 1", "”versin” kan inte stå under ”defaults”. Menade du ”version”?"),
        ("  version: 1", "  version:", "”version” ska vara en text"),
        ("  reviewed: 2026-01-31", "  reviewed: [2026]", "”reviewed” ska vara en text"),
    ],
)
def test_the_sections_before_the_indicators(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in HEAD
    assert any(told in row for row in faults(tmp_path, HEAD.replace(old, new) + GOOD))


def test_defaults_and_entries_must_be_keys_with_values(tmp_path: Path) -> None:
    start, end = HEAD.index("defaults:"), HEAD.index("indicators:")
    lines = faults(tmp_path, f"{HEAD[:start]}defaults: inga\n{HEAD[end:]}{GOOD}  - bara en text\n")
    assert any("”defaults” ska bestå av nycklar" in row for row in lines)
    assert any("indikator nummer 2 ska bestå av nycklar" in row for row in lines)


def test_an_entry_without_id_is_called_by_its_number(tmp_path: Path) -> None:
    lines = faults(tmp_path, HEAD + GOOD.replace("  - id: andel\n    title", "  - title"))
    assert lines[1:] == [f"  rad {FIRST_LINE}: indikator nummer 1 saknar id."]


def test_an_effect_goal_may_be_left_open(tmp_path: Path) -> None:
    (definition,) = load(tmp_path, HEAD + GOOD + "    effect_goal: null\n")
    assert definition.effect_goal is None


def test_a_multiplier_must_be_there(tmp_path: Path) -> None:
    assert any(
        "”multiplier” ska vara en text" in row for row in faults(tmp_path, changed("multiplier: 100", "multiplier:"))
    )
