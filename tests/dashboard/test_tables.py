"""Tables: what is shown, what is escaped, what a reader who does not see hears."""

import re

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


def test_a_verdict_takes_its_colour_and_keeps_its_word() -> None:
    html = tables.to_html(small(tables.row(tables.words("Kalix"), tables.verdict("cannot_tell", "● <kan inte>"))))
    assert '<td class="num"><span class="samsyn-verdict cannot_tell">● &lt;kan inte&gt;</span></td>' in html
    assert tables.verdict("better", "▲ bättre").value == "▲ bättre"
