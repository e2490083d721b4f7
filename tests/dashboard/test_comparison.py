"""What stands around the chart of Jämför kommuner: the finding, whom it is about, and the tables behind it."""

import pytest

from dashboard import beside, comparison, comparison_tables, measures, queries, tables
from dashboard.beside import COUNTY, NOTHING, SIMILAR, SKR
from dashboard.chart_choice import DOTS, TABLE, YES_NO
from dashboard.comparison import Shown
from dashboard.measures import COUNT, MEASURE
from dashboard.swedish import NBSP
from tests.dashboard import small_county
from tests.dashboard.small_county import EARLIER, LATER


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return small_county.publish(tmp_path_factory.mktemp("small") / "data")


def see(path: str, indicator: str, period: str = EARLIER, way: str = MEASURE, group: str = COUNTY) -> Shown:
    view = measures.view(path, queries.indicators(path)[indicator], period, way)
    when = next(p for p in queries.periods(path) if p.id == period)
    held = beside.beside(path, view, period, group)
    return Shown(view, when, held, comparison.choice(view).chosen, measures.in_order(view.answers, "namn"))


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def lines(shown: tables.Table) -> list[list[str]]:
    return [[column.title for column in shown.columns]] + [[plain(cell.text) for cell in r.cells] for r in shown.rows]


def test_the_table_has_the_value_the_verdict_and_what_they_rest_on(path: str) -> None:
    assert lines(comparison_tables.table(path, see(path, "andel_fatt_insats"))) == [
        ["Kommun", "Procent", "Utfall", "Slumpens spelrum", "Fått insats", "Sökt hjälp"],
        ["Boden", "80,0", "▼ sämre", "71,1–86,7", "80", "100"],
        ["Kalix", "75,0", "● kan inte avgöras", "59,8–85,8", "30", "40"],
        ["Luleå", "95,0", "▲ bättre", "91,0–97,3", "190", "200"],
        ["Älvsbyn", "svarade inte", "–", "–", "–", "–"],
        ["De svarande kommunerna", "88,2", "", "84,4–91,2", "300", "340"],
    ]


def test_the_other_table_says_what_could_have_been_seen(path: str) -> None:
    shown = see(path, "sokt_hjalp_per_10000")
    heads, boden, kalix, *_ = lines(comparison_tables.details(shown))
    rows = dict(zip(heads, kalix, strict=True))
    assert (rows["Jämförs med"], rows["Väntat antal"]) == ("34,2", "45,0")
    # 2,8 times the root of 45 expected, per 13 174 adults; (14,3 / 3,8)² = 14,1 periods.
    assert (rows["Minsta synliga skillnad"], rows["Perioder som behövs"]) == ("14,3", "15")
    assert rows["Plats från högsta värdet"] == "plats 1–3 av 3"
    assert boden[heads.index("Perioder som behövs")] == "–"
    [said] = comparison_tables.not_compared(shown)
    assert said.startswith("Älvsbyn jämförs inte: det finns inget tal")


def test_a_saved_table_has_the_limits_as_numbers_and_all_of_both_tables(path: str) -> None:
    shown = comparison_tables.whole(path, see(path, "andel_fatt_insats"))
    titles = [column.title for column in shown.columns]
    assert titles[2:4] == ["Slumpens spelrum, från", "Slumpens spelrum, till"]
    assert [round(float(cell.value or 0), 1) for cell in shown.rows[0].cells[2:4]] == [71.1, 86.7]
    assert {"Utfall", "Jämförs med", "Minsta synliga skillnad", "Vuxna invånare"} <= set(titles)


def test_a_handful_is_told_in_words_and_not_judged(path: str) -> None:
    shown = see(path, "lvm_andel")
    assert lines(comparison_tables.table(path, shown))[1][:4] == ["Boden", "1 av 6", "– jämförs inte", "–"]
    drawing = comparison.chart(shown)
    assert drawing is not None
    boden = drawing[1][0]
    assert (boden["name"], boden["value"], boden["lower"]) == ("Boden", None, None)


