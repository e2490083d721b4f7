"""What differs between two snapshots, in words a person can check before publishing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from etl import who_answers
from etl.areas import load_areas, swedish_key
from etl.forms.catalogue import all_forms, get_form
from etl.house import House
from etl.observations import region_source
from etl.snapshot import empty_frame, open_snapshot, published_path, read_table
from etl.swedish import in_a_row, municipalities, swedish_date, swedish_number, swedish_value
from etl.who_answers import counted_answerers

_TABLES = (
    "submission",
    "asked",
    "note",
    "observation",
    "indicator",
    "indicator_value",
    "item",
    "period",
    "area",
    "source",
    "activity_record",
)
_OBSERVATION_KEY = ["source", "form", "area", "period", "item", "sex", "age_group"]
_VALUE_KEY = ["indicator", "source", "area", "period", "sex", "age_group"]
_ROUND_KEY = ["form", "period"]
_COUNTY_KEY = ["county", *_ROUND_KEY]
# More rows than a person reads; beyond this a kind of change is told as a number.
_READABLE = 60

_A_COUNTY = 2
_COUNTY = pl.col("area").str.len_chars() == _A_COUNTY

Frames = dict[str, pl.DataFrame]


@dataclass(frozen=True)
class Change:
    """One line of the list: what, how it was and how it is; an empty side did not exist.

    ``counties`` are those that it is about; none where it is about them all.
    """

    what: str
    before: str
    after: str
    counties: tuple[str, ...] = ()

    def as_row(self) -> dict[str, Any]:
        """As it is kept beside the snapshot."""
        return asdict(self)


def list_changes(house: House, before: str | None, after: str) -> list[Change]:
    """The changes from one build to another; everything is new when there was none before."""
    new = _read(house, after)
    old = _read(house, before) if before else {name: frame.clear() for name, frame in new.items()}
    if before:
        return compare(old, new)
    names = _Names(old, new)
    return [
        Change("Första publiceringen", "", after),
        *_submissions(old, new, names),
        *_rounds(old, new, names),
        *_notes(old, new, names),
    ]


def compare(old: Frames, new: Frames) -> list[Change]:
    """The changes from the tables of one snapshot to those of another, the most important first."""
    names = _Names(old, new)
    return [
        *_submissions(old, new, names),
        *_rounds(old, new, names),
        *_notes(old, new, names),
        *_activities(old, new),
        *_references(old, new),
        *_observations(old, new, names),
        *_definitions(old, new),
        *_values(old, new, names),
    ]


def _read(house: House, build_id: str) -> Frames:
    con = open_snapshot(published_path(house.path, build_id))
    try:
        # A snapshot that was published before there were notes has none.
        there = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        return {table: read_table(con, table) if table in there else empty_frame(table) for table in _TABLES}
    finally:
        con.close()


class _Names:
    """What codes and ids are called, in the newer snapshot or else in the older."""

    def __init__(self, old: Frames, new: Frames) -> None:
        self._areas: dict[str, str] = {}
        self._periods: dict[str, str] = {}
        self._items: dict[tuple[str, str], str] = {}
        self._indicators: dict[str, tuple[str, int]] = {}
        self._sources: dict[str, tuple[str, str]] = {}
        for frames in (old, new):
            self._areas |= dict(frames["area"].select("code", "name").iter_rows())
            self._periods |= dict(frames["period"].select("id", "label").iter_rows())
            self._items |= {(f, i): n for f, i, n in frames["item"].select("form", "id", "short_label").iter_rows()}
            indicators = frames["indicator"].select("id", "short_title", "decimals")
            self._indicators |= {i: (title, decimals) for i, title, decimals in indicators.iter_rows()}
            self._sources |= {i: (kind, t) for i, kind, t in frames["source"].select("id", "kind", "title").iter_rows()}

    def period(self, period: str) -> str:
        return self._periods.get(period, period)

    def item(self, form: str, item: str) -> str:
        return self._items.get((form, item), item)

    def indicator(self, indicator: str) -> tuple[str, int]:
        return self._indicators.get(indicator, (indicator, 1))

    def asked(self, form: str, period: str) -> str:
        """What was asked when; the survey of the municipalities is the one that nobody need name."""
        about = get_form(form)
        return self.period(period) if about.is_survey else f"{self.period(period)}, {about.short_title}"

    def place(self, area: str, period: str, source: str) -> str:
        """Where and when a figure speaks of; a county's is never called the county's own."""
        name, (kind, title) = self._areas.get(area, area), self._sources.get(source, ("form", source))
        who = f"De svarande kommunerna i {name}" if len(area) == _A_COUNTY else name
        if kind == "form" and len(area) == _A_COUNTY and _by_the_region(source):
            who = load_areas().get(area).answers_as
        if kind == "reference":
            return f"{name}, {self.period(period)} ({title})"
        return f"{who}, {self.period(period)}" + (f" ({title})" if kind == "published" else "")


def _by_the_region(source: str) -> bool:
    """Whether what a form says of a county is the region's own answer and no sum of municipalities."""
    return source in {region_source(form) for form in all_forms()}


