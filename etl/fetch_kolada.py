"""Kolada's key figures on misuse, from its API v3: which calls, and what the answers say.

Kolada's ids of regions (0001-0025) look like codes of municipalities, so an id is never looked up as one: the list of
areas says which is which. Kolada asks for "Källa: Kolada" beside its figures, and that figures reckoned by others are
not called its own: what is fetched here is shown as it was published and never reckoned with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from etl.areas import load_areas
from etl.fetch_plan import Answers, Call, Figure, Pace, Plan, Source, Table, UnexpectedAnswer, Wish, listed, part

# Costs, days of care, users' assessments, SIP and living conditions: what stands beside our own figures as context.
KEY_FIGURES = (
    "N35001", "N35002", "N35003", "N35006", "N35007", "N35008", "N35009", "N35010", "N35011", "N35012", "N35013",
    "N35014", "N35015", "N35019", "N35023", "N35024", "N35025", "N35030", "N35031", "N35032", "N35033", "N35801",
    "N35804", "N35805", "N35846", "U35540", "U35541", "U35542", "U35543", "U35544", "U21343", "U21344", "N31816",
    "U01404",
)  # fmt: skip
_PAGE = 5000
_MOST_PAGES = 40
# The service refuses longer lists of years.
_MOST_YEARS = 25
_PACE = Pace(2, 1.0)
_SEXES = {"T": "total", "K": "women", "M": "men"}
_NATION = "0000"


def plan(wish: Wish) -> Plan:
    """The calls: the areas, and for each key figure what it is and its figures, page by page.

    Raises:
        UserError: more years than the service gives at once.
    """
    if not 0 < len(wish.years) <= _MOST_YEARS:
        raise UnexpectedAnswer(f"Kolada ger högst {_MOST_YEARS} år åt gången. Ange färre år.")
    years, calls = ",".join(map(str, wish.years)), 1 + 2 * len(KEY_FIGURES)
    yield Call("areas", f"/municipality?per_page={_PAGE}", of=calls)
    for key_figure in KEY_FIGURES:
        about = yield Call(f"about_{key_figure}", f"/kpi/{key_figure}", of=calls, may_be_missing=True)
        if _described(about) is None:
            calls -= 1
            continue
        for page in range(1, _MOST_PAGES + 1):
            address = f"/data/kpi/{key_figure}/year/{years}?per_page={_PAGE}&page={page}"
            answer = yield Call(f"data_{key_figure}_{page:02}", address, of=calls, may_be_missing=True)
            if answer is None or not answer.get("next_url"):
                break
            calls += 1
        else:
            raise UnexpectedAnswer(f"Kolada ger aldrig slut på sidor för {key_figure}.")


def read(answers: Answers) -> Table:
    """Every published figure of every key figure that there is.

    Raises:
        UnexpectedAnswer: the answers are not as they were.
    """
    places, unknown = _places(listed(answers["areas"], "values"))
    figures: list[Figure] = []
    titles: dict[str, str] = {}
    for name, answer in answers.items():
        if name.startswith("about_") and (described := _described(answer)) is not None:
            titles[name.removeprefix("about_")] = str(part(described, "title")).strip()
        if name.startswith("data_") and answer is not None:
            figures += _figures(listed(answer, "values"), places)
    gone = [key_figure for key_figure in KEY_FIGURES if key_figure not in titles]
    empty = sorted(titles.keys() - {figure.item for figure in figures})
    return Table(
        figures=tuple(dict.fromkeys(figures)),
        titles=titles,
        faults=tuple(unknown) + tuple(_twice(figures)),
        remarks=tuple(
            f"{says}: {', '.join(ids)}."
            for says, ids in (("Finns inte längre i Kolada", gone), ("Inga tal för de valda åren", empty))
            if ids
        ),
    )


def _described(answer: Any) -> Mapping[str, Any] | None:
    """What a key figure is, whether it came alone or in a list; None where there is no such key figure."""
    if answer is None:
        return None
    if isinstance(answer, Mapping) and "values" in answer:
        found = listed(answer, "values")
        return found[0] if found else None
    return answer if isinstance(answer, Mapping) and answer.get("id") else None


def _places(listing: list[Any]) -> tuple[dict[str, str], list[str]]:
    """Our code of each of Kolada's areas, and what stands in the way."""
    areas, places = load_areas(), {_NATION: "00"}
    for each in listing:
        their_id, kind = str(part(each, "id")), str(part(each, "type"))
        # K: a municipality, with SCB's code. L: a region, with the code of its county after two zeros.
        code = their_id if kind == "K" else their_id.removeprefix("00") if kind == "L" else None
        if code is not None and their_id != _NATION:
            places[their_id] = code
    ours = {area.code: area.level for area in areas if area.level != "sub_area"}
    wrong = sorted(
        theirs
        for theirs, code in places.items()
        if ours.get(code) != ("nation" if theirs == _NATION else "county" if len(code) == 2 else "municipality")
    )
    missing = sorted(ours.keys() - places.values())
    faults = []
    if wrong:
        faults.append(f"Områden hos Kolada som Samsyn inte känner: {', '.join(wrong)}.")
    if missing:
        faults.append(f"Saknas hos Kolada: {', '.join(missing)}.")
    return places, faults


def _figures(rows: list[Any], places: Mapping[str, str]) -> Iterator[Figure]:
    """The figures of a page; groups of municipalities, which are no areas of ours, are passed over."""
    for row in rows:
        area = places.get(str(part(row, "municipality")))
        if area is None:
            continue
        key_figure, year = str(part(row, "kpi")), str(part(row, "period"))
        for each in listed(row, "values"):
            sex, value = _SEXES.get(str(part(each, "gender"))), part(each, "value")
            if sex is None:
                raise UnexpectedAnswer("Kolada har fått ett kön som Samsyn inte känner.")
            # A figure that is not there, or has been taken back, is no figure: there is nobody it was asked of.
            if value is not None and not each.get("isdeleted"):
                yield Figure(key_figure, area, year, sex, float(value))


def _twice(figures: list[Figure]) -> Iterator[str]:
    values: dict[tuple[str, str, str, str], float | None] = {}
    for figure in figures:
        if values.setdefault(figure[:4], figure.value) != figure.value:
            yield f"Kolada ger två olika tal för {figure.item}, {figure.area}, {figure.period}."


KOLADA = Source(
    id="kolada",
    title="Nyckeltal om missbruks- och beroendevård",
    publisher="Kolada",
    address="https://api.kolada.se/v3",
    plan=plan,
    read=read,
    pace=lambda _: _PACE,
)
