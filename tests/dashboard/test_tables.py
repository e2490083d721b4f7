"""Tables: what is shown, what is escaped, what a reader who does not see hears."""

import re
from dataclasses import replace

from dashboard import tables
from dashboard.tables import Cell, Column
from tests.dashboard.figures import BODEN, KALIX, LULEA


def small(*rows: tables.Row) -> tables.Table:
    return tables.table("Sökt hjälp", [Column("Kommun"), Column("Antal", numeric=True)], rows)


def test_headings_of_columns_and_rows_are_told_apart() -> None:
    html = tables.to_html(small(tables.row(tables.words("Kalix"), tables.figure(KALIX))))
    assert "<caption>Sökt hjälp</caption>" in html
    assert '<th scope="col">Kommun</th><th scope="col" class="num">Antal</th>' in html
    assert '<tr><th scope="row">Kalix</th><td class="num">0</td></tr>' in html
    assert 'role="region" tabindex="0" aria-label="Sökt hjälp"' in html


def test_nothing_in_a_cell_becomes_markup() -> None:
    evil = '<img src=x onerror="alert(1)">'
    html = tables.to_html(tables.table(evil, [Column(evil)], [tables.row(tables.words(evil))]))
    assert not re.search(r"<img|onerror=\"", html)
    assert html.count("&lt;img") == 4


def test_zero_an_estimate_and_a_gap_are_three_things() -> None:
    assert tables.figure(KALIX) == Cell("0", 0.0)
    assert tables.figure(BODEN, 1) == Cell("ca 1\u00a0234,5", 1234.5)
    assert tables.figure(LULEA) == Cell("uppgift saknas", "uppgift saknas", missing=True)
    assert tables.figure(None) == Cell("–", None, missing=True)


def test_a_gap_is_marked_in_the_table() -> None:
    html = tables.to_html(small(tables.row(tables.words("Luleå"), tables.figure(LULEA), style="own")))
    assert '<tr class="own"><th scope="row">Luleå</th><td class="missing">uppgift saknas</td></tr>' in html


def test_a_handful_is_told_in_words_and_has_no_interval() -> None:
    few = replace(KALIX, value=300 / 7, numerator=3.0, denominator=7.0, lower=15.8, upper=75.0, certainty="in_words")
    assert tables.figure(few, 1) == Cell("3\u00a0av\u00a07", 300 / 7)
    assert tables.interval(few).missing
    assert tables.figure(replace(few, status="estimated"), 1).text == "ca 3\u00a0av\u00a07"
    assert tables.interval(replace(few, certainty="uncertain"), 1).text == "15,8–75,0 (osäkert)"
    assert tables.interval(replace(few, certainty="firm"), 1).text == "15,8–75,0"
    assert tables.interval(None).missing


def test_a_verdict_takes_its_colour_and_keeps_its_word() -> None:
    html = tables.to_html(small(tables.row(tables.words("Kalix"), tables.verdict("cannot_tell", "● <kan inte>"))))
    assert '<td class="num"><span class="samsyn-verdict cannot_tell">● &lt;kan inte&gt;</span></td>' in html
    assert tables.verdict("better", "▲ bättre").value == "▲ bättre"
