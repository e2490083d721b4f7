"""Reference data that was decided on, in the snapshot: the population of its year, and others' figures as theirs."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from etl import fetch_kolada
from etl.build import build, make_frames
from etl.changes import compare
from etl.fetch import use
from etl.fetch_diagnoses import DIAGNOSES, PATIENTS
from etl.fetch_kolada import KOLADA
from etl.fetch_population import POPULATION
from etl.house import House
from etl.inputs import REFERENCE, gather
from etl.problems import UserError
from etl.reference import sources_table
from etl.snapshot import open_snapshot, read_table
from etl.values import as_table
from tests.etl.houses import FIRST_DAY, send, submission
from tests.etl.statistics_services import KOLADA_RECORDED, kolada, scb, socialstyrelsen
from tests.etl.test_fetch import desk

# Of Stockholm, N03703, as recorded.
KOLADA_2018 = 1215.0
LATER = FIRST_DAY + timedelta(days=30)


def frames(house: House, as_of: date | None = None) -> dict[str, pl.DataFrame]:
    return make_frames(house, gather(house, as_of))


@pytest.mark.slow
def test_a_fetched_population_stands_beside_every_rate_with_its_year(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(grown=1.1)) as at:
        send(at.house, submission("2580"))
        before, old_id = frames(at.house), gather(at.house, None).build_id
        use(at.house, POPULATION, at.fetch(), by="Analytikern", decided_at=LATER)
    after = frames(at.house)
    assert gather(at.house, None).build_id != old_id
    about = dict(after["snapshot"].iter_rows())
    assert about["population_year"] == "2025"
    assert after["population"]["year"].unique().to_list() == [2025]
    rate = pl.col("area") == "2580"
    moved = before["indicator_value"].filter(rate).join(
        after["indicator_value"].filter(rate), on=["indicator", "source", "area", "period", "sex", "age_group"]
    ).filter(pl.col("value") != pl.col("value_right"))  # fmt: skip
    assert moved.height > 0
    assert (moved["value"] / moved["value_right"]).round(2).unique().to_list() == [1.1]
    assert "scb_folkmangd_2025" in after["source"]["id"]
    assert "scb_folkmangd_2019" not in after["source"]["id"]


def test_what_was_decided_later_is_not_in_an_earlier_build(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb()) as at:
        send(at.house, submission("2580"))
        first = gather(at.house, FIRST_DAY.date()).build_id
        use(at.house, POPULATION, at.fetch(), by="Analytikern", decided_at=LATER)
    assert gather(at.house, FIRST_DAY.date()).build_id == first
    assert gather(at.house, None).as_of == LATER.date()
    with_it, without = gather(at.house, LATER.date()), gather(at.house, FIRST_DAY.date())
    assert [each.source for each in with_it.references] == ["population"]
    assert without.references == ()


@pytest.mark.slow
def test_the_nation_and_the_counties_are_as_published_and_shares_are_of_the_municipalities(tmp_path: Path) -> None:
    usual = scb()

    def noisy(path: str, body: object) -> object:
        reply = usual(path, body)
        if "/data" in path:
            # One person more in Norrbotten as a whole than in its municipalities together.
            place = list(reply.content["dimension"]["Region"]["category"]["index"]).index("25")
            reply.content["value"][place * 15 + list(_ages(reply.content)).index("TotSA") * 3] += 1
        return reply

    with desk(tmp_path, POPULATION, noisy) as at:  # type: ignore[arg-type]  # the same shape as it was
        for area in ("2580", "2582"):
            send(at.house, submission(area), salt=area)
        use(at.house, POPULATION, at.fetch(), by="Analytikern", decided_at=LATER)
    made = frames(at.house)
    adults = {row["area"]: row["adults"] for row in made["population"].filter(sex="total").rows(named=True)}
    municipal = sum(n for code, n in adults.items() if len(code) == 4 and code.startswith("25"))
    assert adults["25"] == municipal + 1
    shares = made["response_group"].filter(pl.col("county") == "25").group_by("period").agg(
        pl.col("population_share").sum()
    )  # fmt: skip
    assert shares["population_share"].to_list() == [pytest.approx(1.0, abs=1e-12)]


def _ages(table: dict[str, dict[str, dict[str, dict[str, dict[str, int]]]]]) -> dict[str, int]:
    return table["dimension"]["Alder"]["category"]["index"]


@pytest.mark.slow
def test_koladas_figures_are_observations_of_their_own_with_their_titles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_kolada, "KEY_FIGURES", KOLADA_RECORDED)
    with desk(tmp_path, KOLADA, kolada()) as at:
        send(at.house, submission("2580"))
        before = frames(at.house)
        use(at.house, KOLADA, at.fetch(2017, 2018), by="Analytikern", decided_at=LATER)
    made = frames(at.house)
    (row,) = made["observation"].filter(source="kolada", area="0180", period="2018", item="N03703").rows(named=True)
    assert (row["value"], row["status"], row["sex"], row["example"]) == (KOLADA_2018, "ok", "total", False)
    assert row["printed_at"] == "Källa: Kolada. Hämtat 2023-01-02."
    (item,) = made["item"].filter(form="kolada", id="N03703").rows(named=True)
    assert item["label"] == "Nyckeltal N03703, kr/inv"
    (source,) = made["source"].filter(id="kolada").rows(named=True)
    assert (source["kind"], source["publisher"], source["example"]) == ("reference", "Kolada", False)
    # Nothing of ours is moved by it, and nothing we reckon is made of it.
    assert_frame_equal(made["indicator_value"], before["indicator_value"], check_row_order=False)
    assert "kolada" not in made["indicator_value"]["source"]
    assert made["observation"].filter(pl.col("source") != "kolada").height == before["observation"].height


@pytest.mark.slow
def test_fetched_diagnoses_replace_what_comes_with_samsyn_whole(tmp_path: Path) -> None:
    with desk(tmp_path, DIAGNOSES, socialstyrelsen()) as at:
        send(at.house, submission("2580"))
        use(at.house, DIAGNOSES, at.fetch(), by="Analytikern", decided_at=LATER)
    build(at.house)
    made = frames(at.house)
    own = made["observation"].filter(source="socialstyrelsen_f10_f19")
    assert sorted(own["period"].unique()) == ["2023", "2024"]
    (row,) = own.filter(area="21", period="2024", sex="total", item=PATIENTS).rows(named=True)
    assert row["value"] == 1539
    hidden = own.filter(area="09")
    assert hidden["status"].unique().to_list() == ["suppressed_at_source"]
    assert made["item"].filter(form="socialstyrelsen_f10_f19").height == 2
    (source,) = made["source"].filter(id="socialstyrelsen_f10_f19").rows(named=True)
    (shipped,) = sources_table(REFERENCE, [], example=False).filter(id="socialstyrelsen_f10_f19").rows(named=True)
    # Its own words stay, with the day of what is now shown.
    assert source["note"] == f"{shipped['note']} Källa: Socialstyrelsen. Hämtat 2023-01-02."
    assert source["title"] == shipped["title"]


@pytest.mark.slow
def test_who_publishes_reads_that_the_population_is_another_years(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(grown=1.1)) as at:
        send(at.house, submission("2580"))
        before = build(at.house, FIRST_DAY.date())
        use(at.house, POPULATION, at.fetch(), by="Analytikern", decided_at=LATER)
    after = build(at.house)
    assert before.build_id != after.build_id
    tables = []
    for made in (before, after):
        con = open_snapshot(made.published)
        names = ("submission", "asked", "note", "activity_record", "observation", "indicator", "indicator_value",
                 "item", "period", "area", "source")  # fmt: skip
        tables.append({name: read_table(con, name) for name in names})
        con.close()
    (line,) = [change for change in compare(*tables) if change.what == "Källor"]
    assert "31 december 2019" in line.before
    assert "31 december 2025" in line.after


def test_a_build_stops_when_a_kept_answer_is_not_what_was_decided_on(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb()) as at:
        send(at.house, submission("2580"))
        fetched = at.fetch()
        use(at.house, POPULATION, fetched, by="Analytikern", decided_at=LATER)
    (fetched.fetch.folder / "data_01.json").unlink()
    with pytest.raises(UserError, match=r"data_01.json saknas eller har ändrats"):
        build(at.house)


def test_a_figure_of_others_is_told_with_its_sex_and_without_answers_that_nobody_gave() -> None:
    nothing = dict.fromkeys(("numerator", "denominator", "answered", "asked", "population_share", "lower", "upper"))
    row = nothing | {"item": "N35001", "source": "kolada", "period": "2024", "value": 423.72, "status": "ok"}
    rows = [row | {"sex": sex, "example": False} for sex in ("women", "men")]
    head, women, men = as_table(rows).splitlines()
    assert head.split()[-1] == "Kön"
    assert (women.split()[-1], men.split()[-1]) == ("kvinnor", "män")
    assert "None" not in women
