"""Statistics services on this machine, for tests: real HTTP, recorded answers, and the ways in which services fail."""

from __future__ import annotations

import csv
import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from etl.areas import load_areas

RECORDED = Path(__file__).parent / "api_responses"
KOLADA_RECORDED = ("N00945", "N03702", "N03703")
GAVLEBORG_2024 = {"1": 928, "2": 611, "3": 1539}


def recorded(name: str) -> Any:
    return json.loads((RECORDED / name).read_text(encoding="utf-8"))


@dataclass
class Reply:
    """What goes out: JSON of the content, or these very bytes; ``cut`` leaves out the end but not the length."""

    content: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    cut: bool = False
    after: float = 0.0


# Path with query, and the body of a POST.
Answering = Callable[[str, Any], Reply]


@dataclass
class Service:
    """A service that answers, and what it was asked. ``faults`` are answered before anything else, one call each."""

    answering: Answering
    faults: deque[Reply] = field(default_factory=deque)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def reply(self, path: str, body: Any) -> Reply:
        self.asked.append(path)
        return self.faults.popleft() if self.faults else self.answering(path, body)


@contextmanager
def serving(answering: Answering, *faults: Reply) -> Iterator[Service]:
    service = Service(answering, deque(faults))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Any) -> None:
            reply = service.reply(self.path, body)
            time.sleep(reply.after)
            sent = json.dumps(reply.content, ensure_ascii=False).encode() if reply.body is None else reply.body
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent[: len(sent) // 2] if reply.cut else sent)
            except ConnectionError:
                self.close_connection = True
            if reply.cut:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.005), daemon=True)
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def scb(grown: float = 1.0, updated: str = "2026-06-08T06:00:00Z", most: int | None = None) -> Answering:
    """SCB's service with the recorded description; the figures are those of 2019, ``grown``, spread over the ages."""
    description, limits = recorded("TAB6471_metadata.json"), recorded("config.json")

    def answering(path: str, body: Any) -> Reply:
        if path == "/config":
            return Reply(limits if most is None else limits | {"maxDataCells": most})
        if path.startswith("/tables/TAB6471/metadata"):
            return Reply(description)
        if path.startswith("/tables/TAB6471/data"):
            return Reply(_scb_table(description, body["selection"], grown) | {"updated": updated})
        return Reply(status=404, body=b"<html>nothing here</html>")

    return answering


def scb_with_another_lulea() -> Answering:
    """SCB's service after a change of the division: 2580 is gone, and 2599 is there."""
    usual = scb()

    def answering(path: str, body: Any) -> Reply:
        asked = json.loads(json.dumps(body).replace('"2599"', '"2580"'))
        text = json.dumps(usual(path, asked).content, ensure_ascii=False)
        return Reply(body=text.replace('"2580"', '"2599"').encode())

    return answering


def _scb_table(description: Any, selection: list[dict[str, Any]], grown: float) -> dict[str, Any]:
    areas = load_areas()
    chosen = {each["variableCode"]: each["valueCodes"] for each in selection}
    dimensions = {
        name: {
            "label": description["dimension"][name]["label"],
            "category": {
                "index": {code: place for place, code in enumerate(chosen[name])},
                "label": {code: description["dimension"][name]["category"]["label"][code] for code in chosen[name]},
            },
        }
        for name in description["id"]
    }
    # All ages less two groups, plus two years, are the adults again.
    beside = {"TotSA": 200, "0-9": 100, "10-19": 120, "18": 10, "19": 10}
    sexes = {"TotSa": "total", "1": "men", "2": "women"}
    values = [
        beside[age] + (round(grown * areas.adults(area, sexes[sex])) if age == "TotSA" else 0)
        for area, age, sex, _, _ in product(*(chosen[name] for name in description["id"]))
    ]
    kept = {name: description[name] for name in ("version", "class", "label", "source", "role", "id")}
    return kept | {"size": [len(chosen[name]) for name in description["id"]], "dimension": dimensions, "value": values}