def test_two_municipalities_are_counts_and_nothing_else(path: str) -> None:
    shown = see(path, "cra_per_100", LATER)
    assert (shown.kind, shown.held, comparison.chart(shown)) == (TABLE, NOTHING, None)
    assert lines(comparison_tables.table(path, shown)) == [
        ["Kommun", "CRA", "Fått insats"],
        ["Boden", "12", "90"],
        ["Kalix", "svarade inte", "–"],
        ["Luleå", "28", "170"],
        ["Älvsbyn", "frågan inte besvarad", "–"],
        ["De svarande kommunerna", "minst 40", "260"],
    ]
    said = plain(" ".join(comparison.heading(path, shown)))
    assert "De svarande kommunerna: minst 40 metodinsatser." in said
    assert "Bara antal visas: 2 av 4 kommuner har ett tal." in said


def test_yes_and_no_have_bounds_and_are_never_scaled_up(path: str) -> None:
    shown = see(path, "grupp_12steg_andel")
    assert shown.kind == YES_NO
    assert plain(comparison.finding(shown)).startswith("Mellan 2 och 3 av 4 kommuner har det.")
    last = lines(comparison_tables.table(path, shown))[-1]
    assert last[:2] == ["Länets kommuner", "mellan 2 och 3 av 4 kommuner har"]
    assert comparison.spoken(shown).startswith("Två kolumner")


def test_what_has_no_interval_says_why_and_is_not_judged(path: str) -> None:
    shown = see(path, "metoder_per_person")
    assert (shown.kind, shown.held) == (DOTS, NOTHING)
    assert any("Samma person kan räknas flera gånger" in note for note in comparison.notes(path, shown))
    assert "Utfall" not in lines(comparison_tables.table(path, shown))[0]
    drawing = comparison.chart(shown)
    assert drawing is not None
    assert {row["verdict"] for row in drawing[1]} == {""}


def test_counts_have_neither_interval_nor_verdict(path: str) -> None:
    shown = see(path, "sokt_hjalp_per_10000", way=COUNT)
    assert lines(comparison_tables.table(path, shown))[0] == ["Kommun", "Personer", "Vuxna invånare"]
    assert lines(comparison_tables.table(path, shown))[-1][1] == "minst 340"
    assert shown.held == NOTHING
    assert plain(comparison.total_sentence(path, shown.view)) == (
        "De svarande kommunerna: minst 340 personer, från 3 av 4 kommuner (94 % av länets vuxna). "
        "Som tryckt i FoUI rapport 95:2023: 527, tabell 1."
    )


def test_the_finding_names_who_can_be_told_apart(path: str) -> None:
    said = comparison.finding(see(path, "andel_fatt_insats"))
    assert "Luleå" in said
    assert "Boden" in said
    assert "Kalix" not in said
    # Boden and Luleå are each over a quarter of the answers; Kalix is not.
    assert said.count("jämförs därför med de andra svarande kommunerna") == 2
    assert "0,2 få ett utslag" in " ".join(comparison.notes(path, see(path, "sokt_hjalp_per_10000")))


@pytest.mark.parametrize(("group", "reason"), [(SKR, "too_few_areas"), (SIMILAR, "too_few_areas")])
def test_another_benchmark_is_another_judgement(path: str, group: str, reason: str) -> None:
    shown = see(path, "andel_fatt_insats", group=group)
    assert shown.held.found["2514"].reason == reason
    assert shown.held.line is None
    assert comparison.finding(shown) == "Ingen kommun kan jämföras här."


def test_the_key_says_when_the_others_have_chance_in_them_too(path: str) -> None:
    # Boden and Luleå are large here and held against the rest; nobody is of what expects hardly anything.
    assert "har också slump i sig" in comparison.key(see(path, "andel_fatt_insats"))
    assert "Kort tvärstreck" not in comparison.key(see(path, "metoder_per_person"))


def test_a_picture_and_a_file_carry_the_signs_and_how_chance_is_reckoned_with(path: str) -> None:
    about = comparison.provenance(path, see(path, "andel_fatt_insats"))
    under_the_picture = plain(" ".join(about.key))
    assert "Utfall: ▲ bättre, ▼ sämre, ● kan inte avgöras, – jämförs inte." in under_the_picture
    assert "Slumpens spelrum är" in under_the_picture
    assert "Jämförs med: de svarande kommunerna." in under_the_picture
    assert "95 procents konfidensintervall" in plain(" ".join(about.notes))
