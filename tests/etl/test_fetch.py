"""Newer reference data: fetched, kept, shown beside what is used, and used only when somebody has said so."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etl import fetch_kolada
from etl.areas import load_areas
from etl.fetch import Fetched, fetch, kept_fetch, stop_using, use
from etl.fetch_diagnoses import DIAGNOSES, PATIENTS, PER_100K
from etl.fetch_http import Caller, NoAnswer
from etl.fetch_kept import fetches, read_fetch
from etl.fetch_kolada import KOLADA
from etl.fetch_plan import Source, UnexpectedAnswer, Wish
from etl.fetch_population import POPULATION
from etl.house import House
from etl.problems import UserError
from tests.etl.houses import FIRST_DAY, demo_house
from tests.etl.statistics_services import (
    KOLADA_RECORDED,
    Answering,
    Reply,
    Service,
    kolada,
    kolada_areas,
    recorded,
    scb,
    scb_with_another_lulea,
    serving,
    socialstyrelsen,
)

RECORDED_YEARS = tuple(range(2000, 2025))


@dataclass
class Desk:
    """An analyst's: a house, a service, and what the fetches said of how far they had come."""

    house: House
    source: Source
    service: Service
    now: datetime = FIRST_DAY

    def __post_init__(self) -> None:
        self.progress: list[tuple[int, int]] = []

    def fetch(self, *years: int, anew: bool = False) -> Fetched:
        with Caller(self.service.address, sleep=lambda _: None, timeout=2.0) as caller:
            return fetch(
                self.house, self.source, Wish(years), caller, address=self.service.address, now=lambda: self.now,
                progress=lambda done, of: self.progress.append((done, of)), anew=anew,
            )  # fmt: skip

    def asked(self) -> list[str]:
        """What the service has been asked since last time."""
        asked = list(self.service.asked)
        self.service.asked.clear()
        return asked


@contextmanager
def desk(tmp_path: Path, source: Source, answering: Answering, *faults: Reply) -> Iterator[Desk]:
    with serving(answering, *faults) as service:
        yield Desk(demo_house(tmp_path), source, service)


@pytest.fixture
def recorded_key_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_kolada, "KEY_FIGURES", (*KOLADA_RECORDED, "N35802"))


# Population


def test_adults_are_five_published_figures_of_the_newest_december(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb()) as at:
        fetched = at.fetch()
    areas = load_areas()
    adults = {(f.area, f.sex): f.value for f in fetched.table.figures}
    assert {f.period for f in fetched.table.figures} == {"2025"}
    assert len(adults) == 312 * 3
    assert all(adults[m.code, sex] == areas.adults(m.code, sex)
               for m in areas.of_level("municipality") for sex in ("total", "women", "men"))  # fmt: skip
    assert adults["00", "total"] == 8_147_081
    assert fetched.table.faults == ()


def test_a_table_that_is_too_large_for_one_answer_comes_in_parts(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(most=1500)) as at:
        fetched = at.fetch()
        assert sum("/data" in path for path in at.asked()) == 4
        assert at.progress[-1] == (6, 6)
    assert len(fetched.table.figures) == 312 * 3


def test_the_difference_names_the_nation_and_where_most_has_changed(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(grown=1.1)) as at:
        told = at.fetch().told
    assert told[0].startswith("Riket: 8\u00a0147\u00a0081 → 8\u00a0961\u00a0789 (+10,0 %)")
    assert told[1].startswith("290 kommuner har ändrats")
    assert any("slumpmässig osäkerhet" in line for line in told)


def test_a_year_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with (
        desk(tmp_path, POPULATION, scb()) as at,
        pytest.raises(UnexpectedAnswer, match=r"inte det året\. Den har 2025"),
    ):
        at.fetch(2019)


def changed_scb(change: Any) -> Answering:
    """The service with its description changed by somebody; data as before."""
    described = recorded("TAB6471_metadata.json")
    change(described)
    usual = scb()
    return lambda path, body: Reply(described) if "/metadata" in path else usual(path, body)


