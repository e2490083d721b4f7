"""The county as a map: who answered, and where a rate is high or low. Always beside a chart or a list, never alone."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import altair as alt

from dashboard import figure_notes, theme
from dashboard.charts import Rows, Spec, noted, sign, word
from dashboard.records import Figure, Respondent
from etl.areas import BOUNDARIES

Point = tuple[float, float]

HEIGHT = 460
GAP = "#F1F2F4"
# More names than this cover the map they stand on.
_MOST_NAMES = 20
_WIDTH = 420
_NAME_WIDTH = 52
_SAID = {True: "har svarat", False: "svarade inte"}
_DATA = alt.NamedData("source")
_KNOWN, _EMPTY = "isValid(datum.value)", alt.value(GAP)


@lru_cache(maxsize=1)
def _shapes() -> dict[str, dict[str, Any]]:
    with BOUNDARIES["municipality"].open(encoding="utf-8") as file:
        return {feature["properties"]["code"]: feature for feature in json.load(file)["features"]}


@lru_cache(maxsize=8)
def answer_map(areas: tuple[str, ...]) -> Spec:
    """Who answered: filled; who did not: an outline in dashes."""
    return _map(areas, alt.when(_KNOWN).then(alt.value(theme.SEQUENCE[2])).otherwise(_EMPTY))


@lru_cache(maxsize=8)
def value_map(areas: tuple[str, ...]) -> Spec:
    """One value per municipality from light to dark; a gap is an outline in dashes with its sign."""
    scale = alt.Scale(range=theme.SEQUENCE[:3], zero=True)
    legend = alt.Legend(title=None, orient="bottom", gradientLength=200, tickCount=4)
    return _map(areas, alt.when(_KNOWN).then(alt.Fill("value:Q", scale=scale, legend=legend)).otherwise(_EMPTY))


def _map(areas: tuple[str, ...], fill: Any) -> Spec:
    shapes = alt.InlineData(
        values={"type": "FeatureCollection", "features": [_shapes()[area] for area in areas]},
        format=alt.JsonDataFormat(property="features", type="json"),
    )
    base = (
        alt.Chart(_DATA)
        .transform_lookup(
            lookup="area",
            from_=alt.LookupData(data=shapes, key="properties.code", fields=["type", "geometry"]),
        )
        .encode(
            tooltip=[alt.Tooltip("name:N", title="Kommun"), alt.Tooltip("said:N", title="Uppgift")],
            description="spoken:N",
        )
    )
    # One layer for all: where everybody or nobody is known, a second would be an empty picture without a name.
    every = base.mark_geoshape(strokeWidth=1.2, invalid="show").encode(
        fill=fill,
        stroke=alt.when(_KNOWN).then(alt.value(theme.PAPER)).otherwise(alt.value(theme.MISSING)),
        strokeDash=alt.when(_KNOWN).then(alt.value([1, 0])).otherwise(alt.value([3, 3])),
    )
    layers = [every, *(_labels() if len(areas) <= _MOST_NAMES else [])]
    whole = alt.layer(*layers).properties(width="container", height=HEIGHT).project(type="mercator")
    spec: Spec = whole.configure_scale(invalid=alt.ScaleInvalidDataConfig(fill=alt.value(GAP))).to_dict()
    spec.pop("data", None)
    return spec


def _labels() -> list[alt.Chart]:
    base = alt.Chart(_DATA).encode(longitude="lon:Q", latitude="lat:Q")
    halo: dict[str, Any] = {"stroke": theme.PAPER, "strokeWidth": 3, "strokeOpacity": 0.75}
    return [
        base.mark_text(
            fontSize=size, fontWeight="bold" if field == "name" else "normal", dy=dy, aria=False, **style
        ).encode(text=f"{field}:N")
        for field, size, dy in (("name", 12, 0), ("word", 12, 13))
        for style in (halo, {"color": theme.INK})
    ]


def answer_rows(respondents: Iterable[Respondent]) -> Rows:
    """The data of ``answer_map``. Its names stand alone: who is silent is said by the outline and the list."""
    asked = {r.area: r for r in respondents}
    places = _places(tuple(asked), lines=1)
    return _gaps_last(
        places[area] | _spoken(r.name, _SAID[r.answered]) | {"value": 1 if r.answered else None, "word": ""}
        for area, r in asked.items()
    )


def value_rows(figures: Iterable[Figure], decimals: int) -> Rows:
    """The data of ``value_map``: the number under the name, or the sign for a gap."""
    known = {figure.area: figure for figure in figures}
    places = _places(tuple(known), lines=2)
    return _gaps_last(
        places[area]
        | _spoken(figure.name, noted(word(figure, decimals), figure))
        | {"value": figure.value, "word": sign(figure, decimals) + figure_notes.mark(figure)}
        for area, figure in known.items()
    )


def _gaps_last(rows: Iterable[dict[str, Any]]) -> Rows:
    """Their outline in dashes lies over the borders of the others."""
    return sorted(rows, key=lambda row: row["value"] is None)


def _spoken(name: str, said: str) -> dict[str, Any]:
    return {"name": name, "said": said, "spoken": f"{name}: {said}"}


@lru_cache(maxsize=16)
def _places(areas: tuple[str, ...], lines: int) -> dict[str, dict[str, Any]]:
    """Where each name goes: in the middle of its municipality, moved south when another name is in the way."""
    middles = {area: _middle(area) for area in areas}
    corners = [point for area in areas for ring in _outlines(area) for point in ring]
    longitudes, latitudes = ([point[axis] for point in corners] for axis in (0, 1))
    narrowing = math.cos(math.radians(sum(latitudes) / len(latitudes)))
    degree = min(
        HEIGHT / (max(latitudes) - min(latitudes)),
        _WIDTH / ((max(longitudes) - min(longitudes)) * narrowing),
    )
    width, height = _NAME_WIDTH / (degree * narrowing), 13 * lines / degree
    placed: dict[str, Point] = {}
    for area, (longitude, latitude) in sorted(middles.items(), key=lambda found: -found[1][1]):
        free = latitude
        for other_longitude, other_latitude in sorted(placed.values(), key=lambda found: -found[1]):
            if abs(longitude - other_longitude) < width and abs(free - other_latitude) < height:
                free = other_latitude - height
        placed[area] = (longitude, free)
    return {area: {"area": area, "lon": x, "lat": y} for area, (x, y) in placed.items()}


@lru_cache(maxsize=512)
def _middle(area: str) -> Point:
    """Centre of gravity of the municipality's largest part: where its name goes."""
    parts = [_gravity(ring) for ring in _outlines(area)]
    _, longitude, latitude = max(parts, key=lambda found: abs(found[0]))
    return longitude, latitude


def _outlines(area: str) -> list[list[list[float]]]:
    geometry = _shapes()[area]["geometry"]
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [part[0] for part in parts]


def _gravity(ring: list[list[float]]) -> tuple[float, float, float]:
    doubled = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        doubled += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return doubled / 2, x / (3 * doubled), y / (3 * doubled)
