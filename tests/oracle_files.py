"""The oracle's reading of the house: kept copies, definitions, codes and population, as the plain files they are."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import yaml

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
OTHER_METHODS = ("annan_evidens", "annan_insats")
GROUP_BOXES = ("grupp_12steg", "grupp_anhorig", "grupp_motivation", "grupp_ap")
CODED_COUNTS = {
    "nect": OTHER_METHODS,
    "kbt": OTHER_METHODS,
    "kontaktperson": OTHER_METHODS,
    "stodsamtal": ("annan_insats",),
}

Answers = dict[str, tuple[Any, str]]


def adults_of_municipalities() -> dict[str, int]:
    with (REFERENCE / "population_2019.csv").open(encoding="utf-8", newline="") as file:
        return {row["area"]: int(row["total"]) for row in csv.DictReader(file)}


def indicators() -> list[dict[str, Any]]:
    whole = yaml.safe_load((REPOSITORY / "indicators.yaml").read_text(encoding="utf-8"))
    every = [whole["defaults"] | entry for entry in whole["indicators"]]
    # The oracle knows the survey of the municipalities; other forms have worked examples of their own.
    return [indicator for indicator in every if indicator["form"] == "kommunenkat"]


def item_ids() -> list[str]:
    counts = "sokt_hjalp fatt_insats cra ap hap met cm act tolvsteg mi narstaende stodsamtal"
    others = "annan_evidens_antal annan_insats_antal dokumentation hvb lvm nect kbt kontaktperson"
    ticks = "grupp_12steg grupp_anhorig grupp_motivation grupp_ap grupp_cra"
    return f"{counts} {others} {ticks}".split()


def sent(house: Path) -> dict[tuple[str, str], Answers]:
    """(area, period) -> item -> value and status, of the newest file for each that counts and is not taken back."""
    answers_given = [json.loads(file.read_text(encoding="utf-8")) for file in house.glob("decisions/approvals/*.json")]
    approved = {answer["receipt"] for answer in answers_given if answer["approved"]}
    receipts = [json.loads(file.read_text(encoding="utf-8")) for file in house.glob("received/*/receipt.json")]
    sent: dict[tuple[str, str], Answers] = {}
    for receipt in sorted(receipts, key=lambda r: int(r["sequence"])):
        if receipt["form"] != "kommunenkat":
            continue
        about = {(s["area"], s["period"]) for s in receipt["submissions"]}
        waits = any(s["needs_approval"] for s in receipt["submissions"]) and receipt["id"] not in approved
        if receipt["kind"] == "withdrawal" and not waits:
            sent = {key: answers for key, answers in sent.items() if key not in about}
        if receipt["kind"] == "withdrawal" or waits:
            continue
        for (area, period, layout), answers in _read_copy(house / "received" / receipt["id"] / "copy.xlsx").items():
            if (area, period) in about:
                sent[area, period] = _coded(answers, layout)
    return sent


def _read_copy(path: Path) -> dict[tuple[str, str, str], Answers]:
    """Each respondent's answers; each must stand in the cell it is said to come from, unless it shares that cell."""
    book = openpyxl.load_workbook(path)
    found: dict[tuple[str, str, str], Answers] = {}
    for _, layout, area, period, *pieces in book["_samsyn_index"].iter_rows(values_only=True):
        # Comments are kept as a mapping, answers as lists.
        read = [json.loads(str(piece)) for piece in pieces if piece]
        rows = [row for piece in read if isinstance(piece, list) for row in piece]
        places = [(sheet, cell) for _, _, sheet, cell, _ in rows]
        for field, _, sheet, cell, value in rows:
            if places.count((sheet, cell)) == 1 and book[sheet][cell].value != value:
                raise ValueError(f"{path}: {field} is {value} in the index but not in {sheet}!{cell}")
        found[str(area), str(period), str(layout)] = {field: (value, status) for field, status, _, _, value in rows}
    return found


def _codes() -> dict[tuple[str, str], str]:
    """(question, text in plain letters) -> item."""
    with (REFERENCE / "coding.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(question, _plain(row["text"])): row["item"] for row in rows for question in row["questions"].split()}


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split()).strip(" .,;:")


def _coded(answers: Answers, layout: str) -> Answers:
    """Free text that people have reviewed becomes items; what nobody knows is not answered."""
    codes = _codes()
    wanted = {item: asked for item, asked in CODED_COUNTS.items() if item != "stodsamtal" or layout == "2022"}
    result = dict(answers)
    coded: dict[str, list[tuple[float, str]]] = {item: [] for item in wanted}
    understood = dict.fromkeys(OTHER_METHODS, True)
    for question in OTHER_METHODS:
        left: list[tuple[float, str]] = []
        for place in ("", "_2", "_3"):
            count, status = answers.get(f"{question}_antal{place}", (None, "not_answered"))
            text = answers.get(f"{question}_vad{place}", (None, "not_answered"))[0]
            if count is None:
                understood[question] = understood[question] and status == "not_answered"
                continue
            item = codes.get((f"{question}_antal", _plain(str(text)))) if text else None
            if item in wanted:
                coded[item].append((float(count), status))
            elif count or text:
                left.append((float(count), status))
                understood[question] = False
        if answers.get(f"{question}_antal", (None, ""))[0] is None:
            understood[question] = False
        else:
            result[f"{question}_antal"] = _total(left)
    for item, questions in wanted.items():
        if coded[item]:
            result[item] = _total(coded[item])
        else:
            everything = all(understood[question] for question in questions)
            result[item] = (0.0, "ok") if everything else (None, "not_answered")
    result["grupp_cra"] = _group_cra(answers, codes)
    return result


def _total(parts: list[tuple[float, str]]) -> tuple[float, str]:
    return sum(count for count, _ in parts), "estimated" if any(s == "estimated" for _, s in parts) else "ok"


def _group_cra(answers: Answers, codes: dict[tuple[str, str], str]) -> tuple[float | None, str]:
    text = answers.get("grupp_annat", (None, ""))[0] or ""
    parts = [_plain(part) for part in str(text).replace(";", ",").split(",") if _plain(part)]
    if any(codes.get(("grupp_annat", part)) == "grupp_cra" for part in parts):
        return 1.0, "ok"
    boxes_answered = all(answers[box][0] is not None for box in GROUP_BOXES)
    if boxes_answered and all(("grupp_annat", part) in codes for part in parts):
        return 0.0, "ok"
    return None, "not_answered"