def _another_dimension(described: Any) -> None:
    described["id"].append("Civilstand")
    described["size"].append(1)
    described["dimension"]["Civilstand"] = {"label": "civilstånd", "category": {"index": {"OG": 0}}}


def _renamed_age(described: Any) -> None:
    described["dimension"]["Alder"]["category"]["label"]["TotSA"] = "samtliga"


def _only_this_year(described: Any) -> None:
    described["dimension"]["Tid"]["category"] = {"index": {"2026M04": 0}, "label": {"2026M04": "2026M04"}}
    described["size"][-1] = 1


@pytest.mark.parametrize(("change", "says"), [
    (_another_dimension, "inte längre indelad som förut .Civilstand."),
    (_renamed_age, "Alder: ”totalt, samtliga åldrar”"),
    (_only_this_year, "inget helt år"),
    (lambda described: described.pop("size"), "fältet ”size”"),
    (lambda described: described.update(size="många"), "ingen lista"),
    (lambda described: described["dimension"].update(Alder=[]), "fältet"),
    (lambda described: described["dimension"]["Alder"].update(category=[]), "form som Samsyn inte känner"),
])  # fmt: skip
def test_a_table_that_was_rebuilt_is_refused(tmp_path: Path, change: Any, says: str) -> None:
    with desk(tmp_path, POPULATION, changed_scb(change)) as at:
        with pytest.raises(UnexpectedAnswer, match=says):
            at.fetch()
        assert not at.asked()[-1].startswith("/tables/TAB6471/data")


def test_what_was_not_understood_is_asked_for_anew(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, changed_scb(_renamed_age)) as at:
        with pytest.raises(UnexpectedAnswer):
            at.fetch()
        at.asked()
        at.service.answering = scb()
        assert at.fetch().table.faults == ()
        assert at.asked()[0] == "/config"


def test_a_table_that_changed_between_its_parts_is_not_mixed(tmp_path: Path) -> None:
    older, newer = scb(most=2500), scb(most=2500, updated="2026-11-01T06:00:00Z")
    answered: list[str] = []

    def answering(path: str, body: Any) -> Reply:
        answered.append(path)
        return (newer if sum("/data" in each for each in answered) > 1 else older)(path, body)

    with desk(tmp_path, POPULATION, answering) as at, pytest.raises(UnexpectedAnswer, match="medan den hämtades"):
        at.fetch()


def test_another_division_into_municipalities_stops_the_use_and_says_which(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb_with_another_lulea()) as at:
        fetched = at.fetch()
        with pytest.raises(UserError, match=r"kan inte tas i bruk.*2580.*2599"):
            use(at.house, POPULATION, fetched, by="Analytikern", decided_at=at.now)


# Kolada


@pytest.mark.usefixtures("recorded_key_figures")
def test_koladas_recorded_values_are_read_as_they_are(tmp_path: Path) -> None:
    with desk(tmp_path, KOLADA, kolada()) as at:
        fetched = at.fetch(*RECORDED_YEARS)
    values = {(f.item, f.area, f.period, f.sex): f.value for f in fetched.table.figures}
    assert values["N00945", "0180", "2000", "total"] == 31.32959689
    assert values["N03702", "1480", "2018", "total"] is not None
    assert len(values) == 303
    assert fetched.table.titles["N00945"] == "Nyckeltal N00945, kr/inv"
    assert fetched.table.remarks == ("Finns inte längre i Kolada: N35802.",)


@pytest.mark.usefixtures("recorded_key_figures")
def test_pages_are_asked_for_until_there_are_no_more_and_only_of_the_service_itself(tmp_path: Path) -> None:
    with desk(tmp_path, KOLADA, kolada(page_size=50)) as at:
        assert len(at.fetch(*RECORDED_YEARS).table.figures) == 303
        assert sum("/data/kpi/N03702" in path for path in at.asked()) == 3


