"""What methods, polarities, kinds and outcomes are called: our names, and the published packages' names for them.

Names are read without regard to case, spaces and punctuation; an unknown one is an error that lists the known ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from etl.numeric_input import StatisticsError


class Polarity(StrEnum):
    """Which way is good."""

    HIGH_IS_GOOD = "high_is_good"
    LOW_IS_GOOD = "low_is_good"
    NO_JUDGEMENT = "no_judgement"
    NOT_APPLICABLE = "not_applicable"  # nothing is compared at all


class Comparison(StrEnum):
    """How a value is held against a benchmark."""

    OWN_INTERVAL_95 = "own_interval_95"
    OWN_INTERVAL_99_8 = "own_interval_99_8"
    OWN_INTERVAL_TWO_LEVELS = "own_interval_two_levels"
    DOUBLE_OVERLAP = "double_overlap"
    CONTROL_LIMITS_PROPORTION = "control_limits_proportion"
    QUINTILES = "quintiles"
    NO_COMPARISON = "no_comparison"


class Outcome(StrEnum):
    """What a comparison, a change or a goal ends in."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    LOWER = "lower"
    HIGHER = "higher"
    BEST = "best"
    WORST = "worst"
    LOWEST = "lowest"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    HIGHEST = "highest"
    NO_PRACTICAL_DIFFERENCE = "no_practical_difference"
    CANNOT_BE_DECIDED = "cannot_be_decided"
    NOT_COMPARED = "not_compared"


class TrendMethod(StrEnum):
    """How a trend over five years is tested."""

    PROPORTION = "proportion"
    WEIGHTED = "weighted"


class ValueType(StrEnum):
    """What kind of figure an indicator is."""

    PROPORTION = "proportion"
    CRUDE_RATE = "crude_rate"
    DIRECTLY_STANDARDISED_RATE = "directly_standardised_rate"
    INDIRECTLY_STANDARDISED_RATE = "indirectly_standardised_rate"
    INDIRECTLY_STANDARDISED_RATIO = "indirectly_standardised_ratio"
    RATIO = "ratio"
    MEAN = "mean"
    COUNT = "count"
    LIFE_EXPECTANCY = "life_expectancy"
    SCORE = "score"
    OTHER = "other"


class Marker(StrEnum):
    """A trend, without judgement or (with a polarity) with it."""

    CANNOT_BE_CALCULATED = "cannot_be_calculated"
    NO_CHANGE = "no_change"
    INCREASING = "increasing"
    DECREASING = "decreasing"
    INCREASING_BETTER = "increasing_better"
    INCREASING_WORSE = "increasing_worse"
    DECREASING_BETTER = "decreasing_better"
    DECREASING_WORSE = "decreasing_worse"


Named = TypeVar("Named", bound=StrEnum)

