"""Patients with F10-F19 by county, year and sex, from Socialstyrelsen's statistics database.

A person is counted once in each county where they were a patient, so the counties never sum to the nation, and neither
is reckoned from the other. ``N`` stands for too few to tell. A filter whose name is wrong is ignored by the service,
which then answers with everything: so the answers are checked against what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from etl.areas import load_areas
from etl.fetch_plan import Answers, Call, Figure, Pace, Plan, Source, Table, UnexpectedAnswer, Wish, listed, part

SUBJECT = "diagnoserislutenoppenvard"
PATIENTS, PER_100K = "patienter_f10_f19", "patienter_f10_f19_per_100000"
_PAGE = 5000
_MOST_PAGES = 20
_PACE = Pace(1, 1.0)
_DESCRIBED = ("diagnos", "alder", "kon", "matt", "region")
_DIAGNOSIS = "F10-F19"
_ALL_AGES = ("0-85+", "0-85+ år", "totalt", "alla åldrar", "samtliga åldrar")
_SEXES = {"män": "men", "kvinnor": "women", "båda könen": "total"}
_MEASURES = {"antal patienter": PATIENTS, "antal patienter/100 000 inv": PER_100K}
_TITLES = {
    PATIENTS: "Patienter med F10–F19 i sluten och specialiserad öppen vård, alla åldrar",
    PER_100K: "Patienter med F10–F19 i sluten och specialiserad öppen vård, per 100 000 invånare",
}
_UNITS = {PATIENTS: "patienter", PER_100K: "per 100 000 invånare"}
_TOO_FEW = frozenset({"N", "X", ".."})


def plan(wish: Wish) -> Plan:
    """The calls: what the service calls things, and for each measure its figures, page by page.

    Raises:
        UnexpectedAnswer: the service no longer has what we ask for.
    """
    calls = len(_DESCRIBED) + len(_MEASURES)
    described: dict[str, Any] = {}
    for name in _DESCRIBED:
        described[name] = yield Call(f"about_{name}", f"/{SUBJECT}/{name}", of=calls)
    chosen = _chosen(described)
    _places(listed(described["region"]))
    asked = f"diagnos/{chosen['diagnos']}/alder/{chosen['alder']}/kon/{','.join(_ids(described, 'kon', _SEXES))}"
    years = f"/ar/{','.join(map(str, wish.years))}" if wish.years else ""
    for measure, item in _ids(described, "matt", _MEASURES).items():
        for page in range(1, _MOST_PAGES + 1):
            address = f"/{SUBJECT}/resultat/{asked}/matt/{measure}{years}?per_sida={_PAGE}&sida={page}"
            answer = yield Call(f"data_{item}_{page:02}", address, of=calls)
            if page >= int(answer.get("sidor") or 1):
                break
            calls += 1
        else:
            raise UnexpectedAnswer("Socialstyrelsen svarar med allt i stället för det vi frågade om.")


def read(answers: Answers) -> Table:
    """Patients and patients per 100,000, by county and in the nation.

    Raises:
        UnexpectedAnswer: the answers are not as they were, or are of something else than was asked for.
    """
    described = {name: answers[f"about_{name}"] for name in _DESCRIBED}
    chosen = _chosen(described)
    sexes, measures = _ids(described, "kon", _SEXES), _ids(described, "matt", _MEASURES)
    places = _places(listed(described["region"]))
    figures: list[Figure] = []
    for name, answer in answers.items():
        for row in listed(answer, "data") if name.startswith("data_") else []:
            if any(str(part(row, f"{filtered}Id")) != wanted for filtered, wanted in chosen.items()):
                raise UnexpectedAnswer("Socialstyrelsen svarar med annat än det vi frågade om.")
            item, sex = measures.get(str(part(row, "mattId"))), sexes.get(str(part(row, "konId")))
            area = places.get(str(part(row, "regionId")))
            if item is None or sex is None or area is None:
                raise UnexpectedAnswer(
                    "Socialstyrelsen svarar med en region, ett kön eller ett mått som vi inte känner."
                )
            value, status = told_number(part(row, "varde"))
            figures.append(Figure(item, area, str(part(row, "ar")), sex, value, status))
    return Table(
        figures=tuple(sorted(figures, key=lambda figure: figure[:4])),
        titles=_TITLES,
        units=_UNITS,
        faults=tuple(_faults(figures)),
        remarks=("Länen summerar inte till riket: den som vårdats i två län räknas i båda.",),
    )


def _chosen(described: Mapping[str, Any]) -> dict[str, str]:
    """The one diagnosis and the one age group we ask for, by the service's own ids."""
    diagnoses = [_id(v) for v in listed(described["diagnos"]) if _DIAGNOSIS in (v.get("kod"), _first_word(v))]
    ages = [_id(v) for v in listed(described["alder"]) if _text(v) in _ALL_AGES]
    if len(diagnoses) != 1 or len(ages) != 1:
        raise UnexpectedAnswer(f"Socialstyrelsen har inte längre {_DIAGNOSIS} för alla åldrar under de namn vi känner.")
    return {"diagnos": diagnoses[0], "alder": ages[0]}


