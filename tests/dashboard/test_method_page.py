"""The method page: every text is whole and on the page, every promise has its measurement, every example is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dashboard import method_examples, method_texts, queries
from dashboard.method_texts import FOLDER, LABELS, MEASURED_UNDER, PARTS
from tests.dashboard import long_county, small_county
from tests.dashboard.visits import said, visit

NAMES = [name for names in PARTS.values() for name in names]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return small_county.publish(tmp_path_factory.mktemp("metod") / "house")


def test_every_text_is_on_the_page_once() -> None:
    assert sorted(NAMES) == sorted(file.stem for file in FOLDER.glob("*.md") if file.stem != "inledning")


@pytest.mark.parametrize("name", NAMES)
def test_a_text_says_what_why_how_its_limits_and_from_whom(name: str) -> None:
    labels = [label for label, _ in method_texts.method(name).parts]
    wanted = list(LABELS.values()) if name != "ord" else ["Vad det säger", "Varför så", "Gränser"]
    assert labels == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_text_fits_a_screen_and_has_no_mark_left(name: str) -> None:
    shown = "".join(html for _, html in method_texts.method(name).parts)
    bare = re.sub(r"<[^>]+>", " ", shown)
    assert len(bare.split()) < 190
    assert not re.search(r"\*|`|\]\(|^#|&lt;/?su", bare)
    assert "  " not in " ".join(bare.split())
    assert not re.search(r"signifikan|\blika\b(?! många| långa)|ingen skillnad", bare)


def test_anchors_are_all_different() -> None:
    anchors = [method_texts.method(name).anchor for name in NAMES]
    anchors += [f"del-{method_texts.anchor_of(part)}" for part in PARTS]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z0-9-]+", anchor) for anchor in anchors)


def test_the_marks_of_a_text() -> None:
    said = method_texts.html("a < b & **c** är *d*\n\n> 2·x<sub>i</sub>\n[e](https://f.se/g) `h.csv`")
    assert said == (
        "<p>a &lt; b &amp; <strong>c</strong> är <em>d</em></p>"
        '<p class="samsyn-formula">2·x<sub>i</sub></p>'
        '<p><a href="https://f.se/g">e</a> <code>h.csv</code></p>'
    )
    assert "<script>" not in method_texts.html("<script>")


def test_every_simulation_that_was_run_is_told() -> None:
    run = tomllib.loads((FOLDER / "simulations.toml").read_text(encoding="utf-8"))
    assert run.keys() <= MEASURED_UNDER.keys()
    told = [sentence for name in NAMES for sentence in method_texts.measured().get(name, ())]
    assert len(told) == len(run)


@pytest.mark.parametrize(
    ("found", "shown"), [(0.0458, "4,6 %"), (0.05, "5 %"), (0.0021, "0,21 %"), (0.9997, "99,97 %"), (0.8, "80 %")]
)
def test_a_measured_share_is_neither_nought_nor_whole(found: float, shown: str) -> None:
    said = method_texts.measured_sentence(
        "rank_coverage", claimed=0.9, claims="at_least", found=found, worst=found, runs=10
    )
    assert f" {shown.replace(' ', chr(0xA0))} av" in said


def test_no_simulations_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(method_texts, "FOLDER", tmp_path)
    method_texts.measured.cache_clear()
    assert method_texts.measured() == {}
    method_texts.measured.cache_clear()


@pytest.mark.parametrize("name", NAMES)
def test_every_text_has_an_example_or_says_that_there_is_none(name: str, path: str) -> None:
    shown = method_examples.example(path, name)
    assert bool(shown) == (name != "ord")
    for paragraph in shown:
        assert paragraph.endswith(".")
        assert "  " not in paragraph


def test_an_example_is_what_is_published(path: str) -> None:
    [shown] = method_examples.example(path, "andel")
    figure = next(
        each
        for period in queries.periods(path)
        for each in queries.indicator_answers(path, period.id)["andel_fatt_insats"].areas
        if each.certainty == "firm"
    )
    assert f"{figure.name}: " in shown
    assert f"Bakom talet: {figure.numerator:.0f} av {figure.denominator:.0f}." in shown


def test_an_empty_house_has_no_cases(tmp_path: Path) -> None:
    empty = small_county.publish(tmp_path / "house", empty=True)
    for name in ("andel", "jamforelse", "forandring", "trend", "tratt", "tackning", "mal"):
        assert method_examples.example(empty, name) == ["Det som är publicerat nu har inget sådant fall."]


def test_the_page_as_a_visitor_meets_it(own_data_folder: Path) -> None:
    long_county.publish(own_data_folder)
    app = visit("metod")
    assert [each.value for each in app.header] == list(PARTS)
    alone = [names[0] for names in PARTS.values() if len(names) == 1]
    assert [each.value for each in app.subheader] == [method_texts.method(n).title for n in NAMES if n not in alone]
    contents = next(str(each.value) for each in app.markdown if "](#" in str(each.value))
    assert re.findall(r"\(#([a-z0-9-]+)\)", contents) == [method_texts.method(name).anchor for name in NAMES]
    assert len(app.get("html")) >= len(NAMES)
    text = said(app)
    assert re.search(r"Säker (ökning|minskning)\S* .*år i följd", text)
    assert "▲ bättre" in text
    assert "Utlovat" in text