# Names of the Fingertips code bases and of our own indicators.yaml, as words without spaces and punctuation.
_POLARITIES: Mapping[str | int, Polarity] = {
    "high": Polarity.HIGH_IS_GOOD,
    "higher": Polarity.HIGH_IS_GOOD,
    "raghighisgood": Polarity.HIGH_IS_GOOD,
    "higherisbetter": Polarity.HIGH_IS_GOOD,
    1: Polarity.HIGH_IS_GOOD,
    "low": Polarity.LOW_IS_GOOD,
    "lower": Polarity.LOW_IS_GOOD,
    "raglowisgood": Polarity.LOW_IS_GOOD,
    "lowerisbetter": Polarity.LOW_IS_GOOD,
    0: Polarity.LOW_IS_GOOD,
    "nojudgment": Polarity.NO_JUDGEMENT,
    "none": Polarity.NO_JUDGEMENT,
    "neutral": Polarity.NO_JUDGEMENT,
    "unknown": Polarity.NO_JUDGEMENT,
    "blueorangeblue": Polarity.NO_JUDGEMENT,
    "useblues": Polarity.NO_JUDGEMENT,
    "bob": Polarity.NO_JUDGEMENT,
    "": Polarity.NO_JUDGEMENT,
    99: Polarity.NO_JUDGEMENT,
    -1: Polarity.NOT_APPLICABLE,
}
_COMPARISONS: Mapping[str | int, Comparison] = {
    "cioverlappingreferencevalue95": Comparison.OWN_INTERVAL_95,
    "cioverlappingreferencevalue950": Comparison.OWN_INTERVAL_95,
    "confidenceintervalsoverlappingreferencevalue95": Comparison.OWN_INTERVAL_95,
    "confidenceintervalsoverlappingreferencevalue950": Comparison.OWN_INTERVAL_95,
    "singleoverlappingcis": Comparison.OWN_INTERVAL_95,
    "singleoverlappingcisforonecilevel": Comparison.OWN_INTERVAL_95,
    "onelevel": Comparison.OWN_INTERVAL_95,
    "oneci": Comparison.OWN_INTERVAL_95,
    1: Comparison.OWN_INTERVAL_95,
    "cioverlappingreferencevalue998": Comparison.OWN_INTERVAL_99_8,
    "confidenceintervalsoverlappingreferencevalue998": Comparison.OWN_INTERVAL_99_8,
    "singleoverlappingcisforsecondcilevel": Comparison.OWN_INTERVAL_99_8,
    18: Comparison.OWN_INTERVAL_99_8,
    "singleoverlappingcisfortwocilevels": Comparison.OWN_INTERVAL_TWO_LEVELS,
    "confidenceintervalsoverlappingreferencevalue95and998": Comparison.OWN_INTERVAL_TWO_LEVELS,
    "confidenceintervalsoverlappingreferencevalue950998": Comparison.OWN_INTERVAL_TWO_LEVELS,
    "twolevels": Comparison.OWN_INTERVAL_TWO_LEVELS,
    "twolevel": Comparison.OWN_INTERVAL_TWO_LEVELS,
    17: Comparison.OWN_INTERVAL_TWO_LEVELS,
    "doubleoverlappingcis": Comparison.DOUBLE_OVERLAP,
    "doubleoverlapping": Comparison.DOUBLE_OVERLAP,
    12: Comparison.DOUBLE_OVERLAP,
    "spcforproportions": Comparison.CONTROL_LIMITS_PROPORTION,
    5: Comparison.CONTROL_LIMITS_PROPORTION,
    "quintile": Comparison.QUINTILES,
    15: Comparison.QUINTILES,
    "none": Comparison.NO_COMPARISON,
    "unknown": Comparison.NO_COMPARISON,
    "nocomparisonmethod": Comparison.NO_COMPARISON,
    "": Comparison.NO_COMPARISON,
    -1: Comparison.NO_COMPARISON,
}
_TREND_METHODS: Mapping[str | int, TrendMethod] = {
    "chisquared": TrendMethod.PROPORTION,
    "chisquaredfortrend": TrendMethod.PROPORTION,
    "armitage": TrendMethod.PROPORTION,
    "cochranarmitage": TrendMethod.PROPORTION,
    "logistic": TrendMethod.PROPORTION,
    "logisticregression": TrendMethod.PROPORTION,
    "proportions": TrendMethod.PROPORTION,
    "spcforproportions": TrendMethod.PROPORTION,
    5: TrendMethod.PROPORTION,
    "other": TrendMethod.WEIGHTED,
    "weightedslope": TrendMethod.WEIGHTED,
    "weightedregression": TrendMethod.WEIGHTED,
    "weightedlinearregression": TrendMethod.WEIGHTED,
    "slope": TrendMethod.WEIGHTED,
    "linear": TrendMethod.WEIGHTED,
    "rate": TrendMethod.WEIGHTED,
}
_VALUE_TYPES: Mapping[str | int, ValueType] = {
    "percentage": ValueType.PROPORTION,
    "percent": ValueType.PROPORTION,
    "crudeproportion": ValueType.PROPORTION,
    5: ValueType.PROPORTION,
    "rate": ValueType.CRUDE_RATE,
    3: ValueType.CRUDE_RATE,
    "dsr": ValueType.DIRECTLY_STANDARDISED_RATE,
    1: ValueType.DIRECTLY_STANDARDISED_RATE,
    "isr": ValueType.INDIRECTLY_STANDARDISED_RATE,
    4: ValueType.INDIRECTLY_STANDARDISED_RATE,
    "smr": ValueType.INDIRECTLY_STANDARDISED_RATIO,
    2: ValueType.INDIRECTLY_STANDARDISED_RATIO,
    6: ValueType.RATIO,
    7: ValueType.COUNT,
    8: ValueType.SCORE,
    11: ValueType.LIFE_EXPECTANCY,
}


def read_polarity(given: object) -> Polarity:
    """The polarity meant; None is no judgement."""
    return Polarity.NO_JUDGEMENT if given is None else _read("polarity", given, Polarity, _POLARITIES)


def read_comparison(given: object) -> Comparison:
    return _read("method", given, Comparison, _COMPARISONS)


def read_trend_method(given: object) -> TrendMethod:
    """The method meant. In the Fingertips code the method of comparison decides, so its names are understood too."""
    try:
        return _read("method", given, TrendMethod, _TREND_METHODS)
    except StatisticsError:
        if isinstance(given, str) and _word(given).removesuffix("comparer") in _COMPARISONS:
            return TrendMethod.WEIGHTED
        raise


def read_value_type(given: object) -> ValueType:
    return _read("value_type", given, ValueType, _VALUE_TYPES)


def _read(name: str, given: object, names: type[Named], spellings: Mapping[str | int, Named]) -> Named:
    if isinstance(given, names):
        return given
    if isinstance(given, int) and not isinstance(given, bool) and given in spellings:
        return spellings[given]
    if isinstance(given, str):
        word = _word(given)
        known = {_word(one.value): one for one in names}
        for spelling in (word, word.removesuffix("comparer")):
            if spelling in known:
                return known[spelling]
            if spelling in spellings:
                return spellings[spelling]
    raise StatisticsError(f"{name}: {given!r} is unknown; known are {', '.join(one.value for one in names)}")


def _word(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