def _ids(described: Mapping[str, Any], name: str, wanted: Mapping[str, str]) -> dict[str, str]:
    """Our word for each of the service's ids."""
    found = {_id(value): wanted[_text(value)] for value in listed(described[name]) if _text(value) in wanted}
    if sorted(found.values()) != sorted(wanted.values()):
        raise UnexpectedAnswer(f"Socialstyrelsen har inte längre det vi räknar med under ”{name}”.")
    return found


def _places(listing: list[Any]) -> dict[str, str]:
    """The nation and the counties by the service's ids; its own code first, else the id with its zero before it."""
    areas = load_areas()
    known = {area.code for area in areas if area.level in ("nation", "county")}
    coded = {_id(value): str(value.get("kod") or _id(value).zfill(2)) for value in listing}
    return {theirs: code for theirs, code in coded.items() if code in known}


def told_number(written: Any) -> tuple[float | None, str]:
    """A number as the service writes it (``1 539``, ``541,3``), or that it does not tell.

    Raises:
        UnexpectedAnswer: it is neither.
    """
    text = "".join(str(written).split()).replace(",", ".")
    if text in _TOO_FEW:
        return None, "suppressed_at_source"
    try:
        return float(text), "ok"
    except ValueError:
        raise UnexpectedAnswer("Socialstyrelsen skriver ett tal på ett sätt som vi inte känner.") from None


def _faults(figures: list[Figure]) -> Iterator[str]:
    """Areas without any figure, a figure told twice, men and women that are not the whole."""
    keys = [figure[:4] for figure in figures]
    if len(set(keys)) != len(keys):
        yield "Samma tal finns två gånger i svaret."
    ours = {area.code for area in load_areas() if area.level in ("nation", "county")}
    if missing := sorted(ours - {figure.area for figure in figures}):
        yield f"Saknas hos Socialstyrelsen: {', '.join(missing)}."
    counted: dict[tuple[str, str], dict[str, float]] = {}
    for figure in figures:
        if figure.item == PATIENTS and figure.value is not None:
            counted.setdefault((figure.area, figure.period), {})[figure.sex] = figure.value
    wrong = [f"{a} {p}" for (a, p), n in sorted(counted.items()) if len(n) == 3 and n["men"] + n["women"] != n["total"]]
    if wrong:
        yield f"Kvinnor och män blir inte det hela: {', '.join(wrong[:5])}."


def _id(value: Any) -> str:
    return str(part(value, "id"))


def _text(value: Any) -> str:
    return " ".join(str(value.get("text", "")).split()).casefold()


def _first_word(value: Any) -> str:
    return (str(value.get("text", "")).split() or [""])[0].rstrip(":")


DIAGNOSES = Source(
    id="diagnoses",
    title="Patienter med F10–F19 efter län, år och kön",
    publisher="Socialstyrelsen",
    address="https://sdb.socialstyrelsen.se/api/v1/sv",
    plan=plan,
    read=read,
    pace=lambda _: _PACE,
)
