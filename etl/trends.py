"""The recent trend: five unbroken years, tested at 99.8 %, and no single year may carry it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from etl.numeric_input import (
    FloatArray,
    StatisticsError,
    read_confidence,
    read_counts,
    read_multiplier,
    read_numbers,
    read_positive,
    two_sided_z,
)
from etl.statistical_names import (
    Marker,
    Polarity,
    TrendMethod,
    ValueType,
    read_polarity,
    read_trend_method,
    read_value_type,
)

YEARS = 5
# χ² with one degree of freedom, p < 0.002.
SIGNIFICANT_OVER = 9.5495
# Upper less lower 95 % limit in standard errors, as the Fingertips code has it (unrounded: 3.919928).
_LIMITS_APART = 3.92

# A slope under this share of the slope of all five years is rounding.
_NO_SLOPE = 1e-9

# No trend is told of these.
_NOT_TESTED = {ValueType.COUNT, ValueType.SCORE}
# Of these the published code asks for count and denominator too: where they are missing the value was suppressed.
_WITH_COUNTS = {ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.DIRECTLY_STANDARDISED_RATE}

_PARTS = ("value", "numerator", "denominator", "lower", "upper")
# What the points' parts are called in tables and in the published code, as words without spaces and punctuation.
_NAMES = {
    "value": "value", "v": "value",
    "numerator": "numerator", "count": "numerator", "x": "numerator", "events": "numerator", "obs": "numerator",
    "denominator": "denominator", "n": "denominator", "population": "denominator", "pop": "denominator",
    "lower": "lower", "lowerci": "lower", "lowercl": "lower", "lowerci95": "lower", "lowercl95": "lower",
    "lowerconfidenceinterval": "lower", "ll": "lower", "lci": "lower",
    "upper": "upper", "upperci": "upper", "uppercl": "upper", "upperci95": "upper", "uppercl95": "upper",
    "upperconfidenceinterval": "upper", "ul": "upper", "uci": "upper",
    "year": "year", "period": "year", "time": "year", "t": "year",
}  # fmt: skip
_TUPLES = {
    2: ("numerator", "denominator"),
    3: ("value", "lower", "upper"),
    5: _PARTS,
    6: ("year", *_PARTS),
}


class Trend(NamedTuple):
    """A trend and the size of its test.

    Attributes:
        marker: increasing, decreasing, no_change or cannot_be_calculated; with a polarity that judges,
            increasing_better, increasing_worse, decreasing_better or decreasing_worse.
        chi2: χ² with one degree of freedom; NaN where it cannot be calculated.
    """

    marker: Marker
    chi2: float


def trend(
    points: Sequence[Any],
    *,
    method: object = None,
    value_type: object = None,
    polarity: object = None,
    confidence: float | None = None,
    multiplier: float = 1,
) -> Trend:
    """The trend over the latest five years of one series.

    Significant where χ² > 9.5495 and the slope keeps its sign with each of the five years left out. Times are 1 to 5.
    Proportions: χ² = N(NΣxt - XΣnt)² / (X(N-X)(NΣnt² - (Σnt)²)), the sign from the regression of logit(x/n) on t.
    Others: w = 1/se², se = (upper - lower)/3.92; slope b = (ΣwΣwty - ΣwtΣwy) / (ΣwΣwt² - (Σwt)²),
    χ² = b²(ΣwΣwt² - (Σwt)²)/Σw.

    Args:
        points: one for each year. Dicts with value, numerator (or count), denominator, lower, upper, and year; or
            tuples (numerator, denominator), (value, lower, upper), (value, numerator, denominator, lower, upper),
            the last one also with the year first. Without years the points are taken to be successive, the latest
            last. Only whole years may be given; years that overlap or roll may not.
        method: proportion or weighted. None: proportion for the value type proportion (or when nothing is said and
            no limits are given), weighted otherwise.
        value_type: what the indicator is (proportion, crude_rate, …); counts and scores are not tested.
        polarity: which way is good; None or no_judgement: the marker says the direction alone.
        confidence: of lower and upper. None: 95 %, with the published code's rounded 3.92; a given level is
            reckoned with exactly.
        multiplier: what value is scaled with; used where a proportion has value and only one of numerator and
            denominator.

    Cannot be calculated: fewer than five points; a gap in the years; anything missing in the latest five (a value
    that is None was suppressed); for proportions a year with nobody or everybody; for others limits that coincide.

    Raises:
        StatisticsError: points of another shape, not a number, negative counts, numerator over denominator, lower
            over upper, a year given twice or to some points alone, unknown names.

    Source: Fingertips guidance, Trend markers; Armitage P, Biometrics 1955;11:375-86; the Fingertips
    TrendMarkerCalculator and PHEindicatormethods' assign_trend_markers.
    """
    scale = read_multiplier(multiplier)
    kind = None if value_type is None else read_value_type(value_type)
    direction = read_polarity(polarity)
    series = [_point(point) for point in points]
    way = _way(method, kind, series)
    latest = _latest(series)
    known = None
    if latest is not None and kind not in _NOT_TESTED:
        known = (
            _counts(latest, scale)
            if way is TrendMethod.PROPORTION
            else _values(
                latest, kind, _LIMITS_APART if confidence is None else 2 * two_sided_z(read_confidence(confidence))
            )
        )
    if known is None:
        return Trend(Marker.CANNOT_BE_CALCULATED, float("nan"))
    test, slope = (_chi2_of_shares, _slope_of_logits) if way is TrendMethod.PROPORTION else (_chi2, _slope)
    time = np.arange(1.0, YEARS + 1)
    chi2 = test(*known, time)
    signs = {_sign_without(slope, known, time, left_out) for left_out in (None, *range(YEARS))}
    certain = chi2 > SIGNIFICANT_OVER and len(signs) == 1
    return Trend(_marker(signs.pop() if certain else 0, direction), chi2)


def _point(given: Any) -> dict[str, Any]:
    if isinstance(given, Mapping):
        named = {}
        for name, one in given.items():
            part = _NAMES.get(re.sub(r"[^a-z0-9]", "", str(name).lower()))
            if part is not None and part in named:
                raise StatisticsError(f"points: {part} is given twice")
            if part is not None:
                named[part] = one
        return named
    if isinstance(given, Sequence | np.ndarray) and not isinstance(given, str) and len(given) in _TUPLES:
        return dict(zip(_TUPLES[len(given)], given, strict=True))
    raise StatisticsError("points: each must be a dict, or a tuple of 2, 3, 5 or 6")


def _way(method: object, kind: ValueType | None, series: list[dict[str, Any]]) -> TrendMethod:
    if method is not None:
        return read_trend_method(method)
    if kind is ValueType.PROPORTION:
        return TrendMethod.PROPORTION
    limits = any({"lower", "upper"} & point.keys() for point in series)
    return TrendMethod.WEIGHTED if limits or kind is not None else TrendMethod.PROPORTION


def _latest(series: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """The latest five points in order, or None if there are not five in unbroken years."""
    with_year = ["year" in point for point in series]
    if any(with_year):
        if not all(with_year):
            raise StatisticsError("points: every one or none must have a year")
        by_year = {_year(point["year"]): point for point in series}
        if len(by_year) < len(series):
            raise StatisticsError("points: a year is given twice")
        years = sorted(by_year)[-YEARS:]
        series = [by_year[year] for year in years]
        if any(later - earlier != 1 for earlier, later in pairwise(years)):
            return None
    return series[-YEARS:] if len(series) >= YEARS else None


def _year(given: object) -> int:
    if isinstance(given, str) and re.fullmatch(r"\d{4}|\d{4}[/-]\d{2}", given.strip()):
        return int(given.strip()[:4])
    if isinstance(given, int | float | np.integer | np.floating) and not isinstance(given, bool) and given % 1 == 0:
        return int(given)
    raise StatisticsError(f"points: a whole year is expected, not {given!r}")


def _column(points: list[dict[str, Any]], part: str) -> list[Any] | None:
    """The part of every point, or None when no point has it."""
    return [point.get(part) for point in points] if any(part in point for point in points) else None


def _counts(points: list[dict[str, Any]], scale: float) -> tuple[FloatArray, FloatArray] | None:
    """Numerators and denominators; None where a trend of shares cannot be calculated."""
    value, numerator, denominator = (_column(points, part) for part in ("value", "numerator", "denominator"))
    v = None if value is None else read_counts("value", value)
    x = None if numerator is None else read_counts("numerator", numerator)
    n = None if denominator is None else read_positive("denominator", denominator)
    if v is not None and x is None and n is not None:
        x = v / scale * n
    if v is not None and n is None and x is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            n = x / (v / scale)
    if x is None or n is None:
        return None
    if (x > n).any():
        raise StatisticsError("numerator: must not be greater than the denominator of a proportion")
    suppressed = v is not None and bool(np.isnan(v).any())
    if suppressed or np.isnan(x).any() or np.isnan(n).any() or (x == 0).any() or (x == n).any():
        return None
    return x, n


def _values(points: list[dict[str, Any]], kind: ValueType | None, apart: float) -> tuple[FloatArray, FloatArray] | None:
    """Values and weights; None where a weighted trend cannot be calculated."""
    parts = {part: _column(points, part) for part in _PARTS}
    read = {part: read_numbers(part, given) for part, given in parts.items() if given is not None}
    if not {"value", "lower", "upper"} <= read.keys():
        return None
    if (read["lower"] > read["upper"]).any():
        raise StatisticsError("lower: must not be above upper")
    needed = _PARTS if kind in _WITH_COUNTS else ("value", "lower", "upper")
    width = read["upper"] - read["lower"]
    if any(np.isnan(read[part]).any() for part in needed if part in read) or (width == 0).any():
        return None
    return read["value"], (apart / width) ** 2


def _chi2_of_shares(x: FloatArray, n: FloatArray, t: FloatArray) -> float:
    persons, events = n.sum(), x.sum()
    above = persons * (persons * (x * t).sum() - events * (n * t).sum()) ** 2
    below = events * (persons - events) * (persons * (n * t**2).sum() - (n * t).sum() ** 2)
    return float(above / below)


def _slope_of_logits(x: FloatArray, n: FloatArray, t: FloatArray) -> float:
    return _slope(np.log(x / (n - x)), np.ones_like(t), t)


def _slope(y: FloatArray, w: FloatArray, t: FloatArray) -> float:
    weight, first = w.sum(), (w * t).sum()
    return float((weight * (w * t * y).sum() - first * (w * y).sum()) / (weight * (w * t**2).sum() - first**2))


def _chi2(y: FloatArray, w: FloatArray, t: FloatArray) -> float:
    return _slope(y, w, t) ** 2 * float((w.sum() * (w * t**2).sum() - (w * t).sum() ** 2) / w.sum())


def _sign_without(slope: Any, known: tuple[FloatArray, FloatArray], time: FloatArray, left_out: int | None) -> int:
    kept = np.arange(YEARS) != (-1 if left_out is None else left_out)
    without = slope(known[0][kept], known[1][kept], time[kept])
    # Four equal years have no slope, whatever crumb the sums leave.
    return 0 if abs(without) < _NO_SLOPE * abs(slope(*known, time)) else int(np.sign(without))


def _marker(sign: int, polarity: Polarity) -> Marker:
    if sign == 0:
        return Marker.NO_CHANGE
    if polarity not in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD):
        return Marker.INCREASING if sign > 0 else Marker.DECREASING
    good = (sign > 0) == (polarity is Polarity.HIGH_IS_GOOD)
    if sign > 0:
        return Marker.INCREASING_BETTER if good else Marker.INCREASING_WORSE
    return Marker.DECREASING_BETTER if good else Marker.DECREASING_WORSE