@pytest.mark.usefixtures("recorded_key_figures")
def test_a_region_is_never_taken_for_a_municipality(tmp_path: Path) -> None:
    # 0014 is Västra Götalandsregionen, 0114 the municipality Upplands Väsby, G1 a group of municipalities.
    rows = [{"kpi": "N00945", "municipality": theirs, "period": 2019,
             "values": [{"gender": "T", "count": 1, "status": "", "value": value, "isdeleted": False}]}
            for theirs, value in (("0014", 1.0), ("0114", 2.0), ("0000", 3.0), ("G123", 4.0))]  # fmt: skip
    usual = kolada()
    data = Reply({"values": rows, "next_url": None})
    with desk(tmp_path, KOLADA, lambda path, body: data if "N00945/year" in path else usual(path, body)) as at:
        figures = at.fetch(2019).table.figures
    assert {f.area: f.value for f in figures if f.item == "N00945"} == {"14": 1.0, "0114": 2.0, "00": 3.0}


@pytest.mark.usefixtures("recorded_key_figures")
def test_what_kolada_has_taken_back_or_never_had_is_no_figure(tmp_path: Path) -> None:
    rows = [{"kpi": "N00945", "municipality": "2580", "period": 2019, "values": [
        {"gender": "T", "count": 1, "status": "", "value": 5.0, "isdeleted": True},
        {"gender": "K", "count": 0, "status": "Missing", "value": None, "isdeleted": False},
        {"gender": "M", "count": 1, "status": "", "value": 0.0, "isdeleted": False},
    ]}]  # fmt: skip
    usual = kolada()
    data = Reply({"values": rows, "next_url": None})
    with desk(tmp_path, KOLADA, lambda path, body: data if "N00945/year" in path else usual(path, body)) as at:
        figures = [f for f in at.fetch(2019).table.figures if f.item == "N00945"]
    assert [(f.sex, f.value) for f in figures] == [("men", 0.0)]


@pytest.mark.usefixtures("recorded_key_figures")
def test_an_area_that_kolada_lacks_or_has_anew_stops_the_use(tmp_path: Path) -> None:
    usual = kolada()
    others = [each for each in kolada_areas() if each["id"] != "2580"] + [{"id": "2599", "title": "Ny", "type": "K"}]
    listing = Reply({"values": others})
    with desk(tmp_path, KOLADA, lambda path, body: listing if "/municipality" in path else usual(path, body)) as at:
        faults = at.fetch(2019).table.faults
    assert faults == ("Områden hos Kolada som Samsyn inte känner: 2599.", "Saknas hos Kolada: 2580.")


# Diagnoses


def test_the_real_figures_of_gavleborg_are_read_and_the_nation_is_no_sum(tmp_path: Path) -> None:
    with desk(tmp_path, DIAGNOSES, socialstyrelsen()) as at:
        fetched = at.fetch()
    values = {(f.item, f.area, f.period, f.sex): (f.value, f.status) for f in fetched.table.figures}
    assert values[PATIENTS, "21", "2024", "total"] == (1539.0, "ok")
    assert values[PATIENTS, "21", "2024", "women"] == (611.0, "ok")
    assert values[PER_100K, "21", "2024", "men"] == (309.3, "ok")
    assert values[PATIENTS, "09", "2023", "men"] == (None, "suppressed_at_source")
    assert len(values) == 2 * 22 * 2 * 3
    assert values[PATIENTS, "00", "2024", "total"] == (2024.0, "ok")
    assert fetched.table.faults == ()


def test_the_difference_is_from_the_figures_that_come_with_samsyn(tmp_path: Path) -> None:
    with desk(tmp_path, DIAGNOSES, socialstyrelsen(years=(2024, 2026))) as at:
        told = at.fetch().told
    assert told[0] == "Nya tal: 132 (2026)."
    # Seventeen years of two measures, 22 areas and three sexes are not in what was fetched.
    assert told[1] == "Tal som inte finns kvar: 2\u00a0244 (2008–2025)."
    assert not any("Gävleborgs län 2024" in line and "antal" in line for line in told)