def _submissions(old: Frames, new: Frames, names: _Names) -> list[Change]:
    changes: list[Change] = []
    key = [*_ROUND_KEY, "area"]
    before, after = old["submission"], new["submission"]
    for added, title in ((True, "Nya svar"), (False, "Svar som inte finns kvar")):
        one, other = (after, before) if added else (before, after)
        for (county, form, period), rows in _groups(_with_county(one.join(other, on=key, how="anti")), _COUNTY_KEY):
            told = _who(rows["area"])
            what = f"{title}, {names.asked(form, period)}"
            changes.append(Change(what, "" if added else told, told if added else "", (county,)))
    replaced = before.join(after, on=key, suffix="_new").filter(pl.col("version") != pl.col("version_new"))
    for (county, form, period), rows in _groups(_with_county(replaced), _COUNTY_KEY):
        changes.append(Change(f"Nya versioner av svar, {names.asked(form, period)}", "", _who(rows["area"]), (county,)))
    return changes


def _with_county(rows: pl.DataFrame) -> pl.DataFrame:
    """The same with the county that each area lies in."""
    county = {code: load_areas().get(code).county for code in rows["area"].unique()}
    return rows.with_columns(pl.col("area").replace_strict(county, return_dtype=pl.String).alias("county"))


def _who(codes: Iterable[str]) -> str:
    codes = list(codes)
    told = in_a_row(sorted(who_answers.names(codes), key=swedish_key))
    # A region is counted by its name.
    return told if [len(code) for code in codes] == [_A_COUNTY] else f"{told} ({counted_answerers(codes)})"


def _rounds(old: Frames, new: Frames, names: _Names) -> list[Change]:
    """Periods that are new or gone, and changes of who is asked until when."""
    by = pl.col("area").sort(), pl.col("deadline").first()
    before = _with_county(old["asked"]).group_by(_COUNTY_KEY).agg(*by)
    after = _with_county(new["asked"]).group_by(_COUNTY_KEY).agg(*by)
    changes: list[Change] = []
    for row in (
        before.join(after, on=_COUNTY_KEY, suffix="_new", how="full", coalesce=True).sort(_COUNTY_KEY).rows(named=True)
    ):
        about, county = names.asked(row["form"], row["period"]), (row["county"],)
        if row["area"] != row["area_new"]:
            was, now = (counted_answerers(codes or ()) for codes in (row["area"], row["area_new"]))
            changes.append(Change(f"Tillfrågade, {about}", was, now, county))
        if row["deadline"] != row["deadline_new"]:
            was, now = (swedish_date(day) if day else "" for day in (row["deadline"], row["deadline_new"]))
            changes.append(Change(f"Sista svarsdag, {about}", was, now, county))
    return changes


