"""The pages over a county of fourteen, built by the real thing: every measure, period and group keeps its word."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import asked_chart, beside, comparison, comparison_tables, measures, overview, overview_tables, queries
from dashboard.beside import COUNTY, OWN, Beside
from dashboard.chart_choice import TABLE
from dashboard.comparison import Shown
from dashboard.measures import COUNT, MEASURE
from dashboard.own_group import OwnGroup, comparisons
from dashboard.records import Period
from dashboard.sentences import DECIDED
from etl.demo import Demo

pytestmark = pytest.mark.slow
OWN_GROUP = OwnGroup(("2580", "2582", "2514", "2560"), ("Luleå", "Boden", "Kalix", "Älvsbyn"), ())


@pytest.fixture
def path(built_demo: Demo) -> str:
    return str(built_demo.build.published)


def shown(path: str, period: Period, indicator: str, way: str, group: str) -> Shown:
    view = measures.view(path, queries.indicators(path)[indicator], period.id, way)
    held = beside.beside(path, view, period.id, group) if group != OWN else Beside(OWN)
    if group == OWN and view.is_judged:
        held = Beside(OWN, comparisons(OWN_GROUP, view.indicator, view.answers), words=OWN_GROUP.words)
    return Shown(view, period, held, comparison.choice(view).chosen, measures.in_order(view.answers, "namn"))


def every(path: str, way: str = MEASURE) -> list[Shown]:
    return [
        shown(path, period, indicator, way, group)
        for period in queries.periods(path)
        for indicator in queries.indicators(path)
        for group in beside.GROUPS
    ]


def test_every_measure_period_and_group_has_its_sentences_and_tables(path: str) -> None:
    for each in [*every(path), *every(path, COUNT)]:
        said = [*comparison.heading(path, each), *comparison.notes(path, each), comparison.finding(each)]
        assert not [sentence for sentence in said if "{" in sentence or "None" in sentence]
        table = comparison_tables.table(path, each)
        assert len(table.rows) == 15
        assert (comparison.chart(each) is None) == (each.kind == TABLE)
        assert len(comparison_tables.whole(path, each).rows) == 15
        assert asked_chart.kinds(each.view, each.held) or each.kind == TABLE


def test_no_verdict_stands_on_a_page_without_an_interval_that_says_so(path: str) -> None:
    decided = 0
    for each in every(path):
        for area, one in each.held.found.items():
            figure = each.view.answers.of(area)
            if each.held.verdict(area) not in DECIDED:
                continue
            decided += 1
            assert figure is not None
            assert figure.lower is not None
            assert figure.upper is not None
            assert one.benchmark is not None
            assert figure.value is not None
            if one.against == "county":
                assert not figure.lower <= one.benchmark <= figure.upper
            lower_is_better = each.view.indicator.lower_is_better
            above = {"higher"} if lower_is_better is None else {"worse" if lower_is_better else "better"}
            assert (one.verdict in above) == (figure.value > one.benchmark)
            assert figure.certainty != "in_words"
            assert (one.expected or 0) >= 10
    assert decided > 5


def test_what_the_pages_colour_is_what_the_tables_say(path: str) -> None:
    for each in every(path):
        drawing = comparison.chart(each)
        if drawing is None or each.view.yes_no:
            continue
        in_table = {
            row.cells[0].text: [cell.verdict for cell in row.cells if cell.verdict]
            for row in comparison_tables.table(path, each).rows
        }
        for row in drawing[1]:
            if row["verdict"] and row["value"] is not None:
                assert len(in_table[row["name"]]) == 1
            if not each.held.found:
                assert row["verdict"] == ""


def test_all_measures_at_once(path: str) -> None:
    for period in queries.periods(path):
        whole = overview.overview(path, period)
        assert len(whole.lines) == len(queries.indicators(path))
        assert whole.decidable < whole.compared
        assert len(overview_tables.row_by_row(whole).rows) == 14 * len(whole.lines)
        themes = [
            overview.overview(path, period, theme) for theme in overview.themes(path) if theme != overview.ALL_THEMES
        ]
        assert sum(part.compared for part in themes) == whole.compared
        for line in whole.lines:
            alone = shown(path, period, line.view.indicator.id, MEASURE, COUNTY)
            assert [alone.held.verdict(area) for area in alone.order] == [line.held.verdict(a) for a in alone.order]


def test_files_are_made_of_it(path: str, tmp_path: Path) -> None:
    from dashboard import exports

    each = shown(path, queries.periods(path)[0], "cra_per_100", MEASURE, COUNTY)
    about = comparison.provenance(path, each)
    text = exports.csv_file(comparison_tables.whole(path, each), about).decode("utf-8-sig")
    for needed in ("▽\u00a0lägre", "Slumpens spelrum, från", "kan inte avgöras", "10 av 14", "konfidensintervall"):
        assert needed in text.replace("\u00a0av\u00a0", " av ")
    drawing = comparison.chart(each)
    assert drawing is not None
    assert "kan inte avgöras" in exports.svg(*drawing, about).decode("utf-8").replace("\u00a0", " ")