def test_a_filter_that_is_ignored_is_found_out(tmp_path: Path) -> None:
    usual = socialstyrelsen()

    def answering(path: str, body: Any) -> Reply:
        reply = usual(path, body)
        for row in reply.content.get("data", []) if isinstance(reply.content, dict) else []:
            row["diagnosId"] = "05"
        return reply

    with desk(tmp_path, DIAGNOSES, answering) as at, pytest.raises(UnexpectedAnswer, match="annat än det vi frågade"):
        at.fetch()


@pytest.mark.parametrize("changed", [
    {"diagnos": [{"id": "0502", "text": "Missbruk"}]}, {"matt": [{"id": 6, "text": "Antal patienter"}]},
    {"kon": [{"id": 1, "text": "Man"}]}, {"alder": []}, {"region": {"0": "Riket"}}, {"alder": "0-85+"},
])  # fmt: skip
def test_a_database_that_was_rebuilt_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    with desk(tmp_path, DIAGNOSES, socialstyrelsen(**changed)) as at, pytest.raises(UnexpectedAnswer):
        at.fetch()


# Kept, and gone on with


def test_every_answer_is_kept_as_it_came_with_address_and_day(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb()) as at:
        kept = at.fetch().fetch
    assert kept.id == "2023-01-02"
    assert json.loads((kept.folder / "config.json").read_text(encoding="utf-8")) == recorded("config.json")
    told = json.loads((kept.folder / "fetch.json").read_text(encoding="utf-8"))
    assert told["address"] == at.service.address
    assert [each["name"] for each in told["answers"]] == ["config", "metadata", "data_01"]
    assert told["answers"][0]["fetched_at"].startswith("2023-01-02")


def test_a_second_fetch_of_a_day_lies_beside_the_first(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb()) as at:
        first = at.fetch().fetch
        before = {path: path.read_bytes() for path in first.folder.iterdir()}
        assert at.fetch().fetch.id == "2023-01-02-2"
    assert {path: path.read_bytes() for path in first.folder.iterdir()} == before


def test_an_interrupted_fetch_goes_on_where_it_was(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(most=1500)) as at:
        usual = at.service.answering
        at.service.answering = lambda p, b: Reply(status=503) if sum("/data" in a for a in at.service.asked) > 2 else (
            usual(p, b)
        )  # fmt: skip
        with pytest.raises(NoAnswer, match="ligger kvar"):
            at.fetch()
        at.asked()
        at.service.answering = usual
        at.now += timedelta(hours=3)
        fetched = at.fetch()
        assert len(at.asked()) == 2
    assert fetched.fetch.id == "2023-01-02"
    assert len(fetched.table.figures) == 312 * 3


@pytest.mark.parametrize("change", ["a day later", "another year", "anew"])
def test_what_is_old_or_was_asked_otherwise_is_not_gone_on_with(tmp_path: Path, change: str) -> None:
    with desk(tmp_path, POPULATION, scb(), Reply(recorded("config.json")), *[Reply(status=500)] * 5) as at:
        with pytest.raises(NoAnswer):
            at.fetch()
        at.asked()
        at.now += timedelta(days=2 if change == "a day later" else 0)
        at.fetch(*((2025,) if change == "another year" else ()), anew=change == "anew")
        assert at.asked()[0] == "/config"


def test_an_answer_that_was_half_written_is_asked_for_again(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(), Reply(recorded("config.json")), *[Reply(status=500)] * 5) as at:
        with pytest.raises(NoAnswer):
            at.fetch()
        (kept,) = fetches(at.house, "population")
        (kept.folder / "config.json").write_bytes(b'{"maxDataCells": 15')
        at.asked()
        at.fetch()
        assert at.asked()[0] == "/config"


def test_two_do_not_fetch_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.fetch._BUSY_SECONDS", 0.0)
    with (
        desk(tmp_path, POPULATION, scb()) as at,
        at.house.lock("fetch", 1.0),
        pytest.raises(UserError, match="Någon annan"),
    ):
        at.fetch()