def _activities(old: Frames, new: Frames) -> list[Change]:
    """How many notes there are about activities: each is told on its own page."""
    before, after = old["activity_record"].height, new["activity_record"].height
    if set(old["activity_record"]["id"]) == set(new["activity_record"]["id"]):
        return []
    was, now = (f"{count} {'anteckning' if count == 1 else 'anteckningar'}" for count in (before, after))
    return [Change("Aktiviteter, rekommendationer och förslag", was, now)]


def _notes(old: Frames, new: Frames, names: _Names) -> list[Change]:
    """What is said in public of a figure from now on, word for word, and what no longer is."""
    key = ["form", "area", "period", "item", "kind"]
    before, after = old["note"], new["note"]
    joined = before.join(after, on=key, suffix="_new", how="full", coalesce=True, nulls_equal=True)
    changed = joined.filter(pl.col("text").ne_missing(pl.col("text_new"))).sort(key, nulls_last=False)
    if changed.height > _READABLE:
        return [Change("Anmärkningar", "", f"{swedish_number(changed.height)} ändrade")]
    return [_note(row, names) for row in changed.rows(named=True)]


def _note(row: dict[str, Any], names: _Names) -> Change:
    about = f"{names.place(row['area'], row['period'], row['form'])}"
    what = f"{about}: {names.item(row['form'], row['item'])}" if row["item"] else about
    return Change(f"Anmärkning, {what}", row["text"] or "", row["text_new"] or "", _county_of(row["area"]))


def _county_of(area: str) -> tuple[str, ...]:
    county = load_areas().get(area).county
    return (county,) if county else ()


def _references(old: Frames, new: Frames) -> list[Change]:
    """Sources beside our own forms that are new, gone or another year's: a population moves every rate."""
    before, after = (
        {row["id"]: row for row in frames["source"].rows(named=True) if row["kind"] != "form"} for frames in (old, new)
    )
    gone = [before[source]["title"] for source in sorted(before.keys() - after.keys())]
    come = [after[source]["title"] for source in sorted(after.keys() - before.keys())]
    changes = [Change("Källor", "; ".join(gone), "; ".join(come))] if gone or come else []
    for source in sorted(before.keys() & after.keys()):
        if before[source]["note"] != after[source]["note"]:
            what = f"Källan {after[source]['title']}"
            changes.append(Change(what, before[source]["note"] or "", after[source]["note"] or ""))
    return changes


def _observations(old: Frames, new: Frames, names: _Names) -> list[Change]:
    """Figures that differ; a municipality or a period that is new or gone is told in one line elsewhere."""
    differing = _differing(old["observation"], new["observation"], _OBSERVATION_KEY)
    lasting = _in_both(differing, old["observation"], new["observation"], ["form", "period"])
    shown = pl.concat(
        [lasting.join(_standing(old, new), on=[*_ROUND_KEY, "area"], how="semi"), lasting.filter(_COUNTY)]
    )
    order = _order(old["item"], new["item"]).rename({"id": "item"})
    return _told(
        shown.join(order, on=["form", "item"], how="left"),
        "Uppgifter",
        lambda row: f"{names.place(row['area'], row['period'], row['source'])}: {names.item(row['form'], row['item'])}",
        lambda _: None,
    )


def _values(old: Frames, new: Frames, names: _Names) -> list[Change]:
    """Indicators of the counties; and how many municipalities got another value though their answers stand."""
    differing = _differing(old["indicator_value"], new["indicator_value"], _VALUE_KEY)
    for key in (["indicator"], ["source", "period"]):
        differing = _in_both(differing, old["indicator_value"], new["indicator_value"], key)
    order = _order(old["indicator"], new["indicator"]).rename({"id": "indicator"}).drop("form")
    lines = _told(
        differing.filter(_COUNTY).join(order, on="indicator", how="left"),
        "Indikatorvärden",
        lambda row: f"{names.place(row['area'], row['period'], row['source'])}: {names.indicator(row['indicator'])[0]}",
        lambda row: names.indicator(row["indicator"])[1],
    )
    unmoved = _standing(old, new).filter(pl.col("version") == pl.col("version_new"))
    redefined = differing.join(unmoved, on=["period", "area"], how="semi")
    for (indicator,), rows in _groups(redefined, ["indicator"]):
        told = f"ändrade för {municipalities(rows['area'].n_unique())}"
        lines.append(Change(f"Kommunernas värden: {names.indicator(indicator)[0]}", "", told))
    return lines