def kolada(page_size: int = 5000) -> Answering:
    """Kolada's service with the recorded values."""
    rows = list(csv.DictReader((RECORDED / "rkolada_v3_values_flattened.csv").read_text(encoding="utf-8").splitlines()))
    found: dict[str, dict[tuple[str, str], list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        value = {"gender": row["gender"], "count": 1, "status": "", "value": float(row["value"]), "isdeleted": False}
        found[row["kpi"]][row["municipality_id"], row["year"]].append(value)

    def answering(path: str, _: Any) -> Reply:
        parts = urlsplit(path)
        if parts.path == "/municipality":
            return Reply({"values": kolada_areas(), "count": 312, "next_url": None})
        if about := re.fullmatch(r"/kpi/(\w+)", parts.path):
            there = [{"id": about[1], "title": f"Nyckeltal {about[1]}, kr/inv"}] if about[1] in found else []
            return Reply({"values": there, "count": len(there)})
        if asked := re.fullmatch(r"/data/kpi/(\w+)/year/([\d,]+)", parts.path):
            page = int(parse_qs(parts.query)["page"][0])
            years = asked[2].split(",")
            every = [
                {"kpi": asked[1], "municipality": area, "period": int(year), "values": values}
                for (area, year), values in found[asked[1]].items()
                if year in years
            ]
            here = every[(page - 1) * page_size : page * page_size]
            # Services tell of their next page under an address that need not be ours.
            more = "http://elsewhere.invalid/next" if page * page_size < len(every) else None
            return Reply({"values": here, "count": len(here), "next_url": more})
        return Reply({"detail": "Not Found"}, status=404)

    return answering


def kolada_areas() -> list[dict[str, str]]:
    areas = load_areas()
    municipalities = [{"id": m.code, "title": m.name, "type": "K"} for m in areas.of_level("municipality")]
    regions = [{"id": f"00{c.code}", "title": f"Region {c.short_name}", "type": "L"} for c in areas.of_level("county")]
    return [*municipalities, *regions, {"id": "0000", "title": "Riket", "type": "L"}]


def socialstyrelsen(years: tuple[int, ...] = (2023, 2024), **changed: Any) -> Answering:
    """Socialstyrelsen's service; the figures of Gävleborg 2024 are real, the others stand for themselves."""
    described: dict[str, Any] = {
        "diagnos": [
            {"id": "05", "text": "F00-F99 Psykiska sjukdomar", "grupp": None},
            {"id": "0502", "text": "F10-F19 Psykiska störningar orsakade av psykoaktiva substanser", "grupp": "05"},
            {"id": "F10", "text": "F10 Psykiska störningar orsakade av alkohol", "grupp": "0502"},
        ],
        "alder": [{"id": 18, "text": "85+"}, {"id": 19, "text": "0-85+"}],
        "kon": [{"id": 1, "text": "Män"}, {"id": 2, "text": "Kvinnor"}, {"id": 3, "text": "Båda könen"}],
        "matt": [{"id": 6, "text": "Antal patienter"}, {"id": 7, "text": "Antal patienter/100 000 inv"}],
        "region": [
            {"id": int(a.code), "kod": a.code, "text": "Riket" if a.level == "nation" else a.name}
            for a in load_areas()
            if a.level in ("nation", "county")
        ],
    }
    described |= changed

    def answering(path: str, _: Any) -> Reply:
        parts = urlsplit(path)
        if about := re.fullmatch(r"/diagnoserislutenoppenvard/(\w+)", parts.path):
            return Reply(described[about[1]])
        asked = re.fullmatch(r"/diagnoserislutenoppenvard/resultat/(.+)", unquote(parts.path))
        if asked is None:
            return Reply(status=404, body=b"<html>404</html>")
        words = asked[1].split("/")
        chosen = dict(zip(words[::2], words[1::2], strict=True))
        rows = [
            {
                "diagnosId": chosen["diagnos"], "alderId": int(chosen["alder"]), "konId": int(sex),
                "mattId": int(chosen["matt"]), "regionId": region["id"], "ar": year,
                "varde": patients(region["kod"], year, sex, chosen["matt"]),
            }
            for region, year, sex in product(described["region"], years, chosen["kon"].split(","))
        ]  # fmt: skip
        size = 100
        page = int(parse_qs(parts.query)["sida"][0])
        here = rows[(page - 1) * size : page * size]
        return Reply({"data": here, "amne": "", "sida": page, "per_sida": size, "sidor": -(-len(rows) // size)})

    return answering


def patients(area: str, year: int, sex: str, measure: str) -> str:
    """As the service writes numbers: text, a decimal comma, N for too few."""
    if area == "09":
        return "N"
    men, women = 10 * int(area) + year, 5 * int(area)
    count = {"1": men, "2": women, "3": men + women}[sex]
    if (area, year) == ("21", 2024):
        count = GAVLEBORG_2024[sex]
    return str(count) if measure == "6" else f"{count / 3:.1f}".replace(".", ",")