def test_a_kept_answer_that_was_changed_is_found_out(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb()) as at:
        kept = at.fetch().fetch
    (kept.folder / "data_01.json").write_bytes(b"{}")
    with pytest.raises(UserError, match="har ändrats sedan hämtningen"):
        kept_fetch(at.house, POPULATION, None)


WORKER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from etl.fetch import fetch
from etl.fetch_http import Caller
from etl.fetch_plan import Wish
from etl.fetch_population import POPULATION
from etl.house import open_house
address = sys.argv[2]
fetch(open_house(Path(sys.argv[1])), POPULATION, Wish(), Caller(address), address=address,
      now=lambda: datetime.fromisoformat(sys.argv[3]), progress=lambda done, of: print(done, flush=True))
"""


@pytest.mark.slow
def test_a_killed_fetch_is_resumed(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(most=800)) as at:
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(at.house.path), at.service.address, at.now.isoformat()],
            stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert worker.stdout is not None
        while worker.stdout.readline().strip() != "4":
            assert worker.poll() is None
        worker.kill()
        worker.wait()
        worker.stdout.close()
        time.sleep(0.1)
        done = len(at.asked())
        fetched = at.fetch()
        again = len(at.asked())
    assert fetched.fetch.id == "2023-01-02"
    assert len(fetched.table.figures) == 312 * 3
    # Of the one call that was under way the answer may or may not have been kept.
    assert done + again in (8, 9), (done, again)


# Decided on


def test_what_is_fetched_is_used_only_from_the_decision_on(tmp_path: Path) -> None:
    with desk(tmp_path, POPULATION, scb(grown=1.1)) as at:
        fetched = at.fetch()
        assert fetched.used_now == "det som följer med Samsyn"
        use(at.house, POPULATION, fetched, by="Analytikern", decided_at=at.now)
        assert at.fetch().used_now == "hämtat 2023-01-02"
        with pytest.raises(UserError, match="används redan"):
            use(at.house, POPULATION, fetched, by="Analytikern", decided_at=at.now)
        stop_using(at.house, POPULATION, by="Analytikern", decided_at=at.now + timedelta(hours=1))
        assert kept_fetch(at.house, POPULATION, "2023-01-02").used_now == "det som följer med Samsyn"
        with pytest.raises(UserError, match="Inget hämtat används"):
            stop_using(at.house, POPULATION, by="Analytikern", decided_at=at.now)
    decided = json.loads((at.house.decisions / "reference" / "population-0001.json").read_text(encoding="utf-8"))
    assert decided["by"] == "Analytikern"
    assert decided["shown"][0].startswith("Riket: 8")
    assert decided["sha256"] == fetched.fetch.sha256


@pytest.mark.usefixtures("recorded_key_figures")
def test_the_next_fetch_tells_what_the_publisher_has_changed(tmp_path: Path) -> None:
    with desk(tmp_path, KOLADA, kolada()) as at:
        use(at.house, KOLADA, at.fetch(*range(2000, 2019)), by="Analytikern", decided_at=at.now)
        usual = at.service.answering

        def answering(path: str, body: Any) -> Reply:
            reply = usual(path, body)
            for row in reply.content["values"]:
                if (row.get("municipality"), row.get("period"), row.get("kpi")) == ("0180", 2000, "N00945"):
                    row["values"][0]["value"] = 62.65919378
            return reply

        at.service.answering = answering
        told = at.fetch(*range(2000, 2020)).told
    assert told[0].startswith("Nya tal: ")
    assert told[0].endswith("(2019).")
    assert told[1] == "Tal som utgivaren har ändrat: 1."
    assert told[2] == "  Stockholm 2000, alla, Nyckeltal N00945, kr/inv: 31,33 → 62,66 (+100,0 %)"


def test_there_must_be_a_whole_fetch_to_use(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ingen sådan hel hämtning"):
        kept_fetch(demo_house(tmp_path), POPULATION, None)
    with pytest.raises(UserError, match="finns inte"):
        read_fetch(demo_house(tmp_path), "population", "2023-01-02")