def _standing(old: Frames, new: Frames) -> pl.DataFrame:
    """Who had sent in before and still has."""
    return old["submission"].join(new["submission"], on=[*_ROUND_KEY, "area"], suffix="_new")


def _in_both(rows: pl.DataFrame, before: pl.DataFrame, after: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    return rows.join(before, on=key, how="semi").join(after, on=key, how="semi")


def _differing(before: pl.DataFrame, after: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Rows whose value, status or basis is another, or that are on one side only."""
    columns = ["value", "status", "answered", "asked"]
    joined = before.select(key + columns).join(
        after.select(key + columns), on=key, how="full", suffix="_new", coalesce=True, nulls_equal=True
    )
    unlike = [pl.col(c).ne_missing(pl.col(f"{c}_new")) for c in columns]
    return joined.filter(pl.any_horizontal(unlike))


def _order(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The place of each item or indicator in its form or file, in the newer snapshot or else in the older."""
    columns = ["form", "id", "sort"]
    return pl.concat([after.select(columns), before.select(columns)]).unique(["form", "id"], keep="first")


def _told(shown: pl.DataFrame, kind: str, what: Any, decimals: Any) -> list[Change]:
    if shown.height > _READABLE:
        places = shown.select("area", "period").n_unique()
        told = f"{swedish_number(shown.height)} ändrade, i {swedish_number(places)} kombinationer av område och period"
        return [Change(kind, "", told)]
    return [
        Change(what(row), _side(row, "", decimals(row)), _side(row, "_new", decimals(row)), _county_of(row["area"]))
        for row in shown.sort(_COUNTY, "area", "period", "source", "sort", "sex", "age_group").iter_rows(named=True)
    ]


def _side(row: dict[str, Any], suffix: str, decimals: int | None) -> str:
    """One side of a change: the figure and how many it rests on where that matters."""
    status = row[f"status{suffix}"]
    if status is None:
        return ""
    value = swedish_value(row[f"value{suffix}"], status, decimals)
    answered, asked = row[f"answered{suffix}"], row[f"asked{suffix}"]
    basis = f" ({answered} av {asked})" if len(row["area"]) == _A_COUNTY and answered is not None else ""
    return value + basis


def _definitions(old: Frames, new: Frames) -> list[Change]:
    before = {row["id"]: row for row in old["indicator"].iter_rows(named=True)}
    after = {row["id"]: row for row in new["indicator"].iter_rows(named=True)}
    changes: list[Change] = []
    for indicator in sorted(before.keys() | after.keys()):
        one, other = before.get(indicator), after.get(indicator)
        if one is None and other is not None:
            changes.append(Change("Ny indikator", "", other["title"]))
        elif other is None and one is not None:
            changes.append(Change("Borttagen indikator", one["title"], ""))
        elif one and other and one != other:
            # A snapshot of an older Samsyn can have columns that are no more: they are no change of a definition.
            fields = [name for name in one if name != "sort" and name in other and one[name] != other[name]]
            if fields:
                was, now = (f"version {row['version']}" for row in (one, other))
                changes.append(Change(f"Ändrad indikator: {other['title']} ({', '.join(fields)})", was, now))
    return changes


def _groups(frame: pl.DataFrame, by: list[str]) -> list[tuple[tuple[Any, ...], pl.DataFrame]]:
    return sorted(frame.group_by(by), key=lambda group: group[0])
